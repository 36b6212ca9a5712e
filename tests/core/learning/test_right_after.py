"""Right after a session: what falls by itself is not credited to what was done."""

import numpy as np
import pytest
from numpy.random import RandomState

from instep.core.diary import Diary
from instep.core.learning.right_after import right_after
from tests.core.learning.diaries import ASKING, before_and_after, day, given
from tests.core.learning.worlds import LEARNING


def found(seed: int, effect: float, *, when_it_hurts: bool):
    dice = RandomState(seed)
    diary = before_and_after(dice, 60, effect, when_it_hurts=when_it_hurts)
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
