"""Playing a timeline: how far we are, and where cues appear. Time is told, never asked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from instep.core import guard
from instep.core.session import Session
from instep.core.timeline import Cue, Timeline
from instep.core.units import Seconds


class Clock(Protocol):
    """Steady time, in seconds from any start."""

    def now(self) -> Seconds:
        """This moment."""

    def sleep_until(self, moment: Seconds) -> None:
        """Come back at this moment, or at once if it has passed."""


class Stage(Protocol):
    """Where cues appear: a terminal, a sound file, a page."""

    def show(self, cue: Cue) -> None:
        """Let this cue be seen or heard."""


class NotShown(Exception):
    """The guard stands against a step: nothing of it may be seen or heard."""


Watch = Callable[[Seconds], None]
"""Lets a moment of the timeline pass, or raises NotShown."""


def watch(session: Session, timeline: Timeline, answers: guard.Answers) -> Watch:
    """The guard at the stage's edge: asks about each step once, from the raw answers."""
    allowed: dict[int, str | None] = {}

    def look(position: Seconds) -> None:
        place = timeline.step_at(position)
        if place not in allowed:
            step = session.steps[place]
            allowed[place] = guard.refusal(answers, session.steps[:place], step)
        if (reason := allowed[place]) is not None:
            raise NotShown(reason)

    return look


@dataclass(frozen=True)
class Progress:
    """How far a session has come, and how long each step was really played, goings back included.

    ``position`` in seconds of the timeline; ``played`` in seconds, one number a step.
    """

    position: Seconds
    played: tuple[Seconds, ...]

    def after(self, timeline: Timeline, position: Seconds) -> "Progress":
        """A stretch played straight on, from where we were to this position."""
        ends = (*timeline.starts[1:], timeline.seconds)
        played = (
            done + max(0.0, min(end, position) - max(start, self.position))
            for done, start, end in zip(self.played, timeline.starts, ends, strict=True)
        )
        return Progress(position, tuple(played))


def not_again(
    session: Session, answers: guard.Answers, progress: Progress, place: int
) -> str | None:
    """Why the steps from this place on may not be played once more; None where they may.

    Going back adds minutes to a foot, so the guard counts what was really played.
    """
    done = zip(session.steps, progress.played, strict=True)
    before = [replace(step, seconds=seconds) for step, seconds in done if seconds > 0]
    for step in session.steps[place:]:
        if (reason := guard.refusal(answers, before, step)) is not None:
            return reason
        before.append(step)
    return None


@dataclass(frozen=True)
class Playhead:
    """How far a session has come. Paused unless ``resumed_at`` is set."""

    banked: Seconds = 0.0
    resumed_at: Seconds | None = None

    def position(self, now: Seconds) -> Seconds:
        """Seconds of the session already behind us."""
        if self.resumed_at is None:
            return self.banked
        return self.banked + (now - self.resumed_at)

    def play(self, now: Seconds) -> "Playhead":
        """Go on; nothing changes when it already goes."""
        return self if self.resumed_at is not None else Playhead(self.banked, now)

    def pause(self, now: Seconds) -> "Playhead":
        """Stand still where we are."""
        return Playhead(banked=self.position(now))

    def to(self, position: Seconds, now: Seconds) -> "Playhead":
        """Jump to another moment, going on or standing as before."""
        return Playhead(position, None if self.resumed_at is None else now)


def perform(
    cues: Iterable[Cue], clock: Clock, stage: Stage, look: Watch, *, since: Seconds | None = None
) -> None:
    """Play these cues straight through, the guard before each.

    ``since`` is the clock's moment of the timeline's start; now, where none is given.
    """
    start = clock.now() if since is None else since
    for cue in cues:
        clock.sleep_until(start + cue.at)
        look(cue.at)
        stage.show(cue)
