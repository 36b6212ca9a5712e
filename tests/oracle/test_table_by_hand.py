"""The oracle itself, held against sentences of the rules looked up by hand, a person at a time."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from .table import RULES, judge

TODAY = dt.date(2026, 10, 10)
CASES = Path(__file__).parent.parent / "cases"

PLAIN_ABOUT = {
    "adult": "yes",
    "diabetes": "no",
    "numb_feet": "no",
    "told_lops": "no",
    "poor_circulation": "no",
    "calf_on_walking": "no",
    "foot_history": "no",
    "missing_foot": "no",
    "bone_or_surgery": "no",
    "fragile_bones": "no",
    "fragile_skin": "no",
    "blood_thinner": "no",
    "clot": "no",
    "chemo": "never",
    "hand_foot_syndrome": "no",
    "oxaliplatin": "no",
    "tumour_or_radiotherapy": "no",
    "swollen_legs": "no",
    "varicose": "no",
    "pregnant": "no",
    "seizures": "no",
    "g6pd": "no",
    "atrial_fibrillation": "no",
    "scent_trouble": "no",
    "home_oxygen": "no",
    "soles_hard_to_see": "no",
    "hard_to_reach": "no",
    "cannot_say": "no",
    "insulin_in_leg": "no",
}
PLAIN_TODAY = {
    "chest": "no",
    "sudden_weakness": "no",
    "saddle": "no",
    "fever": "no",
    "calf": "no",
    "new_swelling": "no",
    "tender_cord": "no",
    "hangs_down": "no",
    "new_weakness": "no",
    "looked": "yes",
    "wound": "no",
    "infection": "no",
    "black_or_blue": "no",
    "sore_patch": "no",
    "hot_swollen": "no",
    "sudden_cold": "no",
    "injury": "no",
    "gout": "no",
    "touch_hurts": "no",
    "fungus": "no",
    "sleepy": "no",
}
ONLY_SOMETIMES_ABOUT = {
    "asked_on",
    "cause_known",
    "chemo_team_ok",
    "cleared_by_clinician",
    "oil_patch_clear",
    "platelets",
    "pulses_ok",
    "skin_allergy",
    "touch_test_missed",
    "touch_test_on",
}


def someone(without: str = "", **answers: Any) -> dict[str, Any]:
    """What the table says of a person whose every other answer is the plain one."""
    about: dict[str, Any] = dict(PLAIN_ABOUT)
    today: dict[str, Any] = dict(PLAIN_TODAY)
    for question, answer in answers.items():
        lasting = question in about or question in ONLY_SOMETIMES_ABOUT
        (about if lasting else today)[question] = answer
    for question in without.split():
        about.pop(question, None)
        today.pop(question, None)
    return judge({"about": about, "today": today}, TODAY)


def days_ago(days: int) -> str:
    return (TODAY - dt.timedelta(days=days)).isoformat()


def cleared(rule: str, days: int = 10) -> list[dict[str, str]]:
    return [{"rule": rule, "on": days_ago(days)}]


def rules(clearance: dict[str, Any]) -> list[str]:
    return [finding["rule"] for finding in clearance["findings"]]


def found(clearance: dict[str, Any], rule: str) -> dict[str, Any]:
    (only,) = [finding for finding in clearance["findings"] if finding["rule"] == rule]
    return dict(only)


def spared(clearance: dict[str, Any]) -> set[tuple[str, str, tuple[str, ...]]]:
    return {(s["group"], s["side"], tuple(s["zones"])) for s in clearance["spared"]}


def whole(groups: str, side: str = "both") -> set[tuple[str, str, tuple[str, ...]]]:
    return {(group, side, ()) for group in groups.split()}


USUAL = whole("BATH CAN OIL")  # no pulse check, no candle ever, no patch test


# ------------------------------------------------------------------ nothing at all, and silence


def test_a_person_with_every_plain_no_may_begin_and_nothing_is_found() -> None:
    assert someone() == {
        "action": "GO",
        "may_begin": True,
        "closed": [],
        "pressure_at_most": 3,
        "minutes_at_most": {"per_foot": None, "total": None},
        "spared": [
            {"group": "BATH", "side": "both", "zones": []},
            {"group": "CAN", "side": "both", "zones": []},
            {"group": "OIL", "side": "both", "zones": []},
        ],
        "oils_spared": [],
        "carriers_spared": [],
        "musts": [],
        "offers": ["warm_wash"],
        "findings": [],
        "missing": [],
    }


def test_a_person_who_was_asked_nothing_is_asked_everything_and_sent_nowhere() -> None:
    clearance = judge({}, TODAY)
    assert rules(clearance) == ["ASK"]
    assert found(clearance, "ASK")["contact"] is None
    assert clearance["action"] == "STOP"
    assert not clearance["may_begin"]
    assert clearance["missing"] == [*PLAIN_ABOUT, *PLAIN_TODAY]


def test_a_person_who_skipped_one_question_cannot_begin_and_it_is_named() -> None:
    clearance = someone(without="gout")
    assert (clearance["missing"], rules(clearance)) == (["gout"], ["ASK"])


def test_a_person_who_skipped_questions_with_a_wound_is_still_sent_for_the_wound() -> None:
    clearance = someone(without="diabetes", wound="left", poor_circulation="yes")
    assert rules(clearance) == ["R01a", "R01d", "R07a", "ASK"]
    assert clearance["action"] == "URGENT"


def test_a_person_with_a_wound_and_unasked_about_diabetes_gets_neither_twin() -> None:
    assert rules(someone(without="diabetes", wound="left")) == ["ASK"]


# ------------------------------------------------------------------ R01-R06: the skin and the leg


def test_a_person_with_diabetes_and_a_wound_sees_the_foot_team() -> None:
    clearance = someone(diabetes="yes", wound="left")
    finding = found(clearance, "R01a")
    assert finding["contact"] == {"who": "foot_team", "within": "1_working_day"}
    assert (finding["action"], finding["stops"], finding["side"]) == (
        "FOOT_TEAM",
        "session",
        "left",
    )
    assert clearance["closed"] == []


def test_a_person_with_diabetes_a_wound_and_a_fever_calls_for_help_now() -> None:
    finding = found(someone(diabetes="yes", wound="right", fever="yes"), "R01b")
    assert finding["action"] == "EMERGENCY"
    assert finding["contact"] == {"who": "emergency", "within": "now"}


def test_a_person_not_sure_of_the_fever_beside_that_wound_gets_help_the_same_day() -> None:
    finding = found(someone(diabetes="yes", wound="right", fever="not_sure"), "R01b")
    assert finding["action"] == "URGENT"
    assert finding["contact"] == {"who": "doctor", "within": "same_day"}


def test_a_person_plainly_not_at_risk_with_a_wound_closes_that_side_only() -> None:
    clearance = someone(wound="left", pulses_ok="yes")
    assert rules(clearance) == ["R01c"]
    assert found(clearance, "R01c")["stops"] == "side"
    assert (clearance["closed"], clearance["may_begin"]) == (["left"], True)
    closed = whole("HOLD RUB STR ACT ACU ROL CAR LEG", "left")
    assert spared(clearance) == closed | USUAL


def test_a_person_not_sure_of_a_wound_has_both_sides_closed_and_cannot_begin() -> None:
    clearance = someone(wound="not_sure")
    assert clearance["closed"] == ["left", "right"]
    assert (clearance["action"], clearance["may_begin"]) == ("STOP", False)


def test_a_person_not_sure_of_diabetes_with_a_wound_gets_the_stricter_twin() -> None:
    felt: dict[str, Any] = {"touch_test_missed": 0, "touch_test_on": days_ago(1)}
    assert rules(someone(diabetes="not_sure", wound="left", **felt)) == ["R01a"]


def test_a_person_with_poor_blood_flow_and_a_wound_gets_help_the_same_day() -> None:
    assert found(someone(poor_circulation="yes", wound="both"), "R01d")["action"] == "URGENT"


def test_a_person_with_an_infection_and_a_fever_calls_for_help_now() -> None:
    clearance = someone(infection="left", fever="yes")
    assert rules(clearance) == ["R02a", "R02b", "R40a"]
    assert clearance["action"] == "EMERGENCY"


def test_a_person_with_a_black_toe_calls_for_help_now() -> None:
    assert someone(black_or_blue="right")["action"] == "EMERGENCY"


def test_a_person_not_sure_of_a_black_toe_gets_help_the_same_day_for_both_feet() -> None:
    finding = found(someone(black_or_blue="not_sure"), "R02c")
    assert (finding["action"], finding["side"]) == ("URGENT", "both")


def test_a_person_at_risk_with_fever_and_a_patch_that_stays_red_calls_for_help_now() -> None:
    clearance = someone(
        diabetes="yes", fever="yes", sore_patch="left", red_stays="yes", hot_swollen="right"
    )
    assert found(clearance, "R02d")["action"] == "EMERGENCY"
    assert found(clearance, "R02d")["side"] == "both"
    assert found(clearance, "R02e")["action"] == "URGENT"


def test_a_patch_that_turns_pale_gives_no_side_to_the_fever_finding() -> None:
    clearance = someone(fever="yes", sore_patch="left", red_stays="no", hot_swollen="right")
    assert found(clearance, "R02e")["side"] == "right"


def test_a_person_with_a_hot_swollen_foot_sees_the_foot_team_and_stays_off_it() -> None:
    clearance = someone(hot_swollen="left")
    assert (rules(clearance), clearance["musts"]) == (["R03"], ["stay_off_foot"])


def test_a_person_with_a_sore_calf_gets_help_the_same_day() -> None:
    finding = found(someone(calf="right"), "R04a")
    assert (finding["action"], finding["side"]) == ("URGENT", "right")


def test_a_person_short_of_breath_calls_for_help_now() -> None:
    assert found(someone(chest="yes"), "R04b")["action"] == "EMERGENCY"


def test_a_person_whose_foot_turned_cold_calls_for_help_now() -> None:
    assert found(someone(sudden_cold="left"), "R05")["action"] == "EMERGENCY"


def test_a_person_who_hangs_the_leg_down_at_night_gets_help_unless_a_clinician_said_yes() -> None:
    assert someone(hangs_down="not_sure")["action"] == "URGENT"
    assert someone(hangs_down="yes", cleared_by_clinician=cleared("R06"))["action"] == "GO"


# ------------------------------------------------------------------ R07-R09: flow, feeling, past


def test_a_person_with_poor_blood_flow_stops_until_a_clinician_says_yes() -> None:
    assert rules(someone(calf_on_walking="yes")) == ["R07a"]
    clearance = someone(calf_on_walking="yes", cleared_by_clinician=cleared("R07"))
    assert rules(clearance) == ["R07b"]
    assert (clearance["pressure_at_most"], clearance["musts"]) == (2, ["no_leg_raised"])
    assert spared(clearance) == USUAL | whole("ROL ACU")


def test_a_clearance_counts_for_a_hundred_and_eighty_days_and_no_longer() -> None:
    last = someone(poor_circulation="yes", cleared_by_clinician=cleared("R07", 180))
    over = someone(poor_circulation="yes", cleared_by_clinician=cleared("R07", 181))
    assert (rules(last), rules(over)) == (["R07b"], ["R07a"])


def test_a_person_who_missed_two_toes_has_lost_feeling() -> None:
    clearance = someone(touch_test_missed=2, touch_test_on=days_ago(365))
    assert rules(clearance) == ["R08a", "R08b"]
    assert clearance["minutes_at_most"] == {"per_foot": 8, "total": None}
    assert clearance["musts"] == ["skin_look_before_and_after"]
    assert spared(clearance) == USUAL | whole("ROL")


def test_a_touch_test_a_day_over_a_year_old_counts_as_not_done() -> None:
    assert rules(someone(touch_test_missed=2, touch_test_on=days_ago(366))) == []


def test_a_person_with_diabetes_and_no_touch_test_is_handled_as_if_feeling_were_lost() -> None:
    clearance = someone(diabetes="yes")
    assert rules(clearance) == ["R08a", "R08b"]
    assert found(clearance, "R08a")["contact"] is None


def test_a_person_with_diabetes_who_missed_one_toe_has_feeling() -> None:
    assert rules(someone(diabetes="yes", touch_test_missed=1, touch_test_on=days_ago(1))) == []


def test_a_person_who_skipped_told_lops_is_asked_while_it_could_still_be_a_no() -> None:
    assert rules(someone(without="told_lops")) == ["ASK"]


def test_a_person_who_skipped_told_lops_but_has_diabetes_counts_as_unsure_of_feeling() -> None:
    assert rules(someone(without="told_lops", diabetes="yes")) == ["R08a", "R08b", "ASK"]


def test_a_helper_may_roll_the_ball_where_feeling_is_lost() -> None:
    assert rules(someone(told_lops="yes", with_helper="yes")) == ["R08a"]


def test_a_person_not_sure_of_lost_feeling_is_at_risk_as_far_as_a_wound_goes() -> None:
    assert rules(someone(told_lops="not_sure", wound="left")) == ["R01a", "R08a", "R08b"]


def test_a_person_with_a_past_ulcer_stops_until_a_clinician_says_yes() -> None:
    assert rules(someone(foot_history="yes")) == ["R09"]
    assert rules(someone(foot_history="yes", cleared_by_clinician=cleared("R09"))) == []


def test_a_missing_foot_alone_is_no_past_ulcer_but_with_diabetes_it_is() -> None:
    felt: dict[str, Any] = {"touch_test_missed": 0, "touch_test_on": days_ago(1)}
    assert rules(someone(missing_foot="left")) == ["R41"]
    assert rules(someone(missing_foot="left", diabetes="yes", **felt)) == ["R09", "R41"]
    assert "R09" in rules(someone(missing_foot="left", calf_on_walking="not_sure"))


# ------------------------------------------------------------------ R10-R20: bone, blood, chemo


def test_a_person_with_metal_that_hurts_in_one_foot_closes_that_foot() -> None:
    clearance = someone(bone_or_surgery="right")
    assert (clearance["action"], clearance["closed"]) == ("STOP", ["right"])
    assert clearance["may_begin"]


def test_a_person_with_gout_and_numb_feet_sees_the_foot_team() -> None:
    assert "R11c" in rules(someone(gout="left", numb_feet="yes", cause_known="yes"))
    assert rules(someone(gout="left")) == ["R11b"]


def test_a_corn_on_one_toe_spares_that_toe_alone() -> None:
    clearance = someone(sore_patch="left", red_stays="no", sore_patch_zones=["toe_2", "heel"])
    spots = {(group, "left", ("heel", "toe_2")) for group in ("ACU", "ROL", "RUB")}
    assert spared(clearance) == USUAL | spots


def test_a_corn_nobody_placed_spares_the_whole_side() -> None:
    clearance = someone(sore_patch="right", red_stays="no", sore_patch_zones=[])
    assert spared(clearance) == USUAL | whole("ACU ROL RUB", "right")


def test_a_whole_side_swallows_its_single_zones() -> None:
    clearance = someone(
        sore_patch="both", red_stays="no", sore_patch_zones=["heel"], touch_hurts="left"
    )
    assert [s for s in clearance["spared"] if s["group"] == "RUB"] == [
        {"group": "RUB", "side": "left", "zones": []},
        {"group": "RUB", "side": "right", "zones": ["heel"]},
    ]


def test_a_person_with_a_patch_that_stays_red_sees_the_foot_team() -> None:
    assert rules(someone(sore_patch="left", red_stays="not_sure")) == ["R12a", "R12b"]


def test_a_person_with_a_sore_patch_must_say_whether_it_stays_red() -> None:
    clearance = someone(sore_patch="not_sure")
    assert clearance["missing"] == ["red_stays"]
    assert rules(clearance) == ["R12a", "ASK"]


def test_a_person_on_a_blood_thinner_has_a_bruise_look_next_day() -> None:
    clearance = someone(blood_thinner="yes")
    assert (clearance["pressure_at_most"], clearance["musts"]) == (2, ["bruise_look_next_day"])
    assert spared(clearance) == USUAL | whole("ACU ROL")


def test_very_low_platelets_stop_the_session_even_without_chemotherapy() -> None:
    assert rules(someone(platelets="very_low")) == ["R14a"]
    assert rules(someone(platelets="low")) == ["R14b"]


def test_a_person_on_chemotherapy_is_asked_for_platelets_and_for_the_teams_word() -> None:
    assert someone(chemo="under_6_months")["missing"] == ["platelets", "chemo_team_ok"]
    assert someone(chemo="over_6_months")["missing"] == []


def test_a_person_on_chemotherapy_with_unknown_platelets_asks_the_cancer_team_first() -> None:
    assert rules(someone(chemo="now", platelets="unknown", chemo_team_ok="yes")) == [
        "R14c",
        "R15b",
    ]


def test_a_person_after_chemotherapy_may_begin_softly_once_the_team_said_yes() -> None:
    clearance = someone(chemo="under_6_months", platelets="unknown", chemo_team_ok="yes")
    assert rules(clearance) == ["R15b"]
    assert clearance["pressure_at_most"] == 1
    assert clearance["minutes_at_most"] == {"per_foot": None, "total": 20}


def test_a_person_not_sure_of_the_teams_word_stops_and_no_twin_stands_beside_it() -> None:
    assert rules(someone(chemo="now", platelets="ok", chemo_team_ok="not_sure")) == ["R15a"]


def test_a_person_with_sore_peeling_soles_is_offered_cream_by_patting() -> None:
    clearance = someone(hand_foot_syndrome="yes")
    assert clearance["offers"] == ["warm_wash", "cream_pat"]
    assert spared(clearance) == USUAL | whole("RUB ROL ACU STR")


def test_one_swollen_foot_is_more_urgent_than_two() -> None:
    assert rules(someone(new_swelling="left")) == ["R19a"]
    assert rules(someone(new_swelling="not_sure")) == ["R19a"]
    assert someone(new_swelling="both")["action"] == "FOOT_TEAM"


def test_a_person_with_long_swollen_legs_begins_softly_once_a_clinician_said_yes() -> None:
    assert rules(someone(swollen_legs="yes")) == ["R19c"]
    clearance = someone(swollen_legs="yes", cleared_by_clinician=cleared("R19"))
    assert (rules(clearance), clearance["pressure_at_most"]) == (["R19d"], 1)


def test_varicose_veins_in_one_leg_spare_that_leg_above_the_ankle() -> None:
    assert spared(someone(varicose="right")) == USUAL | whole("LEG", "right")


# ------------------------------------------------------------------ R21-R37: oils, help, comfort


def test_a_pregnant_person_with_new_swelling_calls_the_maternity_unit_now() -> None:
    finding = found(someone(pregnant="yes", new_swelling="both"), "R21b")
    assert finding["action"] == "URGENT"
    assert finding["contact"] == {"who": "maternity", "within": "now"}
    assert finding["side"] == "both"


def test_a_home_with_seizures_keeps_all_nine_oils_away_in_sorted_order() -> None:
    oils = someone(seizures="not_sure", atrial_fibrillation="yes")["oils_spared"]
    assert oils == sorted(oils)
    assert len(oils) == 10
    assert "peppermint" in oils


def test_oxygen_in_the_home_spares_candle_oil_and_cream() -> None:
    assert spared(someone(home_oxygen="yes")) == USUAL | whole("CAR")


def test_a_nut_allergy_spares_almond_and_every_scented_oil() -> None:
    clearance = someone(skin_allergy=["nut", "coconut"], oil_patch_clear="yes")
    assert clearance["carriers_spared"] == ["almond", "coconut"]
    assert spared(clearance) == USUAL


def test_a_person_not_sure_of_help_gets_both_the_helpers_row_and_the_lone_row() -> None:
    clearance = someone(soles_hard_to_see="yes", cannot_say="yes", with_helper="not_sure")
    assert rules(clearance) == ["R28a", "R28b", "R45a", "R45b"]
    assert clearance["minutes_at_most"]["total"] == 10
    assert clearance["musts"] == [
        "helper_looks_at_skin",
        "camera_or_mirror_look",
        "helper_watches_face",
    ]


def test_a_person_alone_who_cannot_reach_keeps_moving_breathing_and_a_soft_pad() -> None:
    clearance = someone(hard_to_reach="yes")
    assert clearance["offers"] == ["warm_wash", "soft_pad_strokes", "active_toes", "breathing"]
    assert spared(clearance) == USUAL | whole("ACU RUB STR ROL")


def test_a_person_under_eighteen_stops() -> None:
    assert rules(someone(adult="no")) == ["R31"]
    assert rules(someone(adult="not_sure")) == ["R31"]


def test_fungus_on_one_foot_spares_the_ball_there_and_the_bath_for_both() -> None:
    clearance = someone(fungus="left", pulses_ok="yes")
    assert spared(clearance) == USUAL | whole("ROL", "left")
    assert clearance["musts"] == ["no_oil_between_toes", "own_towel_and_ball"]


def test_a_person_whom_touch_hurts_is_offered_a_still_hand_above_the_ankle() -> None:
    assert "ankle_hold" in someone(touch_hurts="left")["offers"]
    assert "ankle_hold" in someone(touch_hurts="left", varicose="right")["offers"]
    assert "ankle_hold" not in someone(touch_hurts="left", insulin_in_leg="yes")["offers"]
    assert "ankle_hold" not in someone(touch_hurts="left", bone_or_surgery="left")["offers"]


def test_a_person_with_numb_feet_nobody_looked_into_hears_to_see_a_doctor() -> None:
    felt: dict[str, Any] = {"touch_test_missed": 0, "touch_test_on": days_ago(0)}
    clearance = someone(numb_feet="yes", cause_known="not_sure", **felt)
    assert (rules(clearance), clearance["musts"]) == (["R37"], ["see_doctor_about_cause"])
    assert someone(numb_feet="yes", **felt)["missing"] == ["cause_known"]


# ------------------------------------------------------------------ R39-K2: falls, fever, a look


def test_a_person_who_fell_closes_that_foot_or_sees_the_foot_team_when_at_risk() -> None:
    assert rules(someone(injury="left")) == ["R39b"]
    clearance = someone(injury="left", numb_feet="not_sure", cause_known="yes")
    assert "R39a" in rules(clearance)
    assert "stay_off_foot" in clearance["musts"]


def test_a_person_on_chemotherapy_with_a_fever_calls_the_cancer_team_now() -> None:
    chemo: dict[str, Any] = {"chemo": "now", "platelets": "ok", "chemo_team_ok": "yes"}
    sure = found(someone(fever="yes", **chemo), "R40b")
    unsure = found(someone(fever="not_sure", **chemo), "R40b")
    assert (sure["action"], unsure["action"]) == ("EMERGENCY", "URGENT")
    assert sure["contact"] == unsure["contact"] == {"who": "cancer_team", "within": "now"}


def test_a_person_with_one_foot_begins_on_the_other_and_gaps_are_not_compared() -> None:
    clearance = someone(missing_foot="left", temp_gap=9, temp_gap_yesterday=9)
    assert rules(clearance) == ["R41"]
    assert found(clearance, "R41") == {
        "rule": "R41",
        "action": "ADAPT",
        "stops": "side",
        "side": "left",
        "contact": None,
    }
    assert (clearance["closed"], clearance["may_begin"]) == (["left"], True)
    assert clearance["musts"] == ["no_left_right_comparison"]


def test_a_person_with_no_feet_stops_for_the_session() -> None:
    clearance = someone(missing_foot="both", temp_gap=9)
    assert rules(clearance) == ["R41b"]
    assert (found(clearance, "R41b")["stops"], clearance["closed"]) == ("session", [])


def test_a_person_with_one_foot_and_a_hurt_one_has_nothing_left_to_work_on() -> None:
    clearance = someone(missing_foot="left", bone_or_surgery="right")
    assert clearance["closed"] == ["left", "right"]
    assert not clearance["may_begin"]


def test_a_person_who_has_not_looked_looks_first() -> None:
    assert found(someone(looked="no"), "R42")["contact"] is None
    assert rules(someone(looked="not_sure")) == ["R42"]


def test_a_person_with_a_treated_clot_begins_softly_once_a_clinician_said_yes() -> None:
    assert rules(someone(clot="yes")) == ["R43a"]
    clearance = someone(clot="yes", cleared_by_clinician=cleared("R43"))
    assert (rules(clearance), clearance["pressure_at_most"]) == (["R43b"], 1)


def test_a_person_whose_skin_was_not_looked_at_when_due_looks_first() -> None:
    assert rules(someone(look_morning="not_sure")) == ["K1"]
    assert rules(someone(look_10min="left", open_referral="not_seen")) == ["K1", "K2"]
    assert rules(someone(open_referral="seen")) == []


# ------------------------------------------------------------------ the rows that stand alone


@pytest.mark.parametrize(
    ("question", "answer", "rule", "action", "pressure", "groups"),
    [
        ("fragile_bones", "yes", "R11a", "ADAPT", 3, "STR ROL"),
        ("platelets", "low", "R14b", "ADAPT", 1, "ROL ACU"),
        ("oxaliplatin", "yes", "R17", "ADAPT", 3, ""),
        ("tender_cord", "left", "R20b", "URGENT", 3, ""),
        ("pregnant", "not_sure", "R21a", "ADAPT", 3, "ACU LEG"),
        ("g6pd", "yes", "R23", "ADAPT", 3, ""),
        ("scent_trouble", "yes", "R25", "ADAPT", 3, ""),
        ("insulin_in_leg", "yes", "R33", "ADAPT", 3, "LEG"),
        ("new_weakness", "not_sure", "R35a", "URGENT", 3, ""),
        ("sudden_weakness", "yes", "R35b", "EMERGENCY", 3, ""),
        ("saddle", "not_sure", "R35b", "URGENT", 3, ""),
        ("sleepy", "yes", "R36", "ADAPT", 3, "ROL"),
        ("fever", "not_sure", "R40a", "STOP", 3, ""),
        ("fragile_skin", "yes", "R44", "ADAPT", 1, "ROL"),
        ("cannot_say", "yes", "R45b", "STOP", 3, ""),
    ],
)
def test_a_person_with_this_one_answer_meets_this_one_rule(
    question: str, answer: str, rule: str, action: str, pressure: int, groups: str
) -> None:
    clearance = someone(**{question: answer})
    assert rules(clearance) == [rule]
    assert (clearance["action"], clearance["pressure_at_most"]) == (action, pressure)
    assert spared(clearance) == USUAL | whole(groups)


# ------------------------------------------------------------------ T1-T3, B1, O1


def test_a_warm_swollen_foot_that_measures_warmer_too_sees_the_foot_team() -> None:
    clearance = someone(temp_gap=2.3, temp_warmer="left", hot_swollen="left")
    assert rules(clearance) == ["R03", "T1", "T3"]
    assert found(clearance, "T1")["side"] == "left"


def test_a_foot_warmer_two_days_running_sees_the_foot_team() -> None:
    assert rules(someone(temp_gap=2.3, temp_gap_yesterday=2.3)) == ["T2"]


def test_a_foot_warmer_today_alone_rests_and_is_measured_again() -> None:
    clearance = someone(temp_gap=2.3, temp_gap_yesterday=2.2, temp_warmer="right")
    assert (rules(clearance), clearance["closed"]) == (["T3"], ["right"])
    assert clearance["musts"] == ["measure_again_tomorrow"]


def test_a_gap_of_just_the_limit_is_not_above_it() -> None:
    assert rules(someone(temp_gap=2.2, temp_gap_yesterday=15)) == []


def test_a_warmer_foot_nobody_named_closes_both() -> None:
    assert someone(temp_gap=5)["closed"] == ["left", "right"]


def test_a_bath_needs_a_good_pulse_check_and_every_plain_no() -> None:
    assert "BATH" not in {group for group, _, _ in spared(someone(pulses_ok="yes"))}
    assert someone(pulses_ok="yes")["offers"] == []
    assert someone(pulses_ok="not_sure")["offers"] == ["warm_wash"]
    assert someone(pulses_ok="yes", without="fungus")["offers"] == ["warm_wash"]


def test_oil_needs_a_patch_test_that_stayed_clear() -> None:
    assert spared(someone(oil_patch_clear="yes")) == whole("BATH CAN")
    assert spared(someone(oil_patch_clear="not_sure")) == USUAL


# ------------------------------------------------------------------ how old answers may be


def test_an_answer_is_good_for_a_hundred_and_eighty_days_and_then_asked_again() -> None:
    assert someone(asked_on={"diabetes": days_ago(180)})["missing"] == []
    assert someone(asked_on={"diabetes": days_ago(181)})["missing"] == ["diabetes"]


def test_an_old_allergy_still_counts_and_an_old_pulse_check_does_not() -> None:
    old: dict[str, Any] = {"skin_allergy": days_ago(999), "pulses_ok": days_ago(999)}
    clearance = someone(skin_allergy=["nut"], pulses_ok="yes", asked_on=old)
    assert rules(clearance) == ["R30"]
    assert clearance["missing"] == []
    assert clearance["offers"] == ["warm_wash"]


def test_a_touch_test_and_a_clearance_age_by_their_own_dates_alone() -> None:
    clearance = someone(
        touch_test_missed=3,
        touch_test_on=days_ago(300),
        clot="yes",
        cleared_by_clinician=cleared("R43"),
        asked_on={
            "touch_test_missed": days_ago(300),
            "touch_test_on": days_ago(300),
            "cleared_by_clinician": days_ago(300),
        },
    )
    assert rules(clearance) == ["R08a", "R08b", "R43b"]


def test_old_platelets_are_asked_again_only_under_chemotherapy() -> None:
    old: dict[str, Any] = {"platelets": days_ago(181)}
    assert rules(someone(platelets="very_low", asked_on=old)) == []
    clearance = someone(chemo="now", platelets="ok", chemo_team_ok="yes", asked_on=old)
    assert clearance["missing"] == ["platelets"]


# ------------------------------------------------------------------ the table as a whole


def test_the_table_names_each_rule_once() -> None:
    names = [rule.rule for rule in RULES]
    assert len(names) == len(set(names)) == 78
    assert not {"R27", "R38", "O1", "B1", "B2"} & set(names)


def accepted() -> list[Any]:
    text = (CASES / "accepted.json").read_text(encoding="utf-8")
    return [case for case in json.loads(text) if "text" in case]


@pytest.mark.parametrize("case", accepted(), ids=lambda case: case["name"])
def test_an_odd_but_valid_file_is_judged_and_asks_only_what_is_needed(case: Any) -> None:
    clearance = judge(json.loads(case["text"]), dt.date.fromisoformat(case["on"]))
    assert not set(case["missing_has"]) - set(clearance["missing"])
    assert not set(case["missing_lacks"]) & set(clearance["missing"])
