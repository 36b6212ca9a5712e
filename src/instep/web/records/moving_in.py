"""The terminal's files move in, once; they are kept beside as ``.moved``."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from instep.adapters.data_folder import DECISIONS, EVENING, PERSON, DataFolder, Person
from instep.web.clock import Moment, moment, now
from instep.web.records import store
from instep.web.records.ids import uuid7

MOVED = ".moved"


def move_in(root: Path) -> bool:
    """Bring everything the terminal remembers into the rows, if there are no rows yet.

    The session under way does not come along: a fresh look is asked for instead. Rows are on the
    disk before any file is renamed, so that a crash in between moves in again or not at all.
    """
    if not any((root / name).exists() for name in (PERSON, DECISIONS)) or not store.is_empty():
        return False
    folder = DataFolder(root)
    with folder.opened():
        person = folder.person()
        with transaction.atomic():
            _person(person, now())
            for line in _lines(root / DECISIONS):
                _decided(line)
        for name in (PERSON, DECISIONS, EVENING):
            _set_aside(root / name)
    return True


def _person(person: Person, at: Moment) -> None:
    about = dict(person.about)
    if cleared := about.pop("cleared_by_clinician", None):
        store.keep_cleared(cleared, at)
    for id, answer in about.items():
        asked = person.asked_on.get(id, at.on.isoformat())
        store.keep_answer(id, answer, date.fromisoformat(asked), at)
    if person.contacts_asked or person.contacts:
        store.keep_contacts(person.contacts, at)
    if person.looks is not None:
        store.keep_looks(person.looks, at)
    if person.referral is not None:
        store.keep_referral(person.referral, at)
    if person.sessions:
        store.keep_count(person.first_session_on, person.sessions, at)


def _lines(file: Path) -> Iterator[Mapping[str, Any]]:
    """Every whole line; one that was cut off stays in the file that is kept beside."""
    if not file.exists():
        return
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            value = json.loads(line)
        except ValueError:
            continue
        if isinstance(value, dict):
            yield value


def _decided(line: Mapping[str, Any]) -> None:
    at = moment(_when(line.get("at")))
    kind = store.SESSION if "session" in line else store.DECISION
    store.keep(kind, uuid7(at.at), dict(line), at)


def _when(text: object) -> datetime:
    try:
        at = datetime.fromisoformat(str(text))
    except ValueError:
        return datetime.now(UTC)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _set_aside(file: Path) -> None:
    if file.exists():
        file.replace(file.with_name(file.name + MOVED))
