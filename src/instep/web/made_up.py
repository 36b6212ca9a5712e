"""Rosa's twelve weeks as rows, in a folder of their own: written as an own diary would be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from instep.adapters.export.as_json import asked_json, session_id
from instep.core.catalog import Aim
from instep.core.diary import Given
from instep.core.learning.rosa import MadeUpDay, rosa
from instep.web import clock, evening
from instep.web.clock import Moment
from instep.web.house import house, say
from instep.web.records import store
from instep.web.records.ids import uuid7
from instep.web.records.remembered import Looks, Person
from instep.web.records.tonight import Judged, Stage, Tonight

EVENING, LINE, MORNING = time(20), time(21, 30), time(8)
"""When she is asked, when she writes her line, when she looks at her skin."""

ABOUT: Mapping[str, Any] = {
    **dict.fromkeys(
        (
            "diabetes", "told_lops", "poor_circulation", "calf_on_walking", "foot_history",
            "missing_foot", "bone_or_surgery", "fragile_bones", "fragile_skin", "blood_thinner",
            "clot", "hand_foot_syndrome", "oxaliplatin", "tumour_or_radiotherapy",
            "swollen_legs", "varicose", "pregnant", "seizures", "g6pd", "atrial_fibrillation",
            "scent_trouble", "home_oxygen", "soles_hard_to_see", "hard_to_reach", "cannot_say",
            "insulin_in_leg",
        ),
        "no",
    ),
    "adult": "yes",
    "age_65": "yes",
    "numb_feet": "yes",
    "cause_known": "yes",
    "chemo": "over_6_months",
    "pulses_ok": "yes",
    "oil_patch_clear": "yes",
    "skin_allergy": [],
    "touch_test_missed": 0,
}  # fmt: skip
"""What she said about herself, asked on her first day."""

TODAY: Mapping[str, Any] = {
    **dict.fromkeys(
        (
            "chest", "sudden_weakness", "saddle", "fever", "calf", "new_swelling", "tender_cord",
            "hangs_down", "new_weakness", "wound", "infection", "black_or_blue", "sore_patch",
            "hot_swollen", "sudden_cold", "injury", "gout", "touch_hurts", "fungus", "sleepy",
            "with_helper",
        ),
        "no",
    ),
    "looked": "yes",
}  # fmt: skip
"""What she said on every evening: nothing speaks against a session."""

TEXTS = {3: "first", 24: "better", 51: "away", 70: "rain"}
"""A few words of hers, by the number of the day."""


def move_in(seed: int, today: date) -> None:
    """Write all of her, up to yesterday, into rows that hold nothing yet; all of it or nothing."""
    days = rosa(today - timedelta(days=1), seed)
    with transaction.atomic():
        _Rows(days, today).write(seed)


@dataclass(frozen=True)
class _Rows:
    """Her days, and the day on which they are opened."""

    days: Sequence[MadeUpDay]
    today: date

    def write(self, seed: int) -> None:
        """In the order in which she lived it."""
        first = self.days[0].day.on
        store.mark_made_up(seed, _at(first, EVENING))
        person = _introduced(first)
        for told in self.days:
            self._evening(told, person)
            self._line(told, (told.day.on - first).days)
        self._remember()

    def _evening(self, told: MadeUpDay, person: Person) -> None:
        """What she said before, and the session that followed."""
        day, moment = told.day, _at(told.day.on, EVENING)
        if day.check_in is None:
            return
        night = _asked(day.on, day.check_in, moment)
        decision = store.keep_decision(evening.decision_of(night, person, moment.at), moment)
        judged = Judged(decision, person.about, person.asked_on, house().version)
        night = replace(night, judged=judged)
        for given in day.given:
            night = _with_session(night, given)
            body = _session(night, given, told.arm if told.by_lot else None, person)
            store.keep_session(night.session or night.id, body, _ended(moment, given))
        store.keep_tonight(night, moment)

    def _line(self, told: MadeUpDay, number: int) -> None:
        if not told.day.scores:
            return
        scores = {symptom.value: score for symptom, score in told.day.scores.items()}
        text = say(f"web.made_up.texts.{TEXTS[number]}") if number in TEXTS else ""
        line = {"scores": scores, "new_drug": False, **({"text": text} if text else {})}
        store.keep_line(told.day.on, line, _at(told.day.on, LINE))

    def _remember(self) -> None:
        """How many sessions there were; every skin look was clear."""
        given = [told.day.on for told in self.days if told.day.given]
        store.keep_count(given[0].isoformat(), len(given), _at(given[-1], EVENING))
        ten = _at(given[-1], LINE).at.isoformat()
        looks = Looks(ten, str(given[-1] + timedelta(days=1)), ten_minutes="no", morning="no")
        store.keep_looks(looks, min(_at(self.today, MORNING), clock.now(), key=lambda m: m.at))


def _introduced(on: date) -> Person:
    """About her, told on her first day, and no numbers to call: she does not exist."""
    moment = _at(on, EVENING)
    for id, answer in ABOUT.items():
        store.keep_answer(id, answer, on, moment)
    store.keep_answer("touch_test_on", on.isoformat(), on, moment)
    store.keep_contacts({}, moment)
    return store.person()


def _asked(on: date, before: int, moment: Moment) -> Tonight:
    return Tonight(
        id=uuid7(moment.at),
        on=on,
        stage=Stage.OVER,
        have=(),
        today=dict(TODAY),
        asked_at=moment.at,
        scored=True,
        before=before,
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


def _session(night: Tonight, given: Given, lot: str | None, person: Person) -> dict[str, Any]:
    """A session's body, as ``acts`` keeps it."""
    wishes = asked_json(evening.asked(night))
    at = night.asked_at or clock.now().at
    return {
        "at": _later(at, given).isoformat(timespec="seconds"),
        "on": night.on.isoformat(),
        "session": session_id(house(), evening.screen(night, person), wishes),
        "asked": wishes,
        "changes": [],
        "ended": night.ended,
        "steps": list(night.techniques),
        "played": list(night.played),
        "before": night.before,
        "after": given.after,
        "content_version": house().version,
        **({"lot": lot} if lot else {}),
    }


def _at(on: date, hour: time) -> Moment:
    """This hour of this day where the person lives."""
    local = datetime.combine(on, hour, ZoneInfo(clock.zone_name()))
    return clock.moment(local.astimezone(UTC))


def _later(at: datetime, given: Given) -> datetime:
    return at + timedelta(minutes=sum(given.minutes.values()))


def _ended(moment: Moment, given: Given) -> Moment:
    return replace(moment, at=_later(moment.at, given))
