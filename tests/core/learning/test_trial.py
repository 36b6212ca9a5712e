"""A fair test: drawn once, kept as drawn, never with what safety spares, stopped on any day."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from numpy.random import RandomState

from instep.core.diary import Day, Diary, Harm, Symptom
from instep.core.learning.fit import learn
from instep.core.learning.made_up import MadeUp, written
from instep.core.learning.record import record
from instep.core.learning.trial import (
    REST,
    Knowledge,
    NoTest,
    Stopped,
    Trial,
    begin,
    draw_next,
    stop,
    worlds_after,
)
from tests.core.learning.diaries import FIRST, diary_of, enquiry, given, truth
from tests.core.learning.worlds import LEARNING, PRIORS

ON, FAIR = date(2026, 6, 1), LEARNING.fair_test
LOT_OF_SEVEN = [3, 1, 2, 0]
THREE = ("arch_rub", "ball_roll", "toe_stretch")
BY_NAME = {REST: frozenset(), **{each: frozenset({each}) for each in THREE}}


def nobody_knows(arms, dice, times):
    return dice.standard_normal((times, len(arms)))


def the_first_helps(arms, dice, times):
    return dice.standard_normal((times, len(arms))) - 3 * (np.arange(len(arms)) == 0)


UNKNOWN = Knowledge(nobody_knows, kept=0.3)


def test_the_first_days_are_for_scores_alone_then_every_arm_comes_once():
    trial = begin(THREE, (), 7, ON, FAIR)

    assert trial.arm_on(ON + timedelta(days=FAIR.run_in_days - 1)) is None
    assert sorted(block.arm for block in trial.blocks) == sorted((REST, *THREE))
    assert {block.days for block in trial.blocks} == {3}


def test_the_same_seed_draws_the_same_and_another_seed_another_order():
    orders = {seed: [b.arm for b in begin(THREE, (), seed, ON, FAIR).blocks] for seed in range(9)}

    assert orders[3] == [b.arm for b in begin(reversed(THREE), (), 3, ON, FAIR).blocks]
    assert len({tuple(order) for order in orders.values()}) > 4


@pytest.mark.parametrize("seed", range(20))
def test_what_safety_spares_is_never_drawn_neither_first_nor_later(seed):
    trial = begin(THREE, {"ball_roll"}, seed, ON, FAIR)
    assert "ball_roll" not in trial.arms
    for _ in range(20):
        before = len(trial.blocks)
        trial = draw_next(trial, {"arch_rub"}, UNKNOWN)

        assert all(block.arm != "arch_rub" for block in trial.blocks[before:])


def test_with_everything_spared_there_is_no_test():
    with pytest.raises(NoTest, match="0 techniques"):
        begin(THREE, set(THREE), 1, ON, FAIR)


def test_too_many_techniques_are_refused():
    with pytest.raises(NoTest, match="6 techniques"):
        begin([f"t{k}" for k in range(6)], (), 1, ON, FAIR)


def test_when_safety_comes_to_spare_every_arm_the_test_ends_by_itself():
    trial = draw_next(begin(THREE, (), 1, ON, FAIR), set(THREE), UNKNOWN)

    assert trial.stopped == (trial.next_day, Stopped.BY_SAFETY)


@pytest.mark.parametrize("change", [{"arm": "toe_stretch"}, {"days": 5}, {"seal": "0" * 64}])
def test_a_block_that_was_changed_afterwards_is_found_out(change):
    trial = begin(THREE, (), 2, ON, FAIR)
    place = next(n for n, b in enumerate(trial.blocks) if b.arm != "toe_stretch")
    blocks = list(trial.blocks)
    blocks[place] = replace(blocks[place], **change)

    with pytest.raises(NoTest, match="not the one that was drawn"):
        replace(trial, blocks=tuple(blocks))


def test_a_test_drawn_with_another_seed_is_found_out():
    with pytest.raises(NoTest):
        replace(begin(THREE, (), 2, ON, FAIR), seed=3)


def many(knowledge: Knowledge, blocks: int, seed: int = 5) -> Trial:
    trial = begin(THREE, (), seed, ON, replace(FAIR, most_days=10_000))
    for _ in range(blocks):
        trial = draw_next(trial, (), knowledge)
    return trial


def test_rest_comes_once_in_every_cycle():
    arms = [block.arm for block in many(UNKNOWN, 60).blocks]
    cycles = [arms[n : n + 4] for n in range(4, 60, 4)]

    assert {cycle.count(REST) for cycle in cycles} <= {1, 2}


def test_what_seems_best_comes_more_often_and_nothing_is_given_up():
    arms = [b.arm for b in many(Knowledge(the_first_helps, kept=0.3), 400).blocks]
    share = {arm: arms.count(arm) / len(arms) for arm in set(arms)}

    assert share["arch_rub"] > 0.3
    assert min(share.values()) >= 0.05


def test_what_the_diary_says_moves_the_lot_and_an_arm_it_lacks_is_not_forgotten():
    diary = diary_of(truth({"t0": -3.0, "t1": 0.0}), 60, seed=4)
    worlds = worlds_after(learn(diary, enquiry()), PRIORS.technique)
    drawn = worlds(("t0", "t1", "t2"), RandomState(1), 4000)

    assert drawn.mean(axis=0)[0] < -1.5
    assert drawn.std(axis=0)[2] == pytest.approx(PRIORS.technique.sd, rel=0.1)


def test_a_test_led_by_its_own_diary_gives_more_days_to_what_helps():
    dice, who = RandomState(2), truth({"t0": -2.5, "t1": 0.0, "t2": 0.0})
    person, days = MadeUp(who, dice), []
    trial = begin(who.effects, (), 11, FIRST, FAIR)
    while trial.stopped is None:
        while len(days) < (trial.next_day - FIRST).days:
            on = FIRST + timedelta(days=len(days))
            sessions = () if (arm := trial.arm_on(on)) is None else (given(arm),)
            felt = person.feels({arm: 1.0} if arm else None)
            days.append(Day(on, {Symptom.PAIN: written(felt)}, given=sessions))
        posterior = learn(Diary(tuple(days)), enquiry())
        known = Knowledge(worlds_after(posterior, PRIORS.technique), posterior.kept)
        trial = draw_next(trial, (), known)
    arms = [block.arm for block in trial.blocks]

    assert arms.count("t0") == max(arms.count(arm) for arm in trial.arms)
    assert posterior.known.mean("t0") == pytest.approx(-2.5, abs=1.0)


def test_after_a_verdict_rest_comes_once_in_ten_blocks():
    arms = [b.arm for b in many(replace(UNKNOWN, is_told=True), 400).blocks]

    assert 0.09 < arms.count(REST) / len(arms) < 0.18


def test_blocks_are_longer_where_effects_last():
    trial = draw_next(begin(THREE, (), 1, ON, FAIR), (), Knowledge(nobody_knows, kept=0.7))

    assert trial.blocks[-1].days == FAIR.long_block_days


def test_a_test_ends_at_its_longest():
    trial = begin(THREE, (), 1, ON, FAIR)
    while trial.stopped is None:
        trial = draw_next(trial, (), UNKNOWN)

    assert trial.stopped[1] is Stopped.AT_ITS_END
    assert (trial.next_day - ON).days <= FAIR.most_days


def test_a_test_can_be_stopped_on_any_day_and_stays_stopped():
    trial = begin(THREE, (), 1, ON, FAIR)
    day = trial.blocks[1].first
    ended = stop(stop(trial, day, Stopped.BY_PERSON), day + timedelta(days=9), Stopped.AT_ITS_END)

    assert (ended.arm_on(day - timedelta(days=1)) is not None, ended.arm_on(day)) == (True, None)
    assert ended.stopped == (day, Stopped.BY_PERSON)
    with pytest.raises(NoTest):
        draw_next(ended, (), UNKNOWN)


def lived(trial: Trial) -> Diary:
    """Every day as drawn, but the fifth with another arm, the sixth not written."""
    days = []
    for number in range((trial.next_day - trial.begins).days):
        on = trial.begins + timedelta(days=number)
        arm = trial.arm_on(on)
        kind = (given("arch_rub" if arm != "arch_rub" else "ball_roll"),) if number == 11 else None
        sessions = kind or (() if arm is None else (given(arm),))
        days += [] if number == 12 else [Day(on, {Symptom.PAIN: 4}, given=sessions)]
    return Diary(tuple(days))


def test_the_record_tells_what_was_planned_and_what_was_done():
    trial = begin(THREE, (), 1, ON, FAIR)
    told = record(trial, lived(trial), Symptom.PAIN, BY_NAME)

    assert (told.washout_days, told.run_in_days, told.days) == (0, 7, 19)
    assert told.scored == 18
    assert sum(kept.drawn for kept in told.kept) == 12
    assert sum(kept.otherwise for kept in told.kept) == 1
    assert sum(kept.unwritten for kept in told.kept) == 1
    assert told.seal == trial.blocks[-1].seal


def test_the_record_tells_every_harm():
    trial = begin(THREE, (), 1, ON, FAIR)
    day = trial.blocks[0].first
    hurt = Day(day, given=(given("arch_rub", harms=frozenset({Harm.BROKEN_SKIN})),))

    assert record(trial, Diary((hurt,)), Symptom.PAIN, BY_NAME).harms == ((day, Harm.BROKEN_SKIN),)


def test_the_lot_is_a_frozen_stream():
    """What was drawn once can be drawn again by anyone, in years to come."""
    trial = begin(THREE, (), 7, ON, FAIR)

    assert [trial.arms.index(block.arm) for block in trial.blocks] == LOT_OF_SEVEN
