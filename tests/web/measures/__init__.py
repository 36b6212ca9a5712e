"""Measures in the browser."""
