"""Places that cannot be used, and rows that are not as they were left: said, kept, never lost."""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from instep.adapters import content
from instep.adapters.data_folder import held
from instep.web.database import FILE
from instep.web.prepare import rows_of
from tests.commands import rows
from tests.commands.keyboard import Home, sit_down
from tests.make import TODAY, house

INSTEP = [sys.executable, "-m", "instep"]
NOW = datetime.now(UTC)


@pytest.fixture(scope="module", autouse=True)
def quick():
    """Content is read once, and nobody waits for the disk: neither is what is tested here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content, "load", lambda *_: house())
        rows.quick(patch)
        yield


@pytest.fixture
def home(tmp_path):
    """A home where a well person had their first session yesterday."""
    rows.make(tmp_path / "data")
    known = Home(tmp_path / "data")
    known.evening(on=str(TODAY - timedelta(days=1)))
    return known


def process(folder, *words, stdin="", before=()):
    """One command as a process of its own, to its end; it never ends in a traceback."""
    command = [*before, *INSTEP, *words, "--data", str(folder), "--on", str(TODAY)]
    done = subprocess.run(
        command, input=stdin, capture_output=True, text=True, timeout=120, check=False
    )
    assert "Traceback" not in done.stderr
    assert "Something went wrong" not in done.stderr
    return done


def one_line(text):
    return text.strip().count("\n") == 0 and text.strip() != ""


# -- Places ----------------------------------------------------------------------------------------


@pytest.fixture
def like_anyone():
    """Words before a command that take from root what nobody else has."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere, and there is no setpriv to take that away")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"]


@pytest.mark.parametrize("command", ["check", "plan", "guide"])
def test_a_folder_that_cannot_be_written_is_named(tmp_path, like_anyone, command):
    tmp_path.chmod(0o500)
    done = process(tmp_path, command, stdin="y\n", before=like_anyone)
    new = process(tmp_path / "new", command, stdin="y\n", before=like_anyone)
    tmp_path.chmod(0o700)

    assert (done.returncode, new.returncode) == (2, 2)
    assert str(tmp_path) in done.stderr
    assert "Permission denied" in new.stderr
    assert one_line(done.stderr)
    assert one_line(new.stderr)


def test_a_file_that_cannot_be_read_is_named_and_left_alone(home, like_anyone):
    file = home.folder / FILE
    file.chmod(0o000)
    done = process(home.folder, "check", before=like_anyone)
    file.chmod(0o600)

    assert done.returncode == 2
    assert str(file) in done.stderr
    assert home.person()["sessions"] == 1


def test_what_cannot_be_deleted_is_named(home, like_anyone):
    home.folder.chmod(0o500)
    done = process(home.folder, "forget", stdin="yes\n", before=like_anyone)
    home.folder.chmod(0o700)

    assert done.returncode == 2
    assert one_line(done.stderr)
    assert home.person()["sessions"] == 1


FULL = (
    "import resource, runpy, sys; size = int(sys.argv.pop(1));"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (size, size));"
    "runpy.run_module('instep', run_name='__main__', alter_sys=True)"
)


