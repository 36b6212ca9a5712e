"""The home network: which address of this computer it knows, and who is at home in it."""

import re
import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

FAR_AWAY = ((socket.AF_INET, "203.0.113.1"), (socket.AF_INET6, "2001:db8::1"))
"""Addresses of nobody, kept for documents. Asking the way to them sends nothing."""

UNIQUE_LOCAL = IPv6Network("fc00::/7")
"""The private addresses of IPv6 (RFC 4193)."""

PLAIN_NAME = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
"""A name that can stand before ``.local``."""


class NotAtHome(Exception):
    """No address of a home network can be used: what is wrong and the fix, in one line."""


def own_address(wanted: str = "") -> str:
    """The private address of this computer; the wanted one, or the one its network knows.

    One address and not all: a second network card, a guest network or a container on this
    computer has no business with the page.
    """
    if not wanted:
        found = next((way for way in _ways_out() if can_be_served(way)), None)
        if found is None:
            raise NotAtHome("--lan: this computer is in no home network. Join it, then try again.")
        return found
    if not can_be_served(wanted):
        fix = "Leave it out, or name one like 192.168.1.20."
        raise NotAtHome(f"--lan: {wanted} is no address of a home network. {fix}")
    if not _is_ours(wanted):
        raise NotAtHome(f"--lan: {wanted} is not an address of this computer. Leave it out.")
    return str(ip_address(wanted))


def own_name() -> str | None:
    """The name other devices at home may know this computer by; None when it has no plain one."""
    name = socket.gethostname().partition(".")[0].lower()
    return f"{name}.local" if PLAIN_NAME.fullmatch(name) else None


def is_at_home(address: str) -> bool:
    """Whether this peer is in the home network: an address the internet cannot reach."""
    parsed = _parsed(address)
    if isinstance(parsed, IPv6Address):
        return parsed.is_link_local or parsed.is_loopback or parsed in UNIQUE_LOCAL
    odd = parsed is None or parsed.is_unspecified or parsed.is_reserved or parsed.is_multicast
    return parsed is not None and parsed.is_private and not odd


def can_be_served(address: str) -> bool:
    """Whether a phone can type it: private, one address only, and with no ``%eth0`` behind it."""
    parsed = _parsed(address)
    typed = isinstance(parsed, IPv4Address) or (parsed is not None and not parsed.is_link_local)
    return typed and is_at_home(address) and parsed is not None and not parsed.is_loopback


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    """The address; an IPv4 one that came in IPv6 clothes is an IPv4 one."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return None
    mapped = parsed.ipv4_mapped if isinstance(parsed, IPv6Address) else None
    return mapped or parsed


def _ways_out() -> Iterator[str]:
    """The address this computer would speak from, IPv4 first; then those of its name."""
    for family, far in FAR_AWAY:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((far, 9))
                yield probe.getsockname()[0]
        except OSError:  # no way out in this family
            continue
    try:
        found = socket.getaddrinfo(socket.gethostname(), None, type=socket.SOCK_DGRAM)
    except OSError:
        return
    yield from (str(place[0]) for *_, place in found)


def _is_ours(address: str) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind((address, 0))
    except OSError:
        return False
    return True
