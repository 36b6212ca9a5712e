"""How long a beat is, and how much the recording repeats itself one beat later."""

from dataclasses import dataclass

import numpy as np

from instep.core.measures.pulse.samples import Floats
from instep.core.measures.pulse.upslope import size_without_big_primes
from instep.core.units import Seconds

SHORTEST, LONGEST = 0.3, 1.7
"""Seconds a beat may last: 200 down to 35 a minute."""

USUAL, USUAL_SPREAD = 0.8, 0.55
"""A beat of 75 a minute, and how far from it is still common, in logarithms."""

SECOND_BEAT = 0.5
"""How much the likeness two beats later counts beside that of one."""

OCTAVE = 0.5
"""Half as long is taken where it is nearly as like, else every second beat would be one."""


@dataclass(frozen=True)
class Period:
    """A beat's usual length, and the recording's likeness to itself after it, 0-1.

    ``faster`` is the greatest likeness after less than a heart's shortest beat, ``lopsided`` how
    much sharper it rises than it falls (skewness): about 1 for a heart, 0 for what sways.
    """

    seconds: Seconds
    likeness: float
    faster: float
    lopsided: float


def period_of(levelled: Floats, rate: float) -> Period:
    """The length after which the upslopes are most like themselves."""
    like = likeness(levelled, int(2 * LONGEST * rate) + 4)
    lags = np.arange(int(SHORTEST * rate), int(LONGEST * rate))
    common = np.exp(-0.5 * (np.log(lags / rate / USUAL) / USUAL_SPREAD) ** 2)
    score = (like[lags] + SECOND_BEAT * like[2 * lags]) * common
    lag = _no_octave(like, int(lags[int(np.argmax(score))]), int(SHORTEST * rate))
    alike = float(min(max(like[lag], 0.0), 1.0))
    return Period(lag / rate, alike, _faster(like, int(SHORTEST * rate)), _lopsided(levelled))


def _faster(like: Floats, shortest: int) -> float:
    """The highest peak at lags too short for a heart."""
    inner = like[1 : shortest - 1]
    is_peak = (inner >= like[: shortest - 2]) & (inner >= like[2:shortest])
    return float(inner[is_peak].max(initial=0.0))


def _lopsided(levelled: Floats) -> float:
    square = levelled * levelled
    return float(np.mean(square * levelled) / max(float(np.mean(square)), 1e-12) ** 1.5)


def likeness(levelled: Floats, lags: int) -> Floats:
    """Autocorrelation at so many lags; 1 at none. What runs out at the ends is made up for."""
    size = size_without_big_primes(len(levelled) + lags)
    waves = np.fft.rfft(levelled, size)
    power = np.fft.irfft(waves.real**2 + waves.imag**2, size)[:lags]
    shared = len(levelled) - np.arange(lags)
    like: Floats = power / max(power[0], 1e-12) * len(levelled) / shared
    return like


def _no_octave(like: Floats, lag: int, shortest: int) -> int:
    while lag // 2 >= shortest:
        near = lag // 2 - 1
        half = near + int(np.argmax(like[near : near + 4]))
        is_peak = like[half - 1] <= like[half] >= like[half + 1]
        if not is_peak or _top(like, half) <= OCTAVE * _top(like, lag):
            break
        lag = half
    return lag


def _top(like: Floats, lag: int) -> float:
    """The height of the curve through a peak and its neighbours: short beats fall between lags."""
    before, top, after = like[lag - 1 : lag + 2]
    bend = min(before - 2 * top + after, -1e-12)
    return float(top - (before - after) ** 2 / (8 * bend))
