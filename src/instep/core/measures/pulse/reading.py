"""What a recording says, or why it says nothing."""

from dataclasses import dataclass
from enum import StrEnum

from instep.core.measures.pulse.samples import Channel
from instep.core.units import Seconds


class Refusal(StrEnum):
    """Why a recording is not read. Its words are in the content, by this key."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TIMES = "times"
    FEW_FRAMES = "few_frames"
    REPEATED = "repeated"
    HOLE = "hole"
    DARK = "dark"
    PALE = "pale"
    STILL = "still"
    CLIPPED = "clipped"
    NO_BEAT = "no_beat"
    MOTION = "motion"


class Unreadable(Exception):
    """A recording is refused; carries the reason."""

    def __init__(self, why: Refusal) -> None:
        self.why = why
        super().__init__(why.value)


@dataclass(frozen=True)
class Amplitude:
    """How big a beat looks, in % of the light. A repeat lies from ``low`` to ``high``.

    Comparable only within one person, one phone and one colour; says nothing of good or bad.
    """

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class PulseReading:
    """Beats in seconds on the clock of the frames, the rate a minute, and how sure.

    ``quality`` is 0-1, how much the recording repeats itself one beat later. Where ``refused``
    is set nothing else is: a refused recording shows no number.
    """

    beats: tuple[Seconds, ...] = ()
    rate: float | None = None
    quality: float | None = None
    channel: Channel | None = None
    amplitude: Amplitude | None = None
    refused: Refusal | None = None
