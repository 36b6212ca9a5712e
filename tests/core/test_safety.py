"""Safety by example: what a podiatrist would look up, one case a test."""

from dataclasses import replace

import pytest

from instep.core.body import Side, Zone
from instep.core.catalog import Bath, Group, Pressure
from instep.core.safety.clearance import Action, Contact, Rule, Spared, Stops, decide
from instep.core.safety.facts import ALWAYS, NEVER, SILENT, Fact, Facts, Truth
from instep.core.safety.water import water_is_right
from tests.make import healthy, house, judged, screen
from tests.worlds import RULES, cleared, someone

PLAIN = Rule("X", ("sleepy",), Action.ADAPT, None, None, None, ())
SLEEPY = {"sleepy": "yes", "wound": "left", "touch_test_missed": 3}


def by(rule, **said):
    """What this one rule says of someone with these answers."""
    return decide((rule,), screen(someone({**SLEEPY, **said})))


# -- The scales --------------------------------------------------------------------------------


def test_actions_rise_from_go_to_emergency():
    names = ["GO", "ADAPT", "STOP", "FOOT_TEAM", "URGENT", "EMERGENCY"]

    assert [action.name for action in sorted(Action)] == names
    assert [int(action) for action in Action] == [0, 1, 2, 3, 4, 5]


def test_facts_rise_from_false_over_silence_and_doubt_to_true():
    assert [fact.name for fact in sorted(Fact)] == ["FALSE", "MISSING", "UNKNOWN", "TRUE"]
    assert [int(fact) for fact in Fact] == [0, 1, 2, 3]


def test_what_always_holds_never_holds_or_is_silent_is_so_on_both_feet():
    assert (Fact.TRUE, Fact.TRUE, frozenset(), False) == ALWAYS
    assert (Fact.FALSE, Fact.FALSE, frozenset(), False) == NEVER
    assert (Fact.MISSING, Fact.MISSING, frozenset(), False) == SILENT


@pytest.mark.parametrize(
    ("answer", "fact"),
    [
        ("yes", Fact.TRUE),
        ("no", Fact.FALSE),
        ("not_sure", Fact.UNKNOWN),
        (None, Fact.MISSING),
    ],
)
def test_a_plain_answer_is_as_true_on_either_foot(answer, fact):
    facts = Facts(screen(someone({"fever": answer})))

    assert facts["fever"] == Truth(fact, fact, frozenset({"fever"}), sided=False)


@pytest.mark.parametrize(
    ("answer", "left", "right"),
    [
        ("no", Fact.FALSE, Fact.FALSE),
        ("left", Fact.TRUE, Fact.FALSE),
        ("right", Fact.FALSE, Fact.TRUE),
        ("both", Fact.TRUE, Fact.TRUE),
        ("not_sure", Fact.UNKNOWN, Fact.UNKNOWN),
        (None, Fact.MISSING, Fact.MISSING),
    ],
)
def test_a_sided_answer_is_true_where_it_was_said(answer, left, right):
    facts = Facts(screen(someone({"gout": answer})))

    assert facts["gout"] == Truth(left, right, frozenset({"gout"}), sided=True)


def test_a_fact_without_a_side_is_about_both_feet_however_it_came_about():
    assert Truth(Fact.TRUE, Fact.FALSE).side is Side.BOTH
    assert Truth(Fact.TRUE, Fact.FALSE, sided=True).side is Side.LEFT


@pytest.mark.parametrize("quiet", [Fact.FALSE, Fact.MISSING])
def test_a_silent_foot_is_not_the_side_of_a_fact(quiet):
    assert Truth(Fact.UNKNOWN, quiet, sided=True).side is Side.LEFT
    assert Truth(quiet, Fact.UNKNOWN, sided=True).side is Side.RIGHT
    assert not Truth(quiet, quiet, sided=True).holds


def test_two_facts_joined_have_a_side_when_either_has():
    sided, plain = Truth(Fact.TRUE, Fact.FALSE, sided=True), ALWAYS

    assert [(sided | plain).sided, (plain | sided).sided] == [True, True]
    assert [(sided & plain).sided, (plain & sided).sided] == [True, True]
    assert not (plain | plain).sided
    assert not (plain & plain).sided


