"""Two techniques on the same day: does the pair do more, or less, than both by themselves?

Asked of one pair at a time, in a fit of its own: the usual fit has no columns of pairs. Where two
were seldom apart no arithmetic can part them, and that is what is said.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from instep.core.diary import Diary
from instep.core.learning.columns import Columns, Enquiry, columns_given, series_of
from instep.core.learning.fit import fit
from instep.core.learning.posterior import Known
from instep.core.learning.priors import Bell, Pairing, Yardstick
from instep.core.learning.scale import Bells
from instep.core.learning.series import Series

PAIR = "pair"
"""The column of both on one day."""


class Extra(StrEnum):
    """What a pair does beyond what both do by themselves."""

    HELPS_MORE = "helps_more"
    HELPS_LESS = "helps_less"
    NOT_SURE = "not_sure"
    FEW_DAYS_TOGETHER = "few_days_together"
    CANNOT_TELL_APART = "cannot_tell_apart"


@dataclass(frozen=True)
class Pair:
    """Two techniques, their scored days together and each without the other, and the extra.

    ``change`` is in points of the daily score, below 0 is better; ``low`` to ``high`` holds it in
    9 of 10. All three are None where nothing can be said.
    """

    one: str
    other: str
    together: int
    only_one: int
    only_other: int
    extra: Extra
    change: float | None = None
    low: float | None = None
    high: float | None = None


def pair(
    diary: Diary, enquiry: Enquiry, both: tuple[str, str], rules: Pairing, yardstick: Yardstick
) -> Pair:
    """Of these two columns, such as two groups of techniques."""
    counts = _counts(diary, enquiry, both)
    lacking = _lacking(counts, rules)
    if lacking is not None:
        return Pair(*both, *counts, lacking)
    series, columns = _with_pair(*series_of(diary, enquiry), both, rules.extra)
    known = fit(series, columns, enquiry.priors).known
    if max(abs(known.alike(PAIR, name)) for name in both) > yardstick.alike:
        return Pair(*both, *counts, Extra.CANNOT_TELL_APART)
    return Pair(*both, *counts, _said(known, yardstick), known.mean(PAIR), *known.interval(PAIR))


def _counts(diary: Diary, enquiry: Enquiry, both: tuple[str, str]) -> tuple[int, int, int]:
    """Scored days with both, with the one alone, with the other alone."""
    used = [
        frozenset[str]().union(*(columns_given(given, enquiry.asking) for given in day.given))
        for day in diary
        if enquiry.symptom in day.scores
    ]
    one, other = both
    return (
        sum(one in names and other in names for names in used),
        sum(one in names and other not in names for names in used),
        sum(other in names and one not in names for names in used),
    )


def _lacking(counts: tuple[int, int, int], rules: Pairing) -> Extra | None:
    together, *apart = counts
    if together < rules.least_together:
        return Extra.FEW_DAYS_TOGETHER
    return Extra.CANNOT_TELL_APART if min(apart) < rules.least_apart else None


def _with_pair(
    series: Series, columns: Columns, both: tuple[str, str], extra: Bell
) -> tuple[Series, Columns]:
    """One dose more: as much as there was of both."""
    places = [columns.doses.index(name) for name in both]
    dose = series.dose[:, places].prod(axis=1, keepdims=True)
    bells = Bells(np.append(columns.bells.mean, extra.mean), np.append(columns.bells.sd, extra.sd))
    longer = replace(
        columns, names=(*columns.names, PAIR), doses=(*columns.doses, PAIR), bells=bells
    )
    return replace(series, dose=np.hstack([series.dose, dose])), longer


def _said(known: Known, yardstick: Yardstick) -> Extra:
    below = known.below(PAIR, 0.0)
    if below >= yardstick.sure_exploratory:
        return Extra.HELPS_MORE
    return Extra.HELPS_LESS if 1 - below >= yardstick.sure_worse else Extra.NOT_SURE
