"""Where rows live: one SQLite file in the person's folder, whole after a crash or a power cut."""

import re
import sqlite3
import sys
from pathlib import Path
from typing import Any

FILE = "instep.sqlite3"

LEAST = (3, 51, 3)
"""Older ones can damage a file that two connections write to (sqlite.org/wal.html)."""

PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
    " PRAGMA foreign_keys=ON; PRAGMA mmap_size=0; PRAGMA wal_autocheckpoint=200"
)
"""What is told as kept is on the disk; what is deleted is overwritten."""


class TooOld(Exception):
    """No SQLite here is new enough to trust with what a person says."""


def choose_sqlite() -> str:
    """Use a SQLite that is new enough: the system's own, or the one that comes with us."""
    if _number(sqlite3.sqlite_version) >= LEAST:
        return sqlite3.sqlite_version
    try:
        import pysqlite3
    except ImportError as error:
        raise _too_old(sqlite3.sqlite_version) from error
    if _number(pysqlite3.sqlite_version) < LEAST:
        raise _too_old(pysqlite3.sqlite_version)
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
    return str(pysqlite3.sqlite_version)


def _too_old(version: str) -> TooOld:
    least = ".".join(map(str, LEAST))
    return TooOld(f"SQLite {version} is too old; {least} is the least.")


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))


def settings_for(folder: Path) -> dict[str, Any]:
    """The database as Django wants it told."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(folder / FILE),
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 5, "init_command": PRAGMAS},
    }
