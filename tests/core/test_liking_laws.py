"""Whatever is liked or drawn by lot, a session stays inside what safety has cleared: laws."""

from itertools import product
from random import Random

import pytest

from instep.core.body import FEET
from instep.core.catalog import Aim, Thing
from instep.core.companion import prepare
from instep.core.learning.arms import KINDS, REST, kit
from instep.core.session import Asked, Lot
from instep.core.session.offer import FRAME
from instep.core.session.step import foot_limit, permits
from tests.core.test_session import PEOPLE
from tests.make import healthy, house, screen

EVERYTHING = frozenset(Thing)
ARMS = (None, REST, *map(str, KINDS))
HALF = {id: place % 2 for place, id in enumerate(house().catalog)}
LIKINGS = {
    "as ever": {},
    "nothing": dict.fromkeys(house().catalog, 0.0),
    "every other": HALF,
    "the other half": {id: 1 - each for id, each in HALF.items()},
    "beyond all measure": dict.fromkeys(house().catalog, 1e9),
}
STOPPED = {
    "wound": healthy({}, {"wound": "both"}),
    "hot swollen": healthy({}, {"hot_swollen": "left"}),
}


def made(sheet, liking, arm=None, minutes=15, said=None):
    lot = None if arm is None else Lot(arm, kit(house().catalog, arm))
    asked = Asked(minutes, False, Aim.EASE, EVERYTHING, 0, lot)
    dice = Random(0).random
    return prepare(house(), screen(sheet), asked, liking=liking, dice=dice, said=said)


def worlds():
    for (who, sheet), (how, liking), arm, minutes in product(
        PEOPLE.items(), LIKINGS.items(), ARMS, (5, 15, 30)
    ):
        yield f"{who}, {how}, {arm}, {minutes}", sheet, liking, arm, minutes


def techniques(prepared):
    return {step.technique for step in prepared.session.steps}


def test_no_liking_and_no_lot_adds_what_is_not_cleared_or_lifts_a_cap():
    for name, sheet, liking, arm, minutes in worlds():
        plain, leaned = made(sheet, {}), made(sheet, liking, arm, minutes)
        session = leaned.session
        most = foot_limit(leaned.clearance, house().dose)

        assert plain.clearance == leaned.clearance, name
        assert all(permits(leaned.clearance, step) for step in session.steps), name
        assert all(session.massage_seconds(side) <= most for side in FEET), name
        assert session.seconds <= 60 * min(leaned.clearance.limits.total or 30, minutes), name


def test_what_is_liked_0_is_left_out_even_where_nothing_else_is_left():
    for name, sheet, liking, arm, minutes in worlds():
        never = {id for id, factor in liking.items() if factor == 0} - set(FRAME)

        assert not techniques(made(sheet, liking, arm, minutes)) & never, name


def test_a_session_opens_with_a_look_and_closes_with_shoes_whatever_is_liked():
    for name, sheet, liking, arm, minutes in worlds():
        order = [step.technique for step in made(sheet, liking, arm, minutes).session.steps]

        assert (order[0], order[-2], order[-1]) == (FRAME[0], FRAME[0], FRAME[2]), name


def test_a_lot_is_its_own_techniques_and_nothing_more():
    for name, sheet, liking, arm, minutes in worlds():
        found = techniques(made(sheet, liking, arm, minutes))
        allowed = house().catalog if arm is None else kit(house().catalog, arm)

        assert found <= {*FRAME, *allowed}, name
        assert arm == REST or REST not in found, name


@pytest.mark.parametrize(("how", "arm"), list(product(LIKINGS, ARMS)))
@pytest.mark.parametrize("who", STOPPED)
def test_where_safety_says_no_nothing_is_planned(who, how, arm):
    assert made(STOPPED[who], LIKINGS[how], arm).session is None


@pytest.mark.parametrize("minutes", [5, 8, 10, 15, 20, 30])
def test_quiet_rest_is_as_long_as_what_it_stands_in_for(minutes):
    session = made(healthy(), {}, REST, minutes).session

    assert abs(session.seconds - 60 * minutes) <= 20
    assert all(not session.massage_seconds(side) for side in FEET)


def test_of_two_that_suit_alike_the_one_that_is_liked_more_is_taken():
    """Toes stretched or circled: a test of eight minutes' time for one of them."""
    more = made(healthy(), {"arch_rub": 1.5, "top_strokes": 0.5}, minutes=8)
    less = made(healthy(), {"arch_rub": 0.5, "top_strokes": 1.5}, minutes=8)

    assert seconds(more, "arch_rub") > seconds(less, "arch_rub")
    assert seconds(more, "top_strokes") < seconds(less, "top_strokes")


def seconds(prepared, technique):
    return sum(step.seconds for step in prepared.session.steps if step.technique == technique)


def keys(whys):
    return [why.key for why in whys]


def test_why_it_is_there_is_said_only_where_there_is_something_to_say():
    told = made(healthy(), {"arch_rub": 1.4, "top_strokes": 1.4}, said={"arch_rub": "helps"})
    whys = {step.technique: keys(step.why) for step in told.session.steps}

    assert whys["arch_rub"] == ["technique", "helps"]
    assert whys["top_strokes"] == ["technique"]


@pytest.mark.parametrize("why", ["worse", "harm_found", "worse_right_after"])
def test_why_it_is_left_out_is_said(why):
    told = made(healthy(), {"arch_rub": 0.0}, said={"arch_rub": why})

    assert why in {left.why.key for left in told.session.left_out if left.technique == "arch_rub"}


def test_what_the_fair_test_asks_for_says_so():
    told = made(healthy(), {}, "STR")

    assert "fair_test" in keys(told.session.steps[2].why)
    assert {left.why.key for left in told.session.left_out if left.technique == "arch_rub"} == {
        "fair_test"
    }


def test_each_technique_belongs_to_one_arm_at_most():
    arms = [kit(house().catalog, str(kind)) for kind in KINDS]

    assert sum(map(len, arms)) == len(frozenset().union(*arms))
    assert all(arms)
