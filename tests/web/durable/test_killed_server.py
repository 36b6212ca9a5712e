"""The server is killed while a form is under way; Alice starts it again and goes on."""

import os
import signal
import sys
import time

import pytest

from tests.web.durable.rows import FILE, is_whole, opened
from tests.web.durable.visitor import Visitor, processes
from tests.web.person import PLAIN
from tests.web.serving import serve

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds processes as Linux tells")
SAID = "SELECT count(*) FROM records_entry WHERE kind = 'about' AND name = ?"
EVENINGS = "SELECT count(DISTINCT client_id) FROM records_entry WHERE kind = 'evening'"
WAITS = (0, 0.004, 0.008, 0.012, 0.02, 0.04, 0.4)
"""Seconds from the form to the kill: before it is read, in mid-save, long after the answer."""


def answer(alice):
    """What Alice says to the question before her."""
    return PLAIN.get(alice.at.split("/")[2], "no")


def killed_after(wait, served, alice):
    """Send the form of this page, and kill all of the server before its answer is read."""
    form = {**alice.form()["fields"], "answer": answer(alice)}
    line = alice.client.ask("POST", alice.at, form)
    time.sleep(wait)
    for process in reversed(processes(served.process.pid)):
        os.kill(process, signal.SIGKILL)
    served.process.wait(20)
    line.close()


def go_on(served, said):
    """Open the new address; what was not kept is asked again, and can be said again."""
    alice = Visitor(served).begin()
    if alice.at in said[-1:]:
        alice.send(answer=answer(alice))
    assert alice.at.startswith("/about/")
    assert alice.at not in said
    return alice


def test_a_killed_server_is_started_again_and_the_answer_is_there_once_or_asked_again(tmp_path):
    said = []
    for wait in WAITS:
        with serve(tmp_path) as served:
            alice = go_on(served, said)
            said.append(alice.at)
            killed_after(wait, served, alice)
    with serve(tmp_path) as served:
        go_on(served, said)
        served.stop()
    with opened(tmp_path / FILE) as rows:
        assert is_whole(rows)
        assert [rows.execute(SAID, (at.split("/")[2],)).get for at in said] == [1] * len(WAITS)
        assert rows.execute(EVENINGS).get == 1
