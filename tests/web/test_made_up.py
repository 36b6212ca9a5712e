"""The made-up person: every page says so, and nothing of her comes near a real one."""

from datetime import date, timedelta

import pytest

from instep.adapters.content import SHIPPED
from instep.adapters.content.beliefs import read_learning
from instep.adapters.content.sources import read_sources

pytestmark = pytest.mark.usefixtures("rows", "clock")
TODAY = date(2026, 11, 24)
FIRST = TODAY - timedelta(days=84)
STRIP = "This is a made-up person."
LEARNING = read_learning(SHIPPED, read_sources(SHIPPED))


def day(number):
    return FIRST + timedelta(days=number)


@pytest.fixture
def rosa_is_here(rows, clock):
    from instep.web.made_up import move_in

    move_in(0, TODAY)


def test_what_is_in_her_rows_is_the_diary_she_was_drawn_with(rosa_is_here):
    from instep.core.diary import Diary
    from instep.core.learning.rosa import rosa
    from instep.web.records.written import diary

    drawn = Diary.of(told.day for told in rosa(TODAY - timedelta(days=1), 0, LEARNING))

    assert diary() == drawn


def test_a_lot_is_named_where_one_was_drawn(rosa_is_here):
    from instep.web.records import store

    lots = [kept.body.get("lot") for kept in store.all_of(store.SESSION)]

    assert set(lots) == {None, "quiet_rest", "ROL", "RUB", "STR"}


def test_each_of_her_evenings_was_cleared_and_would_be_again_but_for_the_one_with_a_fever(
    rosa_is_here,
):
    from instep.core.learning.rosa import ILL
    from instep.web import evening
    from instep.web.records import store

    shut = []
    for kept in store.all_of(store.DECISION):
        assert evening.replay(kept.body) == kept.body["clearance"]
        shut += [] if kept.body["clearance"]["may_begin"] else [kept.body["on"]]

    assert shut == [str(day(ILL))]


def test_every_session_of_hers_is_on_a_day_that_cleared_both_feet_for_it(rosa_is_here):
    from instep.web.records import store

    cleared = {kept.body["on"]: kept.body["clearance"] for kept in store.all_of(store.DECISION)}
    for kept in store.all_of(store.SESSION):
        that_day = cleared[kept.body["on"]]
        assert that_day["may_begin"]
        assert not that_day["closed"]
        spared = {each["group"] for each in that_day["spared"]}
        assert not spared & {"ROL", "RUB", "STR", "ACU", "HOLD"}, kept.on


def test_every_page_says_that_she_is_made_up(rosa_is_here, alice):
    for page in ("/", "/about/", "/history/", "/techniques/", "/settings/", "/words/privacy/"):
        assert STRIP in alice.open(page).text, page


PAGES = {
    "/diary/2026-11-23/": "Pain",
    "/history/": "November 2026",
    "/history/month/2026-09/": "September 2026",
    "/history/pictures/season/": "Tingling",
    "/review/": "At the start, and now",
    "/helps/": "Toe stretching",
    "/fair/result/": "You stopped it",
    "/measures/": "Touch test",
    "/touch/": "1 of 6",
    "/temperature/": "Skin warmth",
    "/paint/tingling/sole-left/": "week",
    "/mnsi/": "4 of 13",
    "/pulse/": "Earlier",
}
"""Pages that show what she wrote and measured, and something that stands there only with it."""


@pytest.mark.parametrize("page", PAGES)
def test_each_page_of_the_diary_and_the_measures_holds_something_of_hers(rosa_is_here, alice, page):
    text = alice.open(page).text

    assert STRIP in text
    assert PAGES[page] in text


def test_her_months_show_lines_sessions_a_day_of_rest_a_find_and_a_gap(rosa_is_here, alice):
    from instep.core.learning.rosa import AWAY
    from instep.web.pages.history.month import MARKS, ends, gathered, month_of

    cells = {
        cell.on: cell.marks
        for on in (FIRST, day(30), day(60), TODAY)
        for cell in month_of(gathered(*ends(on)), TODAY).cells
    }

    assert {mark for marks in cells.values() for mark in marks} == set(MARKS)
    assert all(cells[day(number)] == () for number in AWAY)


