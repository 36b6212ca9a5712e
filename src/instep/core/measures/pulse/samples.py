"""What a camera saw: the time of each frame and how bright it was in three colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
"""A row of numbers."""


class Channel(StrEnum):
    """One of the three colours a camera sees."""

    RED = "r"
    GREEN = "g"
    BLUE = "b"


class NotSamples(Exception):
    """Rows that cannot be a recording at all: of different lengths, or not numbers."""


@dataclass(frozen=True)
class Samples:
    """One recording: when each frame was taken, in seconds, and its mean colours.

    ``colours`` has a row for red, green and blue, 0 (dark) to 255 (full), with all the digits
    there are: rounded to whole levels most of a pulse is lost. Times are kept as told; whether
    they run forward is for the reading to say.
    """

    times: Floats
    colours: Floats

    def __post_init__(self) -> None:
        if self.times.ndim != 1 or self.colours.shape != (len(Channel), len(self.times)):
            raise NotSamples("times, red, green and blue are not equally many")
        if not (np.isfinite(self.times).all() and np.isfinite(self.colours).all()):
            raise NotSamples("not every value is a number")

    @property
    def seconds(self) -> float:
        """From the first frame to the last."""
        return float(self.times[-1] - self.times[0]) if len(self.times) else 0.0

    def of(self, channel: Channel) -> Floats:
        """One colour, frame by frame."""
        row: Floats = self.colours[tuple(Channel).index(channel)]
        return row


def samples_of(times: Sequence[float], r: Any, g: Any, b: Any) -> Samples:
    """Samples from four rows of numbers."""
    try:
        return Samples(np.asarray(times, dtype=float), np.asarray([r, g, b], dtype=float))
    except ValueError as error:
        raise NotSamples("times, red, green and blue are not equally many") from error
