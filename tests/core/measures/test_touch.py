"""The touch test: every outcome there is, and the order of the toes."""

from itertools import product

import pytest

from instep.core.body import Side, Zone
from instep.core.measures.touch import ORDER, Felt, Tip, TouchTest

OUTCOMES = list(product(Felt, repeat=6))


def test_the_toes_come_in_the_published_order():
    expected = [
        "right toe_1",
        "right toe_5",
        "left toe_1",
        "left toe_5",
        "right toe_3",
        "left toe_3",
    ]

    assert expected == [f"{tip.side} {tip.toe}" for tip in ORDER]


def test_of_all_729_outcomes_only_six_tested_toes_give_a_number():
    assert len(OUTCOMES) == 729
    for marks in OUTCOMES:
        expected = None if Felt.UNTESTED in marks else sum(m is Felt.MISSED for m in marks)

        assert expected == TouchTest(marks).missed


def test_one_toe_more_not_felt_never_makes_the_number_smaller():
    for marks in OUTCOMES:
        test = TouchTest(marks)
        for place, felt in enumerate(marks):
            if felt is Felt.FELT:
                worse = test.noted(place, Felt.MISSED)

                assert worse.missed_so_far == test.missed_so_far + 1
                assert test.missed is None or worse.missed == test.missed + 1


@pytest.mark.parametrize("marks", [marks[:n] for marks in OUTCOMES[::91] for n in range(6)])
def test_a_test_stopped_half_way_has_no_result(marks):
    assert TouchTest(marks).missed is None
    assert not TouchTest(marks).is_whole


def test_whatever_the_order_of_putting_right_the_toes_keep_what_was_noted_last():
    for marks in OUTCOMES[::7]:
        whole = TouchTest((Felt.FELT,) * 6)
        for place in (5, 3, 1, 0, 2, 4):
            whole = whole.noted(place, marks[place])

        assert marks == whole.marks


def test_no_toe_is_jumped_over_and_there_is_no_seventh():
    with pytest.raises(ValueError, match="too early"):
        TouchTest().noted(1, Felt.FELT)
    with pytest.raises(ValueError, match="too early"):
        TouchTest().noted(-1, Felt.FELT)
    with pytest.raises(ValueError, match="6 toes"):
        TouchTest((Felt.FELT,) * 6).noted(6, Felt.FELT)


def test_the_toes_not_felt_are_named():
    test = TouchTest((Felt.FELT, Felt.MISSED, Felt.UNTESTED))

    assert test.tips(Felt.MISSED) == [Tip(Side.RIGHT, Zone.TOE_5)]
    assert test.tips(Felt.UNTESTED) == [Tip(Side.LEFT, Zone.TOE_1)]
    assert test.missed_so_far == 1
