"""Rows into values and back. The only place that asks for rows."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.db.models import Exists, Max, Min, OuterRef, QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from instep.core.measures.temperature import Warmth
from instep.core.safety.measured import measured_of
from instep.web.clock import Moment
from instep.web.records.ids import uuid7
from instep.web.records.measure_bodies import noted_in, warmth_in
from instep.web.records.models import Bookmark, Entry, Key
from instep.web.records.remembered import DAMAGED, Looks, Person, Referral
from instep.web.records.tonight import Stage, Tonight

ABOUT, CONTACTS, LOOKS, REFERRAL = "about", "contacts", "looks", "referral"
CLEARED, COUNT, SETTINGS = "cleared", "count", "settings"
EVENING, DECISION, SESSION = "evening", "decision", "session"
WHOSE = "whose"
LOOK, SEEN, CLOSE, NOTE = "look", "seen", "close", "note"
"""What was told away of a skin look, of being seen, of the close, and a few words."""
PRIMARY = "primary"
"""The symptom that is followed most closely; each version is one choice."""
TRIAL, ASIDE = "trial", "aside"
"""A fair test: each version of its row is the one before, and more lots; one that is no more."""
LINE = "line"
"""A day's line in the diary; its name is the day."""
MADE_UP = "made_up"
"""Says that all of this is of a person who does not exist."""
TOLD = "told"
"""Parts of a day's line as a device told them; what stands is in the line itself."""
MEASURE = "measure"
"""A step of measuring as a device told it; what stands is in the measure itself."""
REVIEW = "review"
"""A look back after some weeks; its name is the day it fell due."""
PAINT, WARMTH, TOUCH, MNSI = "paint", "temperature", "touch", "mnsi"
"""What was measured: a day's painting and a day's warmth, named by it; each test, each form."""
SIGNAL = "signal"
"""The light of a reading of the pulse, frame by frame, where that was wanted; named by its id."""
PULSE = "pulse"
"""A reading of the pulse by camera: numbers that no rule reads."""
BEFORE_AFTER = "before_after"
"""Both feet's pulse in turn, before and after a massage; no rule reads it either."""

KINDS = frozenset({
    ABOUT, CONTACTS, LOOKS, REFERRAL, CLEARED, COUNT, SETTINGS, EVENING, DECISION, SESSION, WHOSE,
    LOOK, SEEN, CLOSE, NOTE, PRIMARY, TRIAL, ASIDE, LINE, MADE_UP, TOLD, MEASURE, REVIEW, PAINT,
    WARMTH, TOUCH, MNSI, SIGNAL, PULSE, BEFORE_AFTER,
})  # fmt: skip
"""Every kind of row there is: of no other one is anything kept."""


class Odd(DatabaseError):
    """A row that Instep never wrote."""


@dataclass(frozen=True)
class Kept:
    """One entry as it is kept, in its newest version."""

    id: UUID
    version: int
    name: str
    at: datetime
    zone: str
    on: date
    body: Mapping[str, Any]


# -- Adding ----------------------------------------------------------------------------------------


def keep(kind: str, id: UUID, body: Mapping[str, Any], moment: Moment, name: str = "") -> None:
    """A newer version of this entry, or its first. The same again adds nothing."""
    with transaction.atomic():
        newest = _newest(Entry.objects.filter(client_id=id)).first()
        if newest is not None and newest.body == body:
            return
        version = 1 if newest is None else newest.version + 1
        receive(kind, id, version, body, moment, name)


def receive(
    kind: str, id: UUID, version: int, body: Mapping[str, Any], moment: Moment, name: str = ""
) -> None:
    """An entry made elsewhere, in its version. What is there already is there once."""
    if kind not in KINDS:
        raise ValueError(f"{kind}: is no kind of row. Write it down in store.KINDS.")
    Entry.objects.bulk_create(
        [
            Entry(
                client_id=id,
                version=version,
                kind=kind,
                name=name,
                at=moment.at,
                zone=moment.zone,
                local_date=moment.on,
                body=body,
            )
        ],
        ignore_conflicts=True,
    )


def _keep_named(kind: str, name: str, body: Mapping[str, Any], moment: Moment) -> None:
    """A newer version of the one entry of this kind and name."""
    known = Entry.objects.filter(kind=kind, name=name).values_list("client_id", flat=True).first()
    keep(kind, known or uuid7(moment.at), body, moment, name)


