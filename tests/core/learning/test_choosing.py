"""When does this person pick a session? Told from check-ins, and never from a fair test's lots."""

from datetime import timedelta

import numpy as np
import pytest
from numpy.random import RandomState

from instep.core.diary import Day, Diary, Origin
from instep.core.learning.choosing import Follows, picked
from instep.core.learning.made_up import MadeUp, written
from tests.core.learning.diaries import ASKING, FIRST, given, truth
from tests.core.learning.worlds import LEARNING, PRIORS


def lived(seed: int, days: int, slope: float, **more) -> Diary:
    """Someone whose massage helps by a point, and who does it the likelier the worse it is."""
    dice = RandomState(seed)
    person = MadeUp(truth({"t0": -1.0}, a_day=2, echo=0.55, **more), dice)
    lines = []
    for number in range(days):
        check_in = written(person.feels())
        often = 1 / (1 + np.exp(-slope * (check_in - 6)))
        does = dice.random_sample() < often
        person.feels({"t0": 1.0} if does else None)
        session = (given("t0", origin=Origin.CHOSEN),) if does else ()
        lines.append(Day(FIRST + timedelta(days=number), {}, check_in, session))
    return Diary(tuple(lines))


def found(diary: Diary, technique: str | None = None):
    return picked(diary, ASKING, technique, PRIORS, LEARNING.choosing)


@pytest.mark.parametrize("technique", [None, "t0"])
def test_picking_on_worse_days_is_seen_as_such(technique):
    said = [found(lived(seed, 60, 1.0), technique).follows for seed in range(20)]

    assert said.count(Follows.WORSE_DAYS) >= 18


def test_picking_on_better_days_is_seen_as_such():
    said = [found(lived(seed, 60, -1.0)).follows for seed in range(20)]

    assert said.count(Follows.BETTER_DAYS) >= 18


def test_picking_on_any_day_is_seldom_called_picking_by_how_it_feels():
    said = [found(lived(seed, 60, 0.0)).follows for seed in range(100)]

    assert said.count(Follows.WORSE_DAYS) + said.count(Follows.BETTER_DAYS) <= 15
    assert said.count(Follows.NEITHER) >= 70


def test_nine_in_ten_intervals_hold_no_difference_where_there_is_none():
    told = [found(lived(seed, 60, 0.0)) for seed in range(150)]

    assert np.mean([each.low < 0 < each.high for each in told]) > 0.83


def test_a_slow_month_alone_is_not_picking_by_how_it_feels():
    """Massage in a bad first month, none in a better second one, day by day without regard."""
    said = []
    for seed in range(20):
        dice, lines = RandomState(seed), []
        for number in range(60):
            level = 7 - 3 * number / 60
            does = dice.random_sample() < 0.8 - 0.6 * number / 60
            session = (given("t0", origin=Origin.CHOSEN),) if does else ()
            score = written(level + dice.normal())
            lines.append(Day(FIRST + timedelta(days=number), {}, score, session))
        said.append(found(Diary(tuple(lines))).follows)

    assert said.count(Follows.WORSE_DAYS) <= 4


def test_what_a_fair_test_drew_was_not_picked():
    days = [
        Day(FIRST + timedelta(days=n), {}, 8 if n % 2 else 3, (given("t0"),) * (n % 2))
        for n in range(60)
    ]

    assert found(Diary(tuple(days))).on == 0
    assert found(Diary(tuple(days))).follows is Follows.NOT_KNOWN


@pytest.mark.parametrize("diary", [Diary(), lived(0, 8, 1.0), Diary((Day(FIRST),))])
def test_too_few_days_say_nothing(diary):
    told = found(diary)

    assert (told.follows, told.difference, told.low) == (Follows.NOT_KNOWN, None, None)


def test_picking_every_day_says_nothing():
    every = [
        Day(FIRST + timedelta(days=n), {}, n % 10, (given("t0", origin=Origin.CHOSEN),))
        for n in range(60)
    ]

    assert found(Diary(tuple(every))).follows is Follows.NOT_KNOWN
