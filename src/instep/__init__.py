"""Instep guides a foot massage at home for people living with peripheral neuropathy."""

__version__ = "0.1.0"
