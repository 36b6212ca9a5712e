"""The pulse as a line to look at: drift and grain taken out, in % of the light."""

from dataclasses import dataclass

import numpy as np

from instep.core.measures.pulse.frames import RATE, Frames, even, grid_times
from instep.core.measures.pulse.samples import Channel, Floats, Samples
from instep.core.measures.pulse.upslope import form, spectrum


@dataclass(frozen=True)
class Trace:
    """Moments in seconds on the clock of the frames, and how much blood dims the light then."""

    times: Floats
    percent: Floats


def trace_of(samples: Samples, channel: Channel) -> Trace:
    """One colour of a recording that could be read; its frames are in order of time."""
    frames = Frames(samples.times, samples.colours, np.empty((0, 2)))
    light = even(frames, (channel,))[0]
    pulse = form(spectrum(light, RATE), len(light), RATE)
    return Trace(grid_times(frames), 100 * pulse / max(float(np.median(light)), 1e-9))
