"""Diaries of people who opted in, as files: one JSON object a person, read strictly or not at all.

A file ends in ``.json`` (one person) or ``.jsonl`` (one a line). Nothing in it says who it is. A
person who did not say yes is never read beyond that word.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from instep.core.diary import BEST, WORST, Day, Diary, Given, Harm, NotADiary, Origin, Symptom

FORMAT, VERSION = "instep-diary", 1
ENDINGS = (".json", ".jsonl")
MOST_BYTES = 20_000_000
"""Of one person: some thirty thousand days."""

T = TypeVar("T")
E = TypeVar("E", bound=Enum)


class NotRead(ValueError):
    """A file that cannot be read: the file, the field and the fix in one line."""


@dataclass(frozen=True)
class Place:
    """Where one person's diary lies: ``size`` bytes of a file from ``start`` on.

    ``name`` is how a complaint calls it: the file, and its line where there are several.
    """

    file: str
    start: int
    size: int
    name: str


@dataclass(frozen=True)
class Person:
    """The diary of someone who opted in, and the symptom they chose beforehand.

    Check-ins are about that one, unless a day says another.
    """

    diary: Diary
    primary: Symptom


# -- Finding -----------------------------------------------------------------------------------


def people_in(folder: Path) -> tuple[Place, ...]:
    """Every person of a folder, or of one file, in the order of names and lines. Reads no diary."""
    files = sorted(folder.iterdir()) if folder.is_dir() else [folder]
    fits = [file for file in files if file.suffix in ENDINGS and file.is_file()]
    if not fits:
        raise NotRead(
            f"{folder}: holds no diary. Give a folder of files ending in .json or .jsonl."
        )
    return tuple(place for file in fits for place in _places(file))


def _places(file: Path) -> Iterator[Place]:
    where = str(file.resolve())
    if file.suffix == ".json":
        yield Place(where, 0, file.stat().st_size, file.name)
        return
    start = 0
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield Place(where, start, len(line), f"{file.name}, line {number}")
            start += len(line)


# -- Reading -----------------------------------------------------------------------------------


def read_person(place: Place) -> Person | None:
    """One person's diary; None for someone who did not opt in."""
    if place.size > MOST_BYTES:
        raise NotRead(f"{place.name}: is over {MOST_BYTES:,} bytes. Give one person's diary.")
    with Path(place.file).open("rb") as file:
        file.seek(place.start)
        return read_diary(file.read(place.size), place.name)


def read_diary(text: bytes, name: str) -> Person | None:
    """One person's object; ``name`` is what a complaint calls it."""
    whole = _Part(name, "", _parsed(text, name))
    if whole.take("format") != FORMAT:
        raise whole.wrong("format", "is not known", f'Write "{FORMAT}".')
    if whole.take("version") != VERSION:
        raise whole.wrong("version", "is not known", f"This Instep reads version {VERSION}.")
    if not whole.flag("opted_in"):
        return None
    primary = whole.word("primary", Symptom, Symptom.PAIN)
    days = whole.each("days", lambda part: _day(part, primary))
    whole.done()
    try:
        return Person(Diary.of(days), primary)
    except NotADiary as error:
        raise NotRead(f"{name}: days: {error}. Keep each day once.") from error


def _parsed(text: bytes, name: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError as error:
        raise NotRead(f"{name}: is nested too deep. Give one diary.") from error
    except ValueError as error:
        raise NotRead(f"{name}: is not JSON: {error}. Mend it there.") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key in found if [k for k, _ in pairs].count(key) > 1)
        raise ValueError(f"{twice!a} is there twice")
    return found


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


def _day(part: "_Part", primary: Symptom) -> Day:
    day = Day(
        on=part.day("on"),
        scores=part.map("scores", _scores),
        check_in=part.score("check_in"),
        given=tuple(part.each("given", _given)),
        notes=part.map("notes", lambda notes: {key: notes.number(key) for key in notes.values}),
        new_drug=part.flag("new_drug", False),
        primary=part.word("primary", Symptom, primary),
    )
    part.done()
    return day


def _scores(part: "_Part") -> dict[Symptom, int]:
    found = {symptom: part.score(symptom.value) for symptom in Symptom}
    return {symptom: score for symptom, score in found.items() if score is not None}


def _given(part: "_Part") -> Given:
    given = Given(
        minutes=part.map("minutes", _minutes),
        origin=part.word("origin", Origin, Origin.CHOSEN),
        after=part.score("after"),
        harms=frozenset(part.words("harms", Harm)),
    )
    part.done()
    return given


def _minutes(part: "_Part") -> dict[str, float]:
    return {key: part.number(key, least=0) for key in part.values}