def test_each_fact_is_worked_out_once():
    facts = Facts(screen(healthy()))

    assert facts["at_risk"] is facts["at_risk"]


# -- The smallest rule -------------------------------------------------------------------------


def test_a_rule_spares_and_limits_nothing_that_its_row_does_not_name():
    explicit = Rule(
        id="X",
        when=("sleepy",),
        action=Action.ADAPT,
        stops=None,
        contact=None,
        contact_unsure=None,
        source=(),
        pressure_at_most=None,
        minutes_per_foot=None,
        minutes_total=None,
        spares=frozenset(),
        spares_there=frozenset(),
        zones_from=None,
        oils=frozenset(),
        carriers={},
        musts=frozenset(),
        offers=frozenset(),
        offers_where_free={},
        is_finding=True,
    )

    assert explicit == PLAIN
    assert PLAIN.is_finding is True
    assert by(PLAIN).spared == ()


def test_a_spared_group_that_names_no_zone_is_the_whole_side():
    assert Spared(Group.RUB, Side.LEFT) == Spared(Group.RUB, Side.LEFT, ())


def test_a_rule_that_takes_its_zones_from_a_question_without_any_spares_the_whole_side():
    rule = replace(PLAIN, spares_there=frozenset({Group.RUB}), zones_from="wound")

    assert by(rule).spared == (Spared(Group.RUB, Side.BOTH),)


def test_carriers_are_spared_by_the_words_of_a_list_and_never_by_another_answer():
    rule = replace(PLAIN, when=("toes_not_felt",), carriers={"nut": frozenset({"almond"})})

    assert by(rule).carriers_spared == ()
    assert cleared({"skin_allergy": ["nut"]}).carriers_spared == ("almond",)
    assert cleared({"skin_allergy": ["eczema", "coconut"]}).carriers_spared == ("coconut",)


def test_a_book_without_the_row_that_asks_still_lets_nobody_begin_in_silence():
    clearance = decide((), screen({}))

    assert clearance.action is Action.GO
    assert clearance.missing
    assert not clearance.may_begin


def test_unanswered_questions_are_named_and_are_no_doubt():
    (finding,) = judged(someone({"sleepy": None, "gout": None})).findings

    assert (finding.rule.id, finding.because) == ("ASK", ("gout", "sleepy"))
    assert not finding.unsure


# -- Doubt -------------------------------------------------------------------------------------


def test_a_doubt_about_an_emergency_is_urgent_and_has_a_contact_of_its_own():
    sure, unsure = (cleared({"chest": said}).findings[0] for said in ("yes", "not_sure"))

    assert (sure.action, sure.contact) == (Action.EMERGENCY, Contact("emergency", "now"))
    assert (unsure.action, unsure.contact) == (Action.URGENT, Contact("doctor", "same_day"))
    assert (sure.unsure, unsure.unsure) == (False, True)


def test_a_doubt_about_less_than_an_emergency_stays_what_it_is():
    (finding,) = cleared({"calf": "not_sure"}).findings

    assert (finding.action, finding.contact) == (Action.URGENT, Contact("doctor", "same_day"))
    assert finding.unsure


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        ({"told_lops": "yes"}, ("told_lops",)),
        ({"touch_test_missed": 2}, ("touch_test_missed",)),
        ({"told_lops": "yes", "touch_test_missed": 2}, ("told_lops", "touch_test_missed")),
        ({"diabetes": "yes"}, ("diabetes", "touch_test_missed")),
        ({"told_lops": "not_sure", "touch_test_missed": 0}, ("told_lops",)),
        ({"told_lops": "not_sure"}, ("told_lops",)),
        (
            {"told_lops": "not_sure", "diabetes": "not_sure"},
            ("diabetes", "told_lops", "touch_test_missed"),
        ),
    ],
    ids=str,
)
def test_lost_feeling_names_what_was_said_and_the_test_that_would_settle_it(said, reasons):
    (finding,) = cleared(said, (RULES["R08a"],)).findings

    assert finding.because == reasons


