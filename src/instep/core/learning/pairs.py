"""Two techniques on the same day: does the pair do more, or less, than both by themselves?

Asked of one pair at a time, in a fit of its own: the usual fit has no columns of pairs. Where two
were seldom apart no arithmetic can part them, and that is what is said. Pairs are many and nobody
chose one beforehand, so they are looked at as the other symptoms are: it takes a surer answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

import numpy as np

from instep.core.diary import Day, Diary, Origin
from instep.core.learning.columns import Columns, Enquiry, columns_given, series_of
from instep.core.learning.fit import fit
from instep.core.learning.posterior import Known
from instep.core.learning.priors import Bell, Pairing, Yardstick
from instep.core.learning.scale import Bells
from instep.core.learning.series import Series
from instep.core.learning.verdict import is_hidden

PAIR = "pair"
"""The column of both on one day."""


class Extra(StrEnum):
    """What a pair does beyond what both do by themselves."""

    HELPS_MORE = "helps_more"
    HELPS_LESS = "helps_less"
    NOT_SURE = "not_sure"
    FEW_DAYS_TOGETHER = "few_days_together"
    CANNOT_TELL_APART = "cannot_tell_apart"
    CHOSEN_BY_FEELING = "chosen_by_feeling"


@dataclass(frozen=True)
class Pair:
    """Two techniques, their scored days together and each without the other, and the extra.

    ``change`` is in points of the daily score, below 0 is better; ``low`` to ``high`` holds it in
    9 of 10. All three are None where nothing can be said. ``association``: the days together were
    picked by the person, so a cause cannot be claimed.
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
    association: bool = False


def pairs(
    diary: Diary, enquiry: Enquiry, names: Iterable[str], rules: Pairing, yardstick: Yardstick
) -> tuple[Pair, ...]:
    """Every two of these columns that were done together on enough scored days to ask."""
    asked = (pair(diary, enquiry, both, rules, yardstick) for both in combinations(names, 2))
    return tuple(each for each in asked if each.extra is not Extra.FEW_DAYS_TOGETHER)


def pair(
    diary: Diary, enquiry: Enquiry, both: tuple[str, str], rules: Pairing, yardstick: Yardstick
) -> Pair:
    """Of these two columns, such as two groups of techniques."""
    found = _counted(diary, enquiry, both, yardstick)
    lacking = _lacking(found, rules)
    if lacking is not None:
        return replace(found, extra=lacking)
    if 2 * _hidden(diary, enquiry, both) > found.together:
        return replace(found, extra=Extra.CHOSEN_BY_FEELING)
    series, columns = _with_pair(*series_of(diary, enquiry), both, rules.extra)
    known = fit(series, columns, enquiry.priors).known
    if max(abs(known.alike(PAIR, name)) for name in both) > yardstick.alike:
        return replace(found, extra=Extra.CANNOT_TELL_APART)
    low, high = known.interval(PAIR)
    extra = _said(known, yardstick)
    return replace(found, extra=extra, change=known.mean(PAIR), low=low, high=high)


def _counted(diary: Diary, enquiry: Enquiry, both: tuple[str, str], yardstick: Yardstick) -> Pair:
    """The days of both and of each alone; nothing is known yet."""
    one, other = both
    used = [_used(day, enquiry) for day in _scored(diary, enquiry)]
    by_lot = [day for day in _together(diary, enquiry, both) if _is_by_lot(day)]
    return Pair(
        one,
        other,
        together=sum(one in names and other in names for names in used),
        only_one=sum(one in names and other not in names for names in used),
        only_other=sum(other in names and one not in names for names in used),
        extra=Extra.NOT_SURE,
        association=len(by_lot) < yardstick.least_days_on,
    )


def _scored(diary: Diary, enquiry: Enquiry) -> list[Day]:
    return [day for day in diary if enquiry.symptom in day.scores]


def _used(day: Day, enquiry: Enquiry) -> frozenset[str]:
    each = (columns_given(given, enquiry.asking) for given in day.given)
    return frozenset[str]().union(*each)


def _together(diary: Diary, enquiry: Enquiry, both: tuple[str, str]) -> list[Day]:
    return [d for d in _scored(diary, enquiry) if set(both) <= _used(d, enquiry)]


def _is_by_lot(day: Day) -> bool:
    return all(given.origin is Origin.ASSIGNED for given in day.given)


def _hidden(diary: Diary, enquiry: Enquiry, both: tuple[str, str]) -> int:
    """Days with both that were picked with no check-in before."""
    return sum(is_hidden(day, day.given, enquiry) for day in _together(diary, enquiry, both))


def _lacking(found: Pair, rules: Pairing) -> Extra | None:
    if found.together < rules.least_together:
        return Extra.FEW_DAYS_TOGETHER
    fewest = min(found.only_one, found.only_other)
    return Extra.CANNOT_TELL_APART if fewest < rules.least_apart else None


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
