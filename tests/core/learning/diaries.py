"""Diaries for tests: made-up people whose truth is known, and the smallest ones by hand."""

from collections.abc import Mapping
from datetime import date, timedelta

from numpy.random import RandomState

from instep.core.diary import Day, Diary, Given, Origin, Symptom
from instep.core.learning.columns import Asking, Enquiry
from instep.core.learning.made_up import Habits, MadeUp, Truth, keep_diary, written
from instep.core.learning.verdict import Rules
from tests.core.learning.worlds import LEARNING, PRIORS

FIRST = date(2026, 6, 1)
REST = "quiet_rest"
RULES = Rules(LEARNING.yardstick, LEARNING.fair_test)
ASKING: Asking = {REST: frozenset(), **{f"t{k}": frozenset({f"t{k}"}) for k in range(40)}}


def enquiry(symptom: Symptom = Symptom.PAIN, **more) -> Enquiry:
    """What helps against this symptom?"""
    return Enquiry(symptom, ASKING, PRIORS, **more)


def given(*techniques: str, minutes: float = 10, **more) -> Given:
    """One session of these, by lot."""
    return Given(dict.fromkeys(techniques, minutes), **{"origin": Origin.ASSIGNED, **more})


def day(number: int, score: int | None = None, *sessions: Given, **more) -> Day:
    """A day's line; pain only."""
    scores = {} if score is None else {Symptom.PAIN: score}
    return Day(FIRST + timedelta(days=number), scores, given=sessions, **more)


def truth(effects: Mapping[str, float], **more) -> Truth:
    """Someone in the middle of the scale, as most diaries are."""
    usual = {"level": 6.0, "noise": 1.2, "echo": 0.3, "drift": 0.05, "kept": 0.3}
    return Truth(effects=effects, **{**usual, **more})


def in_blocks(arms: tuple[str, ...], dice: RandomState, length: int = 3):
    """Each arm in turn for a few days, in a new order by lot each time round."""
    orders: list[str] = []

    def choose(number: int, _check_in: int | None) -> tuple[Given, ...]:
        while len(orders) <= number // length:
            orders.extend(arms[i] for i in dice.permutation(len(arms)))
        return (given(orders[number // length]),)

    return choose


def diary_of(who: Truth, days: int, seed: int = 0, choose=None) -> Diary:
    """So many days of someone who tries each technique, and quiet rest, in blocks."""
    dice = RandomState(seed)
    choose = choose or in_blocks((REST, *who.effects), dice)
    return keep_diary(MadeUp(who, dice), Habits(FIRST, days), choose)


def before_and_after(dice: RandomState, many: int, effect: float, *, when_it_hurts: bool) -> Diary:
    """Sessions whose score before is high or low by chance; each falls half-way back, 0.6 more.

    The 0.6 is what sitting down does by itself. The technique comes by lot, or when it hurts;
    the other days are quiet rest.
    """
    days = []
    for number in range(many):
        away = 1.5 * dice.normal()
        hurts = away > 0 if when_it_hurts else dice.random_sample() < 0.5
        kind = "t0" if hurts else REST
        after = 5 + 0.5 * away - 0.6 + effect * (kind == "t0") + dice.normal()
        session = given(kind, after=written(after))
        days.append(day(number, 5, session, check_in=written(5 + away)))
    return Diary(tuple(days))
