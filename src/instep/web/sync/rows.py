"""How an entry is kept: as the pages would have kept it, and beside it how it came here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from instep.adapters.answers import BadAnswers
from instep.core.safety.clearance import Action
from instep.web import evening
from instep.web.records import store, trials
from instep.web.records.remembered import Person
from instep.web.records.tonight import Tonight, answers
from instep.web.sync.clocks import Made
from instep.web.sync.kinds import Closed, Day, Line, Looked, Note, Played, Seen, Told
from instep.web.sync.measure_kinds import Said, Spotted, Stroked, Touched
from instep.web.sync.wire import Entry, Refused

PLAIN: Mapping[type[Told], str] = {
    Closed: store.CLOSE,
    Looked: store.LOOK,
    Seen: store.SEEN,
    Note: store.NOTE,
    Line: store.TOLD,
    Touched: store.MEASURE,
    Said: store.MEASURE,
    Spotted: store.MEASURE,
    Stroked: store.MEASURE,
}
"""Kinds that are kept as they were told."""


@dataclass(frozen=True)
class Row:
    """The kind of an entry, and its body; ``away`` in it says how it came here."""

    kind: str
    body: Mapping[str, Any]


def row_of(entry: Entry, told: Told, made: Made) -> Row:
    """The row this entry becomes."""
    away = {"version": entry.version, "at": entry.at.isoformat(), **made.noted}
    match told:
        case Day():
            return Row(store.DECISION, _decision(entry, told, made, away))
        case Played():
            return Row(store.SESSION, _session(told, made, away))
        case Line() if told.day > max(entry.on, made.moment.on):
            raise Refused("on")
        case _:
            return Row(PLAIN[type(told)], {**entry.body, "away": away})


def _session(told: Played, made: Made, away: Mapping[str, object]) -> Mapping[str, object]:
    """By lot only where that day's lot was drawn as the session was planned; else it was chosen."""
    arm, on = told.body["lot"], made.moment.on
    is_drawn = arm is not None and made.certain and trials.drew(str(arm), on)
    noted = away if arm is None else {**away, "lot": arm}
    at = made.moment.at.isoformat(timespec="seconds")
    lot = arm if is_drawn else None
    return {**told.body, "lot": lot, "at": at, "on": on.isoformat(), "away": noted}


def _decision(
    entry: Entry, day: Day, made: Made, away: Mapping[str, object]
) -> Mapping[str, object]:
    """Judged anew from the raw answers, as of the day they were judged on.

    What was measured elsewhere, of which the device may not have known, counts too.
    """
    if not all(isinstance(on, str) for on in day.asked_on.values()):
        raise Refused("answers")
    person = Person(
        about=dict(day.about),
        asked_on={id: str(on) for id, on in day.asked_on.items()},
        measured=store.person().measured,
    )
    on = entry.on if made.certain else made.moment.on
    night = Tonight(id=entry.id, on=on, today=answers(day.today))
    try:
        decision = evening.decision_of(night, person, made.moment.at)
    except BadAnswers as error:
        raise Refused("answers") from error
    return {**decision, "away": {**away, **_compared(day, decision["clearance"])}}


def _compared(day: Day, ours: Mapping[str, Any]) -> Mapping[str, object]:
    """What the device said, whether it differs, and the stricter of the two, which counts."""
    theirs = {name: value for name, value in day.said.items() if name != "may_breathe"}
    return {
        "said": dict(day.said),
        "said_by": day.content_version,
        "differs": theirs != ours,
        "counts": max(Action[ours["action"]], day.action).name,
        "may_begin": ours["may_begin"] and day.may_begin,
    }
