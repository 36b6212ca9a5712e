"""The pulse by a camera, one recording a case: read as it is, or refused for what it is."""

import numpy as np
import pytest
from numpy.random import RandomState

from instep.core.measures.pulse.made_up import Finger, record
from instep.core.measures.pulse.read import read_pulse
from instep.core.measures.pulse.reading import PulseReading, Refusal
from instep.core.measures.pulse.samples import Channel, NotSamples, Samples, samples_of
from tests.core.measures.worlds import LIMITS, SKIN, UNREADABLE, recorded, seen


def read(samples, channel=None):
    return read_pulse(samples, LIMITS, channel)


def true_rate(beats):
    return 60 / float(np.median(np.diff(beats)))


@pytest.mark.parametrize("rate", [42, 60, 75, 100, 130, 160])
def test_a_still_toe_gives_the_rate_of_its_heart(rate):
    made = recorded(rate=float(rate))
    reading = read(made.samples)

    assert reading.refused is None
    assert abs(reading.rate - true_rate(made.beats)) < 1
    assert 0.3 < reading.quality <= 1


def test_every_beat_of_a_still_toe_is_found_once_and_at_its_moment():
    made = recorded(seconds=60.0)
    found = np.array(read(made.samples).beats)
    inner = made.beats[2:-2]
    nearest = np.abs(found[:, None] - inner).min(axis=0)
    late = np.array([found[np.abs(found - beat).argmin()] - beat for beat in inner])

    assert len(made.beats) - 2 <= len(found) <= len(made.beats) + 1
    assert nearest.max() < 0.2
    assert late.std() < 0.012


def test_beats_are_told_on_the_clock_of_the_frames():
    samples = recorded().samples
    later = Samples(samples.times + 1000, samples.colours)
    moved = np.array(read(later).beats) - np.array(read(samples).beats)

    assert np.abs(moved - 1000).max() < 1e-6


def test_how_big_a_beat_looks_is_told_with_the_range_of_a_repeat():
    size = read(recorded(percent=2.0, walk=0.0, breathes=0.0).samples).amplitude

    assert size.low < size.value < size.high
    assert abs(size.value - 2.0) < 0.3


def test_green_is_read_where_it_is_as_steady_so_that_sizes_stay_comparable():
    assert read(recorded().samples).channel is Channel.GREEN


@pytest.mark.parametrize(
    ("levels", "channel"),
    [((244.0, 0.0, 0.0), "r"), ((0.0, 60.0, 1.0), "g"), ((1.0, 2.0, 80), "b")],
)
def test_a_dead_colour_is_never_read(levels, channel):
    assert read(recorded(levels=levels).samples).channel == channel


def test_a_colour_that_is_cut_off_is_never_read():
    samples = recorded(percent=4.0).samples
    colours = samples.colours.copy()
    colours[1] = np.minimum(colours[1], np.quantile(colours[1], 0.5))

    assert read(Samples(samples.times, colours)).channel is not Channel.GREEN


def test_a_second_recording_can_be_read_in_the_colour_of_the_first():
    samples = recorded().samples

    assert read(samples, Channel.RED).channel is Channel.RED
    assert read(recorded(levels=(244.0, 0.0, 0.0)).samples, Channel.BLUE).refused


def test_frames_that_came_twice_are_taken_once():
    samples = recorded().samples
    twice = np.repeat(np.arange(len(samples.times)), 2)
    times = samples.times[twice] + np.tile([0.0, 0.008], len(samples.times))

    assert read(Samples(times, samples.colours[:, twice])).rate == pytest.approx(
        read(samples).rate, abs=0.2
    )


def test_a_short_hole_is_bridged_and_its_beats_are_not_counted():
    made = recorded(seconds=40.0, holes=((15.0, 16.6),))
    reading = read(made.samples)

    assert abs(reading.rate - true_rate(made.beats)) < 1


