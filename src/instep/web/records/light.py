"""The light of a recording as it is sent, kept and brought back: four rows of numbers.

``times`` in seconds from the first frame on; ``r``, ``g`` and ``b`` are how bright each frame was,
0-255, with all their digits. Nothing else of what the camera saw is anywhere.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from instep.core.measures.pulse.samples import Samples

MOST_FRAMES = 4000
"""Half a minute of the quickest camera."""

HIGHEST = {"times": 60.0, "r": 255.0, "g": 255.0, "b": 255.0}
"""Seconds, and levels of a colour."""


class BadLight(ValueError):
    """It is not the light of a recording: one line on what is wrong."""


def light_in(told: object) -> "Samples":
    """The frames, or BadLight."""
    from instep.core.measures.pulse.samples import NotSamples, samples_of

    if not isinstance(told, Mapping) or set(told) != set(HIGHEST):
        raise BadLight(f"a recording has {', '.join(HIGHEST)}")
    try:
        return samples_of(*(_row(told, name, most) for name, most in HIGHEST.items()))
    except NotSamples as error:
        raise BadLight(str(error)) from error


def _row(told: Mapping[str, object], name: str, most: float) -> list[float]:
    row = told[name]
    if not isinstance(row, list) or len(row) > MOST_FRAMES:
        raise BadLight(f"{name}: a list of at most {MOST_FRAMES} numbers is needed")
    if not all(type(n) in (int, float) and 0 <= n <= most for n in row):
        raise BadLight(f"{name}: a number from 0 to {most:g} is needed")
    return row


def light_of(samples: "Samples") -> Mapping[str, list[float]]:
    """The same rows again, to the last digit."""
    r, g, b = samples.colours.tolist()
    return {"times": samples.times.tolist(), "r": r, "g": g, "b": b}
