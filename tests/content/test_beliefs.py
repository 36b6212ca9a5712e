"""What the learning engine believes beforehand: every number sourced, and none out of its walls."""

import tomllib

import pytest

from instep.adapters.content import SHIPPED, ContentBroken, learning, load
from tests.changing import change

FILE = "learning.toml"


def test_what_ships_is_read_as_it_is_written():
    found = learning()

    assert (found.priors.technique.sd, found.yardstick.sure_helps) == (1.5, 0.992)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("mean = 0.0\nsd = 1.5", "mean = 0.0\nsd = 15", "priors.technique.sd"),
        ("sure_helps = 0.992", "sure_helps = 0.5", "verdict.sure_helps"),
        ("sure_exploratory = 0.998", "sure_exploratory = 0.99", "verdict.sure_exploratory"),
        ("block_days = 3", "block_days = 0", "fair_test.block_days"),
        ('source = ["judgement"]', 'source = ["nobody"]', "nobody"),
        ("times = 2", "times = 2\nluck = 3", "luck"),
    ],
)
def test_a_number_out_of_its_walls_or_without_a_source_stops_everything(content, old, new, fault):
    change(content, FILE, old, new)

    with pytest.raises(ContentBroken, match=fault):
        load(content)


def test_every_belief_says_why():
    file = tomllib.loads((SHIPPED / FILE).read_text(encoding="utf-8"))

    assert all(bell["why"] for part in ("priors", "right_after") for bell in file[part].values())
