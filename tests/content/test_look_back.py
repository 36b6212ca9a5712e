"""How the look back compares is data; a number past its walls or without a source never ships."""

import pytest

from instep.adapters.content import ContentBroken, look_back
from tests.changing import change


def test_the_numbers_are_farrars():
    rules = look_back()

    assert (rules.points, rules.share) == (2.0, 0.30)
    assert (rules.days, rules.least_days) == (7, 4)


@pytest.mark.parametrize(("was", "is_now"), [
    ("points = 2.0", "points = 0.5"), ("percent = 30", "percent = 5"),
    ("least_days = 4", "least_days = 1"), ("sure = 0.95", "sure = 0.5"),
    ("echo = 0.4", "echo = 1.0"), ("steps = 7", "steps = 5"), ('"cgi-guy-1976"', '"nobody"'),
    ("same = 1.0", "same = 1.0\nmore = 2"),
])  # fmt: skip
def test_a_number_past_its_walls_or_without_a_source_is_refused(content, was, is_now):
    change(content, "review.toml", was, is_now)

    with pytest.raises(ContentBroken, match=r"review\.toml"):
        look_back(content)
