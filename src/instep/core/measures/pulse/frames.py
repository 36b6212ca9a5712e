"""Frames as a camera gives them, late, twice or not at all, laid on an even grid of times."""

from dataclasses import dataclass

import numpy as np

from instep.core.measures.pulse.limits import PulseLimits
from instep.core.measures.pulse.reading import Refusal, Unreadable
from instep.core.measures.pulse.samples import Channel, Floats, Samples

RATE = 45.0
"""Values a second on the grid: half as many again as phones give, so that lines are followed."""


@dataclass(frozen=True)
class Frames:
    """Every frame once, in order of time, with the holes between them.

    ``holes`` has a row of start and end, in seconds, for every hole that is longer than a beat of
    the eye could be: three times the usual step and a fifth of a second.
    """

    times: Floats
    colours: Floats
    holes: Floats


HOLE_STEPS, HOLE_SECONDS = 3.0, 0.2


def fresh_frames(samples: Samples, limits: PulseLimits) -> Frames:
    """Frames that were really new; refuses where too many are missing. The clock runs forward."""
    times, colours = _each_once(samples, limits)
    steps = np.diff(times)
    if (len(times) - 1) / (times[-1] - times[0]) < limits.frames_a_second:
        raise Unreadable(Refusal.FEW_FRAMES)
    if steps.max() > limits.longest_hole:
        raise Unreadable(Refusal.HOLE)
    wide = steps > max(HOLE_SECONDS, HOLE_STEPS * float(np.median(steps)))
    return Frames(times, colours, np.column_stack((times[:-1][wide], times[1:][wide])))


def refuse_clock(times: Floats, limits: PulseLimits) -> None:
    """A clock that runs back or stands still, and a recording too short or too long."""
    if len(times) < 2:
        raise Unreadable(Refusal.TOO_SHORT)
    steps = np.diff(times)
    if (steps < 0).any() or (steps == 0).mean() > limits.repeated:
        raise Unreadable(Refusal.TIMES)
    seconds = times[-1] - times[0]
    if seconds < limits.shortest:
        raise Unreadable(Refusal.TOO_SHORT)
    if seconds > limits.longest:
        raise Unreadable(Refusal.TOO_LONG)


def _each_once(samples: Samples, limits: PulseLimits) -> tuple[Floats, Floats]:
    """A frame with the time or with all the colours of the one before it is the same frame."""
    times, colours = samples.times, samples.colours
    same = (np.diff(colours, axis=1) == 0).all(axis=0)
    new = np.concatenate(([True], ~same & (np.diff(times) > 0)))
    if 1 - new.mean() > limits.repeated:
        raise Unreadable(Refusal.REPEATED)
    return times[new], colours[:, new]


def even(frames: Frames, channels: tuple[Channel, ...]) -> Floats:
    """One row a channel on the grid, by straight lines: a curve would shoot over in a hole."""
    grid = grid_times(frames)
    rows = [frames.colours[tuple(Channel).index(channel)] for channel in channels]
    return np.array([np.interp(grid, frames.times, row) for row in rows])


def grid_times(frames: Frames) -> Floats:
    """The moments of the grid, in seconds."""
    first, last = float(frames.times[0]), float(frames.times[-1])
    return first + np.arange(int((last - first) * RATE) + 1) / RATE


def in_holes(frames: Frames, starts: Floats, ends: Floats) -> np.ndarray:
    """Which stretches from a start to an end meet a hole."""
    if not len(frames.holes):
        return np.zeros(len(starts), dtype=bool)
    apart = (frames.holes[:, 1] <= starts[:, None]) | (frames.holes[:, 0] >= ends[:, None])
    met: np.ndarray = np.logical_not(apart.all(axis=1))
    return met


def seconds_at(frames: Frames, places: Floats) -> Floats:
    """Places on the grid, between its moments too, as seconds on the clock of the frames."""
    found: Floats = frames.times[0] + places / RATE
    return found
