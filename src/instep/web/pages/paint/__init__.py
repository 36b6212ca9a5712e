"""Where it tingles, burns, is numb or hurts, painted on the drawn foot. It decides nothing."""
