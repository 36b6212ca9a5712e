"""Music that never ends: a loop made from a recipe, whose end runs into its beginning unheard.

Everything is made as if time were a circle as long as the loop: tones that go round a whole number
of times, noise from its spectrum, bowls that ring on into the beginning. So there is no seam.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from instep.adapters.audio import layers
from instep.adapters.audio.layers import Circle, Wave
from instep.adapters.audio.loudness import loudness
from instep.adapters.audio.samples import RATE, Samples, factor
from instep.adapters.content.soundscapes import (
    Chords,
    Drops,
    Layer,
    Noise,
    Recipe,
    Strikes,
    Tones,
)

MAKERS: Mapping[type[Layer], Callable[[Circle, Any], Wave]] = {
    Noise: layers.noise,
    Tones: layers.tones,
    Chords: layers.chords,
    Drops: layers.drops,
    Strikes: layers.strikes,
}


@dataclass(frozen=True, eq=False)
class Loop:
    """A soundscape that can be read from any place, for as long as one likes."""

    samples: Samples

    def block(self, start: int, size: int) -> Samples:
        """So many samples from this one on, round and round."""
        begin = start % len(self.samples)
        if begin + size <= len(self.samples):
            return self.samples[begin : begin + size]
        return np.take(self.samples, np.arange(begin, begin + size), mode="wrap")


@lru_cache(maxsize=2)
def loop_of(recipe: Recipe, seed: int = 0) -> Loop:
    """The loop of a recipe; another seed, another evening of the same weather."""
    circle = Circle(int(recipe.loop * RATE), (recipe.seed, seed % 2**32))
    wave = np.zeros(circle.size, dtype=np.float32)
    for layer in recipe.layers:
        own = MAKERS[type(layer)](circle, layer)
        wave += own * np.float32(factor(layer.level) / np.sqrt(np.mean(own**2)))
    heard = loudness(wave)
    if heard is not None:
        wave *= np.float32(factor(recipe.lufs - heard))
    wave.setflags(write=False)
    return Loop(wave)
