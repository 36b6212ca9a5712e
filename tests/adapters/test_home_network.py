"""Who is at home in a network, and by which address this computer is known there."""

import socket

import pytest

from instep.adapters import home_network
from instep.adapters.home_network import NotAtHome, can_be_served, is_at_home, own_address, own_name

AT_HOME = (
    "10.0.0.7", "172.16.0.1", "172.31.255.254", "192.168.178.20", "169.254.10.10",
    "fd12:3456::1", "fe80::1%eth0", "fe80::1", "::ffff:192.168.1.5",
)  # fmt: skip
THIS_COMPUTER = ("127.0.0.1", "::1")
ELSEWHERE = (
    "8.8.8.8", "172.32.0.1", "100.64.0.1", "193.168.1.1", "2a00:1450::1", "2001:0:4136::1",
    "2002:c0a8:101::1", "::ffff:8.8.8.8", "0.0.0.0", "::", "255.255.255.255", "224.0.0.1",  # noqa: S104
    "ff02::fb", "240.0.0.1", "", "home", "192.168.1", "192.168.1.5:80", "192.168.001.005",
)  # fmt: skip


@pytest.mark.parametrize("address", AT_HOME)
def test_a_private_address_is_at_home(address):
    assert is_at_home(address)


@pytest.mark.parametrize("address", ELSEWHERE)
def test_an_address_of_the_internet_or_of_nobody_is_not_at_home(address):
    assert not is_at_home(address)
    assert not can_be_served(address)


@pytest.mark.parametrize("address", [*THIS_COMPUTER, "fe80::1", "fe80::1%eth0"])
def test_what_a_phone_cannot_type_is_not_served(address):
    assert not can_be_served(address)


@pytest.mark.parametrize("address", ["192.168.178.20", "10.0.0.7", "fd12:3456::1"])
def test_what_a_phone_can_type_is_served(address):
    assert can_be_served(address)


@pytest.mark.parametrize("address", [*filter(None, ELSEWHERE), *THIS_COMPUTER])
def test_a_wish_for_another_address_is_refused_by_its_name(address):
    with pytest.raises(NotAtHome, match="no address of a home network"):
        own_address(address)


def test_an_address_of_another_computer_is_refused():
    with pytest.raises(NotAtHome, match="not an address of this computer"):
        own_address("10.254.253.252")


def test_where_every_way_leads_to_the_internet_nothing_is_served(monkeypatch):
    monkeypatch.setattr(home_network, "_ways_out", lambda: iter(["8.8.8.8", "127.0.0.1"]))
    with pytest.raises(NotAtHome, match="in no home network"):
        own_address()


def test_the_first_private_way_is_taken(monkeypatch):
    ways = iter(["8.8.8.8", "192.168.1.20", "10.0.0.1"])
    monkeypatch.setattr(home_network, "_ways_out", lambda: ways)

    assert own_address() == "192.168.1.20"


@pytest.mark.parametrize(("host", "name"), [
    ("Annas-MacBook", "annas-macbook.local"), ("anna.fritz.box", "anna.local"),
    ("anna.local", "anna.local"), ("a", "a.local"), ("anna_laptop", None), ("-anna", None),
    ("änna", None), ("anna computer", None), ("a" * 64, None), ("", None),
])  # fmt: skip
def test_only_a_plain_name_is_known_at_home(monkeypatch, host, name):
    monkeypatch.setattr(socket, "gethostname", lambda: host)

    assert own_name() == name
