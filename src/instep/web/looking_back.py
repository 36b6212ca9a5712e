"""The look back after some weeks: when it falls due, and what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from instep.adapters.content import look_back
from instep.core.diary import Symptom
from instep.core.review import Changed, LookBack, Said, changed, said
from instep.core.units import Score
from instep.web.clock import Moment
from instep.web.house import house
from instep.web.records import store
from instep.web.records.line import lines_between, scores_between
from instep.web.records.remembered import Person
from instep.web.records.store import Kept

FEET = "feet"
"""How the feet felt before a session; the symptoms of the diary have their own names."""

BEFORE = timedelta(days=7)
"""So long before the first session belongs to the start."""

REACH = timedelta(days=91)
"""Within so many days of either end the scored days of that end are looked for."""


@cache
def rules() -> LookBack:
    """How the start is compared with now."""
    return look_back()


# -- When ------------------------------------------------------------------------------------------


def fell_due(person: Person, on: date) -> date | None:
    """The last day on which a look back fell due; None before the first."""
    if person.first_session_on is None:
        return None
    first, every = date.fromisoformat(person.first_session_on), house().dose.review_days
    times = (on - first).days // every
    return first + timedelta(days=times * every) if times >= 1 else None


def comes_next(person: Person, on: date) -> date | None:
    """The day of the next look back; None before the first session, and for whoever stopped."""
    if person.first_session_on is None or _stopped(person):
        return None
    days = timedelta(days=house().dose.review_days)
    return (fell_due(person, on) or date.fromisoformat(person.first_session_on)) + days


def is_due(person: Person, on: date) -> bool:
    """Whether a look back is open. Whoever stopped is not asked again until a session was."""
    due, last = fell_due(person, on), last_one()
    if due is None or (last is not None and last.name >= due.isoformat()):
        return False
    return not _stopped(person)


def _stopped(person: Person) -> bool:
    """Whether the last look back said stop, and no session was since."""
    last = last_one()
    if last is None or last.body.get("next") != "stop":
        return False
    return bool(last.body.get("sessions") == person.sessions)


def last_one() -> Kept | None:
    """The last look back that was told."""
    rows = store.named_between(store.REVIEW, "", "~")
    return rows[-1] if rows else None


def keep(person: Person, felt: int, after: str, moment: Moment) -> bool:
    """What was answered, with what it rested on; False where none has fallen due yet.

    ``felt`` from 1, very much better, to 7, very much worse; ``after`` is what comes next.
    """
    due = fell_due(person, moment.on)
    if due is None:
        return False
    body = {
        "felt": felt,
        "next": after,
        "sessions": person.sessions,
        "said": {each.name: str(each.said) for each in found(person, moment.on)},
    }
    store.keep_review(due, body, moment)
    return True


# -- What ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """One symptom, then and now, and what may be said of it."""

    name: str
    changed: Changed | None
    said: Said


@dataclass(frozen=True)
class Weeks:
    """The last weeks: sessions, days on which the skin showed something, days of rest."""

    sessions: int
    skin: int
    rests: int


def found(person: Person, on: date) -> list[Found]:
    """Each that was scored at all since the start, how the feet felt before a session first."""
    if person.first_session_on is None:
        return []
    since = date.fromisoformat(person.first_session_on) - BEFORE
    scores = {FEET: _before_sessions(since, on), **_of_lines(since, on)}
    return [_found(name, told) for name, told in scores.items() if told]


def _found(name: str, scores: Sequence[Score]) -> Found:
    change = changed(scores, rules())
    return Found(name, change, said(change, rules()))


def _of_lines(since: date, on: date) -> Mapping[str, Sequence[Score]]:
    told = [scores_between(first, last) for first, last in _ends(since, on)]
    return {
        str(symptom): [score for scores in told for _, score in scores[symptom]]
        for symptom in Symptom
    }


def _before_sessions(since: date, on: date) -> Sequence[Score]:
    """The first score of each day with a session."""
    first_of: dict[str, Score] = {}
    for first, last in _ends(since, on):
        for kept in store.made_between(store.SESSION, _start(first), _start(last + timedelta(1))):
            if kept.body["before"] is not None:
                first_of.setdefault(kept.body["on"], kept.body["before"])
    return [first_of[day] for day in sorted(first_of)]


def _ends(since: date, on: date) -> list[tuple[date, date]]:
    """Both ends, or all of it where they meet: what lies between is not read."""
    if on - since <= 2 * REACH:
        return [(since, on)]
    return [(since, since + REACH), (on - REACH, on)]


def weeks(moment: Moment) -> Weeks:
    """What was in the weeks until now."""
    days = timedelta(days=house().dose.review_days)
    first, until = moment.at - days, moment.at + timedelta(seconds=1)
    decisions = store.made_between(store.DECISION, first, until)
    rests = {kept.body["on"] for kept in decisions if not kept.body["clearance"]["may_begin"]}
    sessions = store.made_between(store.SESSION, first, until)
    return Weeks(len(sessions), len(_skin(moment.on - days, moment, first)), len(rests))


def _skin(since: date, moment: Moment, first: datetime) -> set[str]:
    """Days on which a skin look, or the person by a line, told of something."""
    looks = store.told_between(store.LOOKS, first, moment.at + timedelta(seconds=1))
    told = {kept.body["found_on"] for kept in looks if kept.body.get("found_on")}
    lines = {str(line.on) for line in lines_between(since, moment.on) if "found" in line.flags}
    return {day for day in told if day >= since.isoformat()} | lines


def _start(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=UTC)
