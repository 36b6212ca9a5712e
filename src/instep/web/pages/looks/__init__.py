"""What fell due since last time: the skin looks, and whether someone was seen."""
