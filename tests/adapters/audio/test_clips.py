"""Clips: made once, whole or not there, whatever happens to the folder."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from instep.adapters.audio import clips
from instep.adapters.audio.clips import ClipStore, cache_folder, gain_of
from instep.adapters.audio.loudness import loudness, true_peak
from instep.adapters.audio.samples import RATE, count, factor
from instep.adapters.audio.voice import NoVoice, hibari_voice
from instep.core.timeline import Pace

CALM, SLOW = Pace.CALM, Pace.SLOW


class Humming:
    """A voice that hums, a second for each word, and counts how often it was asked."""

    def __init__(self, engine="hum-1", lasts=1.0):
        self.engine = engine
        self.lasts = lasts
        self.said = []

    def say(self, text, pace):
        self.said.append(text)
        size = count(self.lasts * len(text.split()))
        wave = np.sin(np.arange(size) * (0.05 if pace is CALM else 0.04) + len(text))
        return (0.05 * wave).astype(np.float32)


@pytest.fixture
def voice():
    return Humming()


@pytest.fixture
def store(tmp_path, voice):
    return ClipStore(tmp_path / "clips", voice)


def only_file(store):
    (file,) = store.folder.glob("*.clip")
    return file


def test_a_line_is_made_once_and_read_ever_after(store, voice):
    first = store.clip("Warm hold.", CALM)
    again = ClipStore(store.folder, voice).clip("Warm hold.", CALM)

    assert np.array_equal(first, again)
    assert again.dtype == np.float32
    assert voice.said == ["Warm hold."]


def test_it_is_levelled_and_limited(store):
    clip = store.clip("Warm hold.", CALM)

    assert loudness(clip) == pytest.approx(-19, abs=0.5)
    assert true_peak(clip) <= factor(-1.5) + 1e-4


def test_another_pace_engine_or_line_is_another_clip(store):
    store.make("Warm hold.", CALM)

    assert store.has("Warm hold.", CALM)
    assert not store.has("Warm hold.", SLOW)
    assert not store.has("Warm hold", CALM)
    assert not ClipStore(store.folder, Humming("hum-2")).has("Warm hold.", CALM)


def test_another_way_of_levelling_is_another_clip(store, monkeypatch):
    store.make("Warm hold.", CALM)
    monkeypatch.setattr(clips, "LEVELLING", "another")

    assert not store.has("Warm hold.", CALM)


def test_without_a_voice_there_are_no_clips(tmp_path):
    mute = ClipStore(tmp_path, None)

    assert not mute.has("Three.", CALM)
    for ask in (mute.clip, mute.make):
        with pytest.raises(NoVoice, match=r"pip install '\.\[voice\]'"):
            ask("Three.", CALM)


DAMAGE = {
    "cut short": lambda whole: whole[: len(whole) // 2],
    "cut in its head": lambda whole: whole[:20],
    "empty": lambda _: b"",
    "one bit turned": lambda whole: whole[:-9] + bytes([whole[-9] ^ 4]) + whole[-8:],
    "one bit of its sum turned": lambda whole: whole[:45] + bytes([whole[45] ^ 1]) + whole[46:],
    "grown": lambda whole: whole + b"x",
    "of something else": lambda whole: b"RIFF" + whole[4:],
    "a text": lambda _: b"not a clip at all\n" * 40,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_clip_is_noticed_and_made_again(store, voice, damage):
    first = store.clip("Warm hold.", CALM)
    file = only_file(store)
    whole = file.read_bytes()
    file.write_bytes(DAMAGE[damage](whole))

    assert not store.has("Warm hold.", CALM)
    assert np.array_equal(first, store.clip("Warm hold.", CALM))
    assert only_file(store).read_bytes() == whole
    assert len(voice.said) == 2


def test_the_clip_of_another_line_under_its_name_is_noticed(store):
    store.make("Warm hold.", CALM)
    file = only_file(store)
    store.make("Stop.", CALM)
    (other,) = set(store.folder.glob("*.clip")) - {file}
    file.write_bytes(other.read_bytes())

    assert not store.has("Warm hold.", CALM)


def test_a_sound_of_another_kind_in_a_good_shell_is_noticed(store):
    import hashlib
    import io

    import soundfile

    store.make("Warm hold.", CALM)
    key = only_file(store).stem
    for data, rate in ((np.zeros((100, 2)), RATE), (np.zeros(100), 44_100)):
        sound = io.BytesIO()
        soundfile.write(sound, data, rate, format="FLAC")
        inner = sound.getvalue()
        head = clips.MARK + bytes.fromhex(key) + hashlib.sha256(inner).digest()
        only_file(store).write_bytes(head + inner)

        assert not store.has("Warm hold.", CALM)


def test_no_file_is_left_half_written(store, monkeypatch):
    monkeypatch.setattr(clips.os, "fsync", _full)
    store.make("Warm hold.", CALM)

    assert list(store.folder.iterdir()) == []


def _full(_):
    raise OSError(28, "No space left on device")


def test_a_full_disk_is_said_once_and_the_voice_goes_on(store, voice, monkeypatch):
    monkeypatch.setattr(clips.os, "fsync", _full)
    for _ in range(2):
        for line in ("One.", "Two.", "One."):
            assert len(store.clip(line, CALM)) == count(1)

    (notice,) = store.notices
    assert "No space left on device" in notice
    assert "INSTEP_CACHE" in notice
    assert voice.said.count("One.") == 1
    assert store.has("Two.", CALM)


def test_a_folder_that_cannot_be_is_said_once_and_the_voice_goes_on(tmp_path, voice):
    (tmp_path / "file").write_text("in the way")
    store = ClipStore(tmp_path / "file" / "clips", voice)

    assert not store.has("One.", CALM)
    assert np.array_equal(store.clip("One.", CALM), store.clip("One.", CALM))
    assert len(store.notices) == 1
    assert voice.said.count("One.") == 1


def test_in_memory_no_more_is_kept_than_a_session_needs(tmp_path, voice, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    store = ClipStore(tmp_path / "file", voice)
    first = len(clips._packed(voice.say("One.", CALM), "00" * 32))
    monkeypatch.setattr(clips, "MOST_IN_MEMORY", 5 * first)
    for line in map(str, range(12)):
        store.make(line, CALM)

    assert store.has("11", CALM)
    assert not store.has("0", CALM)


def test_a_folder_in_the_place_of_a_clip_stops_nothing(store):
    store.make("One.", CALM)
    file = only_file(store)
    file.unlink()
    (file / "deep").mkdir(parents=True)

    assert len(store.clip("One.", CALM)) == count(1)
    assert len(store.notices) == 1


def test_what_was_not_used_for_longest_goes_first(tmp_path, voice):
    sizes = ClipStore(tmp_path / "measure", voice)
    sizes.make("0", CALM)
    size = only_file(sizes).stat().st_size
    store = ClipStore(tmp_path / "clips", voice, most_bytes=4 * size + size // 2)
    for line in "0123":
        store.make(line, CALM)
        _older(store, 10)
    store.clip("0", CALM)
    store.make("4", CALM)

    assert [store.has(line, CALM) for line in "01234"] == [True, False, True, True, True]


def _older(store, seconds):
    for file in store.folder.iterdir():
        about = file.stat()
        os.utime(file, (about.st_atime - seconds, about.st_mtime - seconds))


def test_the_newest_clip_stays_however_small_the_folder(tmp_path, voice):
    store = ClipStore(tmp_path, voice, most_bytes=1)
    store.make("One.", CALM)
    store.make("Two.", CALM)

    assert store.has("Two.", CALM)
    assert len(list(tmp_path.iterdir())) == 1


def test_only_our_own_files_are_thrown_out(tmp_path, voice):
    (tmp_path / "letter.clip").write_bytes(b"x" * 10_000)
    (tmp_path / ".instep-now.part").write_bytes(b"x" * 10_000)
    (tmp_path / ".instep-old.part").write_bytes(b"x" * 10_000)
    os.utime(tmp_path / ".instep-old.part", (1, 1))
    ClipStore(tmp_path, voice, most_bytes=1).make("One.", CALM)
    left = {file.name for file in tmp_path.iterdir() if len(file.stem) != 64}

    assert left == {"letter.clip", ".instep-now.part"}


def test_a_clip_too_short_to_measure_is_raised_as_its_pace_is(tmp_path):
    short = Humming(lasts=0.3)
    store = ClipStore(tmp_path, short)
    expected = short.say("One.", CALM) * factor(gain_of(short, CALM))

    assert np.allclose(store.clip("One.", CALM), expected, atol=1e-4)


def test_many_at_once_never_see_half_a_clip(tmp_path):
    stores = [ClipStore(tmp_path, Humming()) for _ in range(4)]
    lines = [f"Line {number}." for number in range(12)]

    def read(store):
        return [store.clip(line, CALM) for line in lines]

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(read, stores))

    for result in results[1:]:
        assert all(np.array_equal(a, b) for a, b in zip(result, results[0], strict=True))
    assert len(list(tmp_path.iterdir())) == 12
    assert not any(store.notices for store in stores)


WORKER = """
import sys
from pathlib import Path
from instep.adapters.audio.clips import ClipStore
from instep.adapters.audio.voice import hibari_voice
from instep.core.timeline import Pace
store = ClipStore(Path(sys.argv[1]), hibari_voice())
for line in ("Three.", "Two.", "One.", "Keep both hands still."):
    store.clip(line, Pace.CALM)
