"""A limiter that looks ahead: it turns down before a peak comes, gently, and up again after it."""

from functools import cache

import numpy as np
import numpy.typing as npt

from instep.adapters.audio.samples import Samples, count, factor

CEILING_DB = -1.5
"""The highest true peak, in decibels below full scale."""

_MARGIN_DB = 0.05
"""Turning down bends the wave a little between its samples: room for that."""

AHEAD = count(0.006)
"""How early it begins to turn down, and how long after a peak it is back."""

# -- Peaks between the samples -----------------------------------------------------------------

TIMES = 4
"""Looked at so many times a sample: the loudest moment may lie between two of them."""

_REACH, _BEND = 32, 6.0
"""Samples on each side that tell what lies between two, and how softly the far ones count."""


@cache
def _between() -> tuple[npt.NDArray[np.float32], ...]:
    """For each place between two samples, how much each sample around it counts."""
    around = np.arange(1 - _REACH, _REACH + 1)
    places = [around - part / TIMES for part in range(1, TIMES)]
    window = [np.i0(_BEND * np.sqrt(1 - (place / (_REACH + 1)) ** 2)) for place in places]
    kernels = [np.sinc(place) * shape for place, shape in zip(places, window, strict=True)]
    return tuple((kernel / kernel.sum())[::-1].astype(np.float32) for kernel in kernels)


def _peaks(samples: Samples) -> Samples:
    """The loudest from each sample up to the next, seen four times as finely."""
    padded = np.pad(samples, (_REACH - 1, _REACH))
    loudest = np.abs(samples)
    for kernel in _between():
        np.maximum(loudest, np.abs(np.convolve(padded, kernel, "valid")), out=loudest)
    return loudest


def true_peak(samples: Samples) -> float:
    """The loudest moment, between the samples too; 1.0 is full scale."""
    return float(_peaks(samples).max(initial=0.0)) if len(samples) else 0.0


# -- Turned down -----------------------------------------------------------------------------------


def limited(samples: Samples, ceiling_db: float = CEILING_DB) -> Samples:
    """The same sound with no true peak above the ceiling."""
    ceiling = factor(ceiling_db)
    if not len(samples):
        return samples
    peaks = _peaks(samples)
    if peaks.max() <= ceiling:
        return samples
    turned: Samples = samples * _gain(peaks, factor(ceiling_db - _MARGIN_DB))
    over = true_peak(turned) / ceiling
    return turned if over <= 1 else turned / np.float32(over * 1.0001)


def _gain(peaks: Samples, ceiling: float) -> Samples:
    """At most what each peak needs, and smooth: the least around, then its mean around."""
    needed = np.minimum(1, ceiling / np.maximum(peaks, ceiling))
    padded = np.pad(needed, 2 * AHEAD, constant_values=1)
    least = _least(padded, 2 * AHEAD + 1)
    return _mean(_mean(least, AHEAD + 1), AHEAD + 1).astype(np.float32)


def _least(values: npt.NDArray[np.floating], width: int) -> npt.NDArray[np.floating]:
    """The least of every so many neighbours, by doubling."""
    done = 1
    while done < width:
        step = min(done, width - done)
        values = np.minimum(values[:-step], values[step:])
        done += step
    return values


def _mean(values: npt.NDArray[np.floating], width: int) -> npt.NDArray[np.floating]:
    """The mean of every so many neighbours."""
    sums = np.cumsum(np.pad(values.astype(np.float64), (1, 0)))
    means: npt.NDArray[np.floating] = (sums[width:] - sums[:-width]) / width
    return means
