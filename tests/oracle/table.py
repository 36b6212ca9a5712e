"""The safety rules as one plain table, to be held beside rules.md row by row.

It is a second reading of the same rules, written without sight of the first, and it shares no code
with it. Where the two readings differ, one of them is wrong. It takes answers already known to be
valid; what is refused is not its business.

How to read a row: its id, the fact it fires on, its action, then what it does beyond the action.
``min`` is *and*, ``max`` is *or*. Words starting with ``not_`` are the plain negations.
"""

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, NamedTuple

# ------------------------------------------------------------------ Facts: four values, in order
FALSE, MISSING, UNKNOWN, TRUE = 0, 1, 2, 3

YES_NO_VALUE = {"no": FALSE, None: MISSING, "not_sure": UNKNOWN, "yes": TRUE}
PLAIN_NOT_VALUE = {"yes": FALSE, None: MISSING, "not_sure": TRUE, "no": TRUE}
Sides = dict[str, tuple[int, int]]  # a sided fact: its value left and right
SIDED_VALUE = {  # answer: (left, right)
    "no": (FALSE, FALSE),
    None: (MISSING, MISSING),
    "left": (TRUE, FALSE),
    "right": (FALSE, TRUE),
    "both": (TRUE, TRUE),
    "not_sure": (UNKNOWN, UNKNOWN),
}


def words(text: str) -> list[str]:
    """The words of a plain list."""
    return text.split()


# ------------------------------------------------------------------ Questions, in table order
ABOUT_YES_NO = words("""
    diabetes numb_feet poor_circulation calf_on_walking foot_history fragile_bones fragile_skin
    blood_thinner clot hand_foot_syndrome oxaliplatin swollen_legs pregnant seizures g6pd
    atrial_fibrillation scent_trouble home_oxygen soles_hard_to_see hard_to_reach cannot_say
    insulin_in_leg
""")
ABOUT_SIDED = words("bone_or_surgery tumour_or_radiotherapy varicose")
TODAY_YES_NO = words("""
    chest sudden_weakness saddle fever hangs_down new_weakness red_stays sleepy
""")
TODAY_SIDED = words("""
    calf new_swelling tender_cord wound infection black_or_blue sore_patch hot_swollen sudden_cold
    injury gout touch_hurts fungus
""")

ABOUT_NEEDED = words("""
    adult diabetes numb_feet told_lops poor_circulation calf_on_walking foot_history missing_foot
    bone_or_surgery fragile_bones fragile_skin blood_thinner clot chemo platelets chemo_team_ok
    hand_foot_syndrome oxaliplatin tumour_or_radiotherapy swollen_legs varicose pregnant seizures
    g6pd atrial_fibrillation scent_trouble home_oxygen soles_hard_to_see hard_to_reach cannot_say
    insulin_in_leg cause_known
""")
TODAY_NEEDED = words("""
    chest sudden_weakness saddle fever calf new_swelling tender_cord hangs_down new_weakness looked
    wound infection black_or_blue sore_patch red_stays hot_swollen sudden_cold injury gout
    touch_hurts fungus sleepy
""")
NEVER_AGED_BY_ASKED_ON = {  # they age by a date of their own, or keep their last value
    "touch_test_missed",
    "touch_test_on",
    "cleared_by_clinician",
    "skin_allergy",
}
ANSWER_DAYS, TOUCH_TEST_DAYS, CLEARANCE_DAYS = 180, 365, 180  # rules.md, Answers
ABOVE = 2.2  # degrees Celsius between the feet: rules.md, T1-T3

