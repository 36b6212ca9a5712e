"""Open Instep in the browser: one person, this computer only."""

import argparse
import os
import secrets
import socket
import sys
import threading
import time
from pathlib import Path

from instep.commands import given

HELP = "open Instep in the browser, for this computer only"
HERE = "127.0.0.1"
PATIENCE = 15.0
"""Seconds until we say that it does not start."""


def add(parser: argparse.ArgumentParser) -> None:
    """Flags of this command."""
    parser.add_argument("--data", metavar="DIR", help="the folder that remembers (INSTEP_DATA)")
    parser.add_argument("--port", type=_port, default=0, metavar="N", help="a free one if left out")
    parser.add_argument("--no-browser", action="store_true", help="print the address, open nothing")


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    port = _free(args.port)
    token = _prepare(given.data_folder(args), port)
    return _serve(port, f"http://{HERE}:{port}/enter/{token}", browser=not args.no_browser)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text[:6]) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 0 to 65535")
    return int(text)


def _free(port: int) -> int:
    """This port, or a free one where none is asked for."""
    with socket.socket() as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HERE, port))
        except OSError as error:
            raise given.CannotUse(f"--port: {port} is taken. Choose another one.") from error
        free: int = probe.getsockname()[1]
        return free


# -- Before it serves ------------------------------------------------------------------------------


def _prepare(folder: Path, port: int) -> str:
    """Folder, database and door made ready; gives the one-time token."""
    os.environ["INSTEP_WEB_FOLDER"] = str(folder.absolute())
    os.environ["INSTEP_WEB_PORT"] = str(port)
    os.environ["INSTEP_WEB_SECRET"] = secrets.token_hex(32)
    os.environ["DJANGO_SETTINGS_MODULE"] = "instep.web.settings"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        from instep.web.prepare import CannotOpen, prepare
    except ImportError as error:
        fix = "In Instep's folder: make web"
        raise given.CannotUse(f"The web app is not installed ({error.name}). {fix}") from error
    except OSError as error:
        raise given.CannotUse(f"{folder}: {error.strerror}. Choose another with --data.") from error
    try:
        return prepare(folder.absolute())
    except CannotOpen as error:
        raise given.CannotUse(str(error)) from error


# -- Serving ---------------------------------------------------------------------------------------


def _serve(port: int, address: str, *, browser: bool) -> int:
    """One process that listens, one that answers. Ctrl-C ends both."""
    from granian import Granian
    from granian.constants import Interfaces

    server = Granian(
        "instep.web.wsgi:application",
        address=HERE,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=2,
        backlog=128,
        log_enabled=False,
        websockets=False,
        workers_kill_timeout=3,
    )
    waiting = threading.Thread(target=_welcome, args=(port, address, browser), daemon=True)
    waiting.start()
    try:
        server.serve()
    except SystemExit as ended:
        if ended.code:
            raise given.Broken("The page server stopped by itself. Start it again.") from ended
    return 0


def _welcome(port: int, address: str, browser: bool) -> None:
    """Once a page can be had: say where, and open it."""
    until = time.monotonic() + PATIENCE
    while not _answers(port):
        if time.monotonic() > until:
            given.err("The page server does not start. Press Ctrl-C and try again.")
            return
        time.sleep(0.05)
    given.out(f"Instep is open at  {address}")
    given.out("This address works once, on this computer, for 15 minutes. Ctrl-C ends Instep.")
    sys.stdout.flush()
    if browser:
        import webbrowser

        webbrowser.open(address)


def _answers(port: int) -> bool:
    """Whether a page comes back; the port alone is open before anyone answers."""
    from http.client import HTTPConnection, HTTPException

    knock = HTTPConnection(HERE, port, timeout=PATIENCE)
    try:
        knock.request("GET", "/")
        return knock.getresponse().status == 403
    except (OSError, HTTPException):
        return False
    finally:
        knock.close()
