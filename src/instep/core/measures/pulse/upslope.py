"""The upslope of the pulse: how fast the light fades as blood comes in, all beats made alike.

A beat's top is flat and its foot is drawn out; its steepest rise is sharp. So beats are looked
for in the slope of the band in which hearts beat.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from instep.core.measures.pulse.samples import Floats

SLOWEST, STEEPEST, ROUNDEST = 0.5, 3.6, 8.0
"""Hertz: below, breath and drift; up to the second, the upslope; up to the third, a beat's form."""

ORDER = 8
PADDING = 2.0
"""Seconds bridged from the end back to the start, so that the ends do not ring."""

NEAR = 1.5
"""Seconds to either side by which a beat's size is judged, so that small beats count as large."""

QUIET, LOUD, SPIKE = 0.15, 3.0, 6.0
"""The least size that is made louder; the most a moment may count; what is a spike."""


@lru_cache(maxsize=64)
def size_without_big_primes(least: int) -> int:
    """The next size that divides into 2, 3 and 5 only: such a transform is fast."""
    size = least
    while _left_over(size) > 1:
        size += 1
    return size


def _left_over(size: int) -> int:
    for prime in (2, 3, 5):
        while size % prime == 0:
            size //= prime
    return size


@lru_cache(maxsize=64)
def _bands(values: int, rate: float) -> tuple[int, NDArray[np.complex128], Floats]:
    """The padded size, and what to keep of each frequency for the upslope and for the form."""
    size = size_without_big_primes(values + int(PADDING * rate))
    hertz = np.fft.rfftfreq(size, 1 / rate)
    low = 1 / np.sqrt(1 + (SLOWEST / np.maximum(hertz, 1e-9)) ** ORDER)
    slope = 2j * np.pi * hertz * low / np.sqrt(1 + (hertz / STEEPEST) ** ORDER)
    return size, slope, low / np.sqrt(1 + (hertz / ROUNDEST) ** ORDER)


def spectrum(light: Floats, rate: float) -> NDArray[np.complex128]:
    """The frequencies of each row, its straight line taken out; less light is more blood."""
    values = light.shape[-1]
    size, _, _ = _bands(values, rate)
    line = np.arange(values) - (values - 1) / 2
    rest = light - light.mean(axis=-1, keepdims=True)
    rest = rest - line * ((rest @ line) / (line @ line))[..., None]
    padded = np.empty((*light.shape[:-1], size))
    padded[..., :values] = -rest
    bridge = 0.5 - 0.5 * np.cos(np.pi * np.arange(1, size - values + 1) / (size - values + 1))
    start, end = padded[..., :1], padded[..., values - 1 : values]
    padded[..., values:] = end + (start - end) * bridge
    found: NDArray[np.complex128] = np.fft.rfft(padded)
    return found


def upslope(waves: NDArray[np.complex128], values: int, rate: float) -> Floats:
    """How fast it rises, at each moment, in levels a second."""
    size, slope, _ = _bands(values, rate)
    return np.fft.irfft(waves * slope, size)[..., :values]


def form(waves: NDArray[np.complex128], values: int, rate: float) -> Floats:
    """The pulse itself without drift and grain, in levels."""
    size, _, band = _bands(values, rate)
    return np.fft.irfft(waves * band, size)[..., :values]


def levelled(slope: Floats, rate: float) -> Floats:
    """The upslope with every stretch made as loud as any other; a jolt counts little more."""
    strength = np.abs(slope)
    tamed = np.minimum(strength, SPIKE * np.median(strength))
    power = np.concatenate(([0.0], np.cumsum(tamed * tamed)))
    near, moments = int(NEAR * rate), np.arange(len(slope))
    first = np.maximum(moments - near, 0)
    last = np.minimum(moments + near + 1, len(slope))
    local = np.sqrt((power[last] - power[first]) / (last - first))
    floor = QUIET * np.sqrt(power[-1] / len(slope)) + 1e-12
    even: Floats = np.clip(slope / np.maximum(local, floor), -LOUD, LOUD)
    return even
