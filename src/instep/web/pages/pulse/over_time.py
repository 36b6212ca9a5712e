"""How much a beat dimmed the light, reading by reading: drawn, and never told as a sure change.

A bar is where a reading may lie if it were taken once more at once. How far readings of two days
lie apart by themselves nobody knows: warmth, light and rest move them. So it may always be chance.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from instep.core.measures.trend import Dot
from instep.web.components.charts import Plot, Scale, plot
from instep.web.house import say
from instep.web.records import pulsed, store
from instep.web.records.pulsed import PLACES, SIDES


@dataclass(frozen=True)
class OverTime:
    """One toe or finger: its name, one sentence on what changed, and its picture."""

    name: str
    said: str
    plot: Plot
    top: str
    bottom: str


def over_time() -> list[OverTime]:
    """Each toe or finger of which there are two sizes at least."""
    return [_told(where, dots) for where, dots in _sizes() if len(dots) > 1]


def _sizes() -> Iterator[tuple[str, Sequence[Dot]]]:
    readings = pulsed.every()
    for place, side in product(PLACES, SIDES):
        dots = [
            Dot(one.on, one.size, one.low, one.high)
            for one in readings
            if (one.place, one.side) == (place, side) and one.size is not None
        ]
        yield say(f"pulse.page.where.{place}_{side}"), sorted(dots, key=lambda dot: dot.on)


def _told(name: str, dots: Sequence[Dot]) -> OverTime:
    top = max(dot.most or dot.value for dot in dots) or 1.0  # too small to be told from nothing
    drawn = plot(
        dots,
        {say("measures.page.sessions"): _sessions(dots[0].on, dots[-1].on)},
        scale=Scale(0.0, top),
        line=[dots],
    )
    if drawn is None:
        raise ValueError("there is no size to draw")
    first, last = _parts(dots[0].value), _parts(dots[-1].value)
    key = "same" if first == last else "maybe"
    said = say(f"measures.trend.{key}", first=first, last=last)
    return OverTime(name, said, drawn, _parts(top), _parts(0.0))


def _sessions(first: date, last: date) -> dict[date, float]:
    return dict.fromkeys(store.days_of(store.SESSION, first, last), 1.0)


def _parts(value: float) -> str:
    return say("pulse.page.parts", n=f"{value:.2g}")
