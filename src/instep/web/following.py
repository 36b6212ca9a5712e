"""What a person follows most closely: what scores are about, in words, and choosing it.

Where that cannot be read, an evening goes on as if nobody had chosen; "What helps you" says so.
"""

from datetime import date

from instep.core.diary import FOLLOWABLE, Symptom
from instep.web.clock import Moment
from instep.web.house import say
from instep.web.records import primary, trials
from instep.web.records.primary import Choice, Choices
from instep.web.records.store import Odd


class UnderTest(Exception):
    """A fair test is about one symptom from its first day to its last."""


def by_name(name: str | None) -> Symptom | None:
    """A symptom that can be followed; None where it is no such name."""
    return next((symptom for symptom in FOLLOWABLE if symptom == name), None)


def followed(on: date) -> Symptom | None:
    """What scores of this day are about; None where nobody ever chose."""
    chosen = _choices()
    return chosen.on(on) if chosen is not None and chosen.made else None


def of(on: date) -> str:
    """The same as a sentence; empty where nobody ever chose."""
    symptom = followed(on)
    return "" if symptom is None else say("helps.primary.of", feel=say(f"helps.feel.{symptom}"))


def is_open() -> bool:
    """Whether it is still to be chosen: nobody has, and there is no session to look at."""
    chosen = _choices()
    return chosen is not None and not chosen.made and chosen.first_session is None


def _choices() -> Choices | None:
    try:
        return primary.choices()
    except Odd:
        return None


def under_test(on: date) -> Symptom | None:
    """What the fair test that is under way is about."""
    far = trials.under_way(on)
    return None if far is None else far.symptom


def choose(symptom: Symptom, moment: Moment) -> Choice:
    """Choose it; while a fair test is under way there is no other."""
    tested = under_test(moment.on)
    if tested is not None and tested is not symptom:
        raise UnderTest(str(tested))
    return primary.choose(symptom, moment)
