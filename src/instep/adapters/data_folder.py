"""The person's own folder: held by one evening at the terminal at a time, and swept when forgotten.

What is remembered are rows (``web/records``); before there were rows it was in small files here.
"""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

LOCK = "open.lock"
OLD_FILES = ("person.json", "evening.json", "decisions.jsonl")
"""What was remembered before there were rows; it moves in once."""

MOVED = ".moved"
"""How a file ends that has moved in."""

BESIDE = (*OLD_FILES, f"*{MOVED}", "*.damaged-*", ".instep-*", "home-network.pem")
"""What stands beside the rows: old files, as left, moved, damaged or torn, and the door's key."""


class PlaceError(Exception):
    """The folder, or a file in it, cannot be used: what is wrong and the fix, in one line."""


@contextlib.contextmanager
def held(root: Path) -> Iterator[None]:
    """Hold the folder alone for an evening at the terminal, so that no two ask at once."""
    place = root / LOCK
    try:
        lock = place.open("a", encoding="utf-8")
    except OSError as error:
        raise unusable(place, error) from error
    with lock:
        _lock(lock, root)
        yield


def _lock(lock: IO[str], root: Path) -> None:
    if sys.platform == "win32":  # one person at one keyboard: no second evening is expected there
        return
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise PlaceError(f"{root}: Instep is already open here. Close the other one.") from error


def sweep(root: Path) -> bool:
    """Delete what stands beside the rows. True when there was something."""
    there = [file for file in root.iterdir() if any(map(file.match, BESIDE))]
    for file in there:
        try:
            file.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise unusable(file, error) from error
    return bool(there)


def unusable(place: Path, error: OSError) -> PlaceError:
    """This place cannot be used: why, and the fix."""
    reason = error.strerror or "cannot be used"
    return PlaceError(f"{place}: {reason}. Choose another folder with --data.")
