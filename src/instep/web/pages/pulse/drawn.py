"""The line of the light with a dot on each beat, five seconds a row, in the colours of the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from instep.adapters.pulse_plot import Row
    from instep.core.measures.pulse.reading import PulseReading
    from instep.core.measures.pulse.samples import Samples

ROW = 5.0
"""Seconds in a row: a phone is narrow."""

WIDE, TALL, EDGE, HIGH = 640, 130, 14, 48
"""Units of a row: its size, how far from the edge a dot stays, how far the line swings."""


@dataclass(frozen=True)
class Drawn:
    """One row: its line, and where its dots are; a guess is a beat in a jolt."""

    middle: float
    line: str
    dots: tuple[tuple[str, str, bool], ...]


def draw(reading: "PulseReading", samples: "Samples") -> list[Drawn]:
    """Every row; none of what was not measured."""
    from instep.adapters.content import SHIPPED, pulse_limits
    from instep.adapters.pulse_plot import rows_of
    from instep.core.measures.pulse.trace import trace_of

    if reading.channel is None:
        return []
    trace = trace_of(samples, reading.channel, pulse_limits(SHIPPED))
    return [
        _row(row, TALL * (number + 0.5)) for number, row in enumerate(rows_of(reading, trace, ROW))
    ]


def _row(row: "Row", middle: float) -> Drawn:
    pairs = zip(row.seconds.tolist(), row.heights.tolist(), strict=True)
    line = " ".join(",".join(_at(row, *pair, middle)) for pair in pairs)
    return Drawn(middle, line, tuple(_dots(row, middle)))


def _dots(row: "Row", middle: float) -> Iterator[tuple[str, str, bool]]:
    for second, height, is_guess in row.beats:
        yield (*_at(row, second, height, middle), is_guess)


def _at(row: "Row", second: float, height: float, middle: float) -> tuple[str, str]:
    x = EDGE + (second - row.starts) / ROW * (WIDE - 2 * EDGE)
    return f"{x:.1f}", f"{middle - height * HIGH:.1f}"
