"""What is to sound, as plain words and numbers: written by the page, read by the maker."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from instep.adapters.audio.mix import Levels
from instep.adapters.audio.recording import sounding_seconds
from instep.adapters.audio.score import Bell, Breath, Event, Line, Score, Sound, score_of
from instep.adapters.export.as_json import dumps
from instep.core.catalog import Dose
from instep.core.timeline import Pace, Timeline
from instep.core.units import Seconds


@dataclass(frozen=True)
class Order:
    """One session's sound. ``events`` holds ``[sample, kind, ...]``; ``seconds`` is all of it."""

    events: Sequence[Sequence[Any]]
    pace: Pace
    seconds: Seconds
    soundscape: str
    seed: int
    levels: Levels

    @property
    def key(self) -> str:
        """Sixteen hex digits that name this very sound."""
        return hashlib.sha256(self.as_text().encode()).hexdigest()[:16]

    @property
    def score(self) -> Score:
        """What sounds when."""
        return tuple(Event(at, _sound(rest, self.pace)) for at, *rest in self.events)

    def as_text(self) -> str:
        """For the maker, who reads it with ``from_json``."""
        return dumps(asdict(self))

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Self:
        """As it was written."""
        levels = Levels(**told["levels"])
        return cls(**{**told, "pace": Pace(told["pace"]), "levels": levels})


def order_of(
    timeline: Timeline, dose: Dose, pace: Pace, soundscape: str, seed: int, levels: Levels
) -> Order:
    """The sound of a timeline that was laid out at this pace and let pass by the guard."""
    events = tuple(_event(event) for event in score_of(timeline, dose, pace))
    return Order(events, pace, sounding_seconds(timeline, pace), soundscape, seed, levels)


def _event(event: Event) -> tuple[Any, ...]:
    return (event.at, *_told(event.sound))


def _told(sound: Sound) -> Iterator[Any]:
    if isinstance(sound, Line):
        yield from ("line", sound.text)
    elif isinstance(sound, Bell):
        yield from ("bell", sound.name)
    else:
        yield from ("breath", sound.inward, sound.lasts)


def _sound(told: Sequence[Any], pace: Pace) -> Sound:
    kind, *rest = told
    if kind == "line":
        return Line(rest[0], pace)
    return Bell(rest[0]) if kind == "bell" else Breath(bool(rest[0]), float(rest[1]))
