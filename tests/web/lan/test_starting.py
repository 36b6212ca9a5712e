"""Starting and ending: quick, small, and never left behind."""

import shutil
import signal
import subprocess
import time

import pytest

from instep.adapters.certificate import FILE
from tests.web.lan.at_home import at_home, home, is_gone, megabytes, workers
from tests.web.serving import command, refused
from tests.web.test_start import one_line

MOST_MEGABYTES = 150
MOST_SECONDS = 3.0


def test_it_is_open_within_three_seconds_and_is_small(tmp_path):
    began = time.monotonic()
    with at_home(tmp_path) as house:
        took = time.monotonic() - began
        house.enter(house.phone)
        held = sum(map(megabytes, [house.process.pid, *workers(house.process)]))

    assert took <= MOST_SECONDS
    assert held <= MOST_MEGABYTES


def test_a_window_that_is_closed_ends_it(tmp_path):
    with at_home(tmp_path) as house:
        children = workers(house.process)
        code = house.ended(signal.SIGHUP)

        assert code == 0
        assert children
        assert all(map(is_gone, children))


def test_killed_from_outside_it_leaves_nobody_serving(tmp_path):
    with at_home(tmp_path) as house:
        children = workers(house.process)
        house.ended(signal.SIGKILL)

        assert children
        assert all(map(is_gone, children))


def test_a_port_that_is_taken_is_said(house, tmp_path):
    code, said = refused(tmp_path, "--lan", house.address, "--port", str(house.port))

    assert code == 2
    one_line(said, "--port", "taken")


@pytest.mark.parametrize("address", ["8.8.8.8", "0.0.0.0", "::", "127.0.0.1", "fe80::1", "home"])  # noqa: S104
def test_an_address_that_is_not_of_a_home_is_refused(tmp_path, address):
    code, said = refused(tmp_path, "--lan", address)

    assert code == 2
    one_line(said, "--lan", address)


def test_an_address_of_another_computer_is_refused(tmp_path):
    code, said = refused(tmp_path, "--lan", "10.254.253.252")

    assert code == 2
    one_line(said, "--lan", "not an address of this computer")


def test_with_no_network_at_all_it_says_so_in_one_line(tmp_path):
    alone = [shutil.which("unshare") or "unshare", "--map-root-user", "--net"]
    if subprocess.run([*alone, "true"], capture_output=True).returncode:
        pytest.skip("no room without a network can be made here")
    words = [*alone, *command(tmp_path, "--lan")]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60)

    assert done.returncode == 2
    one_line(done.stderr, "--lan", "no home network")


def test_a_folder_that_cannot_keep_the_key_is_said(tmp_path):
    (tmp_path / FILE).mkdir()
    code, said = refused(tmp_path, "--lan", home())

    assert code == 2
    one_line(said, FILE)
