"""The mix: music steps back for the voice, nothing clips, nothing is asked for too early."""

import numpy as np
import pytest

from instep.adapters.audio import sounds
from instep.adapters.audio.mix import BLOCK, CEILING, FADE_IN, FADE_OUT, Levels, mixed
from instep.adapters.audio.samples import RATE, count, factor
from instep.adapters.audio.score import Bell, Breath, Event
from tests.adapters.audio.listening import (
    Chirps,
    Even,
    Tone,
    chirp,
    decibels,
    heard_at,
    lines,
    whole,
)

MUSIC = 0.02
LINE = 1.44
"""Seconds of a line of three words."""


def mix(score=(), clips=None, loop=None, levels=None, seconds=30.0, **more):
    parts = (clips or Chirps(), loop or Tone(), levels or Levels(), seconds)
    return mixed(score, *parts, **more)


def music_between(samples, begins, ends):
    return decibels(samples[count(begins) : count(ends)])


def test_it_comes_in_blocks_and_is_as_long_as_it_was_said_to_be():
    blocks = list(mix(seconds=10.1))

    assert {len(block) for block in blocks[:-1]} == {BLOCK}
    assert sum(len(block) for block in blocks) == count(10.1)


def test_nothing_at_all_is_an_empty_mix():
    assert list(mix(seconds=0)) == []


def test_every_line_begins_at_its_own_sample():
    times = (0.0, 3.1, 11.73, 25.0)
    samples = whole(mix(lines(*times)))
    for at in times:
        assert heard_at(samples, chirp(), at) == pytest.approx(at, abs=1 / RATE)


def test_bells_and_breaths_sound_as_designed_where_no_one_speaks():
    score = (Event(count(1), Bell("bell_half")), Event(count(10), Breath(True, 4.0)))
    samples = whole(mix(score))
    bell, breath = sounds.sound("bell_half"), sounds.breath(True, 4.0)

    assert np.allclose(samples[count(1) :][: len(bell)], bell, atol=1e-6)
    assert np.allclose(samples[count(10) :][: len(breath)], breath, atol=1e-6)


def test_the_music_steps_back_six_decibels_under_a_line_and_comes_back_after_it():
    samples = whole(mix(lines(10), Chirps(level=0), Tone(MUSIC)))
    before, under = music_between(samples, 5, 9), music_between(samples, 10.1, 11.4)
    after = music_between(samples, 10 + LINE + 1.3, 20)

    assert under - before == pytest.approx(-6, abs=0.1)
    assert after == pytest.approx(before, abs=0.1)


def test_it_is_down_before_the_first_word_and_never_jumps():
    samples = whole(mix(lines(10), Chirps(level=0), Even(0.5)))
    steps = np.abs(np.diff(samples[count(5) : count(20)]))

    assert samples[count(10)] == pytest.approx(0.5 * factor(-6), rel=0.01)
    assert samples[count(9.69)] == pytest.approx(0.5, rel=0.01)
    assert steps.max() < 0.5 / count(0.1)


def test_between_two_lines_that_are_near_it_stays_down():
    samples = whole(mix(lines(10, 10 + LINE + 2), Chirps(level=0), Tone(MUSIC)))
    before, between = music_between(samples, 5, 9), music_between(samples, 11.5, 13.3)

    assert between - before == pytest.approx(-6, abs=0.1)


def test_it_comes_out_of_silence_and_goes_back_into_it():
    samples = whole(mix(loop=Tone(MUSIC)))
    full = music_between(samples, 5, 20)

    assert abs(samples[0]) < 1e-4
    assert music_between(samples, 0, 0.2) < full - 20
    assert music_between(samples, 29.8, 30) < full - 20
    assert music_between(samples, FADE_IN / RATE, 3) == pytest.approx(full, abs=0.1)
    assert music_between(samples, 25, 30 - FADE_OUT / RATE) == pytest.approx(full, abs=0.1)


def test_the_first_word_is_not_faded():
    assert np.abs(whole(mix(lines(0)))[: count(0.1)]).max() > 0.4


