"""The guard refuses by itself, from the raw answers: every rule, border and oddity by example."""

from dataclasses import dataclass, replace

import pytest

from instep.core.body import FEET, Point, Side, Zone
from instep.core.catalog import Group, Pressure
from instep.core.guard import bath_refusal, refusal, steps, walls, walls_of

LEFT, RIGHT, BOTH = Side.LEFT, Side.RIGHT, Side.BOTH
HOLD, SPREAD, RUB_IN, MOVE_MUSCLE = Pressure


def words(text):
    return text.split()


NO = words("""
    diabetes numb_feet told_lops poor_circulation calf_on_walking foot_history missing_foot
    bone_or_surgery fragile_bones fragile_skin blood_thinner clot hand_foot_syndrome oxaliplatin
    tumour_or_radiotherapy swollen_legs varicose pregnant seizures g6pd atrial_fibrillation
    scent_trouble home_oxygen soles_hard_to_see hard_to_reach cannot_say insulin_in_leg
    chest sudden_weakness saddle fever calf new_swelling tender_cord hangs_down new_weakness wound
    infection black_or_blue sore_patch hot_swollen sudden_cold injury gout touch_hurts fungus sleepy
""")
WELL = {
    **dict.fromkeys(NO, "no"),
    "adult": "yes",
    "looked": "yes",
    "chemo": "never",
    "touch_test_missed": 0,
    "touch_test_on": "2026-10-04",
    "pulses_ok": "yes",
    "oil_patch_clear": "yes",
}


@dataclass(frozen=True)
class Doing:
    """A step, as small as the guard needs it."""

    technique: str
    groups: frozenset[Group] = frozenset()
    zones: tuple[Zone, ...] = ()
    pressure: Pressure | None = None
    side: Side = LEFT
    points: tuple[Point, ...] = ()
    seconds: float = 60.0
    oils: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()


def doing(technique, groups="", zones="", pressure=None, **more):
    return Doing(
        technique,
        frozenset(Group(group) for group in groups.split()),
        tuple(Zone(zone) for zone in zones.split()),
        pressure,
        **more,
    )


TOES = "toe_1 toe_2 toe_3 toe_4 toe_5"
BALLS = "ball_inner ball_middle ball_outer"
TOP = "top_forefoot top_midfoot ankle_front"
CREAMED = f"top_forefoot top_midfoot arch_inner arch_outer {BALLS} heel ankle_inner ankle_outer"
PATTED = "top_forefoot top_midfoot arch_inner heel"
FOOT = " ".join(zone for zone in Zone if zone != Zone.LOWER_LEG)
CREAM = ("cream",)

STEPS = (
    doing("skin_look", zones=FOOT),
    doing("warm_hold", "HOLD", "top_midfoot arch_inner", HOLD),
    doing("ankle_hold", "HOLD LEG", "lower_leg", HOLD),
    doing("top_strokes", "RUB", TOP, SPREAD),
    doing("closing_strokes", "RUB", TOP, SPREAD),
    doing("arch_rub", "RUB", f"arch_inner arch_outer {BALLS} {TOES}", RUB_IN),
    doing("heel_and_ball_rub", "RUB", f"heel {BALLS}", RUB_IN),
    doing("sole_circles", "RUB", "arch_inner arch_outer", MOVE_MUSCLE),
    doing("toe_stretch", "STR", TOES, SPREAD),
    doing("toe_circles", "STR", TOES, SPREAD),
    doing("toe_wiggle", "ACT"),
    doing("ankle_pumps", "ACT"),
    doing("press_big_toe_base", "ACU", "toe_1", RUB_IN, points=(Point.BIG_TOE_BASE,)),
    doing("press_below_big_toe", "ACU", "arch_inner", RUB_IN, points=(Point.BELOW_BIG_TOE,)),
    doing("press_near_heel", "ACU", "arch_inner", RUB_IN, points=(Point.NEAR_HEEL,)),
    doing("ball_roll", "ROL", f"arch_inner arch_outer {BALLS} heel", RUB_IN),
    doing("cream_massage", "CAR RUB", CREAMED, RUB_IN, carriers=CREAM),
    doing("oil_massage", "OIL CAR RUB", CREAMED, RUB_IN, carriers=CREAM, oils=("peppermint",)),
    doing("cream_pat", "CAR", PATTED, SPREAD, carriers=CREAM),
    doing("soft_pad_strokes", "CAR", PATTED, SPREAD),
    doing("foot_bath", "BATH", FOOT),
    doing("warm_wash", zones=FOOT),
    doing("room"),
    doing("slow_breathing", "BREATHE"),
    doing("quiet_rest"),
    doing("wipe_and_shoes", zones=FOOT),
)
STEP = {step.technique: step for step in STEPS}
SOFTEST = {
    "arch_rub": SPREAD,
    "heel_and_ball_rub": SPREAD,
    "sole_circles": SPREAD,
    "press_big_toe_base": SPREAD,
    "press_below_big_toe": SPREAD,
    "press_near_heel": SPREAD,
    "cream_massage": SPREAD,
    "oil_massage": SPREAD,
}
LOOK, BREATHING, RUBBING = STEP["skin_look"], STEP["slow_breathing"], STEP["arch_rub"]
REMAINS = {"skin_look", "wipe_and_shoes", "room", "quiet_rest", "slow_breathing"}


def person(**said):
    return {**WELL, **said}


def silent(*questions, **said):
    return {question: a for question, a in person(**said).items() if question not in questions}


def step(technique, **changes):
    return replace(STEP[technique], **changes)


def shown(answers, what, before=()):
    return refusal(answers, before, what) is None


def left_out(answers, side):
    """The techniques that are refused on this foot even at their softest."""
    softest = [replace(s, pressure=SOFTEST.get(s.technique, s.pressure), side=side) for s in STEPS]
    return {s.technique for s in softest if not shown(answers, s, before=(LOOK,))}


def belonging_to(groups):
    wanted = {Group(group) for group in groups.split()}
    return {each.technique for each in STEPS if each.groups & wanted}


@pytest.mark.parametrize("each", STEPS, ids=lambda each: each.technique)
@pytest.mark.parametrize("side", Side)
def test_a_healthy_adult_may_have_every_technique(each, side):
    assert shown(WELL, replace(each, side=side))


# --- nothing begins -------------------------------------------------------------------------

