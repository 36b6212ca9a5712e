"""The look back after some weeks: what has changed, and what next."""
