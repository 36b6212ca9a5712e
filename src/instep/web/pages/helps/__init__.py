"""What helps you: what a person's own diary says of each technique, and how we know."""
