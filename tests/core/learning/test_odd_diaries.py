"""Every question put to every odd diary: an answer that is finite and honest, and soon."""

import math
from dataclasses import fields, is_dataclass, replace
from datetime import date

import numpy as np
import pytest
from numpy.random import RandomState

from instep.core.diary import Day, Diary, NotADiary, Origin, Symptom
from instep.core.learning.ask import ask
from instep.core.learning.choosing import picked
from instep.core.learning.fit import learn
from instep.core.learning.pairs import pair
from instep.core.learning.pool import Population
from instep.core.learning.right_after import right_after
from instep.core.learning.tipping import tipping
from instep.core.learning.verdict import Verdict, judge
from tests.core.learning.diaries import ASKING, REST, RULES, day, enquiry, given, in_blocks
from tests.core.learning.worlds import LEARNING, PRIORS

SAID = {Verdict.HELPS_MUCH, Verdict.HELPS_SOME, Verdict.WORSE}


def blocks(days: int, score, **more) -> Diary:
    """Days of a technique and of rest in blocks, a score a day."""
    choose = in_blocks((REST, "t0"), RandomState(1))
    return Diary(tuple(day(n, score(n), *choose(n, None), **more) for n in range(days)))


def many_techniques() -> Diary:
    dice = RandomState(3)
    lots = [[f"t{k}" for k in np.flatnonzero(dice.random_sample(40) < 0.3)] for _ in range(90)]
    return Diary(tuple(day(n, int(dice.randint(3, 8)), given(*lot)) for n, lot in enumerate(lots)))


ODD = {
    "empty": Diary(),
    "one day": Diary((day(0, 5, given("t0"), check_in=5),)),
    "one day without anything": Diary((day(0),)),
    "the same score every day": blocks(60, lambda _: 5, check_in=5),
    "all zeros": blocks(60, lambda _: 0, check_in=0),
    "all tens": blocks(60, lambda _: 10, check_in=10),
    "zeros and tens by turns": blocks(60, lambda n: 10 * (n % 2)),
    "no sessions": Diary(tuple(day(n, 4 + n % 3, check_in=5) for n in range(60))),
    "sessions every day": Diary(tuple(day(n, 8 - n // 10, given("t0")) for n in range(60))),
    "three sessions a day": Diary(tuple(day(n, 5, *[given("t0")] * 3) for n in range(40))),
    "sessions of no minutes": Diary(tuple(day(n, 5, given("t0", minutes=0)) for n in range(40))),
    "sessions of nothing": Diary(tuple(day(n, 5, given()) for n in range(40))),
    "sessions of all hours": Diary(tuple(day(n, 5, given("t0", minutes=1e8)) for n in range(40))),
    "all scores missing": blocks(60, lambda _: None),
    "check-ins and no score": blocks(60, lambda _: None, check_in=6),
    "a technique used once": Diary(
        tuple(day(n, 1 if n == 20 else 8, *[given("t0")] * (n == 20)) for n in range(40))
    ),
    "forty techniques": many_techniques(),
    "decades between two days": Diary((day(0, 5, given("t0")), day(20_000, 5, given("t0")))),
    "a new drug every day": blocks(12, lambda n: n % 5, new_drug=True),
    "notes out of all bounds": blocks(30, lambda n: n % 5, notes={"steps": 1e300, "odd": -1e300}),
    "picked every day": Diary(
        tuple(day(n, 5, given("t0", origin=Origin.CHOSEN), check_in=5) for n in range(40))
    ),
}


def numbers(value):
    """Every number in an answer."""
    if isinstance(value, float):
        yield value
    elif isinstance(value, np.ndarray):
        yield from value.ravel().tolist()
    elif is_dataclass(value):
        for field in fields(value):
            yield from numbers(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from numbers(each)


@pytest.mark.parametrize("symptom", [Symptom.PAIN, Symptom.SLEEP])
@pytest.mark.parametrize("name", ODD)
def test_every_question_is_answered_in_finite_numbers(name, symptom):
    diary, asked = ODD[name], enquiry(symptom)
    posterior = learn(diary, asked)
    judged = judge(diary, asked, posterior, RULES)
    answers = [
        posterior.known.mixture,
        judged,
        tipping(diary, asked, posterior, judged, RULES.yardstick),
        picked(diary, ASKING, None, PRIORS, LEARNING.choosing),
        picked(diary, ASKING, "t0", PRIORS, LEARNING.choosing),
        pair(diary, asked, ("t0", "t1"), LEARNING.pairing, RULES.yardstick),
        right_after(diary, ASKING, LEARNING.right_after).mixture,
        ask(diary, asked, Population.nobody(PRIORS)),
    ]

    assert all(math.isfinite(number) for number in numbers(answers))
    assert (posterior.known.mixture.sd > 0).all()


@pytest.mark.parametrize("name", sorted(set(ODD) - {"forty techniques"}))
def test_no_odd_diary_is_told_that_anything_helps_or_harms(name):
    posterior = learn(ODD[name], enquiry())
    judged = judge(ODD[name], enquiry(), posterior, RULES)

    assert not {each.verdict for each in judged} & SAID


def test_a_year_mistyped_by_centuries_is_named_and_not_waited_for():
    with pytest.raises(NotADiary, match="0026-06-01"):
        Diary.of([*blocks(5, lambda _: 5), Day(date(26, 6, 1), {Symptom.PAIN: 5})])


def test_the_same_session_written_twice_on_a_day_is_one_day_with_it():
    once = blocks(60, lambda n: 4 + n % 2)
    twice = Diary(tuple(replace(each, given=each.given * 2) for each in once))
    one, two = (learn(diary, enquiry()).known for diary in (once, twice))

    assert one.mean("t0") == pytest.approx(two.mean("t0"), abs=1e-9)