def keep_of_day(kind: str, on: date, body: Mapping[str, Any], moment: Moment) -> None:
    """A newer version of the one entry of this kind and day."""
    _keep_named(kind, on.isoformat(), body, moment)


# -- Reading ---------------------------------------------------------------------------------------


def of_day(kind: str, on: date) -> Kept | None:
    """The one entry of this kind and day; None where there is none."""
    row = _newest(Entry.objects.filter(kind=kind, name=on.isoformat())).last()
    return None if row is None else _kept(row)


def _newest(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Only the highest version of each id."""
    newer = Entry.objects.filter(client_id=OuterRef("client_id"), version__gt=OuterRef("version"))
    return entries.filter(~Exists(newer)).order_by("id")


def all_of(kind: str) -> Sequence[Kept]:
    """Every entry of this kind, each in its newest version, the oldest first."""
    return [_kept(entry) for entry in _newest(Entry.objects.filter(kind=kind))]


def latest_of(kind: str, most: int) -> Sequence[Kept]:
    """The last entries of this kind by when they were made, each in its newest version."""
    found = _newest(Entry.objects.filter(kind=kind)).order_by("-at", "-id")[:most]
    return [_kept(entry) for entry in found]


def made_between(kind: str, first: datetime, until: datetime) -> Sequence[Kept]:
    """Entries of this kind made from then until then, each in its newest version, in order."""
    found = Entry.objects.filter(kind=kind, at__gte=first, at__lt=until)
    return [_kept(entry) for entry in _newest(found).order_by("at", "id")]


def told_between(kind: str, first: datetime, until: datetime) -> Sequence[Kept]:
    """Every version of this kind that was kept from then until then, in order."""
    found = Entry.objects.filter(kind=kind, at__gte=first, at__lt=until)
    return [_kept(entry) for entry in found.order_by("at", "id")]


def named(kind: str, name: str) -> Sequence[Kept]:
    """Every version of the one entry of this kind and name, the oldest first."""
    found = Entry.objects.filter(kind=kind, name=name).order_by("version", "id")
    return [_kept(entry) for entry in found]


def named_between(kind: str, first: str, last: str) -> Sequence[Kept]:
    """Entries of this kind whose names lie there, both ends included, by name, the newest each."""
    found = Entry.objects.filter(kind=kind, name__gte=first, name__lte=last)
    return [_kept(entry) for entry in _newest(found).order_by("name", "id")]


def all_versions(kinds: Collection[str]) -> Iterator[tuple[str, Kept]]:
    """Every version of everything of these kinds, in the order it was kept."""
    for entry in Entry.objects.filter(kind__in=kinds).order_by("id").iterator():
        yield entry.kind, _kept(entry)


def scores_between(first: str, last: str) -> tuple[Sequence[str], Sequence[Mapping[str, Any]]]:
    """The day of each line and, beside them, only its scores: years of them are read at once."""
    found = Entry.objects.filter(kind=LINE, name__gte=first, name__lte=last)
    rows = list(_newest(found).order_by("name").values_list("name", KT("body__scores")))
    days = [name for name, _ in rows]
    # Thousands of small texts are read in a fraction of the time as one.
    told = _read(",".join(str(scores or "null") for _, scores in rows))
    if not {*map(type, told)} <= {dict} or len(told) != len(days):
        raise Odd(f"Instep never wrote these scores in the diary, from {first} to {last}")
    return days, told


def _read(texts: str) -> Sequence[Any]:
    try:
        return list(json.loads(f"[{texts}]"))
    except ValueError as error:
        raise Odd(f"Instep never wrote these scores in the diary: {error}") from error


def bodies_between(kind: str, first: str, last: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The name and the body of each entry whose name lies there, by name, in its newest version.

    A body is made only when its turn comes, so that years of them never stand side by side.
    """
    found = Entry.objects.filter(kind=kind, name__gte=first, name__lte=last)
    text = Cast("body", TextField())
    rows = list(_newest(found).order_by("name", "id").values_list("name", text))
    return ((name, json.loads(body)) for name, body in rows)


def ends_of(kind: str) -> tuple[str, str] | None:
    """The first and the last name of this kind; None where there is none."""
    found = Entry.objects.filter(kind=kind).aggregate(first=Min("name"), last=Max("name"))
    return None if found["first"] is None else (found["first"], found["last"])


def days_of(kind: str, first: date, last: date) -> Sequence[date]:
    """Only the day of each entry of this kind, from the first day to the last, both included."""
    since, until = around(first, last)
    found = Entry.objects.filter(kind=kind, at__gte=since, at__lt=until)
    told = _newest(found).order_by().values_list(KT("body__on"), flat=True)
    try:
        days = [*map(date.fromisoformat, told)]
    except DAMAGED as error:
        raise Odd(f"Instep never wrote the day of this {kind}: {error}") from error
    return [on for on in days if first <= on <= last]


def around(first: date, last: date) -> tuple[datetime, datetime]:
    """Moments between which everything of these days was made, and some more."""
    start = datetime(first.year, first.month, first.day, tzinfo=UTC)
    end = datetime(last.year, last.month, last.day, tzinfo=UTC)
    return start - AROUND, end + AROUND


AROUND = timedelta(days=2)
"""An evening may be kept after its midnight, and in another zone."""


def _kept(entry: Entry) -> Kept:
    return Kept(
        entry.client_id,
        entry.version,
        entry.name,
        entry.at,
        entry.zone,
        entry.local_date,
        entry.body,
    )


def versions(id: UUID) -> Sequence[Kept]:
    """Every version of one entry, the oldest first."""
    return [_kept(entry) for entry in Entry.objects.filter(client_id=id).order_by("version")]


def newest(id: UUID) -> Kept | None:
    """One entry in its newest version; None where there is none."""
    row = _newest(Entry.objects.filter(client_id=id)).first()
    return None if row is None else _kept(row)


def known(ids: Collection[UUID]) -> set[UUID]:
    """Those of these ids that something is kept under."""
    if not ids:
        return set()
    return set(Entry.objects.filter(client_id__in=ids).values_list("client_id", flat=True))


def names_among(kind: str, names: Collection[str]) -> set[str]:
    """Those of these names that an entry of this kind has."""
    return set(Entry.objects.filter(kind=kind, name__in=names).values_list("name", flat=True))


def kind_of(id: UUID) -> str | None:
    """What kind of entry has this id."""
    return Entry.objects.filter(client_id=id).values_list("kind", flat=True).first()


def told_at(kind: str) -> datetime | None:
    """When the last thing of this kind was told."""
    row = _newest(Entry.objects.filter(kind=kind)).last()
    return None if row is None else row.at


# -- The person ------------------------------------------------------------------------------------


def person() -> Person:
    """All that is remembered between evenings."""
    try:
        return _person(_newest_of(ABOUT, CONTACTS, LOOKS, REFERRAL, CLEARED, COUNT, TOUCH))
    except DAMAGED as error:
        raise Odd(f"Instep never wrote this about you: {error}") from error


def _newest_of(*kinds: str) -> Mapping[str, Sequence[Entry]]:
    rows: dict[str, list[Entry]] = {kind: [] for kind in kinds}
    for entry in _newest(Entry.objects.filter(kind__in=kinds)):
        rows[entry.kind].append(entry)
    return rows


def _person(rows: Mapping[str, Sequence[Entry]]) -> Person:
    about, asked_on = _about(rows[ABOUT])
    if (cleared := _last(rows[CLEARED])) is not None and cleared["said"]:
        about["cleared_by_clinician"] = cleared["said"]
    contacts, count = _last(rows[CONTACTS]), _last(rows[COUNT])
    looks, referral = _last(rows[LOOKS]), _last(rows[REFERRAL])
    return Person(
        about=about,
        asked_on=asked_on,
        contacts={} if contacts is None else contacts["numbers"],
        contacts_asked=contacts is not None and contacts.get("asked", True),
        looks=None if looks is None else Looks(**looks),
        referral=None if referral is None else Referral(**referral),
        first_session_on=None if count is None else count["first_session_on"],
        sessions=0 if count is None else count["sessions"],
        measured=measured_of([noted_in(row.body) for row in rows[TOUCH]], _last_warmths()),
    )


def _last_warmths() -> Mapping[date, Warmth]:
    """The last days on which warmth was measured: none before them concerns tonight."""
    rows = _newest(Entry.objects.filter(kind=WARMTH)).order_by("-name")[:DAYS_MEASURED]
    return {date.fromisoformat(row.name): warmth_in(row.body) for row in rows}


DAYS_MEASURED = 30
"""So many, and not two, so that a clock that was once wrong hides none of them."""


def _about(rows: Sequence[Entry]) -> tuple[dict[str, Any], dict[str, str]]:
    said = [row for row in rows if row.body["answer"] is not None]
    about = {row.name: row.body["answer"] for row in said}
    return about, {row.name: row.body["asked_on"] for row in said if row.body["asked_on"]}


def _last(rows: Sequence[Entry]) -> Any:
    return rows[-1].body if rows else None


def keep_answer(id: str, answer: Any, asked_on: date | None, moment: Moment) -> None:
    """One answer about the person with the day it was asked; None takes it back."""
    _keep_named(
        ABOUT,
        id,
        {"answer": answer, "asked_on": None if asked_on is None else str(asked_on)},
        moment,
    )


def keep_cleared(said: Sequence[Mapping[str, str]], moment: Moment) -> None:
    """Every yes of a clinician, with its rule and day."""
    _keep_named(CLEARED, "", {"said": list(said)}, moment)


def keep_contacts(numbers: Mapping[str, str], moment: Moment, *, asked: bool = True) -> None:
    """Whom to show when help is needed; asked once, so that nothing is kept too."""
    more = {} if asked else {"asked": False}
    _keep_named(CONTACTS, "", {"numbers": dict(numbers), **more}, moment)


def keep_looks(looks: Looks, moment: Moment) -> None:
    """The skin looks that fall due, and what they found."""
    _keep_named(LOOKS, "", asdict(looks), moment)


def keep_referral(referral: Referral, moment: Moment) -> None:
    """That the person was asked to see someone, and whether they have.

    Asked once more the same day, it was asked later: what was seen between does not answer it.
    """
    row = _newest(Entry.objects.filter(kind=REFERRAL)).last()
    id, version = (uuid7(moment.at), 0) if row is None else (row.client_id, row.version)
    if row is None or row.at < moment.at or row.body != asdict(referral):
        receive(REFERRAL, id, version + 1, asdict(referral), moment)


def keep_count(first_session_on: str | None, sessions: int, moment: Moment) -> None:
    """The day of the first session, from which the review counts, and how many there were."""
    _keep_named(COUNT, "", {"first_session_on": first_session_on, "sessions": sessions}, moment)


def keep_changes(before: Person, after: Person, moment: Moment) -> None:
    """What is known now and was not before; what has not changed adds nothing."""
    with transaction.atomic():
        _keep_about(before, after, moment)
        if before.contacts != after.contacts or before.contacts_asked != after.contacts_asked:
            keep_contacts(after.contacts, moment, asked=after.contacts_asked)
        if after.looks is not None and before.looks != after.looks:
            keep_looks(after.looks, moment)
        if after.referral is not None and before.referral != after.referral:
            keep_referral(after.referral, moment)
        if before.sessions != after.sessions:
            keep_count(after.first_session_on, after.sessions, moment)


def _keep_about(before: Person, after: Person, moment: Moment) -> None:
    if (cleared := after.about.get(YES, [])) != before.about.get(YES, []):
        keep_cleared(cleared, moment)
    for id in sorted({*before.about, *after.about} - {YES}):
        said, on = after.about.get(id), after.asked_on.get(id)
        if (said, on) != (before.about.get(id), before.asked_on.get(id)):
            keep_answer(id, said, None if on is None else date.fromisoformat(on), moment)


YES = "cleared_by_clinician"


def settings() -> dict[str, str]:
    """Text size, light and motion; empty until one is chosen."""
    rows = all_of(SETTINGS)
    return dict(rows[-1].body) if rows else {}


def keep_settings(chosen: Mapping[str, str], moment: Moment) -> None:
    """Text size, light and motion."""
    _keep_named(SETTINGS, "", dict(chosen), moment)


# -- Evenings --------------------------------------------------------------------------------------


def tonight() -> Tonight | None:
    """The evening that was begun last, unless it is over; one that cannot be read is over."""
    row = _newest(Entry.objects.filter(kind=EVENING)).last()
    if row is None:
        return None
    mark = Bookmark.objects.filter(client_id=row.client_id, version=row.version).first()
    try:
        night = Tonight.from_body(row.client_id, {**row.body, **(mark.body if mark else {})})
    except DAMAGED:
        return None
    return None if night.stage is Stage.OVER else night


def keep_tonight(night: Tonight, moment: Moment) -> None:
    """How far this evening is. Where a bookmark lay, it is newer now."""
    with transaction.atomic():
        keep(EVENING, night.id, night.as_body(), moment)
        Bookmark.objects.filter(client_id=night.id).delete()


def keep_place(night: Tonight, own: Mapping[str, Any]) -> None:
    """How far it is this second, in place of the second before.

    ``own`` says the same in the words of whoever plays it, who alone reads it.
    """
    body = night.as_body()
    place = {name: body[name] for name in PLACE if name in body}
    with transaction.atomic():
        row = _newest(Entry.objects.filter(client_id=night.id)).get()
        Bookmark.objects.update_or_create(
            client_id=night.id, defaults={"version": row.version, "body": {**place, "own": own}}
        )


PLACE = ("position", "place", "shown_at", "played", "worked")
"""What of an evening changes from second to second."""


def own_place(night: Tonight) -> Mapping[str, Any] | None:
    """The bookmark in the words of whoever laid it; None where the evening has moved on since."""
    row = _newest(Entry.objects.filter(client_id=night.id)).get()
    mark = Bookmark.objects.filter(client_id=night.id, version=row.version).first()
    return None if mark is None else mark.body.get("own")


def keep_decision(decision: Mapping[str, Any], moment: Moment) -> UUID:
    """A decision whole, with everything it rested on, so that it can be replayed."""
    id = uuid7(moment.at)
    keep(DECISION, id, decision, moment)
    return id


def keep_session(id: UUID, session: Mapping[str, Any], moment: Moment) -> None:
    """How a session went; a newer version when the close adds how it feels."""
    keep(SESSION, id, session, moment)


def first_session_on() -> date | None:
    """The day of the earliest session; None where there was none yet."""
    days = Entry.objects.filter(kind=SESSION).values_list("body__on", flat=True)
    return min((date.fromisoformat(on) for on in days), default=None)


def keep_primary(choice: Mapping[str, Any], moment: Moment) -> None:
    """Which symptom is followed most closely from now on; what was chosen before stays."""
    _keep_named(PRIMARY, "", choice, moment)


def keep_line(on: date, line: Mapping[str, Any], moment: Moment) -> None:
    """A day's line in the diary, or a newer version of it.

    ``scores`` by symptom, from 0 to 10, only those that were told; more may stand beside them.
    """
    _keep_named(LINE, on.isoformat(), line, moment)


def keep_review(due: date, review: Mapping[str, Any], moment: Moment) -> None:
    """A look back that fell due on this day, or a newer version of it."""
    _keep_named(REVIEW, due.isoformat(), review, moment)


@dataclass(frozen=True)
class Standing:
    """What a session rests on: when any of it is another, someone has said or done something."""

    person: Person
    decision: UUID | None
    playing: tuple[UUID, int] | None


def standing() -> Standing:
    """As it stands now."""
    known = person()
    decided = _newest(Entry.objects.filter(kind=DECISION)).last()
    return Standing(
        Person(
            known.about,
            known.asked_on,
            looks=known.looks,
            referral=known.referral,
            measured=known.measured.holding_back,
        ),
        None if decided is None else decided.client_id,
        _playing(),
    )


def _playing() -> tuple[UUID, int] | None:
    row = _newest(Entry.objects.filter(kind=EVENING)).last()
    if row is None or row.body.get("stage") not in (Stage.PLAYING, Stage.HURT):
        return None
    return row.client_id, row.version


def newest_row() -> int:
    """Goes up with everything that is kept."""
    return Entry.objects.aggregate(newest=Max("id"))["newest"] or 0


def is_empty() -> bool:
    """Whether nothing was ever kept here of the person."""
    return not Entry.objects.exclude(kind=WHOSE).exists()


def is_made_up() -> bool:
    """Whether all that is kept here is of a person who does not exist."""
    return Entry.objects.filter(kind=MADE_UP).exists()


def mark_made_up(seed: int, moment: Moment) -> None:
    """All that is kept here is made up. Only where nothing was ever kept."""
    if not is_empty():
        raise Odd("Somebody's own diary is kept here")
    _keep_named(MADE_UP, "", {"seed": seed}, moment)


def whose(moment: Moment) -> UUID:
    """The name these records go by on a device; new ones have a new name."""
    row = Entry.objects.filter(kind=WHOSE).first()
    if row is not None:
        return row.client_id
    keep(WHOSE, id := uuid7(moment.at), {}, moment)
    return id


def forget() -> None:
    """Delete every row, and leave no byte of them in the file. Not inside a transaction."""
    with transaction.atomic():
        Entry.objects.all().delete()
        Bookmark.objects.all().delete()
        Key.objects.filter(is_token=True).delete()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
