"""Since last time, and today's five pages."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from instep.adapters.terminal.asking import Answered, put, put_all
from instep.adapters.terminal.pages import wrapped
from instep.commands.evening.tonight import Tonight, judged, question, wall
from instep.core.catalog import Thing
from instep.core.safety.clearance import Action
from instep.core.screening import Answer, is_fresh
from instep.web.records.remembered import Looks

PAGES = ("now", "leg", "look", "hand", "ease")


def since_last_time(night: Tonight) -> None:
    """The skin looks that fell due, and a referral given: they hold the next session back."""
    looks = night.person.looks
    if looks is not None:
        looks = _one_look(night, looks, "ten_minutes", due=_ten_due(night, looks))
        _one_look(night, looks, "morning", due=_morning_due(night, looks))
    referral = night.person.referral
    days = night.house.ages.referral_days
    if referral is None or not is_fresh(date.fromisoformat(referral.on), night.on, days):
        return
    if not referral.seen:
        night.talk.tell("")
        night.talk.text("evening.referral")
        keys = {"y": "seen", "yes": "seen", "n": "not_seen", "no": "not_seen"}
        said = night.talk.choose(night.house.words["evening.referral_keys"], keys)
        referral = replace(referral, seen=said == "seen")
        night.keep(referral=referral)
    night.today["open_referral"] = "seen" if referral.seen else "not_seen"


def _ten_due(night: Tonight, looks: Looks) -> bool:
    """By the clock; and where the morning has come, ten minutes have long passed."""
    passed = wall() >= datetime.fromisoformat(looks.ten_minutes_at)
    return passed or _morning_due(night, looks)


def _morning_due(night: Tonight, looks: Looks) -> bool:
    return night.on >= date.fromisoformat(looks.morning_on)


_LOOKS = {"ten_minutes": "look_10min", "morning": "look_morning"}


def _one_look(night: Tonight, looks: Looks, name: str, *, due: bool) -> Looks:
    """What a look found, asked until it is told. What was found holds the whole day back."""
    told, id, day = getattr(looks, name), _LOOKS[name], night.on.isoformat()
    if told is None and due:
        night.talk.tell("")
        night.talk.text(f"evening.{id}")
        told = night.today[id] = str(put(night.talk, question(night, id), " *"))
        if told != "not_sure":
            found: dict[str, Any] = {} if told == "no" else {"found_on": day}
            looks = replace(looks, **{name: told}, **found)
            night.keep(looks=looks)
    elif told not in (None, "no") and looks.found_on == day:
        night.today[id] = told
    return looks


def todays_pages(night: Tonight) -> None:
    """Five short pages; a plain yes to an emergency ends them there."""
    night.talk.tell("")
    night.talk.text("evening.page")
    put_all(
        night.talk,
        [q.id for page in PAGES for q in night.house.questions.values() if q.page == page],
        night.house.questions,
        night.today,
        wanted=lambda id, known: _today_wanted(night, id, known),
        keep=lambda id, answer: _note_the_look(night, id, answer),
        until=lambda _: _is_emergency(night),
        turn=lambda page: _turn(night, page),
    )
    if not _is_emergency(night):
        _thermometer(night)


def _turn(night: Tonight, page: str) -> None:
    night.talk.tell("")
    night.talk.tell(night.house.words[f"verdict.pages.{page}.title"].upper())


def _note_the_look(night: Tonight, id: str, answer: Answer | None) -> None:
    """From the moment someone has looked, the look counts for half an hour."""
    if id == "looked":
        night.looked_at = wall() if answer == "yes" else None


def _today_wanted(night: Tonight, id: str, known: Answered) -> bool:
    if id == "sore_patch_zones":
        return known.get("sore_patch") not in (None, "no")
    condition = night.house.questions[id].asked_when
    return condition is None or condition.met(known.get(condition.question))


def _is_emergency(night: Tonight) -> bool:
    return judged(night).action is Action.EMERGENCY


def _thermometer(night: Tonight) -> None:
    """What was measured on the pages is told; typed beside it, the wider gap counts."""
    if (gap := night.person.measured.gaps.get(night.on)) is not None:
        spots = night.house.words["evening.spots"].replace("{degrees}", f"{gap.degrees:.1f}")
        night.talk.tell("")
        night.talk.lines(wrapped(spots))
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
