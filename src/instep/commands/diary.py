"""The diary at the terminal: write a line, read it, take it out whole and bring it back."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from instep.commands import given

if TYPE_CHECKING:
    from instep.web.records.line import Line

HELP = "write a line in the diary, read it, export it, import it"
SYMPTOMS = ("pain", "burning", "tingling", "numbness", "cold", "sleep")
TICKS = {"flare": "a bad night with the feet", "new_drug": "a medicine has changed"}
USUAL_DAYS, MOST_DAYS = 28, 36_525
MOST_BYTES = 100_000_000


def add(parser: argparse.ArgumentParser) -> None:
    """Flags of this command."""
    actions = parser.add_subparsers(dest="what", required=True, metavar="add|show|export|import")
    _add_line(actions.add_parser("add", help="write or mend the line of a day"))
    show = actions.add_parser("show", help="read what is written")
    show.add_argument("--days", type=_days, default=USUAL_DAYS, help="so many days back (28)")
    show.add_argument("--json", action="store_true", help="print JSON, keys sorted")
    out = actions.add_parser(
        "export", help="with every version and what was measured, as JSON; or its lines as a table"
    )
    out.add_argument("-o", dest="file", metavar="FILE", help="the file to make; printed otherwise")
    out.add_argument("--csv", action="store_true", help="its lines alone, as a table")
    out.add_argument("--force", action="store_true", help="take the place of a file that is there")
    back = actions.add_parser("import", help="bring an export back as the same rows")
    back.add_argument("file", metavar="FILE", help="what export made, as JSON")
    for action in (show, out, back, actions.choices["add"]):
        given.add_place(action)


def _add_line(parser: argparse.ArgumentParser) -> None:
    for symptom in SYMPTOMS:
        parser.add_argument(
            f"--{symptom}", type=_score, metavar="0-10", help="0-10, or - to leave it blank"
        )
    for tick, words in TICKS.items():
        flag = tick.replace("_", "-")
        parser.add_argument(f"--{flag}", action=argparse.BooleanOptionalAction, help=words)
    parser.add_argument("--text", help="some words, at most 1000 letters")
    parser.add_argument("--undo", action="store_true", help="take the last change back")
    parser.add_argument("--json", action="store_true", help="print JSON, keys sorted")


def _score(text: str) -> int | str:
    if text == "-":
        return ""
    if not text.isascii() or not text.isdigit() or int(text[:9]) > 10:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to 10, or -")
    return int(text)


def _days(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= MOST_DAYS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to {MOST_DAYS}")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """One of the four."""
    does = {"add": _add, "show": _show, "export": _export, "import": _import}
    return does[args.what](args)


@contextmanager
def _rows(args: argparse.Namespace) -> Iterator[None]:
    from instep.web.prepare import CannotOpen, opened

    try:
        with opened(given.data_folder(args)) as notices:
            for notice in notices:
                given.err(notice)
            yield
    except CannotOpen as error:
        raise given.CannotUse(str(error)) from error


# -- Writing ---------------------------------------------------------------------------------------


def _add(args: argparse.Namespace) -> int:
    """Keep what was said, and print the line as it stands then."""
    on, parts = given.today(args), _parts(args)
    _refuse_to_come(on)
    if not parts and not args.undo:
        raise given.CannotUse("diary add: nothing is said. Give a score, such as --pain 4.")
    if parts and args.undo:
        raise given.CannotUse("diary add: --undo: stands with other flags. Use it alone.")
    with _rows(args):
        from instep.web.clock import now
        from instep.web.records import line

        told = line.undo(on, now()) if args.undo else line.tell(on, parts, now())
    _print(args, [told])
    return 0


def _parts(args: argparse.Namespace) -> Mapping[str, Any]:
    """What the flags say; a score given as - is blank."""
    said = {name: getattr(args, name) for name in (*SYMPTOMS, *TICKS)}
    parts = {name: None if v == "" else v for name, v in said.items() if v is not None}
    if args.text is None:
        return parts
    text = args.text.strip()
    if len(text) > 1000 or not text.replace("\n", "").isprintable():
        raise given.CannotUse("diary add: --text: is not fit. Use at most 1000 plain letters.")
    return {**parts, "text": text}


def _refuse_to_come(on: date) -> None:
    if on > datetime.now().astimezone().date():
        raise given.CannotUse(f"--on: {on} is still to come. Use a day until today.")


# -- Reading ---------------------------------------------------------------------------------------


def _show(args: argparse.Namespace) -> int:
    """The lines of the last days, the newest last."""
    last = given.today(args)
    with _rows(args):
        from instep.web.records.line import lines_between

        lines = lines_between(last - timedelta(days=args.days - 1), last)
    _print(args, [line for line in lines if not line.is_blank])
    return 0


def _print(args: argparse.Namespace, lines: "list[Line]") -> None:
    if args.json:
        from instep.adapters.export.as_json import dumps

        given.out(dumps({"days": [line_json(line) for line in lines]}))
        return
    words = given.house(args).words
    for line in lines:
        given.out(f"{line.on}  {_told(line, words)}")
    if not lines:
        given.out(words["web.history.nothing"])


def line_json(line: "Line") -> dict[str, Any]:
    """One day as JSON: only what was told, no clock."""
    from instep.web.records.line import FLAGS

    return {
        "day": line.on.isoformat(),
        "scores": {str(symptom): score for symptom, score in line.scores.items()},
        **{flag: flag in line.flags for flag in FLAGS},
        "text": line.text,
        "version": line.version,
    }


def _told(line: "Line", words: Mapping[str, str]) -> str:
    from instep.web.records.line import FLAGS

    if line.is_blank:
        return words["web.history.blank"]
    scores = [f"{words[f'web.diary.symptom.{s}']} {n}" for s, n in line.scores.items()]
    ticks = [words[f"web.diary.{flag}"] for flag in FLAGS if flag in line.flags]
    text = [" ".join(line.text.split())] if line.text else []
    return " · ".join([*scores, *ticks, *text])


# -- Out and in ------------------------------------------------------------------------------------


def _export(args: argparse.Namespace) -> int:
    """All of the diary, printed or as a file that only its owner may read."""
    from instep.adapters.export.diary import diary_csv, diary_json

    with _rows(args):
        from instep.web.records import leaving

        text = diary_csv(leaving.table()) if args.csv else diary_json(leaving.entries())
    if args.file is None:
        sys.stdout.write(text)
        return 0
    _write(Path(args.file), text, force=args.force)
    given.err(f"{args.file}: is written. Keep it where only you can read it.")
    return 0


def _write(file: Path, text: str, *, force: bool) -> None:
    """Whole or not at all."""
    if file.exists() and not force:
        raise given.CannotUse(f"{file}: is there already. Choose another name, or use --force.")
    part = file.with_name(f".{file.name}.part")
    try:
        part.touch(mode=0o600)
        part.write_text(text, encoding="utf-8", newline="")
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        reason = error.strerror or "cannot be written"
        raise given.CannotUse(f"{file}: {reason}. Choose another place.") from error


def _import(args: argparse.Namespace) -> int:
    """All of it or nothing; what is here already is here once."""
    text = _read(Path(args.file))
    with _rows(args):
        from instep.web.records.fit import Unfit
        from instep.web.records.leaving import bring_in

        try:
            new = bring_in(text, datetime.now().astimezone().date())
        except Unfit as error:
            raise given.CannotUse(f"{args.file}: {error}") from error
    given.out(f"{new} new entries are kept.")
    return 0


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            text = opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "cannot be read"
        raise given.CannotUse(f"{file}: {reason}. Choose a file you may read.") from error
    if len(text) > MOST_BYTES:
        raise given.CannotUse(f"{file}: is over 100 MB. Export the diary anew.")
    return text
