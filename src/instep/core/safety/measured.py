"""What the measures kept at home say to the questions that ask for them. Nobody else says it.

A measure only ever becomes an answer (``touch_test_missed`` and its day, ``temp_gap``,
``temp_gap_yesterday``, ``temp_warmer``); the rules know of answers alone. Beside what a person
said, the stricter stands: what was measured holds back at once, and never loosens by itself.
Twin: ``web/static/kernel/measured.js``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import inf
from typing import Any, TypeGuard

from instep.core.body import Side
from instep.core.measures.temperature import Warmth
from instep.core.measures.touch import Noted
from instep.core.safety.facts import TOES_NOT_FELT, WIDE_GAP
from instep.core.screening import Questions
from instep.core.units import Celsius

NOT_DONE = "not_done"
ONE_DAY = timedelta(days=1)

Answers = Mapping[str, Any]
"""Answers by question, as an answers file has them."""


@dataclass(frozen=True)
class DayGap:
    """The widest difference of a day, and the foot that is warmer wherever it is too wide.

    Both where both are, somewhere, or where no spot is too wide. Source: temperature-gap.
    """

    degrees: Celsius
    warmer: Side


def day_gap(warmth: Warmth) -> DayGap | None:
    """A day's readings as one; None where no spot was measured on both feet."""
    if warmth.largest is None:
        return None
    wide = [gap.warmer for gap in warmth.gaps if gap.degrees > WIDE_GAP]
    return DayGap(
        warmth.largest.degrees, Side.union(left=Side.LEFT in wide, right=Side.RIGHT in wide)
    )


@dataclass(frozen=True)
class Missed:
    """Toes not felt in a whole touch test, 0-6, and the day of it. Source: ipswich-touch-test."""

    toes: int
    on: date


@dataclass(frozen=True)
class Measured:
    """What was measured and is kept, as far as any question asks for it.

    ``missed``: a touch test that found feeling lost and was not written into About you.
    ``in_doubt``: the day of one that takes back what an earlier one ruled out, and is none itself.
    """

    gaps: Mapping[date, DayGap] = field(default_factory=dict)
    missed: Missed | None = None
    in_doubt: date | None = None

    @property
    def holding_back(self) -> "Measured":
        """Only what can hold a session back: whatever else is measured changes nothing."""
        wide = {on: gap for on, gap in self.gaps.items() if gap.degrees > WIDE_GAP}
        return Measured(wide, self.missed, self.in_doubt)


def measured_of(tests: Sequence[Noted], warmths: Mapping[date, Warmth]) -> Measured:
    """Out of every touch test, the oldest first, and every day's readings.

    What was written into About you speaks there, and for every test before it.
    """
    told = [place for place, noted in enumerate(tests, 1) if noted.told]
    since = tests[max(told, default=0) :]
    whole = [Missed(noted.missed, noted.on) for noted in since if noted.missed is not None]
    lost = [missed for missed in whole if missed.toes >= TOES_NOT_FELT]
    doubts = [noted.on for noted in since if noted.missed is None and _is_doubt(noted)]
    found = {on: gap for on, warmth in warmths.items() if (gap := day_gap(warmth)) is not None}
    return Measured(found, lost[-1] if lost else None, max(doubts, default=None))


def _is_doubt(noted: Noted) -> bool:
    """A toe could not be tested, or so many were missed already when it broke off."""
    is_untestable = noted.test.is_whole and not noted.stopped
    return is_untestable or noted.test.missed_so_far >= TOES_NOT_FELT


# -- About you -------------------------------------------------------------------------------------


def about_with(measured: Measured, about: Answers, on: date) -> Answers:
    """The answers about the person, with a touch test that is stricter than what they say.

    A test of a later day than the one judged, past midnight, counts as of that day.
    """
    known, tested = about.get("touch_test_missed"), str(about.get("touch_test_on", ""))
    missed, doubt = measured.missed, measured.in_doubt
    if missed is not None and not (_is_number(known) and tested > missed.on.isoformat()):
        day = min(missed.on, on).isoformat()
        return {**about, "touch_test_missed": missed.toes, "touch_test_on": day}
    is_there = _is_number(known) and known < TOES_NOT_FELT
    if doubt is not None and is_there and tested <= doubt.isoformat():
        kept = {id: answer for id, answer in about.items() if id != "touch_test_on"}
        return {**kept, "touch_test_missed": NOT_DONE}
    return about


# -- Today -----------------------------------------------------------------------------------------


def today_with(measured: Measured, today: Answers, on: date, widest: Celsius) -> Answers:
    """Today's answers with the gaps of the day judged and of the day before.

    Past midnight an evening goes on: a gap of the next day is one of today's too. ``widest``: the
    widest gap an answer may have; a wider one counts as that.
    """
    days = _days(measured, on, (0, 1))
    before = [*_days(measured, on, (-1,)), *days[:-1]]
    gap = _widest(today.get("temp_gap"), measured, days)
    if gap is None or not (days or before):
        return today
    yesterday = _widest(today.get("temp_gap_yesterday"), measured, before)
    kept = {id: answer for id, answer in today.items() if id != "temp_warmer"}
    said = {
        **kept,
        "temp_gap": min(gap, widest),
        "temp_gap_yesterday": NOT_DONE if yesterday is None else min(yesterday, widest),
    }
    sides = _warmer(measured, today, days)
    return {**said, "temp_warmer": sides[0]} if len(sides) == 1 else said


def _days(measured: Measured, on: date, far: Sequence[int]) -> Sequence[date]:
    """Days with a gap, so many days from this one, in order; the calendar's ends need no next."""
    return sorted(day for day in measured.gaps if (day - on).days in far)


def widest_gap(questions: Questions) -> Celsius:
    """The widest gap an answer may have, in degrees."""
    most = questions["temp_gap"].most
    return inf if most is None else most


def _widest(said: object, measured: Measured, days: Sequence[date]) -> Celsius | None:
    """The widest of what was said and what was measured on these days; None: nothing was."""
    gaps = [measured.gaps[day].degrees for day in days]
    return max(gaps + ([said] if _is_number(said) else []), default=None)


def _warmer(measured: Measured, today: Answers, days: Sequence[date]) -> Sequence[str]:
    """Each foot that is warmer where a gap is too wide; one that nobody named is either foot."""
    wide = [gap.warmer for day in days if (gap := measured.gaps[day]).degrees > WIDE_GAP]
    if _is_number(said := today.get("temp_gap")) and said > WIDE_GAP:
        wide.append(Side(today.get("temp_warmer", Side.BOTH)))
    return [side.value for side in (Side.LEFT, Side.RIGHT) if {side, Side.BOTH} & set(wide)]


def _is_number(answer: Any) -> TypeGuard[float]:
    """Whether this is a number, and no truth and no word."""
    return type(answer) in (int, float)


# -- News ------------------------------------------------------------------------------------------


def is_news(before: Answers, after: Answers) -> bool:
    """Whether a wide gap says more than what was known of it when it was judged."""
    gap = after.get("temp_gap")
    ids = ("temp_gap", "temp_gap_yesterday", "temp_warmer")
    is_wide = _is_number(gap) and gap > WIDE_GAP
    return is_wide and any(before.get(id) != after.get(id) for id in ids)
