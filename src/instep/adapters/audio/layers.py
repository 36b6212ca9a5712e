"""What soundscapes are made of, each as long as the loop and without beginning or end."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from instep.adapters.audio.samples import RATE, Samples
from instep.adapters.content.soundscapes import Chords, Drops, Noise, Strikes, Tones, Waves

Wave = Samples
Spectrum = npt.NDArray[np.complex64]


@dataclass(frozen=True)
class Circle:
    """Time that comes round again after so many samples, and the seeds of all chance in it."""

    size: int
    seeds: tuple[int, int]

    def dice(self, layer: object) -> np.random.RandomState:
        """Chance of its own for each layer: a changed one leaves the others as they were."""
        return np.random.RandomState([*self.seeds, zlib.crc32(repr(layer).encode())])

    @property
    def seconds(self) -> float:
        """Once round."""
        return self.size / RATE

    def hertz(self) -> Samples:
        """The pitches that fit the circle a whole number of times."""
        return np.arange(self.size // 2 + 1, dtype=np.float32) / np.float32(self.seconds)

    def wave(self, spectrum: Spectrum) -> Wave:
        """What these pitches sound like together."""
        return np.fft.irfft(spectrum, self.size).astype(np.float32)


def _silent(circle: Circle) -> Spectrum:
    return np.zeros(circle.size // 2 + 1, dtype=np.complex64)


# -- Noise -----------------------------------------------------------------------------------------

_EDGE = 0.5
"""Octaves over which a band of noise begins and ends."""


def noise(circle: Circle, layer: Noise) -> Wave:
    """Every pitch of the band, each at a chance phase; then the waves."""
    hertz = circle.hertz()
    first, last = np.searchsorted(hertz, (layer.low_hz / 2, min(layer.high_hz * 2, RATE / 2)))
    band = hertz[first:last]
    inside = _rising(np.log2(band / layer.low_hz)) * _rising(np.log2(layer.high_hz / band))
    strength = inside * (band / layer.low_hz) ** np.float32(-layer.fall_db / 6.02)
    turns = circle.dice(layer).random_sample(len(band)).astype(np.float32) * np.float32(2 * np.pi)
    spectrum = _silent(circle)
    spectrum[first:last] = strength * np.exp(1j * turns)
    wave = circle.wave(spectrum)
    return wave if layer.waves is None else wave * swelling(circle, layer.waves)


def _rising(octaves: Samples) -> Samples:
    """From 0 half an octave below to 1 half an octave above."""
    rising: Samples = (
        np.sin(np.clip(octaves / (2 * _EDGE) + 0.5, 0, 1) * np.float32(np.pi / 2)) ** 2
    )
    return rising


_FINE = 240
"""Swells are slow: they are reckoned every hundredth of a second, and drawn smooth between."""


def swelling(circle: Circle, waves: Waves) -> Wave:
    """Waves one after the other round the circle: layers with as many waves swell together."""
    dice = np.random.RandomState([*circle.seeds, waves.count])
    lengths = 1 + waves.uneven * (2 * dice.random_sample(waves.count) - 1)
    heights = 1 - waves.uneven * dice.random_sample(waves.count)
    starts = np.concatenate([[0], np.cumsum(lengths)]) / lengths.sum()
    place = (np.arange(circle.size // _FINE) * _FINE / circle.size - waves.late / waves.count) % 1
    which = np.searchsorted(starts, place, "right") - 1
    along = (place - starts[which]) / (starts[which + 1] - starts[which])
    up = np.where(along < waves.rise, along / waves.rise, (1 - along) / (1 - waves.rise))
    height = heights[which] * np.sin(up * np.pi / 2) ** 2
    return _drawn(1 - waves.depth + waves.depth * height)


def _drawn(coarse: npt.NDArray[np.float64]) -> Wave:
    """A slow curve at every sample, round the circle."""
    ends = np.append(coarse, coarse[0])
    steps = np.arange(_FINE, dtype=np.float32) / _FINE
    fine = ends[:-1, None] + np.diff(ends)[:, None] * steps
    return fine.astype(np.float32).reshape(-1)


# -- Tones -----------------------------------------------------------------------------------------


def pitch(note: float) -> float:
    """Semitones to hertz; 69 is 440."""
    return float(440 * 2 ** ((note - 69) / 12))


def tones(circle: Circle, layer: Tones) -> Wave:
    """Each voice of each note a pitch that comes round whole, with its swells beside it."""
    dice = circle.dice(layer)
    spectrum = _silent(circle)
    for note in layer.notes:
        swell = layer.depth / 2 * np.exp(2j * np.pi * dice.random_sample())
        for hertz, strength in _voices(note, layer, dice):
            place = round(hertz * circle.seconds)
            spectrum[place] += strength
            if layer.swells and layer.depth:
                spectrum[place + layer.swells] += strength * swell
                spectrum[place - layer.swells] += strength * np.conj(swell)
    return circle.wave(spectrum)


def _voices(
    note: int, layer: Tones | Chords, dice: np.random.RandomState
) -> Iterable[tuple[float, complex]]:
    """Pitch, and strength at a chance phase, of each overtone of each voice of a note."""
    for cents in np.linspace(-0.5, 0.5, layer.voices) if layer.voices > 1 else (0.0,):
        lowest = pitch(note + cents * layer.apart_cents / 100)
        for times in range(1, layer.overtones + 1):
            turn = 2 * np.pi * dice.random_sample()
            strength = times ** (-layer.fall_db / 6.02) * 220 / (220 + lowest)
            yield times * lowest, strength * complex(np.cos(turn), np.sin(turn))


# -- Chords ----------------------------------------------------------------------------------------


def chords(circle: Circle, layer: Chords) -> Wave:
    """Each chord goes round in its own small circle and is faded in and out at its place."""
    dice = circle.dice(layer)
    part = Circle(circle.size // len(layer.chords), circle.seeds)
    wave = np.zeros(circle.size, dtype=np.float32)
    melt = round(layer.melt * RATE)
    fade = _faded_in(melt)
    for turn, notes in enumerate(layer.chords):
        sound = _chord(part, layer, notes, dice)
        whole = np.concatenate([sound[-melt // 2 :], sound, sound[: melt // 2]])
        whole[:melt] *= fade
        whole[-melt:] *= fade[::-1]
        _add(wave, whole, turn * part.size - melt // 2)
    return wave


def _faded_in(size: int) -> Wave:
    """As loud together as either alone: the squares of both ways add up to one."""
    place = np.arange(size, dtype=np.float32) / size
    faded: Wave = np.sin(np.sin(place * np.float32(np.pi / 2)) ** 2 * np.float32(np.pi / 2))
    return faded


def _chord(
    circle: Circle, layer: Chords, notes: tuple[int, ...], dice: np.random.RandomState
) -> Wave:
    spectrum = _silent(circle)
    for note in notes:
        for hertz, strength in _voices(note, layer, dice):
            dull = 1 / (1 + (hertz / layer.bright_hz) ** 4)
            spectrum[round(hertz * circle.seconds)] += strength * dull
    return circle.wave(spectrum)


def _add(wave: Wave, part: Wave, at: int) -> None:
    """Lay a part into the circle at its place, round the end if need be."""
    at %= len(wave)
    first = min(len(part), len(wave) - at)
    wave[at : at + first] += part[:first]
    wave[: len(part) - first] += part[first:]


# -- Drops -----------------------------------------------------------------------------------------

_KINDS_OF_DROPS = 24


def drops(circle: Circle, layer: Drops) -> Wave:
    """Some two dozen drops, each fallen many times, near and far."""
    dice = circle.dice(layer)
    number = round(layer.a_minute * circle.seconds / 60)
    places = dice.randint(0, circle.size, number)
    strengths = 10 ** (-layer.spread_db * dice.random_sample(number) / 20)
    kinds = [_drop(layer, share) for share in dice.random_sample(_KINDS_OF_DROPS)]
    which = dice.randint(0, _KINDS_OF_DROPS, number)
    wave = np.zeros(circle.size, dtype=np.float32)
    for place, strength, kind in zip(places, strengths, which, strict=True):
        _add(wave, kinds[kind] * np.float32(strength), int(place))
    return wave


def _drop(layer: Drops, share: float) -> Wave:
    """A short round tone that rises a little as it fades."""
    hertz = layer.low_hz * (layer.high_hz / layer.low_hz) ** share
    time = np.arange(round(layer.rings * RATE)) / RATE
    turns = np.cumsum(hertz * (1 + 0.15 * time / layer.rings)) / RATE
    rise = np.sin(np.clip(time / 0.002, 0, 1) * np.pi / 2) ** 2
    fall = 10 ** (-3 * time / layer.rings) * np.cos(time / layer.rings * np.pi / 2)
    drop: Wave = (np.sin(2 * np.pi * turns) * rise * fall).astype(np.float32)
    return drop


# -- Bowls -----------------------------------------------------------------------------------------

BOWL = ((1.0, 1.0, 1.0), (2.71, 0.32, 0.55), (5.15, 0.07, 0.3))
"""A bowl's tones: how many times the lowest, how strong, what share of the time they ring."""

