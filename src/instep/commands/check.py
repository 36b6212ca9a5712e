"""Is today a day for it? Asks, or judges a file, and prints the clearance."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

from instep.commands import given

if TYPE_CHECKING:
    from instep.core.companion import House
    from instep.core.safety.clearance import Clearance
    from instep.core.screening import Screen

HELP = "ask if today is a day for it, or judge a file of answers"
MAY, NOT_TODAY, REFUSED = 0, 3, 2


def add(parser: argparse.ArgumentParser) -> None:
    """Flags of this command."""
    given.add_place(parser)
    given.add_answers(parser, "; - reads one object a line")


def run(args: argparse.Namespace) -> int:
    """Print the clearance; 3 when nothing may begin."""
    house = given.house(args)
    if args.answers == "-":
        return _lines(house, sys.stdin.buffer, given.today(args))
    if args.answers is None:
        from instep.commands import evening

        return evening.check_only(args, house)
    on = given.today(args)
    screen = given.screen_from(house, given.sheet_from(args.answers, house, on), on)
    return show(args, house, decide_on(house, screen), screen)


def decide_on(house: "House", screen: "Screen") -> "Clearance":
    """The kernel's answer to these answers."""
    from instep.core.safety.clearance import decide

    return decide(house.rules, screen)


def show(args: argparse.Namespace, house: "House", clearance: "Clearance", screen: "Screen") -> int:
    """In words for a person, or as JSON."""
    from instep.adapters.export.as_json import clearance_json, dumps
    from instep.adapters.terminal.verdict import verdict_lines

    if args.json:
        given.out(dumps(clearance_json(clearance, house.words)))
    else:
        lines = verdict_lines(clearance, house.questions, house.words, answers=screen.answers)
        given.out("\n".join(lines))
    return MAY if clearance.may_begin else NOT_TODAY


# -- Many at once ----------------------------------------------------------------------------------


def _lines(house: "House", lines: BinaryIO, on: date) -> int:
    """One answers object a line in, one clearance a line out, in order."""
    from instep.adapters.answers import BadAnswers, read_answers
    from instep.adapters.export.as_json import clearance_json, dumps

    refused = False
    for number, line in _numbered(lines):
        try:
            sheet = read_answers(line, house.questions, on)
            answer = clearance_json(
                decide_on(house, given.screen_from(house, sheet, on)), house.words
            )
        except BadAnswers as error:
            refused = True
            fix = f"{error.what}. {error.fix}"
            answer = {"error": {"line": number, "field": error.field or None, "fix": fix}}
        given.out(dumps(answer))
    return REFUSED if refused else MAY


def _numbered(lines: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers, blank ones skipped; of an endless line only its beginning."""
    number = 0
    while line := lines.readline(given.MOST_BYTES + 2):
        number += 1
        whole = line
        while whole and not whole.endswith(b"\n"):
            whole = lines.readline(given.MOST_BYTES)
        if line.strip() or len(line) > given.MOST_BYTES:
            yield number, line.removesuffix(b"\n").removesuffix(b"\r")
