"""What has to be in order before the first row: SQLite, the folder, the shape of the rows."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from instep.adapters.data_folder import PlaceError
from instep.web.clock import now
from instep.web.database import FILE, TooOld

WORDS = (
    ("readonly", "may not be written to"),
    ("read-only", "may not be written to"),
    ("full", "has no room left on its disk"),
    ("i/o", "has no room left on its disk, or the disk is failing"),
    ("unable to open", "cannot be opened"),
    ("not a database", "is damaged, or is not of Instep"),
    ("malformed", "is damaged, or is not of Instep"),
    ("never wrote", "holds something that Instep never wrote"),
    ("locked", "is in use by another program"),
)


class CannotOpen(Exception):
    """The folder or the file in it cannot be used: what is wrong and the fix, in one line."""


def prepare(folder: Path, browsers: int = 1) -> tuple[list[str], list[str]]:
    """The rows made ready, a token for each browser, and what is to be said about old files."""
    with opened(folder) as notices:
        from instep.web.records.keys import new_addresses

        return new_addresses(now().at, browsers), notices


@contextmanager
def opened(folder: Path) -> Iterator[list[str]]:
    """The rows of this folder, ready for this block; gives what is to be said about old files."""
    with rows_of(folder):
        yield _ready(folder)


@contextmanager
def rows_of(folder: Path) -> Iterator[None]:
    """The rows of this folder as they are, for the time of this block."""
    file = folder / FILE
    set_up()
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(file)
    try:
        yield
    except DatabaseError as error:
        raise CannotOpen(f"{file}: {_said(error)}. Mend that, or use --data.") from error
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def set_up() -> None:
    """Only what rows need: no addresses, no log. The server's own processes set up all of it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "instep.web.settings")
    try:
        apps.populate(settings.INSTALLED_APPS)
    except TooOld as error:
        fix = "Install pysqlite3 0.6.1 or newer beside Instep."
        raise CannotOpen(f"{error} {fix}") from error


def _ready(folder: Path) -> list[str]:
    """The folder and the file made, the rows in their shape, old files moved in once."""
    from instep.web.records.moving_in import move_in

    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotOpen(f"{folder}: {error.strerror}. Choose another with --data.") from error
    file = folder / FILE
    try:
        file.touch(mode=0o600)
        _in_shape(file)
        return move_in(folder)
    except PlaceError as error:
        raise CannotOpen(str(error)) from error
    except OSError as error:
        raise CannotOpen(f"{file}: {error.strerror}. Mend that, or use --data.") from error


def _in_shape(file: Path) -> None:
    """Give the rows the shape we know. A newer Instep's we could only damage."""
    loader = MigrationLoader(connection)
    ours, there = set(loader.disk_migrations), set(loader.applied_migrations)
    if there - ours:
        raise CannotOpen(f"{file}: is of a newer Instep. Use that one, or use --data.")
    if ours - there:
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)


def _said(error: DatabaseError) -> str:
    text = str(error).lower()
    return next((said for sign, said in WORDS if sign in text), "cannot be used")
