"""The front door: reads the command line and hands over to one command."""

import argparse
import codecs
import io
import sys
from collections.abc import Sequence

from instep import __version__
from instep.commands import COMMANDS, browser
from instep.commands.given import Broken, CannotUse, err

OURS, INPUT, STOPPED = 1, 2, 130
"""Exit codes: a fault of ours, input or a place we cannot use, Ctrl-C (docs, commands)."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code. No input of any kind ends in a traceback."""
    _take_any_ends()
    try:
        return _run(_args(argv))
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone; there is nobody to tell
        return 0
    except CannotUse as error:
        return _say(str(error), INPUT)
    except OSError as error:
        where = error.filename or "a file"
        return _say(f"{where}: {error.strerror or error}. Free it or choose another.", INPUT)
    except Broken as error:
        return _say(str(error), OURS)
    except Exception as error:  # the last net: a person gets a sentence, never a traceback
        return _say(f"Something went wrong in Instep, so nothing is offered: {error!r}", OURS)


def _args(argv: Sequence[str] | None) -> argparse.Namespace:
    """The words given. A command comes first, so that each flag is its own."""
    words, parser = list(sys.argv[1:] if argv is None else argv), _parser()
    args = parser.parse_args(words)
    if args.command not in (None, words[0] if words else None):
        parser.error(f"name the command first: instep {args.command} ...")
    return args


def _run(args: argparse.Namespace) -> int:
    command = browser if args.command is None else COMMANDS[args.command]
    code: int = command.run(args)
    sys.stdout.flush()
    return code


def _take_any_ends() -> None:
    """A closed end is an empty one; letters that an end cannot take are never a fault."""
    codecs.register_error("instep", _plainly)
    for name, errors in (("stdin", "replace"), ("stdout", "instep"), ("stderr", "instep")):
        if getattr(sys, name) is None:
            setattr(sys, name, io.TextIOWrapper(io.BytesIO()))
        end = getattr(sys, name)
        if isinstance(end, io.TextIOWrapper):
            end.reconfigure(errors=errors)


def _plainly(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end]
    return "".join("-" if letter == "·" else "?" for letter in letters), error.end


def _say(line: str, code: int) -> int:
    err(line)
    return code


ABOUT = (
    "Instep guides a foot massage at home. It asks first if today is a day for it. "
    "Without a command it opens in the browser."
)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="instep",
        description=ABOUT,
        epilog="This app cannot see your foot. In an emergency, call your emergency number.",
    )
    parser.add_argument("--version", action="version", version=f"Instep {__version__}")
    browser.add(parser)
    commands = parser.add_subparsers(title="commands", metavar="", dest="command")
    for name, command in COMMANDS.items():
        command.add(commands.add_parser(name, help=command.HELP, description=command.HELP))
    return parser


if __name__ == "__main__":
    sys.exit(main())
