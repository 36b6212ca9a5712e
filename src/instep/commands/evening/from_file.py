"""A session from a file of answers: played, and what hurts still judged; nothing is remembered."""

import argparse
from typing import Any

from instep.commands import check, given, guide
from instep.commands.evening.close import say_farewell, say_what_falls_due
from instep.commands.evening.hurt import was_a_slip
from instep.commands.evening.tonight import Tonight, talk_of
from instep.core.companion import House, Prepared
from instep.core.screening import Screen, Sheet
from instep.web.records.remembered import Person


def play_file(
    args: argparse.Namespace, house: House, sheet: Sheet, screen: Screen, prepared: Prepared
) -> int:
    """Play it to its end. The person's own folder is neither read nor written."""
    night = _night(args, house, sheet)
    ask, slips = night.talk.ask, 0
    outcome = guide.play(args, house, screen, prepared, ask=ask)
    while outcome.how == "hurt" and was_a_slip(night, slips):
        slips += 1
        outcome = guide.play(args, house, screen, prepared, ask=ask, start=outcome.progress)
    if outcome.how == "refused":
        raise given.Broken(f"The last guard stopped this session: {outcome.reason}")
    say_farewell(night, outcome)
    say_what_falls_due(night, prepared, kept=False)
    return check.MAY


def _night(args: argparse.Namespace, house: House, sheet: Sheet) -> Tonight:
    about: dict[str, Any] = {q: _as_written(answer) for q, answer in sheet.about.items()}
    about["cleared_by_clinician"] = [
        {"rule": yes.rule, "on": yes.on.isoformat()} for yes in sheet.cleared
    ]
    asked_on = {id: day.isoformat() for id, day in sheet.asked_on.items()}
    return Tonight(
        args,
        house,
        None,
        talk_of(args, house),
        given.today(args),
        Person(about=about, asked_on=asked_on),
        dict(sheet.today),
    )


def _as_written(answer: object) -> object:
    return list(answer) if isinstance(answer, tuple) else answer
