"""The filter of ``whiten.py`` once more, compiled by numba: eight nodes abreast, step by step."""

import numba
import numpy as np

from instep.core.learning.series import Floats, Nodes, Series, Wholes
from instep.core.learning.whiten import Whitened

ABREAST = 16
"""Nodes that move on together: as many as one instruction takes."""

BLOCK = 76
"""Scores between two additions to the sums, so that what is new in them lies in near memory."""


def whiten_compiled(series: Series, nodes: Nodes) -> Whitened:
    """The same sums as ``whiten``, to the twelfth digit."""
    there, columns, step = len(nodes.echo), series.columns, 1 / series.a_day
    tiles = -(-there // ABREAST)
    ways = np.empty((4, tiles * ABREAST))
    ways[:, :there] = nodes.echo, nodes.drift**2 * step, nodes.kept**step, 1 - nodes.kept
    ways[:, there:] = ways[:, :1]  # the last tile is filled up with copies
    gram = np.zeros((tiles * ABREAST, columns, columns))
    log_det = np.zeros(tiles * ABREAST)
    told = np.column_stack([series.scores, series.plain])
    _tiles((told, series.at, series.vague, series.dose), ways, gram, log_det)
    return Whitened(gram[:there], log_det[:there])


@numba.njit(cache=True, fastmath=True)
def _tiles(
    told: tuple[Floats, Wholes, Floats, Floats], ways: Floats, gram: Floats, log_det: Floats
) -> None:
    for first in range(0, len(log_det), ABREAST):
        tile = slice(first, first + ABREAST)
        way = ways[:, tile].copy()
        _whiten(told[0], told[1], told[2], told[3], way, gram[tile], log_det[tile])


@numba.njit(cache=True, fastmath=True)
def _whiten(
    told: Floats,
    at: Wholes,
    vague: Floats,
    dose: Floats,
    way: Floats,
    gram: Floats,
    log_det: Floats,
) -> None:
    """One tile; what is new in a block of scores is kept, then added to the sums."""
    plain, columns = told.shape[1], gram.shape[1]
    row, before, level, last = np.zeros((4, columns, ABREAST))
    new, spread = np.zeros((ABREAST, columns, BLOCK)), np.ones((ABREAST, BLOCK))
    state = np.zeros((8, ABREAST))
    step = -1
    for i in range(len(at)):
        while step < at[i]:
            step += 1
            _carry(dose[step], way, row[plain:])
        for c in range(plain):
            row[c, :] = told[i, c]
        _gain(at[i] - at[i - 1] if i else -1 - at[0], vague[i], way, state)
        here = i % BLOCK
        spread[:, here] = state[5]
        _news(row, before, level, last, state)
        for g in range(ABREAST):
            root = state[5, g] ** -0.5
            for c in range(columns):
                new[g, c, here] = last[c, g] * root
        if here == BLOCK - 1 or i == len(at) - 1:
            _add(new, spread, here + 1, gram, log_det)


@numba.njit(cache=True, fastmath=True)
def _carry(dose: Floats, way: Floats, left: Floats) -> None:
    """What is left of each dose one step on."""
    for k in range(len(dose)):
        for g in range(ABREAST):
            left[k, g] = left[k, g] * way[2, g] + dose[k] * way[3, g]


@numba.njit(cache=True, fastmath=True)
def _gain(gap: int, vague: float, way: Floats, state: Floats) -> None:
    """``state``: open level, both, score; gain, echo, spread; held back now, and next time.

    A gap below 0 stands before the first score, where the echo starts afresh.
    """
    first = gap < 0
    steps = -1 - gap if first else gap
    for g in range(ABREAST):
        echo = 0.0 if first else way[0, g] ** steps
        walk, rest = way[1, g] * steps, 1.0 - echo
        p, both, whole = state[0, g], state[1, g], state[2, g]
        shared = rest * p + walk + echo * both
        spread = rest * (rest * p + 2 * echo * both) + echo * echo * (whole - 1) + walk + 1
        told = spread + vague
        state[0, g] = p + walk - shared * shared / told
        state[1, g] = shared * vague / told
        state[2, g] = spread * vague / told
        state[3, g] = shared / told
        state[4, g] = echo
        state[5, g] = told
        state[6, g] = echo * state[7, g]
        state[7, g] = vague / told


@numba.njit(cache=True, fastmath=True)
def _news(row: Floats, before: Floats, level: Floats, new: Floats, state: Floats) -> None:
    """What each column brings that was not foretold; ``new`` holds that of the score before."""
    for c in range(len(row)):
        for g in range(ABREAST):
            echo = state[4, g]
            fresh = row[c, g] - echo * before[c, g] - (1 - echo) * level[c, g]
            fresh += state[6, g] * new[c, g]
            level[c, g] += state[3, g] * fresh
            before[c, g] = row[c, g]
            new[c, g] = fresh


@numba.njit(cache=True, fastmath=True)
def _add(new: Floats, spread: Floats, rows: int, gram: Floats, log_det: Floats) -> None:
    """The block's products, and the logarithms of the spreads."""
    columns = gram.shape[1]
    for g in range(ABREAST):
        log_det[g] += np.log(spread[g, :rows]).sum()
        for c in range(columns):
            for d in range(c, columns):
                total = 0.0
                for i in range(rows):
                    total += new[g, c, i] * new[g, d, i]
                gram[g, c, d] += total
                gram[g, d, c] = gram[g, c, d]
