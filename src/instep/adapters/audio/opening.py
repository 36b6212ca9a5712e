"""What a sound file says before it begins: for which day it was made, and the danger questions.

A file cannot ask. So it tells the day it was cleared for, what speaks against going on, and whom
to call; then the session follows, shifted by as much.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from instep.core.timeline import PAUSE, WORDS_A_MINUTE, Cue, CueKind, Pace, Timeline
from instep.core.units import Seconds, Words

KEY = "guide.opening"
LEAD: Seconds = 1.0
"""The sound comes up before the first word. Judgement."""

THINK: Seconds = 1.5
"""More silence after what someone has to check on themselves. Judgement."""

FIRST = ("hello", "made_for", "other_day", "cannot_ask")
LOOK = "look"
STOP_IF = "stop_if"
DANGERS = {
    "emergency": ("chest", "sudden_weakness", "saddle", "black_or_blue", "sudden_cold"),
    "doctor": ("infection", "calf", "new_swelling", "hangs_down", "new_weakness"),
    "foot_team": ("wound", "red_stays", "hot_swollen", "injury", "fever"),
}
"""What speaks against going on, by whom to call. The names are those of the questions.

A sore, hard vein is said with new swelling, and gout with a hot foot.
"""

AT_NIGHT = {"emergency": ("chest", "sudden_weakness"), "doctor": ("hangs_down",)}
"""What counts where no foot is touched (rules.md, night)."""

LAST = "go_on"


def opening(
    words: Words, day: date, *, night: bool = False, pace: Pace = Pace.CALM
) -> tuple[Cue, ...]:
    """Every line with its own time, from the start of the file."""
    cues: list[Cue] = []
    now = LEAD
    for key, pause in _lines(night=night):
        text = _filled(words, f"{KEY}.{key}", day)
        cues.append(Cue(round(now, 2), CueKind.SAY, f"{KEY}.{key}", text, None, None))
        now += len(text.split()) * 60 / WORDS_A_MINUTE[pace] + pause
    return tuple(cues)


def _lines(*, night: bool) -> Iterator[tuple[str, Seconds]]:
    """The keys in order, each with the silence after it."""
    yield from ((key, PAUSE) for key in FIRST)
    if not night:
        yield LOOK, PAUSE + THINK
    yield STOP_IF, PAUSE
    for group, dangers in (AT_NIGHT if night else DANGERS).items():
        yield from ((f"{group}.{danger}", PAUSE) for danger in dangers)
        yield f"{group}.call", PAUSE + THINK
    yield LAST, PAUSE


def _filled(words: Words, key: str, day: date) -> str:
    """The line, its day in words where it names one."""
    text = words[key].replace("{weekday}", words[f"{KEY}.weekdays.{day.isoweekday()}"])
    text = text.replace("{day}", words[f"{KEY}.days.{day.day}"])
    return text.replace("{month}", words[f"{KEY}.months.{day.month}"])


def opened(timeline: Timeline, before: tuple[Cue, ...], pace: Pace = Pace.CALM) -> Timeline:
    """The timeline with these cues before it; the steps begin when all of them are said."""
    if not before:
        return timeline
    last = before[-1]
    shift = round(last.at + len(last.say.split()) * 60 / WORDS_A_MINUTE[pace] + PAUSE, 2)
    cues = (replace(cue, at=round(cue.at + shift, 2)) for cue in timeline.cues)
    starts = tuple(start + shift for start in timeline.starts)
    return Timeline((*before, *cues), starts, timeline.seconds + shift)