# ------------------------------------------------------------------ Words, in product.md's order
ACTIONS = ("GO", "ADAPT", "STOP", "FOOT_TEAM", "URGENT", "EMERGENCY")
GO, ADAPT, STOP, FOOT_TEAM, URGENT, EMERGENCY = range(6)
GROUPS = ("ACT", "ACU", "BATH", "BREATHE", "CAN", "CAR", "HOLD", "LEG", "OIL", "ROL", "RUB", "STR")
CLOSED_SIDE = frozenset(words("HOLD RUB STR ACT ACU ROL OIL CAR BATH LEG"))
MUSTS = words("""
    stay_off_foot no_leg_raised bruise_look_next_day helper_looks_at_skin camera_or_mirror_look
    skin_look_before_and_after no_oil_between_toes own_towel_and_ball see_doctor_about_cause
    no_left_right_comparison measure_again_tomorrow helper_watches_face
""")
OFFERS = words("warm_wash ankle_hold cream_pat soft_pad_strokes active_toes breathing")
CARRIER_OF_ALLERGY = {"nut": "almond", "coconut": "coconut"}
CONTACT = {
    FOOT_TEAM: ("foot_team", "1_working_day"),
    URGENT: ("doctor", "same_day"),
    EMERGENCY: ("emergency", "now"),
}


# ------------------------------------------------------------------ Rules: one row each
class Row(NamedTuple):
    """One line of the table, with what it does beyond its action."""

    rule: str
    fires_on: Callable[[Any], int]
    action: int
    closes: bool  # "closes that side"
    that_side: tuple[str, ...]  # the sided facts that give the finding its side
    pressure: int
    per_foot: int | None
    total: int | None
    spare: frozenset[str]  # on both sides
    spare_that_side: frozenset[str]
    spare_zones: frozenset[str]  # on the named zones of that side
    oils: frozenset[str]
    musts: frozenset[str]
    offers: frozenset[str]
    contact: tuple[str, str] | None


def row(
    rule: str,
    fires_on: Callable[[Any], int],
    action: int,
    *,
    closes: str = "",
    side: str = "",
    pressure: int = 3,
    per_foot: int | None = None,
    total: int | None = None,
    spare: str = "",
    spare_that_side: str = "",
    spare_zones: str = "",
    oils: str = "",
    musts: str = "",
    offers: str = "",
    contact: tuple[str, str] | None = None,
) -> Row:
    """One line of the table, its lists written as plain words."""
    return Row(
        rule,
        fires_on,
        action,
        closes=bool(closes),
        that_side=tuple(words(closes or side)),
        pressure=pressure,
        per_foot=per_foot,
        total=total,
        spare=frozenset(words(spare)),
        spare_that_side=CLOSED_SIDE if closes else frozenset(words(spare_that_side)),
        spare_zones=frozenset(words(spare_zones)),
        oils=frozenset(words(oils)),
        musts=frozenset(words(musts)),
        offers=frozenset(words(offers)),
        contact=contact,
    )


SEIZURE_OILS = "eucalyptus camphor rosemary sage hyssop fennel cedar thuja pennyroyal"

