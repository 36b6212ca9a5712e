"""What a player shows: title, chapters and cover, written by ourselves for each kind of file.

ID3v2.3 with its chapter addendum for MP3 and WAV; comments and a picture block for Opus and FLAC.
"""

import base64
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from instep.core.units import Seconds

ARTIST = "Instep"
_NO_OFFSET = 0xFFFFFFFF
_COVER = 3
"""The front cover, in the picture types that ID3 and FLAC share."""


@dataclass(frozen=True)
class Chapter:
    """One stretch of the sound, in seconds, and its name."""

    at: Seconds
    until: Seconds
    title: str


@dataclass(frozen=True)
class Tag:
    """All a player may want to know. The cover is a PNG."""

    title: str
    album: str
    seconds: Seconds
    chapters: tuple[Chapter, ...] = ()
    cover: bytes = b""


# -- ID3 ------------------------------------------------------------------------------------------


def id3(tag: Tag) -> bytes:
    """The whole tag as it stands before the first frame of an MP3."""
    frames = [
        _text("TIT2", tag.title),
        _text("TPE1", ARTIST),
        _text("TALB", tag.album),
        _text("TLEN", str(_milliseconds(tag.seconds))),
        *_chapters(tag.chapters),
        *([_frame("APIC", _picture(tag.cover))] if tag.cover else []),
    ]
    body = b"".join(frames)
    return b"ID3\x03\x00\x00" + _seven_bits(len(body)) + body


def _seven_bits(size: int) -> bytes:
    """A size in bytes of seven bits, so that none looks like the start of sound."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


def _frame(name: str, body: bytes) -> bytes:
    return name.encode() + struct.pack(">IH", len(body), 0) + body


def _text(name: str, text: str) -> bytes:
    try:
        body = b"\x00" + text.encode("latin-1")
    except UnicodeEncodeError:
        body = b"\x01" + text.encode("utf-16")
    return _frame(name, body)


def _chapters(chapters: tuple[Chapter, ...]) -> Iterable[bytes]:
    """A table of contents, then each chapter with its title."""
    if not chapters:
        return
    names = [f"step{place}".encode() + b"\0" for place in range(len(chapters))]
    yield _frame("CTOC", b"toc\0\x03" + bytes([len(chapters)]) + b"".join(names))
    for name, chapter in zip(names, chapters, strict=True):
        begins, ends = _milliseconds(chapter.at), _milliseconds(chapter.until)
        times = struct.pack(">IIII", begins, ends, _NO_OFFSET, _NO_OFFSET)
        yield _frame("CHAP", name + times + _text("TIT2", chapter.title))


def _picture(cover: bytes) -> bytes:
    return b"\x00image/png\0" + bytes([_COVER]) + b"\0" + cover


def _milliseconds(seconds: Seconds) -> int:
    return round(seconds * 1000)


# -- Comments -------------------------------------------------------------------------------------


def opus_comments(tag: Tag, vendor: bytes) -> bytes:
    """The comment packet of Ogg Opus, its cover among the comments."""
    picture = base64.b64encode(_picture_block(tag.cover)).decode()
    more = [f"METADATA_BLOCK_PICTURE={picture}"] if tag.cover else []
    return b"OpusTags" + _comments([*_lines(tag), *more], vendor)


def flac_blocks(tag: Tag) -> bytes:
    """The comment block and the picture block of FLAC, as the last blocks before the sound."""
    bodies = [(4, _comments(_lines(tag), ARTIST.encode()))]
    if tag.cover:
        bodies.append((6, _picture_block(tag.cover)))
    last = len(bodies) - 1
    return b"".join(
        bytes([kind | 0x80 * (place == last)]) + len(body).to_bytes(3, "big") + body
        for place, (kind, body) in enumerate(bodies)
    )


def _lines(tag: Tag) -> Iterable[str]:
    yield from (f"TITLE={tag.title}", f"ARTIST={ARTIST}", f"ALBUM={tag.album}")
    for number, chapter in enumerate(tag.chapters, 1):
        yield f"CHAPTER{number:03}={_clock(chapter.at)}"
        yield f"CHAPTER{number:03}NAME={chapter.title}"


def _clock(seconds: Seconds) -> str:
    minutes, rest = divmod(_milliseconds(seconds), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest / 1000:06.3f}"


def _comments(lines: Iterable[str], vendor: bytes) -> bytes:
    texts = [line.encode() for line in lines]
    parts = [vendor, *texts]
    sized = [struct.pack("<I", len(part)) + part for part in parts]
    return sized[0] + struct.pack("<I", len(texts)) + b"".join(sized[1:])


def _picture_block(cover: bytes) -> bytes:
    """A FLAC picture block: kind, type of file, no words, its size as the PNG says it."""
    kind = b"image/png"
    wide, tall = struct.unpack(">II", cover[16:24]) if cover else (0, 0)
    head = struct.pack(">II", _COVER, len(kind)) + kind + struct.pack(">I", 0)
    return head + struct.pack(">IIIII", wide, tall, 24, 0, len(cover)) + cover
