"""Loudness as the ear hears it, held against pyloudnorm; and a limiter that nobody notices."""

import numpy as np
import pyloudnorm
import pytest

from instep.adapters.audio.lines import spoken_lines
from instep.adapters.audio.loudness import levelled, limited, loudness, true_peak
from instep.adapters.audio.samples import RATE, count, factor, seconds, silence
from instep.adapters.audio.voice import hibari_voice
from instep.core.timeline import Pace
from tests.make import house

DICE = np.random.RandomState(5)


def sine(hertz, lasts, level_db=0.0):
    time = np.arange(count(lasts)) / RATE
    return (factor(level_db) * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


def noise(lasts, level_db=-20.0):
    return (factor(level_db) * DICE.standard_normal(count(lasts))).astype(np.float32)


def low_noise(lasts):
    walk = np.cumsum(DICE.standard_normal(count(lasts)))
    walk -= np.convolve(walk, np.ones(2400) / 2400, "same")
    return (0.1 * walk / np.abs(walk).max()).astype(np.float32)


def theirs(samples):
    return pyloudnorm.Meter(RATE).integrated_loudness(samples.astype(np.float64))


@pytest.fixture(scope="module")
def speech():
    pytest.importorskip("hibari")
    voice = hibari_voice()
    return [voice.say(line, Pace.CALM) for line in spoken_lines(house())[::12]]


SIGNALS = {
    "a low tone": sine(60, 3, -20),
    "a tone": sine(440, 3, -20),
    "a reference tone": sine(997, 20, -23),
    "a high tone": sine(4000, 3, -30),
    "white noise": noise(5),
    "faint noise": noise(5, -60),
    "loud noise": noise(5, -9),
    "low noise": low_noise(5),
    "shorter than a second": noise(0.73),
    "just long enough": noise(0.4),
    "long": noise(95.3),
    "loud, then quiet": np.concatenate([noise(4), noise(6, -38)]),
    "loud, quiet, silent, loud": np.concatenate([noise(3), noise(3, -45), silence(5), noise(2)]),
    "mostly silence": np.concatenate([silence(8), noise(1), silence(8)]),
}


@pytest.mark.parametrize("name", SIGNALS)
def test_it_measures_what_pyloudnorm_measures(name):
    assert loudness(SIGNALS[name]) == pytest.approx(theirs(SIGNALS[name]), abs=0.1)


def test_it_measures_speech_as_pyloudnorm_does(speech):
    for said in speech:
        if seconds(said) >= 0.5:
            assert loudness(said) == pytest.approx(theirs(said), abs=0.1)


def test_the_reference_tone_of_the_standard_reads_as_it_must():
    assert loudness(sine(997, 20)) == pytest.approx(-3.01, abs=0.02)
    assert loudness(sine(997, 20, -20)) == pytest.approx(-23.01, abs=0.02)


def test_what_is_quieter_than_a_pause_does_not_count():
    alone = noise(4)
    with_pauses = np.concatenate([alone, noise(6, -60), silence(9)])

    assert loudness(with_pauses) == pytest.approx(loudness(alone), abs=0.25)


@pytest.mark.parametrize("samples", [silence(0), silence(5), noise(0.39), noise(3, -90)])
def test_silence_and_what_is_very_short_have_no_loudness(samples):
    assert loudness(samples) is None


# -- Peaks ---------------------------------------------------------------------------------------


def finely(samples, times=16):
    """The truth between the samples, from the whole spectrum."""
    padded = np.pad(samples.astype(np.float64), (2_400, 2_400 + -len(samples) % 2_400))
    spectrum = np.fft.rfft(padded)
    size = len(padded) * times
    whole = np.pad(spectrum, (0, size // 2 + 1 - len(spectrum)))
    return np.abs(np.fft.irfft(whole, size)).max() * times


def test_a_peak_between_two_samples_is_found():
    hidden = np.cos(np.pi / 2 * np.arange(4800) + np.pi / 4).astype(np.float32)
    hidden *= np.hanning(4800).astype(np.float32)

    assert np.abs(hidden).max() == pytest.approx(factor(-3.01), abs=0.01)
    assert true_peak(hidden) == pytest.approx(1.0, abs=0.01)


def test_peaks_of_speech_are_as_high_as_they_truly_are(speech):
    for said in speech[:8]:
        ours, truth = true_peak(said), finely(said)

        assert 20 * np.log10(ours / truth) == pytest.approx(0, abs=0.15)


@pytest.mark.parametrize("louder", [6, 12])
def test_nothing_behind_the_limiter_is_over_the_ceiling(speech, louder):
    for said in speech[:8]:
        turned = limited(said * np.float32(factor(louder)))

        assert true_peak(turned) <= factor(-1.5)
        assert finely(turned, 4) <= factor(-1.3)


def test_what_is_under_the_ceiling_stays_as_it_is():
    quiet = noise(1, -40)

    assert np.array_equal(limited(quiet), quiet)
    assert len(limited(silence(0))) == 0


def test_it_turns_down_before_the_peak_and_gently():
    tone = sine(200, 1, -6)
    loud = tone.copy()
    loud[12_000] = 1.6
    gain = limited(loud)[tone != 0] / loud[tone != 0]

    assert np.abs(np.diff(gain)).max() < 0.01
    assert gain[0] == gain[-1] == pytest.approx(1.0)
    assert limited(loud)[11_950] / loud[11_950] < 0.9


def test_a_single_peak_at_the_very_end_is_caught_too():
    loud = noise(1, -30)
    loud[-1] = 1.5

    assert true_peak(limited(loud)) <= factor(-1.5)
    assert len(limited(loud)) == len(loud)


# -- Levelled ------------------------------------------------------------------------------------


def test_every_line_is_as_loud_as_the_next(speech):
    for said in speech:
        if seconds(said) >= 0.5:
            level = levelled(said)

            assert level.dtype == np.float32
            assert len(level) == len(said)
            assert theirs(level) == pytest.approx(-19, abs=0.5)
            assert true_peak(level) <= factor(-1.5)
            assert finely(level) <= factor(-1.3)


def test_a_very_short_clip_takes_the_gain_it_is_given():
    short = noise(0.45, -30)

    assert np.allclose(levelled(short, gain=6.0), short * factor(6.0))
    assert np.array_equal(levelled(short), short)
    assert np.array_equal(levelled(silence(2), gain=40.0), silence(2))
