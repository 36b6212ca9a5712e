"""One day more is the same as starting again, and a day nobody can weigh alone is said to be so."""

from dataclasses import replace

import numpy as np
import pytest

from instep.core.learning.fit import fit
from instep.core.learning.running import NeedsFit, Running
from instep.core.learning.series import Series
from tests.core.learning.worlds import PRIORS, columns, random_series


def first(series: Series, scores: int, steps: int) -> Series:
    return replace(
        series,
        scores=series.scores[:scores],
        at=series.at[:scores],
        vague=series.vague[:scores],
        plain=series.plain[:scores],
        dose=series.dose[:steps],
    )


def lived_on(running: Running, series: Series, begin: int) -> Running:
    told = dict(zip(series.at.tolist(), series.scores.tolist(), strict=True))
    for step in range(begin, len(series.dose)):
        running = running.lived(series.dose[step])
        if step in told:
            running = running.told(told[step], np.ones(1))
    return running


@pytest.mark.parametrize("seed", range(4))
def test_ten_days_more_are_the_same_as_starting_again(seed):
    series = random_series(seed, 70, 2)
    series = replace(series, scores=np.clip(series.scores, 0.1, 9.9))
    scores = int((series.at < 60).sum())
    before = fit(first(series, scores, 60), columns(2), PRIORS)
    running = lived_on(Running.after(before), series, 60).known(PRIORS)
    anew = fit(series, columns(2), PRIORS).known

    np.testing.assert_allclose(running.mixture.mean, anew.mixture.mean, atol=0.01)
    np.testing.assert_allclose(running.mixture.sd, anew.mixture.sd, rtol=0.02)


def test_nothing_more_changes_nothing():
    series = random_series(1, 40, 2)
    found = fit(series, columns(2), PRIORS)
    again = Running.after(found).known(PRIORS)

    np.testing.assert_allclose(again.mixture.mean, found.known.mixture.mean, atol=1e-6)


@pytest.mark.parametrize("score", [0, 10])
def test_a_score_at_an_end_asks_for_a_whole_fit(score):
    running = Running.after(fit(random_series(1, 40, 2), columns(2), PRIORS))
    with pytest.raises(NeedsFit):
        running.lived(np.zeros(2)).told(score, np.ones(1))
