"""A phone at home: what the person is shown, and that it is true."""

import hashlib
import os
import socket
import subprocess

from instep.adapters.certificate import FILE
from tests.web.lan.at_home import LAST_LINE, at_home, home
from tests.web.serving import command, serve


def test_the_computer_and_the_phone_each_get_in_once_with_an_address_of_their_own(tmp_path):
    with at_home(tmp_path) as house:
        computer, phone = house.enter(house.here), house.enter(house.phone)
        pages = [house.ask(Cookie=key.partition(";")[0]) for key in (computer, phone)]
        again = [house.ask(house.path(address)).status for address in (house.here, house.phone)]

    assert computer != phone
    assert [page.status for page in pages] == [200, 200]
    assert again == [403, 403]


def test_the_fingerprint_on_the_screen_is_that_of_the_line(house):
    with house.connect() as line:
        seen = hashlib.sha256(line.getpeercert(binary_form=True)).hexdigest()

    assert seen.upper() in house.said.replace(" ", "").replace("\n", "")


def test_the_square_is_the_address_of_the_phone(house):
    from instep.adapters.qr import drawn

    assert "\n".join(drawn(house.phone, colour=False)) in house.said
    assert "\n".join(drawn(house.here, colour=False)) not in house.said


def test_it_is_said_who_can_see_it_and_what_the_browser_will_say(house):
    said = " ".join(house.said.split())

    assert "Anyone in this home's network can reach this page." in said
    assert "Only the one who opens an address gets in." in said
    assert "The browser will warn you." in said
    assert max(map(len, house.said.splitlines())) <= 80


def test_a_window_too_narrow_for_the_square_gets_the_address_alone(tmp_path):
    words = command(tmp_path, "--lan", home(), "--port", "0")
    narrow = {**os.environ, "COLUMNS": "30"}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=narrow) as process:
        said = "".join(iter(lambda: process.stdout.readline(), f"{LAST_LINE}\n"))
        process.terminate()

    assert "█" not in said
    assert "no room for the square" in said


def test_a_person_who_asks_for_this_computer_alone_is_not_shown_to_the_network(tmp_path):
    with serve(tmp_path) as served, socket.socket() as probe:
        port = int(served.root.rpartition(":")[2])

        assert probe.connect_ex((home(), port)) != 0
    assert not (tmp_path / FILE).exists()
