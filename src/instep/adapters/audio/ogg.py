"""Ogg pages: the comments of an Opus stream in our own words, and a serial number of our own.

libsndfile writes few comments and draws the serial number by chance; the same session must give
the same bytes. Layout: RFC 3533 (pages) and RFC 7845 (Opus in Ogg).
"""

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

SERIAL = 0x1257E9
"""Any number does, as long as it is always the same."""

_HEAD = struct.Struct("<4sBBqIIIB")
_MOST = 255 * 255
"""Bytes a page can hold."""

_GOES_ON = 1
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


@dataclass(frozen=True)
class Page:
    """One page: its flags, its granule position, how its bytes are cut, and the bytes."""

    flags: int
    granule: int
    number: int
    laces: bytes
    data: bytes

    def __bytes__(self) -> bytes:
        """As it stands in the file, its check sum counted anew."""
        return _with_sum(_head(self) + self.laces + self.data)


def _head(page: Page) -> bytes:
    return _HEAD.pack(b"OggS", 0, page.flags, page.granule, SERIAL, page.number, 0, len(page.laces))


def _with_sum(page: bytes) -> bytes:
    """Ogg's check sum is that of zlib with every bit order turned round."""
    turned = zlib.crc32(page.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return page[:22] + turned.to_bytes(4, "big").translate(_MIRRORED) + page[26:]


def pages(pieces: Iterator[bytes]) -> Iterator[Page]:
    """The pages of a stream, each as soon as it is whole."""
    kept = b""
    for piece in pieces:
        kept += piece
        while (page := _first(kept)) is not None:
            yield page
            kept = kept[_HEAD.size + len(page.laces) + len(page.data) :]


def _first(data: bytes) -> Page | None:
    if len(data) < _HEAD.size:
        return None
    _, _, flags, granule, _, number, _, cuts = _HEAD.unpack_from(data)
    laces = data[_HEAD.size : _HEAD.size + cuts]
    begins = _HEAD.size + cuts
    ends = begins + sum(laces)
    if len(laces) < cuts or len(data) < ends:
        return None
    return Page(flags, granule, number, laces, data[begins:ends])


def with_comments(pieces: Iterator[bytes], comments: Callable[[bytes], bytes]) -> Iterator[bytes]:
    """The same stream with this comment packet, which is told the encoder's name."""
    stream = pages(pieces)
    first = next(stream)
    yield bytes(first)
    own = _paged(comments(_vendor(next(stream).data)))
    yield b"".join(bytes(page) for page in own)
    for page in stream:
        yield bytes(replace(page, number=page.number + len(own) - 1))


def _vendor(packet: bytes) -> bytes:
    """The encoder's name out of its own comments."""
    at = len(b"OpusTags")
    size = int.from_bytes(packet[at : at + 4], "little")
    return packet[at + 4 : at + 4 + size]


def _paged(packet: bytes) -> list[Page]:
    """One packet on as many pages as it needs; an empty last lace ends it."""
    laces = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    parts = range(0, len(laces), 255)
    return [
        Page(
            flags=_GOES_ON if number else 0,
            granule=0 if at + 255 >= len(laces) else -1,
            number=number + 1,
            laces=laces[at : at + 255],
            data=packet[at * 255 : at * 255 + _MOST],
        )
        for number, at in enumerate(parts)
    ]
