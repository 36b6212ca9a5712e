"""The figures people are shown of the engine: read strictly, and still so when counted again."""

import pytest
from bench.learn_how import DAYS, PROMISED, WORLDS, before_after, calibration, toml

from instep.adapters.content import SHIPPED, ContentBroken, how_we_know, load
from instep.adapters.content.how_we_know import FILE
from tests.changing import change

FEW = 60
FAR = 4
"""Standard errors; of all figures below not one in a hundred runs is that far off by chance."""


def test_the_file_is_the_one_that_counting_writes():
    assert toml(how_we_know()) == (SHIPPED / FILE).read_text(encoding="utf-8")


def test_every_length_of_diary_and_every_promise_is_there():
    found = [(row.days, row.promised) for row in how_we_know().calibration]

    assert found == [(days, promised) for days in DAYS for promised in PROMISED]


@pytest.mark.parametrize("days", DAYS)
def test_counted_again_over_a_few_people_as_many_intervals_hold_the_truth(days):
    stored = [row for row in how_we_know().calibration if row.days == days]
    for told, again in zip(stored, calibration(days, FEW), strict=True):
        far = FAR * (told.error**2 + again.error**2) ** 0.5

        assert abs(told.held - again.held) <= far, (told, again)


@pytest.mark.parametrize("world", range(len(WORLDS)))
def test_counted_again_over_a_few_people_both_readings_of_a_session_are_as_far_off(world):
    told = how_we_know().before_after[world]
    again = before_after(told.effect, told.when_it_hurts, FEW)
    apart = (told.subtracted - again.subtracted, told.engine - again.engine)
    errors = (
        (told.subtracted_error**2 + again.subtracted_error**2) ** 0.5,
        (told.engine_error**2 + again.engine_error**2) ** 0.5,
    )

    assert all(abs(a) <= FAR * e for a, e in zip(apart, errors, strict=True)), (told, again)


def test_every_interval_that_is_promised_holds_about_that_often():
    found = [abs(row.held - row.promised) for row in how_we_know().calibration]

    assert max(found) <= 2.0


def test_a_technique_that_does_nothing_is_read_as_nothing_where_subtraction_is_fooled():
    nothing = [row for row in how_we_know().before_after if row.effect == 0.0]

    assert [abs(row.engine) <= 0.1 for row in nothing] == [True, True]
    assert all(row.subtracted < -0.4 for row in nothing)
    assert all(row.fooled_engine <= 10 < row.fooled_subtracting for row in nothing)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("promised = 50", "promised = 101", "promised_50.promised"),
        ("[calibration.", "[after]\n[calibration.", "after"),
        ("[calibration.", "[before_after.", "effect: is missing"),
        ('"made-up-people"', '"hearsay"', "hearsay"),
        ("sessions = ", "luck = 1\nsessions = ", "luck"),
        ("people = ", "people = 1 #", "people"),
    ],
)
def test_a_figure_out_of_its_walls_or_without_a_source_stops_everything(content, old, new, fault):
    change(content, FILE, old, new)

    with pytest.raises(ContentBroken, match=fault):
        load(content)
