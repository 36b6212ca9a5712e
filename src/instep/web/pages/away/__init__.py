"""The page for when the computer is away, and the worker that shows it then."""
