"""The look back after four weeks: when it comes, what it says, what next. It never scolds."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.web.test_history import tell

FIRST = date(2026, 10, 27)
DUE = date(2026, 11, 24)


def started(on=FIRST, sessions=9):
    """Her first session was on this day."""
    from instep.web.clock import now
    from instep.web.records import store

    store.keep_count(str(on), sessions, now())


def days_of(start, end, days=28):
    """A diary of these weeks: pain at the start, pain at the end, half and half."""
    for n in range(days):
        tell(FIRST + timedelta(days=n), pain=(start if n < days / 2 else end) + n % 2)


def is_open(alice):
    return "It is time to look back" in alice.open("/").text


@pytest.mark.parametrize(("days", "due"), [(27, False), (28, True), (40, True)])
def test_it_falls_due_four_weeks_after_the_first_session(alice, days, due):
    started(DUE - timedelta(days=days))

    assert is_open(alice.known()) == due


def test_before_the_first_session_there_is_none(alice):
    assert not is_open(alice.known())
    assert "There was no session yet." in alice.open("/review/").text
    assert '<a class="button wide" href="/">' in alice.html


def test_until_it_falls_due_its_day_is_told_and_nothing_is_asked(alice):
    started(DUE - timedelta(days=10))
    alice.open("/review/")

    assert "12 December 2026" in alice.text
    assert "Since the start, how are your feet" not in alice.text


def answer(alice, felt="4", after="go_on"):
    alice.clock.later(minutes=1)
    return alice.open("/review/").send(felt=felt, next=after)


def test_once_answered_it_is_closed_until_four_weeks_later(alice):
    started()
    answer(alice.known())
    assert not is_open(alice)
    assert "22 December 2026" in alice.text
    alice.clock.later(days=28)

    assert is_open(alice)


def test_whoever_stopped_is_not_asked_again_until_there_was_a_session(alice):
    started()
    answer(alice.known(), after="stop")
    alice.clock.later(days=28)
    assert not is_open(alice)
    started(sessions=10)

    assert is_open(alice)


def test_stopping_is_fine_and_so_is_comfort_alone(alice):
    started()
    alice.open("/review/")

    assert "That is fine. You can begin again on any day." in alice.text
    assert "For comfort alone is a good reason too" in alice.text
    assert not any(w in alice.text.lower() for w in ("should", "missed", "only", "fail", "streak"))


def test_an_answer_can_be_changed_and_the_old_one_stays(alice):
    from instep.web.records import store

    started()
    answer(alice, felt="2")
    answer(alice, felt="3", after="change")
    told = store.named(store.REVIEW, str(DUE))

    assert [kept.body["felt"] for kept in told] == [2, 3]
    assert 'name="felt" value="3" checked' in alice.open("/review/").html


@pytest.mark.parametrize("said", [
    {}, {"felt": "2"}, {"next": "stop"}, {"felt": "8", "next": "stop"},
    {"felt": "2", "next": "again"},
])  # fmt: skip
def test_an_open_line_is_said_and_nothing_is_kept(alice, said):
    from instep.web.records import store

    started()
    alice.open("/review/").send(**said)

    assert "A line is still open." in alice.text
    assert store.all_of(store.REVIEW) == []


def test_a_great_fall_is_called_much_better_and_not_put_down_to_the_massage(alice):
    started()
    days_of(7, 2)
    text = alice.open("/review/").text

    assert "Your feet trouble you less than at the start." in text
    assert "About 7.4 at the start, about 2.6 now. Most people call that much better." in text
    assert "points less, most likely." in text
    assert "We cannot say what it comes from." in text


def test_where_nothing_changed_it_is_said_plainly(alice):
    started()
    days_of(5, 5)

    assert "So far no clear change can be seen." in alice.open("/review/").text


def test_a_change_for_the_worse_names_whom_to_tell(alice):
    started()
    alice.open("/about/contacts/").send(foot_team="Nurse Ada, 555 0101")
    days_of(2, 7)
    text = alice.open("/review/").text

    assert "Your feet trouble you more than at the start." in text
    assert "Tell your foot team or doctor about it" in text
    assert "Nurse Ada, 555 0101" in text
    assert "This app cannot see your foot." in text


def test_whoever_feels_much_worse_is_sent_to_someone_whatever_the_scores_say(alice):
    started()
    days_of(5, 5)
    answer(alice, felt="6")

    assert "Tell your foot team or doctor about it" in alice.open("/review/").text


def test_with_too_few_days_it_is_too_early_and_the_diary_is_one_touch_away(alice):
    started()
    tell(DUE, pain=4)
    alice.open("/review/")

    assert "It is too early to say." in alice.text
    assert alice.html.count('href="/diary/"') == 1


def test_the_weeks_are_counted_with_each_day_of_rest_done_right(alice):
    started()
    tell(DUE - timedelta(days=3), found=True)
    alice.known().to_verdict(hot_swollen="left")
    alice.clock.later(hours=20)
    text = alice.open("/review/").text

    assert "Sessions: 0" in text
    assert "Days with something on the skin: 1" in text
    assert "Days we said not today: 1. Each was done right." in text


def test_a_diary_of_years_before_does_not_make_the_start(alice):
    started()
    for n in range(300, 60, -10):
        tell(DUE - timedelta(days=n), pain=10)
    days_of(5, 5)

    assert "About 5.4 at the start" in alice.open("/review/").text


def test_how_the_feet_felt_before_each_session_comes_first(alice):
    from instep.web.clock import moment
    from instep.web.records import store
    from instep.web.records.ids import uuid7

    started()
    for n in range(16):
        on = FIRST + timedelta(days=n)
        at = moment(datetime(on.year, on.month, on.day, 20, tzinfo=UTC))
        before = 7 if n < 8 else 2
        body = {"on": str(on), "played": [60.0], "before": before, "after": None}
        store.keep_session(uuid7(at.at), body, at)
    days_of(5, 5)
    text = alice.open("/review/").text

    assert text.index("Your feet before a session") < text.index("Pain")
    assert "Your feet trouble you less than at the start." in text


def test_what_was_measured_is_told_beside_the_diary_and_no_more_than_it_lets_be_said(alice):
    from tests.web.test_measures import FELT, touched

    started()
    touched(alice.known(), *FELT)
    alice.clock.later(days=20)
    touched(alice, *FELT[:5], "missed")
    alice.open("/review/")

    assert "At first: 0 of 6 toes not felt. Now: 1 of 6 toes not felt. That may be chance." in (
        alice.text
    )
    assert "One test misses about 2 in 10 feet that have lost feeling." in alice.text
    assert "Nothing measured yet." not in alice.text
    assert 'href="/measures/"' in alice.html


def test_without_a_measure_nobody_is_told_of_measures(alice):
    started()

    assert "What you measured" not in alice.open("/review/").text


def test_whoever_wants_a_change_is_led_to_what_helps(alice):
    started()
    answer(alice.known(), after="change")

    assert 'href="/helps/">See what helps you' in alice.html
