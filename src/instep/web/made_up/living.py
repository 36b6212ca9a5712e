"""Her days in the order in which she lives them, each kept as the pages would keep it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from instep.adapters.export.as_json import asked_json, session_id
from instep.core.catalog import Aim
from instep.core.diary import Given, Symptom
from instep.core.learning.rosa import AGREES, ARMS, MadeUpDay
from instep.core.learning.trial import Trial
from instep.web import acts, clock, evening, fair, looking_back
from instep.web.clock import Moment
from instep.web.house import house, say
from instep.web.made_up import said
from instep.web.made_up.measuring import Measuring
from instep.web.made_up.times import AFTERNOON, EVENING, LINE, MORNING, TEN_AFTER, at
from instep.web.records import store, trials
from instep.web.records.ids import uuid7
from instep.web.records.line import Part, tell
from instep.web.records.remembered import Looks, Person
from instep.web.records.tonight import Judged, Stage, Tonight
from instep.web.records.trials import Agreed


class Living:
    """Rosa, day by day. ``test`` is her fair test as it was drawn and stopped."""

    def __init__(self, first: date, seed: int, test: Trial) -> None:
        self.first, self.test = first, test
        self.measuring = Measuring(seed)
        self.person = _introduced(first)
        self.looks: Looks | None = None
        self.reviews = 0
        self.wrong: tuple[date, int] | None = None
        self.agreed: Agreed | None = None

    def live(self, number: int, told: MadeUpDay | None) -> None:
        """One day from morning to night; None: she wrote nothing on it."""
        on = self.first + timedelta(days=number)
        self._wake(on, at(on, MORNING))
        self.person = self.measuring.measure(number, self.person, at(on, AFTERNOON))
        self._draw(number, on)
        if told is not None:
            self._evening(number, told)
            self._line(number, told)

    def wake(self, today: date) -> None:
        """The morning on which she is opened; it may be earlier than hers."""
        self._look_at_skin(min(at(today, MORNING), clock.now(), key=lambda moment: moment.at))

    # -- Morning -----------------------------------------------------------------------------------

    def _wake(self, on: date, moment: Moment) -> None:
        self._look_at_skin(moment)
        if self.wrong is not None:
            mended, pain = self.wrong
            tell(mended, {str(Symptom.PAIN): pain}, moment)
            self.wrong = None
        if looking_back.fell_due(self.person, on) == on and self.reviews < len(said.FELT):
            looking_back.keep(self.person, said.FELT[self.reviews], "go_on", moment)
            self.reviews += 1

    def _look_at_skin(self, moment: Moment) -> None:
        if self.looks is not None:
            store.keep_looks(replace(self.looks, morning="no"), moment)
            self.looks = None

    # -- The fair test -----------------------------------------------------------------------------

    def _draw(self, number: int, on: date) -> None:
        """She agrees; each block is drawn when its first day has come; she stops."""
        moment, test = at(on, AFTERNOON), self.test
        if number == AGREES:
            begun = replace(test, blocks=test.blocks[: len(ARMS)], stopped=None)
            trials.agree(begun, Symptom.PAIN, fair.agreed_words(), moment)
            self.agreed = trials.current()
        if self.agreed is None or self.agreed.trial.stopped is not None:
            return
        drawn = max(len(ARMS), sum(block.first <= on for block in test.blocks))
        ended = test.stopped if test.stopped is not None and on >= test.stopped[0] else None
        now = replace(test, blocks=test.blocks[:drawn], stopped=ended)
        if now != self.agreed.trial:
            self.agreed = trials.keep(self.agreed, now, moment)

    # -- Evening -----------------------------------------------------------------------------------

    def _evening(self, number: int, told: MadeUpDay) -> None:
        """What she said before, and the session that followed."""
        day, moment = told.day, at(told.day.on, EVENING)
        otherwise = said.OTHERWISE.get(number, {})
        if day.check_in is None and not otherwise:
            return
        night = _asked(day.on, otherwise, moment)
        decision = store.keep_decision(evening.decision_of(night, self.person, moment.at), moment)
        known = evening.known(night, self.person)
        judged = Judged(decision, known.about, self.person.asked_on, house().version)
        night = replace(night, judged=judged, today=known.today)
        if day.check_in is not None:
            lot = told.arm if told.by_lot else None
            night = replace(night, scored=True, before=day.check_in, lot=lot)
        for given in day.given:
            night = self._session(night, given, moment)
        store.keep_tonight(night, moment)

    def _session(self, night: Tonight, given: Given, moment: Moment) -> Tonight:
        """A session; her skin was clear ten minutes later, and will be in the morning."""
        night = _with_session(night, given)
        body = _session(night, given, self.person)
        store.keep_session(night.session or night.id, body, _ended(moment, given))
        acts.count(self.person, night.on, moment)
        on, sessions = night.on, self.person.sessions + 1
        first = self.person.first_session_on or on.isoformat()
        self.person = replace(self.person, first_session_on=first, sessions=sessions)
        ten = at(on, TEN_AFTER)
        self.looks = Looks(ten.at.isoformat(), str(on + timedelta(days=1)), ten_minutes="no")
        store.keep_looks(self.looks, ten)
        return night

    def _line(self, number: int, told: MadeUpDay) -> None:
        """Her line of the evening; one of them says more pain than there was."""
        scores = {symptom.value: score for symptom, score in told.day.scores.items()}
        if not scores:
            return
        parts: dict[str, Part] = {**scores, **_beside(number, told)}
        pain = told.day.scores.get(Symptom.PAIN)
        if number == said.MENDED and pain is not None:
            self.wrong = (told.day.on, pain)
            parts[Symptom.PAIN] = pain + said.TOO_MUCH
        tell(told.day.on, parts, at(told.day.on, LINE))


def _beside(number: int, told: MadeUpDay) -> Mapping[str, Part]:
    """What stands in a line beside its scores."""
    beside: dict[str, Part] = {}
    if told.day.scores.get(Symptom.SLEEP, 0) >= said.BAD_NIGHT:
        beside["flare"] = True
    if number == said.SORE:
        beside["found"] = True
    if number in said.TEXTS:
        beside["text"] = say(f"web.made_up.texts.{said.TEXTS[number]}")
    return beside


def _introduced(on: date) -> Person:
    """About her, told on her first day, and no numbers to call: she does not exist."""
    moment = at(on, AFTERNOON)
    for id, answer in said.ABOUT.items():
        store.keep_answer(id, answer, on, moment)
    store.keep_contacts({}, moment)
    store.keep_settings({"pulse": "on"}, moment)
    return store.person()


def _asked(on: date, otherwise: Mapping[str, Any], moment: Moment) -> Tonight:
    return Tonight(
        id=uuid7(moment.at),
        on=on,
        stage=Stage.OVER,
        have=(),
        today={**said.TODAY, **otherwise},
        asked_at=moment.at,
        minutes=15,
        aim=Aim.EASE,
    )


def _with_session(night: Tonight, given: Given) -> Tonight:
    return replace(
        night,
        session=uuid7(night.asked_at or clock.now().at),
        techniques=tuple(given.minutes),
        played=tuple(60.0 * minutes for minutes in given.minutes.values()),
        ended="finished",
    )


def _session(night: Tonight, given: Given, person: Person) -> dict[str, Any]:
    """A session's body, as ``acts`` keeps it."""
    wishes = asked_json(evening.asked(night))
    ended = (night.asked_at or clock.now().at) + _lasts(given)
    return {
        "at": ended.isoformat(timespec="seconds"),
        "on": night.on.isoformat(),
        "session": session_id(house(), evening.screen(night, person), wishes),
        "asked": wishes,
        "changes": [],
        "ended": night.ended,
        "steps": list(night.techniques),
        "played": list(night.played),
        "before": night.before,
        "after": given.after,
        "lot": night.follows,
        "content_version": house().version,
    }


def _lasts(given: Given) -> timedelta:
    return timedelta(minutes=sum(given.minutes.values()))


def _ended(moment: Moment, given: Given) -> Moment:
    return replace(moment, at=moment.at + _lasts(given))
