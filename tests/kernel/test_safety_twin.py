"""Safety in the browser says what safety says in Python, letter for letter, over whole worlds.

The worlds are those of the proofs and laws of ``tests/core``: every rule over every combination it
reads, every two findings, every two answers, every age of an answer, and people one by one.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from instep.core.screening import Kind
from tests.core.test_guard_laws import usual_and_softest
from tests.core.test_safety_laws import CLOSERS, SPOKEN_SIDES
from tests.core.test_safety_proof import BATH_DOUBTS, small_world
from tests.core.test_vignettes import PEOPLE
from tests.kernel.twin import Case, Order
from tests.make import TODAY, answers_to, healthy, house, sheet_of
from tests.worlds import (
    BASE,
    EVERY_ANSWER,
    FACES,
    RULES,
    TABLE,
    Said,
    faces,
    reads,
    someone,
    together,
    world,
)

ASK = RULES["ASK"]
STEPS = usual_and_softest()
QUESTIONS = house().questions
CLEARANCE = Order(clearance=True)


def bare(said: Said) -> Case:
    """These answers and no others."""
    return json.dumps(sheet_of(said))


def known(said: Said) -> Case:
    """A person nothing speaks against, but for these answers."""
    return json.dumps(someone(said))


def days_ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def aged(said: Said, **days: int) -> Case:
    """The same person, these answers asked so long ago."""
    sheet: dict[str, Any] = someone(said)
    sheet["about"]["asked_on"] = {question: days_ago(n) for question, n in days.items()}
    return json.dumps(sheet)


# -- Facts and rules over all they read ------------------------------------------------------------

FACTS = sorted({name for rule in house().rules for name in rule.when} - {"bath_not_plainly_safe"})


@pytest.mark.parametrize("name", [*FACTS, "lops_known", "lops", "young_firm_skin_that_feels"])
def test_each_fact_follows_alike_from_every_combination_it_reads(name, twins):
    cases = (bare(said) for said in world(reads((name,))))

    assert twins.same(Order("facts", names=(name,)), cases) >= 1


@pytest.mark.parametrize("rule", TABLE, ids=lambda rule: rule.id)
def test_each_rule_finds_alike_in_every_combination_it_reads(rule, twins):
    twins.read(rule.id, (rule, ASK))
    order = Order(book=rule.id, clearance=True)

    assert twins.same(order, (bare(said) for said in small_world(rule))) >= 4


def test_the_bath_opens_alike_in_every_mix_of_doubts(twins):
    mixes = product(*[(BASE[q], doubt) for q, doubt in BATH_DOUBTS.items()])
    said = (
        dict(zip(BATH_DOUBTS, mix, strict=True)) | {"pulses_ok": pulses}
        for mix, pulses in product(mixes, (None, "yes", "no", "not_sure"))
    )

    assert twins.same(CLEARANCE, map(known, said)) == 4 * 2 ** len(BATH_DOUBTS)


# -- Any two findings, any two answers -------------------------------------------------------------

by_rule = pytest.mark.parametrize("rule_id", [rule.id for rule in TABLE])


@by_rule
def test_two_findings_in_one_person_add_up_alike(rule_id, twins):
    cases = (known(together(one, other)) for one, (_, other) in product(faces(rule_id), FACES))

    assert twins.same(CLEARANCE, cases) >= len(FACES)


@by_rule
def test_each_step_is_permitted_alike_after_each_finding(rule_id, twins):
    free = {"pulses_ok": "yes", "oil_patch_clear": "yes"}
    cases = (known({**more, **said}) for said, more in product(faces(rule_id), ({}, free)))

    assert twins.same(Order(permits=True, steps=STEPS), cases) >= len(STEPS)


@pytest.mark.parametrize("question", QUESTIONS)
def test_any_two_answers_in_one_person_are_judged_alike(question, twins):
    later = [(q, a) for q, a in EVERY_ANSWER if q > question]
    pairs = product(answers_to(QUESTIONS[question]), later)
    cases = (known({question: answer, other: said}) for answer, (other, said) in pairs)

    assert twins.same(CLEARANCE, cases) == len(answers_to(QUESTIONS[question])) * len(later)


def test_a_book_read_backwards_finds_alike(twins):
    twins.read("backwards", house().rules[::-1])
    cases = [known(said) for _, said in FACES]

    assert twins.same(Order(book="backwards", clearance=True), cases) == len(FACES)


@pytest.mark.parametrize("bone", SPOKEN_SIDES)
def test_feet_are_closed_alike_whatever_closes_them(bone, twins):
    twins.read("closers", (*CLOSERS, ASK))
    gaps = [{}, *({"temp_gap": 3, "temp_warmer": warmer} for warmer in (None, "left", "right"))]
    said = (
        dict(zip(("tumour_or_radiotherapy", "wound", "gout", "injury"), sides, strict=True))
        | {"bone_or_surgery": bone, "missing_foot": foot, **gap}
        for *sides, foot, gap in product(*[SPOKEN_SIDES] * 4, SPOKEN_SIDES[:4], gaps)
    )

    assert twins.same(Order(book="closers", clearance=True), map(known, said)) == 10_000


# -- Silence and age -------------------------------------------------------------------------------


def test_what_is_missing_is_missing_alike(twins):
    twins.read("ask", (ASK,))
    conditions = {
        **{q: answers_to(QUESTIONS[q]) for q in ("chemo", "numb_feet", "sore_patch")},
        "platelets": (None, "ok"),
        "chemo_team_ok": (None, "yes"),
        "cause_known": (None, "yes"),
        "red_stays": (None, "no"),
        "touch_test_missed": (None, 1),
        "temp_gap": (None, 2.2, 2.21),
        "temp_warmer": (None, "left"),
    }
    said = (dict(zip(conditions, a, strict=True)) for a in product(*conditions.values()))

    assert twins.same(Order(book="ask", clearance=True), map(known, said)) > 20_000


def ages() -> Iterator[Case]:
    """Every answer about you, asked today, on the last day that counts, the day after, long ago."""
    about = (q for q in QUESTIONS.values() if q.part == "about")
    for question, days in product(about, (0, 1, 179, 180, 181, 365, 366, 9999)):
        for answer, rest in product(answers_to(question), ({}, {"chemo": "now"})):
            yield aged({**rest, question.id: answer}, **{question.id: days})


def test_an_answer_about_you_grows_old_alike(twins):
    assert twins.same(CLEARANCE, ages()) > 2_000


def test_a_touch_test_and_a_clinicians_yes_grow_old_alike(twins):
    names = ("told_lops", "diabetes", "numb_feet")
    tests = (
        aged(
            dict(zip(names, rest, strict=True))
            | {"touch_test_missed": missed, "touch_test_on": days_ago(days)},
            touch_test_missed=500,
        )
        for days, missed in product((0, 364, 365, 366), (0, 1, 2, 6))
        for rest in product(*(answers_to(QUESTIONS[q]) for q in names))
    )
    yeses = (
        aged({**said, "cleared_by_clinician": [{"rule": rule, "on": days_ago(days)}]})
        for rule in QUESTIONS["cleared_by_clinician"].values
        for days, (_, said) in product((0, 179, 180, 181), FACES)
    )

    assert twins.same(CLEARANCE, tests) + twins.same(CLEARANCE, yeses) > 3_000


# -- People ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("on", sorted({person["on"] for person in PEOPLE}))
def test_every_person_of_the_vignettes_is_told_the_same(on, twins):
    people = [p for p in PEOPLE if p["on"] == on]
    order = Order(
        clearance=True, refusals=True, permits=True, steps=STEPS, on=date.fromisoformat(on)
    )
    cases = [json.dumps(healthy(p["about"], p["today"])) for p in people]

    assert twins.same(order, cases) == len(people) * (1 + 2 * len(STEPS))


def test_every_kind_of_question_is_among_those_asked():
    assert {question.kind for question in QUESTIONS.values()} == set(Kind)
