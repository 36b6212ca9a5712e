"""The guide in a terminal: the time runs, the foot is drawn, a key is never more than one away."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from instep.adapters.content.zones import DrawnFoot
from instep.adapters.terminal.frame import page
from instep.adapters.terminal.keys import Key
from instep.adapters.terminal.scene import scene_at
from instep.adapters.terminal.screen import Screen
from instep.core.catalog import Group
from instep.core.player import Clock, NotShown, Playhead, Progress, Watch
from instep.core.session import Session
from instep.core.timeline import Timeline
from instep.core.units import Seconds, Words

BEAT: Seconds = 0.1
"""How often the page is looked at again; a key is heard within it."""

ASLEEP: Seconds = 3.0
"""A gap this long between two looks means that the terminal was stopped; we wait where we were."""

NEAR_THE_START: Seconds = 3.0
"""Back within this time of a step's start goes to the step before it."""


@dataclass(frozen=True)
class Outcome:
    """How a session ended, and how far it came.

    Finished, stopped, hurt, refused, stale, gone, or elsewhere: something new was said there.
    """

    how: str
    progress: Progress
    reason: str | None = None


class Sound(Protocol):
    """Voice and music that follow the playhead. Every call may come again and again."""

    def go(self, position: Seconds, until: Seconds | None = None) -> None:
        """Sound from here, where it does not already; never past ``until``."""

    def pause(self) -> None:
        """Be silent, and stay there."""


@dataclass(frozen=True)
class Playing:
    """Everything a session is played from.

    ``look`` is the guard; ``again`` says why steps may not be done once more, or None;
    ``keep`` remembers how far we are; ``fresh`` says whether the look at the feet still counts;
    ``stands`` is False where something new was said or decided elsewhere;
    ``water`` asks for the thermometer's reading and says whether the bath may open;
    ``sound`` is the voice and the music, None where there is no device or no voice.
    """

    session: Session
    timeline: Timeline
    words: Words
    drawn: DrawnFoot
    clock: Clock
    look: Watch
    again: Callable[[Progress, int], str | None]
    keep: Callable[[Progress], None]
    fresh: Callable[[], bool]
    water: Callable[[], bool]
    sound: Sound | None = None
    stands: Callable[[], bool] = lambda: True


def from_the_start(session: Session) -> Progress:
    """Nothing played yet."""
    return Progress(0.0, (0.0,) * len(session.steps))


def needs_reading(playing: Playing, place: int) -> bool:
    """Whether this step opens only on a typed reading of the water."""
    return Group.BATH in playing.session.steps[place].groups


def next_door(playing: Playing, place: int) -> Seconds | None:
    """When the next step begins that opens only on a reading: no sound goes past it."""
    starts = playing.timeline.starts
    doors = (p for p in range(place + 1, len(starts)) if needs_reading(playing, p))
    return next((starts[door] for door in doors), None)


class Over(Exception):
    """The session is over, in this way."""

    def __init__(self, how: str, reason: str | None = None) -> None:
        super().__init__(how)
        self.how, self.reason = how, reason


def guide(playing: Playing, screen: Screen, start: Progress) -> Outcome:
    """Play on the screen until it is done, or a key ends it."""
    turn = _Turn(playing, screen, start)
    try:
        while True:
            turn.beat()
    except NotShown as stopped:
        turn.fall_silent("refused")
        return Outcome("refused", turn.progress, str(stopped))
    except Over as over:
        turn.fall_silent(over.how)
        return Outcome(over.how, turn.progress, over.reason)
    finally:
        playing.keep(turn.progress)


