"""About you, asked once and renewed an item at a time; contacts; what lies at hand."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from instep.adapters.terminal.asking import Answered, picked_from, put, put_all
from instep.adapters.terminal.pages import wrapped
from instep.commands.evening.tonight import Tonight, question
from instep.core.catalog import OILS, Thing
from instep.core.safety.clearance import Action, Clearance
from instep.core.screening import Answer, Part, is_fresh
from instep.web.records.remembered import CONTACTS, Person

CLEARS = {"R06": "R06", "R07a": "R07", "R09": "R09", "R19c": "R19", "R43a": "R43"}
"""Findings a clinician's yes would answer, and the name it is kept under."""

TOUCH_TEST = ("touch_test_missed", "touch_test_on")


def about_you(night: Tonight) -> None:
    """One question a page, only those that are new or stale; each kept at once."""
    questions = night.house.questions
    about = [q.id for q in questions.values() if q.part is Part.ABOUT]
    answers: Answered = _as_answers(night.person)
    if any(_due(night, id, answers) for id in about):
        _greet(night)
        put_all(
            night.talk,
            about,
            questions,
            answers,
            wanted=lambda id, known: _due(night, id, known),
            keep=lambda id, answer: keep_about(night, id, answer),
        )
    if not night.person.contacts_asked:
        _contacts(night)


def _greet(night: Tonight) -> None:
    """A welcome to a stranger; to everyone else why it is asked again."""
    if night.person.about:
        night.talk.text("evening.about_due")
        return
    night.talk.text("evening.welcome")
    night.talk.text("evening.not_alone")
    night.talk.tell("")
    night.talk.text("evening.about_new")


def _as_answers(person: Person) -> Answered:
    return {
        id: tuple(value) if isinstance(value, list) else value
        for id, value in person.about.items()
        if id != "cleared_by_clinician"
    }


def _due(night: Tonight, id: str, known: Answered) -> bool:
    """Whether this is to be asked tonight."""
    if id == "cleared_by_clinician" or not _concerns(night, id, known):
        return False
    asked, ages = night.person.asked_on.get(id), night.house.ages
    if id not in known or asked is None:
        return True
    if id in TOUCH_TEST and _is_tested(known):
        tested = date.fromisoformat(str(night.person.about["touch_test_on"]))
        return not is_fresh(tested, night.on, ages.touch_test_days)
    return not is_fresh(date.fromisoformat(asked), night.on, ages.about_days)


def _is_tested(known: Mapping[str, Any]) -> bool:
    """Whether there is a touch test, which ages by its own day."""
    return isinstance(known.get("touch_test_missed"), int)


def _concerns(night: Tonight, id: str, known: Answered) -> bool:
    """Whether its own condition is met, as far as is known."""
    if id == "touch_test_on":
        return _is_tested(known)
    if id == "pulses_ok":
        return Thing.BASIN in night.have
    if id == "oil_patch_clear":
        return bool(night.have & OILS)
    condition = night.house.questions[id].asked_when
    return condition is None or condition.met(known.get(condition.question))


def keep_about(night: Tonight, id: str, answer: Answer | None) -> None:
    """Remember one answer with today's date; None takes it back."""
    about, asked_on = dict(night.person.about), dict(night.person.asked_on)
    about.pop(id, None)
    asked_on.pop(id, None)
    if answer is not None:
        about[id] = list(answer) if isinstance(answer, tuple) else answer
        asked_on[id] = night.on.isoformat()
    if id == "touch_test_missed":
        about.pop("touch_test_on", None)
        asked_on.pop("touch_test_on", None)
    if id in TOUCH_TEST and _is_tested(about):  # until its day is told, the test is today's
        about.setdefault("touch_test_on", night.on.isoformat())
    night.keep(about=about, asked_on=asked_on)


def _contacts(night: Tonight) -> None:
    """Asked once, never guessed, shown on every stop."""
    night.talk.tell("")
    night.talk.text("evening.contacts")
    for who in CONTACTS:
        said = night.talk.typed(night.house.words[f"evening.{who}"])
        number = "".join(letter for letter in said if letter.isprintable())[:120]
        if number:
            night.keep(contacts={**night.person.contacts, who: number})
    night.keep(contacts_asked=True)


def what_lies_at_hand(night: Tonight) -> None:
    """What is there tonight, and who will do it."""
    night.talk.tell("")
    if getattr(night.args, "who", None) is None:
        night.today["with_helper"] = put(night.talk, question(night, "with_helper"), " *")
    else:
        night.today["with_helper"] = "yes" if night.args.who == "helper" else "no"
    if getattr(night.args, "have", None) is not None:
        night.have = night.args.have
        return
    night.have = _things(night)
    if hasattr(night.args, "have"):
        night.args.have = night.have


def _things(night: Tonight) -> frozenset[Thing]:
    things = tuple(Thing)
    night.talk.text("evening.have")
    for place, thing in enumerate(things, 1):
        night.talk.tell(f"      {place:2}  {night.house.words[f'evening.things.{thing}']}")
    while True:
        picked = picked_from(things, night.talk.reply("    > "))
        if picked is not None:
            return frozenset(Thing(thing) for thing in picked)
        night.talk.text("ask.not_understood")


def clinician_yes(night: Tonight, clearance: Clearance) -> bool:
    """Where a clinician's yes would answer a finding, ask once if there is one, and when."""
    given_now = []
    for finding in clearance.findings:
        if finding.rule.id not in CLEARS or clearance.action is Action.EMERGENCY:
            continue
        short = night.house.words[f"rule.{finding.rule.id}.short"]
        night.talk.tell("")
        prompt = night.house.words["evening.clearance"].replace("{short}", short)
        day = _past_day(night, prompt)
        if day is not None:
            given_now.append({"rule": CLEARS[finding.rule.id], "on": day.isoformat()})
    if not given_now:
        return False
    about = dict(night.person.about)
    kept = [c for c in about.get("cleared_by_clinician", []) if c not in given_now]
    about["cleared_by_clinician"] = [*kept, *given_now]
    night.keep(about=about)
    return True


def _past_day(night: Tonight, prompt: str) -> date | None:
    while True:
        night.talk.lines(wrapped(prompt)[:-1])
        said = night.talk.reply(wrapped(prompt)[-1] + " ")
        if said in ("", "n", "no"):
            return None
        try:
            day = date.fromisoformat(said)
        except ValueError:
            day = None
        if day is not None and day <= night.on:
            return day
        night.talk.text("ask.not_understood")
