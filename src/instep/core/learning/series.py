"""One symptom's scores in a row of equal steps, with all that may have moved them."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
"""Numbers in rows and columns; a docstring says which."""

Wholes: TypeAlias = NDArray[np.int64]
"""Whole numbers in a row."""


@dataclass(frozen=True)
class Series:
    """What the engine reads. Only steps with a score are rows; missing ones are gaps between.

    ``scores`` (n) in points; ``at`` (n) the step of each, rising from 0; ``vague`` (n) how far a
    score is from exact, a variance in units of s squared, 0 where it was told as it is;
    ``plain`` (n, P) columns that act at once, the first of them ones; ``dose`` (steps, K) how
    much of each technique since the step before, 0 to 1; ``a_day`` steps a day, 1 or 2;
    ``ends_hide`` whether a 0 or a 10 may stand for more than that.
    """

    scores: Floats
    at: Wholes
    vague: Floats
    plain: Floats
    dose: Floats
    a_day: int = 1
    ends_hide: bool = True

    @property
    def columns(self) -> int:
        """The score itself, the plain columns, the doses."""
        return 1 + int(self.plain.shape[1]) + int(self.dose.shape[1])


@dataclass(frozen=True)
class Nodes:
    """Settings of the three curved unknowns, side by side; each field has one number a node (G).

    ``echo`` is phi, from step to step; ``drift`` is q over s, a day; ``kept`` is lambda, a day.
    """

    echo: Floats
    drift: Floats
    kept: Floats

    @classmethod
    def at(cls, places: Floats) -> "Nodes":
        """From places (G, 3): atanh phi, log of q over s, logit lambda."""
        return cls(
            echo=np.tanh(places[:, 0]),
            drift=np.exp(places[:, 1]),
            kept=1 / (1 + np.exp(-places[:, 2])),
        )

    def portion(self, part: slice) -> "Nodes":
        """Some of them."""
        return Nodes(self.echo[part], self.drift[part], self.kept[part])