RULES = (
    row("R01a", lambda f: min(f.wound, f.at_risk), FOOT_TEAM, side="wound"),
    row("R01b", lambda f: min(f.wound, f.at_risk, f.fever), EMERGENCY, side="wound"),
    row("R01c", lambda f: min(f.wound, f.not_at_risk), STOP, closes="wound", spare="BATH"),
    row("R01d", lambda f: min(f.wound, f.walks_badly), URGENT, side="wound"),
    row("R02a", lambda f: f.infection, URGENT, side="infection"),
    row("R02b", lambda f: min(f.infection, f.fever), EMERGENCY, side="infection"),
    row("R02c", lambda f: f.black_or_blue, EMERGENCY, side="black_or_blue"),
    row(
        "R02d",
        lambda f: min(f.fever, f.at_risk, max(f.hot_swollen, f.gout, f.sore_patch_red_stays)),
        EMERGENCY,
        side="hot_swollen gout sore_patch_red_stays",
    ),
    row(
        "R02e",
        lambda f: min(f.fever, max(f.hot_swollen, f.gout, f.sore_patch_red_stays)),
        URGENT,
        side="hot_swollen gout sore_patch_red_stays",
    ),
    row("R03", lambda f: f.hot_swollen, FOOT_TEAM, side="hot_swollen", musts="stay_off_foot"),
    row("R04a", lambda f: f.calf, URGENT, side="calf"),
    row("R04b", lambda f: f.chest, EMERGENCY),
    row("R05", lambda f: f.sudden_cold, EMERGENCY, side="sudden_cold"),
    row("R06", lambda f: min(f.hangs_down, f.not_cleared_R06), URGENT),
    row("R07a", lambda f: min(f.walks_badly, f.not_cleared_R07), STOP),
    row(
        "R07b",
        lambda f: min(f.walks_badly, f.cleared_R07),
        ADAPT,
        pressure=2,
        spare="BATH ROL ACU",
        musts="no_leg_raised",
    ),
    row(
        "R08a",
        lambda f: f.lops,
        ADAPT,
        pressure=2,
        spare="BATH",
        per_foot=8,
        musts="skin_look_before_and_after",
    ),
    row("R08b", lambda f: min(f.lops, f.without_helper), ADAPT, spare="ROL"),
    row(
        "R09",
        lambda f: min(
            max(f.foot_history, min(f.missing_foot, max(f.diabetes, f.walks_badly))),
            f.not_cleared_R09,
        ),
        STOP,
    ),
    row("R10", lambda f: f.bone_or_surgery, STOP, closes="bone_or_surgery"),
    row("R11a", lambda f: f.fragile_bones, ADAPT, spare="STR ROL"),
    row("R11b", lambda f: min(f.gout, f.not_at_risk), STOP, closes="gout"),
    row("R11c", lambda f: min(f.gout, f.at_risk), FOOT_TEAM, side="gout"),
    row("R12a", lambda f: f.sore_patch, ADAPT, side="sore_patch", spare_zones="RUB ROL ACU"),
    row("R12b", lambda f: min(f.sore_patch, f.red_stays), FOOT_TEAM, side="sore_patch"),
    row(
        "R13",
        lambda f: f.blood_thinner,
        ADAPT,
        pressure=2,
        spare="ROL ACU",
        musts="bruise_look_next_day",
    ),
    row("R14a", lambda f: f.platelets_very_low, STOP),
    row("R14b", lambda f: f.platelets_low, ADAPT, pressure=1, spare="ROL ACU"),
    row("R14c", lambda f: min(f.chemo_now, f.platelets_unknown_or_not_applicable), STOP),
    row("R15a", lambda f: min(f.chemo_now_or_under_6_months, f.not_chemo_team_ok), STOP),
    row(
        "R15b",
        lambda f: min(f.chemo_now_or_under_6_months, f.chemo_team_ok_yes),
        ADAPT,
        pressure=1,
        total=20,
    ),
    row(
        "R16",
        lambda f: f.hand_foot_syndrome,
        ADAPT,
        pressure=1,
        spare="RUB ROL BATH ACU STR OIL",
        offers="cream_pat",
    ),
    row("R17", lambda f: f.oxaliplatin, ADAPT, oils="peppermint"),
    row("R18", lambda f: f.tumour_or_radiotherapy, STOP, closes="tumour_or_radiotherapy"),
    row("R19a", lambda f: f.new_swelling_left_right_or_not_sure, URGENT, side="new_swelling"),
    row("R19b", lambda f: f.new_swelling_both, FOOT_TEAM),
    row("R19c", lambda f: min(f.swollen_legs, f.not_cleared_R19), STOP),
    row("R19d", lambda f: min(f.swollen_legs, f.cleared_R19), ADAPT, pressure=1, spare="BATH LEG"),
    row("R20a", lambda f: f.varicose, ADAPT, side="varicose", spare_that_side="LEG"),
    row("R20b", lambda f: f.tender_cord, URGENT, side="tender_cord"),
    row("R21a", lambda f: f.pregnant, ADAPT, spare="ACU OIL LEG"),
    row(
        "R21b",
        lambda f: min(f.pregnant, f.new_swelling),
        URGENT,
        contact=("maternity", "now"),
    ),
    row("R22", lambda f: f.seizures, ADAPT, oils=SEIZURE_OILS),
    row("R23", lambda f: f.g6pd, ADAPT, oils="peppermint"),
    row("R24", lambda f: f.atrial_fibrillation, ADAPT, oils="peppermint"),
    row("R25", lambda f: f.scent_trouble, ADAPT, spare="OIL CAN"),
    row("R26", lambda f: f.home_oxygen, ADAPT, spare="CAN OIL CAR"),
    # R27 is no finding: see spared_for_everyone.
    row(
        "R28a",
        lambda f: min(f.soles_hard_to_see, f.with_helper),
        ADAPT,
        musts="helper_looks_at_skin",
    ),
    row(
        "R28b",
        lambda f: min(f.soles_hard_to_see, f.without_helper),
        ADAPT,
        pressure=2,
        total=10,
        spare="ROL BATH",
        musts="camera_or_mirror_look",
    ),
    row("R29a", lambda f: f.hard_to_reach, ADAPT, spare="ACU"),
    row(
        "R29b",
        lambda f: min(f.hard_to_reach, f.without_helper),
        ADAPT,
        spare="RUB STR ROL",
        offers="active_toes breathing soft_pad_strokes",
    ),
    # R30 spares carriers by the allergies named: see carriers_of.
    row("R30", lambda f: f.skin_allergy_not_empty, ADAPT, spare="OIL"),
    row("R31", lambda f: f.not_adult, STOP),
    row(
        "R32",
        lambda f: f.fungus,
        ADAPT,
        side="fungus",
        spare_that_side="ROL BATH",
        spare="BATH",
        musts="no_oil_between_toes own_towel_and_ball",
    ),
    row("R33", lambda f: f.insulin_in_leg, ADAPT, spare="LEG"),
    # R34 also offers ankle_hold, where it can: see offers_of.
    row(
        "R34",
        lambda f: f.touch_hurts,
        ADAPT,
        side="touch_hurts",
        spare_that_side="RUB ACU ROL STR",
        offers="active_toes breathing",
    ),
    row("R35a", lambda f: f.new_weakness, URGENT),
    row("R35b", lambda f: max(f.sudden_weakness, f.saddle), EMERGENCY),
    row("R36", lambda f: f.sleepy, ADAPT, spare="BATH ROL"),
    row(
        "R37",
        lambda f: min(f.numb_feet, f.not_cause_known),
        ADAPT,
        pressure=2,
        musts="see_doctor_about_cause",
    ),
    # R38 belongs to a running session; its answers come back through all the rules.
    row(
        "R39a",
        lambda f: min(f.injury, f.at_risk),
        FOOT_TEAM,
        side="injury",
        musts="stay_off_foot",
    ),
    row("R39b", lambda f: min(f.injury, f.not_at_risk), STOP, closes="injury"),
    row("R40a", lambda f: f.fever, STOP),
    row(
        "R40b",
        lambda f: min(f.fever, f.chemo_now_or_under_6_months),
        EMERGENCY,
        contact=("cancer_team", "now"),
    ),
    row(
        "R41",
        lambda f: f.missing_foot_left_or_right,
        ADAPT,
        closes="missing_foot",
        musts="no_left_right_comparison",
    ),
    row("R41b", lambda f: f.missing_foot_both, STOP, musts="no_left_right_comparison"),
    row("R42", lambda f: f.not_looked, STOP),
    row("R43a", lambda f: min(f.clot, f.not_cleared_R43), STOP),
    row("R43b", lambda f: min(f.clot, f.cleared_R43), ADAPT, pressure=1, spare="ROL ACU LEG"),
    row("R44", lambda f: f.fragile_skin, ADAPT, pressure=1, spare="ROL"),
    row(
        "R45a",
        lambda f: min(f.cannot_say, f.with_helper),
        ADAPT,
        pressure=1,
        musts="helper_watches_face",
    ),
    row("R45b", lambda f: min(f.cannot_say, f.without_helper), STOP),
    row("ASK", lambda f: f.anything_missing, STOP),
    row("K1", lambda f: max(f.look_10min, f.look_morning), STOP),
    row("K2", lambda f: f.open_referral_not_seen, STOP),
    # O1, B1 and B2 are no findings: see spared_for_everyone.
    row(
        "T1",
        lambda f: min(f.gap_above, max(f.infection, f.hot_swollen, f.new_swelling)),
        FOOT_TEAM,
        side="infection hot_swollen new_swelling",
    ),
    row("T2", lambda f: min(f.gap_above, f.gap_yesterday_above), FOOT_TEAM),
    row(
        "T3",
        lambda f: min(f.gap_above, f.gap_yesterday_not_above),
        STOP,
        closes="temp_warmer",
        musts="measure_again_tomorrow",
    ),
)

