"""What the tests of the sound share: clips and music that are easy to find again, and an ear."""

import io

import numpy as np
import soundfile

from instep.adapters.audio.encode import Mend
from instep.adapters.audio.samples import BLOCK, RATE, count
from instep.adapters.audio.score import Event, Line
from instep.core.timeline import Pace

WITHIN = 0.030
"""How near to its time every cue must be heard, in seconds."""


def chirp(lasts=0.05):
    """A short rising sound with one plain place in time."""
    t = np.arange(count(lasts)) / RATE
    wave = np.sin(2 * np.pi * (900 * t + 20_000 * t**2)) * np.hanning(len(t))
    return (0.5 * wave).astype(np.float32)


class Chirps:
    """Every line is a chirp, and then a hum for as long as its words take."""

    def __init__(self, hum=0.0, level=1.0, hertz=220):
        self.asked = []
        self.notices = []
        self.hum = hum
        self.level = level
        self.hertz = hertz

    def clip(self, text, pace):
        self.asked.append(text)
        t = np.arange(count(Line(text, pace).about)) / RATE
        clip = (self.hum * np.sin(2 * np.pi * self.hertz * t)).astype(np.float32)
        first = chirp()
        clip[: len(first)] += first[: len(clip)]
        return clip * np.float32(self.level)


class Tone:
    """Music that is one even tone, by default none."""

    def __init__(self, level=0.0, hertz=500):
        self.level = level
        self.hertz = hertz

    def block(self, start, size):
        t = np.arange(start, start + size) / RATE
        return (self.level * np.sin(2 * np.pi * self.hertz * t)).astype(np.float32)


class Even:
    """Music that is one number, and the same array every time."""

    def __init__(self, level):
        self.shared = np.full(BLOCK, level, np.float32)

    def block(self, _start, size):
        return self.shared[:size]


def lines(*times, text="One two three."):
    """A score of spoken lines at these seconds."""
    return tuple(Event(count(at), Line(text, Pace.CALM)) for at in times)


def whole(blocks):
    """All blocks in a row."""
    return np.concatenate([*blocks, np.zeros(0, np.float32)])


def cut(samples):
    """A sound as blocks."""
    return (samples[at : at + BLOCK] for at in range(0, len(samples), BLOCK))


def file_of(pieces):
    """The bytes of a closed file, its mends in place."""
    file = io.BytesIO()
    for piece in pieces:
        if isinstance(piece, Mend):
            file.seek(piece.at)
            file.write(piece.data)
            continue
        file.write(piece)
    return file.getvalue()


def decoded(data):
    """What a player hears."""
    samples, rate = soundfile.read(io.BytesIO(data), dtype="float32")

    assert rate == RATE
    return samples


def heard_at(samples, sound, near, reach=0.3):
    """At which second this sound is heard, near the one where it should be."""
    first = max(0, count(near - reach))
    window = samples[first : count(near + reach) + len(sound)]
    return (first + int(np.argmax(np.correlate(window, sound, "valid")))) / RATE


def decibels(samples):
    """How loud on average."""
    return 20 * np.log10(np.sqrt(np.mean(np.square(samples, dtype=np.float64))) + 1e-12)
