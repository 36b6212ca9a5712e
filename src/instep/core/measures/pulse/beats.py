"""One beat a heartbeat: the row of upslopes that is strong and even at once, found exactly.

Every row of candidates is compared by dynamic programming. A beat gains by its strength and
loses by how far its distance to the last one is from the usual, in logarithms.
"""

import numpy as np

from instep.core.measures.pulse.period import SHORTEST, Period
from instep.core.measures.pulse.samples import Floats

EVENNESS = 9.0
"""What an uneven distance costs: twice as long costs 4.3, a very strong beat gains 3."""

LEAST = 0.15
"""The least strength of a candidate, of a usual moment's."""

LONGEST_STEP = 2.0
"""Seconds that two beats of a row may be apart; a row bridges what cannot be seen."""

BACK = 6
"""Candidates looked back for the beat before: more than ever lie in two seconds of a pulse."""

LAST = 1.5
"""The row ends within so many beats of the last candidate."""


def find_beats(levelled: Floats, rate: float, period: Period) -> Floats:
    """Places of the beats on the grid, between its moments too."""
    peaks = _peaks(levelled)
    if len(peaks) < 2:
        return peaks.astype(float)
    places = peaks + _between(levelled, peaks)
    row = _best_row(places / rate, levelled[peaks], period.seconds)
    return places[row]


def _peaks(levelled: Floats) -> np.ndarray:
    inner = levelled[1:-1]
    is_peak = (inner > levelled[:-2]) & (inner >= levelled[2:]) & (inner > LEAST)
    return np.flatnonzero(is_peak) + 1


def _between(levelled: Floats, peaks: np.ndarray) -> Floats:
    """How far from a moment of the grid the top of a curve through three of them is."""
    before, top, after = levelled[peaks - 1], levelled[peaks], levelled[peaks + 1]
    bend = np.minimum(before - 2 * top + after, -1e-12)
    moved: Floats = np.clip(0.5 * (before - after) / bend, -0.5, 0.5)
    return moved


def _best_row(times: Floats, strengths: Floats, usual: float) -> list[int]:
    """The candidates of the best row, in order."""
    costs = _costs(times, usual).tolist()
    gains: list[float] = []
    before: list[int] = []
    for place, strength in enumerate(strengths.tolist()):
        best, came_from = 0.0, -1
        for back, cost in enumerate(costs[place][:place], start=1):
            if (gain := gains[place - back] - cost) > best:
                best, came_from = gain, place - back
        gains.append(best + strength)
        before.append(came_from)
    return _back_from(_end(times, gains, usual), before)


def _costs(times: Floats, usual: float) -> Floats:
    """What the step from each of the last candidates costs; endless where it may not be."""
    costs = np.full((len(times), BACK), np.inf)
    for back in range(1, min(BACK, len(times) - 1) + 1):
        apart = times[back:] - times[:-back]
        uneven = EVENNESS * np.log(apart / usual) ** 2
        uneven[(apart < SHORTEST) | (apart > LONGEST_STEP)] = np.inf
        costs[back:, back - 1] = uneven
    return costs


def _end(times: Floats, gains: list[float], usual: float) -> int:
    first = int(np.searchsorted(times, times[-1] - LAST * usual))
    return first + int(np.argmax(gains[first:]))


def _back_from(place: int, before: list[int]) -> list[int]:
    row = []
    while place >= 0:
        row.append(place)
        place = before[place]
    return row[::-1]