SEES_SOMEONE = [
    ("R01a: open skin and diabetes", person(wound="left", diabetes="yes")),
    ("R01a: open skin, and unsure about diabetes", person(wound="left", diabetes="not_sure")),
    ("R01a: open skin and feeling said to be lost", person(wound="left", told_lops="yes")),
    ("R01a: open skin, unsure if feeling is lost", person(wound="left", told_lops="not_sure")),
    ("R01a: open skin and two toes not felt", person(wound="left", touch_test_missed=2)),
    (
        "R01a: unsure of open skin, and numb",
        person(wound="not_sure", numb_feet="yes", cause_known="yes"),
    ),
    (
        "R01b: open skin, fever and diabetes",
        person(wound="left", diabetes="yes", fever="yes"),
    ),
    (
        "R01d: open skin and poor blood flow",
        person(wound="right", poor_circulation="yes", cleared_by_clinician=("R07",)),
    ),
    (
        "R01d: open skin and a calf that hurts on walks",
        person(wound="right", calf_on_walking="yes", cleared_by_clinician=("R07",)),
    ),
    ("R02a: signs of infection", person(infection="right")),
    ("R02b: infection and fever", person(infection="not_sure", fever="yes")),
    ("R02c: a black toe", person(black_or_blue="left")),
    ("R02d: fever, diabetes and gout", person(fever="yes", diabetes="yes", gout="left")),
    ("R02e: fever and gout", person(fever="yes", gout="left")),
    ("R02e: fever and a hot foot", person(fever="yes", hot_swollen="left")),
    (
        "R02e: fever and a red spot that stays",
        person(fever="yes", sore_patch="left", red_stays="yes"),
    ),
    ("R03: one foot is hot and swollen", person(hot_swollen="left")),
    ("R03: not sure if a foot is hot", person(hot_swollen="not_sure")),
    ("R04a: a sore calf", person(calf="right")),
    ("R04b: chest pain", person(chest="yes")),
    ("R05: a foot turned cold", person(sudden_cold="both")),
    ("R06: night pain that eases when the leg hangs", person(hangs_down="yes")),
    ("R06: not sure about that night pain", person(hangs_down="not_sure")),
    ("R11c: gout and diabetes", person(gout="left", diabetes="yes")),
    ("R12b: a red spot that stays red", person(sore_patch="left", red_stays="yes")),
    ("R12b: not sure if the red stays", person(sore_patch="left", red_stays="not_sure")),
    ("R19a: one leg newly swollen", person(new_swelling="left")),
    ("R19a: not sure of new swelling", person(new_swelling="not_sure")),
    ("R19b: both legs newly swollen", person(new_swelling="both")),
    ("R20b: a sore cord along a vein", person(tender_cord="left")),
    ("R21b: pregnant and newly swollen", person(pregnant="yes", new_swelling="both")),
    ("R35a: a newly weak leg", person(new_weakness="yes")),
    ("R35b: sudden weakness on one side", person(sudden_weakness="yes")),
    ("R35b: cannot pass water", person(saddle="not_sure")),
    ("R39a: a fall, and diabetes", person(injury="left", diabetes="yes")),
    (
        "R40b: fever during chemotherapy",
        person(fever="yes", chemo="now", chemo_team_ok="yes", platelets="ok"),
    ),
    (
        "R40b: fever soon after chemotherapy",
        person(fever="not_sure", chemo="under_6_months", chemo_team_ok="yes", platelets="ok"),
    ),
    ("T1: a warmer foot that looks infected", person(temp_gap=3, infection="left")),
    ("T2: a warmer foot two days running", person(temp_gap=2.21, temp_gap_yesterday=2.21)),
]

STAYS_SHUT = [
    ("R07a: poor blood flow, no clinician's yes", person(poor_circulation="yes")),
    (
        "R07a: a calf that hurts on walks, another rule cleared",
        person(calf_on_walking="not_sure", cleared_by_clinician=("R09",)),
    ),
    ("R09: a foot ulcer once, no clinician's yes", person(foot_history="yes")),
    ("R09: a foot missing, and diabetes", person(missing_foot="left", diabetes="yes")),
    (
        "R09: a foot missing, and poor blood flow that is cleared",
        person(missing_foot="left", poor_circulation="yes", cleared_by_clinician=("R07",)),
    ),
    ("R14a: very few platelets", person(platelets="very_low")),
    (
        "R14c: chemotherapy now, platelets not known",
        person(chemo="now", chemo_team_ok="yes", platelets="unknown"),
    ),
    (
        "R14c: chemotherapy now, platelets said not to apply",
        person(chemo="now", chemo_team_ok="yes", platelets="not_applicable"),
    ),
    (
        "R15a: the cancer team has not said yes",
        person(chemo="under_6_months", chemo_team_ok="no", platelets="ok"),
    ),
    (
        "R15a: not sure what the cancer team said",
        person(chemo="now", chemo_team_ok="not_sure", platelets="ok"),
    ),
    ("R19c: swollen legs, no clinician's yes", person(swollen_legs="yes")),
    ("R40a: a fever", person(fever="yes")),
    ("R41b: both feet missing", person(missing_foot="both")),
    ("R42: nobody looked at the feet", person(looked="no")),
    ("R42: not sure if anyone looked", person(looked="not_sure")),
    ("R43a: a clot, no clinician's yes", person(clot="yes")),
    ("R45b: cannot say that it hurts, and is alone", person(cannot_say="yes")),
    (
        "R45b: cannot say that it hurts, not sure of a helper",
        person(cannot_say="yes", with_helper="not_sure"),
    ),
    ("K1: something found ten minutes after", person(look_10min="right")),
    ("K1: the morning look is due and not done", person(look_morning="not_sure")),
    ("K2: asked to see someone, and did not", person(open_referral="not_seen")),
    ("T3: one foot warmer, not known which", person(temp_gap=2.21)),
    ("R10: surgery on both feet", person(bone_or_surgery="both")),
    ("R10: not sure about metal in a foot", person(bone_or_surgery="not_sure")),
]


def names(cases):
    return [sentence for sentence, *_ in cases]


@pytest.mark.parametrize(("_", "answers"), SEES_SOMEONE, ids=names(SEES_SOMEONE))
def test_who_should_see_someone_is_shown_nothing_and_does_not_breathe_at_night(_, answers):
    for each in STEPS:
        assert refusal(answers, (LOOK,), each) == walls.SEE_SOMEONE

    assert refusal(answers, (), BREATHING) == walls.SEE_SOMEONE


@pytest.mark.parametrize(("_", "answers"), STAYS_SHUT, ids=names(STAYS_SHUT))
def test_who_is_stopped_is_shown_nothing_but_may_breathe_at_night(_, answers):
    for each in STEPS:
        assert refusal(answers, (LOOK,), each) == walls.NOT_TONIGHT

    assert shown(answers, BREATHING)


@pytest.mark.parametrize("adult", ["no", "not_sure"])
def test_a_child_is_shown_nothing_and_does_not_breathe_here_at_night(adult):
    answers = person(adult=adult)

    assert refusal(answers, (), LOOK) == walls.NOT_FOR_THE_YOUNG
    assert refusal(answers, (), BREATHING) == walls.NOT_FOR_THE_YOUNG


CLEARED = [
    ("R06: a clinician knows the night pain", person(hangs_down="yes"), "R06"),
    ("R07: a clinician knows the poor blood flow", person(poor_circulation="yes"), "R07"),
    ("R09: a clinician knows the old ulcer", person(foot_history="yes"), "R09"),
    ("R09: a clinician knows the missing foot", person(missing_foot="left", diabetes="yes"), "R09"),
    ("R19: a clinician knows the swollen legs", person(swollen_legs="yes"), "R19"),
    ("R43: a clinician knows the clot", person(clot="yes"), "R43"),
]


@pytest.mark.parametrize(("_", "answers", "rule"), CLEARED, ids=names(CLEARED))
def test_a_clinicians_yes_opens_its_own_rule_only(_, answers, rule):
    others = tuple({"R06", "R07", "R09", "R19", "R43"} - {rule})

    assert shown({**answers, "cleared_by_clinician": (rule,)}, LOOK)
    assert not shown({**answers, "cleared_by_clinician": others}, LOOK)


# --- silence --------------------------------------------------------------------------------

