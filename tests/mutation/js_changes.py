"""Every small change to a twin: one word, sign, number, entry or line, one at a time.

A tokenizer of a few lines is enough, since the twins are written plainly. Left alone are comments,
types, imports, and the words of errors that only a developer reads.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

TOKEN = re.compile(
    r"""
    (?P<comment> /\*.*?\*/ | //[^\n]* )
  | (?P<word_list> `[^`$]*` )
  | (?P<template> `(?:[^`\\]|\\.)*` )
  | (?P<text> "(?:[^"\\\n]|\\.)*" )
  | (?P<pattern> (?<=[=(]\s)/(?![/*])(?:[^/\\\n]|\\.)+/ | (?<=\()/(?![/*])(?:[^/\\\n]|\\.)+/ )
  | (?P<number> \b(?:0x[0-9a-f]+|\d+(?:\.\d+)?)\b )
  | (?P<name> [A-Za-z_$][\w$]* )
  | (?P<sign> => | \.\.\. | \?\? | \?\. | === | !== | <= | >= | >>> | << | && | \|\| | \*\* | \+= )
  | (?P<letter> \S )
  | (?P<space> \s+ )
    """,
    re.VERBOSE | re.DOTALL,
)

SIGNS = {
    "===": ["!=="],
    "!==": ["==="],
    "<=": ["<", ">"],
    "<": ["<=", ">="],
    ">=": [">", "<"],
    ">": [">=", "<="],
    "&&": ["||"],
    "||": ["&&"],
    "??": ["&&"],
    "+": ["-"],
    "-": ["+"],
    "*": ["+"],
    "/": ["*"],
    "%": ["/"],
    "!": [""],
}
NAMES = {
    "some": ["every"],
    "every": ["some"],
    "min": ["max"],
    "max": ["min"],
    "true": ["false"],
    "false": ["true"],
    "NEVER": ["ALWAYS", "SILENT"],
    "ALWAYS": ["NEVER"],
    "SILENT": ["NEVER", "ALWAYS"],
    "or": ["and"],
    "and": ["or"],
    "left": ["right"],
    "right": ["left"],
    "FALSE": ["MISSING", "TRUE"],
    "MISSING": ["FALSE", "UNKNOWN"],
    "UNKNOWN": ["MISSING", "TRUE"],
    "TRUE": ["UNKNOWN", "FALSE"],
    "HOLD": ["SPREAD"],
    "SPREAD": ["HOLD", "RUB_IN"],
    "RUB_IN": ["SPREAD", "MOVE_MUSCLE"],
    "MOVE_MUSCLE": ["RUB_IN"],
    "null": ["0"],
    "Infinity": ["0"],
    "noBreathing": ["noSession"],
    "noSession": ["noBreathing"],
    "spares": ["spares_there"],
    "spares_there": ["spares"],
    "minutes_per_foot": ["minutes_total"],
    "minutes_total": ["minutes_per_foot"],
    "text": ["unsure"],
}
UNSIGNED = {"", "(", ",", "=", "return", "[", "=>", "?", ":", "&&", "||", "{", "<", ">", "<=", ">="}
"""What stands before a sign that has nothing on its left."""

FOR_DEVELOPERS = re.compile(r"throw new (?:TypeError|RangeError|BadTables)\(|\bmust\(")
ENTRY = re.compile(r'^\s+(?:"[^"\n]*"|row\(.*\)|\[.*\]|\.\.\..*|[\w"]+: .*|\w+), *(?://.*)?$')
CALL = re.compile(r"^\s+(?!return\b|const\b|let\b|throw\b)[\w.]+(?:\(.*\)| = .*| [-+]= .*);$")
ROWS = re.compile(r"\brow\(|\bwords\(|OILS = ")
GUARDED = re.compile(r"\bif \(")


@dataclass(frozen=True)
class Token:
    """A piece of the text, where it begins, and what it is."""

    kind: str
    text: str
    at: int


@dataclass(frozen=True)
class Change:
    """One change: what stands between two places becomes something else."""

    file: str
    line: int
    on: str
    start: int
    end: int
    was: str
    new: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.was!r} -> {self.new!r} in: {self.on}"

    @property
    def key(self) -> tuple[str, str, str]:
        """What an argument names it by; lines may move."""
        return self.file, self.on, f"{self.was} -> {self.new}"

    def text(self, whole: str) -> str:
        """The whole text with this change made."""
        return whole[: self.start] + self.new + whole[self.end :]


def changes_to(folder: Path, name: str) -> list[Change]:
    """Every change to one file of the kernel."""
    whole = (folder / name).read_text(encoding="utf-8")
    made = [*_token_changes(whole), *_line_changes(whole), *_condition_changes(whole)]
    seen: dict[str, Change] = {}
    for start, end, new in made:
        line = whole.count("\n", 0, start) + 1
        on = whole.splitlines()[line - 1].strip()
        change = Change(name, line, on, start, end, whole[start:end].strip(), new)
        if not FOR_DEVELOPERS.search(on) or "must(" in on:
            seen.setdefault(change.text(whole), change)
    return list(seen.values())


def tokens(whole: str) -> list[Token]:
    """The pieces that mean something to a browser, imports left out."""
    found = [Token(m.lastgroup or "", m.group(), m.start()) for m in TOKEN.finditer(whole)]
    brought = r"(?ms)^(?:import|export) \{.*?;$"
    imports = [found.span() for found in re.finditer(brought, whole)]
    return [
        token
        for token in found
        if token.kind not in ("comment", "space")
        and not any(start <= token.at < end for start, end in imports)
    ]


_Made = Iterator[tuple[int, int, str]]


def _token_changes(whole: str) -> _Made:
    pieces = tokens(whole)
    for before, token in pairwise([Token("", "", 0), *pieces]):
        end = token.at + len(token.text)
        for new in _others(before, token):
            yield token.at, end, new
        if token.kind == "word_list" or ROWS.search(_line_of(whole, token)):
            yield from _one_word_less(token)


def _others(before: Token, token: Token) -> list[str]:
    if token.kind in ("sign", "letter"):
        unary = before.text in UNSIGNED or before.text in SIGNS
        return [] if unary and token.text in "+-*/" else SIGNS.get(token.text, [])
    if token.kind == "number" and "x" not in token.text:
        value = float(token.text) if "." in token.text else int(token.text)
        return [str(value + 1), str(value - 1)] if value else ["1"]
    if token.kind == "name":
        is_key = before.text in (".", "")
        return [] if token.text == "null" and is_key else NAMES.get(token.text, [])
    if token.kind == "text":
        return ['""'] if " " in token.text else [f'"XX{token.text[1:-1]}"']
    return []


def _line_of(whole: str, token: Token) -> str:
    return whole[whole.rfind("\n", 0, token.at) + 1 : whole.find("\n", token.at)]


def _one_word_less(token: Token) -> _Made:
    """A word goes missing from a row of words."""
    inner = token.text[1:-1]
    if token.kind not in ("text", "word_list") or len(inner.split()) < 2:
        return
    for word in re.finditer(r"[\w.]+", inner):
        yield token.at + 1 + word.start(), token.at + 1 + word.end(), ""


def _line_changes(whole: str) -> _Made:
    """An entry of a list, or a statement, goes missing."""
    at = 0
    for line in whole.splitlines(keepends=True):
        plain = line.rstrip("\n")
        if (ENTRY.match(plain) or CALL.match(plain)) and not plain.lstrip().startswith("*"):
            yield at, at + len(line), ""
        at += len(line)


def _condition_changes(whole: str) -> _Made:
    """A condition always holds, or never does."""
    for found in GUARDED.finditer(whole):
        end = _closing(whole, found.end())
        for new in ("true", "false"):
            yield found.end(), end, new


def _closing(whole: str, start: int) -> int:
    deep = 1
    for at in range(start, len(whole)):
        deep += {"(": 1, ")": -1}.get(whole[at], 0)
        if deep == 0:
            return at
    raise ValueError("a bracket is open")
