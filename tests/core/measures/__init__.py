"""What can be measured, tested."""

"""Measures at home, as values."""