NEVER_NEEDED = {"touch_test_missed", "touch_test_on", "pulses_ok", "oil_patch_clear"}


@pytest.mark.parametrize("question", sorted(WELL.keys() - NEVER_NEEDED))
def test_a_question_left_open_keeps_the_session_shut(question):
    assert refusal(silent(question), (), LOOK) == walls.STILL_OPEN


@pytest.mark.parametrize("question", sorted(NEVER_NEEDED))
def test_a_question_that_need_not_be_asked_keeps_nothing_shut(question):
    assert shown(silent(question), LOOK)


FOLLOW_UPS = [
    ("red_stays", person(sore_patch="left"), person(sore_patch="left", red_stays="no")),
    ("red_stays", person(sore_patch="right"), person(sore_patch="right", red_stays="no")),
    ("red_stays", person(sore_patch="both"), person(sore_patch="both", red_stays="no")),
    ("red_stays", person(sore_patch="not_sure"), person(sore_patch="not_sure", red_stays="no")),
    ("cause_known", person(numb_feet="yes"), person(numb_feet="yes", cause_known="no")),
    ("cause_known", person(numb_feet="not_sure"), person(numb_feet="not_sure", cause_known="yes")),
    (
        "platelets",
        person(chemo="now", chemo_team_ok="yes"),
        person(chemo="now", chemo_team_ok="yes", platelets="ok"),
    ),
    (
        "platelets",
        person(chemo="under_6_months", chemo_team_ok="yes"),
        person(chemo="under_6_months", chemo_team_ok="yes", platelets="unknown"),
    ),
    (
        "chemo_team_ok",
        person(chemo="now", platelets="ok"),
        person(chemo="now", platelets="ok", chemo_team_ok="yes"),
    ),
    (
        "chemo_team_ok",
        person(chemo="under_6_months", platelets="unknown"),
        person(chemo="under_6_months", platelets="unknown", chemo_team_ok="yes"),
    ),
]


@pytest.mark.parametrize(("_", "without", "answered"), FOLLOW_UPS)
def test_a_question_that_follows_from_an_answer_is_needed_too(_, without, answered):
    assert refusal(without, (), LOOK) == walls.STILL_OPEN
    assert shown(answered, LOOK)


def test_with_only_the_needed_questions_answered_an_evening_may_begin():
    assert shown(silent(*NEVER_NEEDED), LOOK)


@pytest.mark.parametrize("question", ["told_lops", "diabetes", "numb_feet"])
def test_silence_that_could_still_be_a_no_takes_no_feeling_away(question):
    never_tested = silent("touch_test_missed", question)

    assert walls_of(never_tested).firmest == MOVE_MUSCLE
    assert (Group.BATH, LEFT) in walls_of(never_tested).spared


@pytest.mark.parametrize(
    ("question", "other"),
    [("told_lops", "diabetes"), ("diabetes", "numb_feet"), ("numb_feet", "diabetes")],
)
def test_silence_that_can_change_nothing_counts_feeling_as_lost(question, other):
    never_tested = silent("touch_test_missed", question, cause_known="yes", **{other: "yes"})

    assert walls_of(never_tested).firmest == RUB_IN


def test_after_old_chemotherapy_nothing_more_is_asked():
    assert shown(person(chemo="over_6_months"), LOOK)


def test_silence_sends_nobody_to_care():
    assert refusal(silent("diabetes", wound="left"), (), LOOK) == walls.STILL_OPEN
    assert refusal(silent("fever", gout="left"), (), LOOK) == walls.STILL_OPEN
    assert refusal({}, (), LOOK) == walls.STILL_OPEN


def test_silence_does_not_hide_what_was_said():
    assert refusal(silent("told_lops", wound="left", diabetes="yes"), (), LOOK) == walls.SEE_SOMEONE
    assert refusal({"chest": "yes"}, (), LOOK) == walls.SEE_SOMEONE


# --- one foot -------------------------------------------------------------------------------

CLOSED = [
    ("R01c: a foot with open skin is left alone", person(wound="left")),
    ("R10: a foot with a fracture is left alone", person(bone_or_surgery="left")),
    ("R11b: a foot with gout is left alone", person(gout="left")),
    ("R18: a leg with radiotherapy is left alone", person(tumour_or_radiotherapy="left")),
    ("R39b: a foot that was twisted is left alone", person(injury="left")),
    ("R41: a foot that is not there is left alone", person(missing_foot="left")),
    ("T3: the warmer foot is left alone", person(temp_gap=2.21, temp_warmer="left")),
    (
        "T3: the warmer foot, cool yesterday, is left alone",
        person(temp_gap=15, temp_gap_yesterday=2.2, temp_warmer="left"),
    ),
    (
        "T3: the warmer foot, not measured yesterday, is left alone",
        person(temp_gap=3, temp_gap_yesterday="not_done", temp_warmer="left"),
    ),
]


@pytest.mark.parametrize(("_", "answers"), CLOSED, ids=names(CLOSED))
def test_on_a_closed_foot_only_looks_and_rests_remain(_, answers):
    no_bath = {"foot_bath"} if answers["wound"] == "left" else set()

    assert STEP.keys() - REMAINS == left_out(answers, LEFT)
    assert STEP.keys() - REMAINS == left_out(answers, BOTH)
    assert no_bath == left_out(answers, RIGHT)
    assert refusal(answers, (), RUBBING) == steps.THAT_FOOT


def test_two_feet_closed_by_two_reasons_leave_no_session():
    answers = person(wound="left", injury="right")

    assert refusal(answers, (), LOOK) == walls.NOT_TONIGHT


def test_a_foot_closed_on_the_right_leaves_the_left():
    answers = person(gout="right")

    assert shown(answers, RUBBING)
    assert not shown(answers, replace(RUBBING, side=RIGHT))


