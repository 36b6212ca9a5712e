"""Made-up recordings: is what is shown right, is what is bad refused, does a repeat lie inside?"""

from collections import Counter

import numpy as np
from numpy.random import RandomState
from tests.core.measures.nights import made_up_night
from tests.core.measures.worlds import LIMITS, UNREADABLE, halves, some_recording

from instep.core.measures.pulse.made_up import Finger, record
from instep.core.measures.pulse.read import read_pulse

FINGERS, EACH, PAIRS, NIGHTS = 500, 40, 200, 500
WALKS = (0.01, 0.03, 0.06, 0.1)
"""Variances a minute of the logarithm of a beat's size; hands at rest had 0.03."""


def made_up() -> None:
    """The table of all of it."""
    print("\n| made up | measured | goal |")
    print("|---|---|---|")
    _shown()
    _refused()
    for seconds in (30, 60):
        rows = [_repeats(seconds, walk) for walk in WALKS]
        inside = np.mean([each for row in rows for each in row])
        apart = ", ".join(
            f"{100 * np.mean(row):.0f} at {walk:g}" for walk, row in zip(WALKS, rows, strict=True)
        )
        what = f"repeats of {seconds} s inside, by walk a minute: {apart}"
        print(f"| {what} | {100 * inside:.1f} % | 90-97 % |")
    found = [made_up_night(RandomState(seed)) for seed in range(NIGHTS)]
    inside = np.mean([each.low <= 1 <= each.high for each in found])
    wide = np.median([each.high / each.times for each in found])
    what = f"nights without massage inside, both feet in turn; intervals of {wide:.2f} times"
    print(f"| {what} | {100 * inside:.1f} % | 90-97 % |")


def _shown() -> None:
    errors, why = [], Counter()
    for seed in range(FINGERS):
        made = some_recording(seed)
        reading = read_pulse(made.samples, LIMITS)
        if reading.rate is None:
            why[str(reading.refused)] += 1
            continue
        errors.append(abs(reading.rate - 60 / np.median(np.diff(made.beats))))
    off = np.array(errors)
    refused = ", ".join(f"{name} {count}" for name, count in why.most_common())
    print(f"| fingers shown of {FINGERS} (not shown: {refused}) | {len(off)} | |")
    print(f"| rate off by, mean | {off.mean():.2f} a minute | 3 |")
    print(f"| shown and off by more than 10 | {100 * (off > 10).mean():.2f} % | 1 % |")


def _refused() -> None:
    for name, act in UNREADABLE.items():
        read = [read_pulse(act(RandomState(1000 + seed)), LIMITS) for seed in range(EACH)]
        refused = np.mean([reading.refused is not None for reading in read])
        print(f"| refused: {name.replace('_', ' ')} | {100 * refused:.0f} % | 95 % |")


def _repeats(seconds: int, walk: float) -> list[bool]:
    """Whether each repeat right after lay in the range told before it."""
    inside = []
    for seed in range(PAIRS):
        dice = RandomState(5000 + seed)
        rate, uneven = dice.uniform(50, 100), dice.uniform(0.01, 0.06)
        finger = Finger(rate, 2.0 * seconds, uneven=uneven, walk=walk, percent=2.5)
        told, repeat = (
            read_pulse(half, LIMITS).amplitude for half in halves(record(finger, dice).samples)
        )
        if told and repeat:
            inside.append(told.low <= repeat.value <= told.high)
    return inside
