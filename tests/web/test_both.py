"""One evening, at the terminal and in the browser: each sees the other; neither goes too far."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from instep.commands import guide
from instep.commands.evening import bookmark
from instep.commands.evening.bookmark import Bookmark
from tests.commands.keyboard import CTRL_C, Home, flat
from tests.make import house
from tests.web.test_measures import spots, touched

WORDS = house().words
BATH = ("--have", "basin,thermometer", "--minutes", "30", "--aim", "sleep")


def store():
    from instep.web.records import store as room

    return room


def text(key):
    return flat(WORDS[key])


@pytest.fixture
def desk(alice, monkeypatch):
    """Alice's terminal, beside her browser; the clock on the wall is the real one."""
    from instep.web import clock
    from tests.web.conftest import FOLDER

    monkeypatch.setattr(clock, "datetime", datetime)
    yield Home(FOLDER)
    (FOLDER / "open.lock").unlink(missing_ok=True)


def on(days=0):
    return str((datetime.now(UTC) + timedelta(days=days)).date())


def sits(desk, *words, **more):
    return desk.evening(*words, on=on(), **more)


@pytest.fixture
def cut_off(desk, alice):
    """A session begun at the terminal, and cut off at the door of its bath."""
    alice.known(pulses_ok="yes")
    seen = sits(desk, *BATH, typed={"bath": [CTRL_C]})

    assert seen.code == 130
    return desk


def at_step(monkeypatch, number, act):
    """When the terminal has played so many steps, this happens in the browser."""
    keep, played = Bookmark.keep, []

    def keep_and_act(mark, progress):
        keep(mark, progress)
        played.append(progress)
        if len(played) == number:
            act()

    monkeypatch.setattr(Bookmark, "keep", keep_and_act)
    return played


def sessions():
    return [row.body["ended"] for row in store().all_of("session")]


# -- What is known -------------------------------------------------------------------------------


def test_what_was_told_in_the_browser_is_not_asked_at_the_terminal(desk, alice):
    alice.begin().tell_about().contacts(doctor="Dr Bo, 555 0102")
    seen = desk.asks("check", on=on(), answers={"calf": "left"})

    assert seen.asked[0] == "with_helper"
    assert "Dr Bo, 555 0102" in seen.words


def test_what_was_told_at_the_terminal_is_not_asked_in_the_browser(desk, alice):
    desk.asks("check", on=on(), answers={"doctor": "Dr Bo, 555 0102"})
    alice.begin()

    assert alice.at == "/tonight/who/"
    assert store().person().contacts == {"doctor": "Dr Bo, 555 0102"}


def test_the_looks_that_the_terminal_owes_the_browser_asks_for(desk, alice):
    alice.known()
    sits(desk)
    long_ago = (datetime.now(UTC) - timedelta(minutes=1)).isoformat()
    store().keep_looks(replace(store().person().looks, ten_minutes_at=long_ago), moment())
    alice.open("/looks/look_10min/").send(answer="no")
    looks = store().person().looks

    assert (looks.ten_minutes, looks.morning) == ("no", None)
    assert not {"look_10min"} & set(desk.asks("check", on=on(1)).asked)


def test_being_sent_to_someone_at_the_terminal_holds_the_browser_back(desk, alice):
    alice.known()
    desk.asks("check", on=on(), answers={"hot_swollen": "left"})
    alice.begin().wishes()

    assert alice.at == "/looks/referral/"


# -- A session begun at the terminal ---------------------------------------------------------------


def test_it_is_seen_in_the_browser_at_the_very_step_where_it_was_left(cut_off, alice):
    far = store().own_place(store().tonight())
    alice.open("/steps/1/")
    whole = [seconds for seconds in far["played"] if seconds]

    assert alice.at == f"/steps/{len(whole) + 1}/"
    assert len(alice.steps) == 1
    assert "foot_bath" not in alice.html


def test_gone_on_with_in_the_browser_it_is_one_session_and_told_once(cut_off, alice):
    alice.open("/steps/1/")
    for _ in alice.while_at("/steps/"):
        alice.press("next")
    seen = sits(cut_off)

    assert sessions() == ["finished", "finished"]
    assert store().person().sessions == 2
    assert "resume" not in seen.asked


