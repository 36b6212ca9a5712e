"""Right after a session: what falls by itself is not credited to what was done."""

import numpy as np
import pytest
from numpy.random import RandomState

from instep.core.diary import Diary
from instep.core.learning.made_up import written
from instep.core.learning.right_after import right_after
from tests.core.learning.diaries import ASKING, REST, day, given
from tests.core.learning.worlds import LEARNING


def sessions(seed: int, many: int, effect: float, *, when_it_hurts: bool) -> Diary:
    """The score before is high or low by chance; each session falls half-way back, 0.6 more."""
    dice, days = RandomState(seed), []
    for number in range(many):
        away = 1.5 * dice.normal()
        hurts = away > 0 if when_it_hurts else dice.random_sample() < 0.5
        kind = "t0" if hurts else REST
        after = 5 + 0.5 * away - 0.6 + effect * (kind == "t0") + dice.normal()
        before = written(5 + away)
        days.append(day(number, 5, given(kind, after=written(after)), check_in=before))
    return Diary(tuple(days))


def found(seed: int, effect: float, *, when_it_hurts: bool):
    diary = sessions(seed, 60, effect, when_it_hurts=when_it_hurts)
    return right_after(diary, ASKING, LEARNING.right_after)


@pytest.mark.parametrize("when_it_hurts", [False, True])
def test_a_technique_that_does_nothing_is_found_to_do_nothing(when_it_hurts):
    means = [found(seed, 0.0, when_it_hurts=when_it_hurts).mean("t0") for seed in range(40)]

    assert abs(np.mean(means)) < 0.15


@pytest.mark.parametrize("when_it_hurts", [False, True])
def test_a_point_of_relief_is_found_as_about_a_point(when_it_hurts):
    means = [found(seed, -1.0, when_it_hurts=when_it_hurts).mean("t0") for seed in range(40)]

    assert -1.2 < np.mean(means) < -0.7


def test_sitting_quietly_is_credited_to_sitting_quietly():
    means = [found(seed, 0.0, when_it_hurts=False).mean("rest") for seed in range(40)]

    assert np.mean(means) == pytest.approx(-0.6, abs=0.2)


def test_nine_in_ten_intervals_hold_the_truth():
    inside = []
    for seed in range(150):
        low, high = found(seed, -1.0, when_it_hurts=False).interval("t0")
        inside.append(low < -1.0 < high)

    assert np.mean(inside) > 0.82


def test_no_session_with_both_scores_leaves_what_was_believed():
    known = right_after(Diary((day(0, 5, given("t0")),)), ASKING, LEARNING.right_after)

    assert known.mean("rest") == pytest.approx(0.0)
