"""The mix on this computer's sound device, following the playhead: go, pause, jump.

The playhead is the clock; the sound comes after it and jumps only when it is plainly elsewhere.
"""

import time
from collections.abc import Callable
from typing import Protocol, TypeAlias

import numpy as np

from instep.adapters.audio.ahead import Worker
from instep.adapters.audio.samples import RATE, Blocks, Samples, count
from instep.core.units import Seconds

NEAR = count(0.5)
"""Nearer than this to the playhead the sound is left to run. Judgement."""

RAMP = count(0.015)
"""How fast it comes and goes at a pause or a jump, so that nothing clicks."""

AHEAD = 8
"""Blocks made ahead: two seconds."""

LATENCY: Seconds = 0.1
"""What we ask of the device: a pause is heard within this and a ramp."""

Pull: TypeAlias = Callable[[int], Samples]
"""Gives the next so many samples, at once, whatever happens."""

Begin: TypeAlias = Callable[[int], Blocks]
"""The mix from this sample on."""


class NoSpeaker(Exception):
    """There is no sound device here: why, and what would bring one, in one line."""


class Device(Protocol):
    """Something that pulls samples when it wants to sound them."""

    def start(self, pull: Pull) -> None:
        """Begin to pull, from a thread of its own."""

    def close(self) -> None:
        """Pull no more."""


class Speaker:
    """A session as it sounds here. It begins silent; every call may come again and again."""

    def __init__(self, device: Device, begin: Begin) -> None:
        self._device = device
        self._begin = begin
        self._feed = _Feed(begin, 0)
        self._after: _Feed | None = None
        self.is_playing = False
        self._until: int | None = None
        self._gain = 0.0
        device.start(self.pull)

    def ready(self, position: Seconds, wait: Seconds = 5.0) -> None:
        """Have the sound of this moment there before the time runs."""
        if abs(self._feed.at - count(position)) > NEAR:
            self._feed.leave()
            self._feed = _Feed(self._begin, count(position))
        limit = time.monotonic() + wait
        while not self._feed.is_there and time.monotonic() < limit:
            time.sleep(0.01)

    @property
    def fault(self) -> BaseException | None:
        """What went wrong in the making of the sound, if anything did."""
        return self._feed.fault

    def go(self, position: Seconds, until: Seconds | None = None) -> None:
        """Sound from here, where it does not already; never past ``until``."""
        place = count(position)
        self._until = None if until is None else count(until)
        if abs((self._after or self._feed).at - place) > NEAR:
            if self._after is not None:
                self._after.leave()
            self._after = _Feed(self._begin, place)
        self.is_playing = True

    def pause(self) -> None:
        """Voice and music stop together; where they were, they will go on."""
        self.is_playing = False

    def close(self) -> None:
        """Sound no more."""
        self.pause()
        self._device.close()
        for feed in (self._feed, self._after):
            if feed is not None:
                feed.leave()

    def ring_out(self, at_most: Seconds) -> None:
        """Let the last words be said."""
        limit = time.monotonic() + at_most
        while self.is_playing and not self._feed.is_over and time.monotonic() < limit:
            time.sleep(0.05)
        self.close()

    def pull(self, size: int) -> Samples:
        """The next samples: sound, or silence on the way out of a pause or a jump."""
        if self._after is not None and self._gain == 0:
            self._feed.leave()
            self._feed, self._after = self._after, None
        target = float(self.is_playing and self._after is None)
        if self._gain == target == 0:
            return np.zeros(size, dtype=np.float32)
        block = self._feed.take(size, self._until)
        return block * self._ramp(size, target)

    def _ramp(self, size: int, target: float) -> Samples | np.float32:
        """From the gain that was to the one that is to be."""
        if self._gain == target:
            return np.float32(target)
        steps = np.arange(1, size + 1, dtype=np.float32) / np.float32(RAMP)
        away = steps if target > self._gain else -steps
        ramp: Samples = np.clip(np.float32(self._gain) + away, 0, 1)
        self._gain = float(ramp[-1])
        return ramp


class _Feed:
    """The mix from one place on, made a little ahead. ``at`` is the next sample it will give."""

    def __init__(self, begin: Begin, at: int) -> None:
        self.at = at
        self._rest = np.zeros(0, dtype=np.float32)
        self._worker = Worker(begin(at), AHEAD)

    @property
    def fault(self) -> BaseException | None:
        """What went wrong in the making."""
        return self._worker.fault

    @property
    def is_over(self) -> bool:
        """All of it has been given."""
        return self._worker.is_done and not len(self._rest)

    @property
    def is_there(self) -> bool:
        """Something can be given at once."""
        if not len(self._rest) and (block := self._worker.at_once()) is not None:
            self._rest = block
        return self._worker.is_done or len(self._rest) > 0

    def take(self, size: int, until: int | None) -> Samples:
        """So many samples; silence for what is not there yet or may not sound yet."""
        out = np.zeros(size, dtype=np.float32)
        most = size if until is None else max(0, min(size, until - self.at))
        filled = 0
        while filled < most and self.is_there and len(self._rest):
            part = self._rest[: most - filled]
            out[filled : filled + len(part)] = part
            self._rest = self._rest[len(part) :]
            filled += len(part)
        self.at += filled
        return out

    def leave(self) -> None:
        """Make no more of it."""
        self._worker.leave()


# -- A real one -----------------------------------------------------------------------------------

GET_ONE = "For a voice in the room: python -m pip install '.[speaker]' in Instep's folder."


class SoundDevice:
    """The default output, through PortAudio."""

    def __init__(self) -> None:
        try:
            import sounddevice  # type: ignore[import-untyped]
        except ImportError as error:
            raise NoSpeaker(f"Without sound: sounddevice is not installed. {GET_ONE}") from error
        except OSError as error:
            raise NoSpeaker("Without sound: this computer has no PortAudio.") from error
        self._library = sounddevice
        try:
            sounddevice.check_output_settings(channels=1, dtype="float32", samplerate=RATE)
        except (sounddevice.PortAudioError, ValueError) as error:
            raise NoSpeaker("Without sound: no sound device was found here.") from error

    def start(self, pull: Pull) -> None:
        """Open it, and let it pull."""

        def callback(out: Samples, size: int, _time: object, _status: object) -> None:
            out[:, 0] = pull(size)

        try:
            self._stream = self._library.OutputStream(
                samplerate=RATE, channels=1, dtype="float32", latency=LATENCY, callback=callback
            )
            self._stream.start()
        except self._library.PortAudioError as error:
            raise NoSpeaker("Without sound: the sound device could not be opened.") from error

    def close(self) -> None:
        """Give it back."""
        self._stream.abort()
        self._stream.close()