SPARED = [
    (
        "R07b: blood flow is poor and cleared",
        person(poor_circulation="yes", cleared_by_clinician=("R07",)),
        "BATH ROL ACU",
    ),
    ("R08: feeling is lost, and no helper", person(told_lops="yes"), "BATH ROL"),
    ("R08: not sure that feeling is lost", person(told_lops="not_sure"), "BATH ROL"),
    ("R08: diabetes and never tested", silent("touch_test_missed", diabetes="yes"), "BATH ROL"),
    (
        "R08a: feeling is lost, a helper is there",
        person(told_lops="yes", with_helper="yes"),
        "BATH",
    ),
    (
        "R08b: feeling is lost, not sure of a helper",
        person(told_lops="yes", with_helper="not_sure"),
        "BATH ROL",
    ),
    ("R11a: fragile bones", person(fragile_bones="yes"), "STR ROL"),
    ("R12a: a sore patch somewhere", person(sore_patch="both", red_stays="no"), "RUB ROL ACU BATH"),
    (
        "R12a: not sure of a patch",
        person(sore_patch="not_sure", red_stays="no"),
        "RUB ROL ACU BATH",
    ),
    ("R13: blood thinners", person(blood_thinner="yes"), "ROL ACU"),
    ("R14b: few platelets", person(platelets="low"), "ROL ACU"),
    (
        "R15b: the cancer team agrees",
        person(chemo="now", chemo_team_ok="yes", platelets="ok"),
        "",
    ),
    ("R16: sore soles", person(hand_foot_syndrome="yes"), "RUB ROL BATH ACU STR OIL"),
    (
        "R19d: swollen legs, cleared",
        person(swollen_legs="yes", cleared_by_clinician=("R19",)),
        "BATH LEG",
    ),
    ("R20a: varicose veins", person(varicose="both"), "LEG"),
    ("R21a: pregnant", person(pregnant="yes"), "ACU OIL LEG"),
    ("R25: scents bring a cough", person(scent_trouble="yes"), "OIL"),
    ("R26: oxygen at home", person(home_oxygen="yes"), "OIL CAR"),
    ("R28b: alone, and soles hard to see", person(soles_hard_to_see="yes"), "ROL BATH"),
    (
        "R28b: not sure of a helper",
        person(soles_hard_to_see="yes", with_helper="not_sure"),
        "ROL BATH",
    ),
    ("R28a: a helper sees the soles", person(soles_hard_to_see="yes", with_helper="yes"), ""),
    ("R29: alone, and feet hard to reach", person(hard_to_reach="yes"), "ACU RUB STR ROL"),
    ("R29a: a helper reaches", person(hard_to_reach="yes", with_helper="yes"), "ACU"),
    ("R30: eczema", person(skin_allergy=("eczema",)), "OIL"),
    ("R32: athlete's foot", person(fungus="both"), "ROL BATH"),
    ("R33: insulin in the leg", person(insulin_in_leg="yes"), "LEG"),
    ("R34: a sheet hurts", person(touch_hurts="both"), "RUB ACU ROL STR"),
    ("R36: sleepy", person(sleepy="not_sure"), "BATH ROL"),
    ("R43b: a clot, cleared", person(clot="yes", cleared_by_clinician=("R43",)), "ROL ACU LEG"),
    ("R44: fragile skin", person(fragile_skin="yes"), "ROL"),
    ("R45a: a helper watches the face", person(cannot_say="yes", with_helper="yes"), ""),
    ("O1: no patch test", silent("oil_patch_clear"), "OIL"),
    ("O1: the patch test was not clear", person(oil_patch_clear="no"), "OIL"),
    ("O1: not sure of the patch test", person(oil_patch_clear="not_sure"), "OIL"),
    ("B1: nobody checked the blood flow", silent("pulses_ok"), "BATH"),
    ("B1: not sure of the blood flow", person(pulses_ok="not_sure"), "BATH"),
    ("B1: diabetes", person(diabetes="yes"), "BATH"),
    (
        "B1: numb feet, and no touch test",
        silent("touch_test_missed", numb_feet="yes", cause_known="yes", with_helper="yes"),
        "BATH",
    ),
    ("nothing is said against anything", person(), ""),
]


@pytest.mark.parametrize(("_", "answers", "groups"), SPARED, ids=names(SPARED))
def test_what_a_rule_spares_is_left_out_and_nothing_else(_, answers, groups):
    drawn = walls_of(answers)
    ball = {"ball_roll"} if drawn.firmest < RUB_IN else set()  # it cannot be softer than that

    assert {(Group(g), foot) for g in words(groups) for foot in FEET} == drawn.spared
    assert belonging_to(groups) | ball == left_out(answers, LEFT)
    assert belonging_to(groups) | ball == left_out(answers, RIGHT)


def test_what_two_rules_spare_is_spared_together():
    answers = silent("oil_patch_clear", "pulses_ok", fragile_bones="yes")

    assert belonging_to("OIL BATH STR ROL") == left_out(answers, LEFT)


ONE_SIDED = [
    ("R12a: a sore patch on the left", person(sore_patch="left", red_stays="no"), "RUB ROL ACU"),
    ("R20a: varicose veins on the left", person(varicose="left"), "LEG"),
    ("R32: athlete's foot on the left", person(fungus="left"), "ROL"),
    ("R34: a sheet hurts on the left", person(touch_hurts="left"), "RUB ACU ROL STR"),
]


@pytest.mark.parametrize(("_", "answers", "groups"), ONE_SIDED, ids=names(ONE_SIDED))
def test_what_is_about_one_foot_spares_the_other(_, answers, groups):
    bath = belonging_to("BATH") if {"sore_patch", "fungus"} & _not_no(answers) else set()

    assert belonging_to(groups) | bath == left_out(answers, LEFT)
    assert belonging_to(groups) | bath == left_out(answers, BOTH)
    assert bath == left_out(answers, RIGHT)


def _not_no(answers):
    return {question for question, answer in answers.items() if answer != "no"}


@pytest.mark.parametrize(
    "said",
    [
        {"poor_circulation": "yes", "cleared_by_clinician": ("R07",)},
        {"calf_on_walking": "yes", "cleared_by_clinician": ("R07",)},
        {"wound": "left"},
        {"sore_patch": "left", "red_stays": "no"},
        {"fungus": "left"},
        {"swollen_legs": "yes", "cleared_by_clinician": ("R19",)},
        {"hand_foot_syndrome": "yes"},
        {"told_lops": "yes"},
        {"touch_test_missed": 2},
    ],
    ids=str,
)
def test_one_worry_about_one_foot_closes_the_bath_for_both(said):
    assert refusal(person(**said), (), step("foot_bath", side=RIGHT)) == steps.NO_BATH


@pytest.mark.parametrize(
    "question",
    [
        "diabetes",
        "told_lops",
        "poor_circulation",
        "calf_on_walking",
        "wound",
        "infection",
        "black_or_blue",
        "sore_patch",
        "fungus",
        "swollen_legs",
        "hand_foot_syndrome",
        "pulses_ok",
    ],
)
def test_a_bath_takes_a_plain_word_on_each_of_its_questions(question):
    bath = {(Group.BATH, LEFT), (Group.BATH, RIGHT)}

    assert bath == walls_of(silent(question)).spared


def test_numb_feet_that_felt_every_toe_may_bathe():
    answers = person(numb_feet="yes", cause_known="yes", touch_test_missed=1)

    assert shown(answers, STEP["foot_bath"])


NO_HARM = [
    ("older than 65", person(age_65="yes")),
    ("not sure of being 65", person(age_65="not_sure")),
    ("a helper is there", person(with_helper="yes")),
    ("red that stays, without a patch", person(red_stays="yes")),
    ("no cause known, and nothing numb", person(cause_known="no")),
    ("chemotherapy long ago", person(chemo="over_6_months")),
    ("chemotherapy long ago, the team said no", person(chemo="over_6_months", chemo_team_ok="no")),
    ("the team said yes, without chemotherapy", person(chemo_team_ok="yes")),
    ("platelets not known, without chemotherapy", person(platelets="unknown")),
    ("enough platelets", person(platelets="ok")),
    (
        "a clinician's yes that nothing needs",
        person(cleared_by_clinician=("R06", "R07", "R19", "R43")),
    ),
    ("the looks after last time were clear", person(look_10min="no", look_morning="no")),
    ("nobody to see", person(open_referral="no")),
    ("saw someone since", person(open_referral="seen")),
    ("no allergies", person(skin_allergy=())),
    ("both feet as warm", person(temp_gap=0, temp_gap_yesterday=0)),
    ("not measured", person(temp_gap="not_done", temp_gap_yesterday="not_done")),
]


@pytest.mark.parametrize(("_", "answers"), NO_HARM, ids=names(NO_HARM))
def test_what_does_no_harm_raises_no_wall(_, answers):
    assert walls_of(WELL) == walls_of(answers)


