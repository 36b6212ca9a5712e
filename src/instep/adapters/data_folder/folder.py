"""One folder, small files, each whole or not at all."""

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from instep.adapters.data_folder.remembered import DAMAGED, Evening, Looks, Person, Referral

FORMAT = 1
PERSON, EVENING, DECISIONS, LOCK = "person.json", "evening.json", "decisions.jsonl", "open.lock"


class PlaceError(Exception):
    """The folder, or a file in it, cannot be used: what is wrong and the fix, in one line."""


LEFT_BEHIND = ("*.damaged-*", ".instep-*", "*.moved", "home-network.pem")
"""What stands beside: damaged and torn files, what moved into the web app, the key of its door."""

RECORDS = "instep.sqlite3*"
"""The web app's own records. While it runs it empties them itself."""


class DataFolder:
    """One person's folder. Made when first written to; readable by its owner only."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.notices: list[str] = []

    @contextlib.contextmanager
    def opened(self) -> Iterator["DataFolder"]:
        """Hold the folder alone for an evening, so that two cannot overwrite each other."""
        self._make()
        with self._alone():
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
                looks=None if looks is None else Looks(**looks),
                referral=None if referral is None else Referral(**referral),
            )
        except DAMAGED:
            self.set_aside(PERSON)
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
            return Evening(**{**values, "played": tuple(values.get("played", ()))})
        except DAMAGED:
            self.set_aside(EVENING)
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
            _add(self._file(DECISIONS), line.encode())
        except OSError as error:
            raise self._unusable(DECISIONS, error) from error

    def forget(self, *, records: bool = False) -> bool:
        """Delete everything in the folder that is Instep's. True when there was something.

        ``records``: those of the web app too, which must not be open then.
        """
        if not self.root.is_dir():
            return False
        with self._alone():
            files = [self._file(name) for name in (PERSON, EVENING, DECISIONS)]
            files += [
                file
                for pattern in (*LEFT_BEHIND, *[RECORDS] * records)
                for file in self.root.glob(pattern)
            ]
            there = [file for file in files if file.exists() or file.is_symlink()]
            for file in there:
                file.unlink()
        self._file(LOCK).unlink()
        with contextlib.suppress(OSError):
            self.root.rmdir()
        return bool(there)

    # -- files ---------------------------------------------------------------------------------

    def _file(self, name: str) -> Path:
        return self.root / name

    def _make(self) -> None:
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise self._unusable("", error) from error

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        with self._file(LOCK).open("a", encoding="utf-8") as lock:
            _lock(lock, self.root)
            yield

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
            self.set_aside(name)
            return None
        if values.pop("format", None) != FORMAT:
            place = self._file(name)
            raise PlaceError(f"{place}: is of another Instep version. Use that one, or move it.")
        return values

    def set_aside(self, name: str) -> None:
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


def _to_disk(file: IO[Any]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _add(place: Path, line: bytes) -> None:
    """One more line, whole or not at all; a line that was cut off stays one of its own."""
    place.touch(mode=0o600)  # readable by its owner only
    size = place.stat().st_size
    try:
        with place.open("a+b") as file:
            if size:
                file.seek(-1, os.SEEK_END)
                line = line if file.read(1) == b"\n" else b"\n" + line
            file.write(line)
            _to_disk(file)
    except OSError:
        with contextlib.suppress(OSError):
            os.truncate(place, size)
        raise


def _lock(lock: IO[str], root: Path) -> None:
    if sys.platform == "win32":  # one person at one keyboard: no second evening is expected there
        return
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise PlaceError(f"{root}: Instep is already open here. Close the other one.") from error
