"""Plain text for pages: wrapped, short, the same on every terminal."""

import textwrap
from collections.abc import Iterable

WIDTH = 76


def wrapped(text: str, indent: str = "", width: int = WIDTH) -> list[str]:
    """One paragraph in lines that fit."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=" " * len(indent),
        break_on_hyphens=False,
    ) or [""]


def listed(items: Iterable[str], mark: str = "- ", width: int = WIDTH) -> list[str]:
    """Each item as a paragraph with a mark before it."""
    return [line for item in items for line in wrapped(item, mark, width)]


def minutes(seconds: float) -> str:
    """A length of time as people say it."""
    whole, rest = divmod(round(seconds), 60)
    if not whole:
        return f"{rest} seconds"
    part = f" {rest} s" if rest else ""
    return f"{whole} min{part}"