def test_only_the_risks_that_were_said_are_given_as_reasons():
    (finding,) = cleared({"wound": "left", "numb_feet": "not_sure"}, (RULES["R01a"],)).findings

    assert finding.because == ("numb_feet", "wound")


# -- One foot ----------------------------------------------------------------------------------


def test_a_closed_foot_keeps_slow_breathing_and_shuts_out_no_candle_of_its_own():
    clearance = cleared({"bone_or_surgery": "right"}, (RULES["R10"],))
    shut = {spared.group for spared in clearance.spared}

    assert shut == set(Group) - {Group.CAN, Group.BREATHE}
    assert {spared.side for spared in clearance.spared} == {Side.RIGHT}
    assert clearance.closed == (Side.RIGHT,)


def test_a_sore_heel_spares_the_heel_and_two_sore_heels_both():
    heel = {"sore_patch_zones": ["heel"], "red_stays": "no"}
    left, both = (
        cleared({"sore_patch": side, **heel}, (RULES["R12a"],)) for side in ("left", "both")
    )

    assert left.spared_on({Group.RUB}, Side.LEFT) == {Zone.HEEL}
    assert left.spared_on({Group.RUB}, Side.RIGHT) == frozenset()
    assert left.spared_on({Group.HOLD}, Side.LEFT) == frozenset()
    assert both.spared[0] == Spared(Group.ACU, Side.BOTH, (Zone.HEEL,))


def test_groups_are_asked_about_together_and_the_whole_side_outweighs_a_zone():
    said = {"sore_patch": "left", "sore_patch_zones": ["heel"], "red_stays": "no"}
    clearance = cleared({**said, "touch_hurts": "right", "insulin_in_leg": "yes"})

    assert clearance.spared_on({Group.RUB, Group.CAR}, Side.LEFT) == {Zone.HEEL}
    assert clearance.spared_on({Group.RUB, Group.LEG}, Side.LEFT) is None
    assert clearance.spared_on({Group.RUB}, Side.RIGHT) is None
    assert clearance.spared_on({Group.ACT, Group.HOLD}, Side.RIGHT) == frozenset()
    assert clearance.spared_on((), Side.LEFT) == frozenset()


def test_a_hand_above_the_ankle_is_offered_where_the_leg_is_left_free():
    one_leg = {"touch_hurts": "both", "varicose": "left"}

    assert "ankle_hold" in cleared({"touch_hurts": "left"}).offers
    assert "ankle_hold" in cleared(one_leg).offers
    assert "ankle_hold" not in cleared({**one_leg, "varicose": "both"}).offers


# -- Limits ------------------------------------------------------------------------------------


def test_the_least_of_all_pressures_and_minutes_counts():
    said = {"told_lops": "yes", "fragile_skin": "yes", "soles_hard_to_see": "yes"}
    team = {"chemo": "now", "platelets": "ok", "chemo_team_ok": "yes"}
    clearance = cleared({**said, **team})

    assert clearance.limits.pressure is Pressure.SPREAD
    assert (clearance.limits.per_foot, clearance.limits.total) == (8, 10)


def test_the_least_of_two_rules_counts_whichever_comes_first():
    short = replace(PLAIN, minutes_per_foot=3, minutes_total=7, pressure_at_most=Pressure.HOLD)
    long = replace(PLAIN, minutes_per_foot=9, minutes_total=20, pressure_at_most=Pressure.RUB_IN)
    asked = screen(someone(SLEEPY))

    for book in ((short, long), (long, short)):
        limits = decide(book, asked).limits
        assert (limits.per_foot, limits.total, limits.pressure) == (3, 7, Pressure.HOLD)


# -- The water ---------------------------------------------------------------------------------

WATER = Bath(coolest=33.0, warmest=36.0, at_most=600)


