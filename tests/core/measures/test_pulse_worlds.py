"""Whole worlds of recordings: what is shown is right, what is bad is refused, repeats lie inside.

The same in large, and against other programs, is ``make bench-pulse``.
"""

import numpy as np
import pytest
from numpy.random import RandomState

from instep.core.measures.pulse.made_up import Finger, record
from instep.core.measures.pulse.read import read_pulse
from instep.core.measures.pulse.samples import Samples
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


def test_whatever_a_camera_sends_there_is_a_reading_or_a_reason():
    for seed in range(200):
        reading = read_pulse(odd(RandomState(seed)), LIMITS)

        assert (reading.refused is None) == (reading.rate is not None)
        assert reading.refused is None or not reading.beats


def odd(dice):
    """Any recording, and then something of it broken: a stretch frozen, dark, doubled or torn."""
    samples = some_recording(dice.randint(10_000)).samples
    times, colours = samples.times.copy(), samples.colours.copy()
    for _ in range(dice.randint(1, 4)):
        start = dice.randint(len(times))
        part = slice(start, start + dice.randint(1, len(times)))
        broken = dice.randint(5)
        if broken == 0:
            colours[:, part] = colours[:, start : start + 1]
        elif broken == 1:
            colours[dice.randint(3), part] *= dice.choice([0, 0.5, 2])
        elif broken == 2:
            times[part] = times[start]
        elif broken == 3:
            colours[:, part] = np.round(colours[:, part])
        else:
            times[start:] += dice.uniform(0, 3)
    return Samples(np.maximum.accumulate(times), np.clip(colours, 0, 255))
