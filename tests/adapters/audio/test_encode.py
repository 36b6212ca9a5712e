"""Bytes of a file: every sound at its time, in the stream and in the closed file; lengths known."""

import io
import math

import numpy as np
import pytest
import soundfile

from instep.adapters.audio import encode, ogg
from instep.adapters.audio.encode import FILES, MP3_FRAME, MP3_FRAME_BYTES, mp3, mp3_bytes
from instep.adapters.audio.samples import RATE, count, factor
from instep.adapters.audio.tags import Chapter, Tag, id3
from tests.adapters.audio.listening import WITHIN, chirp, cut, decoded, file_of, heard_at

TIMES = (0.4, 2.0, 7.35, 15.0, 21.9)
TAG = Tag("A title", "An album", 24.0, (Chapter(0, 5, "One"), Chapter(5, 24, "Two")), b"")


def chirps(seconds=24.0, times=TIMES):
    """A sound with chirps at these seconds, over a soft noise."""
    samples = np.random.RandomState(7).randn(count(seconds)).astype(np.float32) * factor(-50)
    for at in times:
        samples[count(at) :][: len(chirp())] += chirp()
    return samples


def streamed(suffix, samples=None, pieces=None):
    """The bytes as they come, all of them or only so many pieces, before anything is closed."""
    coming = FILES[suffix](cut(chirps() if samples is None else samples), TAG)
    return b"".join(piece for _, piece in zip(range(pieces or 10**6), coming, strict=False))


def test_there_is_an_encoder_for_every_kind_of_file():
    assert set(FILES) == {".mp3", ".ogg", ".opus", ".flac", ".wav"}


@pytest.mark.parametrize("suffix", FILES)
def test_in_the_closed_file_every_sound_is_heard_at_its_time(suffix):
    samples = decoded(file_of(FILES[suffix](cut(chirps()), TAG)))
    for at in TIMES:
        assert heard_at(samples, chirp(), at) == pytest.approx(at, abs=WITHIN)
    assert len(samples) / RATE == pytest.approx(24, abs=0.1)


@pytest.mark.parametrize("suffix", [".mp3", ".ogg"])
def test_in_the_bytes_that_have_come_so_far_every_sound_is_heard_at_its_time(suffix):
    half = decoded(streamed(suffix, pieces=60 if suffix == ".mp3" else 12))

    assert 8 < len(half) / RATE < 20
    for at in TIMES[:3]:
        assert heard_at(half, chirp(), at) == pytest.approx(at, abs=WITHIN)


@pytest.mark.parametrize("suffix", [".mp3", ".ogg", ".flac", ".wav"])
def test_another_decoder_hears_every_sound_at_its_time_too(suffix, tmp_path):
    av = pytest.importorskip("av")
    file = tmp_path / f"sound{suffix}"
    file.write_bytes(file_of(FILES[suffix](cut(chirps()), TAG)))
    with av.open(str(file)) as container:
        resampler = av.AudioResampler("flt", "mono", RATE)
        frames = [f for frame in container.decode(audio=0) for f in resampler.resample(frame)]
    samples = np.concatenate([frame.to_ndarray()[0] for frame in frames])
    for at in TIMES:
        assert heard_at(samples, chirp(), at) == pytest.approx(at, abs=WITHIN)


def test_the_delay_of_an_mp3_is_what_we_say_it_is(monkeypatch):
    monkeypatch.setattr(encode, "MP3_DELAY", 0)
    late = decoded(b"".join(mp3(cut(chirps()))))
    monkeypatch.undo()

    assert heard_at(late, chirp(), 7.35) - 7.35 == pytest.approx(encode.MP3_DELAY / RATE, abs=1e-4)


@pytest.mark.parametrize("samples", [0, 1, 575, 576, 577, 1104, 1105, 1106, 5999, 6000, 50_001])
def test_the_length_of_an_mp3_is_known_to_the_byte_before_it_is_made(samples):
    tag = id3(TAG)
    made = b"".join(mp3(cut(np.zeros(samples, np.float32)), tag))

    assert len(made) == mp3_bytes(samples / RATE, tag)