B1_PLAINLY_NO = words("""
    diabetes lops walks_badly wound infection black_or_blue sore_patch fungus swollen_legs
    hand_foot_syndrome
""")


# ------------------------------------------------------------------ Answers: how old they may be
def days_old(day: str, on: dt.date) -> int:
    """How many days before the day judged something was."""
    return (on - dt.date.fromisoformat(day)).days


def fresh_about(about: dict[str, Any], on: dt.date) -> dict[str, Any]:
    """The lasting answers without those too old to count."""
    stale = {
        question
        for question, day in about.get("asked_on", {}).items()
        if question not in NEVER_AGED_BY_ASKED_ON and days_old(day, on) > ANSWER_DAYS
    }
    if not stale:
        return about
    return {question: answer for question, answer in about.items() if question not in stale}


def fresh_touch_test(about: dict[str, Any], on: dt.date) -> float | None:
    """How many toes were not felt, or nothing when the test was not done or is too old."""
    missed = about.get("touch_test_missed", "not_done")
    if missed == "not_done":
        return None
    if days_old(about["touch_test_on"], on) > TOUCH_TEST_DAYS:
        return None
    return float(missed)


def cleared_rules(about: dict[str, Any], on: dt.date) -> set[str]:
    """The rules for which a clinician's yes still counts."""
    return {
        entry["rule"]
        for entry in about.get("cleared_by_clinician", ())
        if days_old(entry["on"], on) <= CLEARANCE_DAYS
    }