def test_chemotherapy_half_a_year_ago_needs_no_platelets():
    answers = person(chemo="under_6_months", chemo_team_ok="yes", platelets="unknown")

    assert shown(answers, LOOK)


NO_SMALLER = [
    ("R07: not cleared is a stop, not a softer hand", person(poor_circulation="yes")),
    ("R19: not cleared is a stop, not a softer hand", person(swollen_legs="yes")),
    ("R43: not cleared is a stop, not a softer hand", person(clot="yes")),
    ("R45: alone is a stop, not a softer hand", person(cannot_say="yes")),
    ("R15: a plain no of the team is a stop", person(chemo="now", chemo_team_ok="no")),
]


@pytest.mark.parametrize(("_", "answers"), NO_SMALLER, ids=names(NO_SMALLER))
def test_a_stop_does_not_also_make_the_evening_smaller(_, answers):
    drawn = walls_of(answers)

    assert drawn.firmest == MOVE_MUSCLE
    assert drawn.spared <= walls_of(silent("pulses_ok")).spared


def test_an_unsure_yes_of_the_cancer_team_stops_and_softens():
    answers = person(chemo="now", chemo_team_ok="not_sure", platelets="ok")

    assert walls_of(answers).firmest == SPREAD


@pytest.mark.parametrize("worry", ["wound", "gout", "injury"])
def test_with_a_risk_a_foot_is_not_merely_closed(worry):
    at_risk = walls_of(person(diabetes="yes", **{worry: "left"}))

    assert at_risk.closed == frozenset()
    assert at_risk.no_session == walls.SEE_SOMEONE


def test_a_missing_foot_and_poor_blood_flow_need_both_to_be_known():
    answers = person(missing_foot="left", poor_circulation="yes")

    assert shown({**answers, "cleared_by_clinician": ("R07", "R09")}, LOOK)


# --- sore spots -----------------------------------------------------------------------------

SORE_HEEL = person(sore_patch="left", red_stays="no", sore_patch_zones=("heel",))


def test_a_sore_heel_is_not_rubbed_but_the_arch_is():
    away_from_it = step("heel_and_ball_rub", zones=(Zone.BALL_INNER, Zone.BALL_OUTER))

    assert refusal(SORE_HEEL, (), STEP["heel_and_ball_rub"]) == steps.THAT_SPOT
    assert shown(SORE_HEEL, away_from_it)
    assert shown(SORE_HEEL, RUBBING)
    assert shown(SORE_HEEL, step("press_near_heel"))


def test_a_sore_heel_on_the_left_leaves_the_right_heel():
    assert shown(SORE_HEEL, step("heel_and_ball_rub", side=RIGHT))
    assert not shown(SORE_HEEL, step("heel_and_ball_rub", side=BOTH))


def test_a_ball_cannot_steer_round_a_sore_heel():
    assert not shown(SORE_HEEL, step("ball_roll", zones=(Zone.ARCH_INNER,)))
    assert shown(SORE_HEEL, step("ball_roll", side=RIGHT))


def test_a_ball_under_the_sole_is_not_kept_away_by_a_sore_toe():
    answers = person(sore_patch="left", red_stays="no", sore_patch_zones=("toe_2", "web_1_2"))

    assert shown(answers, STEP["ball_roll"])
    assert not shown(answers, RUBBING)


def test_a_step_that_names_no_spot_is_not_for_a_foot_with_a_sore_one():
    assert not shown(SORE_HEEL, step("heel_and_ball_rub", zones=()))
    assert not shown(SORE_HEEL, step("cream_massage", zones=()))
    assert shown(SORE_HEEL, step("top_strokes", zones=()))


def test_a_sore_spot_may_still_be_held_patted_looked_at_and_stretched():
    answers = person(sore_patch="left", red_stays="no", sore_patch_zones=("toe_1", "arch_inner"))

    for technique in ("skin_look", "warm_hold", "cream_pat", "toe_stretch", "toe_wiggle"):
        assert shown(answers, STEP[technique])
    for technique in ("press_big_toe_base", "press_below_big_toe", "press_near_heel"):
        assert refusal(answers, (), STEP[technique]) == steps.THAT_SPOT


def test_a_patch_the_person_is_unsure_of_holds_on_both_feet():
    answers = {**SORE_HEEL, "sore_patch": "not_sure"}

    assert not shown(answers, step("heel_and_ball_rub", side=RIGHT))


def test_named_spots_without_a_sore_patch_mean_nothing():
    assert shown({**SORE_HEEL, "sore_patch": "no"}, STEP["heel_and_ball_rub"])


# --- how firm -------------------------------------------------------------------------------

FIRMEST = [
    ("nobody is kept from moving muscle", person(), MOVE_MUSCLE),
    (
        "R07b: poor blood flow, cleared",
        person(poor_circulation="yes", cleared_by_clinician=("R07",)),
        RUB_IN,
    ),
    ("R08a: feeling is lost", person(told_lops="yes"), RUB_IN),
    ("R08a: two toes not felt", person(touch_test_missed=2), RUB_IN),
    ("R08a: one toe not felt is well enough", person(touch_test_missed=1), MOVE_MUSCLE),
    ("R08a: diabetes and never tested", silent("touch_test_missed", diabetes="yes"), RUB_IN),
    (
        "R08a: diabetes, the test was not done",
        person(touch_test_missed="not_done", diabetes="yes"),
        RUB_IN,
    ),
    ("R08a: never tested, and nothing to lose it by", silent("touch_test_missed"), MOVE_MUSCLE),
    ("R13: blood thinners", person(blood_thinner="not_sure"), RUB_IN),
    ("R14b: few platelets", person(platelets="low"), SPREAD),
    (
        "R15b: the cancer team agrees",
        person(chemo="now", chemo_team_ok="yes", platelets="ok"),
        SPREAD,
    ),
    (
        "R19d: swollen legs, cleared",
        person(swollen_legs="yes", cleared_by_clinician=("R19",)),
        SPREAD,
    ),
    ("R28b: soles hard to see, and alone", person(soles_hard_to_see="yes"), RUB_IN),
    ("R37: numb for a reason nobody knows", person(numb_feet="yes", cause_known="no"), RUB_IN),
    ("R37: not sure of the reason", person(numb_feet="not_sure", cause_known="not_sure"), RUB_IN),
    ("R37: numb, and the reason is known", person(numb_feet="yes", cause_known="yes"), MOVE_MUSCLE),
    ("R43b: a clot, cleared", person(clot="yes", cleared_by_clinician=("R43",)), SPREAD),
    ("R44: fragile skin", person(fragile_skin="yes"), SPREAD),
    ("R45a: a helper watches the face", person(cannot_say="yes", with_helper="yes"), SPREAD),
    (
        "the gentlest of two rules holds",
        person(blood_thinner="yes", fragile_skin="yes"),
        SPREAD,
    ),
]


@pytest.mark.parametrize(("_", "answers", "firmest"), FIRMEST, ids=names(FIRMEST))
def test_hands_press_no_firmer_than_the_rules_allow(_, answers, firmest):
    for pressure in (SPREAD, RUB_IN, MOVE_MUSCLE):
        circles = step("sole_circles", pressure=pressure)
        expected = None if pressure <= firmest else steps.TOO_FIRM

        assert expected == refusal(answers, (), circles)