def test_a_step_further_in_the_browser_and_the_terminal_does_not_go_on_from_before(cut_off, alice):
    alice.open("/steps/1/").press("next")
    seen = sits(cut_off)

    assert text("evening.in_browser") in seen.words
    assert "resume" not in seen.asked
    assert sessions() == ["stale", "finished"]


def test_only_looked_at_in_the_browser_it_still_goes_on_at_the_terminal(cut_off, alice):
    alice.open("/").open("/steps/1/")
    seen = sits(cut_off)

    assert seen.asked == ["resume", "bath", "score_after"]
    assert sessions() == ["finished"]


def test_only_what_the_clock_saw_is_time_at_work(desk, alice, monkeypatch):
    """A skip is no work, and no step is either that is over in no time."""
    alice.known()
    made, at = [], datetime.now(UTC)
    monkeypatch.setattr(bookmark, "wall", lambda: at + timedelta(seconds=sum(made)))

    def play(*_, keep, start, **__):
        for seconds, position in ((40, 40), (5, 300), (60, 310)):
            made.append(seconds)
            keep(replace(start, position=position))
        raise KeyboardInterrupt

    monkeypatch.setattr(guide, "play", play)
    sits(desk)

    assert store().tonight().worked == 40 + 5 + 10


def test_that_hurts_is_asked_in_the_browser_when_the_terminal_is_cut_off_over_it(
    desk, alice, monkeypatch
):
    alice.known()
    play = guide.play
    monkeypatch.setattr(guide, "play", lambda *a, **more: replace(play(*a, **more), how="hurt"))
    seen = sits(desk, typed={"begin": ["", CTRL_C]})
    alice.open("/steps/1/")

    assert seen.code == 130
    assert alice.at == "/hurt/"
    assert not alice.steps


# -- Something new is said while the terminal plays ------------------------------------------------

LOST = ("missed", "missed", *("felt",) * 4)
WIDE = (3, "33", "30")
NEWER = {
    "an answer about her": lambda alice: alice.open("/about/clot/?alone=1").send(answer="yes"),
    "stop": lambda alice: alice.open("/steps/1/").press("stop"),
    "that hurts": lambda alice: alice.open("/steps/1/").press("hurts"),
    "the step is done": lambda alice: alice.open("/steps/1/").press("next"),
    "a wide gap": lambda alice: spots(alice, wide=WIDE),
    "a touch test": lambda alice: touched(alice, *LOST),
    "one broken off with two toes missed": lambda alice: touched(alice, *LOST[:2]),
    "everything forgotten": lambda alice: alice.open("/settings/forget/").send(sure="yes"),
}


@pytest.mark.parametrize("newer", NEWER.values(), ids=NEWER)
def test_the_terminal_shows_no_further_step(desk, alice, monkeypatch, newer):
    alice.known(touch_test_missed=0, touch_test_on=on())
    played = at_step(monkeypatch, 3, lambda: newer(alice))
    seen = sits(desk)

    assert len(played) == 3
    assert text("evening.elsewhere") in seen.words
    assert WORDS["guide.done"] not in seen.words
    assert "score_after" not in seen.asked
    assert len(sessions()) <= 1
    assert store().person().sessions == (0 if newer is NEWER["everything forgotten"] else 1)


def test_what_was_forgotten_while_the_terminal_played_does_not_come_back(desk, alice, monkeypatch):
    alice.known()
    at_step(monkeypatch, 2, lambda: NEWER["everything forgotten"](alice))
    sits(desk)

    assert store().is_empty()


def test_a_narrow_gap_measured_in_the_browser_stops_no_session(desk, alice, monkeypatch):
    alice.known()
    at_step(monkeypatch, 2, lambda: spots(alice))
    sits(desk)

    assert sessions() == ["finished"]


def test_a_text_size_chosen_in_the_browser_stops_no_session(desk, alice, monkeypatch):
    alice.known()
    chosen = {"size": "larger", "light": "dark", "motion": "still"}
    at_step(monkeypatch, 2, lambda: store().keep_settings(chosen, moment()))
    seen = sits(desk)

    assert sessions() == ["finished"]
    assert "score_after" in seen.asked


def moment():
    from instep.web.clock import now

    return now()


