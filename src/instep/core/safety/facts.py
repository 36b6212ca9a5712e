"""What follows from what was said. Four values: a blank is not a no, and a doubt is not a blank.

Every fact here is a name that a row of ``content/safety/rules.toml`` may use; every question is a
fact of its own name too. Source of each: the row of rules.md named in its docstring.
"""

from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import NamedTuple

from instep.core.body import Side
from instep.core.screening import Answer, Kind, Screen

TOES_NOT_FELT = 2
"""Toes missed from which feeling counts as lost, of 6. Source: ipswich-touch-test."""

WIDE_GAP = 2.2
"""Left-right difference in degrees Celsius; only above it counts. Source: temperature-gap."""


class Fact(IntEnum):
    """How true something is. The order makes ``and`` the least and ``or`` the greatest."""

    FALSE = 0
    MISSING = 1
    UNKNOWN = 2
    TRUE = 3


class Truth(NamedTuple):
    """A fact about the left foot and the right foot, with the answers it rests on.

    What has no side is as true on the left as on the right, and ``sided`` is False.
    """

    left: Fact
    right: Fact
    because: frozenset[str] = frozenset()
    sided: bool = False

    @property
    def value(self) -> Fact:
        """How true it is when nobody asks which side."""
        return max(self.left, self.right)

    @property
    def holds(self) -> bool:
        """True or unknown: enough for a rule to fire. Silence is not."""
        return self.left >= Fact.UNKNOWN or self.right >= Fact.UNKNOWN

    @property
    def side(self) -> Side:
        """The sides it is true or unknown on; both for what has no side."""
        if not self.sided:
            return Side.BOTH
        return Side.union(self.left >= Fact.UNKNOWN, self.right >= Fact.UNKNOWN)

    def __or__(self, other: "Truth") -> "Truth":
        because = frozenset[str]().union(*(t.because for t in (self, other) if t.holds))
        left, right = max(self.left, other.left), max(self.right, other.right)
        return Truth(left, right, because, self.sided or other.sided)

    def __and__(self, other: "Truth") -> "Truth":
        left, right = min(self.left, other.left), min(self.right, other.right)
        return Truth(left, right, self.because | other.because, self.sided or other.sided)

    def anywhere(self) -> "Truth":
        """The same without its side."""
        return Truth(self.value, self.value, self.because)


NEVER = Truth(Fact.FALSE, Fact.FALSE)
ALWAYS = Truth(Fact.TRUE, Fact.TRUE)
SILENT = Truth(Fact.MISSING, Fact.MISSING)

_PLAIN = {"yes": Fact.TRUE, "no": Fact.FALSE, "not_sure": Fact.UNKNOWN, None: Fact.MISSING}
_SIDED = {
    "no": (Fact.FALSE, Fact.FALSE),
    "left": (Fact.TRUE, Fact.FALSE),
    "right": (Fact.FALSE, Fact.TRUE),
    "both": (Fact.TRUE, Fact.TRUE),
    "not_sure": (Fact.UNKNOWN, Fact.UNKNOWN),
    None: (Fact.MISSING, Fact.MISSING),
}


