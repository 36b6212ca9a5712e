"""A made-up finger whose every beat is known: for tests, for benches, for a camera that is none.

Light as a phone sees it through a finger: it fades with each beat, breathes, drifts, and comes in
frames that are late, lost or grainy. Sizes of beats walk as those of real people do.
"""

from dataclasses import dataclass

import numpy as np
from numpy.random import RandomState

from instep.core.measures.pulse.samples import Floats, Samples
from instep.core.units import Seconds

SETTLES = 3.0
"""Seconds of beats before the first frame, so that the first beat seen is one among others."""

BREATH = 0.25
"""Breaths a second."""

SYSTOLE, NOTCH = (0.16, 0.06, 1.0), (0.40, 0.10, 0.45)
"""Where in a beat, how wide (both in beats), how high: the wave, and its echo."""


@dataclass(frozen=True)
class Finger:
    """What is so of a made-up recording.

    ``rate`` is a minute, ``uneven`` the standard deviation of a beat's length as a share of it.
    ``percent`` is the size of a beat, ``walk`` the variance a minute of its logarithm, and
    ``breathes`` how much of it comes and goes with the breath. ``levels`` is the light in red,
    green and blue, ``grain`` what the camera adds, in levels. ``late`` is how late frames are, in
    seconds, ``lost`` the share that never come, ``holes`` stretches without any, in seconds from
    the start; ``jolts`` are moments at which the finger slips.
    """

    rate: float = 70.0
    seconds: Seconds = 30.0
    frames_a_second: float = 30.0
    uneven: float = 0.03
    percent: float = 2.0
    walk: float = 0.03
    breathes: float = 0.1
    levels: tuple[float, float, float] = (180.0, 60.0, 30.0)
    grain: float = 0.05
    late: Seconds = 0.003
    lost: float = 0.0
    holes: tuple[tuple[Seconds, Seconds], ...] = ()
    jolts: tuple[Seconds, ...] = ()


@dataclass(frozen=True)
class Recorded:
    """A made-up recording, and the moments in seconds at which its beats begin."""

    samples: Samples
    beats: Floats


def record(finger: Finger, dice: RandomState) -> Recorded:
    """Put this finger on a camera."""
    beats = _beats(finger, dice)
    taken = np.arange(round(finger.seconds * finger.frames_a_second)) / finger.frames_a_second
    blood = _blood(finger, beats, taken, dice)
    dimmed = 1 - finger.percent / 100 * blood - _drift(taken, dice) - _jolted(finger, taken, dice)
    levels = np.array(finger.levels)[:, None] * dimmed
    colours = np.clip(levels + finger.grain * dice.standard_normal(levels.shape), 0, 255)
    times = np.maximum.accumulate(taken + np.abs(dice.normal(0, finger.late, len(taken))))
    kept = _kept(finger, taken, dice)
    inside = (beats >= 0) & (beats <= taken[-1])
    return Recorded(Samples(times[kept], colours[:, kept]), beats[inside])


def _beats(finger: Finger, dice: RandomState) -> Floats:
    """Each beat a little longer or shorter, and longer and shorter again with the breath."""
    usual = 60 / finger.rate
    number = int((finger.seconds + 2 * SETTLES) / usual) + 2
    rough = np.arange(number) * usual
    breath = finger.uneven * np.sin(2 * np.pi * BREATH * rough)
    lengths = usual * (1 + breath + finger.uneven / 2 * dice.standard_normal(number))
    found: Floats = np.cumsum(np.maximum(lengths, usual / 2)) - SETTLES
    return found


def _blood(finger: Finger, beats: Floats, moments: Floats, dice: RandomState) -> Floats:
    """How much blood there is, a beat of usual size being 1 from foot to top."""
    at = np.clip(np.searchsorted(beats, moments, side="right") - 1, 0, len(beats) - 2)
    phase = (moments - beats[at]) / np.diff(beats)[at]
    wave = sum(
        high * np.exp(-0.5 * (((phase - middle + turn) / wide) ** 2))
        for middle, wide, high in (SYSTOLE, NOTCH)
        for turn in (-1, 0, 1)
    )
    steps = np.sqrt(finger.walk / 60 * np.diff(beats, prepend=beats[0]))
    sizes = np.exp(np.cumsum(steps * dice.standard_normal(len(beats))))
    breath = 1 + finger.breathes * np.sin(2 * np.pi * BREATH * beats)
    blood: Floats = wave * (sizes * breath)[at]
    return blood


def _drift(moments: Floats, dice: RandomState) -> Floats:
    """The light itself breathes and wanders, by parts of a hundred."""
    breath = 0.003 * np.sin(2 * np.pi * (BREATH * moments + dice.random_sample()))
    wander = 0.01 * np.sin(2 * np.pi * (moments / 47 + dice.random_sample()))
    both: Floats = breath + wander
    return both


def _jolted(finger: Finger, moments: Floats, dice: RandomState) -> Floats:
    """The finger slips, and slowly comes to rest somewhere else."""
    moved = np.zeros(len(moments))
    for jolt in finger.jolts:
        since = moments - jolt
        slip = np.exp(-np.maximum(since, 0) / 0.5) * np.sin(8 * since) + 0.3
        moved += (since >= 0) * slip * dice.choice([-0.15, 0.15])
    return moved


def _kept(finger: Finger, moments: Floats, dice: RandomState) -> np.ndarray:
    kept: np.ndarray = dice.random_sample(len(moments)) >= finger.lost
    for start, end in finger.holes:
        kept &= (moments <= start) | (moments >= end)
    kept[0] = True
    return kept