def missing_questions(about: dict[str, Any], today: dict[str, Any]) -> list[str]:
    """The questions still to be asked, in the order of the tables."""
    missing = [q for q in ABOUT_NEEDED if q not in about]
    missing += [q for q in TODAY_NEEDED if q not in today]
    if not missing:
        return missing
    waiting = set()
    if about.get("chemo") not in ("now", "under_6_months"):
        waiting |= {"platelets", "chemo_team_ok"}
    if about.get("numb_feet", "no") == "no":
        waiting.add("cause_known")
    if today.get("sore_patch", "no") == "no":
        waiting.add("red_stays")
    return [q for q in missing if q not in waiting]


# ------------------------------------------------------------------ Facts: from answers to values
def truth(claim: bool) -> int:
    """True or false, for things that are never unsure."""
    return TRUE if claim else FALSE


def is_one_of(answer: str | None, *values: str) -> int:
    """Whether an answer is plainly one of these."""
    return MISSING if answer is None else truth(answer in values)


def is_above(gap: float | str) -> int:
    """Whether a measured gap is above what the two feet may differ by."""
    return truth(not isinstance(gap, str) and gap > ABOVE)


def lops(told: str | None, toes: float | None, diabetes: str | None, numb: str | None) -> int:
    """Whether protective feeling in the feet is lost."""
    if told == "yes" or (toes is not None and toes >= 2):
        return TRUE
    felt = toes is not None and toes <= 1
    if told == "no" and (felt or (diabetes == "no" and numb == "no")):
        return FALSE
    if told in ("no", None) and (felt or (diabetes in ("no", None) and numb in ("no", None))):
        return MISSING
    return UNKNOWN


