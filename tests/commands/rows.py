"""The rows of a home, seen and changed from outside: as if time had passed, or something broken."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any

from instep.web.database import FILE, PRAGMAS
from instep.web.prepare import opened, rows_of
from instep.web.records.remembered import Looks, Person, Referral

VALUES = {"looks": Looks, "referral": Referral}


def quick(patch) -> None:
    """Nobody waits for the disk, where what is kept on it is not what is tested."""
    with rows_of(Path()):
        from django.db import connection

        options = connection.settings_dict["OPTIONS"]
    patch.setitem(options, "init_command", PRAGMAS.replace("synchronous=FULL", "synchronous=OFF"))


@cache
def _empty() -> Path:
    """A file of rows with none in it yet, made once for all homes."""
    folder = Path(tempfile.mkdtemp(prefix="instep-empty-"))
    with opened(folder):
        pass
    return folder / FILE


def make(folder: Path) -> None:
    """A home where Instep was opened once, and nothing said."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copy(_empty(), folder / FILE)


def store():
    from instep.web.records import store as room

    return room


def person(folder: Path) -> dict[str, Any]:
    with rows_of(folder):
        return asdict(store().person())


def change(folder: Path, changes: Mapping[str, Any]) -> None:
    """The person otherwise; what they were before is not remembered."""
    from instep.web.clock import now

    values = {
        name: VALUES[name](**value) if name in VALUES and value is not None else value
        for name, value in changes.items()
    }
    with rows_of(folder):
        room = store()
        after = replace(room.person(), **values)
        kinds = (room.ABOUT, room.CONTACTS, room.LOOKS, room.REFERRAL, room.CLEARED, room.COUNT)
        entries().filter(kind__in=kinds).delete()
        room.keep_changes(Person(), after, now())


def entries():
    from instep.web.records.models import Entry

    return Entry.objects


def decisions(folder: Path) -> list[dict[str, Any]]:
    """Every decision and every session kept, in order, each in its newest version."""
    with rows_of(folder):
        newest = {
            row.client_id: row.body
            for row in entries().filter(kind__in=("decision", "session")).order_by("id")
        }
    return list(newest.values())


def tonight(folder: Path):
    """The evening under way."""
    with rows_of(folder):
        return store().tonight()


def waiting(folder: Path) -> Mapping[str, Any] | None:
    """How far a session was left at the terminal; None where it cannot go on there."""
    with rows_of(folder):
        night = store().tonight()
        going = night is not None and night.stage == "playing"
        return store().own_place(night) if going else None


def night_is(folder: Path, **changes: Any) -> None:
    """The evening under way otherwise, in its very row and bookmark."""
    from instep.web.records.models import Bookmark

    with rows_of(folder):
        row = entries().filter(kind="evening").order_by("id").last()
        entries().filter(id=row.id).update(body={**row.body, **changes})
        for mark in Bookmark.objects.all():
            mark.body = {**mark.body, **{k: v for k, v in changes.items() if k in mark.body}}
            mark.save()
