"""What is to be seen at one moment of a session: words and numbers, and no page yet."""

import math
from dataclasses import dataclass

from instep.core.body import Side
from instep.core.session import Session, Step
from instep.core.timeline import Cue, CueKind, Picture, Timeline, pressure_key
from instep.core.units import Seconds, Words


@dataclass(frozen=True)
class Breath:
    """In or out, and how much of it has passed, 0 to 1."""

    inward: bool
    share: float


@dataclass(frozen=True)
class Scene:
    """One moment: the words due, the picture, and how the time stands."""

    title: str
    words: str
    how_hard: str
    then: str
    time: str
    share: float
    picture: Picture
    following: Picture | None
    seconds: Seconds
    breath: Breath | None
    paused: bool
    note: str


SOON: Seconds = 5
"""The next zone may be hatched for the last seconds of a step."""


def scene_at(
    session: Session,
    timeline: Timeline,
    words: Words,
    position: Seconds,
    *,
    paused: bool = False,
    note: str = "",
) -> Scene:
    """This moment of this session."""
    place = timeline.step_at(position)
    step = session.steps[place]
    start, end = _span(timeline, place)
    cues = [cue for cue in timeline.cues if start <= cue.at < end]
    picture = _picture(cues)
    following = _following(timeline, place) if end - position <= SOON else None
    return Scene(
        title=_title(picture, words),
        words=_words(cues, position),
        how_hard=_how_hard(step, picture, words),
        then=_then(session, place, words),
        time=_time(session, timeline, position, words),
        share=_share(session, timeline, position),
        picture=picture,
        following=following,
        seconds=position - start,
        breath=_breath(cues, position, session),
        paused=paused,
        note=note,
    )


def _span(timeline: Timeline, place: int) -> tuple[Seconds, Seconds]:
    ends = (*timeline.starts[1:], timeline.seconds)
    return timeline.starts[place], ends[place]


def _picture(cues: list[Cue]) -> Picture:
    return next(cue.show for cue in cues if cue.show is not None)


def _following(timeline: Timeline, place: int) -> Picture | None:
    if place + 1 >= len(timeline.starts):
        return None
    start, end = _span(timeline, place + 1)
    return _picture([cue for cue in timeline.cues if start <= cue.at < end])


def _words(cues: list[Cue], position: Seconds) -> str:
    """The last line that was said; silence keeps it standing."""
    said = [cue.say for cue in cues if cue.say and cue.at <= position + 1e-9]
    return said[-1] if said else ""


def _title(picture: Picture, words: Words) -> str:
    """Which foot, and which view of it; always in words."""
    side = words[f"guide.screen.sides.{picture.side}"]
    view = words[f"guide.screen.views.{picture.view}"]
    return ", ".join(part for part in (side if picture.view != "none" else "", view) if part)


def _how_hard(step: Step, picture: Picture, words: Words) -> str:
    """It stands beside the foot for the whole step, for hands and feet that cannot feel it."""
    return "" if step.pressure is None else words[pressure_key(picture.stroke, step.pressure)]


def _then(session: Session, place: int, words: Words) -> str:
    if place + 1 >= len(session.steps):
        return words["guide.screen.last"]
    follows = session.steps[place + 1]
    name = words[f"technique.{follows.technique}.name"]
    line = words["guide.screen.then"].replace("{name}", name)
    if follows.side is Side.BOTH or follows.side is session.steps[place].side:
        return line
    return f"{line}, {words[f'guide.screen.sides.{follows.side}'].lower()}"


# -- Time --------------------------------------------------------------------------------------


def _stretch(session: Session, timeline: Timeline, position: Seconds) -> tuple[Seconds, Seconds]:
    """The span the bar stands for: all steps on this foot, or this step where it has no side."""
    place = first = last = timeline.step_at(position)
    side = session.steps[place].side
    if side is not Side.BOTH:
        while first > 0 and session.steps[first - 1].side is side:
            first -= 1
        while last + 1 < len(session.steps) and session.steps[last + 1].side is side:
            last += 1
    return timeline.starts[first], _span(timeline, last)[1]


def _share(session: Session, timeline: Timeline, position: Seconds) -> float:
    start, end = _stretch(session, timeline, position)
    return max(0.0, min(1.0, (position - start) / (end - start)))


def _time(session: Session, timeline: Timeline, position: Seconds, words: Words) -> str:
    """What is left, in words."""
    _, end = _stretch(session, timeline, position)
    sided = session.steps[timeline.step_at(position)].side is not Side.BOTH
    line = words["guide.screen.to_go_foot" if sided else "guide.screen.to_go"]
    return line.replace("{time}", in_words(end - position, words))


def in_words(seconds: Seconds, words: Words) -> str:
    """A length of time, never with more detail than a tired person wants."""
    if seconds < 45:
        return words["guide.screen.time.less"]
    minutes = math.ceil(seconds / 60 - 0.25)
    if minutes == 1:
        return words["guide.screen.time.one"]
    return words["guide.screen.time.many"].replace("{n}", str(minutes))


# -- Breath ------------------------------------------------------------------------------------


def _breath(cues: list[Cue], position: Seconds, session: Session) -> Breath | None:
    """The breath that is on now; none between the last one and the end of the step."""
    begun = [c for c in cues if c.kind in (CueKind.IN, CueKind.OUT) and c.at <= position + 1e-9]
    if not begun:
        return None
    inward = begun[-1].kind is CueKind.IN
    lasts = session.dose.breathe_in if inward else session.dose.breathe_out
    share = (position - begun[-1].at) / lasts
    return Breath(inward, min(1.0, share)) if share <= 1 else None
