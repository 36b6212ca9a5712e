"""What may be said of a technique: harm first, then whether there is enough to say anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import fmean

from instep.core.diary import Day, Diary, Given, Origin
from instep.core.learning.columns import Asking, Enquiry, columns_given
from instep.core.learning.outlook import days_until
from instep.core.learning.posterior import Known, Posterior, one_bell
from instep.core.learning.priors import FairTest, Yardstick
from instep.core.learning.shown import shown_change


class Verdict(StrEnum):
    """The one sentence that may be said of a technique."""

    PAUSED = "paused"
    NOT_YET = "not_yet"
    WORSE = "worse"
    HELPS_MUCH = "helps_much"
    HELPS_SOME = "helps_some"
    NO_IMPORTANT_EFFECT = "no_important_effect"


class Reason(StrEnum):
    """Why there is no other verdict yet, or why a technique is paused."""

    HARM_FOUND = "harm_found"
    WORSE_RIGHT_AFTER = "worse_right_after"
    FEW_DAYS_ON = "few_days_on"
    FEW_DAYS_OFF = "few_days_off"
    FEW_SWITCHES = "few_switches"
    CHOSEN_BY_FEELING = "chosen_by_feeling"
    CANNOT_TELL_APART = "cannot_tell_apart"
    NOT_SURE = "not_sure"


@dataclass(frozen=True)
class Tally:
    """Scored days with a technique and without, how often that changed, and who picked it.

    ``hidden`` days: picked by the person without a check-in before, so the reason is not known.
    """

    on: int
    off: int
    switches: int
    assigned: int
    hidden: int


@dataclass(frozen=True)
class Judged:
    """A verdict as values. Changes are in points of the daily score, below 0 is better.

    ``low`` to ``high`` holds the change in 9 of 10; ``shown`` is what would be seen of it on the
    scale, whose ends cut it short. ``matters`` is where a change begins to matter. ``more_days``
    is None where no number can be given. ``association``: picked by the person, so a cause cannot
    be claimed. ``exploratory``: not the symptom chosen beforehand. ``together`` names what cannot
    be told apart from it.
    """

    technique: str
    verdict: Verdict
    reason: Reason | None
    more_days: int | None
    change: float
    low: float
    high: float
    shown: float
    chance_better: float
    matters: float
    tally: Tally
    association: bool
    exploratory: bool
    together: tuple[str, ...]


@dataclass(frozen=True)
class Rules:
    """Where verdicts begin, and the blocks that more days are counted in."""

    yardstick: Yardstick
    fair_test: FairTest


def judge(diary: Diary, enquiry: Enquiry, posterior: Posterior, rules: Rules) -> tuple[Judged, ...]:
    """A verdict on every technique in the diary."""
    pauses = paused(diary, enquiry.asking, rules.yardstick)
    matters = matters_from(diary, enquiry, rules.yardstick)
    return tuple(
        _judged(name, _Case(diary, enquiry, posterior, rules, matters), pauses.get(name))
        for name in posterior.columns.techniques
    )


def matters_from(diary: Diary, enquiry: Enquiry, yardstick: Yardstick) -> float:
    """The points from which a change matters at the level of the last scored days."""
    share = yardstick.matters_share * level_now(diary, enquiry, yardstick)
    return min(max(share, yardstick.matters_least), yardstick.matters_most)


def level_now(diary: Diary, enquiry: Enquiry, yardstick: Yardstick) -> float:
    """The mean of the last scored days, in points; 0 where none was scored."""
    last = [score for _, score in diary.scores(enquiry.symptom)][-yardstick.level_days :]
    return fmean(last) if last else 0.0


# -- Harm ends all arithmetic ------------------------------------------------------------------


def paused(diary: Diary, asking: Asking, yardstick: Yardstick) -> Mapping[str, Reason]:
    """What is paused, whatever the statistics say: something found, or worse right after."""
    found: dict[str, Reason] = {}
    worse: dict[str, int] = {}
    for day, given in diary.sessions:
        for name in columns_given(given, asking):
            if given.harms:
                found[name] = Reason.HARM_FOUND
            worse[name] = worse.get(name, 0) + _is_worse(day, given, yardstick)
    for name, times in worse.items():
        if times >= yardstick.harm_times:
            found.setdefault(name, Reason.WORSE_RIGHT_AFTER)
    return found


def _is_worse(day: Day, given: Given, yardstick: Yardstick) -> bool:
    if day.check_in is None or given.after is None:
        return False
    return given.after - day.check_in >= yardstick.harm_points


# -- Is there enough? --------------------------------------------------------------------------


@dataclass(frozen=True)
class _Case:
    diary: Diary
    enquiry: Enquiry
    posterior: Posterior
    rules: Rules
    matters: float

    @property
    def is_exploratory(self) -> bool:
        """Whether the symptom is another than the one chosen beforehand."""
        return self.enquiry.symptom is not self.enquiry.beforehand

    @property
    def yardstick(self) -> Yardstick:
        """Where verdicts begin for this symptom."""
        return self.rules.yardstick.of(exploratory=self.is_exploratory)


def tally(diary: Diary, enquiry: Enquiry, name: str) -> Tally:
    """Count the scored days of one technique."""
    days = [day for day in diary if enquiry.symptom in day.scores]
    used = [[g for g in day.given if name in columns_given(g, enquiry.asking)] for day in days]
    on = [bool(given) for given in used]
    lots = [all(g.origin is Origin.ASSIGNED for g in given) for given in used if given]
    picked = zip(days, used, strict=True)
    hidden = [d for d, given in picked if is_hidden(d, given, enquiry)]
    switches = sum(a != b for a, b in pairwise(on))
    return Tally(sum(on), len(on) - sum(on), switches, sum(lots), len(hidden))


def is_hidden(day: Day, given: Sequence[Given], enquiry: Enquiry) -> bool:
    """Whether one of these was picked with no check-in before it: the reason is not known.

    The symptom chosen beforehand has the plain yardstick, so only its own check-in counts for it:
    following another one later never makes a verdict on it easier.
    """
    is_first = enquiry.symptom is enquiry.beforehand
    check_in = day.check_of(enquiry.symptom) if is_first else day.check_in
    chosen = any(g.origin is Origin.CHOSEN for g in given)
    return chosen and check_in is None


def lacking_days(count: Tally, yardstick: Yardstick) -> tuple[Reason, int] | None:
    """What there is too little of, and the least days that would mend it."""
    if count.on < yardstick.least_days_on:
        return Reason.FEW_DAYS_ON, yardstick.least_days_on - count.on
    if count.off < yardstick.least_days_off:
        return Reason.FEW_DAYS_OFF, yardstick.least_days_off - count.off
    if count.switches < yardstick.least_switches:
        return Reason.FEW_SWITCHES, yardstick.least_switches - count.switches
    return None


# -- The verdict -------------------------------------------------------------------------------


def _judged(name: str, case: _Case, pause: Reason | None) -> Judged:
    count = tally(case.diary, case.enquiry, name)
    known, together = case.posterior.known, _together(name, case)
    verdict, reason, more = _verdict(name, case, count, together)
    if pause is not None:
        verdict, reason, more = Verdict.PAUSED, pause, None
    low, high = known.interval(name)
    return Judged(
        technique=name,
        verdict=verdict,
        reason=reason,
        more_days=more,
        change=known.mean(name),
        low=low,
        high=high,
        shown=_shown(name, case),
        chance_better=known.below(name, 0.0),
        matters=case.matters,
        tally=count,
        association=count.assigned < case.rules.yardstick.least_days_on,
        exploratory=case.is_exploratory,
        together=together,
    )


def _shown(name: str, case: _Case) -> float:
    level = level_now(case.diary, case.enquiry, case.rules.yardstick)
    known = case.posterior.known
    return shown_change(level, known.mean(name), known.sd(name), case.posterior.noise)


def _verdict(
    name: str, case: _Case, count: Tally, together: tuple[str, ...]
) -> tuple[Verdict, Reason | None, int | None]:
    yardstick = case.rules.yardstick
    lacking = lacking_days(count, yardstick)
    if lacking is None and 2 * count.hidden > count.on:
        return Verdict.NOT_YET, Reason.CHOSEN_BY_FEELING, None
    told = said_of(case.posterior.known, name, case.matters, case.yardstick)
    if lacking is None and told is not None:
        return told, None, None
    if lacking is None and together:
        return Verdict.NOT_YET, Reason.CANNOT_TELL_APART, None
    reason, least = lacking or (Reason.NOT_SURE, 1)
    return Verdict.NOT_YET, reason, _more_days(name, case, least)


def said_of(known: Known, name: str, matters: float, yardstick: Yardstick) -> Verdict | None:
    """What the numbers alone say: worse before better, better before nothing."""
    better = known.below(name, 0.0)
    if 1 - better >= yardstick.sure_worse:
        return Verdict.WORSE
    if better >= yardstick.sure_helps:
        much = known.below(name, -matters) >= yardstick.likely
        return Verdict.HELPS_MUCH if much else Verdict.HELPS_SOME
    if known.below(name, matters) - known.below(name, -matters) >= yardstick.sure_of_none:
        return Verdict.NO_IMPORTANT_EFFECT
    return None


def _together(name: str, case: _Case) -> tuple[str, ...]:
    """Other columns that this diary cannot tell apart from it."""
    others = (other for other in case.posterior.columns.doses if other != name)
    alike = case.posterior.known.alike
    return tuple(o for o in others if abs(alike(name, o)) > case.rules.yardstick.alike)


def _more_days(name: str, case: _Case, least: int) -> int | None:
    """About how many days until a verdict, if the change is what it looks like now."""
    yardstick, matters = case.yardstick, case.matters

    def is_told(mean: float, sd: float) -> bool:
        return said_of(one_bell(name, mean, sd), name, matters, yardstick) is not None

    days = days_until(case.posterior, name, case.rules.fair_test.block_days, is_told)
    return None if days is None else max(days, least)
