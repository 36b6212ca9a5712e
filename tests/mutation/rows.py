"""Every small change to the rows of a content file: deleted, flipped, moved, one more, one less.

What a word may be flipped to is read off the file itself: the other words the same key has
elsewhere in it. So nothing here has to be told what an action, a group or a page is.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Row = dict[str, Any]
Content = dict[str, Any]


@dataclass(frozen=True)
class RowChange:
    """One change to one file: what it is, and all rows of the file after it."""

    file: str
    what: str
    rows: Content

    def __str__(self) -> str:
        return f"{self.file}: {self.what}"


def changes_to_rows(file: str, content: Content) -> Iterator[RowChange]:
    """Every change to this file, one at a time."""
    for path, row in _rows(content):
        name = ".".join(path)
        yield RowChange(file, f"{name} is gone", _with(content, path, None))
        for what, changed in _changed_rows(row, _words_by_key(content)):
            yield RowChange(file, f"{name}: {what}", _with(content, path, changed))
    yield from _swapped(file, content)


def _rows(content: Content) -> Iterator[tuple[tuple[str, ...], Row]]:
    """The innermost tables that are rows: [R03], [about.adult], [contacts.URGENT]."""
    for name, table in content.items():
        inner = [key for key, value in table.items() if isinstance(value, dict)]
        if inner and len(inner) == len(table):
            yield from (((name, key), table[key]) for key in inner)
            continue
        yield (name,), table


def _with(content: Content, path: tuple[str, ...], row: Row | None) -> Content:
    """The content with this row in place of the one there, or without it."""
    changed = copy.deepcopy(content)
    table = changed
    for key in path[:-1]:
        table = table[key]
    if row is None:
        del table[path[-1]]
        return changed
    table[path[-1]] = row
    return changed


def _swapped(file: str, content: Content) -> Iterator[RowChange]:
    """Two rows in each other's place: the order is the order of pages and of reasons."""
    paths = [path for path, _ in _rows(content)]
    for one, other in pairwise(paths):
        if one[:-1] == other[:-1]:
            rows = _reordered(content, one, other)
            yield RowChange(file, f"{'.'.join(one)} after {other[-1]}", rows)


def _reordered(content: Content, one: tuple[str, ...], other: tuple[str, ...]) -> Content:
    changed = copy.deepcopy(content)
    table = changed if len(one) == 1 else changed[one[0]]
    keys = list(table)
    first, second = keys.index(one[-1]), keys.index(other[-1])
    keys[first], keys[second] = keys[second], keys[first]
    ordered = {key: table[key] for key in keys}
    table.clear()
    table.update(ordered)
    return changed


# -- Inside a row ------------------------------------------------------------------------------

Words = dict[str, list[str]]

SETS = frozenset({"among", "spares", "spares_there", "oils", "musts", "offers", "ankle_hold"})
"""Lists that are read as sets: turned round they are the same set, so that is no change.

``ankle_hold`` stands in ``offers_where_free``: the groups that must be free for it.
"""


def _words_by_key(content: Content) -> Words:
    """The words each key has anywhere in the file, in the order they are first seen."""
    words: dict[str, dict[str, None]] = {}
    for _, row in _rows(content):
        for key, value in _flat(row):
            for word in value if isinstance(value, list) else [value]:
                if isinstance(word, str):
                    words.setdefault(key, {})[word] = None
    return {key: list(seen) for key, seen in words.items()}


def _flat(row: Row) -> Iterator[tuple[str, Any]]:
    """A row's keys, those of the tables inside it too."""
    for key, value in row.items():
        if isinstance(value, dict):
            yield from value.items()
        yield key, value


def _changed_rows(row: Row, words: Words) -> Iterator[tuple[str, Row]]:
    for key, value in row.items():
        yield f"no {key}", {k: v for k, v in row.items() if k != key}
        for what, changed in _changed(key, value, words):
            yield what, {**row, key: changed}
    yield from _moved(row, "spares", "spares_there")
    yield from _moved(row, "spares_there", "spares")


def _moved(row: Row, here: str, there: str) -> Iterator[tuple[str, Row]]:
    """What is spared on both feet spared on one, or the reverse: all of it, or one group."""
    groups = row.get(here, [])
    for some in [groups, *([group] for group in groups if len(groups) > 1)] if groups else []:
        left = [group for group in groups if group not in some]
        moved = {**row, here: left, there: sorted({*row.get(there, []), *some})}
        yield f"{' '.join(some)} from {here} to {there}", moved


def _changed(key: str, value: Any, words: Words) -> Iterator[tuple[str, Any]]:
    """This value, otherwise."""
    if isinstance(value, bool):
        yield f"{key} is {not value}", not value
    elif isinstance(value, int | float):
        step = 1 if isinstance(value, int) else 0.1
        yield from ((f"{key} is {v:g}", v) for v in (value + step, value - step))
    elif isinstance(value, str):
        yield from ((f"{key} is {word}", word) for word in _neighbours(value, words[key]))
    elif isinstance(value, list):
        yield from _changed_list(key, value, words.get(key, []))
    elif isinstance(value, dict):
        yield from ((f"{key}.{what}", changed) for what, changed in _changed_rows(value, words))


def _neighbours(word: str, words: list[str]) -> list[str]:
    """The words before and after it, in a ring."""
    place = words.index(word)
    return [
        w for w in dict.fromkeys((words[place - 1], words[(place + 1) % len(words)])) if w != word
    ]


def _changed_list(key: str, value: list[str], words: list[str]) -> Iterator[tuple[str, list[str]]]:
    others = [word for word in words if word not in value]
    for place, word in enumerate(value):
        yield f"{key} without {word}", value[:place] + value[place + 1 :]
        if others:
            other = others[place % len(others)]
            yield f"{key}: {other} for {word}", [*value[:place], other, *value[place + 1 :]]
    if others:
        yield f"{key} with {others[-1]}", [*value, others[-1]]
    if len(value) > 1 and key not in SETS:
        yield f"{key} in reverse", value[::-1]


# -- As a file again ---------------------------------------------------------------------------


def as_toml(content: Content) -> str:
    """These rows as a file that reads back the same."""
    lines: list[str] = []
    for path, row in _rows(content):
        lines += [f"[{'.'.join(path)}]", *(f"{key} = {_value(v)}" for key, v in row.items()), ""]
    return "\n".join(lines)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return f"[{', '.join(_value(v) for v in value)}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {_value(v)}" for k, v in value.items()) + " }"
    return repr(value)
