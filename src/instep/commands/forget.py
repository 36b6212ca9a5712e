"""Delete everything about the person, after a typed yes."""

import argparse

from instep.commands import given

HELP = "delete all that is remembered, after a typed yes"


def add(parser: argparse.ArgumentParser) -> None:
    """Flags of this command."""
    given.add_place(parser)


def run(args: argparse.Namespace) -> int:
    """Ask, and delete only on yes. Works with broken content too: forgetting needs no words."""
    from instep.adapters.data_folder import DataFolder

    folder = DataFolder(given.data_folder(args))
    given.out("This deletes all that Instep knows about you on this computer.")
    try:
        said = input("Type yes to delete it.  > ")
    except EOFError:
        said = ""
    if said.strip().lower() != "yes":
        given.out("Nothing was deleted.")
        return 0
    given.out("All of it is deleted." if folder.forget() else "There was nothing to delete.")
    return 0
