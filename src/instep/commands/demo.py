"""A made-up person with twelve weeks of diary, in a folder of her own: to look around."""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from instep.commands import browser, given

if TYPE_CHECKING:
    from instep.commands.door import Door

HELP = "look around with a made-up person; nothing of yours is read or kept"


def add(parser: argparse.ArgumentParser) -> None:
    """Flags of this command."""
    parser.add_argument(
        "--data", metavar="DIR", help="an empty folder to keep her in; left out, she is gone after"
    )
    parser.add_argument("--seed", type=given.seed, default=0, help="another seed, another diary")
    parser.add_argument(
        "--reveal", action="store_true", help="print the truth beside what her diary says, and end"
    )
    parser.set_defaults(content=None)
    browser.add_door(parser, "any free one; never the one of your own diary")


def run(args: argparse.Namespace) -> int:
    """Write her diary, then serve it until Ctrl-C, or hold it against the truth."""
    from instep.commands import door as doors

    if args.reveal:
        with _folder(args.data) as folder:
            return _reveal(args, folder)

    door = doors.on_this_computer(args.port or 0)
    with _folder(args.data) as folder:
        tokens = _rosa(folder, door, args.seed)
        _say(kept=args.data is not None)
        return browser.serve(door, tokens, browser=not args.no_browser)


@contextmanager
def _folder(data: str | None) -> Iterator[Path]:
    """A folder that holds nothing; one of our own ends with us. INSTEP_DATA is not looked at."""
    if data is None:
        with tempfile.TemporaryDirectory(prefix="instep-demo-", ignore_cleanup_errors=True) as own:
            yield Path(own)
        return
    folder = Path(data).absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise given.CannotUse(f"--data: {folder} holds something. Name an empty folder.")
    yield folder


def _rosa(folder: Path, door: "Door", seed: int) -> Sequence[str]:
    """Her rows, up to yesterday, and the way in."""
    tokens = browser.ready(folder, door)
    from instep.web.prepare import opened

    with opened(folder):
        from instep.web.made_up import move_in

        move_in(seed, datetime.now().astimezone().date())
    return tokens


def _reveal(args: argparse.Namespace, folder: Path) -> int:
    """What her diary says of each technique, and what is so, symptom by symptom."""
    from instep.web.prepare import opened

    words = given.house(args).words
    with opened(folder):
        from instep.adapters.terminal.truth_page import truth_lines
        from instep.core.learning.rosa import TRUTHS
        from instep.web.learned import learned
        from instep.web.made_up import move_in

        move_in(args.seed, datetime.now().astimezone().date())
        for line in truth_lines(learned().answers, TRUTHS, words):
            given.out(line)
    return 0


def _say(*, kept: bool) -> None:
    from instep.commands import welcome

    words = welcome.words()
    given.out(words[".made_up"] if kept else f"{words['.made_up']} {words['.made_up_gone']}")