def lops_known(told: str | None, toes: float | None) -> int:
    """Whether somebody found that protective feeling in the feet is lost."""
    if told == "yes" or (toes is not None and toes >= 2):
        return TRUE
    return YES_NO_VALUE[told]


def facts_of(
    about: dict[str, Any], today: dict[str, Any], on: dt.date, missing: list[str]
) -> tuple[SimpleNamespace, Sides]:
    """Every fact the rules ask for, and the left and right of the sided ones."""
    fact = SimpleNamespace()
    named = fact.__dict__
    for question in ABOUT_YES_NO:
        named[question] = YES_NO_VALUE[about.get(question)]
    for question in TODAY_YES_NO:
        named[question] = YES_NO_VALUE[today.get(question)]
    sides: Sides = {}
    for question in ABOUT_SIDED:
        sides[question] = left, right = SIDED_VALUE[about.get(question)]
        named[question] = max(left, right)
    for question in TODAY_SIDED:
        sides[question] = left, right = SIDED_VALUE[today.get(question)]
        named[question] = max(left, right)
    left, right = sides["sore_patch"]
    sides["sore_patch_red_stays"] = min(left, fact.red_stays), min(right, fact.red_stays)
    sides["missing_foot"] = SIDED_VALUE[about.get("missing_foot")]
    sides["temp_warmer"] = SIDED_VALUE[today.get("temp_warmer", "both")]
    fact.sore_patch_red_stays = max(sides["sore_patch_red_stays"])

    toes = fresh_touch_test(about, on)
    told = about.get("told_lops")
    fact.lops = lops(told, toes, about.get("diabetes"), about.get("numb_feet"))
    fact.lops_known = lops_known(told, toes)
    fact.walks_badly = max(fact.poor_circulation, fact.calf_on_walking)
    fact.at_risk = max(fact.diabetes, fact.lops_known, fact.numb_feet, fact.walks_badly)
    fact.not_at_risk = truth(fact.at_risk == FALSE)  # plainly false, nothing less

    fact.not_adult = PLAIN_NOT_VALUE[about.get("adult")]
    fact.not_chemo_team_ok = PLAIN_NOT_VALUE[about.get("chemo_team_ok")]
    fact.not_cause_known = PLAIN_NOT_VALUE[about.get("cause_known")]
    fact.not_looked = PLAIN_NOT_VALUE[today.get("looked")]

    with_helper = today.get("with_helper", "no")
    fact.with_helper = YES_NO_VALUE[with_helper]
    fact.without_helper = truth(with_helper != "yes")

    cleared = cleared_rules(about, on)
    for rule in ("R06", "R07", "R09", "R19", "R43"):
        named["cleared_" + rule] = truth(rule in cleared)
        named["not_cleared_" + rule] = truth(rule not in cleared)

    chemo, platelets = about.get("chemo"), about.get("platelets")
    fact.chemo_now = is_one_of(chemo, "now")
    fact.chemo_now_or_under_6_months = is_one_of(chemo, "now", "under_6_months")
    fact.chemo_team_ok_yes = is_one_of(about.get("chemo_team_ok"), "yes")
    fact.platelets_very_low = is_one_of(platelets, "very_low")
    fact.platelets_low = is_one_of(platelets, "low")
    fact.platelets_unknown_or_not_applicable = is_one_of(platelets, "unknown", "not_applicable")

    swelling = today.get("new_swelling")
    fact.new_swelling_left_right_or_not_sure = is_one_of(swelling, "left", "right", "not_sure")
    fact.new_swelling_both = is_one_of(swelling, "both")

    foot = about.get("missing_foot")
    fact.missing_foot = is_one_of(foot, "left", "right", "both")
    fact.missing_foot_left_or_right = is_one_of(foot, "left", "right")
    fact.missing_foot_both = is_one_of(foot, "both")

    two_feet = fact.missing_foot != TRUE  # with a foot gone, gaps count as not done
    gap = today.get("temp_gap", "not_done") if two_feet else "not_done"
    yesterday = today.get("temp_gap_yesterday", "not_done") if two_feet else "not_done"
    fact.gap_above = is_above(gap)
    fact.gap_yesterday_above = is_above(yesterday)
    fact.gap_yesterday_not_above = truth(fact.gap_yesterday_above == FALSE)

    fact.look_10min = max(SIDED_VALUE[today.get("look_10min", "no")])
    fact.look_morning = max(SIDED_VALUE[today.get("look_morning", "no")])
    fact.open_referral_not_seen = truth(today.get("open_referral", "no") == "not_seen")
    fact.skin_allergy_not_empty = truth(bool(about.get("skin_allergy")))
    fact.anything_missing = truth(bool(missing))
    return fact, sides


