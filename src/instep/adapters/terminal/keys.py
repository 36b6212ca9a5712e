"""One key at a time, without Enter, and the terminal given back as it was, whatever happens."""

import contextlib
import os
import re
import select
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum

from instep.core.units import Seconds


class Key(StrEnum):
    """What a key asks of the guide."""

    PAUSE = "pause"
    NEXT = "next"
    BACK = "back"
    HURTS = "hurts"
    STOP = "stop"
    GONE = "gone"


KEYS: Mapping[bytes, Key] = {
    b" ": Key.PAUSE,
    b"p": Key.PAUSE,
    b"\r": Key.PAUSE,
    b"\n": Key.PAUSE,
    b"n": Key.NEXT,
    b"\x1b[C": Key.NEXT,
    b"b": Key.BACK,
    b"\x1b[D": Key.BACK,
    b"h": Key.HURTS,
    b"q": Key.STOP,
    b"\x04": Key.GONE,
}
"""Small letters; capitals mean the same. A key that is not here asks for nothing."""


_PRESSED = re.compile(rb"\x1b\[[\x30-\x3f]*[\x40-\x7e]|\x1b.?|.", re.DOTALL)
"""One key: a letter, or a row of bytes such as an arrow sends."""

FIRST = (Key.HURTS, Key.STOP, Key.GONE)
"""Of a smear of keys these win, wherever they are in it."""


def meaning(pressed: bytes) -> Key | None:
    """What was pressed, if it asks for anything. Of a smear the first key counts, but pain wins."""
    if not pressed:
        return Key.GONE
    keys = [KEYS.get(key if len(key) > 1 else key.lower()) for key in _PRESSED.findall(pressed)]
    urgent = [key for key in FIRST if key in keys]
    return urgent[0] if urgent else keys[0]


@contextlib.contextmanager
def single_keys() -> Iterator[None]:
    """Keys come at once and are not echoed; afterwards all is as before."""
    import termios
    import tty

    place = sys.stdin.fileno()
    before = termios.tcgetattr(place)
    try:
        tty.setcbreak(place)
        yield
    finally:
        with contextlib.suppress(termios.error):  # a terminal that has gone wants nothing back
            termios.tcsetattr(place, termios.TCSAFLUSH, before)


def next_key(wait: Seconds) -> Key | None:
    """The next key within this time. A terminal that has gone away counts as a key of its own."""
    ready, _, _ = select.select([sys.stdin], [], [], wait)
    if not ready:
        return None
    try:
        return meaning(os.read(sys.stdin.fileno(), 64))
    except OSError:
        return Key.GONE
