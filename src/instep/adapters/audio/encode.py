"""Blocks of sound into bytes of a file, as they come: MP3 and Opus to listen while it is made.

Every sound is heard at its own second: MP3, which comes out of any decoder late by a fixed number
of samples, is given to the encoder early by as many. The MP3 has a constant rate and no info
frame, so its length is known before the first byte is there.
"""

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import soundfile  # type: ignore[import-untyped]

from instep.adapters.audio import tags
from instep.adapters.audio.ogg import with_comments
from instep.adapters.audio.samples import RATE, Blocks, Samples, count
from instep.adapters.audio.tags import Tag
from instep.core.units import Seconds

MP3_RATE = 48_000
"""Bits a second, always: 7.2 MB for twenty minutes."""

MP3_FRAME, MP3_FRAME_BYTES = 576, 144
"""Samples and bytes of one frame of MPEG-2 layer 3 at this rate; no frame is ever padded."""

MP3_DELAY = 1105
"""Samples by which decoding is late without an info frame: 576 the encoder's, 529 the decoder's."""

MP3_MORE_FRAMES = 2
"""Frames beyond the last one begun: the encoder's delay and its look ahead. Measured."""

_MP3_LEAST, _MP3_MOST = 8_000, 160_000
_MP3_LEVEL = (_MP3_MOST - MP3_RATE) / (_MP3_MOST - _MP3_LEAST)
"""libsndfile asks for a level from 0 to 1 between the highest and the lowest rate."""

_OPUS_LEVEL = 0.9
"""About 32 kb/s; left alone, libsndfile would take 264. Measured."""

_MP3: Mapping[str, str | float] = {
    "format": "MP3",
    "subtype": "MPEG_LAYER_III",
    "compression_level": _MP3_LEVEL,
    "bitrate_mode": "CONSTANT",
}
_OPUS: Mapping[str, str | float] = {
    "format": "OGG",
    "subtype": "OPUS",
    "compression_level": _OPUS_LEVEL,
}

FLAC_HEAD = 42
"""The mark and the first block of a FLAC file, in bytes."""


@dataclass(frozen=True)
class Mend:
    """Bytes that replace those written earlier at this place of the file."""

    at: int
    data: bytes


Pieces: TypeAlias = Iterator[bytes | Mend]
"""A file from its first byte to its last; at the very end, mends."""


def mp3(blocks: Blocks, tag: bytes = b"") -> Iterator[bytes]:
    """An MP3 as it is made, its tag first."""
    yield tag
    early = _early(blocks, MP3_DELAY)
    yield from _without_info(_encoded(early, _Sink(), _MP3))


def mp3_bytes(seconds: Seconds, tag: bytes = b"") -> int:
    """How long the MP3 of a sound of so many seconds will be, to the byte."""
    frames = -(-count(seconds) // MP3_FRAME) + MP3_MORE_FRAMES if count(seconds) else 0
    return len(tag) + frames * MP3_FRAME_BYTES


def opus(blocks: Blocks, tag: Tag) -> Iterator[bytes]:
    """Ogg Opus as it is made. Its own header says how much a decoder leaves out at the start."""
    pages = _encoded(blocks, _Sink(), _OPUS)
    return with_comments(pages, lambda vendor: tags.opus_comments(tag, vendor))


def flac(blocks: Blocks, tag: Tag) -> Pieces:
    """A FLAC, whole only when its last mend is in place."""
    sink = _Sink()
    pieces = _encoded(blocks, sink, {"format": "FLAC", "subtype": "PCM_16"})
    head = next(pieces, b"")  # opening a FLAC writes all that stands before the sound at once
    yield head[:FLAC_HEAD]
    yield tags.flac_blocks(tag)
    yield _after_flac_blocks(head)
    yield from pieces
    yield from (Mend(at, data) for at, data in sink.mends if at + len(data) <= FLAC_HEAD)


def _after_flac_blocks(head: bytes) -> bytes:
    """What follows the encoder's own blocks: ours stand in their place."""
    at = len(b"fLaC")
    is_last = False
    while not is_last:
        is_last = bool(head[at] & 0x80)
        at += 4 + int.from_bytes(head[at + 1 : at + 4], "big")
    return head[at:]


def wav(blocks: Blocks, seconds: Seconds, tag: bytes = b"") -> Iterator[bytes]:
    """A WAV of sixteen bits, its length known beforehand; the tag stands at its end."""
    size = 2 * count(seconds)
    last = b"id3 " + struct.pack("<I", len(tag)) + tag + b"\0" * (len(tag) % 2) if tag else b""
    form = struct.pack("<IHHIIHH", 16, 1, 1, RATE, 2 * RATE, 2, 16)
    yield b"RIFF" + struct.pack("<I", 36 + size + len(last)) + b"WAVE"
    yield b"fmt " + form + b"data" + struct.pack("<I", size)
    for block in blocks:
        yield np.round(block * 32767).astype("<i2").tobytes()
    yield last


# -- What all of them do --------------------------------------------------------------------------


def _early(blocks: Iterable[Samples], delay: int) -> Blocks:
    """The same sound begun so many samples later, and as much silence after it."""
    drop = delay
    for block in blocks:
        cut, drop = block[drop:], max(0, drop - len(block))
        if len(cut):
            yield cut
    yield np.zeros(delay - drop, dtype=np.float32)


def _without_info(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Drop a frame that only describes the file: it would sound as silence, and be wrong."""
    head = b""
    for piece in pieces:
        head += piece
        if len(head) >= MP3_FRAME_BYTES:
            describes = b"Info" in head[:40] or b"Xing" in head[:40]
            yield head[MP3_FRAME_BYTES * describes :]
            break
    yield from pieces


class _Sink:
    """A file that libsndfile writes to: gives away at once what cannot change any more."""

    def __init__(self) -> None:
        self.mends: list[tuple[int, bytes]] = []
        self._fresh = bytearray()
        self._given = 0
        self._at = 0

    def write(self, data: bytes) -> int:
        """Bytes at the place where we are."""
        data = bytes(data)
        if self._at < self._given:
            self.mends.append((self._at, data))
        else:
            place = self._at - self._given
            self._fresh[place : place + len(data)] = data
        self._at += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place: from the start, from here, or from the end."""
        end = self._given + len(self._fresh)
        self._at = offset + (0, self._at, end)[whence]
        return self._at

    def tell(self) -> int:
        """Where we are."""
        return self._at

    def taken(self) -> bytes:
        """All that was written since the last time."""
        fresh = bytes(self._fresh)
        self._given += len(fresh)
        self._fresh.clear()
        return fresh


def _encoded(blocks: Blocks, sink: _Sink, kind: Mapping[str, str | float]) -> Iterator[bytes]:
    """The bytes of each block as soon as the encoder lets go of them."""
    with soundfile.SoundFile(sink, "w", RATE, 1, **kind) as file:
        for block in blocks:
            file.write(block)
            if piece := sink.taken():
                yield piece
    if piece := sink.taken():
        yield piece


# -- By suffix ------------------------------------------------------------------------------------


def _mp3_file(blocks: Blocks, tag: Tag) -> Pieces:
    yield from mp3(blocks, tags.id3(tag))


def _wav_file(blocks: Blocks, tag: Tag) -> Pieces:
    yield from wav(blocks, tag.seconds, tags.id3(tag))


Encoder: TypeAlias = Callable[[Blocks, Tag], Pieces]
FILES: Mapping[str, Encoder] = {
    ".mp3": _mp3_file,
    ".ogg": opus,
    ".opus": opus,
    ".flac": flac,
    ".wav": _wav_file,
}
"""How each kind of file is made, by its suffix."""
