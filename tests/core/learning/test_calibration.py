"""Nine in ten intervals hold the truth: for diaries drawn as believed, and at the floor."""

from functools import cache

import numpy as np
import pytest
from numpy.random import RandomState

from instep.core.learning.fit import fit
from instep.core.learning.made_up import Truth, drawn
from tests.core.learning.worlds import PRIORS, blocks, columns, lived, names

PEOPLE, TECHNIQUES, BINS = 500, 4, 20

EFFECTS = dict(zip(names(TECHNIQUES), (-2.0, -1.0, 0.0, 1.0), strict=True))
NEAR_THE_FLOOR = Truth(1.5, EFFECTS, noise=1.2, echo=0.3, drift=0.05, kept=0.3)

CHI_SQUARE_AT_ONE_IN_A_HUNDRED = 36.19
"""Of 19 degrees of freedom."""


@cache
def ranks(days: int, *, at_the_floor: bool = False) -> np.ndarray:
    """Where each truth lies in its posterior, 0 to 1."""
    found = []
    for seed in range(PEOPLE):
        dice = RandomState(1000 * days + seed)
        who = NEAR_THE_FLOOR if at_the_floor else drawn(PRIORS, names(TECHNIQUES), dice)
        series = lived(who, blocks(dice, days, TECHNIQUES), dice, whole=at_the_floor)
        known = fit(series, columns(TECHNIQUES), PRIORS).known
        found += [known.below(name, effect) for name, effect in who.effects.items()]
    return np.array(found)


def covered(places: np.ndarray) -> float:
    return float((np.abs(places - 0.5) < 0.45).mean())


@pytest.mark.parametrize("days", [30, 84, 180])
def test_nine_in_ten_intervals_hold_the_truth(days):
    assert 0.87 < covered(ranks(days)) < 0.93


@pytest.mark.parametrize("days", [30, 84, 180])
def test_the_truth_is_as_often_in_each_twentieth(days):
    counts = np.histogram(ranks(days), BINS, (0, 1))[0]
    expected = PEOPLE * TECHNIQUES / BINS

    assert ((counts - expected) ** 2 / expected).sum() < CHI_SQUARE_AT_ONE_IN_A_HUNDRED


def test_near_the_floor_of_the_scale_nine_in_ten_intervals_hold_the_truth():
    assert 0.87 < covered(ranks(84, at_the_floor=True)) < 0.93
