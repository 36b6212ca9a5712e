"""Two techniques on one day: more than both by themselves, or impossible to tell apart?"""

from dataclasses import replace

import numpy as np
import pytest
from numpy.random import RandomState

from instep.core.diary import Diary, Harm, Origin, Symptom
from instep.core.learning.answer import Asked, answer, pairs_of
from instep.core.learning.made_up import Habits, MadeUp, keep_diary
from instep.core.learning.pairs import Extra, pair
from tests.core.learning.diaries import ASKING, FIRST, REST, RULES, enquiry, given, truth
from tests.core.learning.worlds import LEARNING

KINDS = ((REST,), ("t0",), ("t1",), ("t0", "t1"))


def lived(seed: int, days: int, extra: float = 0.0, kinds=KINDS) -> Diary:
    """Rest, either of two, or both, in blocks by lot; both together do ``extra`` more."""
    dice = RandomState(seed)
    who = MadeUp(truth({"t0": -1.0, "t1": -0.5, "t2": extra}), dice)
    lots = dice.randint(0, len(kinds), days)

    def choose(number: int, _check_in: int | None):
        kind = kinds[lots[number // 3]]
        hidden = {"t2": 1.0} if kind == ("t0", "t1") else {}
        return (given(*kind, *hidden),)

    diary = keep_diary(who, Habits(FIRST, days), choose)
    return Diary(tuple(_without_t2(line) for line in diary))


def _without_t2(line):
    kept = tuple(
        replace(each, minutes={k: v for k, v in each.minutes.items() if k != "t2"})
        for each in line.given
    )
    return replace(line, given=kept)


def found(diary: Diary):
    return pair(diary, enquiry(), ("t0", "t1"), LEARNING.pairing, RULES.yardstick)


def test_a_pair_that_does_nothing_more_is_seldom_said_to():
    said = [found(lived(seed, 120)) for seed in range(60)]
    told = [each for each in said if each.change is not None]

    assert len(told) >= 40
    assert np.mean([each.low < 0 < each.high for each in told]) > 0.9
    assert sum(each.extra is not Extra.NOT_SURE for each in told) <= 2


def test_a_pair_that_does_more_is_found_out_in_time():
    changes = [found(lived(seed, 365, extra=-1.5)) for seed in range(10)]

    assert np.mean([each.change for each in changes]) < -0.5
    assert Extra.HELPS_MORE in [each.extra for each in changes]
    assert Extra.HELPS_LESS not in [each.extra for each in changes]


@pytest.mark.parametrize("kinds", [((REST,), ("t0", "t1")), ((REST,), ("t0",), ("t0", "t1"))])
def test_two_that_were_never_apart_cannot_be_told_apart(kinds):
    told = found(lived(1, 120, kinds=kinds))

    assert (told.extra, told.change) == (Extra.CANNOT_TELL_APART, None)
    assert told.only_other == 0


def test_two_that_were_hardly_ever_together_wait_for_more_days():
    told = found(lived(1, 120, kinds=((REST,), ("t0",), ("t1",))))

    assert (told.extra, told.together) == (Extra.FEW_DAYS_TOGETHER, 0)


def test_an_empty_diary_is_answered():
    assert found(Diary()).extra is Extra.FEW_DAYS_TOGETHER


def every(diary: Diary, asking=ASKING):
    asked = Asked(asking, LEARNING)
    return pairs_of(diary, answer(diary, Symptom.PAIN, asked), asked)


def picked(diary: Diary, check_in=None) -> Diary:
    """The same days, picked by the person."""

    def own(line):
        mine = tuple(replace(each, origin=Origin.CHOSEN) for each in line.given)
        return replace(line, check_in=check_in, given=mine)

    return Diary(tuple(map(own, diary)))


def test_of_a_whole_diary_only_twos_done_together_often_enough_are_told_of():
    told = every(lived(1, 300, kinds=(*KINDS, ("t3",), ("t0", "t4"))))

    assert [(each.one, each.other) for each in told] == [("t0", "t1"), ("t0", "t4")]
    assert (told[0].extra, told[1].extra) == (Extra.NOT_SURE, Extra.CANNOT_TELL_APART)


def test_of_two_picked_with_no_score_before_nothing_is_said():
    told = found(picked(lived(1, 120)))

    assert (told.extra, told.change) == (Extra.CHOSEN_BY_FEELING, None)


def test_two_that_were_picked_after_a_score_only_go_together_with_it():
    assert found(picked(lived(1, 120), check_in=6)).association
    assert not found(lived(1, 120)).association


def test_nothing_is_said_of_two_where_one_is_paused_or_gone():
    diary = lived(1, 120)
    harmed = Diary(tuple(replace(line, given=tuple(
        replace(each, harms=frozenset({Harm.BROKEN_SKIN})) for each in line.given))
        if number == 9 else line for number, line in enumerate(diary)))  # fmt: skip
    paused = next(iter(harmed.days[9].given)).minutes

    assert every(diary)
    assert {"t0", "t1"} & set(paused)
    assert every(harmed) == ()
    assert every(diary, {id: c for id, c in ASKING.items() if id != "t1"}) == ()


def test_a_diary_without_a_score_has_no_twos():
    assert every(Diary()) == ()
