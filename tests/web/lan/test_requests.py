"""Requests that are none: hidden, endless, torn or slow."""

import signal
import time

import pytest

from instep.commands.browser import HEADERS_WITHIN
from tests.web.lan.at_home import at_home

DRIBBLES_FOR = HEADERS_WITHIN / 1000 * 0.8


@pytest.mark.parametrize("request_", [
    "POST / HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
    "0\r\n\r\nGET /hidden HTTP/1.1\r\nHost: x\r\n\r\n",
    "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n"
    "0\r\n\r\nGET /hidden HTTP/1.1\r\nHost: x\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: 4\r\nContent-Length: 40\r\n\r\n"
    "aaaaGET /hidden HTTP/1.1\r\nHost: x\r\n\r\n",
    "POST / HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\nGET /hidden HTTP/1.1\r\n\r\n",
    "POST / HTTP/1.1\r\nTransfer-Encoding: chunked, identity\r\n\r\n"
    "0\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\nGET /hidden HTTP/1.1\r\n\r\n",
])  # fmt: skip
def test_a_request_hidden_in_another_is_never_answered(house, request_):
    answers = house.send(request_)

    assert answers.count(b"HTTP/1.1 ") == 1
    assert answers[9:12] in (b"400", b"403")


@pytest.mark.parametrize("request_", [
    "GET /\x00 HTTP/1.1\r\n\r\n", "GET /a b HTTP/1.1\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
    "\x16\x03\x01\r\n\r\n", "GET / HTTP/1.1\r\nX: {'a'\r\n y\x00\r\n\r\n",
])  # fmt: skip
def test_bytes_that_are_no_request_get_a_plain_no(house, request_):
    answer = house.send(request_)

    assert answer == b"" or answer.startswith(b"HTTP/1.1 400")


def test_a_request_that_names_no_host_or_two_gets_nothing(house, cookie):
    none = house.send(
        f"GET / HTTP/1.1\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n", host=False
    )
    two = house.send(
        f"GET / HTTP/1.1\r\nHost: evil.test\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
    )

    assert none.startswith(b"HTTP/1.1 403")
    assert two.startswith(b"HTTP/1.1 403")


def test_headers_without_end_are_cut_off(house):
    long = house.send(f"GET / HTTP/1.1\r\nX: {'a' * 200_000}\r\n\r\n")
    many = house.send("GET / HTTP/1.1\r\n" + "X: a\r\n" * 300 + "\r\n")

    assert long == b"" or long.startswith(b"HTTP/1.1 431")
    assert many.startswith(b"HTTP/1.1 431")


def test_a_stranger_cannot_make_us_read_a_great_body(house):
    began = time.monotonic()
    with house.connect() as line:
        line.sendall(
            f"POST /tonight/ HTTP/1.1\r\nHost: {house.netloc}\r\n"
            "Content-Length: 9000000000\r\n\r\n".encode()
        )
        answer = line.recv(65536)

    assert answer.startswith(b"HTTP/1.1 403")
    assert time.monotonic() - began < 5


def test_her_own_browser_cannot_send_a_great_body_either(house, cookie):
    _, sent = house.own_form(cookie)
    began = time.monotonic()
    answer = house.send(
        "POST /tonight/ HTTP/1.1\r\nContent-Length: 300000\r\n"
        f"Content-Type: {sent['Content_Type']}\r\nOrigin: {sent['Origin']}\r\n"
        f"Cookie: {sent['Cookie']}\r\n\r\n"
    )

    assert answer[9:12] in (b"400", b"403")
    assert time.monotonic() - began < 5


def test_two_hundred_that_dribble_do_not_keep_her_waiting(house, cookie):
    began = time.monotonic()
    lines = [house.connect() for _ in range(200)]
    for line in lines:
        line.sendall(b"GET / HTTP/1.1\r\nX-Slow: a\r\n")
    page = house.ask(Cookie=cookie)
    took = time.monotonic() - began
    for line in lines:
        line.close()

    assert page.status == 200
    assert took < DRIBBLES_FOR, "the first had to be cut off before she got a place"


def test_a_body_that_dribbles_does_not_keep_her_waiting(house, cookie):
    start = (
        f"POST /tonight/ HTTP/1.1\r\nHost: {house.netloc}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\na="
    )
    lines = [house.connect() for _ in range(8)]
    for line in lines:
        line.sendall(start.encode())
    began = time.monotonic()
    page = house.ask(Cookie=cookie)
    took = time.monotonic() - began
    for line in lines:
        line.close()

    assert page.status == 200
    assert took < 3


def test_nothing_of_all_this_is_written_down(tmp_path):
    with at_home(tmp_path) as house:
        key = house.enter(house.phone)
        house.ask("/enter/" + "y" * 43)
        house.ask("/no/such/page", Cookie=key.partition(";")[0])
        house.send("GET /\x00 HTTP/1.1\r\n\r\n")
        reply = house.ask(house.path(house.here))
        code = house.ended(signal.SIGINT)
        written = house.process.stderr.read() + house.process.stdout.read()

    assert reply.headers["referrer-policy"] == "no-referrer"
    assert code == 0
    assert written == ""
