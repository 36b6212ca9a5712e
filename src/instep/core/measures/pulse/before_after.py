"""Before and after, the massaged foot against the resting one: did the beat's size change more?

Both feet are measured in turn, three times each, before the massage and again after it. What
moves both feet alike, warmth, breath, a long sit, falls out. The interval comes from the repeats
and from how feet drift apart by themselves. It says what was seen, never why.
"""

from dataclasses import dataclass
from math import exp, log

import numpy as np

from instep.core.measures.pulse.drift import MINUTE, Asked, Repeats, half_width
from instep.core.measures.pulse.limits import PulseLimits
from instep.core.measures.pulse.reading import Amplitude, PulseReading
from instep.core.measures.pulse.samples import Channel, Floats
from instep.core.measures.pulse.turns import (
    LEAST_PAIRS,
    ORDER,
    BeforeAfter,
    Pair,
    Turns,
    Window,
)
from instep.core.units import Seconds


@dataclass(frozen=True)
class Windows:
    """Both feet in turn: pairs of a massaged and a resting reading, and the middle of each pair.

    ``seconds`` are on one clock for before and after.
    """

    massaged: tuple[PulseReading, ...]
    resting: tuple[PulseReading, ...]
    seconds: tuple[Seconds, ...]


@dataclass(frozen=True)
class Comparison:
    """How many times as big as before a beat looks, the resting foot taken out.

    1 is no change, and so is all that the interval from ``low`` to ``high`` cannot tell from it.
    All three are None where it was *not measured*.
    """

    times: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def measured(self) -> bool:
        """Whether enough of both feet could be read."""
        return self.times is not None


def compare_turns(told: BeforeAfter, limits: PulseLimits) -> Comparison:
    """The same of windows taken in turn; those that were left out are not filled in."""
    return compare(_of_turns(told.before, limits), _of_turns(told.after, limits), limits)


def _of_turns(turns: Turns, limits: PulseLimits) -> Windows:
    pairs = [_by_foot(pair) for pair in turns.whole(limits)]
    return Windows(
        massaged=tuple(_reading(massaged) for massaged, _ in pairs),
        resting=tuple(_reading(resting) for _, resting in pairs),
        seconds=tuple((one.seconds + other.seconds) / 2 for one, other in pairs),
    )


def _by_foot(pair: Pair) -> tuple[Window, Window]:
    """The window of the massaged foot, and that of the resting one."""
    first, second = pair.both
    return (first, second) if ORDER[first.number] else (second, first)


def _reading(window: Window) -> PulseReading:
    if window.size is None or window.colour is None:
        return PulseReading()
    size = Amplitude(window.size, window.size, window.size)  # its own interval is not asked for
    return PulseReading(channel=Channel(window.colour), amplitude=size)


def compare(before: Windows, after: Windows, limits: PulseLimits) -> Comparison:
    """The change of the massaged foot over that of the resting one, with its interval."""
    first, second = _pairs(before), _pairs(after)
    alike = len({reading.channel for reading in _readings(before, after)} - {None}) == 1
    if min(len(first), len(second)) < LEAST_PAIRS or not alike:
        return Comparison()
    table = np.array([*first, *second])
    block = np.repeat([0.0, 1.0], [len(first), len(second)])
    repeats = Repeats(values=table[:, 1], seconds=table[:, 0], block=block)
    half = half_width(repeats, limits.between_feet, _asked(repeats), limits.inside)
    change = float(table[block == 1, 1].mean() - table[block == 0, 1].mean())
    return Comparison(exp(change), exp(change - half), exp(change + half))


def _readings(*windows: Windows) -> list[PulseReading]:
    return [reading for each in windows for reading in (*each.massaged, *each.resting)]


def _pairs(windows: Windows) -> list[tuple[Seconds, float]]:
    """When, and the logarithm of massaged over resting; only pairs of which both could be read."""
    found = []
    for at, one, other in zip(windows.seconds, windows.massaged, windows.resting, strict=True):
        if one.amplitude is not None and other.amplitude is not None:
            found.append((at, log(one.amplitude.value / other.amplitude.value)))
    return found


def _asked(repeats: Repeats) -> Asked:
    """The variance of after less before: walk by the moments, noise by how many there are."""
    sign: Floats = np.where(repeats.block == 1, 1.0, -1.0)
    share = sign / np.array([(repeats.block == block).sum() for block in repeats.block])
    minutes = (repeats.seconds - repeats.seconds[0]) / MINUTE
    walked = np.minimum(minutes[:, None], minutes)
    return Asked(minutes=float(share @ walked @ share), noises=float(share @ share))
