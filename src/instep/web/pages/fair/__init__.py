"""The fair test: what it is, agreeing to it, how far it is, stopping it, and what it shows."""
