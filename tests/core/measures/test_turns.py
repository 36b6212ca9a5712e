"""Both feet in turn: the next toe is always clear, and nothing that was refused is filled in."""

from dataclasses import replace
from itertools import pairwise, product

import pytest

from instep.core.body import Side
from instep.core.measures.pulse.before_after import compare_turns
from instep.core.measures.pulse.turns import (
    LEAST_PAIRS,
    OPEN,
    ORDER,
    PAIRS,
    BeforeAfter,
    Standing,
    Turns,
    Window,
)
from tests.core.measures.worlds import LIMITS

TURN = 45.0
"""Seconds from the middle of one window to that of the next."""

NEW = BeforeAfter(Side.RIGHT)
READ, REFUSED, PAUSE, LONG = "read", "refused", "pause", "long pause"
ACTS = (READ, REFUSED, PAUSE)


def taken(*acts, turns=None, now=0.0, size=2.0):
    """Windows as they are taken one after the other, and the moment after the last one."""
    turns = turns or Turns()
    for act in acts:
        now += {PAUSE: LIMITS.pair_apart + 1, LONG: LIMITS.whole + 1}.get(act, TURN)
        number = turns.due(now, LIMITS)
        if act in (PAUSE, LONG) or number is None:
            continue
        read = {"size": size, "colour": "g"} if act == READ else {}
        turns = Turns((*turns.windows, Window(number, now, **read)))
    return turns, now


def numbers(turns):
    return [window.number for window in turns.windows]


def measured_before():
    """Six windows before the massage, and the moment after them."""
    before, now = taken(*[READ] * 6)
    return replace(NEW, before=before), now


def test_six_windows_are_taken_in_their_order_and_then_none():
    turns, now = taken(*[READ] * 6)

    assert numbers(turns) == [0, 1, 2, 3, 4, 5]
    assert turns.due(now, LIMITS) is None
    assert len(turns.whole(LIMITS)) == PAIRS


def test_each_foot_has_its_turn_as_often_as_the_other():
    sides = [NEW.side(number) for number in range(len(ORDER))]

    assert sides == [Side.RIGHT, Side.LEFT, Side.LEFT, Side.RIGHT, Side.RIGHT, Side.LEFT]
    assert replace(NEW, massaged=Side.LEFT).side(0) is Side.LEFT


def test_a_refused_window_is_taken_again():
    turns, now = taken(READ, REFUSED)

    assert turns.due(now, LIMITS) == 1
    assert numbers(taken(READ, REFUSED, READ, READ)[0]) == [0, 1, 1, 2]


def test_refused_three_times_a_pair_is_left_out_and_the_next_one_is_due():
    turns, now = taken(READ, REFUSED, REFUSED, REFUSED)

    assert turns.due(now, LIMITS) == 2
    assert not turns.is_lost(LIMITS)


def test_it_is_three_times_for_both_feet_of_a_pair_together():
    turns, now = taken(REFUSED, REFUSED, READ, REFUSED)

    assert turns.due(now, LIMITS) == 2


def test_two_pairs_left_out_are_too_many():
    turns, now = taken(*[REFUSED] * 6)

    assert turns.is_lost(LIMITS)
    assert turns.due(now, LIMITS) is None
    for side in ("before", "after"):
        told = replace(NEW, rested=True, **{side: turns})
        assert told.standing(now, LIMITS) is Standing.NOT_MEASURED


def test_after_a_pause_within_a_pair_that_pair_begins_anew():
    turns, now = taken(READ, READ, READ, PAUSE)

    assert turns.due(now, LIMITS) == 2
    assert len(turns.whole(LIMITS)) == 1


def test_the_other_toe_may_come_three_minutes_later_and_no_more():
    turns, now = taken(READ)

    assert turns.due(now + LIMITS.pair_apart, LIMITS) == 1
    assert turns.due(now + LIMITS.pair_apart + 1, LIMITS) == 0


def test_after_an_hour_between_two_pairs_it_goes_on_where_it_was():
    turns, now = taken(READ, READ)

    assert turns.due(now + 3600, LIMITS) == 2
    assert replace(NEW, before=turns).standing(now + 3600, LIMITS) is Standing.BEFORE


def test_the_clock_set_back_within_a_pair_begins_it_anew():
    turns, now = taken(READ)

    assert turns.due(now - 60, LIMITS) == 0


def test_a_second_window_that_came_too_late_does_not_make_a_pair():
    late = Window(1, TURN + LIMITS.pair_apart + 1, 2.0, "g")
    turns = Turns((*taken(READ)[0].windows, late))

    assert turns.whole(LIMITS) == ()
    assert turns.due(late.seconds, LIMITS) == 0


def walks(length):
    """Every way in which so many windows can go."""
    return product(ACTS, repeat=length)


