"""Where Instep is to be found: on this computer alone, or in the home network behind TLS."""

import os
import socket
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from typing import TYPE_CHECKING

from instep.commands import given

if TYPE_CHECKING:
    from instep.adapters.certificate import Certificate

HERE = "127.0.0.1"
OWN_PORT = 14637
"""The same each time: what a browser keeps for when we are away, a phone that was told to trust the
address, and a firewall, all go by it."""

PATIENCE = 15.0
"""Seconds until we say that it does not start."""


@dataclass(frozen=True)
class Door:
    """One address that is listened at, and the names a browser may call it by."""

    address: str
    port: int
    names: tuple[str, ...]
    lan: bool = False
    certificate: "Certificate | None" = None

    @property
    def root(self) -> str:
        """What the address of every page begins with."""
        return f"{'https' if self.lan else 'http'}://{in_a_url(self.address)}:{self.port}"

    @property
    def in_the_environment(self) -> Mapping[str, str]:
        """What the settings of the web app are told."""
        return {
            "INSTEP_WEB_PORT": str(self.port),
            "INSTEP_WEB_HOSTS": " ".join(in_a_url(name) for name in self.names),
            "INSTEP_WEB_TLS": str(int(self.lan)),
        }


def in_a_url(host: str) -> str:
    """A host as it stands in an address; IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def on_this_computer(port: int | None) -> Door:
    """A door that nobody outside this computer can reach."""
    return Door(HERE, _usual(HERE) if port is None else _free(HERE, port), (HERE, "localhost"))


def in_the_home_network(wanted: str, port: int | None) -> Door:
    """A door at one private address. Its certificate comes once there is a folder."""
    from instep.adapters.home_network import NotAtHome, own_address, own_name

    try:
        address = own_address(wanted)
    except NotAtHome as error:
        raise given.CannotUse(str(error)) from error
    name = own_name()
    names = (address, name) if name else (address,)
    return Door(address, _usual(address) if port is None else _free(address, port), names, lan=True)


def with_certificate(door: Door, folder: Path) -> Door:
    """The same door with its key and certificate, made when there is none that fits."""
    from instep.adapters.certificate import FILE, certificate

    try:
        return replace(door, certificate=certificate(folder, door.names, datetime.now(UTC)))
    except OSError as error:
        fix = "Free it, or choose another folder with --data."
        raise given.CannotUse(f"{folder / FILE}: {error.strerror}. {fix}") from error


# -- Ports -----------------------------------------------------------------------------------------


def _usual(address: str) -> int:
    """The port that browsers remember, or a free one where it is taken."""
    try:
        return _free(address, OWN_PORT)
    except given.CannotUse:
        return _free(address, 0)


def _free(address: str, port: int) -> int:
    """This port, or a free one where none is asked for."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise given.CannotUse(f"--port: {port} {_why_not(error)}. Choose another.") from error
        free: int = probe.getsockname()[1]
        return free


def _why_not(error: OSError) -> str:
    return "may not be used" if isinstance(error, PermissionError) else "is taken"


# -- Whether it is open ----------------------------------------------------------------------------


def opens(door: Door) -> bool:
    """Wait until a page can be had; False when that takes too long."""
    until = time.monotonic() + PATIENCE
    while not _answers(door):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def _answers(door: Door) -> bool:
    """Whether a page comes back; the port alone is open before anyone answers."""
    knock = _connection(door)
    try:
        knock.request("GET", "/", headers={"Host": f"{in_a_url(door.address)}:{door.port}"})
        return knock.getresponse().status == 403
    except (OSError, HTTPException):
        return False
    finally:
        knock.close()


def _connection(door: Door) -> HTTPConnection:
    """A way in for our own knock; behind TLS it trusts the one certificate and no other."""
    if door.certificate is None:
        return HTTPConnection(door.address, door.port, timeout=PATIENCE)
    import ssl

    trust = ssl.create_default_context(cafile=os.fspath(door.certificate.file))
    return HTTPSConnection(door.address, door.port, timeout=PATIENCE, context=trust)
