"""The voice made ready: every line it may say, made beforehand."""

import argparse
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from instep.commands import given, sound

if TYPE_CHECKING:
    from instep.adapters.audio.clips import ClipStore
    from instep.core.timeline import Pace

HELP = "make every spoken line beforehand"


def add(parser: argparse.ArgumentParser) -> None:
    """Flags of this command."""
    actions = parser.add_subparsers(dest="what", required=True, metavar="warm")
    warm = actions.add_parser("warm", help="make every spoken line beforehand")
    given.add_place(warm)
    warm.add_argument("--pace", choices=("calm", "slow"), help="one pace; both unless given")


def run(args: argparse.Namespace) -> int:
    """Every line at every pace asked for; 2 where there is no voice, or no place to keep it."""
    from instep.adapters.audio.lines import spoken_lines
    from instep.adapters.audio.voice import NoVoice
    from instep.core.timeline import Pace

    lines = spoken_lines(given.house(args))
    paces = [Pace(args.pace)] if args.pace else list(Pace)
    wanted = [(line, pace) for pace in paces for line in lines]
    try:
        made = _warm(sound.voice(), wanted)
    except NoVoice as error:
        raise given.CannotUse(str(error)) from error
    given.out(f"{len(wanted)} lines are there. {made} of them were made now.")
    return 0


def _warm(store: "ClipStore", wanted: "list[tuple[str, Pace]]") -> int:
    """Make what is not there yet; gives how many that was."""
    made = 0
    for line, pace in _shown(wanted):
        if not store.has(line, pace):
            store.make(line, pace)
            made += 1
        if store.notices:
            raise given.CannotUse(store.notices[0])
    return made


def _shown(wanted: "Iterable[tuple[str, Pace]]") -> "Iterator[tuple[str, Pace]]":
    """The same lines, with a bar on standard error where a person sees it."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    watched = console.is_terminal
    yield from track(
        list(wanted), "Spoken lines", console=console, disable=not watched, transient=True
    )
