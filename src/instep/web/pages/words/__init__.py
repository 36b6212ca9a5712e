"""What this is not, and who can see what you say."""
