"""What is liked orders what is cleared; it never brings in what was paused."""

from dataclasses import replace
from random import Random

import pytest
from numpy.random import RandomState

from instep.core.catalog import Thing
from instep.core.companion import prepare
from instep.core.learning.fit import learn
from instep.core.learning.liking import liking
from instep.core.learning.shown import recorded, shown_change
from instep.core.learning.verdict import Verdict, judge
from instep.core.session.step import permits
from tests.core.learning.diaries import ASKING, RULES, diary_of, enquiry, truth
from tests.make import healthy, house, prepared, screen, wishes


def liked(verdict: Verdict | None = None) -> dict[str, float]:
    diary = diary_of(truth({"t0": -2.5, "t1": 0.0, "t2": 1.0}), 84, seed=4)
    posterior = learn(diary, enquiry())
    judged = judge(diary, enquiry(), posterior, RULES)
    if verdict is not None:
        judged = [replace(each, verdict=verdict) for each in judged]
    return dict(liking(posterior, judged, ASKING, RandomState(1)))


def test_what_helps_is_liked_more_than_what_does_not():
    factors = liked()

    assert factors["t0"] > factors["t1"]
    assert 0.5 <= factors["t1"] <= factors["t0"] <= 1.5


@pytest.mark.parametrize("verdict", [Verdict.PAUSED, Verdict.WORSE])
def test_what_is_paused_or_makes_it_worse_is_not_liked_at_all(verdict):
    assert set(liked(verdict).values()) == {0.0}


def test_what_the_diary_does_not_know_has_no_factor():
    assert set(liked()) == {"t0", "t1", "t2"}


def test_the_same_seed_likes_the_same():
    assert liked() == liked()


@pytest.mark.parametrize(("level", "least", "most"), [(2, -1.6, -1.0), (6, -2.01, -1.9)])
def test_a_low_score_cannot_fall_by_all_of_it(level, least, most):
    assert least < shown_change(level, -2.0, 0.3, 1.2) < most


def test_the_ends_of_the_scale_hold():
    assert recorded(-50, 1) == pytest.approx(0)
    assert recorded(50, 1) == pytest.approx(10)
    assert recorded(5, 1) == pytest.approx(5)


@pytest.mark.parametrize("factor", [0.0, 1.5, 1e9])
def test_what_safety_spares_stays_out_however_much_it_is_liked(factor):
    sheet, asked = healthy({}, {"wound": "left"}), wishes(30, have=tuple(Thing))
    usual = prepared(sheet, asked)
    eager = dict.fromkeys(house().catalog, factor)
    made = prepare(house(), screen(sheet), asked, liking=eager, dice=Random(0).random)

    assert made.clearance == usual.clearance
    if made.session is not None:
        assert all(permits(made.clearance, step) for step in made.session.steps)


@pytest.mark.parametrize("seed", range(50))
def test_any_liking_at_all_plans_only_what_is_cleared(seed):
    dice, sheet, asked = RandomState(seed), healthy(), wishes(30, have=tuple(Thing))
    any_factors = {id: float(dice.choice([0, 0.5, 1, 1.5, 1e6])) for id in house().catalog}
    made = prepare(house(), screen(sheet), asked, liking=any_factors, dice=Random(0).random)

    assert all(permits(made.clearance, step) for step in made.session.steps)
