"""What a browser sent of a recording: four rows of numbers, equally long, and nothing else."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from instep.core.measures.pulse.samples import Samples

MOST_FRAMES = 4000
"""Half a minute of the quickest camera."""

HIGHEST = {"times": 60.0, "r": 255.0, "g": 255.0, "b": 255.0}
"""Seconds, and levels of a colour."""


class BadRecording(Exception):
    """It is not a recording: one line on what is wrong."""


def recording_of(body: bytes) -> "Samples":
    """The frames, or BadRecording."""
    from instep.core.measures.pulse.samples import NotSamples, samples_of

    told = _json(body)
    if not isinstance(told, dict) or set(told) != set(HIGHEST):
        raise BadRecording(f"a recording has {', '.join(HIGHEST)}")
    try:
        return samples_of(*(_row(told, name, most) for name, most in HIGHEST.items()))
    except NotSamples as error:
        raise BadRecording(str(error)) from error


def _json(body: bytes) -> object:
    try:
        return json.loads(body, parse_constant=_not_a_number)
    except (ValueError, RecursionError) as error:
        raise BadRecording("this is not JSON") from error


def _not_a_number(name: str) -> NoReturn:
    raise ValueError(name)


def _row(told: Mapping[str, object], name: str, most: float) -> list[float]:
    row = told[name]
    if not isinstance(row, list) or len(row) > MOST_FRAMES:
        raise BadRecording(f"{name}: a list of at most {MOST_FRAMES} numbers is needed")
    if not all(type(n) in (int, float) and 0 <= n <= most for n in row):
        raise BadRecording(f"{name}: a number from 0 to {most:g} is needed")
    return row
