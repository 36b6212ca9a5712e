"""What helps this person, from their own diary: in words with a drawn ruler, or as JSON."""

import argparse
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from instep.commands import given
from instep.core.diary import FOLLOWABLE, Symptom

if TYPE_CHECKING:
    from instep.adapters.terminal.frame import Page
    from instep.core.units import Words
    from instep.web.learned import Learned

HELP = "what helps you, by your own diary"
WIDEST = 78


def add(parser: argparse.ArgumentParser) -> None:
    """Flags of this command."""
    parser.add_argument("--data", metavar="DIR", help="the folder that remembers (INSTEP_DATA)")
    parser.add_argument(
        "--symptom", choices=tuple(map(str, Symptom)), help="another one than the one you follow"
    )
    names = tuple(map(str, FOLLOWABLE))
    parser.add_argument("--follow", choices=names, help="what scores are to be about; kept")
    parser.add_argument("--json", action="store_true", help="print JSON, keys sorted")
    parser.set_defaults(content=None)


def run(args: argparse.Namespace) -> int:
    """Print what the diary says. Little to say is no fault: it ends with 0."""
    folder = given.data_folder(args).absolute()
    words = given.house(args).words
    if folder.exists() or args.follow is not None:
        _of_rows(args, folder, words)
        return 0
    from instep.web.prepare import set_up

    set_up()
    from instep.web.learned import nobody

    _show(args, nobody(), words)
    return 0


def _of_rows(args: argparse.Namespace, folder: Path, words: "Words") -> None:
    from instep.web.prepare import CannotOpen, opened

    try:
        with opened(folder) as notices:
            for notice in notices:
                given.err(notice)
            if args.follow is not None:
                _follow(Symptom(args.follow), words)
                return
            from instep.web.learned import learned

            _show(args, learned(), words)
    except CannotOpen as error:
        raise given.CannotUse(str(error)) from error


def _follow(symptom: Symptom, words: "Words") -> None:
    """What scores are about from now on; while a fair test is under way it cannot change."""
    from instep.web.clock import now
    from instep.web.following import UnderTest, choose

    moment = now()
    try:
        choice = choose(symptom, moment)
    except UnderTest as error:
        about = words["helps.primary.under_way"].replace("{feel}", words[f"helps.feel.{error}"])
        raise given.CannotUse(f"--follow: {about}") from error
    key = "tomorrow" if choice.since > moment.on else "from_now"
    feel = words[f"helps.feel.{symptom}"]
    given.out(words[f"helps.primary.{key}"].replace("{feel}", feel))


def _show(args: argparse.Namespace, known: "Learned", words: "Words") -> None:
    if args.json:
        from instep.adapters.export.as_json import dumps
        from instep.adapters.export.learned import learned_json, pair_json

        told = learned_json(known.diary, known.answers, known.soon, known.asked, words)
        pairs = [pair_json(each) for each in known.pairs]
        paused = {str(name): str(reason) for name, reason in known.stopped.items()}
        picks = str(known.picks.follows)
        given.out(dumps({**told, "pairs": pairs, "paused": paused, "picks": picks}))
        return
    _print(_page(args.symptom, known, words))


def _page(symptom: str | None, known: "Learned", words: "Words") -> "Page":
    """One symptom in full, and the names of the others."""
    from instep.adapters.terminal.foot import Role
    from instep.adapters.terminal.helps_page import ASCII, BLOCKS, HelpsPage, others_line
    from instep.adapters.terminal.pages import wrapped
    from instep.adapters.terminal.surface import Surface
    from instep.core.learning.saying import Saying

    wanted = Symptom(symptom) if symptom else known.asked.primary
    found = next(each for each in known.answers if each.symptom is wanted)
    surface = Surface.of(sys.stdout, os.environ)
    width = min(shutil.get_terminal_size().columns - 1, WIDEST)
    pens = BLOCKS if surface.signs.blocks else ASCII
    saying, tips = Saying(wanted, known.asked, words), known.tips[wanted]
    pairs = known.pairs if wanted is known.asked.primary else ()
    page = HelpsPage(known.diary, saying, width, pens, known.stopped, tips, pairs)
    rows: Page = [[(words["helps.title"], Role.TITLE)], *page.rows(found)]
    primary = known.asked.primary
    note = saying.picks(known.picks) if wanted is primary else words["helps.also"]
    followed = Saying(primary, known.asked, words).follows()
    follows = " ".join([*followed, words["helps.primary.command"]])
    others = [each for each in known.answers if each is not found]
    notes = (note, follows, words["helps.goes_with"], others_line(others, words))
    for text in filter(None, notes):
        rows += [[], *([(line, Role.SOFT)] for line in wrapped(text, width=width))]
    return rows


def _print(page: "Page") -> None:
    from rich.console import Console

    from instep.adapters.terminal.surface import Surface, as_text

    surface = Surface.of(sys.stdout, os.environ)
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    console.print(as_text(page, surface.styles))
