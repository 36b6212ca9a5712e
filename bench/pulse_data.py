"""Recordings beside a reference: the public Welltory layout, and phones beside oximeters."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from instep.adapters.pulse_file import read_recording
from instep.core.measures.pulse.samples import Samples

KEPT_APART = ("subject_02", "subject_05", "subject_09", "subject_12")
"""Not looked at until the method stood. Then the rate of the grid, the end of the band, what is
refused and how far green is preferred were settled on all there were: they prove nothing alone."""

OXIMETERS = ("Pulse 1", "Pulse 2", "Pulse 4", "Pulse 5")
INDEX = "PI 5"
FRAMES_A_SECOND = 30


@dataclass(frozen=True)
class Strapped:
    """A phone's recording, and the moments of heartbeats by a chest strap from an unknown start."""

    name: str
    samples: Samples
    heartbeats: np.ndarray


@dataclass(frozen=True)
class Watched:
    """One hand's recording, and second by second the rate and the index of the oximeters."""

    person: str
    hand: str
    samples: Samples
    rate: np.ndarray
    index: np.ndarray


def strapped(folder: Path) -> list[Strapped]:
    """Every ``subject_NN`` of the folder, or of its ``welltory``."""
    places = sorted({*folder.glob("subject_*"), *folder.glob("welltory/subject_*")})
    return [_strapped(place) for place in places]


def _strapped(place: Path) -> Strapped:
    lengths = [float(word) / 1000 for word in (place / "RR.txt").read_text().split()]
    heartbeats = np.concatenate(([0.0], np.cumsum(lengths)))
    return Strapped(place.name, read_recording(place / "PPG.csv"), heartbeats)


def watched(folder: Path) -> Iterator[Watched]:
    """Both hands of every person of ``uw_oximetry``."""
    for truth in sorted(folder.glob("uw_oximetry/gt/1*.csv")):
        columns = _columns(truth)
        pulses = np.array([columns[name] for name in OXIMETERS])
        rate = np.array([_middle(second) for second in pulses.T])
        for hand in ("Left", "Right"):
            rows = np.loadtxt(truth.parents[1] / hand / truth.name, delimiter=",", skiprows=1)
            times = np.arange(len(rows)) / FRAMES_A_SECOND
            samples = Samples(times, np.ascontiguousarray(rows.T))
            yield Watched(truth.stem, hand, samples, rate, np.array(columns[INDEX]))


def _columns(file: Path) -> dict[str, list[float]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    return {name: [_number(row[name]) for row in rows] for name in (*OXIMETERS, INDEX)}


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return np.nan


def _middle(values: np.ndarray) -> float:
    """The median of those that showed something."""
    shown = values[np.isfinite(values) & (values > 0)]
    return float(np.median(shown)) if len(shown) else np.nan
