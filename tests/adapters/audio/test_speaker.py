"""The sound in the room follows the playhead: pause, jump, end. No device is needed here."""

import time
from dataclasses import replace

import numpy as np
import pytest

from instep.adapters.audio.mix import Levels, mixed
from instep.adapters.audio.samples import BLOCK, RATE, count
from instep.adapters.audio.speaker import NoSpeaker, SoundDevice, Speaker
from instep.adapters.terminal.guide import guide, next_door
from instep.adapters.terminal.keys import Key
from tests.adapters.audio.listening import Chirps, Tone, chirp, heard_at, lines, whole
from tests.adapters.terminal import test_guide as seen
from tests.make import healthy

PULL = 1_200
"""Samples a device asks for at a time: a twentieth of a second."""


class Records:
    """A device that keeps all it was given, and pulls only when told to."""

    def __init__(self):
        self.given = []
        self.is_closed = False

    def start(self, pull):
        self.pull = pull

    def close(self):
        self.is_closed = True

    def play(self, seconds):
        """Time passes; what is not there yet is waited for a moment, as it would be in a room."""
        parts = []
        for _ in range(round(seconds * RATE / PULL)):
            time.sleep(0.0005)
            parts.append(self.pull(PULL))
        self.given += parts
        return whole(parts)


@pytest.fixture
def room():
    """A speaker that plays a steady tone and a chirp each ten seconds, from any place."""
    made = []

    def open_it(seconds=40.0, begin=None):
        device, loop, score = Records(), Tone(0.02), lines(0, 10, 20, 30)
        begin = begin or (lambda at: mixed(score, Chirps(), loop, Levels(), seconds, start=at))
        speaker = Speaker(device, begin)
        speaker.ready(0.0)
        made.append(speaker)
        return speaker, device

    yield open_it
    for speaker in made:
        speaker.close()


def test_it_is_silent_until_it_is_told_to_go(room):
    _, device = room()

    assert not device.play(1).any()


def test_left_alone_it_gives_the_whole_mix_in_order(room):
    speaker, device = room()
    speaker.go(0)
    given = device.play(35)
    for at in (10, 20, 30):
        assert heard_at(given, chirp(), at) == pytest.approx(at, abs=0.01)


def test_told_again_and_again_where_it_is_it_goes_on_without_a_seam(room):
    speaker, device = room()
    parts = []
    for beat in range(120):
        speaker.go(beat / 10)
        parts.append(device.play(0.1))
    once = whole(parts)
    speaker, device = room()
    speaker.go(0)

    assert np.array_equal(once, device.play(12))


def test_a_pause_is_silent_within_a_fifth_of_a_second_and_clicks_nothing(room):
    speaker, device = room()
    speaker.go(0)
    before = device.play(5)
    speaker.pause()
    after = device.play(1)

    assert not after[count(0.2) :].any()
    assert np.abs(np.diff(np.concatenate([before[-100:], after[:100]]))).max() < 0.01


def test_after_a_pause_voice_and_music_go_on_where_they_were(room):
    speaker, device = room()
    speaker.go(0)
    device.play(9)
    speaker.pause()
    device.play(30)
    speaker.go(9.0)
    given = device.play(3)

    assert heard_at(given, chirp(), 1.0) == pytest.approx(1.0, abs=0.15)


def test_a_jump_lands_at_its_moment(room):
    speaker, device = room()
    speaker.go(0)
    device.play(2)
    speaker.go(29.0)
    time.sleep(0.1)
    given = device.play(3)

    assert heard_at(given, chirp(), 1.0) == pytest.approx(1.0, abs=0.2)


def test_a_jump_while_paused_is_silent_and_then_lands_there(room):
    speaker, device = room()
    speaker.go(0)
    device.play(2)
    speaker.pause()
    device.play(1)
    speaker.go(19.5)
    time.sleep(0.1)
    given = device.play(3)

    assert heard_at(given, chirp(), 0.5) == pytest.approx(0.5, abs=0.2)


def test_many_jumps_in_a_row_end_where_the_last_one_went(room):
    speaker, device = room()
    for at in (5, 15, 25, 3, 33, 9.0):
        speaker.go(at)
    time.sleep(0.2)
    device.play(0.1)
    speaker.go(9.1)
    given = device.play(3)

    assert heard_at(given, chirp(), 0.9) == pytest.approx(0.9, abs=0.25)


def test_it_never_sounds_past_a_door(room):
    speaker, device = room()
    speaker.go(0, until=9.0)
    given = device.play(12)

    assert given[: count(8.9)].any()
    assert not given[count(9.0) :].any()
    speaker.go(9.0, until=None)
    assert heard_at(device.play(3), chirp(), 1.0) == pytest.approx(1.0, abs=0.1)


def test_a_mix_that_is_slow_gives_silence_and_never_waits():
    def slow(_at):
        time.sleep(0.5)
        yield np.full(BLOCK, 0.5, np.float32)

    device = Records()
    speaker = Speaker(device, slow)
    speaker.go(0)
    begun = time.perf_counter()
    first = device.pull(PULL)

    assert time.perf_counter() - begun < 0.1
    assert not first.any()
    speaker.ready(0.0)
    assert device.play(0.2).any()
    speaker.close()


