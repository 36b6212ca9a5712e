"""Scores at the ends of the scale. A 0 says "half a point or less", a 10 "nine and a half or more".

Each such score is replaced by a vague one that, beside all the others, says as nearly as a bell
curve can what the end of the scale says (expectation propagation). The rest of the engine then
goes on as if it had been told so.
"""

from dataclasses import dataclass, replace
from math import erfc, exp, pi, sqrt

import numpy as np
from numpy.typing import NDArray

from instep.core.diary import BEST, WORST
from instep.core.learning.left_out import inverse_parts
from instep.core.learning.scale import Bells
from instep.core.learning.series import Floats, Nodes, Series
from instep.core.learning.whiten import Way, columns_of

HALF_A_POINT = 0.5
"""How far from a whole score the feeling behind it may be."""

ROUNDS = 30
SETTLED = 1e-3
"""Rounds end when no precision moves by more than this, in units of 1 over s squared."""

GENTLE = 0.7
"""How much of each step is taken: whole ones may swing."""

SURELY_INSIDE = 1e4
"""The vaguest a score gets, a variance in s squared: it then says nothing."""


def at_an_end(series: Series) -> NDArray[np.bool_]:
    """Which scores are at an end of the scale (n)."""
    ends: NDArray[np.bool_] = (series.scores <= BEST) | (series.scores >= WORST)
    return ends & series.ends_hide


@dataclass(frozen=True)
class Ends:
    """The scores at an end: rows of the series, bound (m) and its side (m), 1 low and -1 high."""

    rows: NDArray[np.int64]
    bound: Floats
    side: Floats

    @classmethod
    def of(cls, series: Series) -> "Ends":
        """Those of a series as it was told."""
        rows = np.flatnonzero(at_an_end(series))
        side = np.where(series.scores[rows] <= BEST, 1.0, -1.0)
        return cls(rows, series.scores[rows] + side * HALF_A_POINT, side)


def begun(series: Series) -> Series:
    """A first guess: as told, and vague."""
    return replace(series, vague=np.where(at_an_end(series), 1.0, 0.0))


def soften(told: Series, guess: Series, node: Nodes, s: float, bells: Bells) -> Series:
    """The vague scores that fit at one node and s; ``guess`` is where to begin."""
    ends = Ends.of(told)
    way = Way.of(told, node)
    rows = columns_of(told, node)[:, :, 0]
    scores, vague = guess.scores.copy(), guess.vague.copy()
    for _ in range(ROUNDS):
        rows[:, 0] = scores
        mean, spread = _without(rows, way, vague, s, bells)
        new = _bell_at_end(ends, mean[ends.rows], spread[ends.rows])
        moved = _move(scores, vague, ends.rows, new, s)
        if moved < SETTLED:
            break
    return replace(told, scores=scores, vague=vague)


def _without(
    rows: Floats, way: Way, vague: Floats, s: float, bells: Bells
) -> tuple[Floats, Floats]:
    """What all other scores say of the feeling at each: mean (n) and variance (n), in points."""
    parts, diagonal = inverse_parts(rows, way.echo[:, 0], way.walk[:, 0], vague)
    gram = rows.T @ parts
    prior = (s / bells.sd) ** 2
    stiff = gram[1:, 1:] + np.diag(prior)
    best = np.linalg.solve(stiff, gram[1:, 0] + prior * bells.mean)
    by_column = parts[:, 1:]
    diagonal = diagonal - np.einsum("nc,cn->n", by_column, np.linalg.solve(stiff, by_column.T))
    away = (parts[:, 0] - by_column @ best) / diagonal
    return rows[:, 0] - away, np.maximum(1 / diagonal - vague, 1e-9) * s * s


def _bell_at_end(ends: Ends, mean: Floats, spread: Floats) -> tuple[Floats, Floats]:
    """The bell curve cut off at its bound, over the uncut one: precision, precision times mean."""
    root = np.sqrt(spread)
    inside = ends.side * (ends.bound - mean) / root
    pull = np.array([_hazard(z) for z in inside.tolist()])
    cut_mean = mean - ends.side * root * pull
    cut_spread = np.maximum(spread * (1 - pull * (inside + pull)), 1e-9 * spread)
    precision = 1 / cut_spread - 1 / spread
    return precision, cut_mean / cut_spread - mean / spread


def _hazard(z: float) -> float:
    """Density over distribution of the standard bell curve at z."""
    if z < -30:
        return -z - 1 / z
    return exp(-z * z / 2) / (sqrt(pi / 2) * erfc(-z / sqrt(2)))


def _move(
    scores: Floats, vague: Floats, rows: NDArray[np.int64], new: tuple[Floats, Floats], s: float
) -> float:
    """A gentle step in precisions; how far it went, in units of 1 over s squared."""
    before = 1 / (vague[rows] * s * s)
    least = 1 / (SURELY_INSIDE * s * s)
    precision = np.maximum(before + GENTLE * (new[0] - before), least)
    pull = before * scores[rows] + GENTLE * (new[1] - before * scores[rows])
    scores[rows] = pull / precision
    vague[rows] = 1 / (precision * s * s)
    return float(np.abs(precision - before).max(initial=0.0)) * s * s
