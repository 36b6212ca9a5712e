"""A measure over time, drawn: a dot a day, its span where there is one, days with a session."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from instep.core.measures.trend import Dot, Trend

WIDE, TALL, EDGE = 640, 180, 18
"""Units of the drawing, and how far from its edge a dot stays."""


@dataclass(frozen=True)
class Place:
    """Where one dot stands, and its span from top to bottom; None where it has none."""

    x: float
    y: float
    top: float | None
    bottom: float | None


@dataclass(frozen=True)
class Drawn:
    """A whole picture: dots, the line through them, sessions, and a dashed line at the mark."""

    places: tuple[Place, ...]
    line: str
    sessions: tuple[float, ...]
    mark: float | None
    wide: int = WIDE
    tall: int = TALL


def draw(trend: Trend, sessions: Iterable[date], mark: float | None) -> Drawn | None:
    """None where there is no stretch of time to draw."""
    if len(trend.dots) < 2:
        return None
    first, last = trend.dots[0].on, trend.dots[-1].on
    places = tuple(_place(dot, first, last, trend.top) for dot in trend.dots)
    within = sorted(on for on in sessions if first <= on <= last)
    return Drawn(
        places,
        " ".join(f"{place.x:g},{place.y:g}" for place in places),
        tuple(_across(on, first, last) for on in within),
        None if mark is None or mark > trend.top else _up(mark, trend.top),
    )


def _place(dot: Dot, first: date, last: date, top: float) -> Place:
    return Place(
        _across(dot.on, first, last),
        _up(dot.value, top),
        None if dot.most is None else _up(dot.most, top),
        None if dot.least is None else _up(dot.least, top),
    )


def _across(on: date, first: date, last: date) -> float:
    days = (last - first).days
    share = 0.5 if days == 0 else (on - first).days / days  # two tests on one day
    return round(EDGE + share * (WIDE - 2 * EDGE), 1)


def _up(value: float, top: float) -> float:
    return round(TALL - EDGE - value / top * (TALL - 2 * EDGE), 1)
