"""Evenings nobody wrote: does what is said hang on them?"""

from dataclasses import replace

import numpy as np
import pytest
from numpy.random import RandomState

from instep.core.diary import Diary, Symptom
from instep.core.learning.columns import series_of
from instep.core.learning.fit import learn
from instep.core.learning.tipping import gain_of_missing, tipping
from instep.core.learning.verdict import Verdict, judge
from tests.core.learning.diaries import RULES, day, diary_of, enquiry, given, truth
from tests.core.learning.worlds import dense_answer


def tipped(diary: Diary):
    posterior = learn(diary, enquiry())
    judged = judge(diary, enquiry(), posterior, RULES)
    return tipping(diary, enquiry(), posterior, judged, RULES.yardstick)


def without(diary: Diary, forgotten) -> Diary:
    """The same diary with no score on the days for which this is so."""
    lines = (replace(line, scores={}) if forgotten(line) else line for line in diary)
    return Diary(tuple(lines))


def test_with_no_evening_missing_nothing_moves():
    full = diary_of(truth({"t0": -2.0}), 60, choose=None)
    dice = RandomState(1)
    lines = (replace(d, scores={Symptom.PAIN: 5 + int(dice.randint(2))}) for d in full)
    (found,) = tipped(Diary(tuple(lines)))

    assert (found.evenings, found.moved, found.holds) == (0, 0.0, True)


def test_a_strong_effect_with_a_few_evenings_missing_by_chance_holds():
    (found,) = tipped(diary_of(truth({"t0": -3.0}), 120))

    assert found.evenings > 5
    assert abs(found.moved) < 0.3
    assert found.holds


def test_where_the_evenings_after_a_technique_are_the_missing_ones_it_may_tip():
    dice = RandomState(4)
    diary = diary_of(truth({"t0": -1.4}), 90, seed=3)
    lost = without(diary, lambda d: "t0" in d.given[0].minutes and dice.random_sample() < 0.5)
    (found,) = tipped(lost)

    assert found.moved > 0.2
    assert (found.if_worse, found.if_better) == (Verdict.NOT_YET, Verdict.HELPS_SOME)
    assert not found.holds


def test_worse_evenings_never_make_a_technique_look_better_that_they_followed():
    for seed in range(5):
        diary = diary_of(truth({"t0": -1.0}), 60, seed)
        (found,) = tipped(without(diary, lambda d: d.on.day % 2 and "t0" in d.given[0].minutes))

        assert found.moved > 0


def test_days_that_nobody_wrote_at_all_count_as_missing_evenings():
    diary = diary_of(truth({"t0": -2.0}), 60)
    kept = Diary(tuple(line for n, line in enumerate(diary) if n % 10 or n == 0))
    whole, _ = gain_of_missing(diary, enquiry(), learn(diary, enquiry()))
    fewer, _ = gain_of_missing(kept, enquiry(), learn(kept, enquiry()))

    assert fewer >= whole + 4


def test_the_move_is_that_of_the_likelihood_written_out():
    diary = diary_of(truth({"t0": -1.0, "t1": 0.5}), 40)
    posterior = learn(diary, enquiry())
    evenings, gain = gain_of_missing(diary, enquiry(), posterior)
    whole, columns = series_of(
        Diary(tuple(replace(d, scores={Symptom.PAIN: 5}) for d in diary)), enquiry()
    )
    missing = ~np.isin(whole.at, posterior.series.at)
    bells = replace(columns.bells, mean=np.zeros(len(columns.names)))
    _, mean, _ = dense_answer(
        replace(whole, scores=missing.astype(float)), bells, posterior.place[0], posterior.noise
    )

    assert evenings == missing.sum()
    assert gain == pytest.approx(mean, abs=1e-9)


def test_where_there_are_too_few_days_there_is_nothing_to_tip():
    assert tipped(Diary(tuple(day(n, 4, given("t0")) for n in range(8)))) == ()


def test_an_empty_diary_has_nothing_to_tip():
    assert tipped(Diary()) == ()


def test_a_diary_with_check_ins_is_answered_too():
    (found,) = tipped(diary_of(truth({"t0": -2.0}, a_day=2, echo=0.55), 60))

    assert found.evenings > 0
    assert found.technique == "t0"