def test_sore_soles_are_patted_and_no_more():
    answers = person(hand_foot_syndrome="yes")

    assert walls_of(answers).firmest == SPREAD
    assert shown(answers, STEP["cream_pat"])


@pytest.mark.parametrize("each", STEPS, ids=lambda each: each.technique)
def test_each_technique_is_done_as_firmly_as_it_says(each):
    softest = SOFTEST.get(each.technique, each.pressure)
    expected = [None] if softest is None else list(range(softest, each.pressure + 1))

    assert expected == [p for p in (None, *Pressure) if shown(WELL, replace(each, pressure=p))]


# --- bottles --------------------------------------------------------------------------------

OILS = [
    ("R17: oxaliplatin", person(oxaliplatin="yes"), {"peppermint"}),
    ("R22: seizures", person(seizures="yes"), {"eucalyptus"}),
    ("R23: G6PD deficiency", person(g6pd="not_sure"), {"peppermint"}),
    ("R24: atrial fibrillation", person(atrial_fibrillation="yes"), {"peppermint"}),
    ("nothing against an oil", person(), set()),
]


@pytest.mark.parametrize(("_", "answers", "spared"), OILS, ids=names(OILS))
def test_an_oil_that_could_harm_stays_in_its_bottle(_, answers, spared):
    for oil in ("peppermint", "eucalyptus"):
        expected = steps.THIS_BOTTLE if oil in spared else None

        assert expected == refusal(answers, (), step("oil_massage", oils=(oil,)))
    assert shown(answers, step("oil_massage", oils=())) == (not spared)
    assert shown(answers, STEP["cream_massage"])


def test_a_person_with_seizures_is_spared_all_nine_oils():
    nine = words("camphor cedar eucalyptus fennel hyssop pennyroyal rosemary sage thuja")

    assert nine == sorted(walls_of(person(seizures="yes")).oils)


@pytest.mark.parametrize(
    ("allergy", "spared"),
    [("nut", "almond"), ("coconut", "coconut"), ("fragrance", None), ("eczema", None)],
)
def test_an_allergy_spares_its_own_carrier_and_every_scented_oil(allergy, spared):
    answers = person(skin_allergy=(allergy,))

    for carrier in ("cream", "sunflower", "coconut", "almond"):
        assert shown(answers, step("cream_pat", carriers=(carrier,))) == (carrier != spared)
    assert refusal(answers, (), STEP["oil_massage"]) == steps.NO_OIL


def test_without_allergies_every_carrier_is_welcome():
    for carrier in ("cream", "sunflower", "coconut", "almond"):
        assert shown(person(skin_allergy=()), step("cream_massage", carriers=(carrier,)))


def test_a_candle_with_a_flame_is_never_shown():
    flame = doing("room", "CAN")

    assert refusal(WELL, (), flame) == steps.NO_FLAME
    assert refusal(WELL, (), doing("candle", "CAN")) == steps.NO_FLAME


# --- minutes --------------------------------------------------------------------------------

A_FOOT = [
    ("everyone has 15 minutes a foot", person(), 15),
    ("with blood thinners it is 15 too", person(blood_thinner="yes"), 15),
    ("R08a: where feeling is lost it is 8", person(told_lops="yes"), 8),
    ("R08a: two toes not felt, it is 8", person(touch_test_missed=2), 8),
]


@pytest.mark.parametrize(("_", "answers", "minutes"), A_FOOT, ids=names(A_FOOT))
def test_a_foot_is_massaged_to_the_last_minute_and_not_one_second_more(_, answers, minutes):
    before = [LOOK, replace(RUBBING, seconds=minutes * 60 - 100)]

    assert shown(answers, step("toe_circles", seconds=100), before)
    assert refusal(answers, before, step("toe_circles", seconds=101)) == steps.FOOT_DONE
    assert not shown(answers, step("toe_circles", seconds=101, side=BOTH), before)
    assert shown(answers, step("toe_circles", seconds=101, side=RIGHT), before)


def test_a_step_on_both_feet_counts_on_each():
    before = [replace(RUBBING, side=BOTH, seconds=800)]

    for side in Side:
        assert shown(WELL, step("top_strokes", side=side, seconds=100), before)
        assert not shown(WELL, step("top_strokes", side=side, seconds=101), before)


@pytest.mark.parametrize(
    "technique", sorted(belonging_to("RUB STR ACU ROL OIL CAR")), ids=lambda t: f"{t} counts"
)
def test_what_hands_do_counts_towards_the_foots_minutes(technique):
    long = step(technique, seconds=890)

    assert not shown(WELL, step("toe_stretch", seconds=20), [long])
    assert not shown(WELL, step(technique, seconds=20), [replace(RUBBING, seconds=890)])


@pytest.mark.parametrize(
    "technique",
    ["skin_look", "warm_hold", "toe_wiggle", "slow_breathing", "quiet_rest", "foot_bath"],
)
def test_holding_moving_breathing_bathing_and_rest_do_not_count(technique):
    long = step(technique, seconds=590)

    assert shown(WELL, replace(RUBBING, seconds=900), [long])
    assert shown(WELL, step("wipe_and_shoes", side=BOTH), [replace(RUBBING, seconds=2000)])


IN_ALL = [
    ("R28b: alone, and soles hard to see: 10", person(soles_hard_to_see="yes"), 10),
    (
        "R15b: chemotherapy: 20",
        person(chemo="now", chemo_team_ok="yes", platelets="ok"),
        20,
    ),
    (
        "the shorter of two holds",
        person(chemo="now", chemo_team_ok="yes", platelets="ok", soles_hard_to_see="yes"),
        10,
    ),
]


@pytest.mark.parametrize(("_", "answers", "minutes"), IN_ALL, ids=names(IN_ALL))
def test_a_whole_evening_lasts_no_longer_than_the_rules_allow(_, answers, minutes):
    before = [LOOK, step("quiet_rest", seconds=minutes * 60 - 120)]

    assert shown(answers, step("wipe_and_shoes", seconds=60), before)
    assert refusal(answers, before, step("wipe_and_shoes", seconds=61)) == steps.LONG_ENOUGH


def test_without_such_a_rule_an_evening_may_be_long():
    assert shown(WELL, step("quiet_rest", seconds=3600), [LOOK])


def test_a_bath_lasts_ten_minutes_at_most():
    bath = step("foot_bath", side=BOTH, seconds=300)

    assert shown(WELL, bath, [bath])
    assert refusal(WELL, [bath], replace(bath, seconds=301)) == steps.BATH_LONG_ENOUGH


# --- night ----------------------------------------------------------------------------------

NIGHT = {"adult": "yes", "hangs_down": "no"}


def test_at_night_two_answers_are_enough_to_breathe():
    assert shown(NIGHT, BREATHING)
    assert shown(NIGHT, BREATHING, [BREATHING, BREATHING])


@pytest.mark.parametrize("question", NIGHT)
def test_at_night_each_of_the_two_must_be_answered(question):
    answers = {asked: answer for asked, answer in NIGHT.items() if asked != question}

    assert refusal(answers, (), BREATHING) == walls.STILL_OPEN


