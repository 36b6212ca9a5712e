"""The guide on a real terminal: what is seen, what keys do, and how the terminal is given back."""

import json
import signal
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from instep.commands import guide
from instep.web.database import FILE
from tests.commands import rows
from tests.commands.keyboard import Home
from tests.make import TODAY, healthy, house

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal needs a Unix", allow_module_level=True)

from tests.commands.terminal import Terminal

WORDS = house().words
KEYS = ("pause", "next", "back", "that hurts", "stop")
HURTS = [hurt.id for hurt in house().hurts]


def said(key):
    return WORDS[f"evening.{key}"]


def hurt(id):
    return f"{HURTS.index(id) + 1}\n"


@pytest.fixture
def answers(tmp_path):
    """The answers file of a well person."""
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(healthy()))
    return str(file)


@pytest.fixture
def from_file(answers):
    """Opens the guide on a well person's answers."""

    def opened(*words, **more):
        return Terminal("guide", "--answers", answers, "--minutes", "5", *words, **more)

    return opened


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home where a session has begun and was cut off at once."""

    def cut_off(*_, **__):
        raise KeyboardInterrupt

    rows.make(tmp_path / "data")
    at_home = Home(tmp_path / "data")
    with monkeypatch.context() as patch:
        patch.setattr(guide, "play", cut_off)
        assert at_home.evening().code == 130
    return at_home


def at(home, *words):
    return Terminal("guide", "--data", str(home.folder), "--on", str(TODAY), *words)


def going_on(terminal):
    """Go on with the session that was under way."""
    terminal.hears(said("resume").split("{minutes}")[1])
    terminal.type("y\n")
    terminal.sees("that hurts")


def waiting(home):
    """How far the session under way is kept to be."""
    return home.waiting()["position"]


# -- What is seen --------------------------------------------------------------------------------

TERMINALS = {
    "as wide as usual": {"columns": 80, "rows": 24},
    "forty columns": {"columns": 40, "rows": 24},
    "without colour": {"NO_COLOR": "1"},
    "sixteen colours": {"TERM": "xterm"},
    "reduced motion": {"INSTEP_REDUCED_MOTION": "1"},
    "plain letters": {"PYTHONIOENCODING": "ascii", "LANG": "C", "LC_ALL": "C"},
    "plain letters wanted": {"INSTEP_ASCII": "1", "columns": 40},
}


@pytest.mark.parametrize("kind", TERMINALS)
def test_foot_words_and_keys_are_there_on_every_terminal(from_file, kind):
    with from_file(**TERMINALS[kind]) as terminal:
        terminal.sees(WORDS["technique.skin_look.name"])
        for key in KEYS:
            terminal.sees(key)
        terminal.sees("to go")
        foot = "#:" if "plain" in kind else "█▓▒░"

        assert sum(terminal.page.count(sign) for sign in foot) > 80
        assert "FOOT" in terminal.page or "FEET" in terminal.page
        terminal.type("q")
        assert terminal.ends() == 0
        assert terminal.is_as_before()


@pytest.mark.parametrize(
    ("kind", "never"),
    [
        ("without colour", (b"\x1b[3", b";3", b"38;")),
        ("sixteen colours", (b"38;2;", b"38;5;")),
        ("plain letters", (b"\xe2", b"\xc2")),
    ],
)
def test_a_terminal_is_never_sent_what_it_cannot_show(from_file, kind, never):
    with from_file(**TERMINALS[kind]) as terminal:
        terminal.sees(WORDS["guide.screen.sides.both"].upper())
        terminal.type("n")
        terminal.sees(WORDS["guide.screen.sides.left"].upper())
        terminal.type("q")
        terminal.ends()

    assert not [code for code in never if code in terminal.raw]


def test_a_terminal_of_plain_letters_can_be_asked(tmp_path):
    words = ("check", "--data", str(tmp_path))
    with Terminal(*words, PYTHONIOENCODING="ascii", LC_ALL="C") as terminal:
        terminal.hears(WORDS["question.adult.ask"])
        terminal.type("y\n")
        terminal.hears(WORDS["question.age_65.ask"])
        terminal.type("q\n")

        assert terminal.ends() == 3


def test_a_window_of_any_size_is_drawn_anew(from_file):
    with from_file() as terminal:
        terminal.sees("that hurts")
        for columns, rows in ((40, 24), (120, 40), (20, 10), (80, 24)):
            terminal.resize(columns, rows)
            terminal.wait_for(lambda: terminal.page.strip(), f"a page of {columns} by {rows}")
        terminal.sees("that hurts")
        terminal.type("q")

        assert terminal.ends() == 0
        assert terminal.is_as_before()


# -- Keys ----------------------------------------------------------------------------------------


def test_space_pauses_and_goes_on(from_file):
    with from_file() as terminal:
        terminal.sees("that hurts")
        terminal.type(" ")
        terminal.sees("Paused")
        terminal.type(" ")
        terminal.wait_for(lambda: "Paused" not in terminal.page, "going on")
        terminal.type("q")

        assert terminal.ends() == 0


def test_next_goes_to_the_next_step_and_back_comes_back(from_file):
    with from_file() as terminal:
        terminal.sees(WORDS["guide.screen.sides.both"].upper())
        terminal.type("n")
        terminal.sees(WORDS["guide.screen.sides.left"].upper())
        terminal.type("b")
        terminal.sees(WORDS["guide.screen.sides.both"].upper())
        terminal.type("q")

        assert terminal.ends() == 0


def test_stop_says_so_and_gives_the_terminal_back(from_file):
    with from_file() as terminal:
        terminal.sees("that hurts")
        terminal.type("q")

        assert terminal.ends() == 0
        assert terminal.is_as_before()
        assert terminal.heard(said("hurt.look"))


@pytest.mark.parametrize("moment", ["playing", "paused", "asking"])
def test_ctrl_c_at_any_moment_ends_with_130_and_gives_the_terminal_back(from_file, moment):
    with from_file() as terminal:
        terminal.sees("that hurts")
        if moment == "paused":
            terminal.type(" ")
            terminal.sees("Paused")
        if moment == "asking":
            terminal.type("h")
            terminal.hears(said("hurt.ask"))
        terminal.type("\x03")

        assert terminal.ends() == 130
        assert terminal.is_as_before()
        assert "Traceback" not in terminal.words


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("34,5", WORDS["guide.screen.sides.both"].upper()),
        ("41", WORDS["guide.screen.no_water"].split(".")[0]),
        ("warm", WORDS["guide.screen.no_water"].split(".")[0]),
    ],
)
def test_a_bath_opens_only_on_a_reading_typed_on_the_ordinary_page(tmp_path, typed, shown):
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(healthy({"pulses_ok": "yes"})))
    wishes = ("--have", "basin,thermometer", "--minutes", "30", "--aim", "sleep")
    with Terminal("guide", "--answers", str(file), *wishes) as terminal:
        terminal.sees("that hurts")
        terminal.press_until("n", said("bath"))
        terminal.screen.reset()
        terminal.type(f"{typed}\n")
        terminal.sees(shown)
        terminal.type("q")

        assert terminal.ends() == 0


# -- That hurts ----------------------------------------------------------------------------------


def test_pain_in_the_calf_ends_the_session_with_help_the_same_day(from_file):
    with from_file() as terminal:
        terminal.sees("that hurts")
        terminal.type("h")
        terminal.hears(said("hurt.ask"))
        terminal.type(hurt("calf_pain"))
        terminal.hears(WORDS["ask.side"])
        terminal.type("l\n")

        assert terminal.ends() == 0
        assert WORDS["verdict.actions.URGENT.title"].upper() in terminal.words
        assert terminal.heard(said("stopped"))
        assert terminal.is_as_before()


def test_pain_in_the_calf_is_kept_and_holds_the_next_session_back(home):
    with at(home) as terminal:
        going_on(terminal)
        terminal.type("h")
        terminal.hears(said("hurt.ask"))
        terminal.type(hurt("calf_pain"))
        terminal.hears(WORDS["ask.side"])
        terminal.type("r\n")

        assert terminal.ends() == 0
    decision, played = home.decisions()[-2:]
    next_day = home.evening(on=str(TODAY + timedelta(days=1)))

    assert decision["today"] == {**decision["today"], "calf": "right"}
    assert (decision["clearance"]["action"], played["ended"]) == ("URGENT", "hurt")
    assert home.person()["referral"] == {"on": str(TODAY), "seen": False}
    assert next_day.code == 3
    assert "referral_keys" in next_day.asked


@pytest.mark.parametrize("leaving", ["q\n", "\x04", "\x03"])
def test_who_says_it_hurts_and_leaves_is_not_offered_to_go_on(home, leaving):
    with at(home) as terminal:
        going_on(terminal)
        terminal.type("h")
        terminal.hears(said("hurt.ask"))
        terminal.type(leaving)

        assert terminal.ends() == (130 if leaving == "\x03" else 0)
    assert home.waiting() is None
    assert home.person()["looks"]["morning"] is None


@pytest.mark.parametrize("leaving", ["q\n", "\x04"])
def test_a_sore_calf_whose_side_is_not_told_may_be_either(home, leaving):
    with at(home) as terminal:
        going_on(terminal)
        terminal.type("h")
        terminal.hears(said("hurt.ask"))
        terminal.type(hurt("calf_pain"))
        terminal.hears(WORDS["ask.side"])
        terminal.type(leaving)

        assert terminal.ends() == 0
    assert home.decisions()[-2]["clearance"]["action"] == "URGENT"


def test_a_slip_goes_on_once_and_not_twice(home):
    with at(home) as terminal:
        going_on(terminal)
        for times in (1, 2):
            terminal.type("h")
            terminal.hears(said("hurt.ask"), times=times)
            terminal.type(hurt("mistake"))
            if times == 1:
                terminal.wait_for(home.waiting, "going on")
                position = waiting(home)
                terminal.wait_for(lambda at=position: waiting(home) > at, "a second more")

        assert terminal.ends() == 0
    assert terminal.heard(said("hurt.once"))
    assert home.decisions()[-1]["ended"] == "hurt"


def test_a_slip_is_remembered_over_a_crash(home):
    with at(home) as terminal:
        going_on(terminal)
        terminal.type("h")
        terminal.hears(said("hurt.ask"))
        terminal.type(hurt("mistake"))
        terminal.wait_for(home.waiting, "going on")
        terminal.signal(signal.SIGKILL)
        terminal.ends()
    with at(home) as terminal:
        going_on(terminal)
        terminal.type("h")
        terminal.hears(said("hurt.ask"))
        terminal.type(hurt("mistake"))

        assert terminal.ends() == 0
    assert terminal.heard(said("hurt.once"))


def test_a_new_red_patch_is_asked_about_and_nothing_else_is(from_file):
    with from_file() as terminal:
        terminal.sees("that hurts")
        terminal.type("h")
        terminal.hears(said("hurt.ask"))
        terminal.type(hurt("red_patch"))
        terminal.hears(WORDS["ask.side"])
        terminal.type("l\n")
        terminal.hears(WORDS["question.red_stays.ask"])
        terminal.type("y\n")

        assert terminal.ends() == 0
    assert WORDS["verdict.actions.FOOT_TEAM.title"].upper() in terminal.words


@pytest.mark.parametrize(("gone", "then"), [("y", "hurt.settled"), ("n", None)])
def test_who_feels_dizzy_sits_first_and_help_is_called_only_if_it_stays(from_file, gone, then):
    emergency = WORDS["verdict.actions.EMERGENCY.title"].upper()
    with from_file("--aim", "night") as terminal:
        terminal.sees("that hurts")
        terminal.type("h")
        terminal.hears(said("hurt.ask"))
        terminal.type(hurt("dizzy"))
        terminal.hears(said("hurt.settle"))
        terminal.type(f"{gone}\n")

        assert terminal.ends() == 0
    assert (emergency in terminal.words) == (then is None)
    assert then is None or terminal.heard(said(then))


# -- Cut off -------------------------------------------------------------------------------------


def test_a_terminal_put_to_sleep_waits_where_it_was(home):
    with at(home) as terminal:
        going_on(terminal)
        terminal.wait_for(lambda: waiting(home) > 0, "a second of the session")
        terminal.signal(signal.SIGTSTP)
        terminal.stopped()
        terminal.wait_for(terminal.is_as_before, "the ordinary page")
        position = waiting(home)
        time.sleep(3.2)  # a shorter nap is not told from a slow machine
        terminal.signal(signal.SIGCONT)
        terminal.sees("Paused")

        assert position <= waiting(home) <= position + 1.5
        terminal.type("q")
        assert terminal.ends() == 0
        assert terminal.is_as_before()


def test_after_a_crash_it_offers_to_go_on_where_it_was(home):
    with at(home) as terminal:
        going_on(terminal)
        terminal.wait_for(lambda: waiting(home) > 2, "two seconds of the session")
        terminal.signal(signal.SIGKILL)
        terminal.ends()
    position = waiting(home)
    with at(home) as terminal:
        terminal.hears(said("resume").replace("{minutes}", f"{round(position)} seconds"))
        began = time.monotonic()
        terminal.type("y\n")
        terminal.sees("that hurts")
        terminal.wait_for(lambda: waiting(home) != position, "going on")

        assert position < waiting(home) <= position + 2 + time.monotonic() - began
        terminal.type("q")
        assert terminal.ends() == 0
    assert home.person()["sessions"] == 1


def test_after_a_crash_long_ago_the_feet_are_looked_at_again(home):
    looked_at = datetime.now(UTC) - timedelta(minutes=31)
    rows.night_is(home.folder, asked_at=looked_at.isoformat())
    with at(home) as terminal:
        terminal.hears(said("too_old"))
        terminal.hears(WORDS["question.with_helper.ask"])
        terminal.type("q\n")

        assert terminal.ends() == 3
    assert home.person()["looks"]["morning"] is None
    assert home.waiting() is None


@pytest.mark.parametrize("way", ["hangs up", "is closed"])
def test_a_terminal_that_goes_away_leaves_whole_files(home, way):
    with at(home) as terminal:
        going_on(terminal)
        terminal.wait_for(lambda: waiting(home) > 0, "a second of the session")
        if way == "hangs up":
            terminal.signal(signal.SIGHUP)
        else:
            terminal.hang_up()

        assert terminal.ends() in (0, -signal.SIGHUP)
    names = {path.name for path in home.folder.iterdir()}

    assert names <= {*(FILE + end for end in ("", "-wal", "-shm")), "open.lock"}
    assert home.person()["looks"]["morning"] is None
    assert home.evening().code == 0


def test_a_whole_evening_typed_on_a_terminal(tmp_path):
    home = Home(tmp_path / "data")
    home.asks("check")
    lines = [*home.asks("check").typed, "4", "5", "", ""]
    with at(home) as terminal:
        terminal.hears(WORDS["question.with_helper.ask"])
        terminal.type("".join(f"{line}\n" for line in lines))
        terminal.sees("that hurts")
        terminal.press_until("n", said("score_after"))
        terminal.type("\x15" + "2\n")  # a key too many is wiped away

        assert terminal.ends() == 0
        assert terminal.is_as_before()
    played = home.decisions()[-1]

    assert terminal.heard(said("saved"))
    assert (played["ended"], played["before"], played["after"]) == ("finished", 4, 2)
