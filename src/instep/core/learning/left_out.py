"""What all the other scores say of each score: the filter forward, then once backward, at one node.

Plain loops over numpy rows, which numba compiles where it is installed.
"""

from functools import cache
from typing import Any

import numpy as np

from instep.core.learning.series import Floats
from instep.core.learning.whiten import is_worth_it


@cache
def compiled() -> Any:
    """Both passes, compiled where that is possible; read in where many diaries are asked."""
    try:
        import numba

        keep = numba.njit(cache=True)
        return keep(forward), keep(backward)
    except (ImportError, RuntimeError):  # not installed, or nowhere to keep what it compiles
        return forward, backward


def inverse_parts(rows: Floats, echo: Floats, walk: Floats, vague: Floats) -> tuple[Floats, Floats]:
    """Rows of ``inverse(covariance) @ rows`` (n, C), and the diagonal of that inverse (n).

    ``rows`` (n, C) scores and columns, ``echo`` and ``walk`` (n) what happens before each (see
    ``whiten.Way``), ``vague`` (n).
    """
    there, back = compiled() if is_worth_it(len(rows)) else (forward, backward)
    new, gains = there(rows, echo, walk, vague)
    parts: tuple[Floats, Floats] = back(new, gains, echo)
    return parts


def forward(rows: Floats, echo: Floats, walk: Floats, vague: Floats) -> tuple[Floats, Floats]:
    """What is new in each row, and (n, 3): gain of the level, share left open, spread."""
    new, gains = np.empty_like(rows), np.empty((len(rows), 3))
    level, before, last = np.zeros((3, rows.shape[1]))
    p = both = whole = held = 0.0
    for i in range(len(rows)):
        e, rest = echo[i], 1 - echo[i]
        shared = rest * p + walk[i] + e * both
        spread = rest * (rest * p + 2 * e * both) + e * e * (whole - 1) + walk[i] + 1
        told = spread + vague[i]
        p += walk[i] - shared * shared / told
        both, whole = shared * vague[i] / told, spread * vague[i] / told
        last = rows[i] - e * before - rest * level + e * held * last
        level = level + shared / told * last
        before, held = rows[i], vague[i] / told
        new[i] = last
        gains[i, 0], gains[i, 1], gains[i, 2] = shared / told, held, told
    return new, gains


def backward(new: Floats, gains: Floats, echo: Floats) -> tuple[Floats, Floats]:
    """From the last row to the first: ``to_*`` is what later rows still ask of level and score."""
    found, diagonal = np.empty_like(new), np.empty(len(new))
    to_level, to_score = np.zeros(new.shape[1]), np.zeros(new.shape[1])
    n11 = n12 = n22 = 0.0
    for i in range(len(new) - 1, -1, -1):
        k, h, spread = gains[i]
        found[i] = new[i] / spread - k * to_level - (1 - h) * to_score
        diagonal[i] = 1 / spread + k * k * n11 + 2 * k * (1 - h) * n12 + (1 - h) ** 2 * n22
        m12, m22 = h * n12 - k * n11, k * k * n11 - 2 * k * h * n12 + h * h * n22 + 1 / spread
        e, rest = echo[i], 1 - echo[i]
        score = to_score + found[i]
        to_level, to_score = to_level + rest * score, e * score
        n11, n12, n22 = (
            n11 + 2 * rest * m12 + rest * rest * m22,
            e * (m12 + rest * m22),
            e * e * m22,
        )
    return found, diagonal
