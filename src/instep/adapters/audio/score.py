"""What sounds at which sample: lines, bells and breath, read off a timeline. No sound made yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from instep.adapters.audio.samples import count
from instep.core.catalog import Dose
from instep.core.timeline import WORDS_A_MINUTE, Cue, Pace, Timeline
from instep.core.units import Seconds


@dataclass(frozen=True)
class Line:
    """Words for the voice. Said only when the mix comes to them."""

    text: str
    pace: Pace

    @property
    def about(self) -> Seconds:
        """How long they take, as the timeline reckons."""
        return len(self.text.split()) * 60 / WORDS_A_MINUTE[self.pace]


@dataclass(frozen=True)
class Bell:
    """One of the soft bells, by name."""

    name: str


@dataclass(frozen=True)
class Breath:
    """The sound of a breath, in or out, as long as the breath itself."""

    inward: bool
    lasts: Seconds


Sound: TypeAlias = Line | Bell | Breath


@dataclass(frozen=True)
class Event:
    """One sound and the sample it begins at."""

    at: int
    sound: Sound


Score: TypeAlias = tuple[Event, ...]
"""All sounds in order."""


def score_of(timeline: Timeline, dose: Dose, pace: Pace = Pace.CALM) -> Score:
    """The score of a timeline that was laid out at this pace."""
    return tuple(
        Event(count(cue.at), sound) for cue in timeline.cues for sound in _sounds(cue, dose, pace)
    )


def _sounds(cue: Cue, dose: Dose, pace: Pace) -> Iterator[Sound]:
    """A cue may ring, breathe and speak, all at its one moment."""
    if cue.sound == "breath_in":
        yield Breath(True, dose.breathe_in)
    elif cue.sound == "breath_out":
        yield Breath(False, dose.breathe_out)
    elif cue.sound is not None:
        yield Bell(cue.sound)
    if cue.say:
        yield Line(cue.say, pace)