@pytest.mark.parametrize("newer", ["an answer about her", "a wide gap", "a touch test"])
def test_what_is_said_or_found_elsewhere_while_the_terminal_asks_ends_the_asking(
    desk, alice, monkeypatch, newer
):
    from instep.commands.evening import todays_look

    alice.known()
    ask = todays_look.todays_pages

    def ask_and_hear(night):
        ask(night)
        NEWER[newer](alice)

    monkeypatch.setattr("instep.commands.evening.todays_pages", ask_and_hear)
    seen = sits(desk)

    assert seen.code == 3
    assert text("evening.elsewhere") in seen.words
    assert not store().all_of("decision")


# -- What was measured in the browser --------------------------------------------------------------


def fired(desk):
    return {finding["rule"] for finding in desk.decisions()[-1]["clearance"]["findings"]}


def test_a_wide_gap_closes_that_foot_at_the_terminal_too(desk, alice):
    spots(alice.known(), wide=WIDE)
    seen = desk.asks("check", on=on(), answers={"have": ["thermometer"], "measured": "n"})
    tomorrow = desk.asks("check", on=on(1))

    decided, later = desk.decisions()[-2:]
    assert decided["clearance"]["closed"] == ["left"]
    assert (decided["today"]["temp_gap"], decided["today"]["temp_warmer"]) == (3, "left")
    assert (seen.code, tomorrow.code) == (0, 0)
    assert later["clearance"]["closed"] == []


def test_a_wide_gap_that_was_measured_is_not_less_for_a_smaller_one_typed(desk, alice):
    spots(alice.known(), wide=WIDE)
    desk.asks("check", on=on(), answers={"have": ["thermometer"], "measured": "y", "temp_gap": 1})

    assert "T3" in fired(desk)


def test_a_gap_typed_a_day_after_one_that_was_measured_needs_to_be_seen(desk, alice):
    spots(alice.known(), wide=WIDE)
    answers = {"have": ["thermometer"], "measured": "y", "temp_gap": 2.5, "temp_warmer": "left"}
    seen = desk.asks("check", on=on(1), answers=answers)

    assert seen.code == 3
    assert "T2" in fired(desk)


def test_a_touch_test_that_nobody_kept_makes_the_terminal_gentle_too(desk, alice):
    touched(alice.known(), *LOST)
    desk.asks("check", on=on())
    decision = desk.decisions()[-1]

    assert decision["clearance"]["pressure_at_most"] == 2
    assert "R08a" in fired(desk)
    assert decision["about"]["touch_test_missed"] == 2


@pytest.mark.parametrize("newer", ["a wide gap", "a touch test"])
def test_a_session_that_was_cut_off_does_not_go_on_past_what_was_found_since(cut_off, alice, newer):
    NEWER[newer](alice)
    seen = sits(cut_off, *BATH)

    assert "resume" not in seen.asked
    assert sessions()[0] == "stale"


def test_the_three_minutes_of_the_night_ask_for_no_gap(desk, alice):
    spots(alice.known(), wide=WIDE)
    seen = sits(desk, "--aim", "night")

    assert seen.code == 0
    assert "temp_gap" not in desk.decisions()[-2]["today"]


# -- A session begun in the browser ----------------------------------------------------------------


def test_a_decision_at_the_terminal_ends_the_session_in_the_browser(desk, alice):
    alice.known().to_first_step()
    desk.asks("check", on=on(), answers={"wound": "left"})
    alice.press("next")

    assert not alice.steps
    assert alice.at == "/"
    assert sessions() == ["stale"]


def test_the_terminal_says_that_a_session_is_open_in_the_browser_and_leaves_it_alone(desk, alice):
    alice.known().to_first_step()
    seen = sits(desk, typed={"with_helper": ["q"]})
    alice.press("next")

    assert text("evening.in_browser") in seen.words
    assert alice.at == "/steps/2/"
    assert "resume" not in seen.asked


def test_an_evening_half_asked_in_the_browser_is_over_when_the_terminal_decides(desk, alice):
    alice.known().begin().wishes().today(until="look")
    desk.asks("check", on=on())
    alice.send(**alice.filled({}))

    assert not alice.steps
    assert store().tonight() is None


def test_the_plan_of_a_seed_is_the_same_plan_in_the_browser(cut_off):
    from instep.web import evening

    night = store().tonight()
    made = evening.prepared(night, store().person())

    assert len(night.played) == len(made.session.steps)
