"""Skin warmth: what is typed, the middle reading, and how far apart two feet are."""

from itertools import product
from statistics import median

import pytest

from instep.core.body import Side, Zone
from instep.core.measures.temperature import SITES, Odd, Spot, Walls, Warmth, read_degrees

WALLS = Walls(10.0, 45.0)
FEW = (28.0, 29.2, 31.4)


@pytest.mark.parametrize(("typed", "expected"), [
    ("29.4", 29.4), ("29,4", 29.4), (" 30 ", 30.0), ("10", 10.0), ("45.0", 45.0),
    ("88", Odd.FAHRENHEIT), ("84,2", Odd.FAHRENHEIT), ("98.6", Odd.FAHRENHEIT),
    ("370", Odd.NO_POINT), ("294", Odd.NO_POINT), ("310", Odd.NO_POINT),
    ("9.9", Odd.OUTSIDE), ("45.1", Odd.OUTSIDE), ("0", Odd.OUTSIDE), ("3700", Odd.OUTSIDE),
    ("", Odd.NO_NUMBER), ("warm", Odd.NO_NUMBER), ("-5", Odd.NO_NUMBER), ("1e1", Odd.NO_NUMBER),
    ("nan", Odd.NO_NUMBER), ("29.4.1", Odd.NO_NUMBER), ("29,4,1", Odd.NO_NUMBER),
    ("٢٩", Odd.NO_NUMBER), ("29°", Odd.NO_NUMBER), ("29.40000001", Odd.NO_NUMBER),
])  # fmt: skip
def test_what_is_typed_is_a_warmth_or_says_why_not(typed, expected):
    assert expected == read_degrees(typed, WALLS)


def test_every_tenth_of_a_degree_within_the_walls_is_taken_with_point_and_comma():
    for tenths in range(100, 451):
        typed = f"{tenths // 10}.{tenths % 10}"

        assert read_degrees(typed, WALLS) == read_degrees(typed.replace(".", ","), WALLS)
        assert read_degrees(typed, WALLS) == tenths / 10


def test_whatever_is_taken_lies_within_the_walls():
    for tenths in range(0, 10_000, 3):
        read = read_degrees(str(tenths / 10), WALLS)

        assert isinstance(read, Odd) or WALLS.hold(read)


def test_the_middle_of_up_to_three_readings_counts():
    for left in product(FEW, repeat=3):
        for count in (1, 2, 3):
            spot = Spot(left[:count], (28.0,))

            assert spot.gap == round(median(left[:count]) - 28.0, 4)


def test_a_gap_of_just_2_2_is_not_a_hair_more():
    for tenths in range(100, 420):
        spot = Spot(((tenths + 22) / 10,), (tenths / 10,))

        assert spot.gap == 2.2


def test_left_and_right_swapped_give_the_same_gap_on_the_other_foot():
    for left, right in product(product(FEW, repeat=2), repeat=2):
        here = Warmth({Zone.HEEL: Spot(left, right)}).largest
        there = Warmth({Zone.HEEL: Spot(right, left)}).largest
        other = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.BOTH: Side.BOTH}

        assert (here.degrees, here.least, here.most) == (there.degrees, there.least, there.most)
        assert other[here.warmer] == there.warmer
        assert 0 <= here.least <= here.degrees <= here.most


def test_the_spot_that_is_furthest_apart_speaks_for_the_feet():
    warmth = Warmth({site: Spot((30.0,), (29.5,)) for site in SITES})
    warmth = warmth.measured(Zone.BALL_MIDDLE, Spot((28.0,), (30.6,)))

    assert warmth.largest.site is Zone.BALL_MIDDLE
    assert (warmth.largest.degrees, warmth.largest.warmer) == (2.6, Side.RIGHT)
    assert warmth.is_whole
    assert not warmth.is_sure


def test_one_foot_alone_has_no_gap():
    warmth = Warmth({site: Spot((30.0, 30.0, 30.0), ()) for site in SITES})

    assert warmth.largest is None
    assert not warmth.is_whole


def test_three_readings_on_all_twelve_spots_are_sure():
    spot = Spot((30.0, 30.1, 30.2), (30.0, 30.1, 30.2))

    assert Warmth(dict.fromkeys(SITES, spot)).is_sure
    assert not Warmth(dict.fromkeys(SITES[1:], spot)).is_sure


def test_a_fourth_reading_and_a_place_that_is_no_spot_are_refused():
    with pytest.raises(ValueError, match="3 readings"):
        Spot((30.0,) * 4)
    with pytest.raises(ValueError, match="not one of the spots"):
        Warmth({Zone.ANKLE_FRONT: Spot((30.0,), (30.0,))})