class Facts:
    """Everything that follows from one screen, each worked out once."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self._known: dict[str, Truth] = {}

    def __getitem__(self, name: str) -> Truth:
        truth = self._known.get(name)
        if truth is None:
            fact = FACTS.get(name)
            truth = fact(self) if fact else said(self.screen, name)
            self._known[name] = truth
        return truth

    def read(self, question: str) -> Answer | None:
        """The bare answer, for facts that look at a word or a number."""
        return self.screen.read(question)


def said(screen: Screen, question: str) -> Truth:
    """What a yes-no or sided answer says by itself."""
    answer = screen.read(question)
    kind = screen.questions[question].kind
    if kind is Kind.YES_NO:
        fact = _PLAIN[answer]  # type: ignore[index]
        return Truth(fact, fact, frozenset((question,)))
    left, right = _SIDED[answer]  # type: ignore[index]
    return Truth(left, right, frozenset((question,)), sided=True)


def is_one_of(facts: Facts, question: str, *words: str) -> Truth:
    """True when the answer is one of these words; silent when there is none."""
    answer = facts.read(question)
    if answer is None:
        return SILENT
    return _plainly(answer in words, question)


def not_yes(facts: Facts, question: str) -> Truth:
    """True for no and for not sure: these questions reassure only by a plain yes (†)."""
    return is_one_of(facts, question, "no", "not_sure")


def _plainly(true: bool, *because: str) -> Truth:
    return Truth(Fact.TRUE, Fact.TRUE, frozenset(because)) if true else NEVER


def _over(answer: Answer | None, wall: float) -> bool:
    return isinstance(answer, int | float) and answer > wall


# -- Feeling, blood flow and risk --------------------------------------------------------------


def toes_not_felt(facts: Facts) -> Truth:
    """Two or more of six toes missed in a fresh touch test. Source: ipswich-touch-test."""
    missed = facts.read("touch_test_missed")
    return _plainly(_over(missed, TOES_NOT_FELT - 1), "touch_test_missed")


def lops_known(facts: Facts) -> Truth:
    """Feeling is lost, by a clinician's word or a fresh touch test. Rules R01, R09."""
    return facts["told_lops"] | facts["toes_not_felt"]


def lops(facts: Facts) -> Truth:
    """Feeling may be lost. Untested feet with diabetes or numbness count as if it were (R08).

    Missing only while an answer not yet given could still rule it out.
    """
    if facts["lops_known"].value is Fact.TRUE:
        return facts["lops_known"]
    doubts = _doubts_about_feeling(facts)
    if any(facts[q].value is not Fact.MISSING for q in doubts):
        because = doubts if doubts == ("told_lops",) else (*doubts, "touch_test_missed")
        return Truth(Fact.UNKNOWN, Fact.UNKNOWN, frozenset(because))
    return SILENT if doubts else NEVER


def _doubts_about_feeling(facts: Facts) -> tuple[str, ...]:
    """The answers, or silences, that keep lost feeling from being ruled out."""
    told = () if facts["told_lops"].value is Fact.FALSE else ("told_lops",)
    if isinstance(facts.read("touch_test_missed"), int | float):
        return told
    untested = tuple(q for q in ("diabetes", "numb_feet") if facts[q].value is not Fact.FALSE)
    return told + untested


def walks_badly(facts: Facts) -> Truth:
    """Blood flow to the legs is known or likely to be poor. Rule R07."""
    return facts["poor_circulation"] | facts["calf_on_walking"]


def at_risk(facts: Facts) -> Truth:
    """A small harm to this foot may become a great one. Rules R01, R02d, R11, R39."""
    return facts["diabetes"] | facts["lops_known"] | facts["numb_feet"] | facts["walks_badly"]


def at_risk_plainly_false(facts: Facts) -> Truth:
    """Every risk was plainly denied. A doubt or a blank is not a denial. R01c, R11b, R39b."""
    return ALWAYS if facts["at_risk"].value is Fact.FALSE else NEVER


def past_harm(facts: Facts) -> Truth:
    """A past ulcer, amputation or the like; or a foot lost with diabetes or poor flow. R09."""
    lost = is_one_of(facts, "missing_foot", "left", "right", "both")
    risky = facts["diabetes"] | facts["walks_badly"]
    return facts["foot_history"] | (lost & risky)


# -- Today's foot ------------------------------------------------------------------------------


def inflamed(facts: Facts) -> Truth:
    """A hot or swollen foot, gout, or a sore patch that stays red. R02d, R02e."""
    return facts["hot_swollen"] | facts["gout"] | (facts["sore_patch"] & facts["red_stays"])


def swelling_on_one_side(facts: Facts) -> Truth:
    """New swelling, unless it was plainly on both sides. R19a."""
    return NEVER if facts.read("new_swelling") == "both" else facts["new_swelling"]


