"""The diary's rows on their way out and back in: the same rows, or one line on what is wrong."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from instep.adapters.export.diary import FORMAT
from instep.web.clock import Moment
from instep.web.records import store
from instep.web.records.fit import CHECKS, Row, Unfit, day_in, id_in
from instep.web.records.line import PARTS, line_in
from instep.web.records.store import Kept

KINDS = tuple(CHECKS)
"""What leaves: lines, a few words told away, looks back, feet before and after a massage, readings
of the pulse and the light of those of which it is kept, touch tests, skin warmth, paintings, the
questions on feeling, and which symptom is followed."""

NAMELESS = (store.NOTE, store.BEFORE_AFTER, store.PULSE, store.TOUCH, store.MNSI)
"""Of these there may be many; every other kind has one entry a day, light one a reading, and what
is followed one in all."""

STAYS: Mapping[str, str] = {
    store.ABOUT: "said anew wherever massage is asked for: no file opens a session",
    store.CLEARED: "said anew, as all about the person: no file opens a session",
    store.DECISION: "decided anew from tonight's answers: no file opens a session",
    store.EVENING: "an evening under way belongs where its answers were given",
    store.SESSION: "stands on the decision and the evening that it was cleared in",
    store.COUNT: "counts the sessions, and stays where they are",
    store.TRIAL: "its lots go on only where they were drawn",
    store.ASIDE: "names a fair test, and stays where that is",
    store.LOOKS: "skin looks fall due where the session was",
    store.REFERRAL: "asked anew wherever an answer calls for it",
    store.CONTACTS: "numbers of other people, asked anew",
    store.SETTINGS: "how one screen looks and what is on there, chosen anew",
    store.LOOK: "how a device told it; what came of it is kept with the looks",
    store.SEEN: "how a device told it; what came of it is kept with the referral",
    store.CLOSE: "how a device told it; what came of it is kept with the session",
    store.TOLD: "how a device told it; what stands is in the line",
    store.MEASURE: "how a device told it; what stands is in the measure",
    store.WHOSE: "the name these records go by on a device; new ones have a new name",
    store.MADE_UP: "a person who does not exist stays in a folder of her own",
}
"""Kinds of which no row leaves, each with the reason."""

ENVELOPE = frozenset({"id", "version", "kind", "name", "at", "zone", "on", "body"})
MOST_VERSIONS = 1_000_000


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
    """One id has each version once, all of one entry; and one day has one id."""
    versions: set[tuple[UUID, int]] = set()
    ids: dict[tuple[str, str], UUID] = {}
    called: dict[UUID, tuple[str, str]] = {}
    for number, row in enumerate(rows, 1):
        if (row.id, row.version) in versions:
            raise Unfit(f"entry {number}: id: stands there twice. Leave one of them out.")
        if row.kind not in NAMELESS and ids.setdefault((row.kind, row.name), row.id) != row.id:
            raise Unfit(f"entry {number}: name: {_named(row)} has two ids. Leave one of them out.")
        if called.setdefault(row.id, (row.kind, row.name)) != (row.kind, row.name):
            raise Unfit(f"entry {number}: id: is another entry's too. Leave one of them out.")
        versions.add((row.id, row.version))


def _named(row: Row) -> str:
    return row.name or row.kind


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
    row = Row(id_in(entry["id"], where), version, kind, str(entry["name"]), moment, entry["body"])
    CHECKS[kind](row, where, today)
    return row


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
    on = day_in(entry["on"], f"{where}: on", today)
    if at.date() > today + timedelta(days=1):
        raise Unfit(f"{where}: at: {entry['at']} is still to come. Use a moment until now.")
    return Moment(at, entry["zone"], on)


def _no_zone(given: str) -> datetime:
    raise ValueError(given)


def _is_new(row: Row, where: str) -> bool:
    """Whether it is not here yet; the same id or day with something else in it is refused."""
    here = {kept.version: kept for kept in store.versions(row.id)}
    is_other = {kept.name for kept in here.values()} - {row.name}
    if is_other or store.kind_of(row.id) not in (None, row.kind):
        raise Unfit(f"{where}: id: is that of something else here. Leave it out.")
    if row.version in here:
        if dict(here[row.version].body) == row.body:
            return False
        raise Unfit(f"{where}: id: another entry has this id and version here. Leave it out.")
    others = () if row.kind in NAMELESS else store.named(row.kind, row.name)
    if any(kept.id != row.id for kept in others):
        raise Unfit(
            f"{where}: name: {_named(row)} is written here too. Use an empty folder (--data)."
        )
    return True
