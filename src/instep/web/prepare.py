"""What has to be in order before the first page: SQLite, the folder, the rows, the door."""

from pathlib import Path

import django
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from instep.adapters.data_folder import PlaceError
from instep.web.clock import now
from instep.web.database import FILE, TooOld

WORDS = (
    ("readonly", "may not be written to"),
    ("read-only", "may not be written to"),
    ("full", "has no room left on its disk"),
    ("unable to open", "cannot be opened"),
    ("not a database", "is damaged, or is not of Instep"),
    ("malformed", "is damaged, or is not of Instep"),
    ("locked", "is in use by another program"),
)


class CannotOpen(Exception):
    """The folder or the file in it cannot be used: what is wrong and the fix, in one line."""


def prepare(folder: Path, browsers: int = 1) -> list[str]:
    """Make the rows ready, move the terminal's files in once, and give each browser a token."""
    try:
        django.setup()
    except TooOld as error:
        fix = "Install pysqlite3 0.6.1 or newer beside Instep."
        raise CannotOpen(f"{error} {fix}") from error
    file = folder / FILE
    try:
        return _opened(folder, browsers)
    except DatabaseError as error:
        raise CannotOpen(f"{file}: {_said(error)}. Mend that, or use --data.") from error
    except PlaceError as error:
        raise CannotOpen(str(error)) from error
    except OSError as error:
        raise CannotOpen(f"{file}: {error.strerror}. Mend that, or use --data.") from error
    finally:
        connection.close()


def _opened(folder: Path, browsers: int) -> list[str]:
    from instep.web.records.keys import new_addresses
    from instep.web.records.moving_in import move_in

    file = folder / FILE
    file.touch(mode=0o600)
    _refuse_newer(file)
    call_command("migrate", verbosity=0, interactive=False)
    move_in(folder)
    return new_addresses(now().at, browsers)


def _refuse_newer(file: Path) -> None:
    """A newer Instep has shaped these rows: we could only damage them."""
    loader = MigrationLoader(connection)
    ours = set(loader.disk_migrations)
    if set(loader.applied_migrations) - ours:
        raise CannotOpen(f"{file}: is of a newer Instep. Use that one, or use --data.")


def _said(error: DatabaseError) -> str:
    text = str(error).lower()
    return next((said for sign, said in WORDS if sign in text), "cannot be used")
