"""What the command line gives: flags, files and folders, each checked and named when wrong."""

import argparse
import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from instep.core.catalog import Thing
    from instep.core.companion import House
    from instep.core.screening import Screen, Sheet
    from instep.core.session import Asked
    from instep.core.timeline import Pace

AIMS = ("ease", "sleep", "day", "sitting", "night")
LEAST_MINUTES, USUAL_MINUTES, MOST_MINUTES = 5, 15, 30
MOST_BYTES = 1_000_000
SOUNDSCAPES = ("pad", "rain", "sea", "bowls", "strings", "silence")


class CannotUse(Exception):
    """Input or a place that cannot be used: the file, the field and the fix in one line."""


class Broken(Exception):
    """A fault of ours: nothing is offered."""


def out(text: str) -> None:
    """What was asked for, on standard output."""
    sys.stdout.write(text + "\n")


def err(text: str) -> None:
    """Everything else, on standard error."""
    sys.stderr.write(text + "\n")


def line_in() -> str:
    """The next line typed; the end of input is the end of all answers."""
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


# -- Flags -------------------------------------------------------------------------------------


def add_place(parser: argparse.ArgumentParser) -> None:
    """--data and --on, which every command has."""
    parser.add_argument("--data", metavar="DIR", help="the folder that remembers (INSTEP_DATA)")
    parser.add_argument(
        "--on", type=_day, metavar="YYYY-MM-DD", help="the day judged; today unless given"
    )
    parser.add_argument("--content", type=Path, help=argparse.SUPPRESS)


def add_answers(parser: argparse.ArgumentParser, more: str = "") -> None:
    """--answers, a file that is complete in itself."""
    parser.add_argument("--answers", metavar="FILE", help=f"answers as JSON, nothing asked{more}")
    parser.add_argument("--json", action="store_true", help="print JSON, keys sorted")


def add_wishes(parser: argparse.ArgumentParser) -> None:
    """What is wanted of tonight."""
    parser.add_argument("--minutes", type=_minutes, help="5 to 30, from first look to shoes on")
    parser.add_argument("--with", dest="who", choices=("alone", "helper"), help="who does it")
    parser.add_argument("--aim", choices=AIMS, help="what tonight is for (ease)")
    parser.add_argument("--have", type=_things, metavar="LIST", help="what lies at hand, by comma")
    parser.add_argument("--seed", type=seed, default=0, help="another seed, another good plan")


def add_sound(parser: argparse.ArgumentParser) -> None:
    """How it sounds."""
    parser.add_argument("--soundscape", choices=SOUNDSCAPES, default="pad", help="the music (pad)")
    parser.add_argument("--pace", choices=("calm", "slow"), default="calm", help="how fast it is")
    parser.add_argument("--whisper", action="store_true", help="all of it softer, for the night")
    for what in ("voice", "music"):
        parser.add_argument(
            f"--volume-{what}", type=_percent, default=100, metavar="0-100", help=f"of the {what}"
        )


def _percent(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text[:9]) > 100:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to 100")
    return int(text)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day like 2026-11-24") from error
    if len(text) != len("2026-11-24") or not text.replace("-", "").isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not a day like 2026-11-24")
    return day


def _minutes(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not _within(int(text[:9])):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 5 to 30")
    return int(text)


def _within(minutes: int) -> bool:
    return LEAST_MINUTES <= minutes <= MOST_MINUTES


def seed(text: str) -> int:
    """A whole number of at most 18 digits."""
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 18:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)


def _things(text: str) -> "frozenset[Thing]":
    from instep.core.catalog import Thing

    words = [word.strip() for word in text.split(",") if word.strip()]
    for word in words:
        if word not in set(Thing):
            known = ", ".join(Thing)
            raise argparse.ArgumentTypeError(f"{word!r} is not known; use {known}")
    return frozenset(Thing(word) for word in words)


# -- Files ---------------------------------------------------------------------------------------


def house(args: argparse.Namespace) -> "House":
    """All content, or nothing at all."""
    from instep.adapters.content import SHIPPED, ContentBroken, load

    try:
        return load(args.content or SHIPPED)
    except ContentBroken as error:
        raise Broken(f"{error} Until then nothing is offered.") from error


def today(args: argparse.Namespace) -> date:
    """The day judged: the flag, or the clock on the wall."""
    day: date = args.on or datetime.now().astimezone().date()
    return day


def read_file(name: str) -> bytes:
    """A small file as bytes; never more of it than may be answers."""
    try:
        with Path(name).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except IsADirectoryError as error:
        raise CannotUse(f"{name}: is a folder. Name the answers file in it.") from error
    except FileNotFoundError as error:
        raise CannotUse(f"{name}: is not there. Check the name.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "cannot be read"
        raise CannotUse(f"{name}: {reason}. Choose a file you may read.") from error


def sheet_from(name: str, house: "House", on: date) -> "Sheet":
    """The answers file, checked whole."""
    from instep.adapters.answers import BadAnswers, read_answers

    try:
        return read_answers(read_file(name), house.questions, on)
    except BadAnswers as error:
        raise CannotUse(f"{name}: {error}") from error


def sheet_of(
    house: "House",
    about: "Mapping[str, Any]",
    asked_on: "Mapping[str, str]",
    today: "Mapping[str, Any]",
    on: date,
) -> "Sheet":
    """Answers that are remembered, read by the same strict reader as an answers file."""
    from instep.adapters.answers import read_answers
    from instep.adapters.export.as_json import dumps

    whole = {"about": {**about, "asked_on": dict(asked_on)}, "today": dict(today)}
    return read_answers(dumps(whole).encode(), house.questions, on)


def screen_from(house: "House", sheet: "Sheet", on: date) -> "Screen":
    """What of a sheet still counts on this day."""
    from instep.core.screening import screen_of

    return screen_of(house.questions, house.ages, sheet, on)


def with_flag(sheet: "Sheet", who: str | None, name: str) -> "Sheet":
    """--with says what with_helper says; where both speak they must agree."""
    from dataclasses import replace

    if who is None:
        return sheet
    said = "yes" if who == "helper" else "no"
    given = sheet.today.get("with_helper", said)
    if given != said:
        raise CannotUse(
            f"{name}: with_helper: is {given}, but --with says {who}. Change one of them."
        )
    return replace(sheet, today={**sheet.today, "with_helper": said})


def asked(args: argparse.Namespace, screen: "Screen") -> "Asked":
    """Tonight's wishes from the flags."""
    from instep.core.catalog import Aim
    from instep.core.session import Asked

    aim: Aim = Aim(args.aim or "ease")
    return Asked(
        minutes=args.minutes or USUAL_MINUTES,
        helper=screen.read("with_helper") == "yes",
        aim=aim,
        have=args.have or frozenset(),
        seed=args.seed,
    )


def pace(args: argparse.Namespace) -> "Pace":
    """How fast the voice speaks, where a command has one."""
    from instep.core.timeline import Pace

    return Pace(getattr(args, "pace", None) or "calm")


def data_folder(args: argparse.Namespace) -> Path:
    """Where this person's answers live: the flag, INSTEP_DATA, or the platform's place."""
    given = args.data or os.environ.get("INSTEP_DATA")
    if given:
        return Path(given)
    from platformdirs import user_data_path

    return user_data_path("instep", appauthor=False)
