"""How loud a sound is to the ear (ITU-R BS.1770-4), and every clip brought to the same loudness."""

from collections.abc import Iterator
from functools import cache

import numpy as np
import numpy.typing as npt

from instep.adapters.audio.limiter import CEILING_DB, limited, true_peak
from instep.adapters.audio.samples import RATE, Samples, count, factor, seconds
from instep.core.units import Seconds

__all__ = ["CEILING_DB", "LEVELLING", "TARGET", "levelled", "limited", "loudness", "true_peak"]

TARGET = -19.0
"""How loud the voice is, in LUFS."""

LEVELLING = "1"
"""Version of how clips are levelled and limited: clips of another one are not used."""

SHORTEST: Seconds = 0.5
"""A shorter clip has no loudness worth the name: it takes the gain it is given."""

NEAR = 0.1
"""As near to the target as it gets behind the limiter, in LU, and then no more is done."""

# -- Weighted as the ear does ------------------------------------------------------------------

_TABLE_RATE = 48_000
_HEAD = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285),
    (-1.69065929318241, 0.73248077421585),
)
_LOW = ((1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621))
"""The two filters of BS.1770 as its tables give them: a head in a sound field, and low notes that
count for less. What they answer is taken frequency by frequency, so it is the same at our rate."""

_HOP, _HOPS = count(0.1), 4
"""Blocks of 400 ms, a new one every 100 ms."""

_TAPS, _EARLY = 4_000, 100
"""So long the filters answer a click; at our rate a trace of the answer comes before the click."""

_CHUNK, _FFT = 40 * _HOP, 40 * _HOP + _TAPS

ABSOLUTE_LUFS, RELATIVE_LU = -70.0, -10.0
"""Quieter blocks are silence, or pauses, and do not count."""

_OFFSET = -0.691


@cache
def _weighting() -> npt.NDArray[np.complex128]:
    """Both filters at once, as the spectrum of what they answer to one click."""
    hertz = np.fft.rfftfreq(_FFT, 1 / RATE)
    back = np.exp(-2j * np.pi * hertz / _TABLE_RATE)
    whole = np.ones_like(back)
    for (b0, b1, b2), (a1, a2) in (_HEAD, _LOW):
        whole *= (b0 + b1 * back + b2 * back**2) / (1 + a1 * back + a2 * back**2)
    click = np.roll(np.fft.irfft(whole, _FFT), _EARLY)
    click[_TAPS:] = 0
    return np.fft.rfft(click)


def _hop_energies(samples: Samples) -> Iterator[npt.NDArray[np.float64]]:
    """Energy of each 100 ms behind the filters, a few seconds at a time."""
    padded = np.pad(samples, (_TAPS - _EARLY, _FFT))
    for at in range(0, len(samples), _CHUNK):
        spectrum = np.fft.rfft(padded[at : at + _FFT].astype(np.float64))
        heard = np.fft.irfft(spectrum * _weighting(), _FFT)[_TAPS:]
        heard[len(samples) - at :] = 0
        yield (heard**2).reshape(-1, _HOP).sum(axis=1)


def loudness(samples: Samples) -> float | None:
    """Integrated loudness in LUFS; None for silence and for less than 400 ms."""
    if len(samples) < _HOP * _HOPS:
        return None
    energies = np.concatenate([*_hop_energies(samples), np.zeros(1)])
    sums = np.convolve(energies, np.ones(_HOPS), "valid")[: _blocks(len(samples))]
    power = sums / (_HOP * _HOPS)
    loud = power[power >= _power(ABSOLUTE_LUFS)]
    if not len(loud):
        return None
    loud = loud[loud > np.mean(loud) * 10 ** (RELATIVE_LU / 10)]
    return float(_OFFSET + 10 * np.log10(np.mean(loud)))


def _blocks(size: int) -> int:
    """How many there are; the last one counts when more than half of its end is there."""
    return round((size / RATE - 0.4) / (0.4 * 0.25)) + 1


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET) / 10))


# -- Levelled --------------------------------------------------------------------------------------


def levelled(samples: Samples, target: float = TARGET, gain: float | None = None) -> Samples:
    """As loud as the target behind the limiter; a very short clip takes this gain, in decibels."""
    own = loudness(samples) if seconds(samples) >= SHORTEST else None
    if own is None:
        return limited(_louder(samples, gain or 0.0))
    more = target - own
    for _ in range(4):
        result = limited(_louder(samples, more))
        missing = target - (loudness(result) or target)
        if abs(missing) <= NEAR:
            break
        more += missing
    return result


def _louder(samples: Samples, decibels: float) -> Samples:
    louder: Samples = samples * np.float32(factor(decibels))
    return louder
