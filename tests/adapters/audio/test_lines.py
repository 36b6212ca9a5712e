"""Every line a session can say is known beforehand."""

import re
from contextlib import suppress
from datetime import date

import pytest

from instep.adapters.audio.lines import day_lines, spoken_lines
from instep.adapters.audio.opening import opening
from instep.core.body import FEET
from instep.core.session.step import Uncleared
from tests.make import house, made_of

WORDS = house().words


def spoken_in(id, **how):
    """What a session of this technique says; nothing where few people are cleared for it."""
    with suppress(Uncleared):
        return {cue.say for cue in made_of(id, id, **how).timeline.cues if cue.say}
    return set()


@pytest.mark.parametrize("side", FEET)
@pytest.mark.parametrize("helper", [False, True])
def test_whatever_a_session_says_is_among_them(helper, side):
    sessions = [spoken_in(id, helper=helper, side=side) for id in house().catalog]

    assert sum(map(bool, sessions)) > 0.7 * len(sessions)
    assert set().union(*sessions) <= set(spoken_lines(house()))


def test_every_line_of_every_technique_is_among_them_for_either_side():
    lines = set(spoken_lines(house()))
    said = re.compile(r"technique\.\w+\.(name|alone\.\w.*|helper\.\w.*)")
    for key, text in WORDS.items():
        for side in ("left", "right"):
            assert not said.fullmatch(key) or text.replace("{side}", side) in lines, key


def test_whatever_a_file_says_first_is_among_them_but_for_the_day():
    lines = set(spoken_lines(house()))
    for night in (False, True):
        cues = opening(WORDS, date(2026, 11, 24), night=night)
        missing = [cue.key for cue in cues if cue.say not in lines]

        assert missing == ["guide.opening.made_for"]


def test_each_is_there_once_and_ready_to_be_said():
    lines = spoken_lines(house())

    assert len(lines) == len(set(lines))
    for line in lines:
        assert re.fullmatch(r"[A-Za-z ,.?!'…-]+", line), line


def test_what_is_only_read_is_not_among_them():
    lines = spoken_lines(house())

    assert not {WORDS["guide.screen.paused"], WORDS["technique.warm_hold.why"]} & set(lines)


def test_the_lines_of_days_name_every_weekday_day_and_month():
    said = day_lines(WORDS)
    for kind in ("weekdays", "days", "months"):
        for key, name in WORDS.items():
            if key.startswith(f"guide.opening.{kind}."):
                assert any(re.search(rf"\b{name}\b", line) for line in said), name
