"""One evening held against content, person and clock. Pure: rows and requests stay outside.

The kernel is asked anew each time, from the answers themselves, so nothing that was once cleared
stays cleared by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from instep.adapters.answers import read_answers
from instep.adapters.export.as_json import clearance_json, dumps
from instep.core import guard
from instep.core.catalog import Aim
from instep.core.companion import Prepared, prepare
from instep.core.learning.arms import kit
from instep.core.player import Progress, not_again
from instep.core.safety.clearance import Action, Clearance, decide
from instep.core.safety.measured import about_with, is_news, today_with, widest_gap
from instep.core.safety.water import water_is_right
from instep.core.screening import Answer, Screen, screen_of
from instep.core.session import Asked, Lot, Session, Step
from instep.core.session.step import permits
from instep.core.timeline import Cue, Pace, Timeline, between, lay_out
from instep.web.changes import changed, without_readings
from instep.web.house import house
from instep.web.records.remembered import Person
from instep.web.records.tonight import Change, Liked, Stage, Tonight, factors, said

USUAL_MINUTES = 15


# -- What was said ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Known:
    """What was said, with what was measured beside it: the answers that safety is asked with."""

    about: Mapping[str, Any]
    today: Mapping[str, Answer]


def known(night: Tonight, person: Person) -> Known:
    """All that is known now; the three minutes of the night ask for no gap."""
    about = about_with(person.measured, person.about, night.on)
    return Known(about, night.today if night.night else _today(night, person))


def _today(night: Tonight, person: Person) -> Mapping[str, Answer]:
    return today_with(person.measured, night.today, night.on, widest_gap(house().questions))


def screen(night: Tonight, person: Person) -> Screen:
    """All answers that count tonight; once judged, those the decision rested on."""
    if night.judged is not None:
        return _screen(_as_file(night.judged.about, night.judged.asked_on, night.today), night.on)
    now = known(night, person)
    return _screen(_as_file(now.about, person.asked_on, now.today), night.on)


def _as_file(
    about: Mapping[str, Any], asked_on: Mapping[str, str], today: Mapping[str, Answer]
) -> str:
    """As an answers file would hold them: the same strict reader takes them in."""
    return dumps({"about": {**about, "asked_on": dict(asked_on)}, "today": dict(today)})


@lru_cache(maxsize=64)
def _screen(text: str, on: date) -> Screen:
    return screen_of(
        house().questions, house().ages, read_answers(text.encode(), house().questions, on), on
    )


def clearance(night: Tonight, person: Person) -> Clearance:
    """What safety says of everything said so far."""
    return decide(house().rules, screen(night, person))


def may(night: Tonight, cleared: Clearance) -> bool:
    """Whether tonight may begin; the night's breathing needs less."""
    return cleared.may_breathe if night.night else cleared.may_begin


def is_emergency(night: Tonight, person: Person) -> bool:
    """Whether what was said so far already calls for help now."""
    return clearance(night, person).action is Action.EMERGENCY


# -- How long it counts ----------------------------------------------------------------------------


def is_fresh(night: Tonight, at: datetime) -> bool:
    """Whether today's answers still count."""
    return night.is_fresh(at, timedelta(minutes=house().ages.look_minutes))


def holds(night: Tonight, person: Person, at: datetime) -> bool:
    """Whether the decision still stands: fresh, and nothing it rests on has changed."""
    judged = night.judged
    return (
        judged is not None
        and is_fresh(night, at)
        and not has_news(night, person)
        and judged.content_version == house().version
    )


def has_news(night: Tonight, person: Person) -> bool:
    """Whether something was said or found since that the decision does not know of."""
    now = known(night, person)
    is_about = night.judged is not None and night.judged.about != now.about
    return is_about or is_news(night.today, now.today)


# -- The decision ----------------------------------------------------------------------------------


def decision_of(night: Tonight, person: Person, at: datetime) -> dict[str, Any]:
    """The decision whole, so that it can be replayed."""
    now = known(night, person)
    return {
        "at": at.isoformat(timespec="seconds"),
        "on": night.on.isoformat(),
        "about": dict(now.about),
        "asked_on": dict(person.asked_on),
        "today": dict(now.today),
        "content_version": house().version,
        "clearance": clearance_json(clearance(night, person), house().words),
    }


def replay(decision: Mapping[str, Any]) -> dict[str, Any]:
    """The clearance that a kept decision gives now; by the same content it is the same."""
    return clearance_json(decide(house().rules, screen_then(decision)), house().words)


def screen_then(decision: Mapping[str, Any]) -> Screen:
    """The answers that a kept decision rested on."""
    about = {**decision["about"], "asked_on": decision["asked_on"]}
    text = dumps({"about": about, "today": decision["today"]})
    return _screen(text, date.fromisoformat(decision["on"]))


# -- The session -----------------------------------------------------------------------------------


