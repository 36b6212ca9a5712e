"""Places that cannot be used, and files that are not as they were left: said, kept, never lost."""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instep.adapters import content
from instep.adapters.data_folder import DataFolder
from tests.commands.keyboard import EOF, Home, sit_down
from tests.make import TODAY, house

INSTEP = [sys.executable, "-m", "instep"]
FILES = ("person.json", "evening.json", "decisions.jsonl")


@pytest.fixture(scope="module", autouse=True)
def quick():
    """Content is read once, and nobody waits for the disk: neither is what is tested here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content, "load", lambda _: house())
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture
def home(tmp_path):
    """A home where a well person had their first session yesterday."""
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
    file = home.folder / "person.json"
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
@pytest.mark.parametrize("size", [0, 100, 700, 1500])
def test_a_disk_that_fills_up_while_answering_leaves_whole_files(tmp_path, size):
    lines = Home(tmp_path / "elsewhere").asks("check").typed
    folder = tmp_path / "data"
    done = on_a_disk_of(size, folder, lines)
    there = {path.name for path in folder.iterdir()}

    assert done.returncode == 2
    assert one_line(done.stderr)
    assert "person.json" in done.stderr
    assert there <= {"open.lock", "person.json"}
    assert ("person.json" in there) == (size >= 700)
    if size >= 700:
        assert json.loads((folder / "person.json").read_text())["about"]


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on a file's size there")
def test_a_disk_too_full_for_the_decision_keeps_the_decisions_before_it(home):
    home.asks("check")
    lines = home.asks("check").typed
    decisions = home.folder / "decisions.jsonl"
    kept = decisions.read_bytes()
    done = on_a_disk_of(len(kept) + 100, home.folder, lines)

    assert done.returncode == 2
    assert "decisions.jsonl" in done.stderr
    assert decisions.read_bytes() == kept


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_an_output_that_is_full_is_said():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*INSTEP, "--help"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", [*FILES, "open.lock"])
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


def test_a_file_behind_a_link_is_read(home, tmp_path):
    file = home.folder / "person.json"
    elsewhere = file.rename(tmp_path / "elsewhere.json")
    file.symlink_to(elsewhere)
    seen = home.evening()

    assert seen.code == 0
    assert "adult" not in seen.asked


@pytest.mark.parametrize("target", ["gone.json", "person.json"])
def test_a_link_that_leads_nowhere_is_no_fault(home, target):
    file = home.folder / "person.json"
    file.unlink()
    file.symlink_to(target)
    seen = home.evening()

    assert seen.code == (0 if target == "gone.json" else 2)


# -- Files that are not as they were left ----------------------------------------------------------

BROKEN = [b"", b"{", b"[]", b"null", b"5", b"\xff\xfe", b"{} {}", b"[" * 100_000, b'{"a": NaN']


@pytest.mark.parametrize("damage", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_about_the_person_is_kept_beside_and_said_and_asked_anew(home, damage):
    (home.folder / "person.json").write_bytes(damage)
    seen = home.evening()

    assert seen.code == 0
    assert "person.json.damaged-1" in seen.err
    assert (home.folder / "person.json.damaged-1").read_bytes() == damage
    assert seen.asked[0] == "adult"
    assert len(home.decisions()) == 4


ODD = {
    "about you is a number": {"about": 5},
    "about you is a list": {"about": ["adult"]},
    "about you is nested": {"about": {"adult": {"very": {"much": 1}}}},
    "an answer is true": {"about": {"adult": True}},
    "an answer is half a character": {"about": {"adult": "\ud800"}},
    "looks are something else": {"looks": {"x": 1}},
    "looks are empty": {"looks": {}},
    "looks are a word": {"looks": "soon"},
    "a look at no time": {"looks": {"ten_minutes_at": "soon", "morning_on": "2026-11-24"}},
    "a look without a zone": {
        "looks": {"ten_minutes_at": "2026-11-24T20:00:00", "morning_on": "2026-11-24"}
    },
    "a look that found a word": {
        "looks": {
            "ten_minutes_at": "2026-11-24T20:00:00+00:00",
            "morning_on": "2026-11-24",
            "morning": "perhaps",
        }
    },
    "a number that is a number": {"contacts": {"doctor": 5550102}},
    "a number of nobody we know": {"contacts": {"aunt": "5550102"}},
    "a number that moves the cursor": {"contacts": {"doctor": "\x1b[2J"}},
    "contacts are a list": {"contacts": ["5550102"]},
    "contacts asked perhaps": {"contacts_asked": "perhaps"},
    "a question asked on no day": {"asked_on": {"adult": "2026-02-30"}},
    "a question asked on a number": {"asked_on": {"adult": 20261124}},
    "questions asked on a word": {"asked_on": "2026-11-24"},
    "a referral on no day": {"referral": {"on": "2026-13-01", "seen": False}},
    "a referral perhaps seen": {"referral": {"on": "2026-11-20", "seen": "perhaps"}},
    "a referral that is a word": {"referral": "yes"},
    "a first session on no day": {"first_session_on": "long ago"},
    "sessions in words": {"sessions": "many"},
    "fewer sessions than none": {"sessions": -1},
    "a part that is not ours": {"music": "rain"},
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_what_instep_never_wrote_is_kept_beside_and_said(home, odd):
    home.change(**odd)
    left = (home.folder / "person.json").read_bytes()
    seen = home.evening()

    assert seen.code == 0
    assert "person.json.damaged-1" in seen.err
    assert (home.folder / "person.json.damaged-1").read_bytes() == left


NOT_TAKEN = {
    "an answer that is none": ({"about": {"adult": "perhaps"}}, "adult"),
    "a question that is none": ({"about": {"adlut": "yes"}}, "adlut"),
    "today's question": ({"about": {"wound": "no"}}, "wound"),
    "toes without their day": ({"about": {"touch_test_missed": 3}}, "touch_test_missed"),
    "a day still to come": ({"asked_on": {"adult": "2026-11-25"}}, "asked_on"),
    "a day of a question that is none": ({"asked_on": {"adlut": "2026-11-24"}}, "adlut"),
}


@pytest.mark.parametrize("case", NOT_TAKEN.values(), ids=NOT_TAKEN)
def test_an_answer_that_cannot_be_taken_is_named_before_anything_is_asked(home, case):
    odd, field = case
    home.change(**odd)
    left = (home.folder / "person.json").read_bytes()
    seen = home.evening()

    assert (seen.code, seen.asked) == (2, [])
    assert "person.json" in seen.err
    assert field in seen.err
    assert one_line(seen.err)
    assert (home.folder / "person.json").read_bytes() == left


def test_a_question_without_its_day_is_asked_again(home):
    asked_on = home.person()["asked_on"]
    del asked_on["diabetes"]
    home.change(asked_on=asked_on)

    assert "diabetes" in home.evening().asked


@pytest.mark.parametrize("name", ["person.json", "evening.json"])
@pytest.mark.parametrize("version", [0, 2, "1", None])
def test_a_file_of_another_version_is_named_and_left_alone(home, name, version):
    file = home.folder / name
    file.write_text(json.dumps({"format": version, "new": "things"}))
    seen = home.evening()

    assert seen.code == 2
    assert str(file) in seen.err
    assert json.loads(file.read_text())["new"] == "things"


@pytest.mark.parametrize("damage", [b"\xff\xfe", b'{"half a decis', b"\n\n", b"[" * 5000])
def test_a_damaged_decision_is_kept_and_the_next_one_is_whole(home, damage):
    decisions = home.folder / "decisions.jsonl"
    before = decisions.read_bytes() + damage
    decisions.write_bytes(before)
    home.asks("check")

    assert decisions.read_bytes().startswith(before)
    assert json.loads(decisions.read_bytes().splitlines()[-1])["clearance"]["may_begin"]


def test_two_damaged_files_are_both_kept(home):
    for _ in range(2):
        (home.folder / "person.json").write_bytes(b"{")
        home.asks("check", typed={"adult": [EOF]})

    assert {f"person.json.damaged-{n}" for n in (1, 2)} <= {p.name for p in home.folder.iterdir()}


# -- Anything at all in the folder -----------------------------------------------------------------

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, float("nan"), float("inf"), -0.0, 1.5])
    | st.text(max_size=8)
    | st.sampled_from(["yes", "no", "left", "2026-11-24", "2026-11-24T20:00:00+00:00", "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
PERSON_KEYS = ["about", "asked_on", "contacts", "contacts_asked", "looks", "referral"]
PERSON_KEYS += ["first_session_on", "sessions", "format", "odd"]
EVENING_KEYS = ["on", "looked_at", "about", "today", "asked", "session_id", "before", "position"]
EVENING_KEYS += ["played", "slips", "format", "odd"]


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory):
    """A home with a person, and a session that may be under way."""
    at_home = Home(tmp_path_factory.mktemp("lived-in") / "data")
    at_home.evening()
    person = (at_home.folder / "person.json").read_bytes()
    waiting = {
        "format": 1,
        "on": str(TODAY),
        "looked_at": datetime.now(UTC).isoformat(),
        "about": {},
        "today": {},
        "asked": {"aim": "ease", "have": [], "minutes": 15, "seed": 0, "with": "alone"},
        "session_id": "0123456789abcdef",
        "before": 4,
        "position": 12.5,
        "played": [],
        "slips": 0,
    }
    return at_home, {"person.json": person, "evening.json": json.dumps(waiting).encode()}


def opened_with(lived_in, name, text):
    """Sit down at a home where this file holds this, and leave at the first question."""
    at_home, files = lived_in
    for path in at_home.folder.iterdir():
        path.unlink()
    for file, whole in files.items():
        (at_home.folder / file).write_bytes(whole)
    (at_home.folder / name).write_bytes(text)
    seen = at_home.evening(typed=dict.fromkeys(("adult", "with_helper", "resume"), [EOF] * 2))
    return at_home.folder, seen


@settings(max_examples=120, deadline=None)
@given(
    name=st.sampled_from(["person.json", "evening.json"]),
    text=st.binary(max_size=60) | VALUES.map(lambda value: json.dumps(value).encode()),
)
def test_no_file_of_any_kind_ends_in_anything_but_a_line_or_the_first_question(
    lived_in, name, text
):
    folder, seen = opened_with(lived_in, name, text)
    kept = [path.read_bytes() for path in folder.iterdir()]

    assert seen.code in (2, 3)
    assert text in kept or seen.code == 3
    assert "Something went wrong" not in seen.err


@settings(max_examples=250, deadline=None)
@given(st.data())
def test_no_part_of_a_file_can_be_odd_in_a_way_that_is_not_taken_care_of(lived_in, data):
    name, keys = data.draw(
        st.sampled_from([("person.json", PERSON_KEYS), ("evening.json", EVENING_KEYS)])
    )
    values = json.loads(lived_in[1][name])
    values[data.draw(st.sampled_from(keys))] = data.draw(VALUES)
    text = json.dumps(values).encode()
    _, seen = opened_with(lived_in, name, text)

    assert seen.code in (2, 3)
    assert "Something went wrong" not in seen.err
    assert seen.code == 3 or one_line(seen.err)


# -- Two at once, and forgetting -------------------------------------------------------------------


@pytest.mark.parametrize("words", [("check",), ("plan",), ("guide", "--fast")])
def test_a_second_evening_at_once_is_told_so(home, words):
    with DataFolder(home.folder).opened():
        seen = home.asks(*words)

    assert (seen.code, seen.asked) == (2, [])
    assert "already open" in seen.err
    assert home.asks(*words).code == 0


def test_nothing_is_forgotten_while_an_evening_is_open(home):
    with DataFolder(home.folder).opened():
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


def test_a_link_is_forgotten_too_and_other_files_stay(home, tmp_path):
    (home.folder / "letter.txt").write_text("mine")
    (home.folder / "person.json").unlink()
    (home.folder / "person.json").symlink_to(tmp_path / "gone")
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

    assert (tmp_path / "by-environment" / "person.json").exists()
