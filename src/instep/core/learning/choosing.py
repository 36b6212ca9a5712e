"""When does this person pick a session, or a technique: on worse days, on better ones, on any?

Whoever picks by how it hurts will see high scores beside what was picked. The check-in is told
before anything is picked, so it shows this. Where it does, a page can say so and offer a fair test.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from instep.core.diary import Day, Diary, Origin
from instep.core.learning.columns import LEVEL, Asking, Columns, columns_given
from instep.core.learning.fit import fit
from instep.core.learning.posterior import Known
from instep.core.learning.priors import Choosing, Priors
from instep.core.learning.scale import Bells
from instep.core.learning.series import Floats, Series

PICKED, DAY_BEFORE = "picked", "day_before"
"""Columns: picked today; what is left of the day before, which lowers a check-in by itself."""


class Follows(StrEnum):
    """What picking goes with, as far as the check-ins tell."""

    WORSE_DAYS = "worse_days"
    BETTER_DAYS = "better_days"
    NEITHER = "neither"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class Picked:
    """How check-ins differ on days of picking: in points, above 0 is worse than on other days.

    ``low`` to ``high`` holds the difference in 9 of 10; all three are None where nothing can be
    said. ``on`` and ``off`` are days with a check-in and a free choice, picked or not.
    """

    technique: str | None
    follows: Follows
    on: int
    off: int
    difference: float | None = None
    low: float | None = None
    high: float | None = None


def picked(
    diary: Diary, asking: Asking, technique: str | None, priors: Priors, rules: Choosing
) -> Picked:
    """Of one technique, or of any session where it is None.

    Only days of free choice count: what a fair test drew was not picked.
    """
    free = [day for day in diary if day.check_in is not None and _is_free(day)]
    on = [_is_picked(day, asking, technique) for day in free]
    counts = (sum(on), len(on) - sum(on))
    if min(counts) < rules.least_days:
        return Picked(technique, Follows.NOT_KNOWN, *counts)
    known = _known(diary, free, asking, technique, priors)
    low, high = known.interval(PICKED)
    return Picked(technique, _follows(known, rules), *counts, known.mean(PICKED), low, high)


def _is_free(day: Day) -> bool:
    return all(given.origin is Origin.CHOSEN for given in day.given)


def _is_picked(day: Day, asking: Asking, technique: str | None) -> bool:
    if technique is None:
        return bool(day.given)
    return any(technique in columns_given(given, asking) for given in day.given)


def _follows(known: Known, rules: Choosing) -> Follows:
    below = known.below(PICKED, 0.0)
    if 1 - below >= rules.sure:
        return Follows.WORSE_DAYS
    if below >= rules.sure:
        return Follows.BETTER_DAYS
    near = known.below(PICKED, rules.small) - known.below(PICKED, -rules.small)
    return Follows.NEITHER if near >= rules.sure else Follows.NOT_KNOWN


def _known(
    diary: Diary, free: list[Day], asking: Asking, technique: str | None, priors: Priors
) -> Known:
    """Check-ins as a row of days that walks and echoes, so that a bad month alone says nothing."""
    at = np.array([diary.place(day) for day in free])
    on = np.array([_is_picked(day, asking, technique) for day in free], dtype=float)
    scores = np.array([day.check_in for day in free], dtype=float)
    plain = np.column_stack([np.ones(len(free)), on])
    series = Series(scores, at, np.zeros(len(at)), plain, _day_before(diary))
    bells = Bells.of([priors.level, priors.technique, priors.any_session])
    return fit(series, Columns((LEVEL, PICKED, DAY_BEFORE), (DAY_BEFORE,), bells, {}), priors).known


def _day_before(diary: Diary) -> Floats:
    """Whether there was a session the day before, day by day."""
    dose = np.zeros((diary.length + 1, 1))
    for day in diary:
        dose[diary.place(day) + 1] = bool(day.given)
    return dose[:-1]
