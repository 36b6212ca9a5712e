"""One measure over time: each value with its span where there is one, and what may be said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from statistics import median, quantiles
from typing import NamedTuple


class Measure(StrEnum):
    """What can be followed over time."""

    TOUCH = "touch"
    TEMPERATURE = "temperature"
    MNSI = "mnsi"
    PAINT_LEFT = "paint_left"
    PAINT_RIGHT = "paint_right"


class Dot(NamedTuple):
    """One value on one day. ``least`` and ``most``: where it may lie; None where nobody knows."""

    on: date
    value: float
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True)
class Trend:
    """A measure's dots in the order of their days, and the top of its scale."""

    measure: Measure
    dots: tuple[Dot, ...]
    top: float

    def between(self, first: date, last: date) -> "Trend":
        """Only what was measured on these days, both ends included."""
        return replace(self, dots=tuple(dot for dot in self.dots if first <= dot.on <= last))

    @property
    def words(self) -> str:
        """The key of the one sentence on what changed from the first value to the last.

        Where nobody knows how far off one of the two may be, a change may be chance.
        """
        if len(self.dots) < 2:
            return "one" if self.dots else "none"
        first, last = self.dots[0], self.dots[-1]
        if first.value == last.value:
            return "same"
        if None in (first.least, first.most, last.least, last.most):
            return "maybe"
        if _meet(first, last) or self._is_usual:
            return "unsure"
        return "less" if last.value < first.value else "more"

    @property
    def _is_usual(self) -> bool:
        """Whether other days were both below and above the first and the last: days do scatter."""
        between = [dot.value for dot in self.dots[1:-1]]
        ends = (self.dots[0], self.dots[-1])
        return bool(between) and all(min(between) <= dot.value <= max(between) for dot in ends)


def _meet(first: Dot, last: Dot) -> bool:
    """Whether what is known of the two lets them be the same."""
    return _low(first) <= _high(last) and _low(last) <= _high(first)


def _low(dot: Dot) -> float:
    return dot.value if dot.least is None else dot.least


def _high(dot: Dot) -> float:
    return dot.value if dot.most is None else dot.most


LEAST_FOR_A_BAR = 4
"""Days a dot has to stand for, so that a bar can tell where half of them lie."""


def by_month(dots: Sequence[Dot]) -> list[Dot]:
    """The middle of each month, on its first day. Dots are in the order of their days."""
    months = groupby(dots, key=lambda dot: dot.on.replace(day=1))
    return [middle(first, [dot.value for dot in of_month]) for first, of_month in months]


def middle(on: date, values: Sequence[float]) -> Dot:
    """One dot for several days; half of them lie from ``least`` to ``most``, None where too few."""
    if len(values) < LEAST_FOR_A_BAR:
        return Dot(on, float(median(values)))
    low, half, high = quantiles(values, n=4, method="inclusive")
    return Dot(on, half, low, high)


def next_on(last: date | None, every_days: int) -> date | None:
    """From which day on it is worth doing again; None: it was never done."""
    return None if last is None else last + timedelta(days=every_days)


@dataclass(frozen=True)
class Followed:
    """One measure as it is told: its trend, and from when it is worth doing again."""

    trend: Trend
    next_on: date | None