def test_begun_in_the_middle_it_is_the_middle_of_the_whole():
    score = (*lines(3, 8.9), Event(count(9), Breath(False, 6.0)), *lines(14))
    entire = whole(mix(score, Chirps(0.1), Tone(MUSIC)))
    for start in (1, count(9.0), count(9.5), count(12), count(29)):
        later = whole(mix(score, Chirps(0.1), Tone(MUSIC), start=start))

        assert np.allclose(later, entire[start:], atol=1e-5)


def test_a_clip_is_asked_for_only_when_it_is_needed():
    clips = Chirps()
    blocks = mix(lines(1, 10, 20), clips)
    next(blocks)

    assert clips.asked == []
    for _ in range(7):
        next(blocks)
    assert len(clips.asked) == 1
    for _ in blocks:
        pass
    assert len(clips.asked) == 3


def test_a_whisper_is_eight_decibels_lower_and_its_music_too():
    loud = whole(mix(lines(10), Chirps(0.3), Tone(MUSIC)))
    soft = whole(mix(lines(10), Chirps(0.3), Tone(MUSIC), Levels(whisper=True)))
    for begins, ends in ((5, 9), (10.2, 11.3)):
        lower = music_between(soft, begins, ends) - music_between(loud, begins, ends)

        assert lower == pytest.approx(-8, abs=0.3)


def test_a_whisper_hisses_less_and_stays_in_time():
    hiss = Chirps(0.4, hertz=6000)
    loud = whole(mix(lines(5), hiss))[count(5.1) : count(6.3)]
    soft = whole(mix(lines(5), hiss, levels=Levels(whisper=True)))[count(5.1) : count(6.3)]
    heard = heard_at(whole(mix(lines(5), levels=Levels(whisper=True))), chirp(), 5)

    assert decibels(soft) - decibels(loud) < -8 - 10
    assert heard == pytest.approx(5, abs=0.001)


def test_half_the_volume_is_ten_decibels_and_none_is_silence():
    full = whole(mix(loop=Tone(MUSIC)))
    half = whole(mix(loop=Tone(MUSIC), levels=Levels(music=50)))
    none = whole(mix(loop=Tone(MUSIC), levels=Levels(music=0)))

    assert decibels(half) - decibels(full) == pytest.approx(-10, abs=0.1)
    assert not none.any()


def test_with_the_voice_turned_off_no_clip_is_asked_for():
    clips = Chirps()
    samples = whole(mix(lines(5), clips, Tone(MUSIC), Levels(voice=0)))

    assert clips.asked == []
    assert music_between(samples, 5, 6) == pytest.approx(music_between(samples, 8, 9), abs=0.1)


def test_the_bells_are_as_loud_as_the_louder_of_the_two():
    bell = (Event(count(1), Bell("bell_half")),)
    full = whole(mix(bell))
    for levels in (Levels(voice=0), Levels(music=0)):
        assert np.allclose(whole(mix(bell, levels=levels)), full)
    assert not whole(mix(bell, levels=Levels(0, 0))).any()


def test_however_much_sounds_at_once_nothing_is_louder_than_the_ceiling():
    crowd = lines(*(5 + n / 100 for n in range(20)))
    samples = whole(mix(crowd, Chirps(0.4), Tone(0.9)))

    assert np.abs(samples).max() <= CEILING * 1.0001
    assert np.abs(samples).max() > CEILING * 0.9


def test_what_is_not_too_loud_is_not_touched():
    samples = whole(mix(lines(5)))

    assert np.array_equal(samples[count(5) :][: count(0.05)], chirp())


def test_the_music_itself_is_never_changed():
    music = Even(0.1)
    whole(mix(lines(5), loop=music))

    assert np.array_equal(music.shared, np.full(BLOCK, 0.1, np.float32))


def test_the_same_score_gives_the_same_samples():
    one, other = (whole(mix(lines(2, 7), Chirps(0.1), Tone(MUSIC))) for _ in range(2))

    assert one.dtype == np.float32
    assert np.array_equal(one, other)
