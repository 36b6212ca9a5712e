"""The drawn foot: true sides, lit zones told by more than colour, a hand that stays on the skin."""

import pytest

from instep.adapters.content import drawn_foot
from instep.adapters.terminal.foot import Light, Role, Signs, cells_of, on_side, painted, with_hand
from instep.adapters.terminal.motion import hand_spot, lamp_band, resting_spot
from instep.core.body import Point, Side, Zone
from instep.core.catalog import Stroke, View
from instep.core.timeline import Picture
from tests.make import house

DRAWN = drawn_foot()
COLOUR, SHADES, ASCII = Signs(True, False), Signs(True, True), Signs(False, True)
VIEWS = (View.SOLE, View.TOP)
SIDES = (Side.LEFT, Side.RIGHT)


def text(rows):
    return ["".join(sign for sign, _ in row) for row in rows]


def picture(stroke, *zones, view=View.SOLE, side=Side.LEFT, points=()):
    return Picture(side, view, zones, points, stroke)


def big_toe(drawing):
    columns = [x for x, _ in cells_of(drawing, [Zone.TOE_1])]
    return sum(columns) / len(columns)


def test_the_big_toe_is_where_the_person_sees_it():
    middle = len(DRAWN[View.SOLE].art[0]) / 2
    toes = {(v, s): big_toe(on_side(DRAWN[v], s)) < middle for v in VIEWS for s in SIDES}

    assert toes == {
        (View.SOLE, Side.LEFT): True,
        (View.SOLE, Side.RIGHT): False,
        (View.TOP, Side.LEFT): False,
        (View.TOP, Side.RIGHT): True,
    }


def test_the_other_foot_is_the_mirror_and_the_mirror_of_it_is_the_first():
    for view in VIEWS:
        other = Side.RIGHT if DRAWN[view].side is Side.LEFT else Side.LEFT
        there = on_side(DRAWN[view], other)

        assert there.art != DRAWN[view].art
        assert on_side(there, DRAWN[view].side).art == DRAWN[view].art


def test_every_cell_of_the_foot_belongs_to_a_zone_and_no_other_cell_does():
    for drawing in DRAWN.values():
        for art, zones in zip(drawing.art, drawing.zones, strict=True):
            for sign, zone in zip(art, zones, strict=True):
                assert (sign != " ") == (zone is not None)


def test_each_point_lies_in_its_own_zone():
    zone_of = {
        Point.BIG_TOE_BASE: Zone.TOE_1,
        Point.BELOW_BIG_TOE: Zone.ARCH_INNER,
        Point.NEAR_HEEL: Zone.ARCH_INNER,
    }
    places = DRAWN[View.SOLE].points

    assert set(places) == set(Point)
    for point, (x, y) in places.items():
        near = {DRAWN[View.SOLE].zones[row][x] for row in (y - 1, y)}
        assert zone_of[point] in near, point


@pytest.mark.parametrize("signs", [SHADES, ASCII], ids=["blocks", "ascii"])
def test_without_colour_the_lit_zone_is_told_by_its_signs_alone(signs):
    drawing = DRAWN[View.SOLE]
    dark = text(painted(drawing, Light(frozenset()), signs))
    lit = text(painted(drawing, Light(frozenset({Zone.HEEL})), signs))
    changed = {(x, y) for y, row in enumerate(lit) for x, s in enumerate(row) if s != dark[y][x]}

    assert changed
    assert changed <= set(cells_of(drawing, [Zone.HEEL]))


def test_plain_ascii_is_ascii():
    for drawing in DRAWN.values():
        rows = painted(drawing, Light(frozenset({Zone.HEEL, Zone.ANKLE_FRONT})), ASCII)

        assert "".join(text(rows)).isascii()


def test_what_comes_next_is_hatched():
    light = Light(frozenset({Zone.HEEL}), frozenset({Zone.ARCH_INNER}))
    rows = painted(DRAWN[View.SOLE], light, COLOUR)
    roles = {role for row in rows for _, role in row}

    assert {Role.LIT, Role.NEXT, Role.FOOT} <= roles
    assert "▒" in "".join(text(rows))