class _Turn:
    """One showing: where the playhead is, what was played, what is written below the time."""

    def __init__(self, playing: Playing, screen: Screen, start: Progress) -> None:
        self.playing = playing
        self.screen = screen
        self.progress = start
        self.note = ""
        self._kept = start.position
        self._seen = playing.clock.now()
        self._open = -1  # the bath step whose water was read and is right
        self._head = Playhead(start.position).play(self._seen)

    def beat(self) -> None:
        """Time passes, the page is drawn, a key is heard."""
        self._pass_time()
        if not self.playing.stands():
            raise Over("elsewhere")
        self._enter()
        self.playing.look(self.progress.position)
        self._sound()
        self._draw()
        key = self.screen.key(BEAT)
        if key is not None:
            _DOES[key](self)

    def _pass_time(self) -> None:
        now = self.playing.clock.now()
        if now - self._seen > ASLEEP:
            self._head = Playhead(self.progress.position)
        self._seen = now
        end = self.playing.timeline.seconds
        here = min(self._head.position(now), end)
        # what lies before an unopened bath is played; the bath itself waits for its reading
        self.progress = self.progress.after(self.playing.timeline, self._held(here))
        if abs(self.progress.position - self._kept) >= 1:
            self._kept = self.progress.position
            self.playing.keep(self.progress)
        if self.progress.position >= end:
            raise Over("finished")

    def _held(self, here: Seconds) -> Seconds:
        """Never past the door of a bath that is still shut."""
        place = self.playing.timeline.step_at(here)
        if not needs_reading(self.playing, place) or self._open == place:
            return here
        return max(self.progress.position, self.playing.timeline.starts[place])

    def _enter(self) -> None:
        """At the door of a bath: the thermometer first; without a right reading it is left out."""
        place = self._place()
        if not needs_reading(self.playing, place) or self._open == place:
            return
        if self.playing.sound is not None:
            self.playing.sound.pause()
        with self.screen.aside():
            may_open = self.playing.water()
        if may_open:
            self._open = place
            self._go(self.progress.position)
            return
        self.note = self.playing.words["guide.screen.no_water"]
        self._skip(place)

    def _sound(self) -> None:
        """Voice and music where the playhead is, and silent where it stands."""
        sound = self.playing.sound
        if sound is None:
            return
        if self._head.resumed_at is None:
            sound.pause()
            return
        sound.go(self.progress.position, next_door(self.playing, self._place()))

    def fall_silent(self, how: str) -> None:
        """At the end the last words are still said; any other end is silent at once."""
        sound = self.playing.sound
        if sound is not None and how == "finished":
            sound.go(self.playing.timeline.seconds)
        elif sound is not None:
            sound.pause()

    def _draw(self) -> None:
        playing = self.playing
        scene = scene_at(
            playing.session,
            playing.timeline,
            playing.words,
            min(self.progress.position, playing.timeline.seconds - 0.01),
            paused=self._head.resumed_at is None,
            note=self.note,
        )
        self.screen.show(page(scene, playing.drawn, playing.words, self.screen.paper()))

    # -- Keys ----------------------------------------------------------------------------------

    def pause(self) -> None:
        """Pause or go on; after a long pause only while the look at the feet still counts."""
        self.note = ""
        now = self.playing.clock.now()
        if self._head.resumed_at is not None:
            self._head = Playhead(self.progress.position)
            return
        if not self.playing.fresh():
            raise Over("stale")
        self._head = self._head.play(now)

    def next(self) -> None:
        """On to the next step; after the last one it is done."""
        self.note = ""
        self._skip(self._place())

    def back(self) -> None:
        """To the start of this step or of the one before, unless that foot has had its time."""
        place = self._place()
        start = self.playing.timeline.starts[place]
        if self.progress.position - start < NEAR_THE_START and place > 0:
            place -= 1
        if self.playing.again(self.progress, place) is not None:
            self.note = self.playing.words["guide.screen.again_no"]
            return
        self.note = ""
        self._open = -1  # water cools: a bath begun again is measured again
        self._go(self.playing.timeline.starts[place])

    def hurts(self) -> None:
        """Stop at once; what it was is asked outside."""
        raise Over("hurt")

    def stop(self) -> None:
        """The person has had enough."""
        raise Over("stopped")

    def gone(self) -> None:
        """The terminal has closed."""
        raise Over("gone")

    def _place(self) -> int:
        return self.playing.timeline.step_at(self.progress.position)

    def _skip(self, place: int) -> None:
        starts = self.playing.timeline.starts
        if place + 1 >= len(starts):
            self.progress = Progress(self.playing.timeline.seconds, self.progress.played)
            raise Over("finished")
        self._go(starts[place + 1])

    def _go(self, position: Seconds) -> None:
        """Be at another moment, going on or standing as before; nothing between was played."""
        now = self.playing.clock.now()
        self._seen = now
        self.progress = Progress(position, self.progress.played)
        self._head = self._head.to(position, now)


_DOES: dict[Key, Callable[[_Turn], None]] = {
    Key.PAUSE: _Turn.pause,
    Key.NEXT: _Turn.next,
    Key.BACK: _Turn.back,
    Key.HURTS: _Turn.hurts,
    Key.STOP: _Turn.stop,
    Key.GONE: _Turn.gone,
}
