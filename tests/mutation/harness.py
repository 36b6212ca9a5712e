"""Tries many changes, each in a process of its own, and tells which no test noticed.

A process imports the product with one thing changed and lets the tests loose on it: first people
and stored decisions, called one after another, which notice most; then, for what is left, pytest
over the files named. The change lives in that process only; nothing on the disk is touched.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_loader
from multiprocessing import get_context
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TOO_LONG = 600
"""Seconds after which a change is taken to have made something run for ever."""

Noticed = str | None
"""Who noticed the change; None when nobody did."""


@dataclass(frozen=True)
class Try:
    """One change to be noticed: what to do first, and which tests are then let loose.

    ``fresh``: the product is imported anew, which a change to code needs.
    """

    name: str
    install: Callable[[], Noticed]
    quick: Callable[[], None]
    tests: tuple[str, ...]
    fresh: bool = True


class _TooLong(BaseException):
    """A test did not end. Not an Exception: the guard catches those."""


# -- One try, in its own process ---------------------------------------------------------------


def noticed(attempt: Try) -> Noticed:
    """Who notices this change, or None."""
    if attempt.fresh:
        _forget_the_product()
    _be_quiet()
    try:
        return attempt.install() or _by_quick(attempt) or _by_pytest(attempt)
    except _TooLong:
        return "it never ended"


def _by_quick(attempt: Try) -> Noticed:
    try:
        attempt.quick()
    except _TooLong:
        raise
    except BaseException as error:
        return f"people and stored decisions ({type(error).__name__})"
    return None


def _by_pytest(attempt: Try) -> Noticed:
    if not attempt.tests:
        return None
    plain = ["-x", "-q", "--tb=no", "-p", "no:randomly", "-p", "no:xdist", "-p", "no:cacheprovider"]
    first = _First()
    code = pytest.main([*plain, *attempt.tests], plugins=[first])
    if code is pytest.ExitCode.NO_TESTS_COLLECTED:
        raise RuntimeError("no tests were found")
    return None if code is pytest.ExitCode.OK else first.failed


class _First:
    """Remembers the first test that failed."""

    failed = "a test file that cannot be read"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep its name."""
        if report.failed:
            self.failed = report.nodeid.partition("::")[2]


def _forget_the_product() -> None:
    for name in list(sys.modules):
        ours = name.split(".")[0] in ("instep", "tests")
        if ours and not name.startswith("tests.mutation") and name != "tests":
            del sys.modules[name]


def _be_quiet() -> None:
    for stream in (sys.stdout, sys.stderr):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class Changed(MetaPathFinder, SourceFileLoader):
    """Gives one module another text than its file has."""

    def __init__(self, module: str, file: Path, text: str) -> None:
        super().__init__(module, str(file))
        self.text = text

    def find_spec(self, fullname: str, *_: Any) -> ModuleSpec | None:
        """Only the one module."""
        return spec_from_loader(fullname, self) if fullname == self.name else None

    def get_code(self, _: str) -> CodeType:
        """The changed text, never what was compiled from the file."""
        return compile(self.text, self.path, "exec")


# -- Many tries, on every processor ------------------------------------------------------------

_tries: Sequence[Try] = ()


def try_all(tries: Sequence[Try], workers: int | None = None) -> Iterator[tuple[int, Noticed]]:
    """Each try's number and who noticed it, as they come."""
    global _tries  # forked processes find it here; a change cannot be sent to them
    _tries = tries
    with get_context("fork").Pool(workers or os.cpu_count(), maxtasksperchild=1) as pool:
        yield from pool.imap_unordered(_one, range(len(tries)))


def _one(number: int) -> tuple[int, Noticed]:
    signal.signal(signal.SIGALRM, _stop)
    signal.alarm(TOO_LONG)
    return number, noticed(_tries[number])


def _stop(*_: object) -> None:
    raise _TooLong


class Progress:
    """One line that says how far it has come."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.alive = 0
        self.began = time.monotonic()

    def step(self, who: Noticed, name: str) -> None:
        """One more; what nobody noticed is named at once."""
        self.done += 1
        self.alive += who is None
        if who is None:
            sys.stderr.write(f"not noticed: {name}\n")
        if sys.stderr.isatty() or self.done % 100 == 0 or self.done == self.total:
            minutes = (time.monotonic() - self.began) / 60
            end = "\r" if sys.stderr.isatty() and self.done < self.total else "\n"
            line = f"{self.done} of {self.total}, {self.alive} alive, {minutes:.1f} min"
            sys.stderr.write(line + end)


def tell(line: str) -> None:
    """One line of the result."""
    sys.stdout.write(line + "\n")
