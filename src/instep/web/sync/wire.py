"""What a device sends, read strictly: an entry as a value, or the reason why it is none."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

MOST_ENTRIES = 100
"""In one letter; a device sends the rest in the next."""

MOST_VERSIONS = 10_000
WORDS = ("note", "line", "mnsi", "paint")
"""Kinds that change nothing a device has to know."""
ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+/-]{0,59}")
ENVELOPE = frozenset({"id", "version", "kind", "at", "zone", "on", "body"})


class Refused(Exception):
    """This cannot be taken: ``reason`` is one word, for which the device has words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unreadable(Exception):
    """The letter itself is none: nothing in it can be told apart."""


@dataclass(frozen=True)
class Letter:
    """The entries of one sending, unread; whose they are, and when it was by the device's clock."""

    sent: datetime
    whose: str
    items: Sequence[object]


@dataclass(frozen=True)
class Entry:
    """One thing told away. ``at`` by the device's clock; ``on`` the day it was there."""

    id: UUID
    version: int
    kind: str
    at: datetime
    zone: str
    on: date
    body: Mapping[str, object]


def read_letter(body: bytes) -> Letter:
    """What was sent; its entries are looked at one by one later."""
    try:
        value = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Unreadable("no JSON") from error
    if not isinstance(value, dict) or set(value) != {"sent", "whose", "entries"}:
        raise Unreadable("not sent, whose and entries")
    items = value["entries"]
    if not isinstance(items, list) or len(items) > MOST_ENTRIES:
        raise Unreadable("entries")
    try:
        return Letter(_moment(value["sent"]), text(value["whose"], 40), items)
    except Refused as error:
        raise Unreadable("sent or whose") from error


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no number")


def name_of(item: object) -> tuple[str | None, int | None]:
    """Id and version as they were given, so that even what is refused gets an answer of its own."""
    given = item if isinstance(item, dict) else {}
    id, version = given.get("id"), given.get("version")
    is_whole = isinstance(version, int) and not isinstance(version, bool)
    return (id if isinstance(id, str) else None, version if is_whole else None)


def read_entry(item: object) -> Entry:
    """One entry, whole and of its shape; what it tells is read by its kind."""
    if not isinstance(item, dict) or set(item) != ENVELOPE:
        raise Refused("shape")
    id, version = name_of(item)
    at, on = _moment(item["at"]), day(item["on"])
    if version is None or not 1 <= version <= MOST_VERSIONS:
        raise Refused("version")
    if abs(on - at.date()) > timedelta(days=1):
        raise Refused("on")
    return Entry(
        _id(id),
        version,
        text(item["kind"], 20),
        at,
        _zone(item["zone"]),
        on,
        mapping(item["body"]),
    )


def id_in(item: object) -> UUID | None:
    """Its id, where it has one that is an id."""
    try:
        return _id(name_of(item)[0])
    except Refused:
        return None


def tells_more_than_notes(letter: Letter) -> bool:
    """Whether anything in it may change what a device has to know."""
    return any(not isinstance(item, dict) or item.get("kind") not in WORDS for item in letter.items)


def _id(given: str | None) -> UUID:
    try:
        id = UUID(given)
    except (TypeError, ValueError) as error:
        raise Refused("id") from error
    if id.version != 7 or str(id) != given:
        raise Refused("id")
    return id


def _moment(given: object) -> datetime:
    try:
        at = datetime.fromisoformat(text(given, 40))
    except ValueError as error:
        raise Refused("at") from error
    if at.tzinfo is None or not 1970 < at.year < 9000:
        raise Refused("at")
    return at.astimezone(UTC)


def _zone(given: object) -> str:
    if not ZONE.fullmatch(zone := text(given, 60)):
        raise Refused("zone")
    return zone


# -- What bodies are made of -----------------------------------------------------------------------


def moment(given: object) -> datetime:
    """A moment with its zone, in UTC."""
    return _moment(given)


def day(given: object) -> date:
    """A day, as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text(given, 10))
    except ValueError as error:
        raise Refused("on") from error


def text(given: object, most: int) -> str:
    """Some letters, not too many."""
    if not isinstance(given, str) or len(given) > most:
        raise Refused("shape")
    return given


def one_of(given: object, words: Sequence[str]) -> str:
    """One of these words."""
    if not isinstance(given, str) or given not in words:
        raise Refused("shape")
    return given


def mapping(given: object) -> Mapping[str, object]:
    """An object."""
    if not isinstance(given, dict):
        raise Refused("shape")
    return given


def only(given: Mapping[str, object], *names: str) -> None:
    """These names and no others."""
    if set(given) != set(names):
        raise Refused("shape")


def score(given: object) -> int | None:
    """A whole number from 0 to 10, or none."""
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= 10:
        raise Refused("score")
    return given
