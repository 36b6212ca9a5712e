"""The kinds of entries, and how each is read from what a device sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import TypeAlias, cast
from uuid import UUID

from instep.core.catalog import Aim, Thing
from instep.core.diary import FOLLOWABLE
from instep.core.learning.arms import KINDS as TRIED
from instep.core.learning.arms import REST
from instep.core.safety.clearance import Action
from instep.web.records.line import PARTS, SCORES, Part, may_be
from instep.web.sync.measure_kinds import MEASURES, Measured
from instep.web.sync.wire import Refused, day, mapping, moment, one_of, only, score, text

ENDS = ("finished", "stopped", "hurt", "refused", "stale")
SIDES = ("no", "left", "right", "both", "not_sure")
ARMS = (REST, *map(str, TRIED))
"""What a fair test can draw."""
MOST_STEPS, LONGEST_STEP = 80, 3600.0
MOST_LETTERS = 1000
"""Of a line in the diary."""


@dataclass(frozen=True)
class Day:
    """Today's answers, all they were judged with, and what the device made of them."""

    about: Mapping[str, object]
    asked_on: Mapping[str, object]
    today: Mapping[str, object]
    said: Mapping[str, object]
    content_version: str

    @property
    def action(self) -> Action:
        """How grave the device found it."""
        return Action[str(self.said["action"])]

    @property
    def may_begin(self) -> bool:
        """Whether the device would have let a session begin."""
        return self.said["may_begin"] is True


@dataclass(frozen=True)
class Played:
    """A session that was played away, and the looks it owes.

    ``lot`` in its body is what it was planned for, as the device says; ``rows`` looks it up.
    """

    body: Mapping[str, object]
    looks_from: datetime
    morning_on: date


@dataclass(frozen=True)
class Closed:
    """How the feet felt at the end of this session; how far it came, where it was played away."""

    session: UUID
    ended: str
    after: int | None
    played: list[float] | None = None


@dataclass(frozen=True)
class Looked:
    """What a skin look found; ``due``: when the ten-minute look of that session fell due."""

    look: str
    said: str
    due: datetime


@dataclass(frozen=True)
class Seen:
    """Whether the person was seen, as they had been asked to."""

    seen: bool


@dataclass(frozen=True)
class Note:
    """A line in the diary: how the feet feel, or some words, or both."""

    score: int | None
    text: str


@dataclass(frozen=True)
class Line:
    """Parts of a day's line in the diary, as they were told; a score of None is left blank."""

    day: date
    parts: Mapping[str, Part]


Told: TypeAlias = Day | Played | Closed | Looked | Seen | Note | Line | Measured


def _day(body: Mapping[str, object]) -> Day:
    only(body, "about", "asked_on", "today", "said", "content_version")
    said = mapping(body["said"])
    one_of(said.get("action"), [action.name for action in Action])
    if not isinstance(said.get("may_begin"), bool):
        raise Refused("shape")
    return Day(
        about=mapping(body["about"]),
        asked_on=mapping(body["asked_on"]),
        today=mapping(body["today"]),
        said=said,
        content_version=text(body["content_version"], 80),
    )


def _played(body: Mapping[str, object]) -> Played:
    more = [name for name in ("steps", "lot") if name in body]
    only(
        body, "session", "asked", "ended", "played", "before", "after", "content_version",
        "looks_from", "morning_on", *more,
    )  # fmt: skip
    kept = {
        "session": text(body["session"], 40),
        "asked": _asked(mapping(body["asked"])),
        "changes": [],
        "ended": one_of(body["ended"], ENDS),
        "steps": _techniques(body.get("steps", [])),
        "played": _lengths(body["played"]),
        "before": score(body["before"]),
        "after": score(body["after"]),
        "content_version": text(body["content_version"], 80),
        "lot": one_of(body["lot"], ARMS) if "lot" in body else None,
    }
    return Played(kept, moment(body["looks_from"]), day(body["morning_on"]))


def _asked(asked: Mapping[str, object]) -> Mapping[str, object]:
    only(asked, "minutes", "with", "aim", "have", "seed")
    have = asked["have"]
    if not isinstance(have, list) or not all(thing in list(Thing) for thing in have):
        raise Refused("shape")
    one_of(asked["with"], ("alone", "helper"))
    one_of(asked["aim"], list(Aim))
    for name in ("minutes", "seed"):
        if type(asked[name]) is not int:
            raise Refused("shape")
    return asked


def _techniques(given: object) -> list[str]:
    if not isinstance(given, list) or len(given) > MOST_STEPS:
        raise Refused("shape")
    return [text(name, 60) for name in given]


def _lengths(given: object) -> list[float]:
    if not isinstance(given, list) or len(given) > MOST_STEPS:
        raise Refused("shape")
    lengths = [float(n) for n in given if type(n) in (int, float)]
    if len(lengths) < len(given):
        raise Refused("shape")
    if not all(isfinite(n) and 0 <= n <= LONGEST_STEP for n in lengths):
        raise Refused("shape")
    return lengths


def _closed(body: Mapping[str, object]) -> Closed:
    more = ("played",) if "played" in body else ()
    only(body, "session", "ended", "after", *more)
    played = _lengths(body["played"]) if more else None
    try:
        session = UUID(text(body["session"], 40))
    except ValueError as error:
        raise Refused("shape") from error
    ended = one_of(body["ended"], ("finished", "stopped"))
    return Closed(session, ended, score(body["after"]), played)


def _looked(body: Mapping[str, object]) -> Looked:
    only(body, "look", "said", "due")
    look = one_of(body["look"], ("look_10min", "look_morning"))
    return Looked(look, one_of(body["said"], SIDES), moment(body["due"]))


def _seen(body: Mapping[str, object]) -> Seen:
    only(body, "seen")
    if not isinstance(body["seen"], bool):
        raise Refused("shape")
    return Seen(body["seen"])


def _note(body: Mapping[str, object]) -> Note:
    only(body, "score", "text", *(("of",) if "of" in body else ()))
    if "of" in body:
        one_of(body["of"], FOLLOWABLE)
    note = Note(score(body["score"]), text(body["text"], MOST_LETTERS).strip())
    if note.score is None and not note.text:
        raise Refused("empty")
    return note


def _line(body: Mapping[str, object]) -> Line:
    """Any of its parts, and at least one."""
    parts = {name: value for name, value in body.items() if name != "day"}
    only(body, "day", *parts)
    if not parts:
        raise Refused("empty")
    if not set(parts) <= set(PARTS):
        raise Refused("shape")
    return Line(day(body["day"]), {name: _part(name, value) for name, value in parts.items()})


def _part(name: str, value: object) -> Part:
    if not may_be(name, value):
        raise Refused("score" if name in SCORES else "shape")
    return value.strip() if isinstance(value, str) else cast(Part, value)


KINDS: Mapping[str, Callable[[Mapping[str, object]], Told]] = {
    "day": _day,
    "session": _played,
    "close": _closed,
    "look": _looked,
    "seen": _seen,
    "note": _note,
    "line": _line,
    **MEASURES,
}
"""Every kind by its word, and its reader."""


def read_body(kind: str, body: Mapping[str, object]) -> Told:
    """What an entry of this kind tells."""
    if kind not in KINDS:
        raise Refused("kind")
    return KINDS[kind](body)
