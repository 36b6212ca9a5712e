"""Is there a finger on the camera, and in which colours can it be seen?"""

import numpy as np

from instep.core.measures.pulse.limits import PulseLimits
from instep.core.measures.pulse.reading import Refusal, Unreadable
from instep.core.measures.pulse.samples import Channel, Floats, Samples


def seen_in(samples: Samples, limits: PulseLimits) -> tuple[Channel, ...]:
    """The colours that are lit, move and are not cut off; refuses where none is left."""
    levels = np.median(samples.colours, axis=1)
    _refuse_no_finger(levels, limits)
    lit = (levels >= limits.dark) & _moves(samples.colours, levels, limits)
    if not lit.any():
        full = levels.max() >= limits.full
        raise Unreadable(Refusal.CLIPPED if full else Refusal.STILL)
    whole = lit & ~_cut(samples.colours, limits)
    if not whole.any():
        raise Unreadable(Refusal.CLIPPED)
    return tuple(channel for channel, is_whole in zip(Channel, whole, strict=True) if is_whole)


def _refuse_no_finger(levels: Floats, limits: PulseLimits) -> None:
    """Too little light, all the light there is, or the even light of a wall."""
    if levels.max() < limits.dark:
        raise Unreadable(Refusal.DARK)
    if levels.min() >= limits.full:
        raise Unreadable(Refusal.CLIPPED)
    if levels.min() > limits.pale:
        raise Unreadable(Refusal.PALE)


def _moves(colours: Floats, levels: Floats, limits: PulseLimits) -> np.ndarray:
    """A lamp or a stopped camera changes less than the smallest beat, as a share of its light."""
    spread = np.std(np.diff(colours, axis=1), axis=1)
    moves: np.ndarray = spread > limits.still * np.maximum(levels, 1)
    return moves


def _cut(colours: Floats, limits: PulseLimits) -> np.ndarray:
    """Too many frames at full light, or at one and the same highest or lowest value."""
    ends = (colours.max(axis=1, keepdims=True), colours.min(axis=1, keepdims=True))
    at_ends = [(colours >= limits.full).mean(axis=1)]
    at_ends += [(colours == end).mean(axis=1) for end in ends]
    cut: np.ndarray = np.max(at_ends, axis=0) > limits.at_an_end
    return cut
