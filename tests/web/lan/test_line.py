"""The line to the phone: one address, TLS, one key that stays at home."""

import socket
import ssl
import stat

import pytest

from instep.adapters.certificate import FILE
from tests.web.lan.at_home import at_home, other_family


def test_only_the_one_private_address_is_listened_at(house):
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", house.port)) != 0


def test_the_line_is_tls_of_the_newest_kind(house):
    with house.connect() as line:
        assert line.version() == "TLSv1.3"
    old = house.trust
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    plain = socket.create_connection((house.address, house.port), timeout=5)
    with pytest.raises(ssl.SSLError), old.wrap_socket(plain, server_hostname=house.address):
        pass
    plain.close()


def test_without_tls_nothing_is_said(house):
    with socket.create_connection((house.address, house.port), timeout=5) as plain:
        plain.sendall(b"GET / HTTP/1.1\r\n\r\n")

        assert b"HTTP" not in plain.recv(4096)


def test_the_key_is_readable_by_its_owner_only_and_never_printed(house):
    file = house.folder / FILE

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "PRIVATE" in file.read_text()
    assert "PRIVATE" not in house.said


def test_the_same_certificate_serves_the_next_evening(tmp_path):
    shown = []
    for _ in range(2):
        with at_home(tmp_path) as house, house.connect() as line:
            shown.append(line.getpeercert(binary_form=True))

    assert shown[0] == shown[1]


def test_in_ipv6_it_is_served_too(tmp_path):
    address = other_family()
    if address is None:
        pytest.skip("this computer has no private IPv6 address")
    with at_home(tmp_path, address=address) as house:
        key = house.enter(house.phone).partition(";")[0]

        assert f"[{address}]" in house.phone
        assert house.ask(Cookie=key).status == 200
