"""What is said when Instep is open in a browser: where, for whom, and how to be sure."""

import os
import shutil
import sys
import textwrap
import webbrowser
from collections.abc import Iterator, Mapping, Sequence

from instep.adapters.content.language import FILES, flat
from instep.adapters.content.load import SHIPPED
from instep.adapters.content.table import read_table
from instep.commands import given
from instep.commands.door import Door, opens

LANGUAGE = "en"
WIDE = 78
"""Letters in a line at most."""

PAIRS = 8
"""Pairs of a fingerprint in a line: few enough to compare by eye."""


def when_open(door: Door, addresses: Sequence[str], browser: bool) -> None:
    """Once a page can be had: say where, and open it."""
    if not opens(door):
        given.err(words()[".does_not_start"])
        return
    tell(door, addresses)
    if browser:
        webbrowser.open(addresses[0])


def tell(door: Door, addresses: Sequence[str]) -> None:
    """Say where Instep is open: on this computer alone, or for a phone at home too."""
    lines = _at_home(door, *addresses) if door.lan else _here(*addresses)
    for line in lines:
        given.out(line)
    sys.stdout.flush()


def words() -> Mapping[str, str]:
    """The words of the door; no other content is read for them."""
    file = FILES["web"].format(LANGUAGE)
    return flat("", read_table(SHIPPED, file).table("door").rest(), file)


def _here(address: str) -> Iterator[str]:
    say = words()
    yield f"{say['.open']}  {address}"
    yield f"{say['.once_here']} {say['.end']}"


def _at_home(door: Door, here: str, phone: str) -> Iterator[str]:
    """Who can see it, how to be sure, and the two addresses; the picture last, so that it stays."""
    say = words()
    yield from (say[".open_here"], f"    {here}", "")
    yield from wrapped(say[".once"], say[".who"], say[".only"])
    yield ""
    yield from wrapped(say[".warns"], say[".compare"], say[".differs"])
    yield ""
    yield from fingerprint_lines(door.certificate.fingerprint if door.certificate else "")
    yield from ("", say[".type"], f"    {phone}", say[".phone"], "")
    yield from _picture(phone)
    yield say[".end"]


def wrapped(*texts: str) -> Iterator[str]:
    """Lines no longer than a narrow window."""
    yield from textwrap.wrap(" ".join(texts), WIDE)


def _picture(address: str) -> Iterator[str]:
    """The square code, where this terminal has room and letters for it."""
    from instep.adapters.qr import drawn

    lines = drawn(address, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ)
    plain = drawn(address, colour=False)[0]
    if shutil.get_terminal_size().columns >= len(plain) and _can_show(plain):
        yield from lines
    else:
        yield words()[".no_room"]


def _can_show(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def fingerprint_lines(fingerprint: str) -> Iterator[str]:
    """Capital pairs, as browsers show them."""
    pairs = textwrap.wrap(fingerprint.upper(), 2)
    yield from ("    " + " ".join(pairs[at : at + PAIRS]) for at in range(0, len(pairs), PAIRS))
