"""Two pictures of numbers, as values a template draws: a ruler of one change, days of scores.

Nothing in them is told by colour alone, and no words are in the picture: those stand beside it,
where they keep their size. A ruler has its own box; days are drawn in shares of the width, so that
dots stay round on every screen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

WIDE, EDGE, MIDDLE = 400, 20, 200
"""A ruler's box, in its own units: its width, what is left at both ends, where no change is."""

LEAST_REACH, MOST_REACH = 3, 10
"""Points that a ruler shows to both sides, at least and at most."""

WINDOW = 7
"""Days whose middle score makes the line, the day itself the last."""

LEAST_IN_WINDOW = 3
"""Scores there have to be among them; with fewer the line has a gap."""

INSET = 4.0
"""Percent of the height that is left free above and below, so that a dot at an end is whole."""


# -- A ruler ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ruler:
    """One change as it stands on a ruler: less is to the right. Numbers are units of its box.

    ``box`` is where a change matters, None where that is not asked; ``sure`` draws a line in place
    of dots. ``cut``: an end lies beyond the ruler.
    """

    marks: tuple[float, ...]
    left: float
    right: float
    dot: float
    box: tuple[float, float] | None
    sure: bool
    cut: bool


def reach(changes: Sequence[tuple[float, float]]) -> int:
    """The points a page's rulers show to both sides, so that all of them can be compared."""
    far = max((abs(end) for pair in changes for end in pair), default=0.0)
    return min(max(LEAST_REACH, int(far) + 1), MOST_REACH)


def ruler(
    change: float, low: float, high: float, points: int, *, matters: float | None, sure: bool
) -> Ruler:
    """A change from ``low`` to ``high``, on a ruler of so many points to both sides."""

    def at(value: float) -> float:
        held = min(max(-value, -points), points)
        return round(MIDDLE + held * (MIDDLE - EDGE) / points, 1)

    return Ruler(
        marks=tuple(at(mark) for mark in range(-points, points + 1) if mark),
        left=at(high),
        right=at(low),
        dot=at(change),
        box=None if matters is None else (at(-matters), WIDE - 8 - at(-matters)),
        sure=sure,
        cut=max(abs(low), abs(high)) > points,
    )


# -- What was promised, and what came ------------------------------------------------------------


FROM, UPTO = 40.0, 100.0
"""What a plot of promises begins and ends with, in 100."""


def kept_promises(pairs: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Where each promise stands, by what was promised and what came, each in 100.

    Percent from the left and from the top; a promise that is kept lies on the line between the
    lower left and the upper right.
    """
    wide = UPTO - FROM
    return [
        (round((said - FROM) * 100 / wide, 2), round((UPTO - came) * 100 / wide, 2))
        for said, came in pairs
    ]


# -- Days ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Trend:
    """Days of scores. ``x`` and ``y`` are percent of the picture's width and height.

    ``line`` has one path a stretch without a gap, in units of a box of 100 by 100. ``rows`` are
    the marks beneath, by what they are of.
    """

    first: date
    last: date
    dots: tuple[tuple[float, float], ...]
    line: tuple[str, ...]
    band: tuple[str, ...]
    rows: tuple[tuple[str, tuple[float, ...]], ...]
    wide: float
    early: float
    late: float


@dataclass(frozen=True)
class Dated:
    """One value of one day; ``low`` to ``high`` where it is known how sure it is."""

    on: date
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Scale:
    """What the height of a picture stands for: its bottom and its top."""

    bottom: float = 0.0
    top: float = 10.0

    def y(self, value: float) -> float:
        """Percent from the top."""
        share = (value - self.bottom) / (self.top - self.bottom)
        return round(100 - INSET - share * (100 - 2 * INSET), 2)


def trend(
    values: Sequence[Dated], marks: Mapping[str, Sequence[date]], scale: Scale | None = None
) -> Trend | None:
    """Values day by day with marks beneath, by name; None where there is no value."""
    if not values:
        return None
    scale = scale or Scale()
    days = sorted([each.on for each in values] + [on for found in marks.values() for on in found])
    across = _Across(days[0], (days[-1] - days[0]).days + 1)
    smooth = middles(values)
    ends = [each.value for each in smooth] or [each.value for each in values]
    return Trend(
        first=days[0],
        last=days[-1],
        dots=tuple((across.x(each.on), scale.y(each.value)) for each in values),
        line=tuple(_paths(smooth, across, scale)),
        band=tuple(_bands(values, across, scale)),
        rows=tuple((name, tuple(map(across.x, found))) for name, found in marks.items() if found),
        wide=round(min(100 / across.days, 3.0) * 0.7, 2),
        early=ends[0],
        late=ends[-1],
    )


def middles(values: Sequence[Dated]) -> list[Dated]:
    """For each day the middle one of its last seven days; none where too few were told."""
    found = []
    for place, each in enumerate(values):
        since = each.on - timedelta(days=WINDOW - 1)
        near = [other.value for other in values[: place + 1] if other.on >= since]
        if len(near) >= LEAST_IN_WINDOW:
            found.append(Dated(each.on, median(near)))
    return found


@dataclass(frozen=True)
class _Across:
    """Where a day stands: in the middle of its own share of the width."""

    first: date
    days: int

    def x(self, on: date) -> float:
        """Percent from the left."""
        return round(((on - self.first).days + 0.5) * 100 / self.days, 2)


def _stretches(values: Sequence[Dated]) -> list[list[Dated]]:
    """Values cut where two days or more are missing."""
    found: list[list[Dated]] = []
    for each in values:
        if not found or (each.on - found[-1][-1].on).days > 2:
            found.append([])
        found[-1].append(each)
    return found


def _paths(values: Sequence[Dated], across: _Across, scale: Scale) -> list[str]:
    return [
        "M" + "L".join(f"{across.x(each.on)} {scale.y(each.value)}" for each in stretch)
        for stretch in _stretches(values)
        if len(stretch) > 1
    ]


def _bands(values: Sequence[Dated], across: _Across, scale: Scale) -> list[str]:
    """Closed shapes from low to high, for each stretch that tells both."""
    known = [each for each in values if each.low is not None and each.high is not None]
    return [
        "M"
        + "L".join(f"{across.x(each.on)} {scale.y(each.high or 0.0)}" for each in stretch)
        + "L"
        + "L".join(f"{across.x(each.on)} {scale.y(each.low or 0.0)}" for each in reversed(stretch))
        + "Z"
        for stretch in _stretches(known)
        if len(stretch) > 1
    ]