def test_a_mix_that_fails_falls_silent_and_the_session_goes_on(room):
    def failing(_at):
        yield np.full(BLOCK, 0.5, np.float32)
        raise OSError("the disk is gone")

    speaker, device = room(begin=failing)
    speaker.go(0)
    given = device.play(2)

    assert given[: BLOCK // 2].any()
    assert not given[BLOCK:].any()


def test_the_last_words_are_said_before_it_closes(room):
    speaker, device = room(seconds=1.0)
    speaker.go(0)
    device.play(2)
    begun = time.perf_counter()
    speaker.ring_out(5)

    assert time.perf_counter() - begun < 1
    assert device.is_closed


def test_last_words_that_never_come_are_not_waited_for_forever(room):
    speaker, device = room()
    speaker.go(0)
    speaker.ring_out(0.2)

    assert device.is_closed


# -- With the guide -------------------------------------------------------------------------------


class Follows:
    """What the guide tells the sound, with the second of steady time it was told at."""

    def __init__(self, clock):
        self.clock = clock
        self.told = []

    def go(self, position, until=None):
        self.told.append((self.clock.now(), "go", position, until))

    def pause(self):
        self.told.append((self.clock.now(), "pause", None, None))

    def between(self, begins, ends):
        return [told for told in self.told if begins <= told[0] < ends]


@pytest.fixture
def guided(monkeypatch):
    """A guide with a sound to follow it, and the keys pressed at their seconds."""

    def play(made, sheet, keys=(), **more):
        sounds = []

        def with_sound(playing, typed, start):
            sounds.append(Follows(playing.clock))
            return guide(replace(playing, sound=sounds[0]), typed, start)

        monkeypatch.setattr(seen, "guide", with_sound)
        outcome, typed, _ = seen.play(made, sheet, keys, **more)
        return outcome, sounds[0], typed

    return play


def test_the_sound_is_told_where_the_playhead_is_all_the_time(guided):
    outcome, sound, _ = guided(seen.MADE, seen.WELL)

    assert outcome.how == "finished"
    assert all(abs(at - position) < 0.5 for at, what, position, _ in sound.told if what == "go")
    assert {what for _, what, _, _ in sound.told} == {"go"}
    assert sound.told[-1][2] == seen.MADE.timeline.seconds


def test_a_pause_reaches_the_sound_at_once_and_so_does_going_on(guided):
    _, sound, _ = guided(seen.MADE, seen.WELL, [(20, Key.PAUSE), (80, Key.PAUSE)])

    assert {what for _, what, _, _ in sound.between(21, 79)} == {"pause"}
    assert {what for _, what, _, _ in sound.between(81, 200)} == {"go"}
    assert sound.between(81, 82)[0][2] == pytest.approx(20, abs=1.5)


def test_next_and_back_move_the_sound(guided):
    start = seen.MADE.timeline.starts[1]
    _, sound, _ = guided(seen.MADE, seen.WELL, [(5, Key.NEXT), (25, Key.BACK), (30, Key.STOP)])

    assert sound.between(5.1, 6.5)[-1][2] == pytest.approx(start, abs=1.5)
    assert sound.between(25.5, 27)[0][2] == pytest.approx(start, abs=1.5)


@pytest.mark.parametrize("key", [Key.STOP, Key.HURTS, Key.GONE])
def test_whatever_ends_it_early_is_silent_at_once(guided, key):
    _, sound, _ = guided(seen.MADE, seen.WELL, [(40, key)])

    assert sound.told[-1][1] == "pause"


def test_where_the_guard_refuses_nothing_is_heard(guided):
    outcome, sound, _ = guided(seen.MADE, healthy({}, {"hot_swollen": "left"}))

    assert outcome.how == "refused"
    assert [what for _, what, _, _ in sound.told] == ["pause"]


def test_before_a_bath_the_sound_stops_at_the_door_until_the_water_is_right(guided):
    door = seen.BATH.timeline.starts[seen.bath_place()]
    _, sound, _ = guided(seen.BATH, seen.BATHER, water=True)
    before = [told for told in sound.told if told[1] == "go" and told[2] < door]
    pauses = [at for at, what, _, _ in sound.told if what == "pause"]

    assert {until for *_, until in before} == {door}
    assert [round(at) for at in pauses] == [round(door)]


def test_no_door_is_no_end():
    class Plain:
        session, timeline = seen.MADE.session, seen.MADE.timeline

    assert next_door(Plain, 0) is None


# -- No device ------------------------------------------------------------------------------------


def test_without_a_device_or_its_library_there_is_one_line_that_says_so():
    said = "Without sound: but here there is one"
    try:
        SoundDevice()
    except NoSpeaker as error:
        said = str(error)

    assert said.startswith("Without sound:")
    assert "\n" not in said


def test_without_the_extra_the_line_says_what_to_install(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "sounddevice", None)
    with pytest.raises(NoSpeaker, match=r"pip install '\.\[speaker\]'"):
        SoundDevice()
