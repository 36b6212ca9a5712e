"""A database looked at from outside, by a SQLite that is not the app's own."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import apsw

FILE = "instep.sqlite3"


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
