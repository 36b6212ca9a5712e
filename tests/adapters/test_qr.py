"""The square on the screen holds what it should, module by module."""

import pytest
import segno

from instep.adapters.qr import MARGIN, PLAIN, drawn

PHONE = "https://192.168.178.20:14637/enter/" + "aB3-_" * 8 + "xyz"
LONG = "https://[fd12:3456:789a:bcde:f012:3456:789a:bcde]:14637/enter/" + "aB3-_" * 8 + "xyz"
HALVES = {"█": (True, True), "▀": (True, False), "▄": (False, True), " ": (False, False)}


def light(lines):
    """Rows of light modules, read back from the letters."""
    rows = []
    for line in lines:
        upper, lower = zip(*(HALVES[letter] for letter in line), strict=True)
        rows += [list(upper), list(lower)]
    return rows


@pytest.mark.parametrize("address", [PHONE, LONG])
def test_every_module_of_the_code_is_on_the_screen(address):
    code = segno.make(address, error="l", micro=False, boost_error=False)
    expected = [[not dark for dark in row] for row in code.matrix_iter(border=MARGIN)]
    shown = light(drawn(address, colour=False))

    assert shown[: len(expected)] == expected
    assert all(all(row) for row in shown[len(expected) :])


@pytest.mark.parametrize("address", [PHONE, LONG])
def test_it_fits_a_terminal_of_eighty_by_twenty_five(address):
    lines = drawn(address, colour=False)

    assert len(lines) <= 25
    assert {len(line) for line in lines} == {len(lines[0])}
    assert len(lines[0]) <= 80


def test_in_colour_it_is_white_on_black_on_any_ground():
    for coloured, plain in zip(drawn(PHONE, colour=True), drawn(PHONE, colour=False), strict=True):
        assert coloured == f"\x1b[38;5;231;48;5;16m{plain}{PLAIN}"
