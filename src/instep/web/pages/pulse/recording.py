"""What a browser sent of a recording: four rows of numbers, equally long, and nothing else."""

import json
from typing import TYPE_CHECKING, NoReturn

from instep.web.records.light import BadLight, light_in

if TYPE_CHECKING:
    from instep.core.measures.pulse.samples import Samples


class BadRecording(Exception):
    """It is not a recording: one line on what is wrong."""


def recording_of(body: bytes) -> "Samples":
    """The frames, or BadRecording."""
    try:
        return light_in(_json(body))
    except BadLight as error:
        raise BadRecording(str(error)) from error


def _json(body: bytes) -> object:
    try:
        return json.loads(body, parse_constant=_not_a_number)
    except (ValueError, RecursionError) as error:
        raise BadRecording("this is not JSON") from error


def _not_a_number(name: str) -> NoReturn:
    raise ValueError(name)
