"""Play tonight's session on the terminal."""

import argparse
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from instep.commands import check, given

if TYPE_CHECKING:
    from instep.adapters.terminal.guide import Outcome
    from instep.core.companion import House, Prepared
    from instep.core.screening import Screen

HELP = "play tonight's session here: foot, words, breath, time"


def add(parser: argparse.ArgumentParser) -> None:
    """Flags of this command."""
    given.add_place(parser)
    given.add_answers(parser)
    given.add_wishes(parser)
    parser.add_argument("--fast", action="store_true", help="the whole evening in a second")


def run(args: argparse.Namespace) -> int:
    """The evening; or, with a file of answers, the session alone."""
    house = given.house(args)
    if args.answers is None:
        from instep.commands import evening

        return evening.run(args, house)
    return _from_file(args, house)


def _from_file(args: argparse.Namespace, house: "House") -> int:
    """Nothing is asked and nothing is remembered: the file is complete in itself."""
    from instep.commands import plan

    on = given.today(args)
    name = plan.answers_file(args)
    sheet = given.with_flag(given.sheet_from(name, house, on), args.who, name)
    screen, prepared = plan.prepared_from(args, house, sheet)
    if prepared.session is None:
        return check.show(args, house, prepared.clearance) or check.NOT_TODAY
    outcome = play(args, house, screen, prepared, keep=lambda _: None, ask=_ask)
    if outcome.how == "refused":
        raise given.Broken(f"The last guard stopped this session: {outcome.reason}.")
    return check.MAY


def _ask(prompt: str) -> str:
    try:
        return input(prompt)
    except EOFError:
        return ""


def play(
    args: argparse.Namespace,
    house: "House",
    screen: "Screen",
    prepared: "Prepared",
    *,
    keep: Callable[[float], None],
    ask: Callable[[str], str],
    start: float = 0.0,
) -> "Outcome":
    """Clock, surface and guard, wired together."""
    from instep.adapters.clocks import RushingClock, SteadyClock
    from instep.adapters.terminal import guide
    from instep.core.player import watch

    if prepared.session is None or prepared.timeline is None:
        raise ValueError("there is no session to play")
    return guide.play(
        prepared.session,
        prepared.timeline,
        house_words=house.words,
        look=watch(prepared.session, prepared.timeline, screen.answers),
        clock=RushingClock() if args.fast else SteadyClock(),
        screen=guide.Surface.of(sys.stdout, os.environ),
        start=start,
        keep=keep,
        bath_reading=lambda: _reading(house, ask),
    )


def _reading(house: "House", ask: Callable[[str], str]) -> float | None:
    """What the thermometer says; anything that is not a number opens nothing."""
    from instep.adapters.terminal.asking import number_in

    try:
        return number_in(ask(house.words["evening.bath"]).strip())
    except EOFError:
        return None
