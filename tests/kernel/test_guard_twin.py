"""The guard in the browser refuses what the guard in Python refuses, in the same words.

The worlds are those of the guard's own laws: each step in every way, after every finding and every
two findings, on sore spots, to the last second, and at night.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

import pytest

from instep.core.body import Side
from instep.core.catalog import Group
from instep.core.guard import bath_refusal
from tests.core.test_guard_laws import (
    BREATHES,
    CATALOG,
    EVERY_WAY,
    LIMITED,
    LOOK,
    QUESTIONS,
    SORE,
    STEPS,
    step_of,
)
from tests.kernel.test_safety_twin import known
from tests.kernel.twin import Order
from tests.make import answers_to
from tests.worlds import EVERY_ANSWER, FACES, TABLE, Said, faces, together

FREE: Said = {"pulses_ok": "yes", "oil_patch_clear": "yes"}
CANDLE = replace(step_of(CATALOG["room"], Side.BOTH), groups=frozenset({Group.CAN}))
ODD = (
    CANDLE,
    replace(STEPS[0], technique=""),
    replace(STEPS[0], technique="tickle"),
    replace(STEPS[-1], technique="new_rub", groups=frozenset({Group.RUB})),
    replace(step_of(CATALOG["arch_rub"], Side.LEFT), groups=frozenset()),
    replace(step_of(CATALOG["arch_rub"], Side.LEFT), groups=frozenset({Group.RUB, Group.ACU})),
    replace(step_of(CATALOG["oil_massage"], Side.LEFT), oils=()),
    replace(step_of(CATALOG["cream_pat"], Side.LEFT), carriers=()),
    replace(step_of(CATALOG["arch_rub"], Side.LEFT), seconds=24 * 60 * 60 + 1),
    replace(step_of(CATALOG["arch_rub"], Side.LEFT), zones=()),
)
"""Steps that claim too much, too little, or what nobody knows."""

by_rule = pytest.mark.parametrize("rule_id", [rule.id for rule in TABLE])


@by_rule
def test_every_step_in_every_way_is_refused_alike_after_each_finding(rule_id, twins):
    order = Order(refusals=True, before=(LOOK,), steps=(*EVERY_WAY, *ODD))
    cases = [known({**said, **more}) for said, more in product(faces(rule_id), ({}, FREE))]

    assert twins.same(order, cases) >= 2 * len(EVERY_WAY)


@by_rule
def test_every_step_is_refused_alike_after_any_two_findings(rule_id, twins):
    order = Order(refusals=True, before=(LOOK,), steps=STEPS)
    cases = (
        known(together({**FREE, **one}, other))
        for one, (other_id, other) in product(faces(rule_id), FACES)
        if other_id >= rule_id
    )

    assert twins.same(order, cases) >= len(STEPS)


def test_a_sore_spot_is_left_alone_alike_whatever_else_is_found(twins):
    others = ({}, {"touch_hurts": "left"}, {"fungus": "right"}, {"bone_or_surgery": "right"})
    order = Order(refusals=True, before=(LOOK,), steps=(*EVERY_WAY, *ODD))
    cases = [
        known({**said, **sore, "oil_patch_clear": "yes"}) for said, sore in product(others, SORE)
    ]

    assert twins.same(order, cases) == len(cases) * len(order.steps)


FEW = [
    step_of(CATALOG[name], side)
    for name, side in product(("skin_look", "arch_rub", "foot_bath", "oil_massage"), Side)
] + [step_of(CATALOG[BREATHES], Side.BOTH)]
"""Steps between which every wall of a person shows."""


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_walls_stand_alike_after_any_two_answers(question, twins):
    later = [(q, a) for q, a in EVERY_ANSWER if q > question]
    pairs = product(answers_to(QUESTIONS[question]), later)
    cases = (known({**FREE, question: answer, other: said}) for answer, (other, said) in pairs)

    assert twins.same(Order(refusals=True, steps=FEW), cases) == len(FEW) * len(later) * len(
        answers_to(QUESTIONS[question])
    )


TIMED = ("cream_pat", "arch_rub", "toe_stretch", "warm_hold", "foot_bath", "room")


@pytest.mark.parametrize("name", TIMED)
def test_minutes_are_counted_alike_to_the_last_second(name, twins):
    cases = [known({**said, **FREE}) for said in LIMITED]
    steps = [
        step_of(CATALOG[each], side, seconds=seconds, pressure=CATALOG[each].least)
        for each, side, seconds in product(TIMED, Side, (0, 1, 2, 59, 60, 61, 540))
    ]
    for before in played(name):
        order = Order(refusals=True, before=before, steps=steps)

        assert twins.same(order, cases) == len(cases) * len(steps)


def played(name: str) -> Iterator[tuple]:
    for side, minutes in product(Side, (1, 4, 7, 8, 9, 10, 14, 15, 19, 20)):
        first = replace(LOOK, seconds=1)
        yield first, step_of(CATALOG[name], side, seconds=60 * minutes - 1)


def nights() -> Iterable[Said]:
    """Every finding, at every age, with every word on the hanging leg."""
    found = [{}, *(face for _, face in FACES)]
    for said, adult, leg in product(found, ("yes", "no", "not_sure", None), ("no", None, "yes")):
        yield {"adult": adult, "hangs_down": leg, **said}


def test_at_night_breathing_is_refused_alike(twins):
    breath = step_of(CATALOG[BREATHES], Side.BOTH, seconds=180)
    cases = [known(said) for said in nights()]

    assert twins.same(Order(clearance=True, refusals=True, steps=[breath]), cases) == 2 * len(cases)


def test_silence_about_everything_is_refused_alike(twins):
    order = Order(refusals=True, steps=(*EVERY_WAY, *ODD))

    assert twins.same(order, [json.dumps({})]) == len(order.steps)


READINGS = (None, -273, 0, 32.9, 32.99999999999999, 33, 33.0, 35.5, 36, 36.00000000000001, 36.1, 98)


def test_water_is_refused_alike(twins):
    assert twins.bath(READINGS) == [bath_refusal(reading) for reading in READINGS]
