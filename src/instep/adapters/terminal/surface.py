"""What this terminal can show, and the colours that go with it. Rich draws; we choose."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from instep.adapters.terminal.foot import Role, Signs
from instep.adapters.terminal.frame import Page, Paper

Styles = Mapping[Role, str]

EVENING: Styles = {
    Role.FOOT: "#7a5c47",
    Role.LIT: "#ffc66e",
    Role.NEXT: "#d7875f",
    Role.HAND: "#a9815f",
    Role.HAND_ON_FOOT: "#2b1407 on #7a5c47",
    Role.HAND_ON_LIT: "#2b1407 on #ffc66e",
    Role.TITLE: "bold #ffc66e",
    Role.WORDS: "bold #f6eadb",
    Role.SOFT: "#d8c6b3",
    Role.BAR: "#ffc66e",
    Role.REST: "#4d3b2e",
}
DAY: Styles = {
    Role.FOOT: "#e3c3a1",
    Role.LIT: "#c25a20",
    Role.NEXT: "#d7875f",
    Role.HAND: "#a9815f",
    Role.HAND_ON_FOOT: "#2b1407 on #e3c3a1",
    Role.HAND_ON_LIT: "#120701 on #c25a20",
    Role.TITLE: "bold #76300f",
    Role.WORDS: "bold #2a1f18",
    Role.SOFT: "#55453a",
    Role.BAR: "#b4511c",
    Role.REST: "#d9c4ae",
}
SIXTEEN: Styles = {
    Role.FOOT: "yellow",
    Role.LIT: "bright_yellow",
    Role.NEXT: "yellow",
    Role.HAND: "bold bright_white",
    Role.HAND_ON_FOOT: "bold bright_white",
    Role.HAND_ON_LIT: "bold bright_white",
    Role.TITLE: "bold bright_yellow",
    Role.WORDS: "bold",
    Role.SOFT: "",
    Role.BAR: "bright_yellow",
    Role.REST: "yellow",
}
SIXTEEN_BY_DAY: Styles = {
    **SIXTEEN,
    Role.LIT: "red",
    Role.HAND: "bold black",
    Role.HAND_ON_FOOT: "bold black",
    Role.HAND_ON_LIT: "bold black",
    Role.TITLE: "bold",
    Role.BAR: "red",
}
PLAIN: Styles = {Role.TITLE: "bold", Role.WORDS: "bold"}
"""Without colour only weight is left, and the signs tell lit from unlit."""


@dataclass(frozen=True)
class Surface:
    """What there is to show on: ``lively`` where a person sits at both ends of it."""

    stream: IO[str]
    lively: bool
    terminal: bool
    styles: Styles
    signs: Signs
    still: bool

    @classmethod
    def of(cls, stream: IO[str], environ: Mapping[str, str]) -> "Surface":
        """This terminal, or this pipe."""
        terminal = stream.isatty() and environ.get("TERM") != "dumb"
        styles, shades = _styles(stream, environ)
        plain_letters = environ.get("INSTEP_ASCII", "") not in ("", "0")
        return cls(
            stream=stream,
            lively=terminal and sys.stdin.isatty(),
            terminal=terminal,
            styles=styles,
            signs=Signs(blocks=_has_blocks(stream) and not plain_letters, shades=shades),
            still=environ.get("INSTEP_REDUCED_MOTION", "") not in ("", "0"),
        )

    def paper(self, width: int, height: int) -> Paper:
        """A page of this size on this surface."""
        return Paper(width, height, self.signs, self.still)


def _styles(stream: IO[str], environ: Mapping[str, str]) -> tuple[Styles, bool]:
    """The palette, and whether signs must do what colours cannot."""
    from rich.console import Console

    console = Console(file=stream, _environ=environ)
    day = _is_day(environ)
    if console.no_color or console.color_system is None:
        return PLAIN, True
    if console.color_system in ("standard", "windows"):
        return (SIXTEEN_BY_DAY if day else SIXTEEN), True
    return (DAY if day else EVENING), False


_LIGHT_GROUNDS = ("7", "15")


def _is_day(environ: Mapping[str, str]) -> bool:
    """A light ground, as far as the terminal says so; INSTEP_LIGHT says it plainly."""
    told = environ.get("INSTEP_LIGHT", "")
    if told:
        return told != "0"
    return environ.get("COLORFGBG", "").rpartition(";")[2] in _LIGHT_GROUNDS


def _has_blocks(stream: IO[str]) -> bool:
    try:
        "▟█░╭".encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def as_text(page: Page, styles: Styles) -> "Text":
    """The page for rich, each piece in its colour."""
    from rich.text import Text

    text = Text(no_wrap=True, overflow="crop")
    for number, line in enumerate(page):
        text.append("\n" * bool(number))
        for piece, role in line:
            text.append(piece, style=styles.get(role, ""))
    return text


if TYPE_CHECKING:
    from rich.text import Text
