"""What is liked: the order and weight of techniques, inside what safety has cleared and no further.

A factor says how often a technique comes out better than the middle of all kinds of technique, in
worlds that fit the diary, drawn by lot: 1 where nothing is known, up to 1.5 and down to 0.5; 0 for
what is paused or makes it worse. It can reorder what is cleared; it cannot clear.
"""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.random import RandomState

from instep.core.learning.columns import Asking
from instep.core.learning.posterior import Posterior
from instep.core.learning.series import Floats
from instep.core.learning.verdict import Judged, Verdict

DRAWS = 400
"""Worlds drawn; the factor's error from chance is then below 0.03."""

NEVER = frozenset({Verdict.PAUSED, Verdict.WORSE})


def liking(
    posterior: Posterior, judged: Iterable[Judged], asking: Asking, dice: RandomState
) -> Mapping[str, float]:
    """A factor for each technique that counts in some column of the diary."""
    names = posterior.columns.techniques
    never = {each.technique for each in judged if each.verdict in NEVER}
    counted = {id: tuple(sorted(asked & set(names))) for id, asked in asking.items()}
    kinds = sorted({columns for columns in counted.values() if columns})
    if not kinds:
        return {}
    relief = -posterior.known.draws(names, dice, DRAWS)
    each = np.column_stack([relief[:, [names.index(n) for n in kind]].sum(1) for kind in kinds])
    factors = dict(zip(kinds, _factors(each), strict=True))
    return {
        id: 0.0 if never.intersection(kind) else factors[kind]
        for id, kind in counted.items()
        if kind
    }


def _factors(relief: Floats) -> list[float]:
    """Half, and how often each column of (draws, kinds) is above the middle of all kinds."""
    middle = np.median(relief, axis=1, keepdims=True)
    better = (relief > middle).mean(axis=0) + (relief == middle).mean(axis=0) / 2
    return (0.5 + better).tolist()  # type: ignore[no-any-return]
