"""Where a recording stops being readable: every number sourced, and none out of its walls."""

import pytest

from instep.adapters.content import ContentBroken, load, pulse_limits
from tests.changing import change

FILE = "pulse.toml"


def test_what_ships_is_read_as_it_is_written():
    limits = pulse_limits()

    assert (limits.shortest, limits.steady, limits.one_foot.walk) == (15, 0.3, 0.06)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("shortest = 15", "shortest = 1.5", "pulse.recording.shortest"),
        ("steady = 0.3", "steady = 3", "pulse.beat.steady"),
        ("walk = 0.06", "walk = 5", "pulse.one_foot.walk"),
        ("walk = 0.06", "walk = 0.06\nluck = 1", "luck"),
        ('source = ["judgement"]', 'source = ["nobody"]', "nobody"),
        ("[pulse.motion]", "[pulse.movement]", "pulse.motion"),
    ],
)
def test_a_number_out_of_its_walls_or_without_a_source_stops_everything(content, old, new, fault):
    change(content, FILE, old, new)

    with pytest.raises(ContentBroken, match=fault):
        load(content)
