"""The look back: what may be said of the start and of now, and never more than that."""

from random import Random

import pytest

from instep.adapters.content.load import look_back
from instep.core.review import Said, changed, said
from instep.core.review import _student as student

RULES = look_back()


def says(*scores):
    return said(changed(scores, RULES), RULES)


@pytest.mark.parametrize(("scores", "expected"), [
    ([], Said.TOO_FEW),
    ([5] * 7, Said.TOO_FEW),
    ([5] * 8, Said.SAME),
    ([0] * 14, Said.SAME),
    ([10] * 14, Said.SAME),
    ([6, 7, 6, 7, 6, 7, 6, 3, 4, 3, 4, 3, 4, 3], Said.MUCH_LESS),
    ([3, 4, 3, 4, 3, 4, 3, 6, 7, 6, 7, 6, 7, 6], Said.MUCH_MORE),
    ([8, 8, 8, 8, 8, 8, 8, 6, 6, 6, 6, 6, 6, 6], Said.LESS),  # two points, and no 30 in 100
    ([3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2], Said.LESS),  # 30 in 100, and no two points
    ([2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3], Said.MORE),
    ([2, 9, 4, 7, 3, 8, 5, 1, 8, 3, 6, 2, 9, 4], Said.MAYBE),
])  # fmt: skip
def test_of_these_scores_this_is_said(scores, expected):
    assert says(*scores) == expected


def test_only_the_first_and_the_last_seven_scored_days_count():
    between = [9, 0, 9, 0, 9]

    assert changed([6] * 7 + between + [3] * 7, RULES) == changed([6] * 7 + [3] * 7, RULES)


def test_the_ends_never_share_a_day():
    found = changed([6] * 4 + [2] * 5, RULES)

    assert (found.first, found.last) == (6, 2)


def test_better_told_backwards_is_as_much_worse():
    one, other = [7, 6, 7, 5, 6, 7, 6], [4, 3, 5, 4, 3, 4, 4]
    there, back = changed(one + other, RULES), changed(other + one, RULES)

    assert there.by == pytest.approx(-back.by)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))


@pytest.mark.parametrize(("free", "table"), [(6, 2.447), (8, 2.306), (12, 2.179), (26, 2.056)])
def test_the_students_t_is_that_of_the_tables(free, table):
    assert student(0.95, free) == pytest.approx(table, abs=0.01)


@pytest.mark.parametrize("days", [8, 10, 14, 28])
@pytest.mark.parametrize("echo", [0.0, 0.2, 0.4])
@pytest.mark.parametrize("noise", [0.7, 1.2, 2.0])
def test_where_nothing_changed_chance_is_taken_for_a_change_at_most_once_in_sixteen(
    days, echo, noise
):
    dice = Random(f"{days} {echo} {noise}")
    wrong = sum(changed(_unchanged(dice, days, echo, noise), RULES).is_sure for _ in range(1000))

    assert wrong <= 1000 / 16


def _unchanged(dice, days, echo, noise):
    """Scores of a person whose level stays at five, each day like the day before by ``echo``."""
    scores, felt = [], dice.gauss(0, noise)
    for _ in range(days):
        scores.append(min(10, max(0, round(5 + felt))))
        felt = echo * felt + noise * (1 - echo**2) ** 0.5 * dice.gauss(0, 1)
    return scores
