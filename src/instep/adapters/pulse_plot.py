"""A reading of the pulse as a picture: the line of the light, a dot on each beat, the words.

One file without script or font, for a page and for paper; by day and in the evening light.
Rows of ten seconds below each other, read like lines of text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from instep.core.measures.pulse.reading import PulseReading
from instep.core.measures.pulse.trace import Trace
from instep.core.units import Words

WIDE, EDGE, HEAD, TALL, FOOT = 1240, 40, 148, 130, 64
ROW = 10.0
"""Seconds in a row."""

MOST_ROWS = 12
"""Two minutes are drawn; of a longer recording its beginning."""

HIGH = 88
"""Height of a row's own swing, in units of the picture."""

BEATS_AT, GUESSES_AT = 480, 640
"""Where the key shows the dots."""

USUAL_SWING = 1.6
"""The swing of all rows is that of a usual beat so many times over; a jolt is cut off."""

STYLE = """
.paper{fill:#faf4ea}.ink{fill:#2a1f18}.soft{fill:#55453a}
.line{fill:none;stroke:#76300f;stroke-width:2;stroke-linejoin:round}
.beat{fill:#0a4f99;stroke:#0a4f99;stroke-width:2}.beat.guess{fill:#faf4ea}.rule{stroke:#816b5a;stroke-opacity:.35}
text{font:20px "Atkinson Hyperlegible Next",system-ui,sans-serif}
.title{font-size:32px;font-weight:650}
@media (prefers-color-scheme:dark){.paper{fill:#16120e}.ink{fill:#f6eadb}.soft{fill:#d8c6b3}
.line{stroke:#ffc66e}.beat{fill:#96d3ff;stroke:#96d3ff}.beat.guess{fill:#16120e}
.rule{stroke:#a38b77}}
"""


@dataclass(frozen=True)
class Row:
    """Some seconds of the line: where they begin, and what is seen in them."""

    starts: float
    seconds: np.ndarray
    heights: np.ndarray
    beats: list[tuple[float, float, bool]]


def plot(reading: PulseReading, trace: Trace | None, said: Sequence[str], words: Words) -> str:
    """The whole picture. ``said`` are the lines of the command; the first is its title."""
    rows = [] if trace is None else list(rows_of(reading, trace))
    title, *rest = said
    tall = HEAD + TALL * len(rows) + FOOT if rows else HEAD + 30 * (len(rest) - 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {tall}" role="img" '
        'aria-labelledby="t d">',
        f'<title id="t">{escape(title)}</title>',
        f'<desc id="d">{escape(" ".join(rest))}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDE}" height="{tall}" rx="16"/>',
        f'<text class="ink title" x="{EDGE}" y="64">{escape(title)}</text>',
        *_lines(rest[:1] if rows else rest, 104),
        *(part for number, row in enumerate(rows) for part in _drawn(row, HEAD + TALL * number)),
        *(_key(tall, words) if rows else ()),
    ]
    return "\n".join([*parts, "</svg>", ""])


def _lines(said: Sequence[str], top: int) -> Iterator[str]:
    for number, line in enumerate(said):
        yield f'<text class="soft" x="{EDGE}" y="{top + 30 * number}">{escape(line)}</text>'


def rows_of(reading: PulseReading, trace: Trace, lasts: float = ROW) -> Iterator[Row]:
    """The line cut into rows of so many seconds, each value as a share of the usual swing."""
    swing = USUAL_SWING * float(np.median(np.abs(trace.percent))) * 2 + 1e-12
    seconds = trace.times - trace.times[0]
    heights = np.clip(trace.percent / swing, -1, 1)
    beats = np.array(reading.beats) - trace.times[0]
    for number in range(min(MOST_ROWS, int(seconds[-1] // lasts) + 1)):
        starts = number * lasts
        inside = (seconds >= starts) & (seconds <= starts + lasts)
        here = beats[(beats >= starts) & (beats < starts + lasts)]
        places = np.clip(np.searchsorted(seconds, here), 0, len(seconds) - 1)
        at = np.interp(here, seconds, heights)
        dots = (here.tolist(), at.tolist(), trace.jolted[places].tolist())
        yield Row(starts, seconds[inside], heights[inside], list(zip(*dots, strict=True)))


def _drawn(row: Row, top: int) -> Iterator[str]:
    middle = top + TALL / 2
    yield f'<path class="rule" d="M{EDGE + 60} {middle:.0f}H{WIDE - EDGE}"/>'
    yield f'<text class="soft" x="{EDGE}" y="{middle + 7:.0f}">{row.starts:.0f} s</text>'
    points = " ".join(
        f"{_across(second - row.starts):.1f},{middle - height * HIGH / 2:.1f}"
        for second, height in zip(row.seconds.tolist(), row.heights.tolist(), strict=True)
    )
    yield f'<polyline class="line" points="{points}"/>'
    for second, height, in_a_jolt in row.beats:
        x, y = _across(second - row.starts), middle - height * HIGH / 2
        yield _dot(x, y, in_a_jolt)


def _dot(x: float, y: float, in_a_jolt: bool) -> str:
    """A beat; one that lies in a jolt is a guess, and hollow."""
    kind = "beat guess" if in_a_jolt else "beat"
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="6"/>'


def _across(seconds: float) -> float:
    return EDGE + 60 + seconds / ROW * (WIDE - 2 * EDGE - 60)


def _key(tall: int, words: Words) -> Iterator[str]:
    """What the line and the dots are."""
    y = tall - 30
    yield f'<path class="line" d="M{EDGE} {y - 6}h36"/>'
    yield _word(EDGE + 48, y, words["pulse.plot.line"])
    for x, key, in_a_jolt in ((BEATS_AT, "beat", False), (GUESSES_AT, "guess", True)):
        yield _dot(x, y - 6, in_a_jolt)
        yield _word(x + 18, y, words[f"pulse.plot.{key}"])


def _word(x: float, y: float, text: str) -> str:
    return f'<text class="soft" x="{x}" y="{y}">{escape(text)}</text>'
