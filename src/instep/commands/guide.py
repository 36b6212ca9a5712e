"""Play tonight's session on the terminal."""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from instep.commands import check, given, sound

if TYPE_CHECKING:
    from instep.adapters.terminal.guide import Outcome, Playing
    from instep.core.companion import House, Prepared
    from instep.core.player import Progress
    from instep.core.screening import Screen

HELP = "play tonight's session here: foot, words, breath, time"


def add(parser: argparse.ArgumentParser) -> None:
    """Flags of this command."""
    given.add_place(parser)
    given.add_answers(parser)
    given.add_wishes(parser)
    given.add_sound(parser)
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
    from instep.commands.evening.from_file import play_file

    on = given.today(args)
    name = plan.answers_file(args)
    sheet = given.with_flag(given.sheet_from(name, house, on), args.who, name)
    screen, prepared = plan.prepared_from(args, house, sheet)
    if prepared.session is None:
        return check.show(args, house, prepared.clearance, screen) or check.NOT_TODAY
    return play_file(args, house, sheet, screen, prepared)


def _not_kept(_: "Progress") -> None:
    """For a session that nobody remembers."""


def _alone() -> bool:
    """For a session that nothing said elsewhere can change."""
    return True


def play(
    args: argparse.Namespace,
    house: "House",
    screen: "Screen",
    prepared: "Prepared",
    *,
    ask: Callable[[str], str],
    keep: "Callable[[Progress], None]" = _not_kept,
    stands: Callable[[], bool] = _alone,
    start: "Progress | None" = None,
) -> "Outcome":
    """Clock, surface and guard, wired together."""
    from instep.adapters.terminal.guide import from_the_start, guide
    from instep.adapters.terminal.screen import Window
    from instep.adapters.terminal.surface import Surface
    from instep.adapters.terminal.transcript import transcript

    if prepared.session is None:
        raise ValueError("there is no session to play")
    surface = Surface.of(sys.stdout, os.environ)
    playing = replace(_playing(args, house, screen, prepared, keep=keep, ask=ask), stands=stands)
    start = start or from_the_start(prepared.session)
    with sound.in_the_room(args, playing, start.position) as heard:
        playing = replace(playing, sound=heard)
        if not surface.lively or args.fast:
            return transcript(playing, surface, start)
        with Window(surface).opened() as window:
            return guide(playing, window, start)


def _playing(
    args: argparse.Namespace,
    house: "House",
    screen: "Screen",
    prepared: "Prepared",
    *,
    keep: "Callable[[Progress], None]",
    ask: Callable[[str], str],
) -> "Playing":
    from instep.adapters.clocks import RushingClock, SteadyClock
    from instep.adapters.content import SHIPPED, drawn_foot
    from instep.adapters.terminal.guide import Playing
    from instep.core.player import not_again, watch

    session, timeline = prepared.session, prepared.timeline
    if session is None or timeline is None:
        raise ValueError("there is no session to play")
    pause = _Pause(timedelta(minutes=house.ages.look_minutes))
    return Playing(
        session=session,
        timeline=timeline,
        words=house.words,
        drawn=drawn_foot(args.content or SHIPPED),
        clock=RushingClock() if args.fast else SteadyClock(),
        look=watch(session, timeline, screen.answers),
        again=partial(not_again, session, screen.answers),
        keep=pause.over(keep),
        fresh=pause.is_short,
        water=lambda: _water(house, ask),
    )


class _Pause:
    """How long nothing was played, by the wall clock: a night in between makes the look stale."""

    def __init__(self, at_most: timedelta) -> None:
        self.at_most = at_most
        self._last = datetime.now(UTC)

    def over(self, keep: "Callable[[Progress], None]") -> "Callable[[Progress], None]":
        """The same keeping, and each time the pause begins anew."""

        def kept(progress: "Progress") -> None:
            self._last = datetime.now(UTC)
            keep(progress)

        return kept

    def is_short(self) -> bool:
        """Whether the look at the feet still counts. A clock set back counts as too long."""
        return timedelta(0) <= datetime.now(UTC) - self._last <= self.at_most


def _water(house: "House", ask: Callable[[str], str]) -> bool:
    """The bath opens only where safety and the guard both say so of the reading."""
    from instep.adapters.terminal.asking import number_in
    from instep.core.guard import bath_refusal
    from instep.core.safety.water import water_is_right

    try:
        reading = number_in(ask(house.words["evening.bath"]).strip())
    except EOFError:
        return False
    return water_is_right(house.dose.bath, reading) and bath_refusal(reading) is None