@pytest.mark.parametrize("signs", [COLOUR, SHADES, ASCII], ids=["colour", "shades", "ascii"])
@pytest.mark.parametrize("small", [True, False])
def test_a_hand_never_leaves_the_picture_and_never_changes_its_size(signs, small):
    for spot in ((-9, -9), (0, 0), (8.4, 7.7), (99, 99)):
        rows = painted(DRAWN[View.SOLE], Light(frozenset()), signs)
        sizes = [len(row) for row in rows]
        with_hand(rows, spot, signs, small=small)

        assert sizes == [len(row) for row in rows]
        assert any(role.startswith("hand") for row in rows for _, role in row)


MOVING = [Stroke.STROKING, Stroke.KNEADING, Stroke.CIRCLES, Stroke.ROLL, Stroke.PAT, Stroke.WIPE]


@pytest.mark.parametrize("stroke", MOVING)
def test_the_hand_stays_on_the_zone_it_works_on(stroke):
    drawing = DRAWN[View.SOLE]
    rows = [y for _, y in cells_of(drawing, [Zone.ARCH_INNER])]
    spots = [hand_spot(picture(stroke, Zone.ARCH_INNER), drawing, t / 4) for t in range(200)]

    assert all(min(rows) - 1 <= y <= max(rows) + 1 for _, y in spots)
    assert len(set(spots)) > 3


def test_a_still_hand_is_still_and_a_paused_picture_too():
    drawing = DRAWN[View.TOP]
    held = picture(Stroke.HOLD, Zone.TOP_MIDFOOT, view=View.TOP)
    rubbed = picture(Stroke.KNEADING, Zone.TOP_MIDFOOT, view=View.TOP)

    assert len({hand_spot(held, drawing, t) for t in range(30)}) == 1
    assert len({resting_spot(rubbed, drawing) for _ in range(3)}) == 1


def test_a_toe_is_given_its_time_and_then_the_next_one_has_it():
    drawing = DRAWN[View.SOLE]
    toes = picture(Stroke.PASSIVE, *(Zone(f"toe_{n}") for n in range(1, 6)))
    columns = [hand_spot(toes, drawing, t + 0.5)[0] for t in range(0, 50, 10)]

    assert columns == sorted(columns)
    assert len(set(columns)) == 5


def test_a_spared_toe_is_passed_over():
    drawing = DRAWN[View.SOLE]
    toes = picture(Stroke.PASSIVE, *(Zone(f"toe_{n}") for n in (1, 3, 4, 5)))
    second = [x for x, _ in cells_of(drawing, [Zone.TOE_2])]
    columns = {hand_spot(toes, drawing, t)[0] for t in range(0, 80, 2)}

    assert sum(second) / len(second) not in columns


def test_the_point_is_where_the_thumb_is():
    drawing = DRAWN[View.SOLE]
    press = picture(Stroke.PRESS, Zone.ARCH_INNER, points=(Point.NEAR_HEEL,))

    assert hand_spot(press, drawing, 12) == drawing.points[Point.NEAR_HEEL]
    assert hand_spot(press, DRAWN[View.TOP], 12) is None


def test_a_hand_above_the_ankle_is_at_the_edge_since_the_leg_is_never_drawn():
    hold = picture(Stroke.HOLD, Zone.LOWER_LEG, view=View.TOP)
    spot = hand_spot(hold, DRAWN[View.TOP], 3)

    assert spot[1] >= len(DRAWN[View.TOP].art) - 1


def test_where_no_hand_is_at_work_none_is_drawn():
    for stroke in (Stroke.LOOK, Stroke.ACTIVE, Stroke.BREATH, Stroke.REST, Stroke.ROOM):
        assert hand_spot(picture(stroke, Zone.HEEL), DRAWN[View.SOLE], 3) is None


def test_a_look_passes_over_the_whole_foot():
    rows = {y for t in range(14) for y in range(20) if _in_band(y, lamp_band(DRAWN[View.SOLE], t))}

    assert rows == set(range(20))


def _in_band(y, band):
    return band[0] <= y <= band[1]


def test_every_technique_that_works_on_the_foot_can_be_drawn():
    for technique in house().catalog.values():
        if technique.view is View.NONE:
            continue
        drawing = DRAWN[technique.view]
        shown = cells_of(drawing, technique.zones)
        by_itself = technique.stroke is Stroke.ACTIVE or technique.zones == (Zone.LOWER_LEG,)

        assert shown or by_itself, technique.id