@pytest.mark.parametrize("reading", [33.0, 33.1, 34.5, 36.0])
def test_a_bath_opens_on_a_reading_from_33_to_36_degrees(reading):
    assert water_is_right(WATER, reading) is True


@pytest.mark.parametrize(
    "reading", [None, 32.9, 36.1, 0.0, float("nan"), float("inf"), -float("inf")]
)
def test_no_reading_and_any_other_reading_keep_the_bath_shut(reading):
    assert water_is_right(WATER, reading) is False


# -- The night ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "breathes"),
    [
        ({}, True),
        ({"looked": "no"}, True),
        ({"wound": None, "chest": None}, True),
        ({"hot_swollen": "left"}, False),
        ({"calf": "left"}, False),
        ({"chest": "yes"}, False),
        ({"hangs_down": None}, False),
        ({"hangs_down": "not_sure"}, False),
        ({"adult": "no"}, False),
        ({"adult": "not_sure"}, False),
    ],
    ids=str,
)
def test_at_night_one_may_breathe_unless_called_to_care_or_a_child_or_not_asked(said, breathes):
    assert cleared(said).may_breathe is breathes


# -- Oil and bath ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "gentle"),
    [
        ({"age_65": "no"}, False),
        ({"age_65": "yes"}, True),
        ({"age_65": "not_sure"}, True),
        ({}, True),
        ({"age_65": "no", "diabetes": "yes", "touch_test_missed": 1}, False),
        ({"age_65": "no", "diabetes": "yes"}, True),
        ({"age_65": "no", "told_lops": "yes"}, True),
        ({"age_65": "no", "told_lops": None}, True),
    ],
    ids=str,
)
def test_oil_is_mixed_gently_for_the_old_and_for_feet_that_may_not_feel(said, gentle):
    assert cleared(said).gentle_oil is gentle


@pytest.mark.parametrize(
    "doubt",
    [
        {"diabetes": "yes", "touch_test_missed": 0},
        {"told_lops": "not_sure", "touch_test_missed": 0},
        {"poor_circulation": "yes"},
        {"calf_on_walking": "not_sure"},
        {"wound": "left"},
        {"infection": "right"},
        {"black_or_blue": "both"},
        {"sore_patch": "not_sure"},
        {"fungus": "left"},
        {"swollen_legs": None},
        {"hand_foot_syndrome": "yes"},
        {"pulses_ok": None},
        {"pulses_ok": "not_sure"},
    ],
    ids=str,
)
def test_one_doubt_keeps_the_bath_shut_by_itself(doubt):
    row = (RULES["B1"],)

    assert cleared({"pulses_ok": "yes"}, row).spared == ()
    assert cleared({"pulses_ok": "yes", **doubt}, row).spared == (Spared(Group.BATH, Side.BOTH),)


# -- Silence as a fact -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["chemo_now", "not_adult", "platelets_low", "lops", "both_feet_missing"]
)
def test_what_nobody_was_asked_is_neither_true_nor_false(name):
    assert Facts(screen({}))[name] == SILENT


@pytest.mark.parametrize(
    ("said", "name", "truth"),
    [
        ({"adult": "not_sure"}, "not_adult", Truth(Fact.TRUE, Fact.TRUE, frozenset({"adult"}))),
        (
            {"told_lops": "not_sure"},
            "lops",
            Truth(Fact.UNKNOWN, Fact.UNKNOWN, frozenset({"told_lops"})),
        ),
    ],
    ids=str,
)
def test_what_has_no_side_is_as_true_on_either_foot(said, name, truth):
    assert Facts(screen(someone(said)))[name] == truth


def test_with_both_feet_gone_diabetes_counts_as_past_harm():
    clearance = cleared({"missing_foot": "both", "diabetes": "yes", "touch_test_missed": 0})

    assert [finding.rule.id for finding in clearance.findings] == ["R09", "R41b"]


def test_the_rules_name_stops_only_where_something_stops():
    for rule in house().rules:
        assert (rule.stops is None) is (rule.action < Action.STOP and rule.id != "R41")
        assert rule.stops in (None, *Stops)