def test_one_line_was_put_right_the_next_morning_and_both_can_be_read(rosa_is_here, alice):
    from instep.core.diary import Symptom
    from instep.web.made_up.said import MENDED, TOO_MUCH
    from instep.web.records.line import line_in, versions_of

    wrong, right = map(line_in, versions_of(day(MENDED)))

    assert wrong.scores[Symptom.PAIN] == right.scores[Symptom.PAIN] + TOO_MUCH
    assert "All that was told: 2" in alice.open(f"/history/day/{day(MENDED)}/").text


def test_she_looked_back_twice_and_is_not_asked_a_third_time_yet(rosa_is_here):
    from instep.web import looking_back
    from instep.web.records import store

    told = store.all_of(store.REVIEW)

    assert [kept.body["felt"] for kept in told] == [4, 3]
    assert [kept.name for kept in told] == [str(day(35)), str(day(63))]
    assert not looking_back.is_due(store.person(), TODAY)
    assert "too_few" not in told[-1].body["said"].values()


def test_what_she_measures_tells_safety_of_one_warmer_spot_and_of_nothing_else(rosa_is_here):
    from instep.core.safety.facts import TOES_NOT_FELT, WIDE_GAP
    from instep.web.made_up.said import WIDE
    from instep.web.records import measured, store

    wide = [on for on, spots in measured.warmths().items() if spots.largest.degrees > WIDE_GAP]
    found = {kept.body["on"]: kept.body["clearance"] for kept in store.all_of(store.DECISION)}

    assert wide == [day(WIDE)]
    assert found[str(day(WIDE))]["closed"] == ["left"]
    assert found[str(day(WIDE + 1))]["closed"] == []
    assert [tested.test.missed for tested in measured.touch_tests()] == [1, 1]
    assert store.person().about["touch_test_missed"] < TOES_NOT_FELT


def test_whatever_the_seed_no_other_spot_of_hers_is_wide_apart():
    from instep.core.safety.facts import WIDE_GAP
    from instep.web.made_up.measuring import Measuring

    for seed in range(200):
        rosa = Measuring(seed)
        assert rosa.warmth(is_wide=False).largest.degrees <= WIDE_GAP, seed
        assert rosa.warmth(is_wide=True).largest.degrees > WIDE_GAP, seed


def test_what_she_says_of_herself_and_in_the_questions_on_feeling_agree(rosa_is_here, alice):
    from instep.web.made_up.measuring import SAYS_YES
    from instep.web.pages.mnsi.views import TELLS
    from instep.web.records import store

    about = store.person().about
    for (number, answer), question in TELLS.values():
        says = "yes" if number in SAYS_YES else "no"
        assert says != answer or about[question] == "yes", question
    assert "/about/" not in alice.open("/mnsi/").html


def test_the_same_seed_gives_the_same_measures_and_another_seed_others(rows, clock):
    from instep.web.made_up import move_in
    from instep.web.records import store

    kinds = (store.LINE, store.PAINT, store.WARMTH, store.TOUCH, store.MNSI, store.PULSE)

    def lived(seed):
        store.forget()
        move_in(seed, TODAY)
        return [(kind, kept.name, kept.body) for kind, kept in store.all_versions(kinds)]

    assert lived(3) == lived(3)
    assert lived(3) != lived(4)


def test_her_fair_test_is_kept_block_by_block_and_shows_what_it_showed(rosa_is_here, alice):
    from instep.core.learning.rosa import BY_LOT, fair_test
    from instep.web.records import store, trials

    agreed = trials.current()

    assert agreed.trial == fair_test(TODAY - timedelta(days=1), 0, LEARNING)
    assert len(store.versions(agreed.id)) == len(agreed.trial.blocks) - 4 + 2
    assert agreed.trial.stopped[0] == day(BY_LOT.stop)
    assert "It helps you, by enough to matter." in alice.open("/fair/result/").text


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
