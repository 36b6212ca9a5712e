"""What a person wrote, as learning reads it out of the rows."""

from datetime import date, timedelta

import pytest

pytestmark = pytest.mark.usefixtures("rows", "clock")
TODAY = date(2026, 11, 24)


def written():
    from instep.web.records.written import diary

    return diary()


def keep_line(on=TODAY, at=None, **scores):
    from instep.web import clock
    from instep.web.records import store

    store.keep_line(on, {"scores": scores}, clock.moment(at) if at else clock.now())


def massage(alice, after="2"):
    """A whole session, a minute a step."""
    alice.to_first_step()
    for _ in alice.while_at("/steps/"):
        alice.clock.later(seconds=60)
        alice.press("next")
    alice.send(score=after)


def only_day():
    (day,) = written().days
    return day


def test_a_person_who_wrote_nothing_has_an_empty_diary(alice):
    assert written().days == ()


def test_an_evening_is_a_check_in_and_a_session_with_what_was_done_in_it(alice):
    from instep.core.diary import Origin

    massage(alice)
    day = only_day()
    (given,) = day.given

    assert (day.on, day.check_in, given.after) == (TODAY, 4, 2)
    assert given.origin is Origin.CHOSEN
    assert given.harms == frozenset()
    assert {"skin_look", "arch_rub"} <= set(given.minutes)
    assert all(minutes > 0 for minutes in given.minutes.values())


def test_a_check_in_counts_where_no_session_followed(alice):
    alice.to_verdict(before="7")

    assert (only_day().check_in, only_day().given) == (7, ())


def test_the_first_check_in_of_a_day_is_the_one_that_counts(alice):
    alice.to_verdict(before="7")
    alice.clock.later(hours=1)
    alice.to_verdict(before="3")

    assert only_day().check_in == 7


def test_a_line_told_after_the_session_is_the_evening_of_that_day(alice):
    massage(alice)
    alice.clock.later(minutes=30)
    keep_line(pain=3, cold=5)

    assert only_day().scores == {"pain": 3, "cold": 5}
    assert only_day().check_in == 4


def test_a_line_told_before_the_session_says_nothing_of_it(alice, clock):
    keep_line(pain=6, cold=5, sleep=4)
    clock.later(minutes=5)
    massage(alice)

    assert only_day().scores == {"sleep": 4}
    assert only_day().check_in == 4


def test_a_line_told_in_the_morning_of_a_day_without_a_session_counts():
    keep_line(pain=6, cold=5)

    assert only_day().scores == {"pain": 6, "cold": 5}


def test_a_corrected_line_takes_the_place_of_the_first(clock):
    keep_line(pain=6)
    clock.later(minutes=5)
    keep_line(pain=5)

    assert only_day().scores == {"pain": 5}


def test_days_stand_in_order_whatever_was_told_first():
    for days in (3, 1, 2):
        keep_line(TODAY - timedelta(days=days), pain=days)

    assert [day.scores["pain"] for day in written()] == [3, 2, 1]


def test_broken_skin_found_the_morning_after_belongs_to_the_session(alice, clock):
    from instep.core.diary import Harm

    massage(alice)
    clock.later(hours=12)
    alice.open("/looks/look_10min/").send(answer="no")
    alice.open("/looks/look_morning/").send(answer="left")
    alice.wishes()
    alice.today(wound="left")
    (given,) = written().days[0].given

    assert given.harms == {Harm.BROKEN_SKIN}


def test_a_sore_of_another_week_does_not(alice, clock):
    massage(alice)
    clock.later(hours=12)
    alice.open("/looks/look_10min/").send(answer="no")
    alice.open("/looks/look_morning/").send(answer="no")
    clock.later(days=6)
    alice.to_verdict(wound="left")
    (given,) = written().days[0].given

    assert given.harms == frozenset()


def test_a_session_of_which_nobody_knows_what_was_done_is_left_out():
    from instep.web import clock
    from instep.web.records import store
    from instep.web.records.ids import uuid7

    now = clock.now()
    body = {"at": now.at.isoformat(), "on": "2026-11-24", "played": [60.0], "after": 3, "before": 4}
    store.keep_session(uuid7(now.at), body, now)

    assert written().days == ()


def test_a_damaged_line_is_told_and_nothing_is_made_up():
    from instep.web.records.store import Odd

    keep_line(pain=11)
    with pytest.raises(Odd, match="2026-11-24: pain is 11"):
        written()
