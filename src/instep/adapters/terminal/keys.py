"""One key at a time, without Enter, and the terminal given back as it was, whatever happens."""

import contextlib
import os
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
    b"": Key.GONE,
}
"""Small letters; capitals mean the same. A key that is not here asks for nothing."""


def meaning(pressed: bytes) -> Key | None:
    """What was pressed, if it asks for anything. Of a smear of keys the first one counts."""
    if pressed.startswith(b"\x1b"):
        return KEYS.get(pressed[:3])
    return KEYS.get(pressed[:1].lower())


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
        termios.tcsetattr(place, termios.TCSADRAIN, before)


def next_key(wait: Seconds) -> Key | None:
    """The next key within this time. A terminal that has gone away counts as a key of its own."""
    ready, _, _ = select.select([sys.stdin], [], [], wait)
    if not ready:
        return None
    try:
        return meaning(os.read(sys.stdin.fileno(), 64))
    except OSError:
        return Key.GONE