@pytest.mark.parametrize("answer", ["yes", "not_sure"])
def test_night_pain_that_eases_when_the_leg_hangs_shows_its_page_instead(answer):
    answers = {**NIGHT, "hangs_down": answer}

    assert refusal(answers, (), BREATHING) == walls.SEE_SOMEONE
    assert shown({**answers, "cleared_by_clinician": ("R06",)}, BREATHING)
    assert not shown({**answers, "cleared_by_clinician": ("R07",)}, BREATHING)


def test_that_pain_is_asked_about_even_when_a_clinician_knows_it():
    assert not shown({"adult": "yes", "cleared_by_clinician": ("R06",)}, BREATHING)


def test_the_night_is_breathing_and_nothing_else():
    for technique in STEP.keys() - {"slow_breathing"}:
        assert refusal(NIGHT, (), STEP[technique]) == walls.STILL_OPEN
        assert refusal(NIGHT, [STEP[technique]], BREATHING) == walls.STILL_OPEN


def test_a_rub_that_calls_itself_breathing_is_no_night():
    posing = replace(RUBBING, groups=frozenset({Group.BREATHE}))
    nameless = replace(RUBBING, groups=frozenset())

    assert not shown(NIGHT, posing)
    assert not shown(NIGHT, BREATHING, [posing])
    assert not shown(NIGHT, BREATHING, [nameless])


def test_breathing_that_touches_a_foot_is_refused():
    assert not shown(NIGHT, replace(BREATHING, zones=(Zone.HEEL,)))
    assert not shown(NIGHT, replace(BREATHING, points=(Point.NEAR_HEEL,)))
    assert not shown(NIGHT, replace(BREATHING, oils=("peppermint",)))
    assert not shown(NIGHT, replace(BREATHING, carriers=("cream",)))


def test_a_foot_warm_two_days_running_keeps_the_night_shut():
    warm = {"temp_gap": 2.21, "temp_gap_yesterday": 2.21}

    assert refusal({**NIGHT, **warm}, (), BREATHING) == walls.SEE_SOMEONE
    assert shown({**NIGHT, **warm, "missing_foot": "left"}, BREATHING)


def test_a_closed_foot_still_breathes():
    assert shown(person(missing_foot="both"), replace(BREATHING, side=BOTH))


# --- borders --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "yesterday", "expected"),
    [
        (2.2, 2.2, None),
        (2.2, 15, None),
        (0, 0, None),
        ("not_done", 15, None),
        (2.21, 2.2, steps.THAT_FOOT),
        (2.21, "not_done", steps.THAT_FOOT),
        (2.21, 2.21, walls.SEE_SOMEONE),
    ],
)
def test_a_gap_of_2_2_degrees_is_no_worry_and_a_hair_more_is(today, yesterday, expected):
    answers = person(temp_gap=today, temp_gap_yesterday=yesterday, temp_warmer="left")

    assert expected == refusal(answers, (), RUBBING)


def test_the_cooler_foot_is_not_closed():
    answers = person(temp_gap=3, temp_warmer="right")

    assert shown(answers, RUBBING)
    assert not shown(answers, replace(RUBBING, side=RIGHT))


@pytest.mark.parametrize("missing", ["left", "right"])
def test_with_one_foot_there_is_nothing_to_compare(missing):
    other = RIGHT if missing == "left" else LEFT
    warm = {"temp_gap": 5, "temp_gap_yesterday": 5, "temp_warmer": str(other)}
    answers = person(missing_foot=missing, **warm)

    assert shown(answers, replace(RUBBING, side=other))


@pytest.mark.parametrize(
    ("reading", "opens"),
    [
        (32.99, False),
        (33.0, True),
        (33, True),
        (35.5, True),
        (36.0, True),
        (36.01, False),
        (37, False),
        (0, False),
        (-34.0, False),
        (None, False),
        (float("nan"), False),
        (float("inf"), False),
        (float("-inf"), False),
        (True, False),
        ("34", False),
        ((34.0,), False),
    ],
)
def test_a_bath_opens_only_on_a_reading_of_33_to_36_degrees(reading, opens):
    assert (bath_refusal(reading) is None) == opens


# --- oddities -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "odd",
    [
        {"wound": "maybe"},
        {"wound": "yes"},
        {"wound": "No"},
        {"wound": ""},
        {"wound": None},
        {"wound": False},
        {"wound": 0},
        {"wound": ("left",)},
        {"wound": ["left"]},
        {"diabetes": "left"},
        {"missing_foot": "not_sure"},
        {"chemo": "no"},
        {"platelets": "not_sure"},
        {"open_referral": "yes"},
        {"temp_warmer": "both"},
        {"shoe_size": "no"},
        {"shoe_size": 38},
        {"shoe_size": ()},
        {7: "no"},
        {"touch_test_missed": True},
        {"touch_test_missed": 1.5},
        {"touch_test_missed": -1},
        {"touch_test_missed": 7},
        {"touch_test_missed": "1"},
        {"touch_test_missed": "not_sure"},
        {"touch_test_on": 20261004},
        {"touch_test_on": ("2026-10-04",)},
        {"temp_gap": float("nan")},
        {"temp_gap": float("inf")},
        {"temp_gap": -0.1},
        {"temp_gap": 15.1},
        {"temp_gap": 10**400},
        {"temp_gap": "2"},
        {"temp_gap_yesterday": 15.1},
        {"temp_gap_yesterday": False},
        {"skin_allergy": "nut"},
        {"skin_allergy": "no"},
        {"skin_allergy": ("dust",)},
        {"skin_allergy": ["nut"]},
        {"skin_allergy": (["nut"],)},
        {"cleared_by_clinician": ("R01",)},
        {"cleared_by_clinician": ("R06", 7)},
        {"cleared_by_clinician": "R06"},
        {"sore_patch_zones": ("elbow",)},
        {"sore_patch_zones": "heel"},
        {"sore_patch_zones": {"heel"}},
    ],
    ids=lambda odd: next(iter(odd)),
)
def test_an_answer_that_is_no_answer_stops_everything(odd):
    answers = {**WELL, **odd}

    assert refusal(answers, (), LOOK) == walls.NOT_UNDERSTOOD
    assert refusal(answers, (), BREATHING) == walls.NOT_UNDERSTOOD


@pytest.mark.parametrize("answers", [None, [], "no", 7, [("wound", "no")]], ids=str)
def test_what_is_no_sheet_of_answers_stops_everything(answers):
    assert refusal(answers, (), LOOK) == walls.NOT_UNDERSTOOD


def test_an_answer_not_understood_raises_every_wall():
    shut = walls_of({"wound": "maybe"})

    assert shut.closed == set(FEET)
    assert len(shut.spared) == len(Group) * 2
    assert len(shut.sore) == len(Zone) * 2
    assert (shut.firmest, shut.a_foot, shut.in_all) == (HOLD, 0, 0)
    assert {"peppermint", "eucalyptus"} <= shut.oils
    assert shut.carriers == {"cream", "sunflower", "coconut", "almond"}


