"""Two pictures of numbers, as values a template draws: a ruler of one change, values day by day.

Nothing in them is told by colour alone, and no words are in the picture: those stand beside it,
where they keep their size. A ruler has its own box. Days are drawn in a box of 100 by 100 that is
as wide as the page, in strokes that keep their width, so that dots stay round on every screen; all
dots are one path, however many years they tell of.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from instep.core.measures.trend import Dot

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

MOST_WHOLE = 40
"""Dots that a narrow screen has room for; with more of them each is drawn small."""

MOST_WIDE = 3.0
"""Percent of the width that a mark takes at most, with the gap beside it."""


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
class Plot:
    """Values on their days, with marks beneath: paths in a box of 100 by 100, some of them empty.

    ``spans`` go from the least to the most that a value may be. ``rows`` are the marks, by what
    they are of. ``grid`` and ``limit``, which is drawn dashed, are percent from the top. ``early``
    and ``late`` are the values at both ends of the line.
    """

    first: date
    last: date
    dots: str
    spans: str
    line: str
    rows: tuple[tuple[str, str], ...]
    grid: tuple[float, ...]
    limit: float | None
    early: float
    late: float
    is_dense: bool


@dataclass(frozen=True)
class Scale:
    """What the height of a picture stands for: its bottom and its top."""

    bottom: float = 0.0
    top: float = 10.0

    def y(self, value: float) -> float:
        """Percent from the top."""
        share = (value - self.bottom) / (self.top - self.bottom)
        return round(100 - INSET - share * (100 - 2 * INSET), 2)


SCORES = Scale()

Marks = Mapping[date, float]
"""Days with something on them, and how tall each mark is, up to 1."""


def plot(
    dots: Sequence[Dot],
    rows: Mapping[str, Marks],
    *,
    scale: Scale = SCORES,
    line: Sequence[Sequence[Dot]] | None = None,
    a_dot: int = 1,
    ends: Iterable[date] = (),
    limit: float | None = None,
) -> Plot | None:
    """Values in the order of their days; None where there is none.

    ``line`` has the stretches that are joined; left out, it is the middle of seven days. ``a_dot``:
    the days that one stands for. ``ends``: days that the picture reaches to in any case.
    """
    if not dots:
        return None
    days = [*ends, *(dot.on for dot in dots), *(on for marks in rows.values() for on in marks)]
    first, last = min(days), max(days)
    box = _Box(first, (last - first).days + 1, scale)
    joined = stretches(middles(dots)) if line is None else line
    told = [dot.value for stretch in joined for dot in stretch] or [dot.value for dot in dots]
    wide = min(100 * a_dot / box.days, MOST_WIDE) * 0.7
    return Plot(
        first=first,
        last=last,
        dots="".join(f"M{box.at(dot)}h.01" for dot in dots),
        spans="".join(map(box.span, dots)),
        line="".join("M" + "L".join(map(box.at, each)) for each in joined if len(each) > 1),
        rows=tuple((name, box.bars(marks, wide)) for name, marks in rows.items() if marks),
        grid=tuple(map(scale.y, (scale.bottom, (scale.bottom + scale.top) / 2, scale.top))),
        limit=None if limit is None or limit > scale.top else scale.y(limit),
        early=told[0],
        late=told[-1],
        is_dense=len(dots) > MOST_WHOLE,
    )


def middles(dots: Sequence[Dot]) -> list[Dot]:
    """For each day the middle one of its last seven days; none where too few were told."""
    found, since = [], 0
    for place, dot in enumerate(dots):
        while (dot.on - dots[since].on).days >= WINDOW:
            since += 1
        if place - since + 1 >= LEAST_IN_WINDOW:
            near = median(each.value for each in dots[since : place + 1])
            found.append(Dot(dot.on, near))
    return found


def stretches(dots: Iterable[Dot], apart: int = 2) -> list[list[Dot]]:
    """Dots cut wherever two are more than so many days apart."""
    found: list[list[Dot]] = []
    for dot in dots:
        if not found or (dot.on - found[-1][-1].on).days > apart:
            found.append([])
        found[-1].append(dot)
    return found


@dataclass(frozen=True)
class _Box:
    """Where days and values stand: a day in the middle of its own share of the width."""

    first: date
    days: int
    scale: Scale

    def x(self, on: date) -> float:
        """Percent from the left."""
        return round(((on - self.first).days + 0.5) * 100 / self.days, 2)

    def at(self, dot: Dot) -> str:
        """The place of a value."""
        return f"{self.x(dot.on)} {self.scale.y(dot.value)}"

    def span(self, dot: Dot) -> str:
        """From the most to the least that it may be; empty where nobody knows."""
        if dot.least is None or dot.most is None:
            return ""
        return f"M{self.x(dot.on)} {self.scale.y(dot.most)}V{self.scale.y(dot.least)}"

    def bars(self, marks: Marks, wide: float) -> str:
        """One bar a day, standing on the floor of its row."""
        left, across = round(wide / 2, 2), round(wide, 2)
        return "".join(
            f"M{self.x(on) - left:.2f} 100v{-100 * tall:.3g}h{across}V100z"
            for on, tall in marks.items()
        )
