"""A server and the terminal at the same time, each a process of its own, on the same rows."""

import json
import re
import subprocess
import sys
import threading
import urllib.parse
import urllib.request
from contextlib import contextmanager
from http.cookiejar import CookieJar

import pytest

from tests.commands import rows
from tests.commands.keyboard import Home
from tests.make import TODAY, healthy
from tests.web.serving import serve

INSTEP = [sys.executable, "-m", "instep"]
CANARY = "Nurse Quetzalcoatl 555 0199"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home where everything about a person is known, and the lines she types to check."""
    folder = tmp_path_factory.mktemp("home") / "data"
    rows.make(folder)
    at_home = Home(folder)
    at_home.asks("check", answers={"doctor": CANARY})
    return at_home, at_home.asks("check").typed


@contextmanager
def typing(folder, *words, lines):
    """A command as a process, with these lines typed ahead."""
    command = [*INSTEP, *words, "--data", str(folder)]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    process.stdin.write("".join(f"{line}\n" for line in lines))
    process.stdin.close()
    yield process
    process.wait(120)
    process.stdout.close()
    process.stderr.close()


class Visitor:
    """A browser that came in by the one-time address."""

    def __init__(self, served):
        self.root = served.root
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self.opener = urllib.request.build_opener(cookies)
        self.page = self.opener.open(served.address).read().decode()

    def opens(self, path):
        """The page at this address."""
        with self.opener.open(self.root + path) as page:
            self.page = page.read().decode()
        return self.page

    def sends(self, path, **answers):
        """The form of the page that is open."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.page)[1]
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **answers}).encode()
        asked = urllib.request.Request(self.root + path, body, headers={"Origin": self.root})
        with self.opener.open(asked) as page:
            self.page = page.read().decode()
        return page.status


def kept_of(kind, folder):
    """Every row of this kind that is in the file."""
    with rows.rows_of(folder):
        return list(rows.entries().filter(kind=kind).order_by("id").values_list("body", flat=True))


def test_a_server_and_three_checks_at_once_keep_all_that_they_were_told(home):
    at_home, lines = home
    before = len(at_home.decisions())
    with serve(at_home.folder) as served:
        visitor = Visitor(served)
        visitor.opens("/settings/")
        done, stopped = [], threading.Event()

        def change_the_light():
            while not stopped.is_set():
                light = ("day", "evening")[len(done) % 2]
                done.append(visitor.sends("/settings/", text="large", light=light, motion="still"))
                visitor.opens("/settings/")

        beside = threading.Thread(target=change_the_light)
        beside.start()
        ended = []
        for _ in range(3):
            with typing(at_home.folder, "check", "--on", str(TODAY), lines=lines) as check:
                said = check.stderr.read()
            ended.append((check.returncode, said))
        stopped.set()
        beside.join()

    assert ended == [(0, "")] * 3
    assert set(done) == {200}
    assert len(at_home.decisions()) == before + 3
    assert len(kept_of("settings", at_home.folder)) == len(done)


def test_all_is_forgotten_with_a_browser_open_and_no_byte_is_left(tmp_path):
    rows.make(tmp_path)
    at_home = Home(tmp_path)
    at_home.asks("check", answers={"doctor": CANARY})
    (tmp_path / "person.json.moved").write_text(CANARY, encoding="utf-8")
    with serve(tmp_path) as served:
        visitor = Visitor(served)
        with typing(tmp_path, "forget", lines=["yes"]) as forget:
            said = forget.stdout.read()
        left = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
        again = visitor.opens("/")

    assert (forget.returncode, "All of it is deleted." in said) == (0, True)
    assert "Let us begin" in again
    assert not [name for name, text in left.items() if CANARY.encode() in text]
    assert "person.json.moved" not in left
    assert at_home.person()["about"] == {}


def test_a_server_that_nobody_has_visited_yet_keeps_its_door_when_all_is_forgotten(tmp_path):
    rows.make(tmp_path)
    Home(tmp_path).asks("check", answers={"doctor": CANARY})
    with serve(tmp_path) as served:
        urllib_knock(served)
        with typing(tmp_path, "forget", lines=["yes"]) as forget:
            assert "All of it is deleted." in forget.stdout.read()
        key_is_gone = urllib_knock(served, served.address)

    assert key_is_gone == 403  # an address that was not used yet is forgotten too
    assert CANARY.encode() not in (tmp_path / "instep.sqlite3").read_bytes()


def urllib_knock(served, address=None):
    """Until it answers; what a stranger gets."""
    import time
    from urllib.error import HTTPError, URLError

    for _ in range(200):
        try:
            return urllib.request.urlopen(address or served.root).status
        except HTTPError as closed:
            closed.close()
            return closed.code
        except URLError:
            time.sleep(0.05)
    raise AssertionError("it does not answer")


MOVER = """
import sys
from pathlib import Path
from instep.web.prepare import CannotOpen, opened
sys.stdin.readline()
try:
    with opened(Path(sys.argv[1])):
        print("in")
except CannotOpen as error:
    print(error)
"""


def test_old_files_move_in_once_when_three_open_them_at_the_same_moment(tmp_path):
    rows.make(tmp_path)
    person = {"format": 1, "about": healthy()["about"], "sessions": 3}
    (tmp_path / "person.json").write_text(json.dumps(person))
    line = {"at": "2026-11-20T19:00:00+00:00", "on": "2026-11-20", "clearance": {"action": "GO"}}
    (tmp_path / "decisions.jsonl").write_text(json.dumps(line) + "\n")
    words = [sys.executable, "-c", MOVER, str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    movers = [subprocess.Popen(words, **pipes) for _ in range(3)]
    for mover in movers:
        mover.stdin.write("\n")
        mover.stdin.flush()
    said = [mover.communicate(timeout=60)[0].strip() for mover in movers]

    assert "in" in said
    assert all(each == "in" or "already open" in each for each in said)
    assert Home(tmp_path).person()["sessions"] == 3
    assert len(kept_of("decision", tmp_path)) == 1
    assert len(kept_of("about", tmp_path)) == len(person["about"])