BEATS = ((0.0, 1.0), (1.0, 0.4))
"""Each tone is two that are nearly the same, the second one softer: together they beat gently."""

_BESIDE_HZ = 250.0
"""A tone that fades is a band of pitches: it is reckoned so far to each side."""


def strikes(circle: Circle, layer: Strikes) -> Wave:
    """Each bowl at its turn, struck at a chance moment near it."""
    dice = circle.dice(layer)
    spectrum = _silent(circle)
    for turn, note in enumerate(layer.notes):
        moment = turn + layer.uneven * (2 * dice.random_sample() - 1)
        at = moment / len(layer.notes) * circle.seconds
        strong = 1 - 0.3 * dice.random_sample()
        for times, strength, share in BOWL:
            hertz, rings = pitch(note) * times, layer.rings * share
            for beside, share_of_it in BEATS:
                tone = hertz + beside * layer.beats_hz
                _ring(circle, spectrum, layer, (at, tone, rings, strong * strength * share_of_it))
    return circle.wave(spectrum)


def _ring(
    circle: Circle,
    spectrum: Spectrum,
    layer: Strikes,
    strike: tuple[float, float, float, float],
) -> None:
    """A tone that swells, fades and comes round again for ever: its spectrum, exactly.

    A tone that fades by the same share each sample is a geometric series, and so is its sum over
    all rounds. One that fades slowly less one that fades fast is one that begins softly.
    """
    at, tone, rings, strength = strike
    first = max(1, int((tone - _BESIDE_HZ) * circle.seconds))
    bins = np.arange(first, int((tone + _BESIDE_HZ) * circle.seconds))
    turn = 2j * np.pi * (tone - bins / circle.seconds) / RATE
    slow, fast = (np.log(1000) / (each * RATE) for each in (rings, layer.attack))
    ringing = 1 / (1 - np.exp(turn - slow)) - 1 / (1 - np.exp(turn - fast))
    near = np.cos(np.linspace(-np.pi / 2, np.pi / 2, len(bins))) ** 2
    moved = np.exp(-2j * np.pi * bins * (at / circle.seconds))
    spectrum[bins] += (strength * ringing * near * moved).astype(np.complex64)
