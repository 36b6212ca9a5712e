"""The plain numbers of the house, each named by its unit; words, and days as people say them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

Seconds: TypeAlias = float
"""Steady time or a length of time, in seconds, never negative."""

Score: TypeAlias = int
"""How a symptom feels, 0 (none) to 10 (worst), whole numbers, both ends included."""

Celsius: TypeAlias = float
"""A temperature or a difference of temperatures, in degrees Celsius."""

Dice: TypeAlias = Callable[[], float]
"""Chance, handed in from the edge: each call gives a number from 0 up to, not including, 1."""

Words: TypeAlias = Mapping[str, str]
"""Every sentence of one language by its key."""


def filled(text: str, /, **names: object) -> str:
    """A text with its names filled in: each ``{name}`` is what is told for it."""
    for name, value in names.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def day_in_words(on: date) -> str:
    """A day as people say it."""
    return f"{on.day} {on:%B %Y}"
