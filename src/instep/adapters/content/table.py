"""A strict reader of one TOML table: every key is asked for by name, and none is left over."""

import tomllib
from collections.abc import Iterable, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

E = TypeVar("E", bound=Enum)


class ContentBroken(Exception):
    """A content file is not what it must be. Names the file, the key path and the fix."""

    def __init__(self, file: str, path: Iterable[str], what: str, fix: str) -> None:
        self.file = file
        self.path = tuple(path)
        self.what = what
        self.fix = fix
        where = ".".join(self.path)
        super().__init__(f"{file}: {where + ': ' if where else ''}{what}. {fix}")


class Table:
    """One table of a content file. Ask for each key once; ``done`` refuses what is left over."""

    def __init__(self, file: str, path: tuple[str, ...], values: Any) -> None:
        self.file = file
        self.path = path
        if not isinstance(values, dict):
            raise self.broken("", "is not a table", "Write it as [name] with keys below.")
        self._values: dict[str, Any] = values
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def broken(self, key: str, what: str, fix: str) -> ContentBroken:
        """The complaint about one key of this table."""
        return ContentBroken(self.file, (*self.path, *([key] if key else [])), what, fix)

    def take(self, key: str, default: Any = None) -> Any:
        """The bare value; the default where it is not there and a default was given."""
        self._asked.add(key)
        if key in self._values:
            return self._values[key]
        if default is None:
            raise self.broken(key, "is missing", f"Add {key} = ...")
        return default

    def text(self, key: str, default: str | None = None) -> str:
        """One string, not empty."""
        value = self.take(key, default)
        if not isinstance(value, str) or not (value.strip() or default == ""):
            raise self.broken(key, "is not a text", f'Write {key} = "..."')
        return value

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of strings."""
        value = self.take(key, default)
        if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
            raise self.broken(key, "is not a list of texts", f'Write {key} = ["..."]')
        if len(set(value)) < len(value):
            raise self.broken(key, "names something twice", "Keep one of them.")
        return tuple(value)

    def number(self, key: str, least: float, most: float) -> float:
        """A finite number within its walls, both ends included."""
        value = self.take(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.broken(key, "is not a number", f"Write {key} = {least:g}")
        if not least <= value <= most:
            raise self.broken(key, f"is {value}", f"Keep it from {least:g} to {most:g}.")
        return value

    def whole(self, key: str, least: int, most: int) -> int:
        """A whole number within its walls."""
        value = self.number(key, least, most)
        if not isinstance(value, int):
            raise self.broken(key, "is not a whole number", f"Write {key} = {round(value)}")
        return value

    def wholes(self, key: str, least: int, most: int) -> tuple[int, ...]:
        """A rising list of whole numbers, not empty."""
        value = self.take(key)
        fits = isinstance(value, list) and value and all(type(v) is int for v in value)
        if not fits or value != sorted(set(value)) or not least <= value[0] <= value[-1] <= most:
            what = "is not a rising list of whole numbers"
            raise self.broken(key, what, f"Keep them from {least} to {most}.")
        return tuple(value)

    def flag(self, key: str, default: bool | None = None) -> bool:
        """True or false."""
        value = self.take(key, default) if default is not None else self.take(key)
        if not isinstance(value, bool):
            raise self.broken(key, "is not true or false", f"Write {key} = true or false.")
        return value

    def one(self, key: str, words: type[E]) -> E:
        """One word of a closed list."""
        return self._word(key, self.take(key), words)

    def many(self, key: str, words: type[E], default: tuple[str, ...] | None = None) -> list[E]:
        """Several words of a closed list."""
        return [self._word(key, value, words) for value in self.texts(key, default)]

    def _word(self, key: str, value: Any, words: type[E]) -> E:
        for word in words:
            known = word.name if isinstance(word.value, int) else word.value
            if value == known and isinstance(value, str):
                return word
        known_words = ", ".join(str(w.name if isinstance(w.value, int) else w.value) for w in words)
        raise self.broken(key, f"{value!r} is not known", f"Use one of: {known_words}.")

    def table(self, key: str) -> "Table":
        """A table inside this one."""
        return Table(self.file, (*self.path, key), self.take(key))

    def rest(self) -> Mapping[str, Any]:
        """Everything nobody has asked for yet; counts as asked for."""
        rest = {k: v for k, v in self._values.items() if k not in self._asked}
        self._asked |= set(rest)
        return rest

    def done(self) -> None:
        """Refuse keys that nothing reads."""
        for key in self._values:
            if key not in self._asked:
                raise self.broken(key, "is not a known key", "Take it out, or mend its spelling.")


def read_table(root: Path, name: str) -> Table:
    """One content file as a table; a file that cannot be read or parsed is broken content."""
    try:
        return Table(name, (), tomllib.loads((root / name).read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise ContentBroken(name, (), "is not there", "Put the file back.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ContentBroken(name, (), "cannot be read", "Save it as UTF-8 text.") from error
    except tomllib.TOMLDecodeError as error:
        raise ContentBroken(name, (), f"is not TOML: {error}", "Mend that line.") from error
