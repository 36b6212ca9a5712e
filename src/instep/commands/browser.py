"""Open Instep in the browser: one person, on this computer or in the home network."""

import argparse
import os
import secrets
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from instep.commands import given

if TYPE_CHECKING:
    from instep.commands.door import Door

MOST_HEADER_BYTES = 32_768
HEADERS_WITHIN = 10_000
"""Milliseconds a browser has to say what it wants."""

MOST_CONNECTIONS = 512
"""Each that dribbles holds one place for ``HEADERS_WITHIN``, so there are many more than needed."""


def add(parser: argparse.ArgumentParser) -> None:
    """Flags of Instep alone, without a command."""
    parser.add_argument("--data", metavar="DIR", help="the folder that remembers (INSTEP_DATA)")
    add_door(parser, "14637 where it is free; 0 for any free one")
    parser.add_argument(
        "--lan",
        nargs="?",
        const="",
        metavar="ADDRESS",
        help="let a phone in this home in too; the address is found if left out",
    )


def add_door(parser: argparse.ArgumentParser, port: str) -> None:
    """Where it listens, and whether it opens a browser; ``port`` says which one is usual."""
    parser.add_argument("--port", type=_port, metavar="N", help=port)
    parser.add_argument("--no-browser", action="store_true", help="print the address, open nothing")


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    from instep.commands import door as doors

    folder = given.data_folder(args).absolute()
    lan = args.lan is not None
    door = (
        doors.in_the_home_network(args.lan, args.port) if lan else doors.on_this_computer(args.port)
    )
    tokens = ready(folder, door)
    if lan:
        door = doors.with_certificate(door, folder)
    return serve(door, tokens, browser=not args.no_browser)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text[:6]) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 0 to 65535")
    return int(text)


# -- Before it serves ------------------------------------------------------------------------------


def ready(folder: Path, door: "Door") -> Sequence[str]:
    """Folder, database and door made ready; gives a one-time token for each browser."""
    os.environ.update(door.in_the_environment)
    os.environ["INSTEP_WEB_FOLDER"] = str(folder)
    os.environ["INSTEP_WEB_SECRET"] = secrets.token_hex(32)
    from instep.web.prepare import CannotOpen, prepare

    try:
        tokens, notices = prepare(folder, browsers=2 if door.lan else 1)
    except CannotOpen as error:
        raise given.CannotUse(str(error)) from error
    for notice in notices:
        given.err(notice)
    return tokens


# -- Serving ---------------------------------------------------------------------------------------


def serve(door: "Door", tokens: Sequence[str], *, browser: bool) -> int:
    """One process that listens, one that answers. Ctrl-C ends both."""
    from granian import Granian

    from instep.commands import welcome

    addresses = [f"{door.root}/enter/{token}" for token in tokens]
    server = Granian("instep.web.wsgi:application", **_options(door))
    server.on_startup(lambda: _end_with_the_terminal(server.signal_handler_interrupt))
    waiting = threading.Thread(
        target=welcome.when_open, args=(door, addresses, browser), daemon=True
    )
    waiting.start()
    try:
        server.serve()
    except SystemExit as ended:
        if ended.code:
            raise given.Broken("The page server stopped by itself. Start it again.") from ended
    return 0


def _options(door: "Door") -> dict[str, Any]:
    """HTTP/1.1 alone, TLS 1.3 alone: what every browser speaks, and no more to get wrong."""
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings

    file = door.certificate.file if door.certificate else None
    return {
        "address": door.address,
        "port": door.port,
        "interface": Interfaces.WSGI,
        "http": HTTPModes.http1,
        "http1_settings": HTTP1Settings(
            header_read_timeout=HEADERS_WITHIN, max_buffer_size=MOST_HEADER_BYTES
        ),
        "ssl_cert": file,
        "ssl_key": file,
        "blocking_threads": 2,
        "backlog": 128,
        "backpressure": MOST_CONNECTIONS,
        "log_enabled": False,
        "websockets": False,
        "workers_kill_timeout": 3,
    }


def _end_with_the_terminal(end: Callable[..., None]) -> None:
    """A window that is closed ends Instep; left alone, it would go on serving unseen."""
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, end)
