"""``instep render`` as a person runs it: the file, the faults, and nothing half made."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import mutagen
import numpy as np
import pytest

from instep.__main__ import main
from instep.adapters.audio.encode import FILES, mp3_bytes
from instep.adapters.audio.mix import Levels, mixed
from instep.adapters.audio.on_disk import AlreadyThere, Together
from instep.adapters.audio.recording import recording_of
from instep.adapters.audio.samples import count
from instep.adapters.audio.tags import id3
from instep.adapters.audio.voice import NoVoice
from instep.commands import sound
from instep.core import guard
from instep.core.session import Session
from instep.core.timeline import lay_out
from tests.adapters.audio.listening import Chirps, Tone, decoded, file_of, whole
from tests.make import TODAY, healthy, house, prepared, wishes

PEOPLE = Path(__file__).parents[3] / "docs" / "for-people" / "answers"
INSTEP = [sys.executable, "-m", "instep"]
ON = ("--on", str(TODAY))


@pytest.fixture
def quick(monkeypatch):
    """A voice of chirps in place of a real one."""
    monkeypatch.setattr(sound, "voice", lambda: Chirps(hum=0.05))


@pytest.fixture
def answers(tmp_path):
    """Writes an answers file in a folder of its own and names it."""

    def write(sheet):
        folder = tmp_path / "answers"
        folder.mkdir(exist_ok=True)
        file = folder / "answers.json"
        file.write_text(json.dumps(sheet))
        return str(file)

    return write


@pytest.fixture
def place(tmp_path):
    """An empty folder to render into."""
    folder = tmp_path / "sounds"
    folder.mkdir()
    return folder


def rendered(file, answers, *flags):
    """In this process: the exit code."""
    return main(["render", "-o", str(file), "--answers", answers, *ON, *flags])


def names(folder):
    return sorted(each.name for each in folder.iterdir())


# -- The file -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("suffix", [".mp3", ".ogg", ".flac", ".wav"])
def test_it_makes_a_file_of_each_kind_and_says_what_it_made(answers, place, capsys, suffix):
    code = rendered(place / f"tonight{suffix}", answers(healthy()), "--minutes", "5")
    out, err = capsys.readouterr()
    file = mutagen.File(place / f"tonight{suffix}")
    made = prepared(healthy(), wishes(5))
    recording = recording_of(made.session, made.timeline, house().words, TODAY)

    assert code == 0
    assert names(place) == [f"tonight{suffix}"]
    assert file.info.length == pytest.approx(recording.seconds, abs=0.1)
    assert f"tonight{suffix}: " in out
    assert f"{len(recording.tag.chapters)} chapters" in out
    assert err == ""


@pytest.mark.usefixtures("quick")
def test_the_sound_is_the_mix_of_opening_and_session_to_the_last_sample(answers, place):
    rendered(place / "a.wav", answers(healthy()), "--minutes", "5", "--soundscape", "silence")
    made = prepared(healthy(), wishes(5))
    recording = recording_of(made.session, made.timeline, house().words, TODAY)
    expected = whole(mixed(recording.score, Chirps(0.05), Tone(), Levels(), recording.seconds))
    heard = decoded((place / "a.wav").read_bytes())

    assert len(heard) == len(expected) == count(recording.seconds)
    assert np.abs(heard - expected).max() < 2 / 32768


@pytest.mark.usefixtures("quick")
def test_captions_and_a_transcript_stand_beside_it_when_they_are_wanted(answers, place):
    rendered(place / "a.wav", answers(healthy()), "--minutes", "5", "--captions")

    assert names(place) == ["a.txt", "a.vtt", "a.wav"]
    assert (place / "a.vtt").read_text().startswith("WEBVTT")
    assert "None of this is true? Then we begin." in (place / "a.txt").read_text()


@pytest.mark.usefixtures("quick")
def test_a_slow_voice_has_its_captions_at_its_own_times(answers, place):
    for pace in ("calm", "slow"):
        flags = ("--captions", "--pace", pace, "--minutes", "5")
        rendered(place / f"{pace}.wav", answers(healthy()), *flags)

    assert (place / "calm.vtt").read_text() != (place / "slow.vtt").read_text()


@pytest.mark.usefixtures("quick")
def test_json_gives_the_session_that_is_in_the_file(answers, place, capsys):
    rendered(place / "a.wav", answers(healthy()), "--json", "--minutes", "5")
    session = json.loads(capsys.readouterr().out)

    assert session["asked"]["minutes"] == 5
    assert session["left_out"][0] == {
        "technique": "foot_bath",
        "side": "both",
        "why": "A file cannot ask what the thermometer reads.",
    }


@pytest.mark.usefixtures("quick")
def test_a_bath_that_lies_ready_is_said_to_be_left_out(answers, place, capsys):
    bather = answers(healthy({"pulses_ok": "yes"}))
    flags = ("--minutes", "20", "--have", "basin,thermometer", "--captions")
    rendered(place / "a.wav", bather, *flags)
    out = capsys.readouterr().out

    assert "Warm foot bath: not in it. A file cannot ask what the thermometer reads." in out
    assert "thermometer" not in (place / "a.txt").read_text()


@pytest.mark.usefixtures("quick")
def test_the_night_is_short_and_says_only_what_counts_at_night(answers, place):
    rendered(place / "a.mp3", answers(healthy()), "--aim", "night", "--whisper", "--captions")
    said = (place / "a.txt").read_text()

    assert "eases when the leg hangs down" in " ".join(said.split())
    assert "blister" not in said


def test_an_empty_session_is_its_opening_and_good_night():
    made = prepared(healthy(), wishes(5))
    empty = Session((), made.clearance, house().dose, wishes(5), (), ())
    timeline = lay_out(empty, house().catalog, house().words)
    recording = recording_of(empty, timeline, house().words, TODAY)
    blocks = mixed(recording.score, Chirps(), Tone(), Levels(), recording.seconds)
    data = file_of(FILES[".mp3"](blocks, recording.tag))

    assert [chapter.title for chapter in recording.tag.chapters] == ["Before you begin"]
    assert len(data) == mp3_bytes(recording.seconds, id3(recording.tag))


# -- What is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize("person", ["hot-swollen-foot", "night-pain-leg-down"])
@pytest.mark.parametrize("suffix", [".mp3", ".ogg"])
def test_where_nothing_may_begin_there_are_reasons_and_no_file(place, capsys, person, suffix):
    code = rendered(place / f"a{suffix}", str(PEOPLE / f"{person}.json"))
    out, _ = capsys.readouterr()

    assert code == 3
    assert "cannot see your foot" in out
    assert names(place) == []


REFUSED = {
    "an unknown kind": ("a.aac", (), ".mp3, .ogg, .opus, .flac, .wav"),
    "no kind": ("a", (), ".mp3, .ogg, .opus, .flac, .wav"),
    "a folder that is not there": ("gone/a.mp3", (), "is not a folder"),
    "a file for a folder": ("there.mp3/a.mp3", (), "is not a folder"),
    "a file that is there": ("there.mp3", (), "--force"),
    "captions that are there": ("read.mp3", ("--captions",), "--force"),
    "a folder for a file": ("folder.mp3", ("--force",), "is a folder"),
    "standard input": ("a.mp3", ("--answers", "-"), "only for check"),
}


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("name", "flags", "says"), REFUSED.values(), ids=REFUSED)
def test_a_place_that_cannot_be_used_is_said_in_one_line(answers, place, capsys, name, flags, says):
    (place / "there.mp3").write_bytes(b"mine")
    (place / "read.vtt").write_bytes(b"mine")
    (place / "folder.mp3").mkdir()
    before = names(place)
    code = rendered(place / name, answers(healthy()), *flags)
    out, err = capsys.readouterr()

    assert code == 2
    assert says in err
    assert len(err.splitlines()) == 1
    assert out == ""
    assert names(place) == before
    assert (place / "there.mp3").read_bytes() == b"mine"


@pytest.mark.parametrize("flag", ["--volume-voice", "--volume-music"])
@pytest.mark.parametrize("value", ["101", "-1", "half", "1e1", "٣"])
def test_a_volume_is_a_whole_number_from_0_to_100(place, flag, value):
    with pytest.raises(SystemExit) as stopped:
        main(["render", "-o", str(place / "a.mp3"), flag, value])

    assert stopped.value.code == 2


@pytest.mark.usefixtures("quick")
def test_with_force_the_old_file_makes_place_only_when_the_new_one_is_whole(
    answers, place, monkeypatch
):
    file = place / "a.wav"
    file.write_bytes(b"mine")
    monkeypatch.setattr(sound, "voice", lambda: 1 / 0)
    assert rendered(file, answers(healthy()), "--force", "--minutes", "5") == 1
    assert file.read_bytes() == b"mine"
    monkeypatch.setattr(sound, "voice", Chirps)
    assert rendered(file, answers(healthy()), "--force", "--minutes", "5") == 0

    assert len(file.read_bytes()) > 1_000_000
    assert names(place) == ["a.wav"]


def test_without_a_voice_there_is_one_line_and_no_file(answers, place, capsys, monkeypatch):
    def none():
        raise NoVoice("Without a voice: get it.")

    monkeypatch.setattr(sound, "voice", none)
    code = rendered(place / "a.mp3", answers(healthy()))

    assert code == 2
    assert capsys.readouterr().err == "Without a voice: get it.\n"
    assert names(place) == []


@pytest.mark.usefixtures("quick")
def test_what_the_last_guard_refuses_is_never_heard(answers, place, capsys, monkeypatch):
    monkeypatch.setattr(guard, "refusal", lambda *_: "not this")
    code = rendered(place / "a.mp3", answers(healthy()))

    assert code == 1
    assert "not this" in capsys.readouterr().err
    assert names(place) == []


# -- Faults in the middle -------------------------------------------------------------------------


class Breaks:
    """A voice that fails after some lines."""

    notices = ()

    def __init__(self, fault, after=20):
        self.fault, self.left = fault, after

    def clip(self, text, pace):
        self.left -= 1
        if self.left < 0:
            raise self.fault
        return Chirps().clip(text, pace)


@pytest.mark.parametrize(
    ("fault", "code"), [(OSError(28, "No space left on device"), 2), (ValueError("odd"), 1)]
)
def test_what_fails_in_the_making_leaves_nothing_behind(
    answers, place, capsys, monkeypatch, fault, code
):
    monkeypatch.setattr(sound, "voice", lambda: Breaks(fault))

    assert rendered(place / "a.mp3", answers(healthy()), "--captions") == code
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert names(place) == []


@pytest.fixture
def started(tmp_path_factory):
    """Starts the command in a process of its own; all of them share their clips."""
    cache = tmp_path_factory.getbasetemp().parent

    def start(file, answers, *flags, **more):
        command = [*INSTEP, "render", "-o", str(file), "--answers", answers, *ON, *flags]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        environment = {**os.environ, "INSTEP_CACHE": str(cache)}
        return subprocess.Popen(command, **pipes, **more, env=environment)

    return start


def test_a_disk_that_is_full_in_the_middle_leaves_nothing_and_says_so(started, answers, place):
    def little_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    process = started(place / "a.wav", answers(healthy()), "--minutes", "5", preexec_fn=little_room)
    _, err = process.communicate(timeout=120)

    assert process.returncode == 2
    assert err.decode().count("\n") == 1
    assert "a.wav: " in err.decode()
    assert "Nothing was kept" in err.decode()
    assert names(place) == []


def test_ctrl_c_in_the_middle_leaves_nothing(started, answers, place):
    process = started(place / "a.mp3", answers(healthy()), "--minutes", "30", "--captions")
    try:
        _wait_for(lambda: any(each.stat().st_size > 100_000 for each in place.iterdir()))
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    finally:
        process.kill()

    assert process.returncode == 130
    assert err.decode().count("\n") == 1
    assert "Nothing was kept" in err.decode()
    assert names(place) == []


def _wait_for(there, at_most=90):
    limit = time.monotonic() + at_most
    while not there():
        assert time.monotonic() < limit
        time.sleep(0.05)


def test_two_at_once_make_the_same_bytes(started, answers, place):
    file = answers(healthy())
    both = [started(place / f"{n}.flac", file, "--aim", "night") for n in "ab"]
    for process in both:
        process.communicate(timeout=120)

    assert [process.returncode for process in both] == [0, 0]
    assert names(place) == ["a.flac", "b.flac"]
    assert (place / "a.flac").read_bytes() == (place / "b.flac").read_bytes()


def test_two_at_once_on_one_name_leave_one_whole_file(started, answers, place):
    file = answers(healthy())
    both = [started(place / "a.flac", file, "--aim", "night") for _ in range(2)]
    said = [process.communicate(timeout=120)[1].decode() for process in both]

    assert sorted(process.returncode for process in both) == [0, 2]
    assert sum("is there already" in err for err in said) == 1
    assert names(place) == ["a.flac"]


# -- Together -------------------------------------------------------------------------------------


def put(target, sound, then=None):
    """One file, and something that happens before it gets its name."""
    with Together(force=False) as files:
        size = files.write(target, iter([sound]))
        files.write(target.with_suffix(".vtt"), iter([b"words"]))
        if then is not None:
            then()
        files.keep()
        return size


def stop():
    raise KeyboardInterrupt


def test_files_appear_together_or_not_at_all(place):
    with pytest.raises(KeyboardInterrupt):
        put(place / "a.mp3", b"sound", stop)
    assert names(place) == []
    size = put(place / "a.mp3", b"sound", lambda: (place / "a.mp3").exists() and stop())

    assert size == 5
    assert names(place) == ["a.mp3", "a.vtt"]


def test_a_file_that_came_in_the_meantime_is_left_alone(place):
    with pytest.raises(AlreadyThere):
        put(place / "a.mp3", b"ours", lambda: (place / "a.mp3").write_bytes(b"theirs"))

    assert (place / "a.mp3").read_bytes() == b"theirs"
    assert names(place) == ["a.mp3"]


def test_where_a_disk_knows_no_links_it_works_all_the_same(place, monkeypatch):
    def none(*_):
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", none)
    put(place / "a.mp3", b"ours")
    with pytest.raises(AlreadyThere):
        put(place / "a.mp3", b"again")

    assert (place / "a.mp3").read_bytes() == b"ours"
    assert names(place) == ["a.mp3", "a.vtt"]
