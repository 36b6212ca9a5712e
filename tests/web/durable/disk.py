"""The real disk with somebody at the door, who is asked before anything on it changes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import apsw


@dataclass(frozen=True)
class Change:
    """One change asked of the disk: write, sync, truncate or delete."""

    what: str
    file: str
    at: int = 0
    data: bytes = b""


class Full(apsw.FullError):
    """No room: half of it was written."""


class Disk(apsw.VFS):
    """Every change is asked of ``ask`` first, which may refuse it; nothing is synced for real."""

    def __init__(self, name: str, ask: Callable[[Change], None]) -> None:
        self.name, self.ask = name, ask
        super().__init__(name, "unix")

    def xOpen(self, name, flags):  # noqa: N802
        """Open a file behind the door."""
        return _File(self.ask, name, flags)

    def xDelete(self, name, sync):  # noqa: N802
        """Delete a file."""
        self.ask(Change("delete", Path(name).name))
        super().xDelete(name, sync)


class _File(apsw.VFSFile):
    def __init__(self, ask, name, flags):
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self.ask, self.name = ask, Path(path or "").name
        super().__init__("unix", name, flags)

    def xWrite(self, data, at):  # noqa: N802
        """Write; half of it where the disk gets full."""
        try:
            self.ask(Change("write", self.name, at, bytes(data)))
        except Full:
            super().xWrite(data[: len(data) // 2], at)
            raise
        super().xWrite(data, at)

    def xTruncate(self, size):  # noqa: N802
        """Make shorter."""
        self.ask(Change("truncate", self.name, size))
        super().xTruncate(size)

    def xSync(self, _flags):  # noqa: N802
        """Say that it is on the disk."""
        self.ask(Change("sync", self.name))
