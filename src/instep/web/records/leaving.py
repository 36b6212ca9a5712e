"""The diary's rows on their way out and back in: the same rows, or one line on what is wrong."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from instep.adapters.export.diary import FORMAT
from instep.core.diary import FOLLOWABLE
from instep.web.clock import Moment
from instep.web.records import before_after, pulsed, store
from instep.web.records.light import BadLight, light_in
from instep.web.records.line import FLAGS, PARTS, SCORES, TEXT, line_in, may_be
from instep.web.records.remembered import DAMAGED
from instep.web.records.store import Kept

KINDS = (
    store.LINE, store.NOTE, store.REVIEW, store.BEFORE_AFTER, store.PULSE, store.SIGNAL,
)  # fmt: skip
"""What leaves: lines, a few words told away, looks back, feet before and after a massage, readings
of the pulse, and the light of those of which it is kept."""

NAMELESS = (store.NOTE, store.BEFORE_AFTER, store.PULSE)
"""Of these there may be many; every other kind has one entry a day, and light one a reading."""

ENVELOPE = frozenset({"id", "version", "kind", "name", "at", "zone", "on", "body"})
MOST_VERSIONS = 1_000_000


class Unfit(Exception):
    """An entry that cannot be taken: which, what of it, and the fix, in one line."""


# -- Out -------------------------------------------------------------------------------------------


def entries() -> Iterator[Mapping[str, Any]]:
    """Every version of everything in the diary, in the order it was kept."""
    for kind, kept in store.all_versions(KINDS):
        yield {
            "id": str(kept.id),
            "version": kept.version,
            "kind": kind,
            "name": kept.name,
            "at": kept.at.isoformat(),
            "zone": kept.zone,
            "on": kept.on.isoformat(),
            "body": kept.body,
        }


def table() -> Sequence[Mapping[str, Any]]:
    """A row for each version of each day's line, by day."""
    rows = [kept for _kind, kept in store.all_versions((store.LINE,))]
    newest = {kept.name: kept.version for kept in sorted(rows, key=lambda kept: kept.version)}
    rows.sort(key=lambda kept: (kept.name, kept.version))
    return [_row(kept, newest[kept.name]) for kept in rows]


def _row(kept: Kept, newest: int) -> Mapping[str, Any]:
    line = line_in(kept)
    return {
        "day": kept.name,
        "version": kept.version,
        "newest": kept.version == newest,
        "told_at": kept.at.isoformat(timespec="seconds"),
        **{part: line.says(part) for part in PARTS},
    }


# -- In --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One entry that may be taken."""

    id: UUID
    version: int
    kind: str
    name: str
    moment: Moment
    body: Mapping[str, Any]


def bring_in(text: bytes, today: date) -> int:
    """All of it or nothing: how many rows are new. What is here already is here once."""
    rows = [_read(entry, f"entry {number}", today) for number, entry in _numbered(text)]
    _refuse_twice(rows)
    _refuse_light_alone(rows)
    with transaction.atomic():
        new = [row for number, row in enumerate(rows, 1) if _is_new(row, f"entry {number}")]
        for row in new:
            store.receive(row.kind, row.id, row.version, row.body, row.moment, row.name)
    return len(new)


def _refuse_twice(rows: Sequence[Row]) -> None:
    """One id has each version once, and one day has one id."""
    versions: set[tuple[UUID, int]] = set()
    ids: dict[tuple[str, str], UUID] = {}
    for number, row in enumerate(rows, 1):
        if (row.id, row.version) in versions:
            raise Unfit(f"entry {number}: id: stands there twice. Leave one of them out.")
        if row.kind not in NAMELESS and ids.setdefault((row.kind, row.name), row.id) != row.id:
            raise Unfit(f"entry {number}: name: {row.name} has two ids. Leave one of them out.")
        versions.add((row.id, row.version))


