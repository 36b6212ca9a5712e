"""The web app as it is served: how soon, how light, how quick. Each figure beside its limit.

Run with: make bench-web. Everything is real: the command in processes of its own, a Chromium, a
load on the same computer. Other work on the machine makes every figure worse, never better.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple

from tests.web.durable.visitor import Line, Visitor, processes
from tests.web.lan.at_home import at_home
from tests.web.serving import serve

from bench import cold_start, diary, first_page, first_sound, pushes
from bench.speed import machine
from instep.adapters.home_network import NotAtHome, own_address

STARTS = 5
EVENINGS = 3


class Row(NamedTuple):
    """One line of the table; without a figure, ``what`` says why there is none."""

    what: str
    figure: float | None = None
    limit: float = 0
    unit: str = ""

    def __str__(self) -> str:
        if self.figure is None:
            return f"| {self.what} | | |"
        figure = f"{self.figure:.2f}" if self.unit == "s" else f"{self.figure:.0f}"
        return f"| {self.what} | {f'{figure} {self.unit}'.strip()} | {self.limit:g} |"

    @property
    def is_missed(self) -> bool:
        """Whether it is worse than it may be."""
        return self.figure is not None and self.figure > self.limit


# -- Starting, and memory --------------------------------------------------------------------------


def starts() -> Iterator[Row]:
    """From the command to the first page that has come; and what all its processes hold then."""
    yield from _started("on this computer", _here)
    try:
        own_address()
    except NotAtHome as error:
        yield Row(f"start with `--lan`: {error}")
        return
    yield from _started("with `--lan`", _at_home)


def _started(how: str, start: Any) -> Iterator[Row]:
    runs = [start() for _ in range(STARTS)]
    seconds, megabytes = (statistics.median(values) for values in zip(*runs, strict=True))
    yield Row(f"start to first page, {how}, median of {STARTS}", seconds, 3, "s")
    yield Row(f"memory of all processes (PSS), {how}", megabytes, 150, "MB")


def _here() -> tuple[float, float]:
    with _folder() as folder:
        start = time.perf_counter()
        with serve(folder) as served:
            _must_be_shown(Visitor(served).page.status_code)
            return time.perf_counter() - start, memory(served)


def _at_home() -> tuple[float, float]:
    with _folder() as folder:
        start = time.perf_counter()
        with at_home(Path(folder)) as served:
            cookie = served.enter(served.here).partition(";")[0]
            _must_be_shown(served.ask(Cookie=cookie).status)
            return time.perf_counter() - start, memory(served)


def _folder() -> AbstractContextManager[str]:
    return tempfile.TemporaryDirectory()


def _must_be_shown(status: int) -> None:
    if status != 200:
        raise ValueError(f"the page was not shown: {status}")


def memory(served: Any) -> float:
    """Megabytes of all its processes; what they share is counted once."""
    rollups = (
        Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in processes(served.process.pid)
    )
    lines = (line for text in rollups for line in text.splitlines() if line.startswith("Pss:"))
    return sum(int(line.split()[1]) for line in lines) / 1024


# -- Pages -----------------------------------------------------------------------------------------


class Timed(Line):
    """Notes how long each answer takes, from the first byte asked to the last byte read."""

    def __init__(self, root: str, cookies: Any) -> None:
        super().__init__(root, cookies)
        self.milliseconds: list[float] = []

    def get(self, path: str) -> Any:
        """Ask for a page."""
        return self._timed(super().get, path)

    def post(self, path: str, data: Any) -> Any:
        """Send a form."""
        return self._timed(super().post, path, data)

    def _timed(self, act: Any, *told: Any) -> Any:
        start = time.perf_counter()
        answer = act(*told)
        self.milliseconds.append(1000 * (time.perf_counter() - start))
        return answer


def pages() -> Iterator[Row]:
    """Every page and every form of an evening, from the first question to good night."""
    spent: list[float] = []
    for _ in range(EVENINGS):
        with _folder() as folder, serve(folder) as served:
            alice = Visitor(served)
            alice.client = Timed(served.root, alice.client.cookies)
            evening(alice)
            spent += alice.client.milliseconds
            megabytes = memory(served)
    spent.sort()
    yield Row(
        f"a page of the evening, 95th of 100 ({len(spent):,} pages and forms)",
        spent[int(len(spent) * 0.95)],
        60,
        "ms",
    )
    yield Row("memory of all processes (PSS), after an evening", megabytes, 150, "MB")


def evening(alice: Any) -> None:
    """All of it, in half an hour that takes a second."""
    alice.to_plan(have=["cream"], numbers={"doctor": "Dr Bo, 555 0102"})
    alice.open("/room/").send(begin="pages")
    for _ in alice.while_at("/steps/"):
        alice.press("next")
    alice.send(score="3").open("/history/").open("/techniques/").open("/about/")


# -- The table -------------------------------------------------------------------------------------


def rows() -> Iterator[Row]:
    """One after the other, so that no measurement is in another's way."""
    yield from (Row(*row) for row in first_page.rows())
    yield from (Row(*row) for row in cold_start.rows())
    yield from (Row(*row) for row in first_sound.rows())
    yield from starts()
    yield from pages()
    yield from (Row(*row) for row in diary.rows())
    yield from (Row(*row) for row in pushes.rows())


def main() -> int:
    """The whole table; 1 where a limit is missed."""
    busy = os.getloadavg()[0]
    print(f"Measured on {machine()}; at its start {busy:.1f} other processes wanted to run.\n")
    print("| the web app, as served | measured | limit |\n|---|---|---|")
    missed = 0
    for row in rows():
        print(row, flush=True)
        missed += row.is_missed
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
