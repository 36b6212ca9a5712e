"""A load on the place where devices send what was told while the computer was away.

So many letters a second leave by the clock, whether or not the ones before are answered, and each
is timed from when it was due: a server that stands still cannot hide it.
"""

import json
import secrets
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from typing import Any

from tests.web.durable.rows import FILE, opened
from tests.web.durable.visitor import Visitor
from tests.web.serving import serve

from instep.web.records.ids import uuid7

A_SECOND = 150
SECONDS = 10
ENTRIES = 5
SENDERS = 24
"""Lines that are held open; a letter waits for none of the others."""

PLACE = "/sync/"
HOW = f"{A_SECOND} letters a second of {ENTRIES} entries, each synced to the disk"


def rows() -> Iterator[tuple[Any, ...]]:
    """How long the slowest hundredth waits, and how many went through."""
    with tempfile.TemporaryDirectory() as folder, serve(folder) as served:
        sender = Sender(Visitor(served))
        status = sender.send(letter(sender.whose))
        if status != 200:
            yield (f"{HOW}: not measured, {PLACE} answers {status}",)
            return
        start = time.perf_counter()
        spent = load(sender)
        rate = len(spent) / (time.perf_counter() - start)
        lost = (len(spent) + 1) * ENTRIES - kept(Path(folder) / FILE)
    yield f"{HOW}, 99th of 100", 1000 * spent[int(len(spent) * 0.99)], 500, "ms"
    yield f"the same: entries lost or doubled, at {rate:.0f} a second", abs(lost), 0


class Sender:
    """A device with the key of the door and the secret of our own pages."""

    def __init__(self, alice: Visitor) -> None:
        fields = alice.open("/settings/forget/").form()["fields"]
        cookies = alice.client.cookies.items()
        self.netloc = alice.client.netloc
        self.whose = json.loads(alice.open("/sync/mirror.json").html)["whose"]
        self.headers = {
            "Content-Type": "application/json",
            "Cookie": "; ".join(f"{name}={kept.value}" for name, kept in cookies),
            "X-CSRFToken": fields["csrfmiddlewaretoken"],
        }

    def send(self, body: bytes, line: HTTPConnection | None = None) -> int:
        """Send a letter and read its receipts; 409 where one entry was not kept."""
        line = line or HTTPConnection(self.netloc, timeout=30)
        line.request("POST", PLACE, body, self.headers)
        reply = line.getresponse()
        answer = reply.read()
        if reply.status != 200:
            return reply.status
        receipts = json.loads(answer)["receipts"]
        return 200 if [r["status"] for r in receipts] == ["kept"] * ENTRIES else 409


def letter(whose: str) -> bytes:
    """Five lines for the diary, as a device sends them."""
    now = datetime.now(UTC)
    entries = [
        {
            "id": str(uuid7(now)),
            "version": 1,
            "kind": "note",
            "at": now.isoformat(),
            "zone": "UTC",
            "on": now.date().isoformat(),
            "body": {"score": 3, "text": f"Warm feet tonight. {secrets.token_hex(40)}"},
        }
        for _ in range(ENTRIES)
    ]
    return json.dumps({"sent": now.isoformat(), "whose": whose, "entries": entries}).encode()


def load(sender: Sender) -> list[float]:
    """Seconds from when each letter was due until its receipts were read, sorted."""
    letters = [letter(sender.whose) for _ in range(A_SECOND * SECONDS)]
    turns, start = count(), time.perf_counter() + 0.1

    def work() -> list[float]:
        line, spent = HTTPConnection(sender.netloc, timeout=30), []
        while (turn := next(turns)) < len(letters):
            due = start + turn / A_SECOND
            time.sleep(max(0.0, due - time.perf_counter()))
            if (status := sender.send(letters[turn], line)) != 200:
                raise ValueError(f"a letter was answered with {status}")
            spent.append(time.perf_counter() - due)
        line.close()
        return spent

    with ThreadPoolExecutor(SENDERS) as pool:
        working = [pool.submit(work) for _ in range(SENDERS)]
        return sorted(seconds for each in working for seconds in each.result())


def kept(file: Path) -> int:
    """The lines for the diary that are there, by a SQLite that is not the app's."""
    with opened(file, tidy=False) as found:
        sql = "SELECT count(DISTINCT client_id) FROM records_entry WHERE kind = 'note'"
        return int(found.execute(sql).get)
