"""A fair test at the terminal: the lot after the score, another choice, and what safety spares."""

from datetime import timedelta

import pytest

from instep.adapters import content
from instep.core.diary import Symptom
from instep.core.learning.arms import kit
from tests.commands import rows
from tests.commands.keyboard import Home
from tests.make import TODAY, house

WORDS = house().words
FRAME = {"skin_look", "room", "wipe_and_shoes"}


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home where a well person agreed to a fair test eight days ago."""
    monkeypatch.setattr(content, "load", lambda *_: house())
    rows.quick(monkeypatch)
    rows.make(tmp_path / "data")
    home = Home(tmp_path / "data")
    home.evening(on=str(TODAY - timedelta(days=9)))
    home.change(looks={**home.person()["looks"], "ten_minutes": "no", "morning": "no"})
    return home


def agree(home, arm):
    """A test whose first block, which is today's, has this arm."""
    from instep.core.learning.trial import begin
    from instep.web import fair
    from instep.web.clock import now
    from instep.web.records import trials

    with rows.rows_of(home.folder):
        rules, on = fair.rules_for(1), TODAY - timedelta(days=7)
        drawn = (begin(("RUB",), (), seed, on, rules) for seed in range(99))
        trial = next(t for t in drawn if t.blocks[0].arm == arm)
        trials.agree(trial, Symptom.PAIN, ("yes",), now())


def session(home):
    return rows.decisions(home.folder)[-1]


@pytest.mark.parametrize("arm", ["RUB", "quiet_rest"])
def test_the_evening_is_the_arm_that_was_drawn_and_it_is_asked_after_the_score(home, arm):
    agree(home, arm)
    seen = home.evening()
    done = set(session(home)["steps"]) - FRAME

    assert seen.asked.index("score_before") < seen.asked.index("lot")
    assert WORDS["plan.why.fair_test"] in seen.words
    assert session(home)["lot"] == arm
    assert done
    assert done <= kit(house().catalog, arm)


def test_whoever_wants_something_else_has_it_and_it_counts_as_chosen(home):
    agree(home, "quiet_rest")
    home.evening(answers={"lot": "o"})

    assert session(home)["lot"] is None
    assert "quiet_rest" not in session(home)["steps"]


def test_what_safety_spares_is_told_and_not_asked_for(home):
    agree(home, "RUB")
    seen = home.evening(answers={"touch_hurts": "both"})

    assert "lot" not in seen.asked
    assert "not fine tonight" in seen.words
    assert session(home)["lot"] is None


def test_a_plan_that_is_only_printed_tells_no_lot(home):
    agree(home, "quiet_rest")
    seen = home.asks("plan")

    assert seen.code == 0
    assert WORDS["plan.why.fair_test"] not in seen.words
    assert WORDS["plan.left_out.only_in_a_fair_test"] in seen.words
