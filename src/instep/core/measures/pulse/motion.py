"""Jolts: seconds that move far more than the others, in which no beat can be trusted."""

import numpy as np

from instep.core.measures.pulse.limits import PulseLimits
from instep.core.measures.pulse.samples import Floats

STRETCH = 1.0
"""Seconds in which one beat lies, more or less."""


def bursts(slope: Floats, rate: float, limits: PulseLimits) -> np.ndarray:
    """Which moments lie in a second that moves too much against the median second."""
    near, moments = int(STRETCH * rate / 2), np.arange(len(slope))
    power = np.concatenate(([0.0], np.cumsum(slope * slope)))
    first = np.maximum(moments - near, 0)
    last = np.minimum(moments + near + 1, len(slope))
    moved = np.sqrt((power[last] - power[first]) / (last - first))
    found: np.ndarray = moved > limits.burst * np.median(moved)
    return found


def met_by(found: np.ndarray, starts: Floats, ends: Floats) -> np.ndarray:
    """Which stretches, in places of the grid, meet a burst."""
    counted = np.concatenate(([0], np.cumsum(found)))
    first = np.clip(starts.astype(int), 0, len(found))
    last = np.clip(ends.astype(int) + 1, 0, len(found))
    met: np.ndarray = counted[last] > counted[first]
    return met
