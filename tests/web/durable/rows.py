"""A database looked at from outside, by a SQLite that is not the app's own."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import apsw

FILE = "instep.sqlite3"
Found = tuple[tuple[object, ...], ...]
READ_ALL = (
    "SELECT * FROM records_entry ORDER BY id",
    "SELECT * FROM records_bookmark ORDER BY id",
    "SELECT * FROM records_key ORDER BY id",
    "SELECT * FROM django_migrations ORDER BY id",
)


@contextlib.contextmanager
def opened(file: Path, *, tidy: bool = True) -> Iterator[apsw.Connection]:
    """As whoever comes next opens it. Left untidy, the log stays for the one after."""
    rows = apsw.Connection(str(file))
    rows.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, int(not tidy))
    rows.set_busy_timeout(5000)
    try:
        yield rows
    finally:
        rows.close()


def is_whole(rows: apsw.Connection) -> bool:
    """Whether SQLite finds every page, row and index in order."""
    return rows.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def everything(rows: apsw.Connection) -> Found:
    """Every row of every table but its number, to be compared."""
    return tuple((sql, *row[1:]) for sql in READ_ALL for row in rows.execute(sql))


def found(file: Path) -> Found:
    """What the next one to come finds here; it must be whole. Writes as little as can be."""
    with opened(file, tidy=False) as rows:
        assert is_whole(rows)
        return everything(rows)


def had_it_been_killed(file: Path, copy: Path) -> Found:
    """What would be found, had every process been killed now."""
    for old in copy.parent.glob(copy.name + "*"):
        old.unlink()
    for part in file.parent.glob(file.name + "*"):
        if not part.name.endswith("-shm"):  # only in memory
            shutil.copyfile(part, copy.with_name(copy.name + part.name.removeprefix(file.name)))
    return found(copy)
