"""A recording into a reading: the whole story on one screen."""

from dataclasses import dataclass

import numpy as np

from instep.core.measures.pulse.amplitude import Sizes, amplitude_of, places_about, sizes_of
from instep.core.measures.pulse.beats import find_beats
from instep.core.measures.pulse.finger import seen_in
from instep.core.measures.pulse.frames import (
    RATE,
    Frames,
    even,
    fresh_frames,
    in_holes,
    refuse_clock,
    seconds_at,
)
from instep.core.measures.pulse.limits import PulseLimits
from instep.core.measures.pulse.motion import bursts, met_by
from instep.core.measures.pulse.period import Period, period_of
from instep.core.measures.pulse.reading import Amplitude, PulseReading, Refusal, Unreadable
from instep.core.measures.pulse.samples import Channel, Floats, Samples
from instep.core.measures.pulse.upslope import form, levelled, spectrum, upslope

GREEN_IS_AS_GOOD = 0.03
"""Green is taken where it is nearly as steady as the best, so that sizes stay comparable."""

LEAST_SOUND = 5
"""Beats in a row without hole or jolt, all in all, that a rate needs."""


@dataclass(frozen=True)
class _Seen:
    """One colour on the grid: light, upslopes, the levelled ones, and its period."""

    channel: Channel
    light: Floats
    slope: Floats
    level: Floats
    period: Period


def read_pulse(
    samples: Samples, limits: PulseLimits, channel: Channel | None = None
) -> PulseReading:
    """Beats, rate, quality and size, or a reason and nothing else. Never raises for a recording.

    ``channel`` asks for one colour, so that a second recording is read as the first one was.
    """
    try:
        return _read(samples, limits, channel)
    except Unreadable as refused:
        return PulseReading(refused=refused.why)


def _read(samples: Samples, limits: PulseLimits, wanted: Channel | None) -> PulseReading:
    refuse_clock(samples.times, limits)
    channels = tuple(c for c in seen_in(samples, limits) if wanted in (None, c))
    if not channels:
        raise Unreadable(Refusal.CLIPPED)
    frames = fresh_frames(samples, limits)
    best = _steadiest(_look(frames, channels))
    jolts = bursts(best.slope, RATE, limits)
    _refuse_unsteady(best, jolts, limits)
    places = find_beats(best.level, RATE, best.period)
    return PulseReading(
        beats=tuple(seconds_at(frames, places).tolist()),
        rate=_rate(frames, places, jolts, limits),
        quality=best.period.likeness,
        channel=best.channel,
        amplitude=_amplitude(frames, best, places, jolts, limits),
    )


# -- Which colour ------------------------------------------------------------------------------


def _look(frames: Frames, channels: tuple[Channel, ...]) -> list[_Seen]:
    light = even(frames, channels)
    slopes = upslope(spectrum(light, RATE), light.shape[1], RATE)
    levels = [levelled(slope, RATE) for slope in slopes]
    periods = [period_of(level, RATE) for level in levels]
    return [_Seen(*seen) for seen in zip(channels, light, slopes, levels, periods, strict=True)]


def _steadiest(seen: list[_Seen]) -> _Seen:
    """The colour that is most like itself one beat later; green where it is nearly so."""
    best = max(seen, key=lambda one: one.period.likeness)
    nearly = best.period.likeness - GREEN_IS_AS_GOOD
    green = (s for s in seen if s.channel is Channel.GREEN and s.period.likeness >= nearly)
    return next(green, best)


# -- Refusals ----------------------------------------------------------------------------------


def _refuse_unsteady(seen: _Seen, jolts: np.ndarray, limits: PulseLimits) -> None:
    if jolts.mean() > limits.moving:
        raise Unreadable(Refusal.MOTION)
    rate = 60 / seen.period.seconds
    if not (_is_steady(seen.period, limits) and limits.slowest <= rate <= limits.fastest):
        raise Unreadable(Refusal.NO_BEAT)


def _is_steady(period: Period, limits: PulseLimits) -> bool:
    """Alike one beat later, not faster than a heart, and sharp like one unless very alike."""
    if period.likeness < limits.steady or period.faster > limits.too_fast * period.likeness:
        return False
    return period.likeness >= limits.surely_steady or period.lopsided >= limits.lopsided


# -- Numbers -----------------------------------------------------------------------------------


def _rate(frames: Frames, places: Floats, jolts: np.ndarray, limits: PulseLimits) -> float:
    """Beats a minute, by the median of the beats that meet neither hole nor jolt."""
    seconds = seconds_at(frames, places)
    hidden = in_holes(frames, seconds[:-1], seconds[1:]) | met_by(jolts, places[:-1], places[1:])
    sound = np.diff(seconds)[~hidden]
    if len(sound) < LEAST_SOUND:
        raise Unreadable(Refusal.MOTION)
    rate = 60 / float(np.median(sound))
    if not limits.slowest <= rate <= limits.fastest:
        raise Unreadable(Refusal.NO_BEAT)
    return rate


def _amplitude(
    frames: Frames, seen: _Seen, places: Floats, jolts: np.ndarray, limits: PulseLimits
) -> Amplitude | None:
    starts, ends = places_about(places, seen.period.seconds, RATE)
    whole = (starts >= 0) & (ends < len(seen.light)) & ~met_by(jolts, starts, ends)
    whole &= ~in_holes(frames, seconds_at(frames, starts), seconds_at(frames, ends))
    if not whole.any():
        return None
    pulse = form(spectrum(seen.light, RATE), len(seen.light), RATE)
    percent = sizes_of(pulse, float(np.median(seen.light)), starts[whole], ends[whole])
    sizes = Sizes(percent, seconds_at(frames, places[whole]))
    found = amplitude_of(sizes, len(seen.light) / RATE, limits)
    if found is not None and found.value > limits.biggest:
        raise Unreadable(Refusal.MOTION)
    return found
