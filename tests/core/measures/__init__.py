"""Measures at home, as values."""
