"""Titles, chapters and cover, as another program reads them."""

import io
import struct
import zlib

import mutagen
import numpy as np
import pytest
from mutagen.flac import Picture
from mutagen.id3 import ID3

from instep.adapters.audio.cover import FOOT, GROUND, SIZE, cover, png
from instep.adapters.audio.encode import FILES
from instep.adapters.audio.tags import Chapter, Tag, id3
from instep.adapters.content import drawn_foot
from instep.core.catalog import View
from tests.adapters.audio.listening import cut, file_of

COVER = cover(drawn_foot()[View.SOLE])
CHAPTERS = (
    Chapter(0.0, 71.25, "Before you begin"),
    Chapter(71.25, 131.25, "Look at the skin"),
    Chapter(131.25, 4000.0, "Rub from arch to toes, left"),
)
TAG = Tag("Foot massage for 24 November 2026", "Instep", 1.25, CHAPTERS, COVER)


def made(suffix, tag=TAG):
    data = io.BytesIO(file_of(FILES[suffix](cut(np.zeros(30_000, np.float32)), tag)))
    data.name = f"sound{suffix}"
    return data


@pytest.mark.parametrize("suffix", [".mp3", ".wav"])
def test_a_player_of_mp3_or_wav_shows_title_cover_and_a_chapter_a_step(suffix):
    tags = mutagen.File(made(suffix)).tags
    contents = tags["CTOC:toc"]
    chapters = [tags[f"CHAP:{name}"] for name in contents.child_element_ids]

    assert str(tags["TIT2"]) == TAG.title
    assert (str(tags["TPE1"]), str(tags["TALB"])) == ("Instep", "Instep")
    assert str(tags["TLEN"]) == "1250"
    assert tags["APIC:"].data == COVER
    assert tags["APIC:"].mime == "image/png"
    assert [str(chapter.sub_frames["TIT2"]) for chapter in chapters] == [
        chapter.title for chapter in CHAPTERS
    ]
    assert [(chapter.start_time, chapter.end_time) for chapter in chapters] == [
        (round(chapter.at * 1000), round(chapter.until * 1000)) for chapter in CHAPTERS
    ]


@pytest.mark.parametrize("suffix", [".ogg", ".opus", ".flac"])
def test_a_player_of_opus_or_flac_shows_title_cover_and_a_chapter_a_step(suffix):
    file = mutagen.File(made(suffix))
    tags = dict(file.tags)
    picture = file.pictures[0] if suffix == ".flac" else _opus_picture(tags)

    assert tags["title"] == [TAG.title]
    assert tags["artist"] == ["Instep"]
    assert [tags[f"chapter00{n}name"][0] for n in (1, 2, 3)] == [c.title for c in CHAPTERS]
    assert tags["chapter002"] == ["00:01:11.250"]
    assert tags["chapter003"] == ["00:02:11.250"]
    assert picture.data == COVER
    assert (picture.width, picture.height, picture.mime) == (SIZE, SIZE, "image/png")


def _opus_picture(tags):
    import base64

    return Picture(base64.b64decode(tags["metadata_block_picture"][0]))


def test_a_title_in_any_letters_is_read_as_it_was_written():
    for title in ("Fußmassage", "足のマッサージ", "“quoted” – dash"):
        tags = ID3(io.BytesIO(id3(Tag(title, "Instep", 1.0))))

        assert str(tags["TIT2"]) == title


def test_without_chapters_and_cover_there_is_still_a_title():
    tags = ID3(io.BytesIO(id3(Tag("t", "a", 1.0))))

    assert str(tags["TIT2"]) == "t"
    assert not tags.getall("CHAP")
    assert mutagen.File(made(".ogg", Tag("t", "a", 1.0))).tags["title"] == ["t"]
    assert mutagen.File(made(".flac", Tag("t", "a", 1.0))).tags["title"] == ["t"]


def test_a_chapter_after_the_first_hour_has_its_hour():
    late = Tag("t", "a", 9000.0, (Chapter(3723.5, 9000.0, "Late"),))

    assert mutagen.File(made(".ogg", late)).tags["chapter001"] == ["01:02:03.500"]


# -- The cover ------------------------------------------------------------------------------------


def unpacked(data):
    """The dots of a PNG whose rows tell their difference from the one above."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, body, size = 8, b"", (0, 0)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, inside = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]

        assert zlib.crc32(kind + inside) == struct.unpack(">I", data[at + 8 + length :][:4])[0]
        size = struct.unpack(">II", inside[:8]) if kind == b"IHDR" else size
        body += inside if kind == b"IDAT" else b""
        at += 12 + length
    rows = np.frombuffer(zlib.decompress(body), np.uint8).reshape(size[1], -1)

    assert set(rows[:, 0]) == {2}
    return np.cumsum(rows[:, 1:], axis=0, dtype=np.uint8).reshape(size[1], size[0], 3)


def test_the_cover_is_a_foot_in_a_dark_room_with_its_arch_lit():
    dots = unpacked(COVER).astype(int)
    arch, heel, corner = dots[340, 300], dots[490, 300], dots[5, 5]

    assert dots.shape == (SIZE, SIZE, 3)
    assert arch.sum() > 600
    assert abs(heel - np.array(FOOT)).max() < 60
    assert abs(corner - np.array(GROUND)).max() < 12
    assert arch.sum() > heel.sum() + 200


def test_a_picture_comes_back_as_it_was_written():
    dots = np.random.RandomState(1).randint(0, 256, (7, 5, 3)).astype(np.uint8)

    assert np.array_equal(unpacked(png(dots)), dots)


def test_the_cover_is_the_same_each_time_and_small():
    assert cover(drawn_foot()[View.SOLE]) == COVER
    assert len(COVER) < 90_000
