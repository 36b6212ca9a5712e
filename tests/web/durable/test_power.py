"""The power goes at every point of a real evening: all that was told as kept is there."""

from random import Random

import apsw
import pytest

from instep.web.database import PRAGMAS
from tests.web.durable.disk import Change, Disk
from tests.web.durable.evening import Server, forget, overheard, spend
from tests.web.durable.power import Wires, choices
from tests.web.durable.rows import FILE, found, had_it_been_killed

RESTARTS = 20
"""The server is stopped and started after so many forms."""

TOLD = Change("told", "")


class Watched:
    """What was told once: every change that it asked of the disk, and every form told as kept."""

    def __init__(self, evening, folder, pragmas=PRAGMAS):
        self.before, self.changes, self.file = evening.before, [], folder / FILE
        self.file.write_bytes(self.before)
        self.disk = Disk("watched", self.changes.append)
        server = Server(self.file, self.disk.name, pragmas)
        self.states = [self._found()]
        for number, request in enumerate(evening.requests, 1):
            assert server.keep(request)
            self.changes.append(TOLD)
            self.states.append(self._found())
            if number % RESTARTS == 0:
                server.stop()
        server.stop()

    def _found(self):
        return had_it_been_killed(self.file, self.file.with_name("found"))

    def cuts(self):
        """Every moment to cut the power at: before each sync, after each word that it is kept."""
        wires, told = Wires(self.before, FILE), 0
        for change in self.changes:
            told += change is TOLD
            if change is TOLD or change.what == "sync":
                yield wires, self.states[told : told + 2]
            if change is not TOLD:
                wires.take(change)
        yield wires, self.states[-1:]


def power_is_cut(watched, folder, seed=0):
    """At every moment, with every choice of what stays; gives how often."""
    dice, times = Random(seed), 0
    for wires, allowed in watched.cuts():
        for stays in choices(wires.loose, dice):
            wires.cut(stays, folder)
            times += 1
            assert found(folder / FILE) in allowed
    return times


@pytest.fixture
def folder(tmp_path):
    """Where the disk is put after each power cut."""
    (tmp_path / "cut").mkdir()
    return tmp_path / "cut"


def test_a_power_cut_at_any_moment_of_the_evening_loses_nothing_told_as_kept(
    alice, tmp_path, folder
):
    watched = Watched(overheard(alice, spend, tmp_path), tmp_path)

    assert power_is_cut(watched, folder) > 2000


def test_a_power_cut_while_all_is_deleted_leaves_all_or_nothing(alice, tmp_path, folder):
    spend(alice)
    watched = Watched(overheard(alice, forget, tmp_path), tmp_path)

    assert power_is_cut(watched, folder) > 40


@pytest.mark.parametrize("sync", ["NORMAL", "OFF"])
def test_a_lazier_way_to_keep_is_found_out(alice, tmp_path, folder, sync):
    lazy = PRAGMAS.replace("synchronous=FULL", f"synchronous={sync}")
    watched = Watched(overheard(alice, spend, tmp_path), tmp_path, lazy)
    with pytest.raises((AssertionError, apsw.Error)):
        power_is_cut(watched, folder)
