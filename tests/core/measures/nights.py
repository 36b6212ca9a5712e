"""Made-up nights: both feet measured in turn, before and after, and nothing done between."""

import numpy as np

from instep.core.measures.pulse.before_after import Windows, compare
from instep.core.measures.pulse.reading import Amplitude, PulseReading
from instep.core.measures.pulse.samples import Channel
from instep.core.measures.pulse.turns import ORDER
from tests.core.measures.worlds import LIMITS

WINDOW, LAY_DOWN, MASSAGE = 30.0, 15.0, 720.0
"""Seconds of a reading, of laying the other toe down, and of the massage."""


def reading(size, channel=Channel.GREEN):
    """A reading with a beat of this size."""
    return PulseReading(
        beats=(0.0, 1.0),
        rate=60.0,
        quality=0.8,
        channel=channel,
        amplitude=Amplitude(size, size / 2, size * 2),
    )


def made_up_night(dice, together=0.03, apart=0.003, laid_down=0.1):
    """Both feet drift together, a little apart, and are laid down anew each time."""
    turn = WINDOW + LAY_DOWN
    starts = np.arange(len(ORDER)) * turn
    at = np.concatenate((starts, starts + starts[-1] + MASSAGE))
    minutes = np.diff(at, prepend=at[0]) / 60

    def walk(variance):
        return np.cumsum(np.sqrt(variance * minutes) * dice.standard_normal(len(at)))

    both, own = walk(together), (walk(apart / 2), walk(apart / 2))
    turns = ORDER * 2
    logs = [
        both[n] + own[massaged][n] + laid_down * dice.standard_normal()
        for n, massaged in enumerate(turns)
    ]
    parts = [_one_block(logs, at, slice(0, 6)), _one_block(logs, at, slice(6, 12))]
    return compare(*parts, LIMITS)


def _one_block(logs, at, part):
    feet = {True: [], False: []}
    for massaged, log, moment in zip(ORDER, logs[part], at[part], strict=True):
        feet[massaged].append((moment, reading(float(np.exp(log)))))
    pairs = zip(feet[True], feet[False], strict=True)
    moments = tuple((one[0] + other[0]) / 2 for one, other in pairs)
    return Windows(*(tuple(r for _, r in feet[side]) for side in (True, False)), moments)
