"""The made-up person: every page says so, and nothing of her comes near a real one."""

from datetime import date, timedelta

import pytest

pytestmark = pytest.mark.usefixtures("rows", "clock")
TODAY = date(2026, 11, 24)
STRIP = "This is a made-up person."


@pytest.fixture
def rosa_is_here(rows, clock):
    from instep.web.made_up import move_in

    move_in(0, TODAY)


def test_what_is_in_her_rows_is_the_diary_she_was_drawn_with(rosa_is_here):
    from instep.core.diary import Diary
    from instep.core.learning.rosa import rosa
    from instep.web.records.written import diary

    drawn = Diary.of(told.day for told in rosa(TODAY - timedelta(days=1), 0))

    assert diary() == drawn


def test_a_lot_is_named_where_one_was_drawn(rosa_is_here):
    from instep.web.records import store

    lots = [kept.body.get("lot") for kept in store.all_of(store.SESSION)]

    assert set(lots) == {None, "quiet_rest", "ROL", "RUB", "STR"}


def test_each_of_her_evenings_was_cleared_and_would_be_again(rosa_is_here):
    from instep.web import evening
    from instep.web.records import store

    for kept in store.all_of(store.DECISION):
        assert kept.body["clearance"]["may_begin"], kept.on
        assert evening.replay(kept.body) == kept.body["clearance"]


def test_every_page_says_that_she_is_made_up(rosa_is_here, alice):
    for page in ("/", "/about/", "/history/", "/techniques/", "/settings/", "/words/privacy/"):
        assert STRIP in alice.open(page).text, page


def test_her_evening_goes_on_to_a_plan_like_any_other(rosa_is_here, alice):
    alice.to_plan()

    assert alice.at == "/plan/"
    assert STRIP in alice.text
    assert STRIP in alice.open("/room/").send(begin="voice").text


def test_a_real_person_sees_no_such_strip(alice):
    for page in ("/", "/about/", "/history/"):
        assert STRIP not in alice.open(page).text


def test_no_device_keeps_anything_of_her(rosa_is_here, alice):
    assert "register.js" not in alice.open("/").html


def test_she_never_moves_in_where_somebody_has_said_anything():
    from instep.web import clock
    from instep.web.made_up import move_in
    from instep.web.records import store

    store.keep_answer("adult", "yes", TODAY, clock.now())
    with pytest.raises(store.Odd, match="own diary"):
        move_in(0, TODAY)

    assert not store.is_made_up()
    assert store.all_of(store.SESSION) == []


def test_forgetting_deletes_her_and_what_said_that_she_is_made_up(rosa_is_here):
    from instep.web.records import store

    store.forget()

    assert not store.is_made_up()
    assert store.is_empty()
