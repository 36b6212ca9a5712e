"""Pooling: only summaries travel, and someone new is helped by what many have lived through."""

from dataclasses import fields, replace

import numpy as np
import pytest
from numpy.random import RandomState

from instep.core.learning.columns import Columns
from instep.core.learning.fit import fit
from instep.core.learning.pool import Population, Summary, passes, pool, summary
from instep.core.learning.priors import Bell
from instep.core.learning.scale import Bells
from tests.core.learning.worlds import LEARNING, PRIORS, blocks, drawn, lived

NOBODY = Population.nobody(PRIORS)
TRUE = {"t0": Bell(-1.25, 0.5), "t1": Bell(0.0, 0.4), "t2": Bell(0.5, 0.6)}


def person(seed: int, days: int = 28):
    """Someone who tries two of three techniques; their truth and their scores."""
    dice = RandomState(seed)
    tried = sorted(dice.choice(list(TRUE), 2, replace=False).tolist())
    effects = {name: float(dice.normal(TRUE[name].mean, TRUE[name].sd)) for name in tried}
    truth = replace(drawn(PRIORS, tuple(tried), dice), effects=effects)
    return truth, lived(truth, blocks(dice, days, 2), dice, whole=False)


def known(truth, series, beliefs):
    names = tuple(truth.effects)
    bells = Bells.of([PRIORS.level, *(beliefs.get(name, PRIORS.technique) for name in names)])
    return fit(series, Columns(("level", *names), names, bells, {}), PRIORS)


def summaries_of(people):
    def ask(population: Population):
        found = []
        for truth, series in people:
            names = {n: population.techniques.get(n, PRIORS.technique) for n in truth.effects}
            found.append(summary(known(truth, series, names), names))
        return found

    return ask


def test_a_summary_is_what_the_diary_says_whatever_was_believed_before():
    truth, series = person(1, days=200)
    sceptic = {name: Bell(0.0, 1.5) for name in truth.effects}
    believer = {name: Bell(-1.0, 1.0) for name in truth.effects}
    one, other = (summary(known(truth, series, b), b) for b in (sceptic, believer))

    np.testing.assert_allclose(
        np.linalg.solve(one.stiff, one.pull), np.linalg.solve(other.stiff, other.pull), atol=0.1
    )


def test_a_summary_holds_no_day_and_no_score():
    found = [field.name for field in fields(Summary)]

    assert found == ["techniques", "stiff", "pull", "curved", "a_day"]


def test_a_summary_is_small():
    truth, series = person(1)
    beliefs = dict.fromkeys(truth.effects, PRIORS.technique)
    small = summary(known(truth, series, beliefs), beliefs)

    assert small.stiff.nbytes + small.pull.nbytes < 960


def test_sixty_people_of_four_weeks_help_the_next():
    people = [person(seed) for seed in range(60)]
    population = passes(summaries_of(people), NOBODY, PRIORS, LEARNING.pooling)
    beliefs = population.pooled(LEARNING.pooling.least_people)
    errors = {"alone": [], "pooled": []}
    covered = []
    for seed in range(1000, 1060):
        truth, series = person(seed)
        for name, effect in truth.effects.items():
            for how, beside in (("alone", {}), ("pooled", beliefs)):
                found = known(truth, series, beside).known
                errors[how].append(found.mean(name) - effect)
            covered.append(abs(found.below(name, effect) - 0.5) < 0.45)
    alone, pooled = (np.sqrt(np.mean(np.square(errors[how]))) for how in ("alone", "pooled"))

    assert pooled < 0.8 * alone
    assert np.mean(covered) > 0.83
    assert population.techniques["t0"].mean == pytest.approx(-1.25, abs=0.35)


def test_people_never_seem_all_the_same():
    same = Summary(("t0",), np.array([[0.5]]), np.array([-0.5]), PRIORS.curved(1))
    found = pool([same] * 50, NOBODY, PRIORS, LEARNING.pooling).techniques["t0"]

    assert found.sd > 0.1


def test_a_technique_few_people_tried_keeps_what_was_believed():
    rare = Summary(("t9",), np.array([[2.0]]), np.array([-4.0]), PRIORS.curved(1))
    population = pool([rare] * 3, NOBODY, PRIORS, LEARNING.pooling)

    assert population.pooled(20) == {}
    assert set(population.pooled(3)) == {"t9"}


def test_what_is_believed_of_everyday_noise_comes_from_the_people_too():
    quiet = replace(PRIORS.curved(1), noise=Bell(-1.0, 0.2))
    told = Summary(("t0",), np.array([[1.0]]), np.array([0.0]), quiet)
    priors = pool([told] * 30, NOBODY, PRIORS, LEARNING.pooling).priors(PRIORS)

    assert (priors.noise.mean, priors.noise.sd) == pytest.approx((-1.0, 0.2))


def test_an_echo_from_morning_to_evening_is_not_mixed_with_one_from_day_to_day():
    def told(echo: float, a_day: int) -> Summary:
        curved = replace(PRIORS.curved(1), echo=Bell(echo, 0.1))
        return Summary(("t0",), np.array([[1.0]]), np.array([0.0]), curved, a_day)

    people = [told(0.2, 1)] * 20 + [told(0.7, 2)] * 20
    priors = pool(people, NOBODY, PRIORS, LEARNING.pooling).priors(PRIORS)

    assert (priors.echo.mean, priors.echo_half_day.mean) == pytest.approx((0.2, 0.7))


def test_with_nobody_to_ask_what_was_believed_stays():
    population = pool([], NOBODY, PRIORS, LEARNING.pooling)

    assert (population.techniques, population.priors(PRIORS)) == ({}, PRIORS)
