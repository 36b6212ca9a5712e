"""Where things stand in a picture: a ruler of one change, and values on their days."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

from instep.core.measures.trend import Dot
from instep.web.components.charts import (
    EDGE,
    MIDDLE,
    WIDE,
    Scale,
    middles,
    plot,
    reach,
    ruler,
    stretches,
)

FIRST = date(2026, 9, 1)


def days(*scores):
    return [
        Dot(FIRST + timedelta(days=number), score)
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


def places(path):
    """Where a path goes, in percent from the left and from the top."""
    return [tuple(map(float, pair)) for pair in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path)]


def parts(path):
    """How many pieces a path is of."""
    return path.count("M")


def test_nothing_written_is_no_picture():
    assert plot([], {"Rubbing": {FIRST: 1.0}}) is None


def test_one_day_stands_in_the_middle():
    made = plot(days(5), {})

    assert places(made.dots) == [(50.0, 50.0)]
    assert made.line == ""


def test_ten_is_above_and_none_is_below_and_both_are_whole():
    (_, none), (_, most) = places(plot(days(0, 10), {}).dots)

    assert 0 < most < none < 100
    assert Scale().y(5) == 50


def test_years_of_days_are_one_path():
    made = plot(days(*[4, 7] * 1800), {})

    assert parts(made.dots) == 3600
    assert made.is_dense
    assert not plot(days(*[4] * 28), {}).is_dense


def test_days_that_nobody_wrote_are_a_gap_in_the_line():
    made = plot(days(4, 5, 4, 5, None, None, None, None, 6, 5, 6, 5), {})

    assert parts(made.line) == 2


def test_one_missing_day_does_not_break_the_line():
    assert parts(plot(days(4, 5, 4, 5, None, 6, 5), {}).line) == 1


def test_the_line_is_the_middle_of_the_last_seven_days():
    assert [each.value for each in middles(days(1, 9, 2))] == [2]
    assert middles(days(1, 9)) == []
    last = middles(days(9, 9, 9, 9, 1, 1, 1, 1, 1))[-1]

    assert last.value == 1


def test_a_day_of_the_week_before_has_no_say_in_the_line():
    assert [each.value for each in middles(days(9, 1, None, None, None, None, None, 2, 3))] == []
    assert [each.value for each in middles(days(9, 1, 2, None, None, None, None, 5))] == [2, 2]


def test_measures_far_apart_may_be_joined_dot_by_dot():
    dots = days(4, *[None] * 300, 2)
    made = plot(dots, {}, line=[dots])

    assert places(made.line) == places(made.dots)
    assert parts(made.line) == 1


def test_weeks_are_joined_until_more_than_one_is_missing():
    weeks = [Dot(FIRST + timedelta(weeks=n), 3.0) for n in (0, 1, 3, 6)]

    assert [len(each) for each in stretches(weeks, 14)] == [3, 1]


def test_marks_stand_under_their_own_day_and_as_tall_as_told():
    made = plot(days(4, 5, 6, 5), {"Rubbing": {FIRST: 1.0, FIRST + timedelta(2): 0.5}, "Rest": {}})
    ((name, path),) = made.rows
    bars = re.findall(r"M([\d.]+) 100v-([\d.]+)h([\d.]+)V100z", path)
    middle_of = [float(left) + float(wide) / 2 for left, _, wide in bars]

    assert name == "Rubbing"
    assert middle_of == pytest.approx([places(made.dots)[n][0] for n in (0, 2)], abs=0.02)
    assert [float(tall) for _, tall, _ in bars] == [100.0, 50.0]


def test_no_mark_touches_the_next_one():
    days_on = {FIRST + timedelta(n): 1.0 for n in range(365)}
    ((_, path),) = plot(days(5), {"Rubbing": days_on}).rows
    bars = [tuple(map(float, bar)) for bar in re.findall(r"M(-?[\d.]+) 100v-100h([\d.]+)V", path)]

    assert len(bars) == 365
    assert all(a + wide < b for (a, wide), (b, _) in pairwise(bars))


def test_a_session_before_the_first_score_widens_the_picture():
    made = plot(days(4, 5), {"Rubbing": {FIRST - timedelta(days=2): 1.0}})

    assert made.first == FIRST - timedelta(days=2)
    assert all(0 < x < 100 for x, _ in places(made.dots))


def test_pictures_that_share_their_ends_can_be_held_one_under_the_other():
    ends = (FIRST - timedelta(days=10), FIRST + timedelta(days=10))
    late, early = plot(days(4), {}, ends=ends), plot(days(4, 5, 6), {}, ends=ends)

    assert (late.first, late.last) == (early.first, early.last) == ends
    assert places(late.dots)[0] == places(early.dots)[0]


def test_a_bar_goes_from_the_least_to_the_most_that_is_known():
    made = plot([Dot(FIRST, 5.0, 4.0, 6.0), Dot(FIRST + timedelta(days=1), 5.0)], {})
    x, top, bottom = map(float, re.fullmatch(r"M([\d.]+) ([\d.]+)V([\d.]+)", made.spans).groups())

    assert x == places(made.dots)[0][0]
    assert top < places(made.dots)[0][1] < bottom


def test_a_limit_is_drawn_where_it_lies_on_the_scale_and_not_beyond_it():
    scale = Scale(0.0, 4.0)

    assert plot(days(1, 2), {}, scale=scale, limit=2.0).limit == scale.y(2.0)
    assert plot(days(1, 2), {}, scale=scale, limit=7.0).limit is None
    assert plot(days(1, 2), {}, scale=scale).limit is None


@pytest.mark.parametrize("scores", [(0,) * 20, (10,) * 20, (5,) * 20])
def test_scores_that_never_move_are_a_level_line(scores):
    assert len({y for _, y in places(plot(days(*scores), {}).line)}) == 1
