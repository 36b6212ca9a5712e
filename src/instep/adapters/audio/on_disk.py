"""Files that appear together, each whole, or not at all."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from instep.adapters.audio.encode import Mend, Pieces


class AlreadyThere(Exception):
    """A file of this name is there already, and nobody said that it may go."""

    def __init__(self, target: Path) -> None:
        super().__init__(str(target))
        self.target = target


class Together:
    """Temporary files beside their targets. ``keep`` puts all in place; else none stays."""

    def __init__(self, *, force: bool) -> None:
        self._force = force
        self._written: list[tuple[Path, Path]] = []

    def __enter__(self) -> "Together":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for temporary, _ in self._written:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def write(self, target: Path, pieces: Pieces) -> int:
        """All pieces to the disk, not yet under their name. Gives the bytes of the file."""
        temporary = target.with_name(f".instep-{secrets.token_hex(8)}")
        self._written.append((temporary, target))
        with temporary.open("xb") as file:
            for piece in pieces:
                _put(file, piece)
            file.flush()
            os.fsync(file.fileno())
            return file.seek(0, os.SEEK_END)

    def keep(self) -> None:
        """Each in its place. Without force, a file that came in the meantime is left alone."""
        for temporary, target in self._written:
            if self._force:
                temporary.replace(target)
            else:
                _into_place(temporary, target)


def _put(file: BinaryIO, piece: bytes | Mend) -> None:
    if isinstance(piece, Mend):
        file.seek(piece.at)
        file.write(piece.data)
        return
    file.write(piece)


def _into_place(temporary: Path, target: Path) -> None:
    """A hard link never overwrites; where there are none, we look first."""
    try:
        target.hardlink_to(temporary)
    except FileExistsError as error:
        raise AlreadyThere(target) from error
    except OSError:
        if target.exists():
            raise AlreadyThere(target) from None
        temporary.replace(target)
