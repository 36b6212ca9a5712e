"""Whatever a diary is like: an honest answer or a clear error, and soon."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.random import RandomState

from instep.core.diary import Diary, Symptom
from instep.core.learning.answer import Asked, likings
from instep.core.learning.columns import GONE, is_gone
from instep.core.learning.fit import learn
from instep.core.learning.verdict import Reason, Verdict, judge
from tests.core.learning.diaries import (
    ASKING,
    REST,
    RULES,
    day,
    diary_of,
    enquiry,
    given,
    in_blocks,
    truth,
)
from tests.core.learning.worlds import LEARNING


def verdicts(diary: Diary) -> dict[str, Verdict]:
    found = learn(diary, enquiry())
    assert np.isfinite(found.known.mixture.mean).all()
    assert (found.known.mixture.sd > 0).all()
    return {j.technique: j.verdict for j in judge(diary, enquiry(), found, RULES)}


def blocks_of(days: int, score) -> Diary:
    choose = in_blocks((REST, "t0"), RandomState(1))
    return Diary(tuple(day(n, score(n), *choose(n, None)) for n in range(days)))


@pytest.mark.parametrize("same", [0, 3, 5, 10])
def test_the_same_score_every_day_is_never_called_help_or_harm(same):
    assert verdicts(blocks_of(60, lambda _: same))["t0"] in (
        Verdict.NOT_YET,
        Verdict.NO_IMPORTANT_EFFECT,
    )


@pytest.mark.parametrize("days", [1, 2, 5])
def test_a_few_days_are_not_enough(days):
    diary = Diary(tuple(day(n, 3 + n % 2, given("t0")) for n in range(days)))

    assert verdicts(diary) == {"t0": Verdict.NOT_YET}


def test_no_sessions_leave_nothing_to_judge():
    assert verdicts(Diary(tuple(day(n, 4 + n % 3) for n in range(40)))) == {}


def test_no_scores_leave_what_was_believed_before():
    diary = Diary(tuple(day(n, None, given("t0")) for n in range(40)))
    known = learn(diary, enquiry()).known

    assert (known.mean("t0"), known.sd("t0")) == pytest.approx((0.0, 1.5), abs=1e-6)
    assert verdicts(diary) == {"t0": Verdict.NOT_YET}


def test_an_empty_diary_is_answered():
    assert verdicts(Diary()) == {}


def test_sessions_every_day_cannot_be_judged():
    diary = Diary(tuple(day(n, max(0, 8 - n // 8), given("t0")) for n in range(60)))
    found = learn(diary, enquiry())
    judged = judge(diary, enquiry(), found, RULES)

    assert [(j.verdict, j.reason) for j in judged] == [(Verdict.NOT_YET, Reason.FEW_DAYS_OFF)]


def test_a_technique_used_once_cannot_be_judged():
    diary = Diary(
        tuple(day(n, 1 if n == 20 else 8, *([given("t0")] * (n == 20))) for n in range(40))
    )

    assert verdicts(diary) == {"t0": Verdict.NOT_YET}


def test_all_days_missing_but_one_are_answered():
    diary = Diary((day(0, 5, given("t0")), day(200, None)))

    assert verdicts(diary) == {"t0": Verdict.NOT_YET}


def test_forty_techniques_at_once_are_answered():
    dice = RandomState(3)
    lots = [[f"t{k}" for k in np.flatnonzero(dice.random_sample(40) < 0.3)] for _ in range(100)]
    diary = Diary(tuple(day(n, int(dice.randint(3, 8)), given(*lot)) for n, lot in enumerate(lots)))

    judged = verdicts(diary)

    assert len(judged) == 40
    assert not set(judged.values()) & {Verdict.HELPS_MUCH, Verdict.WORSE}


def test_five_thousand_days_are_answered():
    diary = diary_of(truth({"t0": -2.0, "t1": 0.0}), 5_000)
    judged = verdicts(diary)

    assert judged["t0"] in (Verdict.HELPS_SOME, Verdict.HELPS_MUCH)
    assert judged["t1"] not in (Verdict.HELPS_MUCH, Verdict.WORSE)


def test_days_in_any_order_give_the_same_answer():
    diary = diary_of(truth({"t0": -1.0}), 50)
    shuffled = Diary.of(RandomState(0).permutation(np.array(diary.days, dtype=object)).tolist())

    assert learn(shuffled, enquiry()).known.mean("t0") == learn(diary, enquiry()).known.mean("t0")


def test_a_technique_that_is_gone_from_the_catalog_is_told_apart_from_all_others():
    """Its days are neither quiet rest nor another technique, and the others keep their answer."""
    diary = diary_of(truth({"t0": -2.0, "t1": 0.0}), 84)
    asking = {id: columns for id, columns in ASKING.items() if id != "t0"}
    now = learn(diary, replace(enquiry(), asking=asking)).known

    assert is_gone(GONE + "t0")
    assert now.mean(GONE + "t0") == pytest.approx(learn(diary, enquiry()).known.mean("t0"))
    assert now.mean("t1") == pytest.approx(learn(diary, enquiry()).known.mean("t1"))


def test_a_technique_that_is_gone_is_never_proposed():
    diary = diary_of(truth({"t0": -2.0, "t1": 0.0}), 84)
    asking = {id: columns for id, columns in ASKING.items() if id != "t0"}
    liked = likings(diary, Asked(asking, LEARNING), 0)

    assert "t1" in liked
    assert not [id for id in liked if "t0" in id]


def test_a_note_that_never_changes_says_nothing():
    diary = diary_of(truth({"t0": -1.0}), 30)
    noted = Diary(tuple(replace(each, notes={"steps": 4000.0}) for each in diary))

    assert learn(noted, enquiry()).known.mean("steps") == pytest.approx(0, abs=1e-9)


def test_a_symptom_never_scored_is_answered():
    diary = diary_of(truth({"t0": -1.0}), 30)

    assert learn(diary, enquiry(Symptom.COLD)).known.mean("t0") == pytest.approx(0, abs=1e-6)
