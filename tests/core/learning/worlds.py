"""Small worlds for the learning engine: known truths, and the likelihood written out."""

import numpy as np
from numpy.random import RandomState

from instep.adapters.content import learning
from instep.core.learning.columns import Columns
from instep.core.learning.made_up import MadeUp, Truth, drawn, written
from instep.core.learning.scale import Bells
from instep.core.learning.series import Series

LEARNING = learning()
PRIORS = LEARNING.priors


def names(techniques: int) -> tuple[str, ...]:
    """So many techniques."""
    return tuple(f"t{k}" for k in range(techniques))


def columns(techniques: int) -> Columns:
    """The level and so many techniques, as believed beforehand."""
    bells = [PRIORS.level] + [PRIORS.technique] * techniques
    beliefs = Bells(np.array([b.mean for b in bells]), np.array([b.sd for b in bells]))
    return Columns(("level", *names(techniques)), names(techniques), beliefs, {})


def blocks(dice: RandomState, days: int, techniques: int, length: int = 2) -> np.ndarray:
    """Each technique on or off for so many days at a time, by lot."""
    lots = dice.random_sample((-(-days // length), techniques)) < 0.4
    return lots.astype(float).repeat(length, 0)[:days]


def lived(truth: Truth, dose: np.ndarray, dice: RandomState, *, whole: bool) -> Series:
    """What this person scores under these doses, in whole points or as felt; 15 % are missing."""
    person, each = MadeUp(truth, dice), list(truth.effects)
    felt = [person.feels(dict(zip(each, row, strict=True))) for row in dose]
    scores = np.array([float(written(f)) if whole else f for f in felt])
    at = np.flatnonzero(dice.random_sample(len(dose)) >= 0.15)
    ones = np.ones((len(at), 1))
    return Series(scores[at], at, np.zeros(len(at)), ones, dose, truth.a_day, ends_hide=whole)


def random_series(seed: int, days: int, techniques: int) -> Series:
    """A diary as drawn from what is believed beforehand, scores as felt."""
    dice = RandomState(seed)
    dose = blocks(dice, days, techniques)
    return lived(drawn(PRIORS, names(techniques), dice), dose, dice, whole=False)


def dense_covariance(series: Series, echo: float, drift: float) -> np.ndarray:
    """Every score with every other, s = 1, written out."""
    apart = np.abs(np.subtract.outer(series.at, series.at))
    together = np.minimum.outer(series.at, series.at)
    return echo**apart + drift**2 / series.a_day * together + np.diag(series.vague)


def dense_columns(series: Series, kept: float) -> np.ndarray:
    """The plain columns and the carried doses, written out."""
    left, rows = np.zeros(series.dose.shape[1]), []
    for dose in series.dose:
        left = kept ** (1 / series.a_day) * left + (1 - kept) * dose
        rows.append(left)
    carried = np.array(rows).reshape(len(series.dose), -1)
    return np.column_stack([series.plain, carried[series.at]])


def dense_answer(series: Series, bells: Bells, place: np.ndarray, s: float):
    """Log density of the scores, mean and covariance of the coefficients, at one place and s."""
    echo, drift, kept = np.tanh(place[0]), np.exp(place[1]), 1 / (1 + np.exp(-place[2]))
    column = dense_columns(series, kept)
    noise = s * s * dense_covariance(series, echo, drift)
    whole = noise + column @ np.diag(bells.sd**2) @ column.T
    away = series.scores - column @ bells.mean
    _, log_det = np.linalg.slogdet(2 * np.pi * whole)
    density = -0.5 * (log_det + away @ np.linalg.solve(whole, away))
    stiff = column.T @ np.linalg.solve(noise, column) + np.diag(bells.sd**-2)
    pull = column.T @ np.linalg.solve(noise, series.scores) + bells.mean / bells.sd**2
    return density, np.linalg.solve(stiff, pull), np.linalg.inv(stiff)
