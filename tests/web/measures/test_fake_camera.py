"""The film of a finger is read as what it is, and it ends where it begins."""

import numpy as np
import pytest

from instep.core.measures.pulse.read import read_pulse
from instep.core.measures.pulse.reading import Refusal
from instep.core.measures.pulse.samples import Samples
from tests.core.measures.worlds import LIMITS
from tests.web.measures.fake_camera import Film, film_y4m, lights_of


def read(film, place, turns=1):
    lights = np.tile(lights_of(film_y4m(place / "finger.y4m", film)), turns)
    times = np.arange(len(lights)) / film.frames_a_second
    colours = np.array([lights * 2, lights * 0.4, lights * 0.5])
    return read_pulse(Samples(times, colours), LIMITS)


@pytest.mark.parametrize("rate", [54.0, 72.0, 96.0])
def test_a_film_is_read_at_its_rate(tmp_path, rate):
    assert read(Film(rate=rate), tmp_path).rate == pytest.approx(rate, abs=1)


def test_a_film_shown_twice_over_has_no_seam(tmp_path):
    reading = read(Film(seconds=10.0), tmp_path, turns=3)

    assert reading.rate == pytest.approx(72, abs=1)
    assert np.diff(reading.beats).std() < 0.01


def test_a_finger_of_wax_is_refused(tmp_path):
    assert read(Film(percent=0.0), tmp_path).refused is Refusal.STILL


def test_a_film_that_would_jump_at_its_end_is_not_made(tmp_path):
    with pytest.raises(ValueError, match="has to end where it begins"):
        film_y4m(tmp_path / "finger.y4m", Film(seconds=10.1))


def test_a_film_is_small(tmp_path):
    assert film_y4m(tmp_path / "finger.y4m", Film()).stat().st_size < 4_000_000
