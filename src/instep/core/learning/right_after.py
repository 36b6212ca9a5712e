"""Right after a session: how the score moves, apart from what sitting down does by itself.

``after - before = rest + technique x + slope (before - mean) + noise``. High scores fall by
themselves, so the score before is a column of its own, and quiet rest of the same minutes is the
comparison. Shown as "right after", never mixed with the change from day to day.
"""

from collections.abc import Sequence

import numpy as np

from instep.core.diary import Day, Diary, Given
from instep.core.learning.columns import Asking, columns_given
from instep.core.learning.posterior import Known, Mixture
from instep.core.learning.priors import RightAfter
from instep.core.learning.scale import Bells, OverS, Turned, sum_out
from instep.core.learning.series import Floats
from instep.core.learning.whiten import Whitened

REST, BEFORE = "rest", "before"
"""Columns that are not techniques."""


def right_after(diary: Diary, asking: Asking, beliefs: RightAfter) -> Known:
    """What is known of each technique's own part in the move from before to right after."""
    told = [(day, given) for day, given in diary.sessions if _is_told(day, given)]
    techniques = tuple(sorted({name for _, given in told for name in columns_given(given, asking)}))
    rows = _rows(told, techniques, asking)
    bells = Bells.of([beliefs.rest, beliefs.before] + [beliefs.technique] * len(techniques))
    sums = Whitened((rows.T @ rows)[None], np.zeros(1))
    over = OverS(np.array([beliefs.noise.mean]), beliefs.noise.sd, np.zeros(1))
    summed = sum_out(Turned.of(sums, bells, len(rows)), over, beliefs.noise.mean)
    return Known((REST, BEFORE, *techniques), Mixture(np.ones(1), *summed.moments(bells)))


def _is_told(day: Day, given: Given) -> bool:
    return day.check_in is not None and given.after is not None


def _rows(told: Sequence[tuple[Day, Given]], techniques: Sequence[str], asking: Asking) -> Floats:
    """One row a session: the move, 1, the score before less its mean, each technique 0 or 1."""
    scores = [(float(day.check_in or 0), float(given.after or 0)) for day, given in told]
    before, after = np.array(scores).reshape(-1, 2).T
    used = [[name in columns_given(given, asking) for name in techniques] for _, given in told]
    centred = before - (before.mean() if len(before) else 0.0)
    parts = np.array(used, dtype=float).reshape(len(told), len(techniques))
    return np.column_stack([after - before, np.ones(len(told)), centred, parts])