def on_a_disk_of(size, folder, lines):
    """Check, in this folder, where no file can grow larger than this; these lines are typed."""
    words = ("check", "--data", str(folder), "--on", str(TODAY))
    return subprocess.run(
        [sys.executable, "-c", FULL, str(size), *words],
        input="\n".join(lines) + "\n",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on a file's size there")
@pytest.mark.parametrize("size", [0, 20_000, 90_000, 120_000])
def test_a_disk_that_fills_up_while_answering_leaves_whole_rows(tmp_path, size):
    lines = Home(tmp_path / "elsewhere").asks("check").typed
    folder = tmp_path / "data"
    if size >= 90_000:
        rows.make(folder)
    done = on_a_disk_of(size, folder, lines)

    assert done.returncode == 2
    assert one_line(done.stderr)
    assert FILE in done.stderr
    assert is_whole(folder)
    assert len(Home(folder).asks("check").asked) <= len(lines)
    assert Home(folder).decisions()[-1]["clearance"]["may_begin"]


def is_whole(folder):
    """Whether the database finds nothing wrong with itself."""
    with rows_of(folder):
        from django.db import connection

        with connection.cursor() as cursor:
            return cursor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_an_output_that_is_full_is_said():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*INSTEP, "--help"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", [FILE, "open.lock"])
def test_a_folder_where_a_file_belongs_is_named(home, name):
    (home.folder / name).unlink(missing_ok=True)
    (home.folder / name).mkdir()
    seen = home.evening()

    assert seen.code == 2
    assert name in seen.err
    assert one_line(seen.err)
    assert (home.folder / name).is_dir()


def test_a_file_where_the_folder_belongs_is_named(tmp_path):
    place = tmp_path / "data"
    place.write_text("a letter")
    seen = Home(place).evening()

    assert seen.code == 2
    assert str(place) in seen.err
    assert place.read_text() == "a letter"


def test_a_folder_behind_a_link_is_as_good_as_any(home, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(home.folder, target_is_directory=True)

    assert Home(link).evening().code == 0
    assert home.person()["sessions"] == 2


# -- Rows that are not as they were left -----------------------------------------------------------


@pytest.mark.parametrize("damage", [b"not a database at all" * 400, b"\xff" * 100_000])
def test_a_file_that_is_no_database_is_named_and_left_alone(home, damage):
    (home.folder / FILE).write_bytes(damage)
    seen = home.evening()

    assert (seen.code, seen.asked) == (2, [])
    assert f"{FILE}: is damaged" in seen.err
    assert one_line(seen.err)
    assert (home.folder / FILE).read_bytes() == damage


def test_rows_of_a_newer_instep_are_named_and_left_alone(home):
    with rows_of(home.folder):
        from django.db.migrations.recorder import MigrationRecorder

        MigrationRecorder.Migration.objects.create(app="records", name="0999_x", applied=NOW)
    seen = home.evening()

    assert (seen.code, seen.asked) == (2, [])
    assert FILE in seen.err
    assert "newer Instep" in seen.err


@pytest.mark.parametrize("kind", ["looks", "referral", "contacts", "count"])
def test_a_row_that_instep_never_wrote_is_said_before_anything_is_asked(home, kind):
    from instep.web.clock import now
    from instep.web.records.ids import uuid7

    with rows_of(home.folder):
        rows.store().keep(kind, uuid7(now().at), {"on": "soon"}, now())
    seen = home.evening()

    assert (seen.code, seen.asked) == (2, [])
    assert FILE in seen.err
    assert "never wrote" in seen.err
    assert one_line(seen.err)


@pytest.mark.parametrize(
    ("id", "answer"), [("adult", "perhaps"), ("adlut", "yes"), ("wound", "no")]
)
def test_an_answer_that_cannot_be_taken_is_named_before_anything_is_asked(home, id, answer):
    home.change(about={**home.person()["about"], id: answer})
    seen = home.evening()

    assert (seen.code, seen.asked) == (2, [])
    assert FILE in seen.err
    assert id in seen.err
    assert one_line(seen.err)


def test_what_was_in_small_files_before_is_known_and_a_damaged_one_is_said(home):
    person = {"format": 1, "about": home.person()["about"], "contacts": {"doctor": "Dr Bo"}}
    for text in (json.dumps(person), "{"):
        (home.folder / FILE).unlink()
        (home.folder / "person.json").write_text(text)
        seen = home.asks("check")

        assert seen.code == 0
        assert ("person.json.damaged-1" in seen.err) == (text == "{")
        assert home.person()["contacts"] == ({} if text == "{" else {"doctor": "Dr Bo"})


# -- Two at once, and forgetting -------------------------------------------------------------------


@pytest.mark.parametrize("words", [("check",), ("plan",), ("guide", "--fast")])
def test_a_second_evening_at_once_is_told_so(home, words):
    with held(home.folder):
        seen = home.asks(*words)

    assert (seen.code, seen.asked) == (2, [])
    assert "already open" in seen.err
    assert home.asks(*words).code == 0


def test_nothing_is_forgotten_while_an_evening_is_open(home):
    with held(home.folder):
        done = process(home.folder, "forget", stdin="yes\n")

    assert done.returncode == 2
    assert "already open" in done.stderr
    assert home.person()["sessions"] == 1


@pytest.mark.parametrize("typed", ["yes", "YES", "  yes  "])
def test_after_a_typed_yes_nothing_of_the_person_is_left(home, typed):
    (home.folder / "person.json.damaged-1").write_text("old")
    (home.folder / ".instep-cut-off").write_text("half")
    done = process(home.folder, "forget", stdin=f"{typed}\n")

    assert done.returncode == 0
    assert "All of it is deleted." in done.stdout
    assert not home.folder.exists()


@pytest.mark.parametrize("typed", ["no\n", "y\n", "\n", "", "\xff\n"])
def test_without_a_typed_yes_nothing_is_deleted(home, typed):
    before = {path.name: path.read_bytes() for path in home.folder.iterdir()}
    done = process(home.folder, "forget", stdin=typed)

    assert done.returncode == 0
    assert "Nothing was deleted." in done.stdout
    assert before == {path.name: path.read_bytes() for path in home.folder.iterdir()}


def test_where_nothing_is_remembered_there_is_nothing_to_forget(tmp_path):
    done = process(tmp_path / "new", "forget", stdin="yes\n")

    assert done.returncode == 0
    assert "nothing to delete" in done.stdout
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("damage", [b"", b"not a database at all" * 400])
def test_rows_that_nobody_can_read_any_more_are_forgotten_too(home, damage):
    (home.folder / FILE).write_bytes(damage)
    done = process(home.folder, "forget", stdin="yes\n")

    assert done.returncode == 0
    assert not home.folder.exists()


def test_other_files_stay_when_all_is_forgotten(home):
    (home.folder / "letter.txt").write_text("mine")
    process(home.folder, "forget", stdin="yes\n")

    assert [path.name for path in home.folder.iterdir()] == ["letter.txt"]


def test_who_was_forgotten_is_a_stranger_again(home):
    process(home.folder, "forget", stdin="yes\n")

    assert home.evening().asked[0] == "adult"


def test_forgetting_works_with_broken_content_too(home, tmp_path):
    words = ("--data", str(home.folder), "--content", str(tmp_path))
    done = subprocess.run(
        [*INSTEP, "forget", *words], input="yes\n", capture_output=True, text=True, check=False
    )

    assert done.returncode == 0
    assert not home.folder.exists()


def test_a_place_is_found_by_the_environment_too(tmp_path, monkeypatch):
    monkeypatch.setenv("INSTEP_DATA", str(tmp_path / "by-environment"))
    sit_down("check", "--on", str(TODAY), typed={"age_65": ["q"]})

    assert (tmp_path / "by-environment" / FILE).exists()
