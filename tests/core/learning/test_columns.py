"""From a diary to a series: what is a column, what is a dose, and which score comes when."""

from dataclasses import replace

import numpy as np
import pytest

from instep.core.diary import Diary, Symptom
from instep.core.learning.columns import groups_asked, series_of
from instep.core.learning.fit import learn
from instep.core.learning.priors import Bell
from tests.core.learning.diaries import REST, day, diary_of, enquiry, given, truth
from tests.make import house


def test_with_check_ins_a_day_is_two_steps_and_the_session_lies_between():
    diary = Diary((day(0, 4, given("t0"), check_in=6), day(1, 5, check_in=5)))
    series, columns = series_of(diary, enquiry())

    assert (series.a_day, series.at.tolist()) == (2, [0, 1, 2, 3])
    assert series.scores.tolist() == [6, 4, 5, 5]
    assert series.dose.ravel().tolist() == [0, 1, 0, 0]
    assert columns.names == ("level", "check_in", "t0")


def test_without_check_ins_a_day_is_one_step():
    series, columns = series_of(Diary((day(0, 4, given("t0")), day(3, 5))), enquiry())

    assert (series.a_day, series.at.tolist(), columns.names) == (1, [0, 3], ("level", "t0"))


def test_check_ins_are_of_the_primary_symptom_only():
    diary = Diary((replace(day(0, 4, check_in=6), scores={Symptom.COLD: 3}), day(1, 5)))

    assert series_of(diary, enquiry(Symptom.COLD))[0].a_day == 1


def test_where_another_symptom_was_followed_later_each_has_its_own_check_ins():
    both = {Symptom.PAIN: 4, Symptom.COLD: 3}
    first, later = day(0, check_in=6), day(1, check_in=8, primary=Symptom.COLD)
    diary = Diary(tuple(replace(each, scores=both) for each in (first, later)))
    of_pain, of_cold = (series_of(diary, enquiry(s))[0] for s in (Symptom.PAIN, Symptom.COLD))

    assert (of_pain.at.tolist(), of_pain.scores.tolist()) == ([0, 1, 3], [6, 4, 4])
    assert (of_cold.at.tolist(), of_cold.scores.tolist()) == ([1, 2, 3], [3, 8, 3])


def test_half_the_usual_minutes_are_half_a_dose_and_more_is_no_more():
    minutes = [10, 10, 10, 5, 30]
    diary = Diary(tuple(day(n, 4, given("t0", minutes=m)) for n, m in enumerate(minutes)))

    assert series_of(diary, enquiry())[0].dose.ravel().tolist() == [1, 1, 1, 0.5, 1]


def test_rest_in_the_diary_brings_the_column_that_all_sessions_share():
    diary = Diary((day(0, 4, given("t0")), day(1, 4, given(REST)), day(2, 4)))
    series, columns = series_of(diary, enquiry())

    assert columns.doses == ("any_session", "t0")
    assert series.dose.tolist() == [[1, 1], [1, 0], [0, 0]]


def test_a_night_belongs_to_the_session_before_it():
    slept = [replace(day(n), scores={Symptom.SLEEP: 4}, given=(given("t0"),)) for n in range(2)]
    series, _ = series_of(Diary(tuple(slept)), enquiry(Symptom.SLEEP))

    assert series.dose.ravel().tolist() == [0, 1]


def test_a_changed_medicine_may_start_a_new_level():
    diary = diary_of(truth({"t0": 0.0}), 60)
    changed = Diary(tuple(replace(d, new_drug=n == 30) for n, d in enumerate(diary)))
    _, columns = series_of(changed, enquiry())

    assert "new_drug.30" in columns.names
    assert abs(learn(changed, enquiry()).known.mean("new_drug.30")) < 1.5


def test_notes_count_in_their_own_spread_and_not_told_is_their_mean():
    diary = Diary((day(0, 4, notes={"steps": 1000}), day(1, 4, notes={"steps": 3000}), day(2, 4)))
    series, columns = series_of(diary, enquiry())

    assert series.plain[:, columns.names.index("steps")].tolist() == [-1, 1, 0]


def test_what_many_people_taught_is_believed_beforehand():
    pooled = {"t0": Bell(-1.0, 0.4)}
    _, columns = series_of(Diary((day(0, 4, given("t0")),)), enquiry(pooled=pooled))

    assert (columns.bells.mean[-1], columns.bells.sd[-1]) == (-1.0, 0.4)


def test_the_catalog_asks_of_groups_and_rest_is_none():
    asked = groups_asked(house().catalog)

    assert asked["quiet_rest"] == frozenset()
    assert asked["oil_massage"] == {"OIL", "RUB"}
    assert asked["ball_roll"] == {"ROL"}


@pytest.mark.parametrize("seed", range(2))
def test_picking_by_the_check_in_does_not_fool_the_engine(seed):
    """Someone does a useless technique on bad days only; the check-in says they were bad."""
    found = []
    for person in range(8):

        def on_bad_days(_number: int, check_in: int | None):
            return (given("t0" if check_in is not None and check_in > 6 else REST),)

        who = truth({"t0": 0.0}, a_day=2, echo=0.55)
        diary = diary_of(who, 84, seed=100 * seed + person, choose=on_bad_days)
        found.append(learn(diary, enquiry()).known.mean("t0"))

    assert abs(np.mean(found)) < 0.45
