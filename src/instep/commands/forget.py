"""Delete everything about the person, after a typed yes."""

import argparse
import contextlib
import sys
from pathlib import Path

from instep.commands import given

HELP = "delete all that is remembered, after a typed yes"


def add(parser: argparse.ArgumentParser) -> None:
    """Flags of this command."""
    given.add_place(parser)


def run(args: argparse.Namespace) -> int:
    """Ask, and delete only on yes. Works with broken content too: forgetting needs no words."""
    from instep.adapters.data_folder import PlaceError

    given.out("This deletes all that Instep knows about you on this computer.")
    if not _is_sure():
        given.out("Nothing was deleted.")
        return 0
    try:
        there = _forget(given.data_folder(args))
    except PlaceError as error:
        raise given.CannotUse(str(error)) from error
    given.out("All of it is deleted." if there else "There was nothing to delete.")
    return 0


def _forget(folder: Path) -> bool:
    """Rows and old files; the folder too, where nothing else is in it."""
    from instep.adapters.data_folder import LOCK, held, sweep

    if not folder.is_dir():
        return False
    with held(folder):
        there = _forget_rows(folder)
        there = sweep(folder) or there
    (folder / LOCK).unlink()
    with contextlib.suppress(OSError):
        folder.rmdir()
    return there


def _forget_rows(folder: Path) -> bool:
    from instep.web.forgetting import forget
    from instep.web.prepare import CannotOpen

    try:
        return forget(folder)
    except CannotOpen as error:
        raise given.CannotUse(str(error)) from error


def _is_sure() -> bool:
    sys.stdout.write("Type yes to delete it.  > ")
    sys.stdout.flush()
    try:
        return given.line_in().strip().lower() == "yes"
    except EOFError:
        return False
