"""Sound as numbers: one channel, 24,000 a second, 1.0 the loudest there is."""

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from instep.core.units import Seconds

RATE = 24_000
"""Samples a second, everywhere in this room."""

BLOCK = 6_000
"""Samples mixed at a time: a quarter of a second. Nothing here ever holds a whole session."""

Samples: TypeAlias = npt.NDArray[np.float32]
Blocks: TypeAlias = Iterator[Samples]


def count(seconds: Seconds) -> int:
    """How many samples a stretch of time is."""
    return round(seconds * RATE)


def seconds(samples: Samples) -> Seconds:
    """How long these samples last."""
    return len(samples) / RATE


def silence(lasts: Seconds) -> Samples:
    """Nothing to be heard."""
    return np.zeros(count(lasts), dtype=np.float32)


def factor(decibels: float) -> float:
    """What to multiply by to be so many decibels louder; negative is quieter."""
    return float(10 ** (decibels / 20))
