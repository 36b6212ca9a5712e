"""What the person said, as the guard hears it: raw answers in, signs out.

A *sign* is a fact that is true or not known: either makes a rule fire. A fact that is neither a
sign nor plainly no was never answered: silence sends nobody to care, it only keeps the session
shut.
"""

from collections.abc import Mapping
from typing import TypeAlias, TypeGuard

from instep.core.body import FEET, Side, Zone
from instep.core.units import Celsius

Answer: TypeAlias = str | int | float | tuple[str, ...]

Answers: TypeAlias = Mapping[str, Answer]
"""The raw answers that still count, by question. What is not there was never answered."""

TOES_LOST = 2
"""From so many toes of six not felt, feeling counts as lost. Source: ipswich-touch-test."""

GAP: Celsius = 2.2
"""A foot warmer than the other by more than this is a worry. Source: temperature-gap."""


def words(text: str) -> frozenset[str]:
    """The words of a row."""
    return frozenset(text.split())


_NO_IS_SAFE = words("""
    age_65 diabetes numb_feet told_lops poor_circulation calf_on_walking foot_history
    fragile_bones fragile_skin blood_thinner clot hand_foot_syndrome oxaliplatin swollen_legs
    pregnant seizures g6pd atrial_fibrillation scent_trouble home_oxygen soles_hard_to_see
    hard_to_reach cannot_say insulin_in_leg
    with_helper chest sudden_weakness saddle fever hangs_down new_weakness red_stays sleepy
""")
_YES_IS_SAFE = words("adult pulses_ok chemo_team_ok oil_patch_clear cause_known looked")
_SIDED = words("""
    bone_or_surgery tumour_or_radiotherapy varicose look_10min look_morning calf new_swelling
    tender_cord wound infection black_or_blue sore_patch hot_swollen sudden_cold injury gout
    touch_hurts fungus
""")
_WORDS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_NO_IS_SAFE | _YES_IS_SAFE, words("yes no not_sure")),
    **dict.fromkeys(_SIDED, words("no left right both not_sure")),
    "missing_foot": words("no left right both"),
    "chemo": words("never over_6_months under_6_months now"),
    "platelets": words("ok low very_low unknown not_applicable"),
    "open_referral": words("no seen not_seen"),
    "temp_warmer": words("left right"),
    "touch_test_missed": words("not_done"),
    "temp_gap": words("not_done"),
    "temp_gap_yesterday": words("not_done"),
}
"""The words each question takes. Any other word is not an answer."""

_LARGEST = {"touch_test_missed": 6, "temp_gap": 15, "temp_gap_yesterday": 15}
"""The questions that take a number, from 0 to this: toes, and degrees Celsius twice."""

_LISTS: Mapping[str, frozenset[str]] = {
    "skin_allergy": words("nut coconut fragrance eczema"),
    "cleared_by_clinician": words("R06 R07 R09 R19 R43"),
    "sore_patch_zones": frozenset(Zone),
}
"""The questions that take a list, and what may stand in it."""

_NEVER_NEEDED = words("""
    with_helper temp_gap temp_gap_yesterday touch_test_missed temp_warmer pulses_ok
    oil_patch_clear age_65 look_10min look_morning open_referral
""")
_NEEDED_AFTER: Mapping[str, tuple[str, frozenset[str]]] = {
    "red_stays": ("sore_patch", words("left right both not_sure")),
    "platelets": ("chemo", words("now under_6_months")),
    "chemo_team_ok": ("chemo", words("now under_6_months")),
    "cause_known": ("numb_feet", words("yes not_sure")),
}
"""Questions that are put only after certain answers to another."""

_NEEDED = frozenset(_WORDS) - _NEVER_NEEDED - frozenset(_NEEDED_AFTER)

_NAMED_SIGNS = (
    *((question, question, words("yes not_sure")) for question in sorted(_NO_IS_SAFE)),
    ("not_looked", "looked", words("no not_sure")),
    ("cause_unknown", "cause_known", words("no not_sure")),
    ("chemo_lately", "chemo", words("now under_6_months")),
    ("chemo_now", "chemo", words("now")),
    ("team_not_asked", "chemo_team_ok", words("no not_sure")),
    ("team_agrees", "chemo_team_ok", words("yes not_sure")),
    ("platelets_very_low", "platelets", words("very_low")),
    ("platelets_low", "platelets", words("low")),
    ("platelets_uncounted", "platelets", words("unknown not_applicable")),
    ("not_seen", "open_referral", words("not_seen")),
)
"""A sign, its question, and the words that give it."""

_FOOT_SIGNS = {
    foot: [(question, words(f"{foot} both not_sure")) for question in (*_SIDED, "missing_foot")]
    for foot in FEET
}
_RISKS = ("diabetes", "told_lops", "numb_feet", "poor_circulation", "calf_on_walking")


