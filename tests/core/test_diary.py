"""A diary remembers what was told, in order, and refuses what nobody can have felt."""

from datetime import date

import pytest

from instep.core.diary import Day, Diary, Given, NotADiary, Symptom

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def pain(on: date, score: int) -> Day:
    return Day(on, {Symptom.PAIN: score})


@pytest.mark.parametrize("score", [11, -1, 3.5, float("nan"), True, "3"])
def test_a_score_that_is_not_on_the_scale_is_refused_by_day_and_name(score):
    with pytest.raises(NotADiary, match="2026-11-23: pain is"):
        pain(MONDAY, score)


@pytest.mark.parametrize("score", [11, float("nan")])
def test_a_check_in_or_a_score_right_after_is_held_to_the_same_scale(score):
    with pytest.raises(NotADiary, match="check_in"):
        Day(MONDAY, check_in=score)
    with pytest.raises(NotADiary, match="after"):
        Day(MONDAY, given=(Given({"arch_rub": 5}, after=score),))


@pytest.mark.parametrize("minutes", [-1, float("nan"), float("inf")])
def test_minutes_that_cannot_pass_are_refused(minutes):
    with pytest.raises(NotADiary, match="arch_rub"):
        Day(MONDAY, given=(Given({"arch_rub": minutes}),))


def test_a_note_that_is_no_number_is_refused():
    with pytest.raises(NotADiary, match="steps"):
        Day(MONDAY, notes={"steps": float("nan")})


def test_days_in_any_order_become_a_diary_in_order():
    diary = Diary.of([pain(TUESDAY, 4), pain(MONDAY, 6)])

    assert [day.on for day in diary] == [MONDAY, TUESDAY]


def test_the_same_day_twice_is_refused_by_its_date():
    with pytest.raises(NotADiary, match="2026-11-23"):
        Diary.of([pain(MONDAY, 4), pain(MONDAY, 6)])


def test_a_diary_out_of_order_cannot_be_built():
    with pytest.raises(NotADiary, match="2026-11-23 stands after 2026-11-24"):
        Diary((pain(TUESDAY, 4), pain(MONDAY, 6)))


def test_days_nobody_wrote_count_as_days():
    diary = Diary.of([pain(MONDAY, 4), pain(date(2026, 12, 3), 6)])

    assert (diary.length, diary.scores(Symptom.PAIN)) == (11, [(0, 4), (10, 6)])


def test_an_empty_diary_is_a_diary():
    assert (Diary().length, Diary().scores(Symptom.PAIN)) == (0, [])
