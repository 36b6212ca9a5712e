"""The first start is killed while it makes the rows and brings the terminal's answers in."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from tests.web.durable.rows import FILE, is_whole, opened
from tests.web.durable.visitor import Visitor, processes
from tests.web.serving import command, serve
from tests.web.test_moving_in import left_in

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds processes as Linux tells")
KILLS = 8
MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"
ENTRIES = "SELECT kind, name, version, body FROM records_entry ORDER BY kind, name"


def killed_start(folder, wait=None):
    """Start on this folder, kill it so long after its file is there; else once it is open.

    Gives how long it was at work on the file.
    """
    with subprocess.Popen(
        command(folder), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        while not (folder / FILE).exists():
            time.sleep(0.001)
        start = time.perf_counter()
        process.stdout.readline() if wait is None else time.sleep(wait)
        spent = time.perf_counter() - start
        for number in reversed(processes(process.pid)):
            os.kill(number, signal.SIGKILL)
    return spent


def moved_in(folder):
    """What is kept once a start has come through: all but when, and the keys of the door."""
    with serve(folder) as served:
        assert Visitor(served).page.status_code == 200
        served.stop()
    with opened(folder / FILE) as rows:
        assert is_whole(rows)
        return rows.execute(ENTRIES).fetchall(), rows.execute(MIGRATIONS).fetchall()


def test_a_first_start_that_is_killed_leaves_what_the_next_can_go_on_from(tmp_path):
    folders = [tmp_path / str(kill) for kill in range(KILLS)]
    for folder in folders:
        left_in(folder)
    whole = killed_start(folders[0])
    dice = random.Random(0)
    for kill, folder in enumerate(folders[1:]):
        killed_start(folder, whole * (kill + dice.random()) / KILLS)
    calm, *others = map(moved_in, folders)

    assert calm[0]
    assert others == [calm] * len(others)