# ------------------------------------------------------------------ What the fired rows add up to
def spared_for_everyone(fact: SimpleNamespace, about: dict[str, Any]) -> tuple[set[str], bool]:
    """What R27, O1 and B1 spare on both sides, and whether a warm wash is offered instead."""
    spared = {"CAN"}  # R27
    if about.get("oil_patch_clear", "no") != "yes":  # O1
        spared.add("OIL")
    named = fact.__dict__
    bath_may = about.get("pulses_ok", "no") == "yes" and all(
        named[name] == FALSE for name in B1_PLAINLY_NO
    )
    if not bath_may:  # B1
        spared.add("BATH")
    return spared, not bath_may


def carriers_of(about: dict[str, Any]) -> list[str]:
    """The carriers that the named allergies spare (R30)."""
    allergies = about.get("skin_allergy", ())
    return sorted({CARRIER_OF_ALLERGY[a] for a in allergies if a in CARRIER_OF_ALLERGY})


def spared_list(
    whole: tuple[set[str], set[str]], zoned: tuple[dict[str, list[str]], dict[str, list[str]]]
) -> list[dict[str, Any]]:
    """What is left out, by group and then by side."""
    entries: list[dict[str, Any]] = []
    for group in GROUPS:
        left = [] if group in whole[0] else zoned[0].get(group)
        right = [] if group in whole[1] else zoned[1].get(group)
        if left is not None and left == right:
            entries.append({"group": group, "side": "both", "zones": list(left)})
            continue
        if left is not None:
            entries.append({"group": group, "side": "left", "zones": list(left)})
        if right is not None:
            entries.append({"group": group, "side": "right", "zones": list(right)})
    return entries


def side_of(rule: Row, sides: Sides) -> str:
    """The side a finding is about: where its sided facts are true or unknown."""
    if not rule.that_side:
        return "both"
    left = any(sides[name][0] >= UNKNOWN for name in rule.that_side)
    right = any(sides[name][1] >= UNKNOWN for name in rule.that_side)
    if left and right:
        return "both"
    return "left" if left else "right"


def stops_of(rule: Row) -> str | None:
    """Whether a finding stops a side, the whole session, or nothing."""
    if rule.closes:
        return "side"
    return "session" if rule.action >= STOP else None


def fired_rows(fact: SimpleNamespace, sides: Sides) -> list[tuple[Row, int, str]]:
    """The rows that fire, each with what it does today and its side."""
    fired = []
    for rule in RULES:
        value = rule.fires_on(fact)
        if value < UNKNOWN:
            continue
        # Not sure is never sent to the emergency number, only to help the same day.
        does = URGENT if rule.action == EMERGENCY and value == UNKNOWN else rule.action
        fired.append((rule, does, side_of(rule, sides)))
    return fired


