"""Texts with their names filled in, and days as people say them."""

from datetime import date

import pytest

from instep.core.units import day_in_words, filled


@pytest.mark.parametrize(("text", "names", "expected"), [
    ("{n} of {of} toes", {"n": 2, "of": 6}, "2 of 6 toes"),
    ("Nothing to fill in.", {"n": 2}, "Nothing to fill in."),
    ("{day}, and {day} again", {"day": "Monday"}, "Monday, and Monday again"),
    ("{text}", {"text": "A name like any other."}, "A name like any other."),
])  # fmt: skip
def test_each_name_in_braces_is_what_is_told_for_it(text, names, expected):
    assert filled(text, **names) == expected


def test_a_day_has_its_month_in_letters_so_that_nobody_takes_one_for_the_other():
    assert day_in_words(date(2026, 3, 4)) == "4 March 2026"
