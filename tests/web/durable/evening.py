"""A real evening as its statements: what every request asked of the database, word for word."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import apsw

from instep.web.database import PRAGMAS
from tests.web.durable.rows import Found, everything

TOGETHER = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


@dataclass(frozen=True)
class Evening:
    """The file as it was before, and the statements of each request that changed something."""

    before: bytes
    requests: tuple[tuple[str, ...], ...]

    def row_by_row(self) -> "Evening":
        """The same, with every row kept by itself: what a form must never be."""
        alone = (tuple(sql for sql in ran if not sql.startswith(TOGETHER)) for ran in self.requests)
        return Evening(self.before, tuple(alone))


def spend(alice) -> None:
    """From the first question to the look ten minutes after, with one technique left out."""
    alice.to_plan(have=["cream"], numbers={"doctor": "Dr Bo, 555 0102"})
    alice.send("/plan/without/cream_massage/").open("/room/").send(begin="1")
    for _ in alice.while_at("/steps/"):
        alice.clock.later(seconds=30)
        alice.press("next")
    alice.send(score="3").clock.later(minutes=11)
    alice.open("/looks/look_10min/").send(answer="no")


def forget(alice) -> None:
    """Delete all that is remembered."""
    alice.open("/settings/forget/").send(sure="yes")


def overheard(alice, act: Callable[..., None], folder: Path) -> Evening:
    """What this act of Alice's asks of the database."""
    from django.db import connection

    said: list[list[str]] = []
    request = alice.client.request
    alice.client.request = lambda **asked: (said.append([]), request(**asked))[1]
    before = _copied(connection, folder / "before.sqlite3")
    connection.connection.set_trace_callback(lambda sql: said[-1].append(sql))
    act(alice)
    connection.connection.set_trace_callback(None)
    return Evening(before, tuple(tuple(ran) for ran in said if any(map(_changes, ran))))


def _copied(connection, file: Path) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    return file.read_bytes()


def _changes(sql: str) -> bool:
    return not sql.startswith(("SELECT", *TOGETHER))


class Server:
    """Runs an evening as the app does: its own pragmas, whole requests, a plain no on a fault."""

    def __init__(self, file: Path, disk: str, pragmas: str = PRAGMAS) -> None:
        self.file, self.disk, self.pragmas = file, disk, pragmas
        self.rows: apsw.Connection | None = None

    def keep(self, request: tuple[str, ...]) -> bool:
        """Whether this request was told as kept; if not, it is taken back whole."""
        try:
            rows = self.rows or self._open()
            for sql in request:
                rows.execute(sql).fetchall()
        except apsw.Error:
            self._take_back()
            return False
        return True

    def shown(self) -> Found:
        """What the next page would show; nothing where the file has to be opened anew."""
        return everything(self.rows) if self.rows is not None else ()

    def stop(self) -> None:
        """As Ctrl-C: the last one out tidies up."""
        with suppress(apsw.Error):  # what it cannot tidy up, the next start does
            if self.rows is not None:
                self.rows.close()
        self.rows = None

    def _open(self) -> apsw.Connection:
        rows = apsw.Connection(str(self.file), vfs=self.disk)
        for pragma in self.pragmas.split(";"):
            rows.execute(pragma).fetchall()
        self.rows = rows
        return rows

    def _take_back(self) -> None:
        try:
            if self.rows is not None and self.rows.in_transaction:
                self.rows.execute("ROLLBACK")
        except apsw.Error:
            self.stop()
