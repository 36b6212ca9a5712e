"""What helps a person, whole."""

from datetime import date, timedelta

import pytest

from instep.adapters.content import SHIPPED, load
from instep.adapters.content.beliefs import read_learning
from instep.adapters.content.sources import read_sources
from instep.core.diary import Day, Diary, Given, Harm, Symptom
from instep.core.learning.answer import Asked, answer, answers, likings, soon_after, stopped
from instep.core.learning.columns import groups_asked
from instep.core.learning.verdict import Reason, Verdict

FIRST = date(2026, 9, 1)


@pytest.fixture(scope="module")
def asked():
    return Asked(groups_asked(load().catalog), read_learning(SHIPPED, read_sources(SHIPPED)))


def lived(days, harms=frozenset()):
    """Stretching for three days, rubbing for three: on stretching days pain is 2 points less."""
    lines = []
    for number in range(days):
        stretches = number // 3 % 2 == 0
        given = Given({"toe_stretch" if stretches else "arch_rub": 8.0}, harms=harms)
        pain = 4 + number % 2 if stretches else 6 + number % 2
        lines.append(
            Day(FIRST + timedelta(number), {Symptom.PAIN: pain}, check_in=6, given=(given,))
        )
    return Diary.of(lines)


def test_a_diary_without_a_score_judges_nothing_and_likes_everything_as_ever(asked):
    nothing = Diary.of([Day(FIRST, check_in=4)])

    assert answer(nothing, Symptom.PAIN, asked).judged == ()
    assert likings(nothing, asked, 0) == {}
    assert likings(Diary(), asked, 0) == {}


def test_the_primary_symptom_comes_first_and_each_symptom_once(asked):
    found = answers(lived(9), asked)

    assert found[0].symptom is Symptom.PAIN
    assert {each.symptom for each in found} == set(Symptom)
    assert len(found) == len(Symptom)


def test_what_was_better_is_liked_more_and_the_same_diary_gives_the_same(asked):
    liked = likings(lived(60), asked, 7)

    assert liked["toe_stretch"] > 1 > liked["arch_rub"]
    assert liked == likings(lived(60), asked, 7)
    assert "quiet_rest" not in liked


def test_a_harm_pauses_what_was_done_before_anything_is_scored(asked):
    harmed = Diary.of(
        [Day(FIRST, given=(Given({"arch_rub": 5.0}, harms=frozenset({Harm.BROKEN_SKIN})),))]
    )

    assert stopped(harmed, asked) == {"RUB": Reason.HARM_FOUND}
    assert likings(harmed, asked, 0)["arch_rub"] == 0
    assert "toe_stretch" not in likings(harmed, asked, 0)


def test_a_harm_is_said_before_any_number(asked):
    found = answer(lived(60, frozenset({Harm.NEW_WEAKNESS})), Symptom.PAIN, asked)

    assert {each.verdict for each in found.judged} == {Verdict.PAUSED}


def test_right_after_is_told_apart_from_day_to_day(asked):
    told = Diary.of(
        Day(FIRST + timedelta(n), check_in=6, given=(Given({"arch_rub": 5.0}, after=4),))
        for n in range(12)
    )

    assert set(soon_after(told, asked).names) == {"rest", "before", "RUB"}
    assert answer(told, Symptom.PAIN, asked).posterior is None