def test_a_pause_between_beats_as_in_arrhythmia_never_doubles_the_rate():
    made = recorded(uneven=0.12, seconds=60.0)
    reading = read(made.samples)

    assert reading.refused or abs(reading.rate - true_rate(made.beats)) < 3


REASONS = {
    "in_the_dark": Refusal.DARK,
    "a_wall": Refusal.PALE,
    "a_room": Refusal.NO_BEAT,
    "a_stopped_camera": Refusal.STILL,
    "grain": Refusal.NO_BEAT,
    "a_waving_toe": Refusal.NO_BEAT,
    "slipping_on": Refusal.NO_BEAT,
    "a_tremor": Refusal.NO_BEAT,
    "too_much_light": Refusal.CLIPPED,
    "a_clock_set_back": Refusal.TIMES,
    "a_slow_camera": Refusal.FEW_FRAMES,
    "over_too_soon": Refusal.TOO_SHORT,
    "a_long_hole": Refusal.HOLE,
    "the_same_again": Refusal.REPEATED,
    "too_faint": Refusal.NO_BEAT,
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_refused_for_its_reason_and_shows_no_number(name):
    reading = read(UNREADABLE[name](RandomState(0)))

    assert reading == PulseReading(refused=REASONS[name])


def test_half_a_recording_in_motion_is_refused_as_motion():
    samples = recorded(jolts=tuple(np.arange(18.0, 30.0, 0.4).tolist())).samples

    assert read(samples).refused is Refusal.MOTION


def test_a_hand_that_covers_and_uncovers_the_lens_is_no_pulse():
    made = recorded(percent=60.0, breathes=0.0)

    assert read(made.samples).refused is Refusal.MOTION


def test_six_hours_are_refused_before_anything_is_counted():
    times = np.arange(0, 6 * 3600, 1 / 30)
    samples = Samples(times, np.ones((3, len(times))))

    assert read(samples).refused is Refusal.TOO_LONG


@pytest.mark.parametrize("others", [0.0, 3.0])
def test_red_at_its_end_and_nothing_beside_it_is_too_much_light(others):
    colours = np.array([[255.0], [others], [0.0]]) * np.ones(900)

    assert read(seen(colours)).refused is Refusal.CLIPPED


def test_red_at_its_end_leaves_green_to_be_read():
    samples = recorded(levels=(300.0, 60.0, 0.0)).samples
    reading = read(Samples(samples.times, np.minimum(samples.colours, 255.0)))

    assert reading.channel is Channel.GREEN
    assert reading.rate == pytest.approx(read(samples).rate, abs=0.5)


@pytest.mark.parametrize("frames", [0, 1, 2])
def test_next_to_no_frames_are_too_short(frames):
    assert read(seen(np.full((3, frames), 100.0))).refused is Refusal.TOO_SHORT


def test_a_clock_that_stands_still_is_refused():
    samples = recorded().samples

    assert read(Samples(samples.times * 0, samples.colours)).refused is Refusal.TIMES


@pytest.mark.parametrize(
    "rows",
    [
        ([0, 1], [1], [1, 2], [1, 2]),
        ([0, 1], [1, 2], [1, float("nan")], [1, 2]),
        ([0, float("inf")], [1, 2], [1, 2], [1, 2]),
    ],
)
def test_rows_that_are_no_recording_cannot_be_written(rows):
    with pytest.raises(NotSamples):
        samples_of(*rows)


def test_the_camera_may_sway_very_evenly_and_still_be_read_as_a_slow_wave():
    """A plain wave is taken only where it is very even: made-up clips are, and hands are not."""
    turns = 2 * np.pi * 72 / 60 * np.arange(900) / 30

    assert read(seen(SKIN * (1 + 0.01 * np.sin(turns)))).rate == pytest.approx(72, abs=1.5)


def test_a_made_up_recording_is_the_same_for_the_same_seed():
    one, other = (record(Finger(lost=0.1), RandomState(5)).samples for _ in range(2))

    assert np.array_equal(one.colours, other.colours)
    assert read(one) == read(other)
