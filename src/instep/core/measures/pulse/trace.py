"""The pulse as a line to look at: drift and grain taken out, in % of the light."""

from dataclasses import dataclass

import numpy as np

from instep.core.measures.pulse.frames import RATE, Frames, even, grid_times
from instep.core.measures.pulse.limits import PulseLimits
from instep.core.measures.pulse.motion import bursts
from instep.core.measures.pulse.samples import Channel, Floats, Samples
from instep.core.measures.pulse.upslope import form, spectrum, upslope


@dataclass(frozen=True)
class Trace:
    """Moments in seconds on the clock of the frames, how much blood dims the light, and jolts.

    Beats where it is ``jolted`` are guesses, and are not counted for the rate.
    """

    times: Floats
    percent: Floats
    jolted: np.ndarray


def trace_of(samples: Samples, channel: Channel, limits: PulseLimits) -> Trace:
    """One colour of a recording that could be read; its frames are in order of time."""
    frames = Frames(samples.times, samples.colours, np.empty((0, 2)))
    light = even(frames, (channel,))[0]
    waves = spectrum(light, RATE)
    percent = 100 * form(waves, len(light), RATE) / max(float(np.median(light)), 1e-9)
    jolted = bursts(upslope(waves, len(light), RATE), RATE, limits)
    return Trace(grid_times(frames), percent, jolted)
