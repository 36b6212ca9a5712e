"""Music without an end: no seam to be heard, well under the voice, nothing sudden or shrill."""

import time

import numpy as np
import pyloudnorm
import pytest

from instep.adapters.audio.loudness import TARGET, loudness
from instep.adapters.audio.samples import RATE, count, factor
from instep.adapters.audio.soundscape import loop_of
from instep.adapters.content import SHIPPED, ContentBroken, load
from instep.adapters.content.soundscapes import SOUNDSCAPES, soundscape_recipe
from tests.changing import change

SOUNDING = [name for name in SOUNDSCAPES if name != "silence"]


def loop(name, seed=0):
    return loop_of(soundscape_recipe(SHIPPED, name), seed)


@pytest.mark.parametrize("name", SOUNDSCAPES)
def test_a_loop_lasts_half_a_minute_to_a_minute_and_is_whole(name):
    samples = loop(name).samples

    assert samples.dtype == np.float32
    assert count(20 if name == "silence" else 30) <= len(samples) <= count(60)
    assert np.isfinite(samples).all()


@pytest.mark.parametrize("seed", [0, 9])
@pytest.mark.parametrize("name", SOUNDING)
def test_it_stays_at_least_fourteen_under_the_voice(name, seed):
    samples = loop(name, seed).samples
    theirs = pyloudnorm.Meter(RATE).integrated_loudness(samples.astype(np.float64))

    assert loudness(samples) <= TARGET - 14
    assert loudness(samples) == pytest.approx(theirs, abs=0.1)
    assert theirs == pytest.approx(soundscape_recipe(SHIPPED, name).lufs, abs=0.2)
    assert np.abs(samples).max() < factor(-14)


def frames(samples, size=1200):
    """Spectra of a twentieth of a second, all round the loop, the seam in the middle of one."""
    turned = np.roll(samples, size // 2)
    cut = turned[: len(turned) // size * size].reshape(-1, size)
    return np.abs(np.fft.rfft(cut * np.hanning(size)))


@pytest.mark.parametrize("seed", [0, 9])
@pytest.mark.parametrize("name", SOUNDING)
def test_the_seam_is_like_any_other_place(name, seed):
    samples = loop(name, seed).samples
    step = abs(float(samples[0] - samples[-1]))
    bend = np.abs(np.diff(np.roll(samples, 50), 2))
    spectra = frames(samples)

    assert step <= np.abs(np.diff(samples)).max()
    assert bend[:100].max() <= bend[100:].max()
    for band in (slice(0, 50), slice(50, 150), slice(150, 601)):
        energy = (spectra[:, band] ** 2).sum(axis=1)
        assert energy[0] <= energy[1:].max()


def test_a_seam_that_is_there_would_be_found():
    samples = loop("pad").samples[: count(31.37)]
    spectra = frames(samples)
    energy = (spectra[:, 150:] ** 2).sum(axis=1)

    assert energy[0] > energy[1:].max()


@pytest.mark.parametrize("name", SOUNDING)
def test_nothing_in_it_is_sudden_or_shrill(name):
    samples = loop(name).samples
    level = np.sqrt(np.mean(samples[: len(samples) // 2400 * 2400].reshape(-1, 2400) ** 2, axis=1))
    spectrum = np.abs(np.fft.rfft(samples)) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)

    assert level.max() < 8 * np.median(level)
    assert spectrum[hertz > 6_000].sum() < 0.01 * spectrum.sum()
    assert spectrum[hertz < 30].sum() < 0.01 * spectrum.sum()


@pytest.mark.parametrize("name", SOUNDSCAPES)
def test_any_place_can_be_read_round_and_round(name):
    music = loop(name)
    once = music.samples
    around = np.concatenate([once, once, once])
    for start in (0, 1, len(once) - 3, len(once), 2 * len(once) - 100):
        assert np.array_equal(music.block(start, 6_000), around[start : start + 6_000])
    assert np.array_equal(music.block(7 * len(once) + 5, 10), once[5:15])


def test_silence_is_silent():
    assert not loop("silence").samples.any()


def test_the_same_seed_is_the_same_music_and_another_one_is_not():
    rain = loop("rain", 4).samples
    loop_of.cache_clear()

    assert np.array_equal(rain, loop("rain", 4).samples)
    assert not np.array_equal(rain, loop("rain", 5).samples)


@pytest.mark.parametrize("name", SOUNDSCAPES)
def test_it_is_made_in_no_time(name):
    loop("pad")
    loop_of.cache_clear()
    begun = time.process_time()
    loop(name)

    assert time.process_time() - begun < 0.5


def test_nobody_can_change_it_for_the_next_one():
    with pytest.raises(ValueError, match="read-only"):
        loop("sea").block(0, 10)[0] = 1


# -- As data -------------------------------------------------------------------------------------


FAULTS = {
    "louder than it may be": ("pad", "lufs = -35", "lufs = -30", "Keep it from -60 to -33"),
    "a word nobody reads": ("pad", "seed = 11", "seed = 11\nmood = 3", "not a known key"),
    "a layer nobody can make": ("rain", 'kind = "drops"', 'kind = "hail"', "'hail' is not known"),
    "a layer with a word too many": ("sea", "fall_db = 4", "fall_db = 4\nsalt = 1", "salt"),
    "waves with a word too many": ("sea", "count = 6,", "count = 6, tide = 1,", "tide"),
    "a wave that never rises": ("sea", "rise = 0.5", "rise = 0", "Keep it from 0.1 to 0.9"),
    "a band upside down": ("rain", "high_hz = 5000", "high_hz = 100", "Keep it from 350"),
    "a note out of hearing": ("bowls", "notes = [50,", "notes = [5,", "notes.note"),
    "notes that are none": ("bowls", "notes = [50, 57, 54, 62, 52]", "notes = []", "list of notes"),
    "a chord that is no list": ("strings", "one = [50, 57, 62, 66]", "one = 50", "chords.one"),
    "half a second": ("strings", "loop_seconds = 48", "loop_seconds = 47.5", "whole number"),
    "no seed": ("silence", "seed = 0", "", "seed"),
    "not TOML": ("silence", "seed = 0", "seed =", "TOML"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_broken_music_stops_everything_and_is_named(content, fault):
    name, old, new, said = FAULTS[fault]
    change(content, f"soundscapes/{name}.toml", old, new)

    with pytest.raises(ContentBroken, match=said) as caught:
        load(content)

    assert f"soundscapes/{name}.toml" in str(caught.value)


def test_a_soundscape_nobody_knows_is_refused():
    with pytest.raises(ContentBroken, match="is not a soundscape"):
        soundscape_recipe(SHIPPED, "../safety/rules")


def test_music_that_is_missing_stops_everything(content):
    (content / "soundscapes" / "sea.toml").unlink()

    with pytest.raises(ContentBroken, match="sea"):
        load(content)
