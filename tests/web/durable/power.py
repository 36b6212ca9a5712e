"""A power cut: what was synced stays, and of the rest any part may be missing."""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations
from pathlib import Path
from random import Random

from tests.web.durable.disk import Change

SECTOR = 512
FEW = 6
"""Of so many loose changes every choice is tried: 64 at most."""

DRAWN = 24
"""Choices by lot where there are more, down to the single sector."""

Choice = tuple[Change, ...]


class Wires:
    """A disk as the power cut sees it: what is safe, and what still hangs loose."""

    def __init__(self, before: bytes, name: str) -> None:
        self.safe = {name: bytearray(before)}
        self.loose: list[Change] = []

    def take(self, change: Change) -> None:
        """The next change. A sync makes all that was done to its file safe."""
        if change.what != "sync":
            self.loose.append(change)
            return
        deletes = change.file not in self.safe  # a new file's first sync is its folder's too
        settled = [c for c in self.loose if _settles(c, change.file, deletes)]
        self.loose = [c for c in self.loose if c not in settled]
        _apply(self.safe, settled)

    def cut(self, stays: Choice, folder: Path) -> None:
        """Leave in this folder what is safe, and what happens to stay of the rest."""
        files = {name: bytearray(data) for name, data in self.safe.items()}
        _apply(files, stays)
        for old in folder.iterdir():
            old.unlink()
        for name, data in files.items():
            (folder / name).write_bytes(data)


def _settles(change: Change, file: str, deletes: bool) -> bool:
    return change.file == file or (deletes and change.what == "delete")


def _apply(files: dict[str, bytearray], changes: Iterable[Change]) -> None:
    for change in changes:
        if change.what == "delete":
            files.pop(change.file, None)
            continue
        data = files.setdefault(change.file, bytearray())
        end = change.at + len(change.data)
        data.extend(bytes(max(0, end - len(data))))
        if change.what == "truncate":
            del data[change.at :]
        data[change.at : end] = change.data


def choices(loose: list[Change], dice: Random) -> Iterator[Choice]:
    """What may stay: every choice of a few; of many each alone, each missing, some by lot."""
    if len(loose) <= FEW:
        sizes = range(len(loose) + 1)
        yield from chain.from_iterable(combinations(loose, size) for size in sizes)
        return
    yield ()
    yield tuple(loose)
    for at, change in enumerate(loose):
        yield (change,)
        yield (*loose[:at], *loose[at + 1 :])
    for _ in range(DRAWN):
        yield tuple(part for part in sectors(loose) if dice.random() < 0.5)


def sectors(loose: list[Change]) -> Iterator[Change]:
    """Each write in the pieces that a disk writes whole."""
    for change in loose:
        if change.what != "write":
            yield change
        for at in range(0, len(change.data), SECTOR):
            yield Change("write", change.file, change.at + at, change.data[at : at + SECTOR])