def asked(night: Tonight) -> Asked:
    """What is wanted of tonight."""
    return Asked(
        minutes=night.minutes or USUAL_MINUTES,
        helper=night.today.get("with_helper") == "yes",
        aim=Aim.NIGHT if night.night else night.aim or Aim.EASE,
        have=frozenset(night.have or ()),
        seed=night.seed,
        lot=None if night.night or night.follows is None else lot_of(night.follows),
    )


def lot_of(arm: str) -> Lot:
    """An arm of a fair test with all its techniques."""
    return Lot(arm, kit(house().catalog, arm))


def prepared(night: Tonight, person: Person) -> Prepared:
    """Decided, planned and laid out, with the person's own changes inside what is cleared."""
    bath = night.stage is not Stage.PLAYING or water_is_in(night)
    wishes = _Wishes(asked(night), night.liking, night.changes)
    made = _prepared(screen(night, person), wishes, bath)
    return made if night.pace is Pace.CALM else _at_pace(made, night.pace)


@dataclass(frozen=True)
class _Wishes:
    """All that tonight's plan is made of, but for the answers."""

    asked: Asked
    liking: tuple[Liked, ...]
    changes: tuple[Change, ...]


@lru_cache(maxsize=16)
def _prepared(screen: Screen, wishes: _Wishes, bath: bool) -> Prepared:
    made = prepare(
        house(),
        screen,
        wishes.asked,
        liking=factors(wishes.liking),
        said=said(wishes.liking),
        dice=Random(wishes.asked.seed).random,
    )
    for change in wishes.changes:
        made = changed(house(), made, change)
    return made if bath else without_readings(house(), made)


def _at_pace(made: Prepared, pace: Pace) -> Prepared:
    """The same session, its words laid out for a slower voice."""
    if made.session is None:
        return made
    timeline = lay_out(made.session, house().catalog, house().words, pace)
    return replace(made, timeline=timeline)


def water_is_in(night: Tonight) -> bool:
    """Whether the water was measured, and both safety and the guard find it right."""
    return (
        water_is_right(house().dose.bath, night.water) and guard.bath_refusal(night.water) is None
    )


# -- Step by step ----------------------------------------------------------------------------------


class NotNow(Exception):
    """This step is not shown: ``why`` is stale or refused, ``reason`` what the guard said."""

    def __init__(self, why: str, reason: str = "") -> None:
        super().__init__(why, reason)
        self.why = why
        self.reason = reason


@dataclass(frozen=True)
class Shown:
    """One step that may be seen now: what is done, its words, what comes next."""

    session: Session
    timeline: Timeline
    place: int

    @property
    def step(self) -> Step:
        """The step itself."""
        return self.session.steps[self.place]

    @property
    def then(self) -> Step | None:
        """The step after it."""
        after = self.session.steps[self.place + 1 :]
        return after[0] if after else None

    @property
    def cues(self) -> tuple[Cue, ...]:
        """Every line of this step that is said."""
        starts = (*self.timeline.starts, self.timeline.seconds)
        due = between(self.timeline, starts[self.place], starts[self.place + 1])
        return tuple(cue for cue in due if cue.say)


def shown(night: Tonight, person: Person, at: datetime, place: int) -> Shown:
    """This step, if a fresh clearance permits it and the guard has nothing against it."""
    if not holds(night, person, at):
        raise NotNow("stale")
    made = prepared(night, person)
    session, timeline = made.session, made.timeline
    if session is None or timeline is None:
        raise NotNow("stale")
    step = session.steps[place]
    if not may(night, made.clearance) or not permits(made.clearance, step):
        raise NotNow("refused")
    answers = screen(night, person).answers
    if (reason := guard.refusal(answers, session.steps[:place], step)) is not None:
        raise NotNow("refused", reason)
    if (reason := not_again(session, answers, _progress(night, made), place)) is not None:
        raise NotNow("refused", reason)
    return Shown(session, timeline, place)


def led(night: Tonight, person: Person, at: datetime) -> Shown:
    """The step that is on, if it and every later one may be shown: a voice reads on by itself."""
    on = shown(night, person, at, night.place)
    for place in range(night.place + 1, len(on.session.steps)):
        shown(night, person, at, place)
    return on


def _progress(night: Tonight, made: Prepared) -> Progress:
    """What was really played before; nothing where the session has another shape now.

    A voice that goes on in the middle of a step plays the rest of it, not all of it once more.
    """
    session, timeline = made.session, made.timeline
    if session is None or timeline is None or len(night.played) != len(session.steps):
        return Progress(0, (0.0,) * (0 if session is None else len(session.steps)))
    played = [*night.played]
    here = max(0.0, night.position - timeline.starts[night.place]) if night.voiced else 0.0
    played[night.place] -= min(here, played[night.place])
    return Progress(0, tuple(played))


def may_go_back(night: Tonight, person: Person, place: int) -> bool:
    """Whether the steps from this place on may be played once more."""
    made = prepared(night, person)
    if made.session is None or not 0 <= place < len(made.session.steps):
        return False
    answers = screen(night, person).answers
    return not_again(made.session, answers, _progress(night, made), place) is None
