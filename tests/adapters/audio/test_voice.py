"""The voice: slow enough to follow, never longer than its line is given, the same each time."""

import sys

import numpy as np
import pytest

from instep.adapters.audio import voice
from instep.adapters.audio.lines import spoken_lines
from instep.adapters.audio.samples import count, factor, seconds
from instep.adapters.audio.voice import NoVoice, hibari_voice, most_seconds
from instep.core.timeline import Pace
from tests.make import house

pytest.importorskip("hibari")

LINE = "Slide both thumbs up the sole. Lift off and start again."


@pytest.fixture(scope="module")
def speaking():
    return hibari_voice()


@pytest.mark.parametrize(
    ("pace", "each", "least", "most"), [("calm", 1, 120, 130), ("slow", 3, 105, 115)]
)
def test_every_line_fits_its_time_and_together_they_have_the_pace(
    speaking, pace, each, least, most
):
    lines = spoken_lines(house())[::each]
    clips = [speaking.say(line, Pace(pace)) for line in lines]
    words = sum(len(line.split()) for line in lines)

    for line, clip in zip(lines, clips, strict=True):
        assert 0.2 < seconds(clip) <= most_seconds(line, Pace(pace)), line
    assert least <= words * 60 / sum(map(seconds, clips)) <= most


def test_slow_is_slower_than_calm(speaking):
    assert seconds(speaking.say(LINE, Pace.SLOW)) > seconds(speaking.say(LINE, Pace.CALM))


def test_the_same_line_is_the_same_to_the_last_sample(speaking):
    assert np.array_equal(speaking.say(LINE, Pace.CALM), hibari_voice().say(LINE, Pace.CALM))


def test_a_count_is_over_before_the_next_one_a_second_later(speaking):
    for pace in Pace:
        for line in ("Three.", "Two.", "One."):
            assert seconds(speaking.say(line, pace)) < 1.0


@pytest.mark.parametrize("line", ["Three.", "Firm enough to move the skin.", "Warm hold", LINE])
def test_a_line_is_heard_from_its_first_moment_to_its_last_without_a_click(speaking, line):
    said = speaking.say(line, Pace.CALM)
    loud = np.abs(said) > np.abs(said).max() * factor(-40)

    assert said.dtype == np.float32
    assert np.argmax(loud) < count(0.03)
    assert np.argmax(loud[::-1]) < count(0.15)
    assert abs(said[0]) < 1e-4
    assert abs(said[-1]) < 1e-4


def test_sentences_of_one_line_stand_apart(speaking):
    said = speaking.say(LINE, Pace.CALM)
    loud = np.flatnonzero(np.abs(said) > 0.001)

    assert np.diff(loud).max() > count(0.9)


def test_a_line_that_would_be_too_long_gives_up_its_pauses_first_and_then_is_faster(speaking):
    hurried = "Remember everything carefully. Another opportunity follows immediately."
    said = speaking.say(hurried, Pace.CALM)
    loud = np.flatnonzero(np.abs(said) > 0.001)

    assert seconds(said) <= most_seconds(hurried, Pace.CALM)
    assert count(0.35) <= np.diff(loud).max() < count(0.6)


def test_nothing_to_say_is_nothing(speaking):
    assert len(speaking.say("", Pace.CALM)) == 0
    assert len(speaking.say(" ", Pace.CALM)) == 0


def test_the_engine_names_its_version(speaking):
    assert speaking.engine.startswith("hibari-0.2.")
    assert speaking.engine.endswith(f"-{voice.TABLE}")


def test_the_engine_is_loaded_only_to_speak():
    assert "_hibari" not in vars(hibari_voice())


def test_without_the_engine_one_line_says_why_and_what_brings_it(monkeypatch):
    monkeypatch.setattr(voice, "find_spec", lambda _: None)

    with pytest.raises(NoVoice, match=r"hibari is not installed.*pip install '\.\[voice\]'"):
        hibari_voice()


def test_an_engine_that_does_not_start_is_no_voice_and_no_crash(monkeypatch):
    broken = hibari_voice()
    monkeypatch.setitem(sys.modules, "hibari", None)

    with pytest.raises(NoVoice, match="does not start") as caught:
        broken.say("Three.", Pace.CALM)

    assert "\n" not in str(caught.value)


def test_no_other_voice_is_ever_asked_for(monkeypatch):
    import hibari

    asked = {}
    real = hibari.Hibari

    def watched(*args, **named):
        asked.update(named, args=args)
        return real(*args, **named)

    monkeypatch.setattr(hibari, "Hibari", watched)
    hibari_voice().say("Three.", Pace.CALM)

    assert asked == {"threads": 1, "args": ()}
