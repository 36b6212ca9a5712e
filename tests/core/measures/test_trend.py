"""What may be said of a measure over time: only a change that the readings cannot hide."""

from datetime import date, timedelta
from itertools import product

import pytest

from instep.core.measures.trend import Dot, Measure, Trend, by_month, next_on

FIRST = date(2026, 9, 1)


def trend(*dots):
    placed = [Dot(FIRST + timedelta(days=7 * n), *dot) for n, dot in enumerate(dots)]
    return Trend(Measure.TEMPERATURE, tuple(placed), 5.0)


@pytest.mark.parametrize(("dots", "expected"), [
    ((), "none"), (((2.0,),), "one"), (((2.0,), (2.0,)), "same"), (((2.0,), (1.0,)), "maybe"),
    (((1.0,), (9.0,), (2.0,)), "maybe"),
    (((2.0, 1.5, 2.5), (2.4, 2.0, 3.0)), "unsure"), (((2.0, 1.5, 2.5), (3.4, 3.0, 4.0)), "more"),
    (((2.0, 1.5, 2.5), (1.4, 1.0, 1.4)), "less"), (((2.0, 1.5, 2.5), (2.4,)), "maybe"),
    (((2.0,), (2.0, 1.5, 2.5)), "same"), (((2.0,), (9.0, 8.5, 9.5)), "maybe"),
])  # fmt: skip
def test_the_first_and_the_last_value_are_held_against_each_other(dots, expected):
    assert expected == trend(*dots).words


@pytest.mark.parametrize(("between", "expected"), [
    ((), "less"), ((0.5, 2.9), "unsure"), ((1.0, 0.8), "unsure"), ((0.9,), "less"),
    ((0.7, 0.9), "less"), ((1.5, 0.9), "less"),
])  # fmt: skip
def test_days_that_scatter_wider_than_the_change_leave_it_unsure(between, expected):
    spans = [(value, value - 0.05, value + 0.05) for value in (1.0, *between, 0.8)]

    assert trend(*spans).words == expected


def test_turned_round_in_time_more_is_less_and_the_same_stays_the_same():
    spans = [(v, v - w, v + w) for v, w in product((1.0, 1.5, 2.0), (0.0, 0.3, 0.6))]
    turned = {"more": "less", "less": "more", "same": "same", "unsure": "unsure"}
    for first, last in product(spans, repeat=2):
        assert trend(last, first).words == turned[trend(first, last).words]


def test_a_day_is_told_only_what_was_measured_on_it():
    whole = trend((1.0,), (2.0,), (3.0,))

    assert [dot.value for dot in whole.between(FIRST, FIRST + timedelta(days=7)).dots] == [1.0, 2.0]
    assert whole.between(FIRST + timedelta(days=1), FIRST + timedelta(days=6)).words == "none"


def test_a_month_is_its_middle_and_half_of_its_days_lie_within_its_bar():
    values = [3.0, 1.0, 2.0, 5.0, 4.0, 7.0, 6.0, 8.0]
    by_day = [Dot(date(2026, 10, 28) + timedelta(days=n), v) for n, v in enumerate(values)]

    october, november = by_month(by_day)
    assert october == Dot(date(2026, 10, 1), 2.5, 1.75, 3.5)
    assert november == Dot(date(2026, 11, 1), 6.5, 5.5, 7.25)


def test_a_month_of_three_days_has_no_bar_and_one_of_none_is_not_there():
    by_day = [Dot(date(2026, 8, n), float(n)) for n in (1, 2, 9)] + [Dot(date(2026, 10, 1), 4.0)]

    assert by_month(by_day) == [Dot(date(2026, 8, 1), 2.0), Dot(date(2026, 10, 1), 4.0)]


def test_what_was_never_done_is_never_due():
    assert next_on(None, 365) is None
    assert next_on(FIRST, 365) == date(2027, 9, 1)
