"""Soft bells and the sound of a breath, for closed eyes: made from numbers, always the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from instep.adapters.audio.loudness import loudness
from instep.adapters.audio.samples import RATE, Samples, count, factor
from instep.core.units import Seconds

Wave = npt.NDArray[np.float64]

BELL_PEAK_DB = -20.0
BREATH_LUFS = -30.0
"""Quiet beside a voice at -19 LUFS. Judgement."""


@dataclass(frozen=True)
class Strike:
    """One touch of a bell: when, how high, how long until it is 60 decibels quieter, how strong."""

    at: Seconds
    hertz: float
    rings: Seconds
    strength: float = 1.0


C4, E4, G4, A4, C5, D5, E5, G5 = 261.63, 329.63, 392.0, 440.0, 523.25, 587.33, 659.26, 783.99

BELLS: Mapping[str, tuple[Strike, ...]] = {
    "bell_ready": (Strike(0, G5, 1.8),),
    "bell_half": (Strike(0, A4, 3.0), Strike(0.45, A4, 3.0, 0.7)),
    "bell_change": (Strike(0, G4, 2.6, 0.9), Strike(0.28, D5, 3.0)),
    "bell_done": (
        Strike(0, E5, 3.4, 0.8),
        Strike(0.4, C5, 3.8, 0.9),
        Strike(0.85, G4, 4.2),
        Strike(1.4, C4, 4.6),
    ),
}
"""One high touch; one tone twice; a step up; a chord that falls and settles."""

PARTIALS = (
    (1.0, 1.0, 1.0),
    (1.004, 0.35, 0.9),
    (2.0, 0.18, 0.6),
    (2.76, 0.16, 0.42),
    (5.4, 0.04, 0.2),
)
"""A bell's tones: how many times the lowest, how strong, what share of its time they ring.

The second one beats slowly with the first; 2.76 and 5.4 are those of a bar struck softly.
"""

ATTACK: Seconds = 0.018
"""How softly the mallet meets the metal."""

BREATHS: Mapping[str, tuple[bool, Seconds]] = {"breath_in": (True, 4.0), "breath_out": (False, 6.0)}
"""The breath sounds by name, as long as the pacer's where no other length is told."""


@cache
def sound(name: str) -> Samples:
    """The sound that a cue names."""
    if name in BREATHS:
        return breath(*BREATHS[name])
    return _kept(_bell(BELLS[name]))


def _kept(wave: Wave) -> Samples:
    samples = wave.astype(np.float32)
    samples.setflags(write=False)
    return samples


# -- Bells -----------------------------------------------------------------------------------------


def _bell(strikes: tuple[Strike, ...]) -> Wave:
    wave = np.zeros(max(count(each.at + each.rings) for each in strikes))
    for each in strikes:
        wave[count(each.at) : count(each.at + each.rings)] += _struck(each)
    quiet: Wave = wave * (factor(BELL_PEAK_DB) / np.abs(wave).max())
    return quiet


def _struck(strike: Strike) -> Wave:
    time = np.arange(count(strike.at + strike.rings) - count(strike.at)) / RATE
    tones = [
        strength
        * np.sin(2 * np.pi * strike.hertz * times * time)
        * _ringing(time, strike.rings * share)
        for times, strength, share in PARTIALS
    ]
    rise = np.sin(np.clip(time / ATTACK, 0, 1) * np.pi / 2) ** 2
    fall = np.sin(np.clip((strike.rings - time) / 0.3, 0, 1) * np.pi / 2) ** 2
    wave: Wave = strike.strength * np.sum(tones, axis=0) * rise * fall
    return wave


def _ringing(time: Wave, rings: Seconds) -> Wave:
    """Sixty decibels quieter after so many seconds."""
    ringing: Wave = 10 ** (-3 * time / rings)
    return ringing


# -- Breath ----------------------------------------------------------------------------------------

SEED = 6
_SOFT_HZ, _BRIGHT_HZ, _WIDE = 400.0, 1300.0, 0.9
"""Air moving softly, and air moving faster: two bands, each about so many octaves to a side."""

_INWARD = {True: 1.15, False: 0.85}
"""A breath in sounds a little higher than a breath out."""


@cache
def breath(inward: bool, lasts: Seconds) -> Samples:
    """A breath in swells and brightens up to its end; a breath out begins full and sinks away.

    Each begins and ends in silence, so that they join at any length without a click.
    """
    size = count(lasts)
    place = np.linspace(0, 1, size)
    fullness = _swell(place if inward else 1 - place)
    soft, bright = (_air(size, hertz * _INWARD[inward]) for hertz in (_SOFT_HZ, _BRIGHT_HZ))
    wave = soft * fullness + 0.7 * bright * fullness**3
    heard = loudness(wave.astype(np.float32))
    return _kept(wave * factor(BREATH_LUFS - (BREATH_LUFS if heard is None else heard)))


def _swell(place: Wave) -> Wave:
    """Slowly up for most of the way, and softly back at the turn."""
    up = np.sin(np.clip(place / 0.86, 0, 1) * np.pi / 2) ** 2
    back = np.sin(np.clip((1 - place) / 0.14, 0, 1) * np.pi / 2) ** 2
    swell: Wave = up * back
    return swell


def _air(size: int, hertz: float) -> Wave:
    """Noise around a pitch, equally strong at any length."""
    dice = np.random.RandomState(SEED + round(hertz))
    noise = np.fft.rfft(dice.standard_normal(size))
    octaves = np.log2(np.maximum(np.fft.rfftfreq(size, 1 / RATE), 1.0) / hertz)
    wave = np.fft.irfft(noise * np.exp(-0.5 * (octaves / _WIDE) ** 2), size)
    air: Wave = wave / np.sqrt(np.mean(wave**2))
    return air
