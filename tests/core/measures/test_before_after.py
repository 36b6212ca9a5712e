"""Before and after: the resting foot is taken out, and nothing is said of what was not measured."""

import numpy as np
import pytest
from numpy.random import RandomState

from instep.core.measures.pulse.before_after import Comparison, Windows, compare
from instep.core.measures.pulse.reading import PulseReading, Refusal
from instep.core.measures.pulse.samples import Channel
from instep.core.measures.pulse.turns import ORDER
from tests.core.measures.nights import made_up_night, reading
from tests.core.measures.worlds import LIMITS

NOTHING = PulseReading(refused=Refusal.NO_BEAT)


def windows(massaged, resting, begin=0.0):
    seconds = tuple(begin + 45.0 + 90.0 * pair for pair in range(len(massaged)))
    return Windows(tuple(massaged), tuple(resting), seconds)


def of(*sizes):
    return [reading(size) for size in sizes]


def test_what_moves_both_feet_alike_is_no_change():
    before = windows(of(1.0, 1.1, 1.0), of(2.0, 2.2, 2.0))
    after = windows(of(3.0, 3.3, 3.0), of(6.0, 6.6, 6.0), begin=900)
    found = compare(before, after, LIMITS)

    assert found.times == pytest.approx(1.0)
    assert found.low < 1 < found.high


def test_what_only_the_massaged_foot_did_is_told_as_times():
    before = windows(of(1.0, 1.0, 1.0), of(2.0, 2.0, 2.0))
    after = windows(of(3.0, 3.0, 3.0), of(2.0, 2.0, 2.0), begin=900)
    found = compare(before, after, LIMITS)

    assert found.times == pytest.approx(3.0)
    assert found.low > 1


def test_repeats_that_lie_apart_make_the_interval_wider():
    after = windows(of(1.0, 1.0, 1.0), of(1.0, 1.0, 1.0), begin=900)
    still = compare(windows(of(1.0, 1.0, 1.0), of(1.0, 1.0, 1.0)), after, LIMITS)
    shaky = compare(windows(of(1.0, 2.0, 1.0), of(1.0, 1.0, 2.0)), after, LIMITS)

    assert shaky.high / shaky.low > still.high / still.low


@pytest.mark.parametrize("lost", [0, 1])
def test_one_pair_that_could_not_be_read_is_left_out(lost):
    broken = of(1.0, 1.0, 1.0)
    broken[lost] = NOTHING
    found = compare(
        windows(broken, of(1, 1, 1)), windows(of(1, 1, 1), of(1, 1, 1), begin=900), LIMITS
    )

    assert found.measured


def test_where_too_little_could_be_read_it_is_not_measured():
    lost = windows([NOTHING, NOTHING, reading(1.0)], of(1.0, 1.0, 1.0))
    whole = windows(of(1.0, 1.0, 1.0), of(1.0, 1.0, 1.0), begin=900)

    assert compare(lost, whole, LIMITS) == Comparison()
    assert not compare(lost, whole, LIMITS).measured


def test_two_colours_are_never_compared():
    red = windows([reading(1.0, Channel.RED)] * 3, of(1.0, 1.0, 1.0))
    whole = windows(of(1.0, 1.0, 1.0), of(1.0, 1.0, 1.0), begin=900)

    assert not compare(red, whole, LIMITS).measured


def test_neither_foot_is_always_the_later_one():
    assert sum(ORDER) * 2 == len(ORDER)
    assert [ORDER[2 * pair] for pair in range(3)] == [True, False, True]


def test_a_night_without_massage_lies_inside_the_interval():
    found = [made_up_night(RandomState(seed)) for seed in range(150)]
    inside = np.mean([each.low <= 1 <= each.high for each in found])

    assert 0.9 <= inside <= 0.99
