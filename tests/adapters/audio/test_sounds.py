"""Bells and breath, to be told apart with closed eyes and never to startle."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from instep.adapters.audio.loudness import loudness
from instep.adapters.audio.samples import RATE, count, factor, seconds
from instep.adapters.audio.sounds import BELLS, breath, sound


def brightness(samples):
    """The pitch that lies in the middle of what is heard."""
    power = np.abs(np.fft.rfft(samples)) ** 2
    return np.average(np.fft.rfftfreq(len(samples), 1 / RATE), weights=power)


@pytest.mark.parametrize("name", BELLS)
def test_a_bell_is_quiet_and_begins_and_ends_in_silence(name):
    bell = sound(name)

    assert bell.dtype == np.float32
    assert np.abs(bell).max() == pytest.approx(factor(-20), rel=0.01)
    assert abs(bell[0]) < 1e-4
    assert abs(bell[-1]) < 1e-4
    assert 1.5 <= seconds(bell) <= 6.0


@pytest.mark.parametrize("name", BELLS)
def test_no_bell_strikes_hard_or_pierces(name):
    bell = sound(name)
    spectrum = np.abs(np.fft.rfft(bell)) ** 2
    high = spectrum[np.fft.rfftfreq(len(bell), 1 / RATE) > 4_500].sum()

    assert np.abs(bell[: count(0.003)]).max() < factor(-34)
    assert high < 0.002 * spectrum.sum()


def shape(samples):
    """What is heard when: how strong each third of an octave is in each tenth of a second."""
    frames = np.pad(samples, (0, count(6) - len(samples))).reshape(60, -1)
    power = np.abs(np.fft.rfft(frames * np.hanning(frames.shape[1]))) ** 2
    hertz = np.fft.rfftfreq(frames.shape[1], 1 / RATE)
    edges = np.geomspace(150, 5_000, 16)
    bands = [power[:, (hertz >= a) & (hertz < b)].sum(axis=1) for a, b in pairwise(edges)]
    heard = 10 * np.log10(np.array(bands) + 1e-4)
    return (heard - heard.mean()).ravel()


@pytest.mark.parametrize(("one", "other"), list(combinations(BELLS, 2)))
def test_no_two_bells_sound_alike(one, other):
    assert np.corrcoef(shape(sound(one)), shape(sound(other)))[0, 1] < 0.9


def test_a_breath_lasts_as_long_as_the_pacer_says():
    for lasts in (3.0, 4.0, 5.5, 6.0):
        for inward in (True, False):
            assert len(breath(inward, lasts)) == count(lasts)


def test_a_breath_in_rises_and_a_breath_out_falls():
    inward, outward = breath(True, 4.0), breath(False, 6.0)
    level = [np.sqrt(np.mean(part**2)) for part in np.array_split(inward[: count(3.4)], 4)]
    sinks = [np.sqrt(np.mean(part**2)) for part in np.array_split(outward[count(0.9) :], 4)]

    assert level == sorted(level)
    assert sinks == sorted(sinks, reverse=True)
    assert brightness(inward[: count(1.2)]) < brightness(inward[count(2.4) : count(3.6)])
    assert brightness(outward[count(0.6) : count(2)]) > brightness(outward[count(4) :])
    assert brightness(inward) > brightness(outward)


def test_breaths_join_without_a_click():
    one, other = breath(True, 4.0), breath(False, 6.0)
    joined = np.concatenate([one, other, one])

    for place in (len(one), len(one) + len(other)):
        around = joined[place - 48 : place + 48]

        assert np.abs(np.diff(around)).max() < 0.05 * np.abs(np.diff(joined)).max()


def test_a_breath_is_quiet():
    for each in (breath(True, 4.0), breath(False, 6.0)):
        assert loudness(each) == pytest.approx(-30, abs=0.5)
        assert np.abs(each).max() < factor(-12)


def test_the_names_of_the_cues_are_known_and_no_others():
    assert np.array_equal(sound("breath_in"), breath(True, 4.0))
    assert np.array_equal(sound("breath_out"), breath(False, 6.0))
    with pytest.raises(KeyError):
        sound("gong")


def test_nobody_can_change_a_sound_for_the_next_one():
    with pytest.raises(ValueError, match="read-only"):
        sound("bell_ready")[0] = 1
