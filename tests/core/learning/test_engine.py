"""The engine says what slower ways say: written-out matrices, and a million draws."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from numpy.random import RandomState

from instep.core.learning import left_out
from instep.core.learning.columns import Columns
from instep.core.learning.fit import Landscape, fit, weights
from instep.core.learning.left_out import backward, forward, inverse_parts
from instep.core.learning.posterior import Mixture
from instep.core.learning.scale import Turned
from instep.core.learning.series import Nodes, Series
from instep.core.learning.whiten import LONG, compiled, quickest, whiten
from tests.core.learning.worlds import (
    PRIORS,
    columns,
    dense_answer,
    dense_covariance,
    random_series,
)


def places(dice: RandomState, many: int) -> np.ndarray:
    return dice.normal([0.3, -2.8, -0.8], [0.3, 0.9, 1.0], (many, 3))


def vague(series: Series, dice: RandomState) -> Series:
    told = np.where(dice.random_sample(len(series.at)) < 0.3, dice.random_sample(len(series.at)), 0)
    return replace(series, vague=told)


@pytest.mark.parametrize("seed", range(50))
def test_the_filter_gives_the_likelihood_of_the_matrix_written_out(seed):
    dice, techniques = RandomState(seed), 1 + seed % 5
    series = random_series(seed, [20, 45, 90][seed % 3], techniques)
    series = vague(series, dice) if seed % 2 else series
    bells = columns(techniques).bells
    nodes = places(dice, 3)
    turned = Turned.of(whiten(series, Nodes.at(nodes)), bells, len(series.scores))

    for node, place in enumerate(nodes):
        for log_s in (-0.5, 0.0, 0.7):
            exact, mean, covariance = dense_answer(series, bells, place, np.exp(log_s))
            found = turned.log_density(np.full((3, 1), log_s))[node, 0]
            assert found == pytest.approx(exact, rel=1e-10, abs=1e-10)
            assert mean.shape == covariance.shape[:1]


@pytest.mark.parametrize("log_s", [-0.7, 0.0, 0.6])
def test_slope_and_bend_are_those_of_the_density(log_s):
    series, near = random_series(2, 60, 3), 1e-4
    nodes = Nodes.at(places(RandomState(1), 5))
    turned = Turned.of(whiten(series, nodes), columns(3).bells, len(series.scores))
    there = np.full((5, 1), log_s) + near * np.array([-1, 0, 1])
    low, here, high = turned.log_density(there).T
    slope, bend = turned.slope_and_bend(there[:, 1])

    np.testing.assert_allclose(slope, (high - low) / (2 * near), rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(bend, (high - 2 * here + low) / near**2, rtol=1e-3, atol=1e-2)


@pytest.mark.parametrize("a_day", [1, 2])
def test_two_scores_a_day_keep_the_same_days(a_day):
    series = random_series(3, 40, 2)
    series = replace(series, a_day=a_day)
    place = np.array([0.4, -2.0, -0.5])
    exact, _, _ = dense_answer(series, columns(2).bells, place, 1.3)
    whitened = whiten(series, Nodes.at(place[None]))
    turned = Turned.of(whitened, columns(2).bells, len(series.scores))

    assert turned.log_density(np.log([[1.3]]))[0, 0] == pytest.approx(exact, rel=1e-10)


@pytest.mark.parametrize("seed", range(10))
def test_the_compiled_filter_says_the_same(seed):
    dice = RandomState(seed)
    series = vague(random_series(seed, 100, 3), dice)
    nodes = Nodes.at(places(dice, 21))
    plain, quick = whiten(series, nodes), compiled()(series, nodes)

    np.testing.assert_allclose(quick.gram, plain.gram, rtol=1e-11, atol=1e-11)
    np.testing.assert_allclose(quick.log_det, plain.log_det, rtol=1e-11, atol=1e-11)


@pytest.mark.parametrize("passes", [(forward, backward), left_out.compiled()])
def test_what_the_others_say_of_each_score_is_the_inverse_matrix(passes):
    dice = RandomState(5)
    series = vague(random_series(5, 40, 2), dice)
    gaps = np.diff(series.at, prepend=0)
    echo = np.where(np.arange(len(gaps)), 0.4**gaps, 0.0)
    rows = dice.standard_normal((len(gaps), 4))
    inverse = np.linalg.inv(dense_covariance(series, 0.4, 0.2))
    new, gains = passes[0](rows, echo, 0.04 * gaps, series.vague)
    parts, diagonal = passes[1](new, gains, echo)

    np.testing.assert_allclose(parts, inverse @ rows, atol=1e-12)
    np.testing.assert_allclose(diagonal, np.diag(inverse), atol=1e-12)
    np.testing.assert_allclose(
        inverse_parts(rows, echo, 0.04 * gaps, series.vague)[0], parts, atol=1e-12
    )


def test_without_numba_the_plain_filter_answers(monkeypatch):
    monkeypatch.setitem(sys.modules, "instep.core.learning.fast", None)
    monkeypatch.setitem(sys.modules, "numba", None)

    assert compiled.__wrapped__() is whiten
    assert left_out.compiled.__wrapped__() == (forward, backward)


ONE_DIARY = """
import sys
from datetime import date
from tests.core.learning.diaries import ASKING, diary_of, truth
from tests.core.learning.worlds import LEARNING
from instep.core.learning.answer import Asked, answer, likings, tips
diary, asked = diary_of(truth({"t0": -1.0}, level=2.0), DAYS), Asked(ASKING, LEARNING)
likings(diary, asked, 0)
tips(diary, answer(diary, asked.primary, asked), asked)
print("numba" in sys.modules)
"""


@pytest.mark.parametrize("days", [84, LONG + 400])
def test_nothing_is_compiled_for_one_diary_of_a_year_or_two(days):
    """The first liking of an evening must not wait for a compiler."""
    pytest.importorskip("numba", reason="needs: pip install numba")
    code = ONE_DIARY.replace("DAYS", str(days))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == str(days > LONG)


def test_what_was_read_in_already_is_used_for_short_ones_too():
    quick = compiled()

    assert quickest(10) is quick


def drawn_answer(series: Series, techniques: int, draws: int):
    """Means, sds and the error of the means, from draws each weighed by its likelihood."""
    dice, bells = RandomState(0), columns(techniques).bells
    log_s = dice.normal(PRIORS.noise.mean, PRIORS.noise.sd, draws)
    log_q = dice.normal(PRIORS.drift.mean, PRIORS.drift.sd, draws)
    echo = dice.normal(PRIORS.echo.mean, PRIORS.echo.sd, draws)
    kept = dice.normal(PRIORS.retention.mean, PRIORS.retention.sd, draws)
    spots = np.column_stack([echo, log_q - log_s, kept])
    turned = Turned.of(compiled()(series, Nodes.at(spots)), bells, len(series.scores))
    log_p = turned.log_density(log_s[:, None])[:, 0]
    weight = np.exp(log_p - log_p.max())
    weight /= weight.sum()
    exact = np.exp(-2 * log_s)[:, None]
    firm = exact * turned.stiff + 1
    out = turned.axes * bells.sd[:, None]
    means = bells.mean + np.einsum("gij,gj->gi", out, exact * turned.pull / firm)
    spread = np.einsum("gij,gj->gi", out**2, 1 / firm)
    mean = weight @ means
    error = np.sqrt(weight**2 @ (means - mean) ** 2)
    return mean, np.sqrt(weight @ (spread + (means - mean) ** 2)), error


@pytest.mark.parametrize(("seed", "days"), [(1, 14), (2, 30), (3, 45)])
def test_the_answer_is_that_of_many_weighed_draws(seed, days):
    series = random_series(seed, days, 2)
    mean, sd, error = drawn_answer(series, 2, 200_000)
    found = fit(series, columns(2), PRIORS)

    assert (np.abs(found.known.mixture.mean - mean) < 0.0025 * sd + 2.5 * error).all()
    assert np.abs(found.known.mixture.sd / sd - 1).max() < 0.01


@pytest.mark.parametrize("seed", range(12))
def test_no_more_error_is_left_than_the_doubling_says(seed):
    series = random_series(seed, [20, 45, 120][seed % 3], 2)
    found = fit(series, columns(2), PRIORS)
    fine = finest(series, columns(2))
    error = np.abs(found.known.mixture.mean - fine.mean) / fine.sd

    assert (error < np.maximum(found.doubling, 0.0025)).all()


def finest(series: Series, asked: Columns) -> Mixture:
    """The same from some thirty thousand nodes that fill a box."""
    sides = (np.linspace(-0.9, 1.5, 25), np.linspace(-8, 2, 41), np.linspace(-6, 5, 31))
    spots = np.stack(np.meshgrid(*sides), axis=-1).reshape(-1, 3)
    land = Landscape(series, asked.bells, PRIORS.curved(1), compiled())
    weight = weights(land.height(spots))
    return Mixture(weight, *land.seen[0].moments(asked.bells))


def test_the_same_diary_gives_the_same_answer_to_the_last_digit():
    series = random_series(4, 60, 3)
    once, again = (fit(series, columns(3), PRIORS) for _ in range(2))

    assert np.array_equal(once.known.mixture.mean, again.known.mixture.mean)
