"""On which line of a content file a key stands, so that a complaint can point at it.

A small scanner, not a parser: ``tomllib`` reads the values and keeps no lines. It knows tables,
dotted and quoted keys, inline tables, lists over several lines, comments and every kind of string.
Tables in a list (``[[name]]``), which the content does not use, are not told apart.
"""

import re
import tomllib
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Path = tuple[str, ...]

_TOKEN = re.compile(
    r'''(?P<text>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')'''
    r"""|(?P<skip>\#[^\n]*|[^\S\n]+)|(?P<end>\n)|(?P<mark>[\[\]{}=,.])"""
    r"""|(?P<bare>[^\s\#=\[\]{},."']+)|(?P<odd>.)""",
    re.DOTALL,
)


@dataclass(frozen=True)
class Place:
    """One key, or one item of a list, and the line it begins on, counted from 1."""

    path: Path
    line: int


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    line: int


_Tokens = deque[_Token]


def line_of(text: str, path: Sequence[str]) -> int:
    """The line a key stands on; the nearest table around it where it is not there; else 1."""
    found = list(places(text))
    for size in range(len(path), 0, -1):
        wanted = tuple(path[:size])
        exact = (place.line for place in found if place.path == wanted)
        within = (place.line for place in found if place.path[:size] == wanted)
        line = next(exact, None) or next(within, None)
        if line is not None:
            return line
    return 1


def twice(text: str) -> Place | None:
    """The first key or table that is written a second time, where that second time is."""
    seen: set[Path] = set()
    for place in places(text):
        if place.path in seen:
            return place
        seen.add(place.path)
    return None


def places(text: str) -> Iterator[Place]:
    """Every key and every item of a list, in the order of the file. Never fails."""
    tokens = _tokens(text)
    table: Path = ()
    while tokens:
        if tokens[0].text == "[":
            place = _header(tokens)
            table = place.path
            yield place
        else:
            yield from _pair(tokens, table)
        _skip_to_next_line(tokens)


def _tokens(text: str) -> _Tokens:
    tokens: _Tokens = deque()
    line = 1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "odd"
        if kind != "skip":
            tokens.append(_Token(kind, match.group(), line))
        line += match.group().count("\n")
    return tokens


def _header(tokens: _Tokens) -> Place:
    """[name] or [[name]]."""
    line = tokens[0].line
    while tokens and tokens[0].text == "[":
        tokens.popleft()
    return Place(_key(tokens), line)


def _pair(tokens: _Tokens, table: Path) -> Iterator[Place]:
    """One key with its value, and all that stands inside that value."""
    line = tokens[0].line
    key = _key(tokens)
    if not key:
        return
    path = (*table, *key)
    yield Place(path, line)
    if tokens and tokens[0].text == "=":
        tokens.popleft()
        yield from _value(tokens, path)


def _key(tokens: _Tokens) -> Path:
    """The parts of a dotted key, without their quotes."""
    parts: list[str] = []
    while tokens and (tokens[0].kind in ("bare", "text") or tokens[0].text == "."):
        token = tokens.popleft()
        if token.text != ".":
            parts.append(_bare(token))
    return tuple(parts)


def _bare(token: _Token) -> str:
    if token.kind != "text":
        return token.text
    try:
        return str(tomllib.loads(f"key = {token.text}")["key"])
    except tomllib.TOMLDecodeError:
        return token.text.strip("\"'")


def _value(tokens: _Tokens, path: Path) -> Iterator[Place]:
    """What stands inside a list or an inline table; a plain value holds nothing."""
    opens = tokens[0].text if tokens else ""
    if opens == "[":
        yield from _items(tokens, path)
    elif opens == "{":
        yield from _inline(tokens, path)
    else:
        _skip_plain(tokens)


def _items(tokens: _Tokens, path: Path) -> Iterator[Place]:
    tokens.popleft()
    place = 0
    while tokens and tokens[0].text != "]":
        token = tokens[0]
        if token.text not in (",", "}") and token.kind != "end":
            item = (*path, str(place))
            yield Place(item, token.line)
            yield from _value(tokens, item)
            continue
        place += token.text == ","
        tokens.popleft()
    _drop(tokens)


def _inline(tokens: _Tokens, path: Path) -> Iterator[Place]:
    tokens.popleft()
    while tokens and tokens[0].text != "}":
        before = len(tokens)
        yield from _pair(tokens, path)
        if len(tokens) == before:
            tokens.popleft()
    _drop(tokens)


def _skip_plain(tokens: _Tokens) -> None:
    while tokens and tokens[0].kind != "end" and tokens[0].text not in (",", "]", "}"):
        tokens.popleft()


def _skip_to_next_line(tokens: _Tokens) -> None:
    while tokens and tokens[0].kind != "end":
        tokens.popleft()
    _drop(tokens)


def _drop(tokens: _Tokens) -> None:
    if tokens:
        tokens.popleft()