def test_every_frame_of_an_mp3_is_as_long_as_the_others_and_none_describes_the_file():
    made = b"".join(mp3(cut(chirps())))
    frames = [made[at : at + MP3_FRAME_BYTES] for at in range(0, len(made), MP3_FRAME_BYTES)]

    assert {frame[:3] for frame in frames} == {b"\xff\xf3\x64"}
    assert b"Xing" not in made
    assert b"Info" not in made
    assert len(frames) == math.ceil(count(24) / MP3_FRAME) + 2
    assert len(made) * 8 / 24 == pytest.approx(48_000, rel=0.01)


def test_a_frame_that_describes_the_file_is_dropped():
    info = b"\xff\xf3\x64\xc4" + b"\0" * 9 + b"Info" + b"\0" * 127
    frame = b"\xff\xf3\x64\xc4" + b"\1" * 140

    assert b"".join(encode._without_info(iter([info[:50], info[50:] + frame, frame]))) == frame * 2
    assert b"".join(encode._without_info(iter([frame, frame]))) == frame * 2


def test_opus_takes_about_thirty_two_thousand_bits_a_second():
    t = np.arange(count(30)) / RATE
    voice = np.sin(2 * np.pi * 180 * t + 3 * np.sin(2 * np.pi * 5 * t)) * (np.sin(3 * t) > 0) * 0.2
    music = 0.02 * np.random.RandomState(3).randn(len(t))
    made = streamed(".ogg", (voice + music).astype(np.float32))

    assert 24_000 < len(made) * 8 / 30 < 40_000


def test_sound_comes_out_before_all_of_it_has_gone_in():
    gone_in = []

    def watched():
        for block in cut(chirps()):
            gone_in.append(len(block))
            yield block

    coming = mp3(watched())
    sound = b"".join(next(coming) for _ in range(6))

    assert len(sound) > 4 * MP3_FRAME_BYTES
    assert sum(gone_in) < count(2)


@pytest.mark.parametrize("suffix", FILES)
def test_the_same_sound_gives_the_same_bytes(suffix):
    one, other = (file_of(FILES[suffix](cut(chirps()), TAG)) for _ in range(2))

    assert one == other


@pytest.mark.parametrize("suffix", [".flac", ".wav"])
def test_flac_and_wav_lose_nothing_but_the_last_bits(suffix):
    samples = chirps()
    heard = decoded(file_of(FILES[suffix](cut(samples), TAG)))

    assert np.abs(heard - samples).max() < 2 / 32768


def test_a_flac_says_its_own_length_and_check_sum():
    data = file_of(FILES[".flac"](cut(chirps()), TAG))
    total = int.from_bytes(data[21:26], "big") & 0xFFFFFFFFF

    assert soundfile.info(io.BytesIO(data)).frames == count(24)
    assert total == count(24)
    assert data[26:42] != bytes(16)


@pytest.mark.parametrize("suffix", FILES)
def test_a_sound_of_one_sample_is_a_file_all_the_same(suffix):
    data = file_of(FILES[suffix](cut(np.zeros(1, np.float32)), Tag("t", "a", 1 / RATE)))

    assert len(decoded(data)) >= 1


def test_an_ogg_page_is_checked_as_ogg_says():
    """The check sum of the Ogg specification, counted the slow way."""
    data = streamed(".ogg")
    for page in list(ogg.pages(iter([data])))[:4]:
        raw = bytes(page)

        assert raw in data
        assert int.from_bytes(raw[22:26], "little") == _slow_sum(raw[:22] + bytes(4) + raw[26:])


def _slow_sum(data):
    check = 0
    for byte in data:
        check ^= byte << 24
        for _ in range(8):
            check = (check << 1 ^ (0x04C11DB7 if check & 0x80000000 else 0)) & 0xFFFFFFFF
    return check


@pytest.mark.parametrize("size", [16, 254, 255, 256, 65_024, 65_025, 65_026, 200_000])
def test_comments_take_as_many_pages_as_they_need(size):
    comments = b"OpusTags" + bytes(size - 8)
    made = b"".join(ogg.with_comments(iter([streamed(".ogg")]), lambda _: comments))
    pages = list(ogg.pages(iter([made])))
    packet, last = b"", 1
    for page in pages[1:]:
        packet += page.data
        if page.laces[-1] < 255:
            break
        last += 1

    assert packet == comments
    assert [page.number for page in pages] == list(range(len(pages)))
    assert {bool(page.flags & 1) for page in pages[2 : last + 1]} <= {True}
    assert len(decoded(made)) == count(24)
