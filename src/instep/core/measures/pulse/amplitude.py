"""How big a beat looks: from its foot to its top, as a share of the light, with its repeats."""

from dataclasses import dataclass

import numpy as np

from instep.core.measures.pulse.drift import Asked, Repeats, half_width
from instep.core.measures.pulse.limits import PulseLimits
from instep.core.measures.pulse.reading import Amplitude
from instep.core.measures.pulse.samples import Floats
from instep.core.units import Seconds

FOOT, TOP = 0.4, 0.5
"""How far before and after the upslope foot and top are looked for, in beats."""

STRETCH = 5.0
"""Seconds of beats that make one of the repeats."""

LEAST_STRETCHES, LEAST_BEATS = 3, 2
THIRD = 2 / 3
"""Two neighbouring means over one length each are two thirds of that length of walk apart."""


@dataclass(frozen=True)
class Sizes:
    """The size of each beat that can be measured, in % of the light, and its moment in seconds."""

    percent: Floats
    seconds: Floats


def places_about(beats: Floats, beat: Seconds, rate: float) -> tuple[Floats, Floats]:
    """From where to where on the grid a beat's foot and top lie."""
    return np.round(beats - FOOT * beat * rate), np.round(beats + TOP * beat * rate)


def sizes_of(form: Floats, level: float, starts: Floats, ends: Floats) -> Floats:
    """Top less the foot before it, in % of the light; all stretches are equally long."""
    width = int((ends - starts).max()) + 1
    foot = round(width * FOOT / (FOOT + TOP))
    about = np.clip(starts.astype(int)[:, None] + np.arange(width), 0, len(form) - 1)
    beats = form[about]
    size: Floats = beats[:, foot:].max(axis=1) - beats[:, : foot + 1].min(axis=1)
    return 100 * size / level


def amplitude_of(sizes: Sizes, lasts: Seconds, limits: PulseLimits) -> Amplitude | None:
    """The median beat, and where that of a repeat right after would lie; None of too few beats."""
    stretches = max(LEAST_STRETCHES, round(lasts / STRETCH))
    logs = np.log(np.maximum(sizes.percent, 1e-9))
    if len(logs) < LEAST_BEATS * stretches:
        return None
    repeats = Repeats(
        np.array([np.median(part) for part in np.array_split(logs, stretches)]),
        np.array([part.mean() for part in np.array_split(sizes.seconds, stretches)]),
        np.zeros(stretches),
    )
    asked = Asked(minutes=THIRD * lasts / 60, noises=2 / stretches)
    half = half_width(repeats, limits.one_foot, asked, limits.inside)
    value = float(np.exp(np.median(logs)))
    return Amplitude(value, float(value * np.exp(-half)), float(value * np.exp(half)))
