"""What the spots that were measured say to today's questions: the gap, yesterday's, the side."""

from datetime import date, timedelta

from instep.core.body import Side
from instep.core.measures.temperature import Gap
from instep.core.safety.clearance import Finding
from instep.core.screening import Answer
from instep.web import evening
from instep.web.house import house
from instep.web.records import measured
from instep.web.records.remembered import Person
from instep.web.records.tonight import Tonight

NOT_DONE: Answer = "not_done"
TWO_DAYS = timedelta(days=1)


def answers(on: date) -> dict[str, Answer]:
    """Today's answers out of today's and yesterday's spots; nothing where none was measured today.

    A gap wider than any answer counts as the widest one, so that it is never less than it was.
    """
    today = measured.warmth_on(on).largest
    if today is None:
        return {}
    said: dict[str, Answer] = {"temp_gap": _gap(today), "temp_gap_yesterday": yesterday(on)}
    condition = house().questions["temp_warmer"].asked_when
    is_asked = condition is not None and condition.met(said["temp_gap"])
    if is_asked and today.warmer is not Side.BOTH:
        said["temp_warmer"] = today.warmer.value
    return said


def yesterday(on: date) -> Answer:
    """Yesterday's gap as it was measured; not done where it was not."""
    gap = measured.warmth_on(on - TWO_DAYS).largest
    return NOT_DONE if gap is None else _gap(gap)


def _gap(gap: Gap) -> float:
    return min(gap.degrees, widest())


def widest() -> float:
    """The widest gap an answer may have, in degrees."""
    return float(house().questions["temp_gap"].most or 0)


def findings(on: date, person: Person, night: Tonight | None) -> tuple[Finding, ...]:
    """What safety says of the gap, with what else was said of today where an evening is asked."""
    said = {} if night is None or night.on != on else dict(night.today)
    only = Tonight(id=measured.NOBODY, on=on, today={**said, **answers(on)})
    found = evening.clearance(only, person).findings
    return tuple(f for f in found if "temp_gap" in f.because)