@pytest.mark.parametrize(
    "odd",
    [
        {"technique": "hot_stones", "groups": frozenset()},
        {"technique": ""},
        {"technique": None},
        {"technique": ["arch_rub"]},
        {"groups": frozenset({"RUB", "XYZ"})},
        {"groups": frozenset({Group.RUB, Group.BREATHE})},
        {"groups": ("RUB",)},
        {"groups": None},
        {"side": "left"},
        {"side": None},
        {"zones": (Zone.LOWER_LEG,)},
        {"zones": (Zone.WEB_1_2,)},
        {"zones": ("elbow",)},
        {"zones": None},
        {"points": (Point.NEAR_HEEL,)},
        {"seconds": float("nan")},
        {"seconds": float("inf")},
        {"seconds": -1},
        {"seconds": True},
        {"seconds": "60"},
        {"seconds": None},
        {"seconds": 10**400},
        {"pressure": None},
        {"pressure": 2},
        {"pressure": True},
        {"pressure": 4},
        {"pressure": HOLD},
        {"pressure": MOVE_MUSCLE},
        {"oils": ("peppermint",)},
        {"carriers": CREAM},
        {"carriers": None},
    ],
    ids=lambda odd: str({k: sorted(v) if isinstance(v, frozenset) else v for k, v in odd.items()}),
)
def test_a_step_that_is_not_what_its_name_says_is_refused(odd):
    strange = replace(RUBBING, **odd)

    assert refusal(WELL, (), strange) == steps.NOT_KNOWN
    assert refusal(WELL, (strange,), LOOK) == steps.NOT_KNOWN


@pytest.mark.parametrize(
    "strange",
    [
        step("skin_look", pressure=SPREAD),
        step("ball_roll", pressure=SPREAD),
        step("warm_hold", pressure=SPREAD),
        step("oil_massage", oils=("camphor",)),
        step("oil_massage", carriers=("butter",)),
        step("oil_massage", zones=(Zone.WEB_4_5,)),
        step("press_near_heel", points=(Point.BIG_TOE_BASE,)),
        step("press_near_heel", zones=(Zone.HEEL,)),
        step("quiet_rest", zones=(Zone.HEEL,)),
    ],
    ids=lambda each: each.technique,
)
def test_a_step_beyond_its_technique_is_refused(strange):
    assert refusal(WELL, (), strange) == steps.NOT_KNOWN


@pytest.mark.parametrize("nothing", [None, "arch_rub", 7, {"technique": "room"}], ids=str)
def test_what_is_no_step_is_refused(nothing):
    assert refusal(WELL, (), nothing) == steps.NOT_KNOWN
    assert refusal(WELL, (nothing,), LOOK) == steps.NOT_KNOWN
    assert refusal(WELL, None, LOOK) == steps.NOT_KNOWN


@pytest.mark.parametrize(
    ("technique", "answers"),
    [
        ("ball_roll", person(blood_thinner="yes")),
        ("oil_massage", person(scent_trouble="yes")),
        ("foot_bath", person(diabetes="yes")),
        ("ankle_hold", person(insulin_in_leg="yes")),
        ("toe_stretch", person(fragile_bones="yes")),
        ("cream_massage", person(home_oxygen="yes")),
        ("arch_rub", person(touch_hurts="left")),
    ],
)
def test_a_step_that_claims_fewer_groups_is_judged_by_all_it_has(technique, answers):
    claims_none = step(technique, groups=frozenset())

    assert shown(WELL, claims_none)
    assert not shown(answers, claims_none)


def test_a_step_that_claims_fewer_groups_still_counts_its_minutes():
    nameless = replace(RUBBING, groups=frozenset(), seconds=890)

    assert not shown(WELL, step("toe_stretch", seconds=20), [nameless])


def test_a_step_without_length_is_no_harm_and_a_day_is_too_long():
    assert shown(WELL, replace(LOOK, seconds=0))
    assert shown(WELL, replace(LOOK, seconds=86_400))
    assert not shown(WELL, replace(LOOK, seconds=86_401))


# --- words ----------------------------------------------------------------------------------

SENTENCES = [
    text
    for room in (walls, steps)
    for name, text in vars(room).items()
    if name.isupper() and isinstance(text, str) and not name.startswith("_")
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_reason_is_short_and_plain(sentence):
    assert len(sentence.split()) <= 15
    assert sentence[0].isupper()
    assert sentence.endswith(".")


def test_each_wall_has_a_sentence_of_its_own():
    assert len(SENTENCES) == len(set(SENTENCES)) > 10


def newer(*held, zones=(Zone.ARCH_INNER,), pressure=Pressure.RUB_IN, **more):
    """A technique that came after the table, in the groups it says it belongs to."""
    known = frozenset(Group(group) for group in held)
    return replace(
        RUBBING, technique="knuckles", groups=known, zones=zones, pressure=pressure, **more
    )


def test_a_newer_technique_is_held_to_the_groups_zones_and_pressure_it_claims():
    assert shown(person(), newer("RUB"))
    assert not shown(person(touch_hurts="left"), newer("RUB", side=Side.LEFT))
    sore = person(sore_patch="left", sore_patch_zones=("arch_inner",), red_stays="no")
    assert not shown(sore, newer("RUB", side=Side.LEFT))
    assert not shown(person(fragile_skin="yes"), newer("RUB"))
    assert not shown(person(), newer("CAN", zones=(), pressure=None))
    assert not shown(person(oil_patch_clear="no"), newer("OIL", "CAR"))


def test_a_newer_technique_that_touches_and_belongs_to_no_group_is_not_shown():
    assert not shown(person(), newer())
    assert not shown(person(), newer(zones=()))
    assert shown(person(), newer(zones=(), pressure=None))


def test_a_newer_technique_counts_towards_the_foots_minutes():
    long = newer("RUB", side=Side.LEFT, seconds=15 * 60)

    assert refusal(person(), (), long) is None
    assert refusal(person(), (long,), replace(long, seconds=1)) is not None


@pytest.mark.parametrize(
    "touching",
    [
        {"zones": (Zone.HEEL,)},
        {"points": (Point.NEAR_HEEL,)},
        {"pressure": HOLD},
        {"zones": (Zone.HEEL,), "points": (Point.NEAR_HEEL,)},
        {"zones": (Zone.HEEL,), "pressure": HOLD},
    ],
    ids=str,
)
def test_each_way_of_touching_without_a_group_is_refused(touching):
    assert not shown(person(), newer(**{"zones": (), "pressure": None, **touching}))
    assert shown(person(), newer("HOLD", **{"zones": (), "pressure": None, **touching}))


def test_a_newer_scented_oil_counts_towards_the_foots_minutes_too():
    scent = newer("OIL", side=Side.LEFT, seconds=15 * 60)

    assert shown(WELL, scent)
    assert not shown(WELL, replace(scent, seconds=1), (scent,))


@pytest.mark.parametrize("technique", ["room", "quiet_rest"])
def test_what_touches_no_foot_cannot_claim_that_it_rubs(technique):
    posing = step(technique, groups=frozenset({Group.RUB}), zones=(Zone.HEEL,), pressure=SPREAD)

    assert refusal(WELL, (), posing) == steps.NOT_KNOWN


def test_a_technique_without_a_line_of_its_own_holds_presses_and_touches_nothing():
    assert steps._Known() == steps._Known(frozenset(), frozenset(), None, HOLD, frozenset())


@pytest.mark.parametrize("worry", ["wound", "gout", "injury"])
@pytest.mark.parametrize("risk", ["diabetes", "numb_feet", "poor_circulation"])
def test_a_risk_that_was_not_asked_about_is_not_plainly_denied(worry, risk):
    assert walls_of(person(**{worry: "left"})).closed == {LEFT}
    assert walls_of(silent(risk, **{worry: "left"})).closed == frozenset()