def understood(answers: Answers) -> bool:
    """Every question is a known one, and every answer one that it takes."""
    if not isinstance(answers, Mapping):
        return False
    return all(_fits(question, answer) for question, answer in answers.items())


def _fits(question: str, answer: object) -> bool:
    if isinstance(answer, str):
        # the day of the test has done its work: a test too old is not among the answers
        return question == "touch_test_on" or answer in _WORDS.get(question, ())
    if isinstance(answer, tuple):
        known = _LISTS.get(question)
        return known is not None and all(isinstance(i, str) and i in known for i in answer)
    if question not in _LARGEST or not number_within(answer, 0, _LARGEST[question]):
        return False
    return question != "touch_test_missed" or answer % 1 == 0  # toes are whole


def number_within(value: object, least: float, most: float) -> TypeGuard[int | float]:
    """A true number from ``least`` to ``most``, both included; yes-or-no values are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return least <= value <= most


def something_unanswered(answers: Answers) -> bool:
    """A question that had to be put has no answer."""
    if not answers.keys() >= _NEEDED:
        return True
    return any(
        answers[first] in fits and question not in answers
        for question, (first, fits) in _NEEDED_AFTER.items()
    )


def signs_of(answers: Answers) -> Mapping[Side, frozenset[str]]:
    """What is true or not known of each foot; what is about no one foot is a sign on both."""
    shared = {sign for sign, question, fits in _NAMED_SIGNS if answers.get(question) in fits}
    shared |= _risk_signs(answers) | _clinician_signs(answers) | _skin_signs(answers)
    if answers.get("with_helper") != "yes":
        shared.add("without_helper")
    return {foot: frozenset(shared | _foot_signs(answers, foot)) for foot in FEET}


def _foot_signs(answers: Answers, foot: Side) -> set[str]:
    said = {question for question, fits in _FOOT_SIGNS[foot] if answers.get(question) in fits}
    return said | _warmth_signs(answers, foot)


def _warmth_signs(answers: Answers, foot: Side) -> set[str]:
    """Two feet are needed to compare; where none is named the warmer, both count."""
    two_feet = answers.get("missing_foot", "no") == "no"
    if not two_feet or not _is_wide(answers.get("temp_gap")):
        return set()
    if _is_wide(answers.get("temp_gap_yesterday")):
        return {"warm_again"}
    return {"warmer"} if answers.get("temp_warmer", foot) == foot else set()


def _is_wide(gap: object) -> bool:
    return isinstance(gap, int | float) and gap > GAP


def _risk_signs(answers: Answers) -> set[str]:
    worries = {risk for risk in _RISKS if answers.get(risk) in ("yes", "not_sure")}
    signs = set()
    if worries or _toes_lost(answers):
        signs.add("at_risk")
    elif all(answers.get(risk) == "no" for risk in _RISKS):
        signs.add("no_risk")
    if worries & {"poor_circulation", "calf_on_walking"}:
        signs.add("walks_badly")
    # untested counts as lost; only a silence that could still turn out well gives no sign
    if not feeling_is_there(answers, silence="no"):
        signs.add("feeling_lost")
    return signs


def feeling_is_there(answers: Answers, silence: str = "") -> bool:
    """Nobody said feeling is lost, and a good touch test or nothing to lose it by bears it out.

    ``silence`` stands in for what was never answered.
    """
    if answers.get("told_lops", silence) != "no" or _toes_lost(answers):
        return False
    tested = isinstance(answers.get("touch_test_missed"), int | float)
    causes = (answers.get("diabetes", silence), answers.get("numb_feet", silence))
    return tested or causes == ("no", "no")


def _toes_lost(answers: Answers) -> bool:
    missed = answers.get("touch_test_missed")
    return isinstance(missed, int | float) and missed >= TOES_LOST


def _clinician_signs(answers: Answers) -> set[str]:
    cleared = _listed(answers, "cleared_by_clinician")
    return {
        f"{rule}_cleared" if rule in cleared else f"{rule}_open"
        for rule in _LISTS["cleared_by_clinician"]
    }


def _skin_signs(answers: Answers) -> set[str]:
    allergies = _listed(answers, "skin_allergy")
    signs = {f"{allergy}_allergy" for allergy in allergies}
    return signs | {"skin_allergy"} if allergies else signs


def sore_zones(answers: Answers) -> frozenset[Zone]:
    """Where the sore patch is, when the person named it."""
    return frozenset(Zone(zone) for zone in _listed(answers, "sore_patch_zones"))


def _listed(answers: Answers, question: str) -> tuple[str, ...]:
    answer = answers.get(question)
    return answer if isinstance(answer, tuple) else ()
