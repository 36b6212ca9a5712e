"""A painting: where, what, and how much of the drawing."""

import pytest

from instep.adapters.content import measures
from instep.core.body import FEET, Side, Zone
from instep.core.measures.paint import PAINTABLE, Feeling, Painting, share

AREAS = measures().areas
TOES = frozenset({Zone.TOE_1, Zone.TOE_2})


def test_a_brush_changes_its_own_feeling_and_no_other():
    painting = Painting().with_brush(Feeling.BURNING, {Side.LEFT: TOES})
    painting = painting.with_brush(Feeling.PAIN, {Side.LEFT: frozenset({Zone.TOE_1})})

    assert painting.zones(Feeling.BURNING, Side.LEFT) == TOES
    assert painting.feelings(Side.LEFT, Zone.TOE_1) == (Feeling.BURNING, Feeling.PAIN)
    assert painting.painted(Side.RIGHT) == frozenset()
    assert painting.with_brush(Feeling.BURNING, {}).painted(Side.LEFT) == {Zone.TOE_1}


def test_nothing_painted_is_bare():
    empty = {Feeling.PAIN: {Side.LEFT: frozenset()}}

    assert Painting().is_bare
    assert Painting(empty).is_bare
    assert not Painting({Feeling.PAIN: {Side.LEFT: TOES}}).is_bare


def test_the_lower_leg_and_both_feet_at_once_cannot_be_painted():
    for brush in ({Side.LEFT: frozenset({Zone.LOWER_LEG})}, {Side.BOTH: TOES}):
        with pytest.raises(ValueError, match="only the zones"):
            Painting({Feeling.PAIN: brush})


def test_shares_of_the_drawing_add_up_to_all_of_it():
    assert share(frozenset(PAINTABLE), AREAS) == 1
    assert share(frozenset(), AREAS) == 0
    each = sum(share(frozenset({zone}), AREAS) for zone in PAINTABLE)
    assert each == pytest.approx(1)


def test_one_zone_more_is_a_greater_share():
    for zone in PAINTABLE:
        rest = frozenset(PAINTABLE) - {zone}

        assert share(rest, AREAS) < share(rest | {zone}, AREAS)


def test_each_foot_has_every_zone_of_the_drawing():
    whole = dict.fromkeys(FEET, frozenset(PAINTABLE))

    assert Painting({Feeling.PAIN: whole}).painted(Side.RIGHT) == set(Zone) - {Zone.LOWER_LEG}
