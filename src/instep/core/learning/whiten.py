"""Taking the memory out of a series: the Kalman filter, run on the scores and every column at once.

With s = 1 the model is ``f = level + echo``; the level walks (q), the echo fades (phi). A score
tells f, exactly or vaguely. The filter turns scores and columns into ``v``, what each step brings
that the steps before did not tell; of those only the sums of products are needed later.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np

from instep.core.learning.series import Floats, Nodes, Series

AT_ONCE = 4_000_000
"""How many numbers are held at once; more nodes than fit are whitened in turns."""


@dataclass(frozen=True)
class Whitened:
    """Sums of products ``gram`` (G, C, C) of the whitened columns, and ``log_det`` (G)."""

    gram: Floats
    log_det: Floats


Whiten: TypeAlias = Callable[[Series, Nodes], Whitened]


LONG = 1500
"""Scores from which the compiled filter is read in for one series alone. That costs half a second,
and many seconds the first time of all; what one or two years are asked costs less than that."""


def quickest(scores: int) -> Whiten:
    """The filter for a series of so many scores: plain, or compiled where that is sooner done.

    Both say the same to the twelfth digit.
    """
    return compiled() if is_worth_it(scores) else whiten


def is_worth_it(scores: int) -> bool:
    """Whether to use what is compiled: for long series, or where it was read in already."""
    return scores >= LONG or compiled.cache_info().currsize > 0


@cache
def compiled() -> Whiten:
    """The compiled filter, read in for whoever asks many diaries; without numba the plain one."""
    try:
        from instep.core.learning.fast import whiten_compiled
    except (ImportError, RuntimeError):  # not installed, or nowhere to keep what it compiles
        return whiten
    return whiten_compiled


def whiten(series: Series, nodes: Nodes) -> Whitened:
    """The plain filter, all nodes side by side."""
    parts = [_whiten(series, part) for part in _portions(series, nodes)]
    return Whitened(
        np.concatenate([part.gram for part in parts]),
        np.concatenate([part.log_det for part in parts]),
    )


def _portions(series: Series, nodes: Nodes) -> Iterator[Nodes]:
    size = max(1, AT_ONCE // max(1, len(series.scores) * series.columns))
    for start in range(0, len(nodes.echo), size):
        yield nodes.portion(slice(start, start + size))


def _whiten(series: Series, nodes: Nodes) -> Whitened:
    way = Way.of(series, nodes)
    gains = way.gains(series.vague)
    rows = columns_of(series, nodes)
    new = news(rows, way, gains) / np.sqrt(gains.spread)[:, None, :]
    gram = np.matmul(new.transpose(2, 1, 0), new.transpose(2, 0, 1))
    return Whitened(gram, np.log(gains.spread).sum(axis=0))


def columns_of(series: Series, nodes: Nodes) -> Floats:
    """The score, the plain columns and the carried doses at every score: (n, C, G)."""
    nodes_there = len(nodes.echo)
    rows = np.empty((len(series.scores), series.columns, nodes_there))
    rows[:, 0] = series.scores[:, None]
    first_dose = 1 + series.plain.shape[1]
    rows[:, 1:first_dose] = series.plain[:, :, None]
    rows[:, first_dose:] = carried(series, nodes)
    return rows


def carried(series: Series, nodes: Nodes) -> Floats:
    """What is left of each dose at every score, ``z = (1 - lambda) x + lambda z``: (n, K, G)."""
    steps = series.at[-1] + 1 if len(series.at) else 0
    kept, fresh = nodes.kept ** (1 / series.a_day), 1 - nodes.kept
    found = series.dose[:steps, :, None] * fresh
    left, given = np.zeros(found.shape[1:]), [bool(row.any()) for row in series.dose]
    for step, here in enumerate(found):
        left *= kept
        if given[step]:
            left += here
        here[:] = left
    return found[series.at]


@dataclass(frozen=True)
class Gains:
    """How much each score teaches, (n, G): ``level`` of the news goes to the level;

    ``unsure`` is the share that a vague score leaves open, ``spread`` the variance of the news.
    """

    level: Floats
    unsure: Floats
    spread: Floats


@dataclass(frozen=True)
class Way:
    """What happens between one score and the next, (n, G); before the first it starts afresh.

    ``echo`` is what is left of the echo, ``walk`` the variance the level gains, ``fresh`` that
    of the new echo.
    """

    echo: Floats
    walk: Floats
    fresh: Floats

    @classmethod
    def of(cls, series: Series, nodes: Nodes) -> "Way":
        """From the gaps between scores; the level is where it is named at step 0."""
        gaps = np.diff(series.at, prepend=0)
        kinds, kind = np.unique(gaps, return_inverse=True)
        echo = nodes.echo ** kinds[:, None]
        walk = nodes.drift**2 / series.a_day * kinds[:, None]
        echo, walk = echo[kind], walk[kind]
        echo[:1] = 0.0
        return cls(echo, walk, 1 - echo**2)

    def gains(self, vague: Floats) -> Gains:
        """The variances, step by step; they do not depend on what was scored."""
        shared, spread = self.foretold(self.still_open(vague)[:, :-1])
        spread = spread + vague[:, None]
        return Gains(shared / spread, vague[:, None] / spread, spread)

    def still_open(self, vague: Floats) -> Floats:
        """What is open before each score and after the last, (3, n + 1, G).

        That is the variance of the level, of level with score, of the score. The latter two are
        0 after an exact score; then the first obeys ``p <- (a p + b) / (c p + d)``.
        """
        found = np.zeros((3, len(vague) + 1, self.echo.shape[1]))
        rest, wide = (1 - self.echo) ** 2, self.walk + self.fresh
        up, over = self.fresh + self.walk * self.echo**2, self.walk * self.fresh
        below = np.empty_like(found[0, 0])
        for row, unsure in enumerate(vague):
            if unsure or (row and vague[row - 1]):
                found[:, row + 1] = self.row(row).after(found[:, row], unsure)
                continue
            before, after = found[0, row], found[0, row + 1]
            np.multiply(rest[row], before, out=below)
            below += wide[row]
            np.multiply(up[row], before, out=after)
            after += over[row]
            after /= below
        return found

    def row(self, row: int) -> "Way":
        """The way to one score."""
        return Way(self.echo[row], self.walk[row], self.fresh[row])

    def foretold(self, found: Floats) -> tuple[Floats, Floats]:
        """Of the coming score: how it varies with the level, and by itself, from what is open."""
        level, both, whole = found
        rest = 1 - self.echo
        shared = rest * level + self.walk + self.echo * both
        spread = rest * (rest * level + 2 * self.echo * both) + self.echo**2 * whole
        return shared, spread + self.walk + self.fresh

    def after(self, found: Floats, unsure: float) -> Floats:
        """What is open once the score is told, (3, G)."""
        shared, spread = self.foretold(found)
        told = spread + unsure
        level = found[0] + self.walk - shared**2 / told
        return np.array([level, shared * unsure / told, spread * unsure / told])


def news(rows: Floats, way: Way, gains: Gains) -> Floats:
    """What each score and column brings that was not foretold, (n, C, G). Overwrites ``rows``."""
    rows[1:] -= way.echo[1:, None, :] * rows[:-1].copy()
    rest, held = 1 - way.echo, way.echo[1:] * gains.unsure[:-1]
    is_held = [False, *(gains.unsure[:-1, 0] > 0).tolist()]
    level, move = np.zeros(rows.shape[1:]), np.empty(rows.shape[1:])
    for row, new in enumerate(rows):
        np.multiply(rest[row], level, out=move)
        new -= move
        if is_held[row]:
            new += held[row - 1] * rows[row - 1]
        np.multiply(gains.level[row], new, out=move)
        level += move
    return rows
