"""Where a recording stops being readable: ``content/pulse.toml``, numbers with sources."""

from dataclasses import dataclass

from instep.core.units import Seconds


@dataclass(frozen=True)
class Drift:
    """How much the size of a beat moves by itself, believed before a recording speaks.

    ``walk`` is the variance a minute of its logarithm, ``noise`` the standard deviation that one
    stretch of five seconds adds; ``walk_spread`` and ``noise_spread`` are how unsure both are, as
    standard deviations of their logarithms.
    """

    walk: float
    walk_spread: float
    noise: float
    noise_spread: float


@dataclass(frozen=True)
class PulseLimits:
    """What a recording must be like to be read; outside of it no number is shown.

    Levels are 0-255, shares 0-1. ``slowest`` and ``fastest`` are beats a minute. ``steady`` is the
    least height of the autocorrelation peak; below ``surely_steady`` the upslopes must be
    ``lopsided`` too (skewness), for hearts beat sharply and hands sway. ``too_fast`` is the share
    of that peak which may lie at a beat shorter than any heart's, as of tremor and lamps. A burst
    is a second that moves ``burst`` times as much as the median second. ``inside`` is how often a
    repeat lies in an interval. The windows of one pair of feet lie at most ``pair_apart`` from
    each other, and all windows before and after within ``whole``; after ``tries`` refused windows
    a pair is left out.
    """

    shortest: Seconds
    longest: Seconds
    frames_a_second: float
    longest_hole: Seconds
    repeated: float
    dark: float
    pale: float
    still: float
    full: float
    at_an_end: float
    slowest: float
    fastest: float
    steady: float
    surely_steady: float
    lopsided: float
    too_fast: float
    burst: float
    moving: float
    biggest: float
    inside: float
    pair_apart: Seconds
    whole: Seconds
    tries: float
    one_foot: Drift
    between_feet: Drift
