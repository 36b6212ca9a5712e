"""What a killed process told as kept is there: whole, once, every time."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from tests.web.durable.rows import FILE, is_whole, opened
from tests.web.durable.saving import AT_MOST, body_of

KILLS = 100


class Writers:
    """A process that starts writers, one at a time, each to be killed."""

    def __init__(self, process):
        self.process = process

    def killed(self, first, saves, wait):
        """Let one tell so many saves, go on a little, and kill it; gives all that it told."""
        self.process.stdin.write(f"{first}\n")
        self.process.stdin.flush()
        writer = int(self.process.stdout.readline())
        told = [int(self.process.stdout.readline()) for _ in range(saves)]
        time.sleep(wait)
        os.kill(writer, signal.SIGKILL)
        *more, gone = self._until_gone()

        assert gone == "gone -9"
        return told + [int(n) for n in more]

    def _until_gone(self):
        for line in self.process.stdout:
            yield line.strip()
            if line.startswith("gone"):
                return


@contextlib.contextmanager
def writers(folder):
    """Ready to start writers on this folder."""
    start = [sys.executable, "-m", "tests.web.durable.saving", str(folder)]
    with subprocess.Popen(
        start, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Writers(process)
        process.stdin.close()


def rows_of(first, saves):
    """What so many saves leave, in order: a note in two versions, an answer, the evening."""
    for n in range(first, first + saves):
        yield "note", 1, {"n": n}
        yield "note", 2, body_of(n)
        yield "about", 1, n
        yield "evening", n - first + 1, n


def found_after(rows, last):
    """The rows that were added behind this one."""
    sql = "SELECT kind, version, body FROM records_entry WHERE id > ? ORDER BY id"
    for kind, version, text in rows.execute(sql, (last,)):
        body = json.loads(text)
        yield kind, version, body.get("answer", body.get("seed", body))


def the(rows, sql):
    """The one value that this asks for."""
    return rows.execute(sql).get


def look(file, last, first, told, *, tidy):
    """Open it as the next one does: all that was told is there, and nothing by half."""
    with opened(file, tidy=tidy) as rows:
        found = list(found_after(rows, last))
        saves = len(found) // 4
        mark = the(rows, "SELECT body FROM records_bookmark ORDER BY id DESC LIMIT 1")
        place = json.loads(mark or "{}").get("own")

        assert is_whole(rows)
        assert told == list(range(first, first + len(told)))
        assert found == list(rows_of(first, saves))
        assert len(told) <= saves <= len(told) + 1
        assert not saves or place == {"n": first + saves - 1}
        assert the(rows, "SELECT count(*) FROM django_migrations WHERE app = 'records'") > 1
        return the(rows, "SELECT coalesce(max(id), 0) FROM records_entry")


@pytest.mark.parametrize("seed", range(3))
def test_a_hundred_killed_writers_lose_nothing_that_was_told_as_kept(tmp_path, seed):
    dice, last = random.Random(seed), 0
    with writers(tmp_path) as started:
        for kill in range(KILLS):
            first = kill * AT_MOST
            told = started.killed(first, dice.randrange(24), dice.random() * 0.005)
            last = look(tmp_path / FILE, last, first, told, tidy=dice.random() < 0.5)
