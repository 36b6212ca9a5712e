"""What comes next in an evening. One place decides, so that no page can be reached too early."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from instep.core.catalog import CARRIERS, OILS, Thing
from instep.core.safety.clearance import Action, Clearance
from instep.core.screening import Answer, Part, is_fresh
from instep.web import evening
from instep.web.clock import Moment
from instep.web.house import house
from instep.web.records.remembered import Looks, Person
from instep.web.records.tonight import Stage, Tonight

Place = tuple[str, dict[str, str | int]]
"""A page by its name, and what its address says."""

JUDGE: Place = ("judge", {})
"""Not a page: everything is answered, and the kernel decides."""

PAGES = ("now", "leg", "look", "hand", "ease")
TOUCH_TEST = ("touch_test_missed", "touch_test_on")
CLEARS = {"R06": "R06", "R07a": "R07", "R09": "R09", "R19c": "R19", "R43a": "R43"}
"""Findings a clinician's yes would answer, and the name it is kept under."""

LOOKS = {"look_10min": "ten_minutes", "look_morning": "morning"}
"""The looks that fall due, and what they are kept as."""


# -- About you -------------------------------------------------------------------------------------


def about_due(person: Person, on: date, have: Iterable[Thing] = ()) -> tuple[str, ...]:
    """The questions about the person that are new or stale, in their order."""
    return tuple(id for id in about_asked(person, have) if _is_due(person, on, id))


def about_asked(person: Person, have: Iterable[Thing] = ()) -> tuple[str, ...]:
    """The questions that concern this person, as far as is known."""
    things = frozenset(have)
    return tuple(
        q.id
        for q in house().questions.values()
        if q.part is Part.ABOUT and _concerns(person, q.id, things)
    )


def _is_due(person: Person, on: date, id: str) -> bool:
    asked = person.asked_on.get(id)
    if id not in person.about or asked is None:
        return True
    ages = house().ages
    if id in TOUCH_TEST and _is_tested(person):
        tested = date.fromisoformat(str(person.about["touch_test_on"]))
        return not is_fresh(tested, on, ages.touch_test_days)
    return not is_fresh(date.fromisoformat(asked), on, ages.about_days)


def _is_tested(person: Person) -> bool:
    """Whether there is a touch test, which ages by its own day."""
    return isinstance(person.about.get("touch_test_missed"), int)


def _concerns(person: Person, id: str, have: frozenset[Thing]) -> bool:
    """Whether its own condition is met, as far as is known."""
    if id == "cleared_by_clinician":
        return False
    if id == "touch_test_on":
        return _is_tested(person)
    if id == "pulses_ok":
        return Thing.BASIN in have
    if id == "oil_patch_clear":
        return bool(have & OILS and have & CARRIERS)
    condition = house().questions[id].asked_when
    return condition is None or condition.met(_known(person, condition.question))


def _known(person: Person, id: str) -> Answer | None:
    answer = person.about.get(id)
    return tuple(answer) if isinstance(answer, list) else answer


# -- Since last time -------------------------------------------------------------------------------


def looks_due(person: Person, moment: Moment) -> tuple[str, ...]:
    """The skin looks that have fallen due and were not told yet."""
    looks = person.looks
    if looks is None:
        return ()
    is_morning = moment.on >= date.fromisoformat(looks.morning_on)
    ten = is_morning or moment.at >= datetime.fromisoformat(looks.ten_minutes_at)
    due = {"look_10min": ten, "look_morning": is_morning}
    return tuple(id for id, is_due in due.items() if is_due and told(looks, id) is None)


def told(looks: Looks, id: str) -> str | None:
    """What a look found; None when it was not told yet."""
    found: str | None = getattr(looks, LOOKS[id])
    return found


def with_look(looks: Looks, id: str, said: str, on: date) -> Looks:
    """The looks with this one told. What was found stays found: a no does not undo it."""
    before = told(looks, id)
    found = {side for side in (before, said) if side not in (None, "no")}
    worse = "no" if not found else "both" if len(found) > 1 else str(*found)
    day = looks.found_on if said == "no" else max(looks.found_on or "", on.isoformat())
    return replace(looks, **{LOOKS[id]: worse}, found_on=day)


def since_last_time(person: Person, on: date) -> dict[str, Answer]:
    """What is known from before and holds tonight back: something found today, a referral."""
    known: dict[str, Answer] = {}
    looks = person.looks
    if looks is not None and looks.found_on == on.isoformat():
        found = {id: told(looks, id) for id in LOOKS}
        known |= {id: side for id, side in found.items() if side not in (None, "no")}
    if referral_counts(person, on) and person.referral is not None and person.referral.seen:
        known["open_referral"] = "seen"
    return known


def referral_counts(person: Person, on: date) -> bool:
    """Whether the person was asked to see someone not long ago."""
    referral = person.referral
    if referral is None:
        return False
    return is_fresh(date.fromisoformat(referral.on), on, house().ages.referral_days)


