"""What Instep remembers on this computer: one folder, small files, each whole or not at all.

``person.json`` holds about you, contacts, looks that fall due and referrals; ``evening.json`` the
session under way; ``decisions.jsonl`` every decision whole, one a line, only ever added to.
"""

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

FORMAT = 1
PERSON, EVENING, DECISIONS, LOCK = "person.json", "evening.json", "decisions.jsonl", "open.lock"


class PlaceError(Exception):
    """The folder, or a file in it, cannot be used: what is wrong and the fix, in one line."""


@dataclass(frozen=True)
class Looks:
    """The skin looks that fall due after a session, and what they found; None: not told yet."""

    ten_minutes_at: str
    morning_on: str
    ten_minutes: str | None = None
    morning: str | None = None


@dataclass(frozen=True)
class Referral:
    """The person was asked to see someone about the feet, on this day."""

    on: str
    seen: bool = False


@dataclass(frozen=True)
class Person:
    """Everything remembered between evenings. ``about`` is as in an answers file."""

    about: Mapping[str, Any] = field(default_factory=dict)
    asked_on: Mapping[str, str] = field(default_factory=dict)
    contacts: Mapping[str, str] = field(default_factory=dict)
    contacts_asked: bool = False
    looks: Looks | None = None
    referral: Referral | None = None
    first_session_on: str | None = None
    sessions: int = 0


@dataclass(frozen=True)
class Evening:
    """The session under way: tonight's answers, when the feet were looked at, how far it is."""

    on: str
    looked_at: str
    about: Mapping[str, Any]
    today: Mapping[str, Any]
    asked: Mapping[str, Any]
    session_id: str
    before: int | None
    position: float = 0.0


class DataFolder:
    """One person's folder. Made when first written to; readable by its owner only."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.notices: list[str] = []

    @contextlib.contextmanager
    def opened(self) -> Iterator["DataFolder"]:
        """Hold the folder alone for an evening, so that two cannot overwrite each other."""
        self._make()
        with self._file(LOCK).open("a", encoding="utf-8") as lock:
            _lock(lock, self.root)
            yield self

    def person(self) -> Person:
        """What is remembered; a stranger where nothing is."""
        values = self._read(PERSON)
        if values is None:
            return Person()
        looks, referral = values.pop("looks", None), values.pop("referral", None)
        try:
            return Person(
                **values,
                looks=Looks(**looks) if looks else None,
                referral=Referral(**referral) if referral else None,
            )
        except TypeError:
            self._set_aside(PERSON)
            return Person()

    def keep_person(self, person: Person) -> None:
        """Remember this, whole."""
        self._write(PERSON, asdict(person))

    def evening(self) -> Evening | None:
        """The session that was under way, if one was."""
        values = self._read(EVENING)
        if values is None:
            return None
        try:
            return Evening(**values)
        except TypeError:
            self._set_aside(EVENING)
            return None

    def keep_evening(self, evening: Evening | None) -> None:
        """Remember how far tonight is; None when it is over."""
        if evening is not None:
            self._write(EVENING, asdict(evening))
            return
        with contextlib.suppress(FileNotFoundError):
            self._file(EVENING).unlink()

    def keep_decision(self, decision: Mapping[str, Any]) -> None:
        """Add one decision, whole, and be sure it is on the disk."""
        self._make()
        line = json.dumps(decision, sort_keys=True, ensure_ascii=False) + "\n"
        try:
            with self._file(DECISIONS).open("a", encoding="utf-8") as file:
                file.write(line)
                _to_disk(file)
        except OSError as error:
            raise self._unusable(DECISIONS, error) from error

    def forget(self) -> bool:
        """Delete everything in the folder that is Instep's. True when there was something."""
        files = [self._file(n) for n in (PERSON, EVENING, DECISIONS, LOCK)]
        files += [*self.root.glob("*.damaged-*"), *self.root.glob(".instep-*")]
        there = [file for file in files if file.exists()]
        for file in there:
            file.unlink()
        with contextlib.suppress(OSError):
            self.root.rmdir()
        return any(file.name != LOCK for file in there)

    # -- files ---------------------------------------------------------------------------------

    def _file(self, name: str) -> Path:
        return self.root / name

    def _make(self) -> None:
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise self._unusable("", error) from error

    def _unusable(self, name: str, error: OSError) -> PlaceError:
        place = self._file(name) if name else self.root
        reason = error.strerror or "cannot be used"
        return PlaceError(f"{place}: {reason}. Choose another folder with --data.")

    def _read(self, name: str) -> dict[str, Any] | None:
        try:
            text = self._file(name).read_bytes()
        except FileNotFoundError:
            return None
        except NotADirectoryError as error:
            raise self._unusable("", error) from error
        except OSError as error:
            raise self._unusable(name, error) from error
        values = _parsed(text)
        if values is None:
            self._set_aside(name)
            return None
        if values.pop("format", None) != FORMAT:
            place = self._file(name)
            raise PlaceError(f"{place}: is of another Instep version. Use that one, or move it.")
        return values

    def _set_aside(self, name: str) -> None:
        """A damaged file is kept beside, and said; it is never dropped in silence."""
        place = self._file(name)
        number = 1
        while (aside := place.with_name(f"{name}.damaged-{number}")).exists():
            number += 1
        try:
            place.replace(aside)
        except OSError as error:
            raise self._unusable(name, error) from error
        self.notices.append(f"{place}: was damaged. It is kept as {aside.name}; we start afresh.")

    def _write(self, name: str, values: Mapping[str, Any]) -> None:
        """To a temporary file, to the disk, then into place: whole or not at all."""
        self._make()
        text = json.dumps(
            {"format": FORMAT, **values}, sort_keys=True, ensure_ascii=False, indent=1
        )
        temporary = None
        try:
            handle, temporary = tempfile.mkstemp(prefix=".instep-", dir=self.root)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text + "\n")
                _to_disk(file)
            Path(temporary).replace(self._file(name))
        except OSError as error:
            if temporary is not None:
                Path(temporary).unlink(missing_ok=True)
            raise self._unusable(name, error) from error


def _parsed(text: bytes) -> dict[str, Any] | None:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def _to_disk(file: IO[str]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _lock(lock: IO[str], root: Path) -> None:
    if sys.platform == "win32":  # one person at one keyboard: no second evening is expected there
        return
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise PlaceError(f"{root}: Instep is already open here. Close the other one.") from error
