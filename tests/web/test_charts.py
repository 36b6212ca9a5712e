"""Where things stand in a picture: a ruler of one change, and days of scores."""

from datetime import date, timedelta

import pytest

from instep.web.components.charts import (
    EDGE,
    MIDDLE,
    WIDE,
    Dated,
    Scale,
    middles,
    reach,
    ruler,
    trend,
)

FIRST = date(2026, 9, 1)


def days(*scores):
    return [
        Dated(FIRST + timedelta(days=number), score)
        for number, score in enumerate(scores)
        if score is not None
    ]


def drawn(change, low, high, points=4, matters=1.5, sure=True):
    return ruler(change, low, high, points, matters=matters, sure=sure)


def test_no_change_is_in_the_middle_and_less_is_to_the_right():
    assert drawn(0.0, -0.1, 0.1).dot == MIDDLE
    assert drawn(-2.0, -3.0, -1.0).dot > MIDDLE > drawn(2.0, 1.0, 3.0).dot


def test_the_bar_goes_from_the_worst_to_the_best_that_may_be():
    made = drawn(-1.0, -3.0, 0.5)

    assert made.left < MIDDLE < made.dot < made.right


def test_the_box_begins_where_a_change_matters():
    made = drawn(-1.5, -2.0, -1.0)

    assert made.box[0] == made.dot
    assert made.box[0] + made.box[1] == WIDE - 8


def test_what_lies_beyond_the_ruler_ends_at_its_edge_and_is_told():
    made = drawn(-9.0, -14.0, -5.0, points=4)

    assert made.right == WIDE - EDGE
    assert made.cut
    assert not drawn(-1.0, -2.0, 0.0).cut


def test_all_rulers_of_a_page_reach_as_far_as_the_farthest():
    assert reach([]) == 3
    assert reach([(-0.5, 0.4)]) == 3
    assert reach([(-0.5, 0.4), (-4.2, 1.0)]) == 5
    assert reach([(-40.0, 1.0)]) == 10


def test_marks_stand_a_point_apart_on_both_sides():
    marks = drawn(0, 0, 0, points=3).marks

    assert len(marks) == 6
    assert sorted(marks, reverse=True) == list(marks)


def test_nothing_written_is_no_picture():
    assert trend([], {"Rubbing": [FIRST]}) is None


def test_one_day_stands_in_the_middle():
    made = trend(days(5), {})

    assert made.dots == ((50.0, 50.0),)
    assert made.line == ()


def test_ten_is_above_and_none_is_below_and_both_are_whole():
    (_, none), (_, most) = trend(days(0, 10), {}).dots

    assert 0 < most < none < 100
    assert Scale().y(5) == 50


def test_days_that_nobody_wrote_are_a_gap_in_the_line():
    made = trend(days(4, 5, 4, 5, None, None, None, None, 6, 5, 6, 5), {})

    assert len(made.line) == 2


def test_one_missing_day_does_not_break_the_line():
    assert len(trend(days(4, 5, 4, 5, None, 6, 5), {}).line) == 1


def test_the_line_is_the_middle_of_the_last_seven_days():
    assert [each.value for each in middles(days(1, 9, 2))] == [2]
    assert middles(days(1, 9)) == []
    last = middles(days(9, 9, 9, 9, 1, 1, 1, 1, 1))[-1]

    assert last.value == 1


def test_marks_stand_under_their_own_day():
    made = trend(days(4, 5, 6), {"Rubbing": [FIRST], "Rest": []})

    assert made.rows == (("Rubbing", (made.dots[0][0],)),)


def test_a_session_before_the_first_score_widens_the_picture():
    made = trend(days(4, 5), {"Rubbing": [FIRST - timedelta(days=2)]})

    assert made.first == FIRST - timedelta(days=2)
    assert all(0 < x < 100 for x, _ in made.dots)


def test_a_band_is_drawn_where_it_is_known_how_sure_each_value_is():
    known = [Dated(FIRST + timedelta(days=n), 5.0, 4.0, 6.0) for n in range(3)]

    assert len(trend(known, {}).band) == 1
    assert trend(days(1, 2, 3), {}).band == ()


@pytest.mark.parametrize("scores", [(0,) * 20, (10,) * 20, (5,) * 20])
def test_scores_that_never_move_are_a_level_line(scores):
    (line,) = trend(days(*scores), {}).line

    assert len({point.split()[1] for point in line[1:].split("L")}) == 1
