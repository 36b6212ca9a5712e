"""Today's answer: the verdict, whom to call, why in the person's own answers."""
