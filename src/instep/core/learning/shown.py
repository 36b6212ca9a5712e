"""The change as it would be seen on the scale: a 2 cannot fall by 2 where feelings spread."""

from math import erfc, exp, pi, sqrt

from instep.core.diary import BEST, WORST


def shown_change(level: float, change: float, change_sd: float, noise: float) -> float:
    """Expected change of the recorded score, all in points.

    ``level`` is the mean of recent scores, ``noise`` their everyday noise.
    """
    with_it = recorded(level + change, sqrt(noise**2 + change_sd**2))
    return with_it - recorded(level, noise)


def recorded(mean: float, sd: float) -> float:
    """The mean of a bell curve that is cut off at both ends of the scale."""
    low, high = (BEST - mean) / sd, (WORST - mean) / sd
    inside = _below(high) - _below(low)
    ends = BEST * _below(low) + WORST * (1 - _below(high))
    return ends + mean * inside - sd * (_density(high) - _density(low))


def _below(z: float) -> float:
    return erfc(-z / sqrt(2)) / 2


def _density(z: float) -> float:
    return exp(-z * z / 2) / sqrt(2 * pi)
