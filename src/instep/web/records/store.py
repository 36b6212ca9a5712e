"""Rows into values and back. The only place that asks for rows."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from instep.adapters.data_folder import Looks, Person, Referral
from instep.web.clock import Moment
from instep.web.records.ids import uuid7
from instep.web.records.models import Entry, Key
from instep.web.records.tonight import Stage, Tonight

ABOUT, CONTACTS, LOOKS, REFERRAL = "about", "contacts", "looks", "referral"
CLEARED, COUNT, SETTINGS = "cleared", "count", "settings"
EVENING, DECISION, SESSION = "evening", "decision", "session"


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


# -- Reading ---------------------------------------------------------------------------------------


def _newest(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Only the highest version of each id."""
    newer = Entry.objects.filter(client_id=OuterRef("client_id"), version__gt=OuterRef("version"))
    return entries.filter(~Exists(newer)).order_by("id")


def all_of(kind: str) -> Sequence[Kept]:
    """Every entry of this kind, each in its newest version, the oldest first."""
    return [_kept(entry) for entry in _newest(Entry.objects.filter(kind=kind))]


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


# -- The person ------------------------------------------------------------------------------------


def person() -> Person:
    """All that is remembered between evenings."""
    rows: dict[str, list[Entry]] = {
        kind: [] for kind in (ABOUT, CONTACTS, LOOKS, REFERRAL, CLEARED, COUNT)
    }
    for entry in _newest(Entry.objects.filter(kind__in=rows)):
        rows[entry.kind].append(entry)
    about, asked_on = _about(rows[ABOUT])
    if (cleared := _last(rows[CLEARED])) is not None and cleared["said"]:
        about["cleared_by_clinician"] = cleared["said"]
    contacts, count = _last(rows[CONTACTS]), _last(rows[COUNT])
    looks, referral = _last(rows[LOOKS]), _last(rows[REFERRAL])
    return Person(
        about=about,
        asked_on=asked_on,
        contacts={} if contacts is None else contacts["numbers"],
        contacts_asked=contacts is not None,
        looks=None if looks is None else Looks(**looks),
        referral=None if referral is None else Referral(**referral),
        first_session_on=None if count is None else count["first_session_on"],
        sessions=0 if count is None else count["sessions"],
    )


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


def keep_contacts(numbers: Mapping[str, str], moment: Moment) -> None:
    """Whom to show when help is needed; asked once, so that nothing is kept too."""
    _keep_named(CONTACTS, "", {"numbers": dict(numbers)}, moment)


def keep_looks(looks: Looks, moment: Moment) -> None:
    """The skin looks that fall due, and what they found."""
    _keep_named(LOOKS, "", asdict(looks), moment)


def keep_referral(referral: Referral, moment: Moment) -> None:
    """That the person was asked to see someone, and whether they have."""
    _keep_named(REFERRAL, "", asdict(referral), moment)


def keep_count(first_session_on: str | None, sessions: int, moment: Moment) -> None:
    """The day of the first session, from which the review counts, and how many there were."""
    _keep_named(COUNT, "", {"first_session_on": first_session_on, "sessions": sessions}, moment)


def settings() -> dict[str, str]:
    """Text size, light and motion; empty until one is chosen."""
    rows = all_of(SETTINGS)
    return dict(rows[-1].body) if rows else {}


def keep_settings(chosen: Mapping[str, str], moment: Moment) -> None:
    """Text size, light and motion."""
    _keep_named(SETTINGS, "", dict(chosen), moment)


# -- Evenings --------------------------------------------------------------------------------------


def tonight() -> Tonight | None:
    """The evening that was begun last, unless it is over."""
    row = _newest(Entry.objects.filter(kind=EVENING)).last()
    if row is None:
        return None
    night = Tonight.from_body(row.client_id, row.body)
    return None if night.stage is Stage.OVER else night


def keep_tonight(night: Tonight, moment: Moment) -> None:
    """How far this evening is."""
    keep(EVENING, night.id, night.as_body(), moment)


def keep_decision(decision: Mapping[str, Any], moment: Moment) -> UUID:
    """A decision whole, with everything it rested on, so that it can be replayed."""
    id = uuid7(moment.at)
    keep(DECISION, id, decision, moment)
    return id


def keep_session(id: UUID, session: Mapping[str, Any], moment: Moment) -> None:
    """How a session went; a newer version when the close adds how it feels."""
    keep(SESSION, id, session, moment)


def is_empty() -> bool:
    """Whether nothing was ever kept here."""
    return not Entry.objects.exists()


def forget() -> None:
    """Delete every row, and leave no byte of them in the file. Not inside a transaction."""
    with transaction.atomic():
        Entry.objects.all().delete()
        Key.objects.filter(is_token=True).delete()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
