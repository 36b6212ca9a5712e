"""A session from a file of answers: played, and what hurts still judged; nothing is remembered."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from instep.adapters.data_folder import DataFolder, Person
from instep.commands import check, given, guide
from instep.commands.evening.close import say_farewell, say_what_falls_due
from instep.commands.evening.hurt import was_a_slip
from instep.commands.evening.tonight import Tonight, talk_of
from instep.core.companion import House, Prepared
from instep.core.screening import Screen


def play_file(
    args: argparse.Namespace, house: House, name: str, screen: Screen, prepared: Prepared
) -> int:
    """Play it to its end. The person's own folder is neither read nor written."""
    answers = json.loads(given.read_file(name))
    with TemporaryDirectory(prefix="instep-") as place:
        night = _night(args, house, DataFolder(Path(place)), answers)
        outcome = guide.play(args, house, screen, prepared, keep=_forget, ask=night.talk.ask)
        slips = 0
        while outcome.how == "hurt" and was_a_slip(night, slips):
            slips += 1
            start = outcome.progress
            outcome = guide.play(
                args, house, screen, prepared, keep=_forget, ask=night.talk.ask, start=start
            )
    if outcome.how == "refused":
        raise given.Broken(f"The last guard stopped this session: {outcome.reason}")
    say_farewell(night, outcome)
    say_what_falls_due(night, prepared)
    return check.MAY


def _forget(_: object) -> None:
    """Nothing of this is kept."""


def _night(
    args: argparse.Namespace, house: House, folder: DataFolder, answers: Mapping[str, Any]
) -> Tonight:
    about = dict(answers.get("about", {}))
    asked_on = about.pop("asked_on", {})
    today = {q: tuple(a) if isinstance(a, list) else a for q, a in answers.get("today", {}).items()}
    if args.who is not None:
        today["with_helper"] = "yes" if args.who == "helper" else "no"
    person = Person(about=about, asked_on=asked_on)
    return Tonight(args, house, folder, talk_of(args, house), given.today(args), person, today)
