"""The pulse by camera against a chest strap, oximeters, other programs and made-up fingers.

Run with: make bench-pulse DATA=folder. The folder holds ``welltory`` and ``uw_oximetry`` as their
makers publish them, or the ``subject_NN`` of the first. Without it only what is made up is run.
Peers that are not installed are left out. Times are CPU; all rows are one run.
"""

import argparse
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import fmean, median

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.pulse_data import KEPT_APART, Strapped, Watched, strapped, watched
from bench.pulse_made_up import made_up
from bench.pulse_peers import Find, everyone
from bench.pulse_score import Score, score, start_of
from bench.speed import machine
from instep.adapters.content import pulse_limits
from instep.core.measures.pulse.read import read_pulse
from instep.core.measures.pulse.reading import PulseReading
from instep.core.measures.pulse.samples import Channel, Samples

LIMITS = pulse_limits()
RATES = (30.0, 45.0, 100.0)
TURNS, MINUTE = 5, 60
WORST = 90.0


def main() -> None:
    """Every table there is data for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, help="a folder of real recordings")
    given = asked.parse_args()
    print(f"Measured on {machine()}.")
    made_up()
    if given.data is None:
        print("\nNo DATA= was given: nothing is held against a strap or an oximeter.")
    elif strap := strapped(given.data):
        beside_the_strap(strap)
        costs(strap[0].samples)
    if given.data is not None and (hands := list(watched(given.data))):
        beside_oximeters(hands)
    print(f"\nImport beyond numpy: {imported():.0f} ms of CPU (goal 20).")


# -- A chest strap -----------------------------------------------------------------------------


def light(samples: Samples, rate: float) -> np.ndarray:
    """The colour that a reading would take, upside down, on an even grid: the same for everyone."""
    reading = read_pulse(samples, LIMITS)
    grid = np.arange(samples.times[0], samples.times[-1], 1 / rate)
    channel = reading.channel or brightest(samples)
    return -np.interp(grid, samples.times, samples.of(channel))


def brightest(samples: Samples) -> Channel:
    """For what we refuse to read ourselves."""
    return max(Channel, key=lambda channel: float(np.median(samples.of(channel))))


def beside_the_strap(recordings: list[Strapped]) -> None:
    """F1, lengths of beats, rates and CPU of every program, and of ours as it is shown."""
    print(f"\n{len(recordings)} recordings beside a chest strap, worst named without its subject_.")
    print(
        "\n| program, values a second | F1, % | worst | F1 in 50 ms | lengths off, ms "
        "| rate off, all RR | rate off, matched | CPU of 60 s, ms |"
    )
    print("|---|---|---|---|---|---|---|---|")
    programs = list(everyone())
    for rate in RATES:
        lit = [light(recording.samples, rate) for recording in recordings]
        found = {name: [_quiet(find, row, rate) for row in lit] for name, find in programs}
        starts = [
            start_of(recording.heartbeats, [beats[n] for beats in found.values()])
            for n, recording in enumerate(recordings)
        ]
        for name, find in programs:
            scores = _scores(recordings, found[name], starts)
            _row(f"{name}, {rate:g}", recordings, scores, _cpu(find, lit, rate))
    _as_shown(recordings, starts)


def _quiet(find: Find, row: np.ndarray, rate: float) -> np.ndarray:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return np.asarray(find(row, rate), dtype=float)


def _scores(
    recordings: list[Strapped], found: list[np.ndarray], starts: list[float]
) -> list[Score]:
    rows = zip(recordings, found, starts, strict=True)
    return [score(r.heartbeats, beats, start, r.samples.seconds) for r, beats, start in rows]


def _row(name: str, recordings: list[Strapped], scores: list[Score], cpu: float) -> None:
    worst = min(range(len(scores)), key=lambda n: scores[n].f1)
    rates = [abs(s.rate - s.true_rate) for s in scores if np.isfinite(s.rate)]
    lengths = [s.lengths_off for s in scores if np.isfinite(s.lengths_off)]
    matched = [s.matched_off for s in scores if np.isfinite(s.matched_off)]
    print(
        f"| {name} | {fmean(s.f1 for s in scores):.2f} "
        f"| {scores[worst].f1:.1f} ({recordings[worst].name[-2:]}) "
        f"| {fmean(s.sharp for s in scores):.2f} | {fmean(lengths):.1f} "
        f"| {fmean(rates):.2f} | {fmean(matched):.2f} | {cpu:.2f} |",
        flush=True,
    )


def _cpu(find: Find, lit: list[np.ndarray], rate: float) -> float:
    """Median CPU milliseconds of a minute, over turns and recordings."""
    minutes = [row[: int(MINUTE * rate)] for row in lit]
    spent = []
    for _ in range(TURNS):
        for row in minutes:
            start = time.process_time()
            _quiet(find, row, rate)
            spent.append(1000 * (time.process_time() - start))
    return median(spent)


def _as_shown(recordings: list[Strapped], starts: list[float]) -> None:
    """The whole reading, with its own choice of colour and its refusals."""
    read = [read_pulse(recording.samples, LIMITS) for recording in recordings]
    shown = [n for n, reading in enumerate(read) if reading.refused is None]
    kept = [recordings[n] for n in shown]
    scores = _scores(kept, [np.array(read[n].beats) for n in shown], [starts[n] for n in shown])
    whole = median([whole_reading(recording.samples) for recording in kept])
    _row(f"Instep, as shown, {len(shown)} of {len(read)}; whole reading", kept, scores, whole)
    held = [n for n, recording in enumerate(kept) if recording.name in KEPT_APART]
    _row("the same, kept apart at first", [kept[n] for n in held], [scores[n] for n in held], whole)
    for recording, reading in zip(recordings, read, strict=True):
        if reading.refused is not None:
            print(f"\nRefused: {recording.name}, {reading.refused}.")
    low = [kept[n].name for n, s in enumerate(scores) if s.f1 < WORST]
    print(f"\nShown and below {WORST:g} %: {', '.join(low) or 'none'}.")


def whole_reading(samples: Samples) -> float:
    """CPU milliseconds of a whole reading of the first minute: three colours, choice, interval."""
    part = samples.times - samples.times[0] < MINUTE
    minute = Samples(samples.times[part], np.ascontiguousarray(samples.colours[:, part]))
    return _spent(lambda: read_pulse(minute, LIMITS))


def _spent(act: Callable[[], object]) -> float:
    spent = []
    for _ in range(4 * TURNS):
        start = time.process_time()
        act()
        spent.append(1000 * (time.process_time() - start))
    return median(spent)


def costs(samples: Samples) -> None:
    """What hours cost: they are refused at once."""
    hours = np.arange(0, 6 * 3600, 1 / 30)
    long = Samples(hours, np.ones((3, len(hours))) * float(samples.colours[0, 0]))
    print(f"\nSix hours are refused in {_spent(lambda: read_pulse(long, LIMITS)):.2f} ms.")


# -- Oximeters ---------------------------------------------------------------------------------


def beside_oximeters(hands: list[Watched]) -> None:
    """Rates and sizes by the minute, and whether the next stretch lies in the interval."""
    print("\n| beside oximeters | measured | goal |")
    print("|---|---|---|")
    read = {(h.person, h.hand): _by(h, MINUTE) for h in hands}
    rows = [row for minutes in read.values() for row in minutes if row[0].rate is not None]
    off = [abs(reading.rate - rate) for reading, rate, _ in rows if np.isfinite(rate)]
    total = sum(len(minutes) for minutes in read.values())
    print(f"| minutes shown, of {total} | {len(rows)} | |")
    print(f"| rate off by, mean | {fmean(off):.2f} | 1.2 |")
    print(f"| rate off by more than 5 | {100 * fmean(o > 5 for o in off):.1f} % | |")
    logs = np.log(np.array([_medians(minutes) for minutes in read.values()]))
    print(
        f"| size and index, r of logs, {len(logs)} hands | {np.corrcoef(logs.T)[0, 1]:.3f} | 0.9 |"
    )
    print(f"| SD of log of size by index | {np.std(logs[:, 0] - logs[:, 1], ddof=1):.3f} | 0.25 |")
    for seconds in (30, MINUTE):
        inside = [x for h in hands for x in _insides([r for r, _, _ in _by(h, seconds)])]
        print(
            f"| next {seconds} s inside, of {len(inside)} | {100 * fmean(inside):.1f} % | 90-97 % |"
        )


def _by(hand: Watched, seconds: int) -> list[tuple[PulseReading, float, float]]:
    """Each stretch read, with the median rate and index of the oximeters in it."""
    found = []
    for start in range(0, int(hand.samples.seconds) - seconds + 1, seconds):
        times = hand.samples.times
        part = (times >= start) & (times < start + seconds)
        piece = Samples(times[part], np.ascontiguousarray(hand.samples.colours[:, part]))
        told = slice(start, start + seconds)
        reading = read_pulse(piece, LIMITS)
        found.append((reading, _told(hand.rate[told]), _told(hand.index[told])))
    return found


def _told(values: np.ndarray) -> float:
    finite = values[np.isfinite(values)]
    return float(np.median(finite)) if len(finite) else np.nan


def _medians(minutes: list[tuple[PulseReading, float, float]]) -> tuple[float, float]:
    sizes = [reading.amplitude.value for reading, _, _ in minutes if reading.amplitude]
    return median(sizes), float(np.nanmedian([index for _, _, index in minutes]))


def _insides(read: list[PulseReading]) -> list[bool]:
    return [
        one.amplitude.low <= after.amplitude.value <= one.amplitude.high
        for one, after in pairwise(read)
        if one.amplitude and after.amplitude and one.channel is after.channel
    ]


# -- Import ------------------------------------------------------------------------------------


def imported() -> float:
    """CPU milliseconds that the reading takes to import once numpy is there."""
    code = (
        "import numpy, time; start = time.process_time();"
        "import instep.core.measures.pulse.read;"
        "print(1000 * (time.process_time() - start))"
    )
    said = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(TURNS)
    ]
    return median(float(one.stdout) for one in said)


if __name__ == "__main__":
    main()
