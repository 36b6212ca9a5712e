"""A part of a sound for a browser that asks for one: what is there, and never more than is good.

A player asks for all that follows and then reads slowly. So an answer ends after a piece, and the
player asks for the next: no thread of the server waits for it.
"""

import re

from django.http import HttpResponse

from instep.core.units import Seconds
from instep.web.sound.growing import Growing, NoSound

PIECE = 262_144
"""Bytes of one answer at most: 44 seconds of sound."""

WAIT: Seconds = 30.0
"""How long one answer waits for its first byte: a slow computer may have to make all before it."""

_RANGE = re.compile(r"bytes=(\d{1,12})-(\d{0,12})")


def part_of(sound: Growing, asked: str) -> HttpResponse:
    """The part that a Range header asks for, or its beginning."""
    found = _RANGE.fullmatch(asked.replace(" ", "")) or _RANGE.fullmatch("bytes=0-")
    start, last = (int(number or sound.size - 1) for number in found.groups()) if found else (0, 0)
    if start >= sound.size or last < start:
        return _nothing(416, {"Content-Range": f"bytes */{sound.size}"})
    try:
        piece = sound.read(start, min(PIECE, last + 1 - start), WAIT)
    except NoSound:
        return _nothing(503, {})
    if not piece:
        return _nothing(503, {"Retry-After": "1"})
    place = f"bytes {start}-{start + len(piece) - 1}/{sound.size}"
    headers = {"Content-Range": place, "Accept-Ranges": "bytes"}
    return HttpResponse(piece, status=206, content_type="audio/mpeg", headers=headers)


def _nothing(status: int, headers: dict[str, str]) -> HttpResponse:
    return HttpResponse(status=status, content_type="audio/mpeg", headers=headers)
