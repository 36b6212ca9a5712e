"""The laws of safety, over every pair of findings and every pair of answers.

Findings add up in any order; a longer rule book can only narrow; a worse answer, a doubt or a
silence never permits more. What "permits more" means is written down once, in ``tests.worlds``.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import pairwise, product
from random import Random
from typing import Any, NamedTuple

import pytest

from instep.core.body import FEET, Side
from instep.core.catalog import Group, Pressure
from instep.core.safety.clearance import Action, Clearance, Rule, Stops, decide
from instep.core.screening import Kind, Question
from tests.make import TODAY, answers_to, as_seen, healthy, house, judged, screen, sheet_of
from tests.oracle.table import judge, lops
from tests.worlds import (
    BASE,
    EVERY_ANSWER,
    FACES,
    NOTHING,
    ONCE_ASKED,
    RULES,
    TABLE,
    Deeds,
    Said,
    cleared,
    faces,
    left_over,
    loosened,
    permitted,
    reads,
    someone,
    together,
    world,
)

QUESTIONS = house().questions
BOOK = tuple(house().rules)


def days_ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


# -- Any two findings --------------------------------------------------------------------------


def pairs_of(rule_id: str) -> Iterator[tuple[str, Said]]:
    """Every face of this rule with every face of every rule, in one person."""
    for one, (other_id, other) in product(faces(rule_id), FACES):
        yield other_id, together(one, other)


by_rule = pytest.mark.parametrize("rule_id", [rule.id for rule in TABLE])


@by_rule
def test_two_findings_in_one_person_are_judged_as_the_table_judges_them(rule_id, record_property):
    decisions = 0
    for other_id, said in pairs_of(rule_id):
        assert judge(someone(said), TODAY) == as_seen(cleared(said)), (other_id, said)
        decisions += 1
    record_property("decisions", decisions)


@by_rule
def test_two_findings_add_up_in_either_order(rule_id, record_property):
    rule = RULES[rule_id]
    decisions = 0
    for other_id, said in pairs_of(rule_id):
        asked = screen(someone(said))
        one, other = decide((rule,), asked), decide((RULES[other_id],), asked)
        both = decide((rule, RULES[other_id]), asked)

        assert added(one, other) == added(both, both), (other_id, said)
        assert sorted_away(both) == sorted_away(decide((RULES[other_id], rule), asked))
        assert not loosened(one, both), (other_id, said)
        decisions += 4
    record_property("decisions", decisions)


def added(one: Clearance, other: Clearance) -> dict[str, Any]:
    """The greatest action, the least pressure and minutes, and all that is spared by either."""
    two = (one, other)
    minutes = [
        (c.limits.per_foot or 99, c.limits.total or 99, c.limits.pressure, -c.action) for c in two
    ]
    return {
        "least": [min(column) for column in zip(*minutes, strict=True)],
        "free": left_over(one) & left_over(other),
        "closed": {side for c in two for side in c.closed},
        "may_begin": all(c.may_begin for c in two) and len({*one.closed, *other.closed}) < 2,
        "musts": one.musts | other.musts,
        "offers": (one.offers | other.offers) - {"ankle_hold"},  # only where a leg is left free
        "oils": {oil for c in two for oil in c.oils_spared},
        "carriers": {carrier for c in two for carrier in c.carriers_spared},
        "findings": {
            (f.rule.id, f.action, f.side, f.because, f.contact) for c in two for f in c.fired
        },
    }


def sorted_away(clearance: Clearance) -> dict[str, Any]:
    """The clearance as it would be seen, its reasons in the order of the alphabet."""
    seen = as_seen(clearance)
    seen["findings"] = sorted(seen["findings"], key=lambda finding: finding["rule"])
    return seen


def test_the_whole_book_says_the_same_in_whatever_order_it_is_read():
    rng = Random(0)
    for _, said in FACES:
        asked = screen(someone(said))
        shuffled = rng.sample(BOOK, len(BOOK))

        assert sorted_away(decide(BOOK, asked)) == sorted_away(decide(BOOK[::-1], asked))
        assert sorted_away(decide(BOOK, asked)) == sorted_away(decide(shuffled, asked))


@pytest.mark.parametrize("rule", BOOK, ids=lambda rule: rule.id)
def test_a_book_with_one_rule_more_can_only_narrow(rule: Rule):
    shorter = tuple(other for other in BOOK if other is not rule)
    for _, said in [*FACES, ("silence", dict.fromkeys(BASE))]:
        asked = screen(someone(said))

        assert not loosened(decide(shorter, asked), decide(BOOK, asked)), said


def test_an_empty_book_finds_nothing_and_limits_nothing():
    clearance = decide((), screen(healthy()))

    assert (clearance.action, clearance.may_begin) == (Action.GO, True)
    assert clearance.limits.pressure == max(Pressure)
    assert (clearance.limits.per_foot, clearance.limits.total) == (None, None)


# -- Any two answers ---------------------------------------------------------------------------

Better = tuple[Any, Any]
"""An answer, and one that is at least as worrying."""

NO_IS_BEST = [("no", "not_sure"), ("not_sure", "yes")]
YES_IS_BEST = [("yes", "not_sure"), ("not_sure", "no"), ("no", "not_sure")]
SIDED = [("no", s) for s in ("left", "right", "not_sure")] + [
    (s, "both") for s in ("left", "right", "not_sure")
]
ZONES = list(QUESTIONS["sore_patch_zones"].values)
OWN_ORDER: Mapping[str, list[Better]] = {
    "with_helper": [("yes", "no"), ("no", "not_sure")],
    "missing_foot": [("no", "left"), ("no", "right"), ("left", "both"), ("right", "both")],
    # swelling of one leg is the more worrying: R19a is the same day, R19b one working day
    "new_swelling": [("no", "both"), *[("both", s) for s in ("left", "right", "not_sure")]],
    "chemo": list(pairwise(["never", "over_6_months", "never", "under_6_months", "now"])),
    "platelets": [
        *pairwise(["ok", "low", "very_low"]),
        *pairwise(["ok", "unknown", "not_applicable", "unknown"]),
    ],
    "open_referral": list(pairwise(["no", "seen", "no", "not_seen"])),
    "temp_warmer": [("left", None), ("right", None)],
    "touch_test_missed": list(pairwise([0, 1, 0, "not_done", 2, 6, 2])),
    "temp_gap": list(pairwise(["not_done", 0, 2.2, "not_done", 2.21, 15, 2.21])),
    "temp_gap_yesterday": list(pairwise(["not_done", 0, 2.2, "not_done", 2.21, 15, 2.21])),
    "skin_allergy": [([], ["nut"]), ([], ["coconut"]), (["nut"], ["nut", "coconut"])],
    "sore_patch_zones": [(["heel"], ["heel", "arch_inner"]), (["heel"], ZONES), (ZONES, [])],
    "cleared_by_clinician": [
        pair
        for rule in QUESTIONS["cleared_by_clinician"].values
        for pair in pairwise([[{"rule": rule, "on": days_ago(n)}] for n in (0, 180, 181)] + [[]])
    ],
    "touch_test_on": [],
}


def worse_answers(question: Question) -> list[Better]:
    """Each step from an answer to the next more worrying one; equals are written both ways."""
    if question.id in OWN_ORDER:
        return OWN_ORDER[question.id]
    if question.kind is Kind.SIDED:
        return SIDED
    return YES_IS_BEST if question.reassures == "yes" else NO_IS_BEST


EXCEPT = {("missing_foot", "temp_gap")}
"""With a foot gone there is nothing to compare: its gap counts as not done (rules.md, R41)."""


class Judged(NamedTuple):
    """What a clearance comes to, small enough to keep many."""

    deeds: Deeds
    action: Action
    breathes: bool


def in_short(said: Said) -> Judged:
    clearance = cleared(said)
    return Judged(permitted(clearance), clearance.action, clearance.may_breathe)


by_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda q: q.id)


@by_question
def test_a_worse_answer_never_permits_more_whatever_else_is_said(question, record_property):
    decisions = 0
    for other, answer in EVERY_ANSWER:
        if other == question.id or (question.id, other) in EXCEPT:
            continue
        known: dict[str, Judged] = {}
        for better, worse in worse_answers(question):
            for said in (better, worse):
                known.setdefault(str(said), in_short({other: answer, question.id: said}))
            mild, grave = known[str(better)], known[str(worse)]

            assert grave.deeds <= mild.deeds, (better, worse, other, answer)
            assert grave.action >= mild.action, (better, worse, other, answer)
            assert grave.breathes <= mild.breathes, (better, worse, other, answer)
        decisions += len(known)
    record_property("decisions", decisions)


def ways_to_keep_silent() -> list[Question]:
    """The questions where a blank is missing, and not some answer that stands for it."""
    return [q for q in QUESTIONS.values() if q.absent is None and not q.own_date]


@pytest.mark.parametrize("question", ways_to_keep_silent(), ids=lambda q: q.id)
def test_silence_never_permits_more_than_an_answer_and_sends_nobody_to_care(
    question, record_property
):
    """Held against the plainest answer; no other permits more or is milder, by the law above."""
    plainest = {**BASE, **ONCE_ASKED}[question.id]
    decisions = 0
    for other, said in EVERY_ANSWER:
        if other == question.id:
            continue
        silence = cleared({other: said, question.id: None})
        spoken = cleared({other: said, question.id: plainest})

        assert question.id not in silence.missing or permitted(silence) == NOTHING
        assert permitted(silence) <= permitted(spoken), (other, said)
        assert silence.action <= max(Action.STOP, spoken.action), (other, said)
        decisions += 2
    record_property("decisions", decisions)


def test_a_platelet_count_that_was_not_asked_for_still_counts_when_it_is_given():
    """The one answer that may permit less than leaving it out: nobody had to give it."""
    assert cleared({"chemo": "never"}).limits.pressure == Pressure.MOVE_MUSCLE
    assert cleared({"chemo": "never", "platelets": "low"}).limits.pressure == Pressure.SPREAD
    assert not cleared({"chemo": "never", "platelets": "very_low"}).may_begin


RED_FLAG_QUESTIONS = [
    q.id
    for q in QUESTIONS.values()
    if q.page in ("now", "leg", "look", "hand") and not q.id.startswith("sore_patch")
]
"""The danger questions of today; a sore patch by itself is only steered round."""


@pytest.mark.parametrize("question", RED_FLAG_QUESTIONS)
@pytest.mark.parametrize("said", [None, "not_sure"])
def test_nobody_begins_with_a_blank_or_a_doubt_about_a_danger_sign(question, said):
    needed = {"sore_patch": "left"} if question == "red_stays" else {}
    for other, answer in EVERY_ANSWER:
        known_to_a_clinician = (question, other) == ("hangs_down", "cleared_by_clinician")
        if other not in (question, *needed) and not (known_to_a_clinician and said):
            assert not cleared({other: answer, **needed, question: said}).may_begin, other


STANDS_FOR_SILENCE: Mapping[str, Any] = {
    "age_65": "not_sure",
    "touch_test_missed": "not_done",
    "pulses_ok": "no",
    "skin_allergy": [],
    "oil_patch_clear": "no",
    "with_helper": "no",
    "look_10min": "no",
    "look_morning": "no",
    "open_referral": "no",
    "sore_patch_zones": [],
    "temp_gap": "not_done",
    "temp_gap_yesterday": "not_done",
    "cleared_by_clinician": [],
}
"""What counts when these were never put (rules.md, Answers). temp_warmer counts as both sides."""


@pytest.mark.parametrize("question", STANDS_FOR_SILENCE)
def test_what_need_not_be_put_counts_as_its_plain_word(question):
    for other, answer in EVERY_ANSWER:
        if other != question:
            silent = {other: answer, question: None}
            spoken = {other: answer, question: STANDS_FOR_SILENCE[question]}

            assert as_seen(cleared(silent)) == as_seen(cleared(spoken)), (other, answer)


def test_every_question_is_missing_in_silence_or_has_a_word_that_stands_for_it():
    known = {q.id for q in ways_to_keep_silent()} | {"temp_warmer", "touch_test_on"}

    assert known | set(STANDS_FOR_SILENCE) == set(QUESTIONS)


@by_question
def test_two_answers_in_one_person_are_judged_as_the_table_judges_them(question, record_property):
    later = [(q, a) for q, a in EVERY_ANSWER if q > question.id]
    decisions = 0
    for answer, (other, other_answer) in product(answers_to(question), later):
        said = {question.id: answer, other: other_answer}

        assert judge(someone(said), TODAY) == as_seen(cleared(said)), said
        decisions += 1
    record_property("decisions", decisions)


# -- What is missing ---------------------------------------------------------------------------

ONLY_ASK = (RULES["ASK"],)


def test_a_question_is_missing_only_when_its_own_condition_is_met(record_property):
    conditions = {
        "chemo": answers_to(QUESTIONS["chemo"]),
        "platelets": (None, "ok"),
        "chemo_team_ok": (None, "yes"),
        "numb_feet": answers_to(QUESTIONS["numb_feet"]),
        "cause_known": (None, "yes"),
        "sore_patch": answers_to(QUESTIONS["sore_patch"]),
        "red_stays": (None, "no"),
        "touch_test_missed": (None, 1),
        "temp_gap": (None, 2.2, 2.21),
        "temp_warmer": (None, "left"),
    }
    decisions = 0
    for answers in product(*conditions.values()):
        said = dict(zip(conditions, answers, strict=True))
        theirs, ours = judge(someone(said), TODAY), as_seen(cleared(said, ONLY_ASK))

        assert theirs["missing"] == ours["missing"], said
        assert bool(ours["missing"]) is (ours["action"] == "STOP") is not ours["may_begin"]
        decisions += 1
    record_property("decisions", decisions)


@pytest.mark.parametrize("days", [0, 1, 179, 180, 181, 365, 366, 9999])
def test_an_answer_about_you_counts_for_180_days_and_the_last_day_itself_counts(days):
    for question in (q for q in QUESTIONS.values() if q.part == "about"):
        for answer, rest in product(answers_to(question), ({}, {"chemo": "now"})):
            sheet = someone({**rest, question.id: answer})
            sheet["about"]["asked_on"] = {question.id: days_ago(days)}

            assert judge(sheet, TODAY) == as_seen(judged(sheet)), (question.id, answer)


def test_everything_asked_181_days_ago_is_asked_again_but_an_allergy_is_kept():
    sheet = someone({"skin_allergy": ["nut"], "wound": "left"})
    sheet["about"]["asked_on"] = dict.fromkeys(sheet["about"], days_ago(181))
    clearance = judged(sheet)

    assert set(clearance.missing) == set(healthy()["about"])
    assert clearance.carriers_spared == ("almond",)


@pytest.mark.parametrize("days", [0, 364, 365, 366])
def test_a_touch_test_counts_for_365_days_by_its_own_date_alone(days):
    names = ("told_lops", "diabetes", "numb_feet")
    for missed, *rest in product((0, 1, 2, 6), *(answers_to(QUESTIONS[q]) for q in names)):
        said = dict(zip(names, rest, strict=True))
        sheet = someone({**said, "touch_test_missed": missed, "touch_test_on": days_ago(days)})
        sheet["about"]["asked_on"] = {"touch_test_missed": days_ago(500)}
        undone = someone({**said, "touch_test_missed": "not_done"})

        assert judge(sheet, TODAY) == as_seen(judged(sheet)), said
        assert days <= 365 or as_seen(judged(undone)) == as_seen(judged(sheet)), said


@pytest.mark.parametrize("rule", QUESTIONS["cleared_by_clinician"].values)
@pytest.mark.parametrize("days", [0, 179, 180, 181])
def test_a_clinicians_yes_counts_for_180_days_and_only_for_its_own_rule(rule, days):
    for _, said in FACES:
        sheet = someone({**said, "cleared_by_clinician": [{"rule": rule, "on": days_ago(days)}]})
        sheet["about"]["asked_on"] = {"cleared_by_clinician": days_ago(500)}

        assert judge(sheet, TODAY) == as_seen(judged(sheet)), said


# -- Closed feet, and whether a session may begin ----------------------------------------------

CLOSERS = tuple(rule for rule in BOOK if rule.stops is Stops.SIDE)
SPOKEN_SIDES = ("no", "left", "right", "both", "not_sure")


def test_the_rules_that_close_one_foot_are_these_seven():
    assert [rule.id for rule in CLOSERS] == ["R01c", "R10", "R11b", "R18", "R39b", "R41", "T3"]


@pytest.mark.parametrize("bone", SPOKEN_SIDES)
@pytest.mark.parametrize("tumour", SPOKEN_SIDES)
def test_a_foot_is_closed_when_any_reason_closes_it(bone, tumour, record_property):
    gaps = [{}, *({"temp_gap": 3, "temp_warmer": warmer} for warmer in (None, "left", "right"))]
    decisions = 0
    for wound, gout, injury, foot, gap in product(
        SPOKEN_SIDES, SPOKEN_SIDES, SPOKEN_SIDES, SPOKEN_SIDES[:4], gaps
    ):
        said = {"bone_or_surgery": bone, "tumour_or_radiotherapy": tumour, "wound": wound}
        said |= {"gout": gout, "injury": injury, "missing_foot": foot, **gap}
        clearance = cleared(said, CLOSERS)
        shut = _shut(said)

        assert set(clearance.closed) == shut, said
        assert clearance.may_begin is (len(shut) < len(FEET)), said
        decisions += 1
    record_property("decisions", decisions)


def _shut(said: Said) -> set[Side]:
    """Read off rules.md: the sides of R01c R10 R11b R18 R39b, of R41 for one foot, and of T3."""
    sided = ["bone_or_surgery", "tumour_or_radiotherapy", "wound", "gout", "injury"]
    words = [said[q] for q in sided]
    if said["missing_foot"] in ("left", "right"):
        words.append(said["missing_foot"])
    if said["missing_foot"] == "no" and said.get("temp_gap", 0) > 2.2:
        words.append(said["temp_warmer"] or "both")
    return {side for side in FEET if {str(side), "both", "not_sure"} & set(words)}


def test_a_closed_foot_keeps_only_looking_wiping_and_breathing():
    clearance = cleared({"bone_or_surgery": "left"})
    left = {str(s.group) for s in clearance.spared if Side.LEFT in s.side.each and not s.zones}

    assert left == {str(group) for group in Group} - {"BREATHE"}


@pytest.mark.parametrize("closed", [(), ("left",), ("right",), ("left", "right")], ids=str)
@pytest.mark.parametrize("stopped", [False, True], ids=["going", "stopped"])
@pytest.mark.parametrize("silent", [False, True], ids=["answered", "silent"])
def test_a_session_may_begin_when_all_is_answered_nothing_stops_it_and_a_foot_is_left(
    closed, stopped, silent
):
    side = {0: "no", 1: closed[0] if closed else "no", 2: "both"}[len(closed)]
    said = {"bone_or_surgery": side, "looked": "no" if stopped else "yes"}
    clearance = cleared({**said, "sleepy": None if silent else "no"})

    assert clearance.closed == closed
    assert clearance.may_begin is (not silent and not stopped and len(closed) < 2)


@by_rule
def test_a_call_for_care_stops_the_whole_session(rule_id):
    for said in faces(rule_id):
        for finding in cleared(said).findings:
            calls = finding.action >= Action.FOOT_TEAM

            assert not calls or (finding.rule.stops is Stops.SESSION and finding.contact)
            assert finding.action <= finding.rule.action


# -- The night ---------------------------------------------------------------------------------

CALLS = [
    {},
    {"diabetes": "yes"},
    {"looked": "no"},
    {"wound": "both"},
    {"hot_swollen": "left"},
    {"calf": "right"},
    {"chest": "not_sure"},
    {"chest": "yes"},
]


@pytest.mark.parametrize("hangs", [None, "no", "yes", "not_sure"])
@pytest.mark.parametrize("adult", [None, "yes", "no", "not_sure"])
def test_at_night_one_may_breathe_unless_a_child_or_called_to_care_or_the_leg_hangs(hangs, adult):
    for call, days in product(CALLS, (None, 0, 180, 181)):
        yes = None if days is None else [{"rule": "R06", "on": days_ago(days)}]
        said = {**call, "hangs_down": hangs, "adult": adult, "cleared_by_clinician": yes}
        sent = call.keys() & {"hot_swollen", "calf", "chest"}
        leg_is_well = hangs == "no" or (hangs is not None and days in (0, 180))
        clearance = cleared(said)

        assert clearance.may_breathe is bool(leg_is_well and adult in (None, "yes") and not sent)


# -- The stronger mix of oil -------------------------------------------------------------------


def test_one_percent_of_oil_is_only_for_the_under_65_who_plainly_feel_their_feet():
    names = ("age_65", "told_lops", "diabetes", "numb_feet", "touch_test_missed")
    for said in world(names):
        missed = said["touch_test_missed"]
        toes = missed if isinstance(missed, int) else None
        feels = lops(said["told_lops"], toes, said["diabetes"], said["numb_feet"]) == 0

        assert judged(sheet_of(said)).gentle_oil is not (said["age_65"] == "no" and feels), said


# -- The reasons given -------------------------------------------------------------------------


@by_rule
def test_the_reasons_given_are_answers_the_rule_reads_and_each_one_counts(rule_id):
    """All but the reasons taken back to the plain answer: the same. One of them too: another."""
    rule = RULES[rule_id]
    for said in faces(rule_id):
        (finding,) = cleared(said, (rule,)).fired
        reasons = set(finding.because) - {"touch_test_missed"}  # may be named for not being there
        told_elsewhere = {"cleared_by_clinician", "temp_warmer"}
        only = {q: a for q, a in said.items() if q in reasons | told_elsewhere}
        (again,) = cleared(only, (rule,)).fired

        assert reasons <= set(reads(rule.when))
        assert (again.action, again.side) == (finding.action, finding.side)
        for reason in reasons & set(said):
            fewer = cleared({q: a for q, a in only.items() if q != reason}, (rule,)).fired
            assert not fewer or fewer[0] != finding, reason


@by_rule
def test_reasons_come_in_the_order_of_the_tables_and_a_doubt_is_told_as_one(rule_id):
    order = list(QUESTIONS)
    for said in faces(rule_id):
        (finding,) = cleared(said, (RULES[rule_id],)).fired
        doubted = "not_sure" in [said.get(q) for q in finding.because]

        assert sorted(finding.because, key=order.index) == list(finding.because)
        assert finding.unsure <= doubted
        assert (finding.action is finding.rule.action) or finding.unsure