# -- Today -----------------------------------------------------------------------------------------


def is_wanted(night: Tonight, id: str) -> bool:
    """Whether this question of today is to be put, as far as is known."""
    if id == "sore_patch_zones":
        return night.today.get("sore_patch") not in (None, "no")
    condition = house().questions[id].asked_when
    return condition is None or condition.met(night.today.get(condition.question))


def page_questions(page: str) -> tuple[str, ...]:
    """The questions of one of today's pages, in their order."""
    return tuple(q.id for q in house().questions.values() if q.page == page)


def unanswered(night: Tonight) -> str | None:
    """The first of today's pages that is not answered yet."""
    for page in PAGES:
        if any(is_wanted(night, q) and q not in night.today for q in page_questions(page)):
            return page
    has_one = Thing.THERMOMETER in (night.have or ())
    return "thermometer" if has_one and night.measured is None else None


def clinician_due(night: Tonight, cleared: Clearance) -> str | None:
    """The first finding that a clinician's yes would answer, if it was not asked tonight."""
    if cleared.action is Action.EMERGENCY or night.night:
        return None
    fired = (finding.rule.id for finding in cleared.findings)
    return next((r for r in fired if r in CLEARS and r not in night.clinician_asked), None)


# -- Next ------------------------------------------------------------------------------------------


def next_place(night: Tonight | None, person: Person, moment: Moment) -> Place:
    """The page that is due now."""
    if night is None:
        return "home:home", {}
    if night.stage is Stage.ASKING:
        return _asking(night, person, moment)
    if night.stage is Stage.JUDGED:
        return _judged(night, person)
    if night.stage is Stage.PLAYING:
        return _playing(night)
    later = {Stage.HURT: "hurt:what", Stage.CLOSING: "close:close"}
    return later.get(night.stage, "home:home"), {}


def _playing(night: Tonight) -> Place:
    """The voice leads, or each step has its page."""
    return ("guide:guide", {}) if night.voiced else ("steps:step", {"place": night.place + 1})


def _asking(night: Tonight, person: Person, moment: Moment) -> Place:
    if night.night:
        return _asking_at_night(night, person)
    if night.found and (first := _danger_first(night, person)) is not None:
        return first
    if due := about_due(person, night.on, night.have or ()):
        return "about:question", {"id": due[0]}
    if not person.contacts_asked:
        return "about:contacts", {}
    return _wishes(night) or _since(night, person, moment) or _todays_look(night, person)


def _danger_first(night: Tonight, person: Person) -> Place | None:
    """The next page of danger questions, with nothing else said yet; an emergency ends them.

    Whoever is to be seen today is told so before all else is asked, where nothing can be graver.
    """
    cleared = evening.clearance(night, person)
    if cleared.action is Action.EMERGENCY:
        return JUDGE
    page = unanswered(night)
    if page in PAGES:
        return "today:page", {"page": page}
    return JUDGE if _is_settled(night, cleared) else None


def _is_settled(night: Tonight, cleared: Clearance) -> bool:
    """Whether no answer about the person can still change it: only a fever makes more of them."""
    is_urgent = cleared.action is Action.URGENT and night.today.get("fever") == "no"
    return is_urgent and clinician_due(night, cleared) is None


def _wishes(night: Tonight) -> Place | None:
    if "with_helper" not in night.today:
        return "tonight:who", {}
    return ("tonight:hand", {}) if night.have is None else None


def _todays_look(night: Tonight, person: Person) -> Place:
    """The next page that is open; an emergency ends them."""
    cleared = evening.clearance(night, person)
    page = unanswered(night)
    if page is not None and cleared.action is not Action.EMERGENCY:
        return "today:page", {"page": page}
    if (rule := clinician_due(night, cleared)) is not None:
        return "clinician:said", {"rule": rule}
    return JUDGE


def _asking_at_night(night: Tonight, person: Person) -> Place:
    """The hanging leg is asked first; then only that they are grown up."""
    if "hangs_down" not in night.today:
        return "night:hanging_leg", {}
    grown = evening.screen(night, person).read("adult")
    if night.today["hangs_down"] == "no" and grown is None:
        return "about:question", {"id": "adult"}
    return JUDGE


def _since(night: Tonight, person: Person, moment: Moment) -> Place | None:
    for id in looks_due(person, moment):
        if id not in night.today:
            return "looks:look", {"id": id}
    referral, counts = person.referral, referral_counts(person, night.on)
    if counts and referral is not None and not referral.seen and "open_referral" not in night.today:
        return "looks:referral", {}
    return None


def _judged(night: Tonight, person: Person) -> Place:
    if not evening.may(night, evening.clearance(night, person)):
        return "verdict:verdict", {}
    if night.night:
        return "room:room", {}
    return ("verdict:verdict" if night.scored else "score:before"), {}