def test_whatever_happens_a_pair_is_near_together_and_of_both_feet():
    for acts in walks(7):
        turns, _ = taken(*acts)
        for pair in turns.whole(LIMITS):
            first, second = pair.both

            assert second.number == first.number + 1
            assert 0 <= second.seconds - first.seconds <= LIMITS.pair_apart
            assert {ORDER[first.number], ORDER[second.number]} == {True, False}


def test_whatever_happens_the_next_window_is_never_one_that_is_whole_or_left_out():
    for acts in walks(7):
        turns, now = taken(*acts)
        pairs, due = turns.pairs(LIMITS), turns.due(now, LIMITS)
        closed = [pair.is_whole or pair.is_lost(LIMITS) for pair in pairs]

        if due is None:
            assert turns.is_lost(LIMITS) or all(closed)
        else:
            assert not closed[due // 2]
            assert all(closed[: due // 2])


def test_whatever_happens_no_pair_is_refused_more_often_than_the_limit():
    for acts in walks(7):
        assert all(pair.refused <= LIMITS.tries for pair in taken(*acts)[0].pairs(LIMITS))


def test_whatever_happens_the_windows_go_forward_and_back_one_at_most():
    for acts in walks(7):
        assert all(-1 <= b - a <= 2 for a, b in pairwise(numbers(taken(*acts)[0])))


def test_whoever_goes_on_reaches_an_end():
    for acts in walks(5):
        turns, now = taken(*acts, *[READ] * 6)

        assert turns.due(now, LIMITS) is None
        assert turns.is_lost(LIMITS) or len(turns.whole(LIMITS)) >= LEAST_PAIRS


# -- Around a massage ------------------------------------------------------------------------------


def test_before_the_massage_after_it_and_done():
    told, now = measured_before()
    assert NEW.standing(0.0, LIMITS) is Standing.BEFORE
    assert told.standing(now, LIMITS) is Standing.MASSAGE
    assert told.due(now, LIMITS) is None

    told = replace(told, rested=True)
    assert told.standing(now + 1800, LIMITS) is Standing.AFTER
    assert told.due(now + 1800, LIMITS) == 0

    after, end = taken(*[READ] * 6, now=now + 1800)
    assert replace(told, after=after).standing(end, LIMITS) is Standing.DONE


def test_what_is_done_stays_done_for_ever():
    told, now = measured_before()
    after, _ = taken(*[READ] * 6, now=now)
    done = replace(told, rested=True, after=after)

    assert {done.standing(moment, LIMITS) for moment in (0.0, 1e9)} == {Standing.DONE}


@pytest.mark.parametrize("rested", [None, True])
def test_what_is_too_far_apart_is_never_held_against_each_other(rested):
    told, _ = measured_before()
    told = replace(told, rested=rested)

    assert told.standing(TURN + LIMITS.whole, LIMITS) in OPEN
    assert told.standing(TURN + LIMITS.whole + 1, LIMITS) is Standing.TOO_LATE
    assert told.due(TURN + LIMITS.whole + 1, LIMITS) is None


def test_a_clock_set_back_is_too_late_too():
    told, _ = measured_before()

    assert told.standing(0.0, LIMITS) is Standing.TOO_LATE


def test_whoever_has_measured_nothing_yet_is_never_too_late():
    assert NEW.standing(1e9, LIMITS) is Standing.BEFORE


def test_where_both_feet_were_massaged_there_is_nothing_to_compare():
    told, now = measured_before()

    assert replace(told, rested=False).standing(now, LIMITS) is Standing.BOTH


def test_stopped_is_stopped_wherever_it_was():
    told, now = measured_before()

    assert replace(told, stopped=True).standing(now, LIMITS) is Standing.STOPPED


def test_the_massaged_foot_is_held_against_the_resting_one():
    """The right foot is massaged: its beats look twice as big afterwards, the left one's do not."""

    def sized(times):
        found, _ = taken(*[READ] * 6, now=0.0 if times == 1 else 1800.0)
        sizes = [2.0 * (times if ORDER[window.number] else 1) for window in found.windows]
        pairs = zip(found.windows, sizes, strict=True)
        return Turns(tuple(replace(window, size=size) for window, size in pairs))

    found = compare_turns(replace(NEW, before=sized(1), after=sized(2), rested=True), LIMITS)

    assert found.times == pytest.approx(2.0)
    assert 1 < found.low < 2 < found.high


def test_windows_in_two_colours_are_not_compared():
    told, now = measured_before()
    after, _ = taken(*[READ] * 6, now=now)
    red = Turns(tuple(replace(window, colour="r") for window in after.windows))

    assert not compare_turns(replace(told, rested=True, after=red), LIMITS).measured
