"""Since last time, and today's five pages."""

from dataclasses import replace
from datetime import date, datetime

from instep.adapters.data_folder import Looks
from instep.adapters.terminal.asking import Answered, put, put_all
from instep.commands.evening.tonight import Tonight, judged, question, wall
from instep.core.catalog import Thing
from instep.core.safety.clearance import Action
from instep.core.screening import is_fresh

PAGES = ("now", "leg", "look", "hand", "ease")


def since_last_time(night: Tonight) -> None:
    """The skin looks that fell due, and a referral given: they hold the next session back."""
    looks = night.person.looks
    if looks is not None:
        ten = _one_look(night, "look_10min", looks.ten_minutes, _ten_due(looks))
        morning = _one_look(night, "look_morning", looks.morning, _morning_due(night, looks))
        night.keep(looks=replace(looks, ten_minutes=ten, morning=morning))
    referral = night.person.referral
    days = night.house.ages.referral_days
    if referral and is_fresh(date.fromisoformat(referral.on), night.on, days):
        if not referral.seen:
            night.talk.tell("")
            night.talk.text("evening.referral")
            keys = {"y": "seen", "yes": "seen", "n": "not_seen", "no": "not_seen"}
            said = night.talk.choose(night.house.words["evening.referral_keys"], keys)
            night.keep(referral=replace(referral, seen=said == "seen"))
            night.today["open_referral"] = said
            return
        night.today["open_referral"] = "seen"


def _ten_due(looks: Looks) -> bool:
    return wall() >= datetime.fromisoformat(looks.ten_minutes_at)


def _morning_due(night: Tonight, looks: Looks) -> bool:
    return night.on >= date.fromisoformat(looks.morning_on)


def _one_look(night: Tonight, id: str, told: str | None, due: bool) -> str | None:
    """What a look found; asked again until it is a plain no or a side."""
    if told == "no" or (told is None and not due):
        return told
    night.talk.tell("")
    night.talk.text(f"evening.{id}")
    said = str(put(night.talk, question(night, id), " *"))
    night.today[id] = said
    return "no" if said == "no" else None if said == "not_sure" else said


def todays_pages(night: Tonight) -> None:
    """Five short pages; a plain yes to an emergency ends them there."""
    night.talk.tell("")
    night.talk.text("evening.page")
    for page in PAGES:
        night.talk.tell("")
        night.talk.tell(night.house.words[f"verdict.pages.{page}.title"].upper())
        asked = [q.id for q in night.house.questions.values() if q.page == page]
        put_all(
            night.talk,
            asked,
            night.house.questions,
            night.today,
            wanted=lambda id, known: _today_wanted(night, id, known),
            until=lambda _: _is_emergency(night),
        )
        if night.today.get("looked") == "yes":
            night.looked_at = night.looked_at or wall()
        if _is_emergency(night):
            return
    _thermometer(night)


def _today_wanted(night: Tonight, id: str, known: Answered) -> bool:
    if id == "sore_patch_zones":
        return known.get("sore_patch") not in (None, "no")
    condition = night.house.questions[id].asked_when
    return condition is None or condition.met(known.get(condition.question))


def _is_emergency(night: Tonight) -> bool:
    return judged(night).action is Action.EMERGENCY


def _thermometer(night: Tonight) -> None:
    if Thing.THERMOMETER not in night.have:
        return
    night.talk.tell("")
    keys = {"n": "no", "no": "no", "y": "yes", "yes": "yes"}
    if night.talk.choose(night.house.words["evening.measured"], keys) == "no":
        return
    asked = [q.id for q in night.house.questions.values() if q.page == "thermometer"]
    put_all(
        night.talk,
        asked,
        night.house.questions,
        night.today,
        wanted=lambda id, known: _today_wanted(night, id, known),
    )
