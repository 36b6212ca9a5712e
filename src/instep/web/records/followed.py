"""Every measure over time, out of the rows: for the page and for the command alike."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from instep.adapters.content.measures import Measures
from instep.core.body import FEET, Side, Zone
from instep.core.measures.paint import share
from instep.core.measures.temperature import Gap
from instep.core.measures.touch import ORDER
from instep.core.measures.trend import Dot, Followed, Measure, Trend, next_on
from instep.web.records import measured, store

PARTS = 100
"""A painted area is told in parts of a hundred of the drawing."""


def followed(
    measures: Measures,
    touch_test_days: int,
    widest: float,
    first: date = date.min,
    last: date = date.max,
) -> Sequence[Followed]:
    """Everything that can be followed. ``widest``: the widest gap an answer may have.

    What is measured day by day is read from the first day to the last, both included.
    """
    touch, mnsi, painted = _touch(), _mnsi(measures), measured.painted(first, last)
    return [
        Followed(touch, next_on(_last(touch), touch_test_days)),
        Followed(_temperature(widest, measured.gaps(first, last)), None),
        Followed(mnsi, next_on(_last(mnsi), measures.mnsi.every_days)),
        *(Followed(_paint(measures, side, painted), None) for side in FEET),
    ]


def first_and_last(measures: Measures, touch_test_days: int, widest: float) -> Sequence[Followed]:
    """The same with fewer dots, and never another sentence: days between are read where they count.

    They can only make a change unsure. So they are read where the ends alone call it sure.
    """
    touch, mnsi = _touch(), _mnsi(measures)
    warmth = _temperature(widest, _at_ends(store.WARMTH, measured.gaps))
    if warmth.words in ("less", "more"):
        warmth = _temperature(widest, measured.gaps())
    painted = _at_ends(store.PAINT, measured.painted)
    return [
        Followed(touch, next_on(_last(touch), touch_test_days)),
        Followed(warmth, None),
        Followed(mnsi, next_on(_last(mnsi), measures.mnsi.every_days)),
        *(Followed(_paint(measures, side, painted), None) for side in FEET),
    ]


REACH = timedelta(days=91)
"""So many days of either end are read first."""

T = TypeVar("T")


def _at_ends(kind: str, read: Callable[[date, date], Mapping[date, T]]) -> Mapping[date, T]:
    """The days near the first and near the last; all, where one of the ends tells of nothing."""
    ends = store.ends_of(kind)
    if ends is None:
        return {}
    first, last = map(date.fromisoformat, ends)
    if last - first <= 2 * REACH:
        return read(first, last)
    early, late = read(first, first + REACH), read(last - REACH, last)
    return {**early, **late} if early and late else read(first, last)


def _touch() -> Trend:
    dots = [
        Dot(tested.on, tested.test.missed)
        for tested in measured.touch_tests()
        if tested.test.missed is not None and not tested.stopped
    ]
    return Trend(Measure.TOUCH, tuple(dots), len(ORDER))


def _temperature(widest: float, gaps: Mapping[date, Gap]) -> Trend:
    dots = [
        Dot(on, min(gap.degrees, widest), min(gap.least, widest), min(gap.most, widest))
        for on, gap in gaps.items()
    ]
    return Trend(Measure.TEMPERATURE, tuple(dots), _top(dots, 4.0))


def _top(dots: Sequence[Dot], least: float) -> float:
    return max([least, *(dot.value if dot.most is None else dot.most for dot in dots)])


def _mnsi(measures: Measures) -> Trend:
    """A form that is not whole yet says nothing, and takes no whole one's place."""
    forms = [form for form in measured.mnsi_forms() if measures.mnsi.is_whole(form.said)]
    scored: Mapping[date, int | None] = {form.on: measures.mnsi.points(form.said) for form in forms}
    dots = [Dot(on, points) for on, points in sorted(scored.items()) if points is not None]
    return Trend(Measure.MNSI, tuple(dots), measures.mnsi.most)


PAINTED = {Side.LEFT: Measure.PAINT_LEFT, Side.RIGHT: Measure.PAINT_RIGHT}


def _paint(
    measures: Measures, side: Side, painted: Mapping[date, Mapping[Side, frozenset[Zone]]]
) -> Trend:
    dots = [
        Dot(on, round(PARTS * share(feet[side], measures.areas))) for on, feet in painted.items()
    ]
    return Trend(PAINTED[side], tuple(dots), PARTS)


def _last(trend: Trend) -> date | None:
    return trend.dots[-1].on if trend.dots else None
