"""From a diary to a series: which columns there are, and what is believed of each beforehand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeAlias

import numpy as np

from instep.core.catalog import Catalog, Group
from instep.core.diary import Day, Diary, Given, Symptom
from instep.core.learning.priors import Bell, Priors
from instep.core.learning.scale import Bells
from instep.core.learning.series import Floats, Series, Wholes

LEVEL, CHECK_IN, NEW_DRUG, ANY_SESSION = "level", "check_in", "new_drug", "any_session"
"""Columns that are not techniques."""

GONE = "gone."
"""Begins the column of a technique that is no longer in the catalog; its id, as kept, follows."""

LEARNED = frozenset(map(Group, ("RUB", "STR", "ACT", "ACU", "ROL", "OIL", "BATH", "BREATHE")))
"""The groups whose effect is asked for."""

Asking: TypeAlias = Mapping[str, frozenset[str]]
"""For each technique the columns it counts in; quiet rest counts in none.

A technique that is not there is gone: it counts in a column of its own, and is proposed to nobody.
"""


def groups_asked(catalog: Catalog) -> Asking:
    """Every technique of the catalog under the groups whose effect is asked for."""
    return {id: frozenset(t.groups & LEARNED) for id, t in catalog.items()}


@dataclass(frozen=True)
class Columns:
    """The coefficients of a series in order, what is believed of each, and the usual minutes.

    The last ``len(doses)`` of ``names`` are ``doses``. ``usual`` minutes make a dose of 1.
    """

    names: tuple[str, ...]
    doses: tuple[str, ...]
    bells: Bells
    usual: Mapping[str, float]

    @property
    def techniques(self) -> tuple[str, ...]:
        """The doses that are techniques."""
        return tuple(name for name in self.doses if name != ANY_SESSION)


@dataclass(frozen=True)
class Enquiry:
    """What is asked of a diary: a symptom, what counts as a technique, what is believed before.

    ``beforehand`` is the symptom chosen before there was anything to look at. ``pooled`` are
    beliefs learned from many people.
    """

    symptom: Symptom
    asking: Asking
    priors: Priors
    beforehand: Symptom = Symptom.PAIN
    pooled: Mapping[str, Bell] | None = None


def series_of(diary: Diary, enquiry: Enquiry) -> tuple[Series, Columns]:
    """The scores as a row of steps; two steps a day where check-ins about it were told."""
    checks = any(day.check_of(enquiry.symptom) is not None for day in diary)
    a_day = 2 if checks else 1
    at, scores, is_check = _scores(diary, enquiry.symptom, a_day)
    plain, plain_bells = _plain(diary, enquiry, at // a_day, is_check)
    doses, columns = _doses(diary, enquiry)
    dose = np.zeros((a_day * diary.length, len(columns.doses)))
    dose[a_day - 1 :: a_day] = doses
    names = (*plain_bells, *columns.doses)
    bells = Bells.of([*plain_bells.values(), *_beliefs(enquiry, columns.doses)])
    series = Series(scores, at, np.zeros(len(at)), plain, dose, a_day)
    return series, Columns(tuple(names), columns.doses, bells, columns.usual)


def _scores(diary: Diary, symptom: Symptom, a_day: int) -> tuple[Wholes, Floats, Floats]:
    """Steps, scores, and which of them are check-ins."""
    told = [(a_day * place + a_day - 1, score, 0) for place, score in diary.scores(symptom)]
    if a_day == 2:
        checks = ((diary.place(day), day.check_of(symptom)) for day in diary)
        told += [(2 * place, check, 1) for place, check in checks if check is not None]
    rows = np.array(sorted(told), dtype=float).reshape(-1, 3)
    return rows[:, 0].astype(np.int64), rows[:, 1].copy(), rows[:, 2]


# -- What acts at once -------------------------------------------------------------------------


def _plain(
    diary: Diary, enquiry: Enquiry, days: Wholes, is_check: Floats
) -> tuple[Floats, dict[str, Bell]]:
    """The level, the time of day, changed medicines, and the notes, each in its own units of sd."""
    priors = enquiry.priors
    columns, bells = [np.ones(len(days))], {LEVEL: priors.level}
    if is_check.any():
        columns.append(is_check)
        bells[CHECK_IN] = priors.covariate
    for place in (diary.place(day) for day in diary if day.new_drug):
        columns.append((days >= place).astype(float))
        bells[f"{NEW_DRUG}.{place}"] = priors.new_drug
    for name in sorted({name for day in diary for name in day.notes}):
        columns.append(_note(diary, name)[days])
        bells[name] = priors.covariate
    return np.column_stack(columns), bells


def _note(diary: Diary, name: str) -> Floats:
    """A note day by day in standard deviations from its mean; 0 where it was not told."""
    told = {diary.place(day): day.notes[name] for day in diary if name in day.notes}
    values = np.array(list(told.values()))
    values = np.ldexp(values, -np.frexp(np.abs(values).max())[1])  # exact; huge squares overflow
    row = np.zeros(diary.length)
    row[list(told)] = (values - values.mean()) / (values.std() or 1.0)
    return row


# -- What is carried over ----------------------------------------------------------------------


def _doses(diary: Diary, enquiry: Enquiry) -> tuple[Floats, Columns]:
    """How much of each technique on each day, and the column all sessions share.

    The shared column is there once quiet rest is in the diary: only rest tells a session's
    own comfort from that of a technique.
    """
    minutes = [_minutes(day, enquiry.asking) for day in diary]
    names = tuple(sorted({name for each in minutes for name in each}))
    usual = {name: median(m[name] for m in minutes if m.get(name)) for name in names}
    rests = not all(columns_given(given, enquiry.asking) for _, given in diary.sessions)
    shared = (ANY_SESSION,) if rests else ()
    later = 1 if enquiry.symptom is Symptom.SLEEP else 0  # a night is scored the next morning
    dose = np.zeros((diary.length + later, len(shared) + len(names)))
    for day, told in zip(diary, minutes, strict=True):
        row = dose[diary.place(day) + later]
        row[: len(shared)] = bool(day.given)
        row[len(shared) :] = [min(1.0, told.get(n, 0.0) / usual[n]) for n in names]
    no_bells = Bells.of([])
    return dose[: diary.length], Columns((), (*shared, *names), no_bells, usual)


def _minutes(day: Day, asking: Asking) -> dict[str, float]:
    """Minutes of each column on one day."""
    found: dict[str, float] = {}
    for given in day.given:
        for technique, minutes in given.minutes.items():
            for name in columns_of(technique, asking) if minutes else ():
                found[name] = found.get(name, 0.0) + minutes
    return found


def columns_given(given: Given, asking: Asking) -> frozenset[str]:
    """The columns that one session counts in."""
    used = [technique for technique, minutes in given.minutes.items() if minutes]
    return frozenset().union(*(columns_of(technique, asking) for technique in used))


def columns_of(technique: str, asking: Asking) -> frozenset[str]:
    """The columns that one technique counts in; one that is gone has its own."""
    return asking.get(technique, frozenset({GONE + technique}))


def is_gone(column: str) -> bool:
    """Whether a column is of a technique that is no longer there."""
    return column.startswith(GONE)


def _beliefs(enquiry: Enquiry, doses: Sequence[str]) -> list[Bell]:
    priors, pooled = enquiry.priors, enquiry.pooled or {}
    own = {ANY_SESSION: priors.any_session}
    return [pooled.get(name, own.get(name, priors.technique)) for name in doses]
