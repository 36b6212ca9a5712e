"""Voice, bells, breath and music in one stream, a quarter of a second at a time.

The mix is a pure function of score, clips and place: begun in the middle it is the middle of the
whole. Nothing here ever holds more than what sounds just now.
"""

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import Protocol

import numpy as np
import numpy.typing as npt

from instep.adapters.audio import sounds
from instep.adapters.audio.samples import BLOCK, RATE, Blocks, Samples, count, factor
from instep.adapters.audio.score import Bell, Breath, Event, Line, Score
from instep.core.timeline import Pace
from instep.core.units import Seconds

DUCK_DB = -6.0
ATTACK, RELEASE = count(0.3), count(1.2)
"""How much softer the music is under the voice, and how gently it goes and comes. Judgement."""

BRIDGE = count(2.5)
"""Between two lines nearer than this the music stays down, so that it does not pump."""

FADE_IN, FADE_OUT = count(2.0), count(4.0)
CEILING = factor(-1.0)
"""No sample is louder. Lossy formats overshoot by half a decibel at most, so nothing clips."""

WHISPER_DB = -8.0
WHISPER_HZ = 3_400
"""A whisper is lower and softer: less of what hisses. Judgement."""

LONGEST: Seconds = 20.0
"""No single sound lasts longer; a mix begun in the middle looks back this far."""


class Clips(Protocol):
    """Where lines come from, made or fetched when first asked for."""

    def clip(self, text: str, pace: Pace) -> Samples:
        """One spoken line, levelled and limited."""


class Music(Protocol):
    """A soundscape that never ends."""

    def block(self, start: int, size: int) -> Samples:
        """So many samples from this one on."""


@dataclass(frozen=True)
class Levels:
    """How loud voice and music are, 0 to 100; 100 as designed, 50 about half as loud to the ear."""

    voice: int = 100
    music: int = 100
    whisper: bool = False

    @property
    def of_voice(self) -> float:
        """What words are multiplied by."""
        return _loudness(self.voice) * self._hush

    @property
    def of_music(self) -> float:
        """What music is multiplied by: it whispers with the voice, so it stays behind it."""
        return _loudness(self.music) * self._hush

    @property
    def of_sounds(self) -> float:
        """Bells and breath lead closed eyes: as loud as the louder of the two."""
        return _loudness(max(self.voice, self.music)) * self._hush

    @property
    def _hush(self) -> float:
        return factor(WHISPER_DB) if self.whisper else 1.0


def _loudness(percent: int) -> float:
    """Ten decibels are about half as loud: the share to the power of five thirds."""
    return float((percent / 100) ** (5 / 3))


def mixed(
    score: Score,
    clips: Clips,
    loop: Music,
    levels: Levels,
    seconds: Seconds,
    *,
    start: int = 0,
) -> Blocks:
    """The whole session from this sample on, block by block. Clips are fetched when needed."""
    desk = _Desk(score, clips, loop, levels, count(seconds))
    return _limited(desk.blocks(start))


@dataclass(frozen=True)
class _Sounding:
    """Something that sounds: from which sample to which, and what."""

    at: int
    end: int
    samples: Samples


class _Desk:
    """Where everything comes together."""

    def __init__(self, score: Score, clips: Clips, loop: Music, levels: Levels, end: int) -> None:
        self.score = score if levels.voice else _wordless(score)
        self.clips, self.loop, self.levels, self.end = clips, loop, levels, end
        self._lines_at = [event.at for event in self.score if isinstance(event.sound, Line)]
        self._sounding: list[_Sounding] = []
        self._waiting: list[Event] = []
        self._duck = _Duck()

    def blocks(self, start: int) -> Iterator[Samples]:
        """Music, softer under the voice, and all that sounds on top of it."""
        early = start - count(LONGEST)
        self._waiting = [event for event in self.score if event.at >= early][::-1]
        for at in range(start, self.end, BLOCK):
            size = min(BLOCK, self.end - at)
            self._begin(at + size + ATTACK)
            block = self._music(at, size)
            for sounding in self._sounding:
                _lay(sounding, block, at)
            self._sounding = [each for each in self._sounding if each.end > at + size]
            yield block

    def _begin(self, until: int) -> None:
        """Fetch what begins before this sample: the music must know a little ahead."""
        while self._waiting and self._waiting[-1].at < until:
            event = self._waiting.pop()
            samples = self._heard(event)
            end = event.at + len(samples)
            self._sounding.append(_Sounding(event.at, end, samples))
            if isinstance(event.sound, Line):
                self._duck.under(event.at, self._until_next(event.at, end))

    def _until_next(self, at: int, end: int) -> int:
        """Where the music may come up again: not between two lines that are near."""
        later = bisect_right(self._lines_at, at)
        if later < len(self._lines_at) and self._lines_at[later] - end < BRIDGE:
            return max(end, self._lines_at[later])
        return end

    def _heard(self, event: Event) -> Samples:
        """A sound at its own level."""
        sound, levels = event.sound, self.levels
        if isinstance(sound, Line):
            clip = self.clips.clip(sound.text, sound.pace)
            return _softened(clip, levels) * np.float32(levels.of_voice)
        return _made(sound) * np.float32(levels.of_sounds)

    def _music(self, at: int, size: int) -> Samples:
        """A block of the soundscape at its level, softer where someone speaks."""
        block: Samples = self.loop.block(at, size) * np.float32(self.levels.of_music)
        block *= self._duck.gain(at, size)
        if at < FADE_IN:
            block *= _curve(np.arange(at, at + size) / FADE_IN)
        left = self.end - at
        if left - size < FADE_OUT:
            block *= _curve(np.arange(left, left - size, -1) / FADE_OUT)
        return block


