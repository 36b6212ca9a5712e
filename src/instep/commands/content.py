"""For authors: check the content folder, or seal the safety files after a review."""

import argparse
from pathlib import Path

from instep.commands import given

HELP = "check the content, for those who write it"


def add(parser: argparse.ArgumentParser) -> None:
    """Flags of this command."""
    actions = parser.add_subparsers(dest="what", required=True, metavar="check | seal")
    for name, words in (("check", "refuse what may not ship"), ("seal", "seal after a review")):
        action = actions.add_parser(name, help=words)
        action.add_argument("folder", nargs="?", type=Path, help="content folder; ours if left out")
        action.add_argument("--data", help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """Every problem on a line of its own; 2 when there is one."""
    from instep.adapters.content import SHIPPED
    from instep.adapters.content.seal import write_seal

    root = args.folder or SHIPPED
    if args.what == "seal":
        given.out(f"Sealed: {write_seal(root).name}")
        return 0
    return _check(root)


def _check(root: Path) -> int:
    from instep.adapters.content.check import check_content

    problems = check_content(root)
    for problem in problems:
        given.err(str(problem))
    given.out(f"{len(problems)} to mend." if problems else "The content is in order.")
    return 2 if problems else 0