def swelling_on_both_sides(facts: Facts) -> Truth:
    """New swelling that was plainly on both sides. R19b."""
    return is_one_of(facts, "new_swelling", "both")


def swelling_anywhere(facts: Facts) -> Truth:
    """New swelling, whichever side. R21b."""
    return facts["new_swelling"].anywhere()


def stroke_signs(facts: Facts) -> Truth:
    """Sudden weakness, or numb between the legs. R35b."""
    return facts["sudden_weakness"] | facts["saddle"]


def one_foot_missing(facts: Facts) -> Truth:
    """One foot is not there; its side is that one. R41."""
    return NEVER if facts.read("missing_foot") == "both" else facts["missing_foot"]


def both_feet_missing(facts: Facts) -> Truth:
    """Neither foot is there. R41b."""
    return is_one_of(facts, "missing_foot", "both")


# -- Chemotherapy ------------------------------------------------------------------------------


def chemo_now(facts: Facts) -> Truth:
    """A cancer drug now. R14c."""
    return is_one_of(facts, "chemo", "now")


def chemo_recent(facts: Facts) -> Truth:
    """A cancer drug now or within 6 months. R15, R40b."""
    return is_one_of(facts, "chemo", "now", "under_6_months")


def platelets_very_low(facts: Facts) -> Truth:
    """The last count was under 20 thousand, or neutrophils under 0.5. R14a."""
    return is_one_of(facts, "platelets", "very_low")


def platelets_low(facts: Facts) -> Truth:
    """The last count was 20 to 49 thousand. R14b."""
    return is_one_of(facts, "platelets", "low")


def platelets_not_known(facts: Facts) -> Truth:
    """Nobody can say the last count. R14c."""
    return is_one_of(facts, "platelets", "unknown", "not_applicable")


def cancer_team_not_asked(facts: Facts) -> Truth:
    """The cancer team has not said yes. R15a."""
    return not_yes(facts, "chemo_team_ok")


def cancer_team_agrees(facts: Facts) -> Truth:
    """The cancer team has plainly said yes. R15b."""
    return is_one_of(facts, "chemo_team_ok", "yes")


# -- The person, the helper, the evening -------------------------------------------------------


def everyone(_: Facts) -> Truth:
    """Holds for everyone. R27."""
    return ALWAYS


def no_helper(facts: Facts) -> Truth:
    """Nobody has plainly said they will help tonight. R08b, R28b, R29b, R45b."""
    return _plainly(facts.read("with_helper") != "yes", "with_helper")


def not_adult(facts: Facts) -> Truth:
    """Not plainly 18 or over. R31."""
    return not_yes(facts, "adult")


def not_looked(facts: Facts) -> Truth:
    """Nobody has plainly looked at both soles. R42."""
    return not_yes(facts, "looked")


def cause_not_known(facts: Facts) -> Truth:
    """No doctor has plainly looked into why the feet feel so. R37."""
    return not_yes(facts, "cause_known")


def any_allergy(facts: Facts) -> Truth:
    """An allergy was named. R30."""
    return _plainly(bool(facts.read("skin_allergy")), "skin_allergy")


def found_after_last_time(facts: Facts) -> Truth:
    """A skin look after the last session found something, or is still to do. K1."""
    return (facts["look_10min"] | facts["look_morning"]).anywhere()


def not_seen_yet(facts: Facts) -> Truth:
    """Told to see someone, and not seen yet. K2."""
    return is_one_of(facts, "open_referral", "not_seen")


# -- The thermometer ---------------------------------------------------------------------------


def wide_gap(facts: Facts) -> Truth:
    """One foot is warmer by more than 2.2 degrees today. T1-T3. Source: temperature-gap."""
    return _gap(facts, "temp_gap")


def wide_gap_yesterday(facts: Facts) -> Truth:
    """It was so yesterday too. T2."""
    return _gap(facts, "temp_gap_yesterday")


