"""A day's line in the diary: what is told later stands, and nothing that was told is lost."""

from datetime import date, timedelta

import pytest

pytestmark = pytest.mark.usefixtures("rows", "clock")
TODAY = date(2026, 11, 24)


@pytest.fixture
def line():
    from instep.web.records import line as room

    return room


def tell(clock, on=TODAY, **parts):
    """Told a minute after whatever was told before."""
    from instep.web.clock import now
    from instep.web.records.line import tell

    clock.later(minutes=1)
    return tell(on, parts, now())


def undo(clock):
    from instep.web.clock import now
    from instep.web.records.line import undo

    clock.later(minutes=1)
    return undo(TODAY, now())


def test_a_day_nobody_wrote_of_is_a_blank_line(line):
    assert line.line_of(TODAY).is_blank
    assert not line.can_undo(TODAY)


def test_what_was_told_is_there_and_the_rest_is_blank(line, clock):
    tell(clock, pain=4, flare=True, text="Long walk.")
    there = line.line_of(TODAY)

    assert (there.says("pain"), there.says("cold")) == (4, None)
    assert (there.says("flare"), there.says("new_drug")) == (True, False)
    assert there.says("text") == "Long walk."


def test_one_part_told_anew_leaves_the_others(line, clock):
    tell(clock, pain=4, burning=2)
    tell(clock, pain=6)

    assert line.line_of(TODAY).scores == {"pain": 6, "burning": 2}


def test_every_version_can_be_read(line, clock):
    tell(clock, pain=4)
    tell(clock, pain=6)
    tell(clock, pain=None)
    told = [line.line_in(kept).says("pain") for kept in line.versions_of(TODAY)]

    assert told == [4, 6, None]


def test_the_same_again_adds_nothing(line, clock):
    tell(clock, pain=4)
    tell(clock, pain=4, cold=None, flare=False)

    assert len(line.versions_of(TODAY)) == 1


def test_undo_takes_back_one_change_after_the_other_to_the_blank_line(line, clock):
    for pain in (1, 2, 3):
        tell(clock, pain=pain)
    seen = [undo(clock).says("pain") for _ in range(4)]

    assert seen == [2, 1, None, None]
    assert not line.can_undo(TODAY)


def test_what_was_undone_does_not_come_again_after_a_new_change(line, clock):
    tell(clock, pain=1)
    tell(clock, pain=2)
    undo(clock)
    tell(clock, pain=7)
    seen = [undo(clock).says("pain") for _ in range(2)]

    assert seen == [1, None]


def test_what_was_only_told_again_on_a_device_is_not_a_change_to_take_back(line, clock):
    from instep.web.clock import now

    tell(clock, pain=1)
    tell(clock, pain=2)
    clock.later(minutes=1)
    line.tell(TODAY, {"pain": 2}, now(), away=True)

    assert undo(clock).says("pain") == 1


def test_nothing_is_lost_by_undoing(line, clock):
    tell(clock, pain=1, text="A word.")
    undo(clock)
    first, last = line.versions_of(TODAY)

    assert (first.body["text"], last.body["text"]) == ("A word.", "")


def test_what_was_made_earlier_does_not_take_the_place_of_what_was_made_later(line, clock):
    from instep.web.clock import moment

    tell(clock, pain=5)
    earlier = moment(clock.at - timedelta(minutes=30))
    line.tell(TODAY, {"pain": 2, "cold": 3}, earlier)

    assert line.line_of(TODAY).scores == {"pain": 5, "cold": 3}


def test_the_line_before_is_the_last_one_with_a_score(line, clock):
    tell(clock, TODAY - timedelta(days=3), pain=3)
    tell(clock, TODAY - timedelta(days=2), pain=2)
    tell(clock, TODAY - timedelta(days=1), text="No number.")
    before = line.line_before(TODAY, TODAY - timedelta(days=7))

    assert before.on == TODAY - timedelta(days=2)
    assert line.line_before(TODAY, TODAY - timedelta(days=1)) is None


@pytest.mark.parametrize(("part", "value"), [
    ("pain", 11), ("pain", -1), ("pain", 4.0), ("pain", True), ("pain", "4"), ("text", 4),
    ("text", "a" * 1001), ("flare", "yes"), ("flare", None),
])  # fmt: skip
def test_what_no_line_can_say_is_known(line, part, value):
    assert not line.may_be(part, value)


@pytest.mark.parametrize("body", [
    {"scores": {"pain": 11}}, {"scores": {"joy": 3}}, {"scores": []}, {},
    {"scores": {}, "text": 4}, {"scores": {}, "told": {"pain": "once"}},
])  # fmt: skip
def test_a_line_that_instep_never_wrote_is_told_and_not_guessed_at(line, clock, body):
    from instep.web.clock import now
    from instep.web.records import store

    store.keep_line(TODAY, body, now())
    with pytest.raises(store.Odd, match="2026-11-24"):
        line.line_of(TODAY)


def test_sleep_told_in_the_morning_and_pain_in_the_evening_each_have_their_own_time(line, alice):
    from instep.web.records.written import diary
    from tests.web.test_written import massage

    tell(alice.clock, sleep=4, pain=6)
    alice.clock.later(minutes=5)
    massage(alice)
    tell(alice.clock, text="Nice.", cold=2)
    (day,) = diary().days

    assert day.scores == {"sleep": 4, "cold": 2}
