"""A made-up person: the same for the same seed, and as the model says."""

import numpy as np
import pytest
from numpy.random import RandomState

from instep.core.learning.made_up import MadeUp, drawn, written
from tests.core.learning.diaries import diary_of, truth
from tests.core.learning.worlds import PRIORS


def test_the_same_seed_makes_the_same_diary():
    assert diary_of(truth({"t0": -1.0}), 40, seed=3) == diary_of(truth({"t0": -1.0}), 40, seed=3)


@pytest.mark.parametrize(("feeling", "score"), [(-3.0, 0), (4.4, 4), (4.6, 5), (27.0, 10)])
def test_feelings_are_written_as_whole_points_from_0_to_10(feeling, score):
    assert written(feeling) == score


def test_a_technique_done_daily_brings_its_whole_change():
    still = truth({"t0": -2.0}, noise=1e-9, drift=0.0, kept=0.5)
    person = MadeUp(still, RandomState(0))
    felt = [person.feels({"t0": 1.0}) for _ in range(30)]

    assert felt[0] == pytest.approx(5.0)
    assert felt[-1] == pytest.approx(4.0)


def test_half_of_a_change_is_left_after_its_half_life():
    person = MadeUp(truth({"t0": -2.0}, noise=1e-9, drift=0.0, kept=0.5), RandomState(0))
    person.feels({"t0": 1.0})

    assert person.feels() == pytest.approx(5.5)


def test_echo_and_noise_are_as_told():
    person = MadeUp(truth({}, noise=1.5, echo=0.6, drift=0.0), RandomState(1))
    felt = np.array([person.feels() for _ in range(20_000)]) - 6

    assert felt.std() == pytest.approx(1.5, rel=0.05)
    assert np.corrcoef(felt[1:], felt[:-1])[0, 1] == pytest.approx(0.6, abs=0.03)


def test_truths_are_drawn_as_believed():
    dice = RandomState(2)
    effects = [drawn(PRIORS, ("t0",), dice).effects["t0"] for _ in range(2000)]

    assert np.std(effects) == pytest.approx(PRIORS.technique.sd, rel=0.05)
