"""Tonight's session in words: each step, its minutes, and why."""

import argparse
from datetime import date
from random import Random
from typing import TYPE_CHECKING

from instep.commands import check, given

if TYPE_CHECKING:
    from instep.core.companion import House, Prepared
    from instep.core.screening import Screen, Sheet
    from instep.web.records.tonight import Leaning

HELP = "print tonight's session"


def add(parser: argparse.ArgumentParser) -> None:
    """Flags of this command."""
    given.add_place(parser)
    given.add_answers(parser)
    given.add_wishes(parser)


def run(args: argparse.Namespace) -> int:
    """Print the session; 3 and the reasons when nothing may begin."""
    house = given.house(args)
    if args.answers is None:
        from instep.commands import evening

        return evening.plan_only(args, house)
    on = given.today(args)
    sheet = given.with_flag(given.sheet_from(answers_file(args), house, on), args.who, args.answers)
    screen, prepared = prepared_from(args, house, sheet)
    return show(args, house, screen, prepared)


def answers_file(args: argparse.Namespace) -> str:
    """The answers file; only check reads standard input."""
    if args.answers == "-":
        raise given.CannotUse("--answers: - is only for check. Name a file.")
    name: str = args.answers
    return name


def prepared_from(
    args: argparse.Namespace,
    house: "House",
    sheet: "Sheet",
    leans: "Leaning | None" = None,
    *,
    for_file: bool = False,
) -> "tuple[Screen, Prepared]":
    """Decide, plan and lay out these answers, at the pace of the voice where one speaks.

    ``leans``: what the plan leans to, where the person's own diary is there.
    """
    from instep.core.companion import prepare

    screen = given.screen_from(house, sheet, given.today(args))
    asked = given.asked(args, screen)
    if leans is not None:
        asked = leans.of(asked, house.catalog)
    prepared = prepare(
        house,
        screen,
        asked,
        liking={} if leans is None else leans.factors,
        said=None if leans is None else leans.said,
        dice=Random(asked.seed).random,
        pace=given.pace(args),
        for_file=for_file,
    )
    return screen, prepared


def show(
    args: argparse.Namespace,
    house: "House",
    screen: "Screen",
    prepared: "Prepared",
    first_session: date | None = None,
    leans: "Leaning | None" = None,
) -> int:
    """In words for a person, or as JSON. Without a yes there is no plan to print."""
    from instep.adapters.export.as_json import dumps, session_json

    if prepared.session is None:
        return check.show(args, house, prepared.clearance, screen) or check.NOT_TODAY
    if args.json:
        liking = None if leans is None else leans.factors
        given.out(dumps(session_json(house, screen, prepared, first_session, liking)))
        return check.MAY
    from instep.adapters.terminal.plan_page import plan_lines

    given.out("\n".join(plan_lines(house, screen, prepared, first_session)))
    return check.MAY
