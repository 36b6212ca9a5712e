"""The plain numbers of the house, each named by its unit."""

from collections.abc import Callable, Mapping
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