sys.exit(bool(store.notices))
"""


def test_two_processes_share_one_folder(tmp_path):
    pytest.importorskip("hibari")
    both = [subprocess.Popen([sys.executable, "-c", WORKER, str(tmp_path)]) for _ in range(2)]

    assert [each.wait(60) for each in both] == [0, 0]
    assert len(list(tmp_path.iterdir())) == 4
    assert ClipStore(tmp_path, hibari_voice()).has("Two.", CALM)


def test_the_folder_is_named_or_the_platforms_own(tmp_path):
    assert cache_folder({"INSTEP_CACHE": str(tmp_path)}) == tmp_path / "clips"
    assert cache_folder({}).parts[-2:] == ("instep", "clips")
    assert cache_folder({"INSTEP_CACHE": ""}) == cache_folder({})


# -- With the real voice -------------------------------------------------------------------------


def test_short_and_long_lines_sound_equally_loud(tmp_path):
    pytest.importorskip("hibari")
    store = ClipStore(tmp_path, hibari_voice())
    for line in ("Two.", "Half way.", "Keep both hands still. Do not rub and do not press."):
        for pace in Pace:
            clip = store.clip(line, pace)

            assert loudness(clip) == pytest.approx(-19, abs=0.5)
            assert true_peak(clip) <= factor(-1.5) + 1e-4


def test_a_clip_that_is_there_is_read_in_a_moment(tmp_path):
    store = ClipStore(tmp_path, Humming())
    line = "Ten seconds of humming are about a long line here."
    store.make(line, CALM)
    begun = time.perf_counter()
    for _ in range(10):
        store.clip(line, CALM)

    assert time.perf_counter() - begun < 1.5