def finding(rule: Row, does: int, side: str) -> dict[str, Any]:
    """One reason, as the clearance tells it."""
    contact = rule.contact or CONTACT.get(does)
    return {
        "rule": rule.rule,
        "action": ACTIONS[does],
        "stops": stops_of(rule),
        "side": side,
        "contact": contact and {"who": contact[0], "within": contact[1]},
    }


def spared_on(
    name: str, fired: list[tuple[Row, int, str]], for_everyone: set[str], zones: list[str]
) -> tuple[set[str], dict[str, list[str]]]:
    """What is left out on one side: whole groups, and groups on single zones only."""
    whole, zoned = set(for_everyone), {}
    for rule, _, side in fired:
        whole |= rule.spare
        if side not in (name, "both"):
            continue
        whole |= rule.spare_that_side
        if zones:
            zoned.update(dict.fromkeys(rule.spare_zones, zones))
            continue
        whole |= rule.spare_zones
    return whole, zoned


def offers_of(
    fired: list[tuple[Row, int, str]], warm_wash: bool, hurting: list[set[str]]
) -> list[str]:
    """What is offered instead; ``hurting`` is what is spared on each side that touch hurts."""
    offers: set[str] = set()
    for rule, _, _ in fired:
        offers |= rule.offers
    if warm_wash:
        offers.add("warm_wash")  # B1
    if any(not spared & {"HOLD", "LEG"} for spared in hurting):
        offers.add("ankle_hold")  # R34
    return [offer for offer in OFFERS if offer in offers]


def least(limits: list[int | None]) -> int | None:
    """The least of the limits set, or nothing where no rule sets one."""
    return min((limit for limit in limits if limit is not None), default=None)


def judge(answers: dict[str, Any], on: dt.date) -> dict[str, Any]:
    """Whether today is a day for it, and what is left out, by the table alone."""
    about = fresh_about(answers.get("about", {}), on)
    today = answers.get("today", {})
    missing = missing_questions(about, today)
    fact, sides = facts_of(about, today, on, missing)
    fired = fired_rows(fact, sides)
    findings = [finding(*row_fired) for row_fired in fired]

    for_everyone, warm_wash = spared_for_everyone(fact, about)
    zones = sorted(set(today.get("sore_patch_zones", ())))
    left, left_zoned = spared_on("left", fired, for_everyone, zones)
    right, right_zoned = spared_on("right", fired, for_everyone, zones)
    hurts = zip(sides["touch_hurts"], (left, right), strict=True)
    hurting = [spared for value, spared in hurts if value >= UNKNOWN]

    closing = {side for rule, _, side in fired if rule.closes}
    closed = [side for side in ("left", "right") if side in closing or "both" in closing]
    oils = {oil for rule, _, _ in fired for oil in rule.oils}
    musts = {must for rule, _, _ in fired for must in rule.musts}
    whole_stop = any(found["stops"] == "session" for found in findings)
    return {
        "action": ACTIONS[max((does for _, does, _ in fired), default=GO)],
        "may_begin": not missing and not whole_stop and len(closed) < 2,
        "closed": closed,
        "pressure_at_most": min((rule.pressure for rule, _, _ in fired), default=3),
        "minutes_at_most": {
            "per_foot": least([rule.per_foot for rule, _, _ in fired]),
            "total": least([rule.total for rule, _, _ in fired]),
        },
        "spared": spared_list((left, right), (left_zoned, right_zoned)),
        "oils_spared": sorted(oils),
        "carriers_spared": carriers_of(about),
        "musts": [must for must in MUSTS if must in musts],
        "offers": offers_of(fired, warm_wash, hurting),
        "findings": findings,
        "missing": missing,
    }