def no_wide_gap_yesterday(facts: Facts) -> Truth:
    """Yesterday it was not above, or not measured. T3."""
    return NEVER if facts["wide_gap_yesterday"].holds else ALWAYS


def _gap(facts: Facts, question: str) -> Truth:
    """Without two feet there is nothing to compare: it counts as not measured (R41)."""
    if facts.read("missing_foot") in ("left", "right", "both"):
        return NEVER
    return _plainly(_over(facts.read(question), WIDE_GAP), question)


def warm_and_unwell(facts: Facts) -> Truth:
    """Signs on the skin beside a wide gap. T1."""
    return facts["infection"] | facts["hot_swollen"] | facts["new_swelling"]


def warmer_side(facts: Facts) -> Truth:
    """The warmer side; both while nobody has said which. T3."""
    left, right = _SIDED[facts.read("temp_warmer") or "both"]  # type: ignore[index]
    return Truth(left, right, sided=True)


# -- What keeps the bath and the oil shut ------------------------------------------------------

_BATH_DOUBTS = (
    "diabetes",
    "lops",
    "walks_badly",
    "wound",
    "infection",
    "black_or_blue",
    "sore_patch",
    "fungus",
    "swollen_legs",
    "hand_foot_syndrome",
)


def bath_not_plainly_safe(facts: Facts) -> Truth:
    """Any doubt at all about water on these feet. B1."""
    safe = facts.read("pulses_ok") == "yes" and all(
        facts[name].value is Fact.FALSE for name in _BATH_DOUBTS
    )
    return NEVER if safe else ALWAYS


def oil_not_tested(facts: Facts) -> Truth:
    """No clear patch test of this blend. O1."""
    return NEVER if facts.read("oil_patch_clear") == "yes" else ALWAYS


def young_firm_skin_that_feels(facts: Facts) -> Truth:
    """Under 65, no frail skin, and feeling plainly there: the higher oil limit. O1."""
    plain = facts.read("age_65") == "no" and facts["lops"].value is Fact.FALSE
    return ALWAYS if plain else NEVER


def _cleared(rule: str) -> Callable[[Facts], Truth]:
    def cleared(facts: Facts) -> Truth:
        yes = rule in (facts.read("cleared_by_clinician") or ())  # type: ignore[operator]
        return _plainly(yes, "cleared_by_clinician")

    return cleared


def _not_cleared(rule: str) -> Callable[[Facts], Truth]:
    def not_cleared(facts: Facts) -> Truth:
        return NEVER if facts[f"{rule}_cleared"].holds else ALWAYS

    return not_cleared


CLEARABLE = ("R06", "R07", "R09", "R19", "R43")
"""The only rules a clinician's yes can answer (rules.md, cleared_by_clinician)."""

_NAMED = (
    toes_not_felt,
    lops_known,
    lops,
    walks_badly,
    at_risk,
    at_risk_plainly_false,
    past_harm,
    inflamed,
    swelling_on_one_side,
    swelling_on_both_sides,
    swelling_anywhere,
    stroke_signs,
    one_foot_missing,
    both_feet_missing,
    chemo_now,
    chemo_recent,
    platelets_very_low,
    platelets_low,
    platelets_not_known,
    cancer_team_not_asked,
    cancer_team_agrees,
    everyone,
    no_helper,
    not_adult,
    not_looked,
    cause_not_known,
    any_allergy,
    found_after_last_time,
    not_seen_yet,
    wide_gap,
    wide_gap_yesterday,
    no_wide_gap_yesterday,
    warm_and_unwell,
    warmer_side,
    bath_not_plainly_safe,
    oil_not_tested,
    young_firm_skin_that_feels,
)

FACTS: Mapping[str, Callable[[Facts], Truth]] = (
    {fact.__name__: fact for fact in _NAMED}
    | {f"{rule}_cleared": _cleared(rule) for rule in CLEARABLE}
    | {f"{rule}_not_cleared": _not_cleared(rule) for rule in CLEARABLE}
)