def _wordless(score: Score) -> Score:
    """With the voice turned off no line is fetched, and none need be there."""
    return tuple(event for event in score if not isinstance(event.sound, Line))


def _made(sound: Bell | Breath) -> Samples:
    """A bell or a breath as it was designed."""
    if isinstance(sound, Bell):
        return sounds.sound(sound.name)
    return sounds.breath(sound.inward, sound.lasts)


def _softened(clip: Samples, levels: Levels) -> Samples:
    """A whisper hisses less; its words stay where they are."""
    if not levels.whisper or not len(clip):
        return clip
    soft: Samples = np.convolve(clip, _soft_kernel(), "same")[: len(clip)].astype(np.float32)
    return soft


@lru_cache(maxsize=1)
def _soft_kernel() -> Samples:
    """A gentle low-pass, even on both sides, so that it delays nothing."""
    taps = np.arange(-20, 21)
    wave = np.sinc(2 * WHISPER_HZ / RATE * taps) * np.hanning(len(taps) + 2)[1:-1]
    kernel: Samples = (wave / wave.sum()).astype(np.float32)
    return kernel


def _lay(sounding: _Sounding, block: Samples, at: int) -> None:
    """Add the part of a sound that falls into this block."""
    first, last = max(sounding.at, at), min(sounding.end, at + len(block))
    if first < last:
        block[first - at : last - at] += sounding.samples[first - sounding.at : last - sounding.at]


def _curve(share: npt.NDArray[np.float64]) -> Samples:
    """A soft curve from nothing at 0 to all at 1."""
    curve: Samples = (np.sin(np.clip(share, 0, 1) * (np.pi / 2)) ** 2).astype(np.float32)
    return curve


# -- Under the voice ------------------------------------------------------------------------------


class _Duck:
    """How far the music steps back: down before a line, up again after it."""

    def __init__(self) -> None:
        self._lines: list[tuple[int, int]] = []

    def under(self, begins: int, ends: int) -> None:
        """Step back from this sample to that one."""
        self._lines.append((begins, ends))

    def gain(self, at: int, size: int) -> Samples | np.float32:
        """What to multiply the music by: one number, or one a sample while it moves."""
        self._lines = [line for line in self._lines if line[1] + RELEASE > at]
        if any(begins <= at and at + size <= ends for begins, ends in self._lines):
            return np.float32(factor(DUCK_DB))
        near = [line for line in self._lines if line[0] - ATTACK < at + size]
        if not near:
            return np.float32(1)
        places = np.arange(at, at + size)
        back = np.max([_back(places, begins, ends) for begins, ends in near], axis=0)
        gain: Samples = np.exp(math.log(factor(DUCK_DB)) * _curve(back))
        return gain


def _back(places: npt.NDArray[np.int64], begins: int, ends: int) -> npt.NDArray[np.float64]:
    """How far back for one line, 0 to 1."""
    return np.interp(places, (begins - ATTACK, begins, ends, ends + RELEASE), (0, 1, 1, 0))


# -- Never too loud -------------------------------------------------------------------------------


def _limited(blocks: Iterator[Samples]) -> Blocks:
    """Turn down, in slow ramps, whatever would be louder than the ceiling. Mostly nothing."""
    ahead = chain(blocks, [None])
    before = 1.0
    for block, after in pairwise(ahead):
        if block is None:
            return
        own = _needed(block)
        then = own if after is None else min(own, _needed(after))
        first = min(before, own)
        if first < 1 or then < 1:
            block *= np.linspace(first, then, len(block), dtype=np.float32)
        before = own
        yield block


def _needed(block: Samples) -> float:
    """The gain that keeps a block under the ceiling."""
    loudest = float(max(block.max(initial=0), -block.min(initial=0)))
    return min(1.0, CEILING / loudest) if loudest else 1.0
