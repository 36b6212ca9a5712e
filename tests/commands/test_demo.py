"""``instep demo``: a made-up person to look around with, far from anybody's own diary."""

import contextlib
import os
import re
import signal
import subprocess
import urllib.request
from pathlib import Path

from tests.commands.test_commands import INSTEP, run
from tests.web.serving import ADDRESS


@contextlib.contextmanager
def demo(*flags, **environment):
    """The command while it serves, and the address it printed."""
    process = subprocess.Popen(
        [*INSTEP, "demo", "--no-browser", *flags],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    try:
        told, line = process.stdout.readline(), process.stdout.readline()
        yield process, told, ADDRESS.search(line)[0]
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


def first_page(address):
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with opener.open(address) as page:
        return page.read().decode()


def test_rosa_is_shown_and_is_gone_when_it_ends(tmp_path):
    own = tmp_path / "own"
    with demo(INSTEP_DATA=str(own), TMPDIR=str(tmp_path)) as (process, told, address):
        page = first_page(address)
        process.send_signal(signal.SIGINT)
        process.wait(20)

    assert "made-up person" in page
    assert "all of it is gone" in told
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_named_keeps_her(tmp_path):
    with demo("--data", str(tmp_path / "rosa")) as (_, told, address):
        assert "made-up person" in first_page(address)

    assert "gone" not in told
    assert (tmp_path / "rosa" / "instep.sqlite3").stat().st_mode & 0o077 == 0


def test_a_folder_that_holds_anything_is_left_alone(tmp_path):
    (tmp_path / "instep.sqlite3").write_bytes(b"mine")
    done = run("demo", "--no-browser", "--data", str(tmp_path))

    assert done.returncode == 2
    assert done.err.count("\n") == 1
    assert "Name an empty folder" in done.err
    assert (tmp_path / "instep.sqlite3").read_bytes() == b"mine"
    assert [file.name for file in Path(tmp_path).iterdir()] == ["instep.sqlite3"]


def test_a_seed_that_is_no_number_is_said():
    done = run("demo", "--seed", "rose")

    assert done.returncode == 2
    assert "not a whole number" in done.err


def test_help_says_that_nothing_of_yours_is_read():
    assert "nothing of yours" in run("demo", "--help").out


def test_the_truth_can_be_revealed_beside_what_her_diary_says(tmp_path):
    done = run("demo", "--reveal", TMPDIR=str(tmp_path))
    told = re.search(r"the truth (\d+) times in (\d+)", done.out)

    assert done.returncode == 0
    assert re.search(r"Toe stretching +-2\.2 +-\d\.\d", done.out)
    assert int(told[1]) >= 0.75 * int(told[2])
    assert list(tmp_path.iterdir()) == []
