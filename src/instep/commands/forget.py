"""Delete everything about the person, after a typed yes."""

import argparse
import sys

from instep.commands import given

HELP = "delete all that is remembered, after a typed yes"


def add(parser: argparse.ArgumentParser) -> None:
    """Flags of this command."""
    given.add_place(parser)


def run(args: argparse.Namespace) -> int:
    """Ask, and delete only on yes. Works with broken content too: forgetting needs no words."""
    from instep.adapters.data_folder import DataFolder, PlaceError

    folder = DataFolder(given.data_folder(args))
    given.out("This deletes all that Instep knows about you on this computer.")
    if not _is_sure():
        given.out("Nothing was deleted.")
        return 0
    try:
        there = folder.forget(records=True)
    except PlaceError as error:
        raise given.CannotUse(str(error)) from error
    given.out("All of it is deleted." if there else "There was nothing to delete.")
    return 0


def _is_sure() -> bool:
    sys.stdout.write("Type yes to delete it.  > ")
    sys.stdout.flush()
    try:
        return given.line_in().strip().lower() == "yes"
    except EOFError:
        return False
