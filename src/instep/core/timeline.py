"""A session in seconds: every word, picture and sound, each at its moment.

Where a step is shorter than its words, the later lines are left out; where it is longer, there is
silence, on purpose. Times come only from the session and the pace, so the same session always
lays out the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from instep.core.body import Point, Side, Zone
from instep.core.catalog import Catalog, Pressure, Stroke, Technique, View
from instep.core.session import Session, Step
from instep.core.units import Seconds, Words


class CueKind(StrEnum):
    """What a cue is for."""

    SAY = "say"
    READY = "ready"
    IN = "in"
    OUT = "out"
    HALF = "half"
    CHANGE_FEET = "change_feet"
    QUIET = "quiet"
    DONE = "done"


class Pace(StrEnum):
    """How fast the voice speaks: calm is about 125 words a minute, slow about 110."""

    CALM = "calm"
    SLOW = "slow"


WORDS_A_MINUTE = {Pace.CALM: 125, Pace.SLOW: 110}
PAUSE: Seconds = 1.5
"""Silence after every line. Judgement."""

SETTLE: Seconds = 4
"""Silence at the end of every step, hands still. Judgement."""

FEWEST_BREATHS = 3
"""A step with breathing has room for this many before it has room for more words. Judgement."""

HALF_FROM: Seconds = 90
"""Steps this long say when they are half way. Judgement."""


@dataclass(frozen=True)
class Picture:
    """What the drawn foot shows: where the hands are and how they move."""

    side: Side
    view: View
    zones: tuple[Zone, ...]
    points: tuple[Point, ...]
    stroke: Stroke


@dataclass(frozen=True)
class Cue:
    """Words, picture or sound due at a moment, in seconds from the start."""

    at: Seconds
    kind: CueKind
    key: str
    say: str
    show: Picture | None
    sound: str | None


@dataclass(frozen=True)
class Timeline:
    """All cues of a session in order, and the second at which each step begins."""

    cues: tuple[Cue, ...]
    starts: tuple[Seconds, ...]
    seconds: Seconds

    def step_at(self, position: Seconds) -> int:
        """Which step is on at this moment; the last one from its start to the very end."""
        begun = [place for place, start in enumerate(self.starts) if start <= position]
        return begun[-1] if begun else 0


def lay_out(session: Session, catalog: Catalog, words: Words, pace: Pace = Pace.CALM) -> Timeline:
    """Put every cue of this session at its second."""
    cues: list[Cue] = []
    starts: list[Seconds] = []
    now: Seconds = 0
    previous: Step | None = None
    for step in session.steps:
        scribe = _Scribe(session, step, catalog[step.technique], words, pace)
        cues += scribe.cues(now, previous)
        starts.append(now)
        now += step.seconds
        previous = step
    cues.append(Cue(now, CueKind.DONE, "guide.done", words["guide.done"], None, "bell_done"))
    return Timeline(tuple(cues), tuple(starts), now)


@dataclass(frozen=True)
class _Scribe:
    """Writes the cues of one step."""

    session: Session
    step: Step
    technique: Technique
    words: Words
    pace: Pace

    def cues(self, start: Seconds, previous: Step | None) -> list[Cue]:
        """Every cue of this step, in order."""
        end = start + self.step.seconds
        opening = self._opening(start, previous)
        now = _after(opening, self.pace)
        if self.technique.breath:
            lines = self._lines_before_breath(now, end)
            rest = lines + self._breaths(_after(lines, self.pace) if lines else now, end)
        else:
            rest = self._spread(now, end - SETTLE)
            rest += self._half(start, rest)
        quiet = Cue(end - SETTLE, CueKind.QUIET, "guide.quiet", "", self._picture, None)
        return sorted([*opening, *rest, quiet], key=lambda cue: cue.at)

    @property
    def _picture(self) -> Picture:
        step = self.step
        view, stroke = self.technique.view, self.technique.stroke
        return Picture(step.side, view, step.zones, step.points, stroke)

    def _opening(self, start: Seconds, previous: Step | None) -> list[Cue]:
        """Which foot, what comes now, where the hands go, how hard, and a count."""
        lines: list[tuple[CueKind, str, str | None]] = []
        if _changes_feet(previous, self.step):
            lines.append((CueKind.CHANGE_FEET, self._who("guide.change_feet"), "bell_change"))
        if previous is not None and self.technique.stroke is Stroke.LOOK:
            lines.append((CueKind.SAY, self._who("guide.before_last_look"), None))
        lines.append((CueKind.SAY, f"technique.{self.technique.id}.name", None))
        lines.append((CueKind.SAY, self._own("begin"), None))
        if self.step.pressure is not None:
            lines.append(
                (CueKind.SAY, pressure_key(self.technique.stroke, self.step.pressure), None)
            )
        cues = self._said(start, lines)
        if self.technique.each_foot and _changes_feet(previous, self.step):
            cues += self._count(_after(cues, self.pace))
        return cues

    def _said(self, start: Seconds, lines: Sequence[tuple[CueKind, str, str | None]]) -> list[Cue]:
        cues: list[Cue] = []
        now = start
        for kind, key, sound in lines:
            cues.append(self._cue(now, kind, key, sound))
            now = _after(cues[-1:], self.pace)
        return cues

    def _count(self, start: Seconds) -> list[Cue]:
        keys = ("guide.ready.three", "guide.ready.two", "guide.ready.one")
        sounds = ("bell_ready", None, None)
        return [
            self._cue(start + place, CueKind.READY, key, sound)
            for place, (key, sound) in enumerate(zip(keys, sounds, strict=True))
        ]

    def _lines_before_breath(self, start: Seconds, end: Seconds) -> list[Cue]:
        """The step's own lines, as many as leave room for enough breaths."""
        presses = self.technique.stroke is Stroke.PRESS
        cycles = self.session.dose.presses if presses else FEWEST_BREATHS
        room = end - SETTLE - start - cycles * self._breath_seconds
        keys = self._own_lines
        while keys and self._takes(keys) > room:
            keys.pop()
        return self._said(start, [(CueKind.SAY, key, None) for key in keys])

    def _breaths(self, start: Seconds, end: Seconds) -> list[Cue]:
        """In for four, out for six, as often as fits; the words fade after the first three."""
        cues: list[Cue] = []
        cycle = self._breath_seconds
        for turn in range(int((end - SETTLE - start) // cycle)):
            spoken = turn < 3
            now = start + turn * cycle
            cues.append(self._breath(now, CueKind.IN, spoken))
            cues.append(self._breath(now + self.session.dose.breathe_in, CueKind.OUT, spoken))
        return cues

    def _breath(self, at: Seconds, kind: CueKind, spoken: bool) -> Cue:
        key = f"guide.breath.{self._breath_words}.{kind.value}"
        say = self.words[key] if spoken else ""
        return Cue(at, kind, key, say, self._picture, f"breath_{kind.value}")

    @property
    def _breath_seconds(self) -> Seconds:
        """In and out, no holding."""
        return self.session.dose.breathe_in + self.session.dose.breathe_out

    @property
    def _breath_words(self) -> str:
        return "press" if self.technique.stroke is Stroke.PRESS else "plain"

    def _spread(self, start: Seconds, end: Seconds) -> list[Cue]:
        """As many of the step's own lines as fit, evenly, with silence between."""
        keys = self._own_lines
        while keys and self._takes(keys) > end - start:
            keys.pop()
        if not keys:
            return []
        gap = (end - start - self._takes(keys)) / len(keys)
        cues: list[Cue] = []
        now = start
        for key in keys:
            cues.append(self._cue(now, CueKind.SAY, key, None))
            now = _after(cues[-1:], self.pace) + gap
        return cues

    def _half(self, start: Seconds, lines: Sequence[Cue]) -> list[Cue]:
        """Half way, said in the silence nearest after the middle."""
        if self.step.seconds < HALF_FROM:
            return []
        middle = start + self.step.seconds / 2
        spoken = [(cue.at, _after([cue], self.pace)) for cue in lines]
        for begins, ends in spoken:
            if begins - PAUSE < middle < ends:
                middle = ends
        return [self._cue(middle, CueKind.HALF, "guide.half", "bell_half")]

    @property
    def _own_lines(self) -> list[str]:
        keys: list[str] = []
        while (key := self._own(f"do.{len(keys)}")) in self.words:
            keys.append(key)
        return keys

    def _takes(self, keys: Sequence[str]) -> Seconds:
        return sum(_spoken_seconds(self._text(key), self.pace) + PAUSE for key in keys)

    def _own(self, name: str) -> str:
        return self._who(f"technique.{self.technique.id}", name)

    def _who(self, prefix: str, name: str = "") -> str:
        who = "helper" if self.session.asked.helper else "alone"
        return ".".join(part for part in (prefix, who, name) if part)

    def _text(self, key: str) -> str:
        return self.words[key].replace("{side}", self.step.side.value)

    def _cue(self, at: Seconds, kind: CueKind, key: str, sound: str | None) -> Cue:
        sided = "{side}" in self.words[key]
        named = f"{key}.{self.step.side.value}" if sided else key
        return Cue(round(at, 2), kind, named, self._text(key), self._picture, sound)


def pressure_key(stroke: Stroke, pressure: Pressure) -> str:
    """The line that says how hard; a ball is pressed by the foot, which has a line of its own."""
    return "pressure.roll" if stroke is Stroke.ROLL else f"pressure.{pressure.value}"


def _changes_feet(previous: Step | None, step: Step) -> bool:
    """A foot begins: the first one, or the other one."""
    if step.side is Side.BOTH:
        return False
    return previous is None or previous.side is not step.side


def _after(cues: Sequence[Cue], pace: Pace) -> Seconds:
    last = cues[-1]
    return last.at + _spoken_seconds(last.say, pace) + PAUSE


def _spoken_seconds(text: str, pace: Pace) -> Seconds:
    """How long these words take to say."""
    return len(text.split()) * 60 / WORDS_A_MINUTE[pace]


def between(timeline: Timeline, after: Seconds, upto: Seconds) -> Iterator[Cue]:
    """Cues due in [after, upto). Back-to-back stretches show each cue exactly once."""
    return (cue for cue in timeline.cues if after <= cue.at < upto)