def _refuse_light_alone(rows: Sequence[Row]) -> None:
    """Light stands beside a reading, brought in with it or here already."""
    named = {row.name for row in rows if row.kind == store.SIGNAL}
    there = {str(row.id) for row in rows if row.kind == store.PULSE}
    for id in named - there:
        if store.kind_of(UUID(id)) != store.PULSE:
            raise Unfit(f"name: {id} is no reading of the pulse. Leave its light out.")


def _numbered(text: bytes) -> Iterator[tuple[int, object]]:
    try:
        whole = json.loads(text, parse_constant=_no_number, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Unfit(f"is no JSON: {error}. Export the diary anew.") from error
    if not isinstance(whole, dict) or set(whole) != {"format", "entries"}:
        raise Unfit("has no format and entries. Export the diary anew.")
    if whole["format"] != FORMAT:
        raise Unfit(f"format: is {whole['format']!r}. Use {FORMAT}.")
    if not isinstance(whole["entries"], list):
        raise Unfit("entries: is no list. Export the diary anew.")
    return enumerate(whole["entries"], 1)


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no number")


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands there twice")
    return found


def _read(entry: object, where: str, today: date) -> Row:
    if not isinstance(entry, dict) or set(entry) != ENVELOPE:
        raise Unfit(f"{where}: has not the keys {', '.join(sorted(ENVELOPE))}. Mend its keys.")
    kind, version = entry["kind"], entry["version"]
    if kind not in KINDS:
        raise Unfit(f"{where}: kind: is {kind!r}. Use {', '.join(KINDS)}.")
    if type(version) is not int or not 1 <= version <= MOST_VERSIONS:
        raise Unfit(f"{where}: version: is {version!r}. Use a whole number from 1.")
    moment = _moment(entry, where, today)
    row = Row(_id(entry["id"], where), version, kind, str(entry["name"]), moment, entry["body"])
    _CHECKS[kind](row, where, today)
    return row


def _id(given: object, where: str, field: str = "id") -> UUID:
    try:
        id = UUID(str(given))
    except ValueError as error:
        raise Unfit(f"{where}: {field}: is {given!r}. Use a UUID.") from error
    if str(id) != given:
        raise Unfit(f"{where}: {field}: is {given!r}. Write it as {id}.")
    return id


def _moment(entry: Mapping[str, Any], where: str, today: date) -> Moment:
    try:
        at = datetime.fromisoformat(entry["at"])
        at = at.astimezone(UTC) if at.tzinfo is not None else _no_zone(entry["at"])
    except (TypeError, ValueError) as error:
        raise Unfit(f"{where}: at: is {entry['at']!r}. Use a moment with its zone.") from error
    try:
        ZoneInfo(entry["zone"])
    except (TypeError, ValueError, OSError, LookupError) as error:
        raise Unfit(f"{where}: zone: is {entry['zone']!r}. Use one like UTC.") from error
    on = _day(entry["on"], f"{where}: on", today)
    if at.date() > today + timedelta(days=1):
        raise Unfit(f"{where}: at: {entry['at']} is still to come. Use a moment until now.")
    return Moment(at, entry["zone"], on)


def _no_zone(given: str) -> datetime:
    raise ValueError(given)


def _day(given: object, where: str, today: date) -> date:
    try:
        day = date.fromisoformat(str(given))
    except ValueError as error:
        raise Unfit(f"{where}: is {given!r}. Use a day like 2026-11-24.") from error
    if day.isoformat() != given:
        raise Unfit(f"{where}: is {given!r}. Use a day like 2026-11-24.")
    if day > today:
        raise Unfit(f"{where}: {given} is still to come. Use a day until {today}.")
    return day


# -- What each kind holds --------------------------------------------------------------------------


def _line(row: Row, where: str, today: date) -> None:
    _day(row.name, f"{where}: name", today)
    body = row.body
    if not isinstance(body, Mapping) or not isinstance(body.get("scores"), Mapping):
        raise Unfit(f"{where}: body: has no scores. Give them, or leave them empty.")
    for name, score in body["scores"].items():
        if name not in SCORES:
            raise Unfit(f"{where}: body.scores: {name!r} is no symptom. Use {', '.join(SCORES)}.")
        if score is None or not may_be(name, score):
            fix = "Use a whole number from 0 to 10."
            raise Unfit(f"{where}: body.scores.{name}: is {score!r}. {fix}")
    for part in (*FLAGS, TEXT):
        if part in body and not may_be(part, body[part]):
            fix = "Use at most 1000 letters." if part == TEXT else "Use true or false."
            raise Unfit(f"{where}: body.{part}: is not fit. {fix}")
    _told(row, where)


def _told(row: Row, where: str) -> None:
    kept = Kept(
        row.id, row.version, row.name, row.moment.at, row.moment.zone, row.moment.on, row.body
    )
    try:
        line_in(kept)
    except store.Odd as error:
        raise Unfit(f"{where}: body: {error}. Export the diary anew.") from error


def _note(row: Row, where: str, _today: date) -> None:
    body = row.body
    if not isinstance(body, Mapping) or not {"score", "text"} <= set(body):
        raise Unfit(f"{where}: body: has not score and text. Give both.")
    if body.get("of", FOLLOWABLE[0]) not in FOLLOWABLE:
        fix = f"Use {', '.join(FOLLOWABLE)}, or leave it out."
        raise Unfit(f"{where}: body.of: is {body['of']!r}. {fix}")
    if not may_be("pain", body["score"]) or not may_be(TEXT, body["text"]):
        fix = "Use a whole number from 0 to 10 or null, and at most 1000 letters."
        raise Unfit(f"{where}: body: is not fit. {fix}")


def _review(row: Row, where: str, today: date) -> None:
    _day(row.name, f"{where}: name", today)
    felt = row.body.get("felt") if isinstance(row.body, Mapping) else None
    if felt is not None and (type(felt) is not int or not 1 <= felt <= 7):
        raise Unfit(f"{where}: body.felt: is {felt!r}. Use a whole number from 1 to 7.")


def _before_after(row: Row, where: str, today: date) -> None:
    if row.name:
        raise Unfit(f"{where}: name: is {row.name!r}. Leave it empty.")
    try:
        around = before_after.of_body(row.id, row.body)
        is_whole = before_after.as_body(around) == row.body
    except DAMAGED as error:
        raise Unfit(f"{where}: body: {error}. Export the diary anew.") from error
    if not is_whole:
        raise Unfit(f"{where}: body: is not as Instep writes it. Export the diary anew.")
    _day(row.body["on"], f"{where}: body.on", today)


def _pulse(row: Row, where: str, today: date) -> None:
    if row.name:
        raise Unfit(f"{where}: name: is {row.name!r}. Leave it empty.")
    try:
        is_whole = pulsed.as_body(pulsed.of_body(row.body)) == row.body
    except DAMAGED as error:
        raise Unfit(f"{where}: body: {error}. Export the diary anew.") from error
    if not is_whole:
        raise Unfit(f"{where}: body: is not as Instep writes it. Export the diary anew.")
    _day(row.body["on"], f"{where}: body.on", today)


def _signal(row: Row, where: str, _today: date) -> None:
    _id(row.name, where, "name")
    try:
        light_in(row.body)
    except BadLight as error:
        raise Unfit(f"{where}: body: {error}. Export the diary anew.") from error


_CHECKS = {
    store.LINE: _line,
    store.NOTE: _note,
    store.REVIEW: _review,
    store.BEFORE_AFTER: _before_after,
    store.PULSE: _pulse,
    store.SIGNAL: _signal,
}


def _is_new(row: Row, where: str) -> bool:
    """Whether it is not here yet; the same id or day with something else in it is refused."""
    here = {kept.version: kept for kept in store.versions(row.id)}
    if row.version in here:
        if dict(here[row.version].body) == row.body:
            return False
        raise Unfit(f"{where}: id: another entry has this id and version here. Leave it out.")
    others = () if row.kind in NAMELESS else store.named(row.kind, row.name)
    if any(kept.id != row.id for kept in others):
        raise Unfit(f"{where}: name: {row.name} is written here too. Use an empty folder (--data).")
    return True
