"""Every call to the disk fails, one after the other, through a real evening: nothing is lost."""

from itertools import takewhile

import apsw
import pytest

from tests.web.durable.disk import Disk, Full
from tests.web.durable.evening import Server, forget, overheard, spend
from tests.web.durable.rows import FILE, had_it_been_killed

CODES = {
    "write": apsw.SQLITE_IOERR_WRITE,
    "sync": apsw.SQLITE_IOERR_FSYNC,
    "truncate": apsw.SQLITE_IOERR_TRUNCATE,
    "delete": apsw.SQLITE_IOERR_DELETE,
}
NEVER = 10**9


class Faults:
    """Lets calls through until one number, and fails that one, or all from there on."""

    def __init__(self, call, *, full=False, lasting=False):
        self.call, self.full, self.lasting = call, full, lasting
        self.calls = 0

    @property
    def met(self):
        """Whether there were so many calls."""
        return self.calls >= self.call

    def ask(self, change):
        """The next call."""
        self.calls += 1
        if self.calls == self.call or (self.lasting and self.met):
            raise self._fault(change)

    def _fault(self, change):
        if self.full and change.what == "write":
            return Full("no room")
        fault = apsw.IOError(change.what)
        fault.extendedresult = CODES[change.what]
        return fault


class Told:
    """What was told once without a fault, to be told again, each time on a fresh copy."""

    def __init__(self, evening, folder):
        self.before, self.requests, self.folder = evening.before, evening.requests, folder
        self.disk = Disk("faults", lambda change: self.faults.ask(change))
        server = self.server(Faults(NEVER))
        self.states = [self.found(), *(self.found() for _ in map(server.keep, self.requests))]
        server.stop()
        self.calls = self.faults.calls

    def server(self, faults):
        """A server on the file as it was before, on a disk with these faults."""
        self.faults = faults
        for old in self.folder.glob(FILE + "*"):
            old.unlink()
        (self.folder / FILE).write_bytes(self.before)
        return Server(self.folder / FILE, self.disk.name)

    def found(self):
        """What is there, had the server been killed now."""
        return had_it_been_killed(self.folder / FILE, self.folder / "found")

    def every_call(self, **how):
        """Faults at the first call, at the second, and so to the last."""
        return (Faults(call, **how) for call in range(1, self.calls + 1))


@pytest.fixture(params=[spend, forget], ids=["evening", "forget"])
def told(alice, tmp_path, request):
    """All that Alice tells in an evening; or that all of it is deleted."""
    if request.param is forget:
        spend(alice)
    return Told(overheard(alice, request.param, tmp_path), tmp_path)


full = pytest.mark.parametrize("full", [False, True], ids=["broken", "full"])


def fails_once(told, faults):
    """What is shown and what is left is all of a form or none; sent again, it is kept."""
    server = told.server(faults)
    for at, request in enumerate(told.requests):
        met_before, kept = faults.met, server.keep(request)
        if faults.met and not met_before:
            shown = server.shown() or told.states[at]
            kept = kept or shown == told.states[at + 1]
            assert shown == told.states[at + kept]
            assert told.found() in told.states[at + kept : at + 2]
        assert kept or server.keep(request)
    server.stop()

    assert faults.met
    assert told.found() == told.states[-1]


def every_call_fails_once(told, **how):
    """Each call has its turn."""
    for faults in told.every_call(**how):
        fails_once(told, faults)


@full
def test_a_call_that_fails_once_loses_nothing_and_the_form_can_be_sent_again(told, full):
    every_call_fails_once(told, full=full)


@full
def test_a_disk_that_stays_broken_keeps_what_was_told_and_goes_on_when_mended(told, full):
    for faults in told.every_call(full=full, lasting=True):
        server = told.server(faults)
        kept = sum(1 for _ in takewhile(server.keep, told.requests))
        server.stop()
        assert told.found() in told.states[kept : kept + 2]

        faults.lasting = False
        assert all(map(server.keep, told.requests[kept:]))
        server.stop()
        assert told.found() == told.states[-1]


def test_a_form_that_is_kept_row_by_row_is_found_out(alice, tmp_path):
    told = Told(overheard(alice, spend, tmp_path).row_by_row(), tmp_path)
    with pytest.raises(AssertionError):
        every_call_fails_once(told)

    assert told.calls > 700