class _Part:
    """One object of the file. Every key is asked for by name, and none is left over."""

    def __init__(self, file: str, path: str, value: Any) -> None:
        self.file, self.path, self.asked = file, path, set[str]()
        if not isinstance(value, dict):
            raise self.wrong("", "is not an object", 'Write {"key": value}.')
        self.values: Mapping[str, Any] = value

    def wrong(self, key: str, what: str, fix: str) -> NotRead:
        """The complaint about one key of this object."""
        field = ".".join(part for part in (self.path, ascii(key)[1:-1]) if part)
        return NotRead(f"{self.file}: {f'{field}: ' if field else ''}{what}. {fix}")

    def take(self, key: str, default: Any = ...) -> Any:
        """The bare value."""
        self.asked.add(key)
        found = self.values.get(key, default)
        if found is ...:
            raise self.wrong(key, "is missing", f'Add "{key}".')
        return found

    def flag(self, key: str, default: Any = ...) -> bool:
        """True or false, and nothing like it."""
        value = self.take(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, "is not true or false", "Write true or false.")
        return value

    def day(self, key: str) -> date:
        """A day as YYYY-MM-DD."""
        try:
            found = date.fromisoformat(self.take(key))
            if found.isoformat() == self.values[key]:
                return found
        except (TypeError, ValueError):
            pass
        raise self.wrong(key, "is not a day", "Write it as YYYY-MM-DD.")

    def number(self, key: str, least: float = -1e9) -> float:
        """A finite number."""
        value = self.take(key)
        fits = isinstance(value, int | float) and not isinstance(value, bool)
        if not fits or not least <= value <= 1e9:
            raise self.wrong(key, f"is {_shown(value)}", f"Give a number from {least:g} to 1e+09.")
        return float(value)

    def score(self, key: str) -> int | None:
        """A whole score from 0 to 10; None where it was not told."""
        value = self.take(key, None)
        fits = value is None or (type(value) is int and BEST <= value <= WORST)
        if not fits:
            fix = f"Give a whole number from {BEST} to {WORST}, or leave it out."
            raise self.wrong(key, f"is {_shown(value)}", fix)
        return value  # type: ignore[no-any-return]

    def word(self, key: str, words: type[E], default: E) -> E:
        """One word of a closed list."""
        return self._word(key, self.take(key, default.value), words)

    def words(self, key: str, words: type[E]) -> list[E]:
        """Several of them; none where it is left out."""
        return [self._word(key, value, words) for value in self._list(key)]

    def _word(self, key: str, value: Any, words: type[E]) -> E:
        found = [word for word in words if word.value == value and isinstance(value, str)]
        if not found:
            known = ", ".join(word.value for word in words)
            raise self.wrong(key, f"{_shown(value)} is not known", f"Use one of: {known}.")
        return found[0]

    def map(self, key: str, read: Callable[["_Part"], T]) -> T:
        """An object inside this one; an empty one where it is left out."""
        part = self._part(key, self.take(key, {}))
        found = read(part)
        part.done()
        return found

    def each(self, key: str, read: Callable[["_Part"], T]) -> list[T]:
        """A list of objects; none where it is left out."""
        return [read(self._part(f"{key}.{n}", value)) for n, value in enumerate(self._list(key))]

    def _part(self, key: str, value: Any) -> "_Part":
        return _Part(self.file, f"{self.path}.{key}" if self.path else key, value)

    def _list(self, key: str) -> list[Any]:
        value = self.take(key, [])
        if not isinstance(value, list):
            raise self.wrong(key, "is not a list", "Write [...].")
        return value

    def done(self) -> None:
        """Refuse keys that nothing reads."""
        for key in self.values:
            if key not in self.asked:
                raise self.wrong(key, "is not a known key", "Take it out, or mend its spelling.")


def _shown(value: Any) -> str:
    text = ascii(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


# -- Writing -----------------------------------------------------------------------------------


def diary_line(diary: Diary, *, opted_in: bool, primary: Symptom = Symptom.PAIN) -> str:
    """One person as one line of JSON, keys sorted; someone who did not opt in has no days."""
    whole: dict[str, Any] = {"format": FORMAT, "version": VERSION, "opted_in": opted_in}
    if opted_in:
        whole |= {"primary": primary.value, "days": [_day_json(day, primary) for day in diary]}
    return json.dumps(whole, sort_keys=True)


def _day_json(day: Day, primary: Symptom) -> dict[str, Any]:
    return _told(
        on=day.on.isoformat(),
        scores={symptom.value: score for symptom, score in day.scores.items()},
        check_in=day.check_in,
        given=[_given_json(given) for given in day.given],
        notes=dict(day.notes),
        new_drug=day.new_drug or None,
        primary=None if day.primary is primary else day.primary.value,
    )


def _given_json(given: Given) -> dict[str, Any]:
    harms = sorted(given.harms)
    return _told(
        minutes=dict(given.minutes), origin=given.origin.value, after=given.after, harms=harms
    )


def _told(**values: Any) -> dict[str, Any]:
    """What was told; what was not is left out."""
    return {key: value for key, value in values.items() if value not in (None, {}, [])}
