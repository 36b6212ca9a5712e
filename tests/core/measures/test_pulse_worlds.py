"""Whole worlds of recordings: what is shown is right, what is bad is refused, repeats lie inside.

The same in large, and against other programs, is ``make bench-pulse``.
"""

import numpy as np
import pytest
from numpy.random import RandomState

from instep.core.measures.pulse.made_up import Finger, record
from instep.core.measures.pulse.read import read_pulse
from tests.core.measures.worlds import LIMITS, UNREADABLE, halves, some_recording

FINGERS, EACH, PAIRS = 150, 12, 60


def test_a_number_that_is_shown_is_right():
    made = [some_recording(seed) for seed in range(FINGERS)]
    read = [(read_pulse(one.samples, LIMITS), one.beats) for one in made]
    errors = np.array(
        [abs(r.rate - 60 / np.median(np.diff(beats))) for r, beats in read if not r.refused]
    )

    assert len(errors) >= 0.85 * FINGERS
    assert errors.mean() <= 1
    assert (errors > 10).mean() <= 0.01


def test_what_is_bad_is_refused_nineteen_times_in_twenty_at_least():
    read = [
        read_pulse(act(RandomState(seed)), LIMITS)
        for act in UNREADABLE.values()
        for seed in range(EACH)
    ]

    assert np.mean([r.refused is not None for r in read]) >= 0.95


@pytest.mark.parametrize("seconds", [30, 60])
def test_a_repeat_right_after_lies_inside_the_range_that_was_told(seconds):
    inside = []
    for seed in range(PAIRS):
        dice = RandomState(seed)
        finger = Finger(seconds=2.0 * seconds, walk=dice.uniform(0.01, 0.1), percent=2.5)
        first, second = halves(record(finger, dice).samples)
        told, repeat = (read_pulse(half, LIMITS).amplitude for half in (first, second))
        inside.append(told.low <= repeat.value <= told.high)

    assert np.mean(inside) >= 0.9
    assert told.high / told.low < 4
