"""A cleared session as one recording: opening, timeline, score, chapters, length and tag."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from instep.adapters.audio.opening import KEY, opened, opening
from instep.adapters.audio.score import Line, Score, score_of
from instep.adapters.audio.tags import Chapter, Tag
from instep.core.body import Side
from instep.core.catalog import Aim
from instep.core.session import Session
from instep.core.timeline import Pace, Timeline
from instep.core.units import Seconds, Words

RINGS_OUT: Seconds = 4.0
"""The music goes on this much longer than the last words, and fades. Judgement."""

LINE_OVER: Seconds = 1.0
"""The most a spoken line may take longer than the timeline reckons."""


@dataclass(frozen=True)
class Recording:
    """Everything a file is made from but the sound itself. ``seconds`` is its whole length."""

    timeline: Timeline
    score: Score
    pace: Pace
    seconds: Seconds
    tag: Tag
    note: str


def recording_of(
    session: Session,
    timeline: Timeline,
    words: Words,
    day: date,
    *,
    pace: Pace = Pace.CALM,
    cover: bytes = b"",
) -> Recording:
    """The opening first, then the session as it was laid out at this pace."""
    night = session.asked.aim is Aim.NIGHT
    whole = opened(timeline, opening(words, day, night=night, pace=pace), pace)
    seconds = sounding_seconds(whole, pace)
    title, album, note = (_filled(words, f"guide.screen.file.{key}", day) for key in _TEXTS)
    return Recording(
        timeline=whole,
        score=score_of(whole, session.dose, pace),
        pace=pace,
        seconds=seconds,
        tag=Tag(title, album, seconds, tuple(_chapters(session, whole, words, seconds)), cover),
        note=note,
    )


_TEXTS = ("title", "album", "note")


def sounding_seconds(timeline: Timeline, pace: Pace) -> Seconds:
    """Until the last words are said and the music is gone; known before a word is spoken."""
    said = (cue.at + Line(cue.say, pace).about + LINE_OVER for cue in timeline.cues)
    return max((timeline.seconds, *said)) + RINGS_OUT


def _filled(words: Words, key: str, day: date) -> str:
    month = words[f"{KEY}.months.{day.month}"]
    return words[key].replace("{day}", f"{day.day} {month} {day.year}")


def _chapters(
    session: Session, timeline: Timeline, words: Words, seconds: Seconds
) -> Iterator[Chapter]:
    """What comes before, then each step from its first word to the next one's."""
    starts = (*timeline.starts, seconds)
    if starts[0] > 0:
        yield Chapter(0.0, starts[0], words["guide.screen.file.before"])
    for step, (at, until) in zip(session.steps, pairwise(starts), strict=True):
        name = words[f"technique.{step.technique}.name"]
        side = "" if step.side is Side.BOTH else f", {words[f'verdict.sides.{step.side}']}"
        yield Chapter(at, until, name + side)
