"""What the spots that were measured come to, for the pages that show it."""

from datetime import date

from instep.core.safety.clearance import Action, Finding
from instep.core.safety.measured import DayGap, Measured, widest_gap
from instep.web import evening
from instep.web.house import house
from instep.web.records import measured
from instep.web.records.remembered import Person
from instep.web.records.tonight import Tonight


def of_day(on: date, person: Person) -> DayGap | None:
    """That day's widest gap; None where nothing was measured on both feet."""
    return person.measured.gaps.get(on)


def widest() -> float:
    """The widest gap an answer may have, in degrees."""
    return widest_gap(house().questions)


def findings(on: date, person: Person, night: Tonight | None) -> tuple[Finding, ...]:
    """What safety says of a day's gap, with what else was said where that day is being asked.

    It is asked with what these rules read and no more, so that it can be asked of a past day too.
    """
    said = {} if night is None or night.on != on else night.today
    feet = {id: answer for id, answer in person.about.items() if id == "missing_foot"}
    only = Person(about=feet, measured=Measured(person.measured.gaps))
    found = evening.clearance(Tonight(id=measured.NOBODY, on=on, today=said), only).findings
    return tuple(f for f in found if "temp_gap" in f.because)


def sends_to_care(found: tuple[Finding, ...]) -> Action | None:
    """How urgently these findings send someone to be seen; None where they do not."""
    grave = [f.action for f in found if f.action >= Action.FOOT_TEAM]
    return max(grave, default=None)
