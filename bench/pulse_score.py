"""How well beats were found: each heartbeat with at most one beat, none counted twice.

The strap's start is not known. It is laid where all programs together find most beats; then each
may be up to half a second late, always by the same, for some mark the foot and some the top.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

NEAR, SHARP = 0.15, 0.05
"""Seconds within which a beat is the heartbeat's."""

EARLIEST, LATEST, LATE = -5.0, 5.0, 0.5
COARSE, FINE = 0.02, 0.004


@dataclass(frozen=True)
class Score:
    """F1 in % within 150 and 50 ms, what lengths of beats are off by, in ms, and two rates."""

    f1: float
    sharp: float
    lengths_off: float
    rate: float
    true_rate: float
    matched_off: float


def start_of(heartbeats: np.ndarray, found: list[np.ndarray]) -> float:
    """Where the strap started, as the median of what every program says."""
    starts = [_best_shift(heartbeats, beats, EARLIEST, LATEST) for beats in found if len(beats) > 9]
    return float(np.median(starts))


def score(heartbeats: np.ndarray, beats: np.ndarray, start: float, ends: float) -> Score:
    """One program on one recording that ends at this second."""
    if len(beats) < 3:
        return Score(0, 0, np.nan, np.nan, _rate(heartbeats), np.nan)
    late = _best_shift(heartbeats, beats, start - LATE, start + LATE)
    truth = heartbeats + late
    f1, pairs = _matched(truth, beats, ends, NEAR)
    sharp, _ = _matched(truth, beats, ends, SHARP)
    ours, theirs = _lengths(truth, beats, pairs)
    off = float(np.abs(ours - theirs).mean()) if len(ours) else np.nan
    by_pairs = 60 / np.median(ours) - 60 / np.median(theirs) if len(ours) else np.nan
    rate = _rate(beats)
    return Score(100 * f1, 100 * sharp, 1000 * off, rate, _rate(heartbeats), abs(float(by_pairs)))


def _rate(beats: np.ndarray) -> float:
    return 60 / float(np.median(np.diff(beats)))


def _best_shift(heartbeats: np.ndarray, beats: np.ndarray, least: float, most: float) -> float:
    """The shift at which most heartbeats have a beat near, the nearer the better."""
    for step in (COARSE, FINE):
        shifts = np.arange(least, most + step / 2, step)
        best = float(shifts[int(np.argmax([_near(heartbeats + s, beats) for s in shifts]))])
        least, most = best - COARSE, best + COARSE
    return best


def _near(truth: np.ndarray, beats: np.ndarray) -> float:
    after = np.clip(np.searchsorted(beats, truth), 1, len(beats) - 1)
    apart = np.minimum(np.abs(beats[after] - truth), np.abs(truth - beats[after - 1]))
    return float(np.maximum(0, 1 - apart / NEAR).sum())


def _matched(
    truth: np.ndarray, beats: np.ndarray, ends: float, near: float
) -> tuple[float, list[tuple[int, int]]]:
    """F1, and which heartbeat is which beat; nearest first. Only where both were recording."""
    first, last = max(0.0, float(truth[0])), min(ends, float(truth[-1]))
    apart = np.abs(truth[:, None] - beats)
    counted = (truth >= first) & (truth <= last)
    apart[~counted] = np.inf
    order = np.argwhere(apart <= near)
    order = order[np.argsort(apart[order[:, 0], order[:, 1]], kind="stable")]
    taken: dict[int, int] = {}
    used: set[int] = set()
    for heartbeat, beat in order.tolist():
        if heartbeat not in taken and beat not in used:
            taken[heartbeat] = beat
            used.add(beat)
    inside = {int(place) for place in np.flatnonzero((beats >= first) & (beats <= last))}
    f1 = 2 * len(taken) / (int(counted.sum()) + len(inside | used))
    return f1, sorted(taken.items())


def _lengths(
    truth: np.ndarray, beats: np.ndarray, pairs: list[tuple[int, int]]
) -> tuple[np.ndarray, np.ndarray]:
    """Lengths of beats, ours and the strap's, where two neighbours were both found."""
    rows = [
        (beats[b] - beats[a], truth[d] - truth[c])
        for (c, a), (d, b) in pairwise(pairs)
        if b == a + 1 and d == c + 1
    ]
    both = np.array(rows).reshape(-1, 2)
    return both[:, 0], both[:, 1]
