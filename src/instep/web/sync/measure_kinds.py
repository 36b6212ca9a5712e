"""Steps of measuring that a device tells, and how each is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from instep.core.body import FEET, Side, Zone
from instep.core.measures.instrument import ANSWERS
from instep.core.measures.paint import PAINTABLE, Feeling
from instep.core.measures.temperature import READINGS, SITES, Spot
from instep.core.measures.touch import ORDER, Felt, TouchTest
from instep.core.units import Celsius
from instep.web.measures import measures
from instep.web.sync.wire import Refused, one_of, only, text


@dataclass(frozen=True)
class Touched:
    """A touch test as far as the page knew it; stopped, or to be kept in About you."""

    test: UUID
    marks: TouchTest
    stopped: bool
    keep: bool


@dataclass(frozen=True)
class Said:
    """One item of the questionnaire."""

    form: UUID
    number: int
    answer: str


@dataclass(frozen=True)
class Spotted:
    """One spot on both feet, as it was measured."""

    site: Zone
    spot: Spot


@dataclass(frozen=True)
class Stroked:
    """What is painted of one feeling on what one drawing shows of a foot."""

    feeling: Feeling
    side: Side
    shown: frozenset[Zone]
    zones: frozenset[Zone]


Measured: TypeAlias = Touched | Said | Spotted | Stroked


def _touched(body: Mapping[str, object]) -> Touched:
    only(body, "test", "marks", "stopped", "keep")
    marks = [Felt(one_of(mark, list(Felt))) for mark in _list(body["marks"], len(ORDER))]
    stopped, keep = body["stopped"], body["keep"]
    if not (isinstance(stopped, bool) and isinstance(keep, bool)):
        raise Refused("shape")
    return Touched(_id(body["test"]), TouchTest(tuple(marks)), stopped, keep)


def _said(body: Mapping[str, object]) -> Said:
    only(body, "form", "number", "answer")
    number = body["number"]
    if type(number) is not int or not 1 <= number <= len(measures().mnsi.items):
        raise Refused("shape")
    return Said(_id(body["form"]), number, one_of(body["answer"], ANSWERS))


def _spotted(body: Mapping[str, object]) -> Spotted:
    only(body, "site", "left", "right")
    site = Zone(one_of(body["site"], SITES))
    return Spotted(site, Spot(_readings(body["left"]), _readings(body["right"])))


def _readings(given: object) -> tuple[Celsius, ...]:
    """What skin cannot read is not taken here either."""
    return tuple(_reading(each) for each in _list(given, READINGS))


def _reading(given: object) -> Celsius:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise Refused("shape")
    if not measures().walls.hold(given):
        raise Refused("shape")
    return float(given)


def _stroked(body: Mapping[str, object]) -> Stroked:
    only(body, "feeling", "side", "shown", "zones")
    shown, zones = _zones(body["shown"]), _zones(body["zones"])
    feeling, side = one_of(body["feeling"], list(Feeling)), one_of(body["side"], FEET)
    if not zones <= shown:
        raise Refused("shape")
    return Stroked(Feeling(feeling), Side(side), shown, zones)


def _zones(given: object) -> frozenset[Zone]:
    return frozenset(Zone(one_of(zone, PAINTABLE)) for zone in _list(given, len(PAINTABLE)))


def _list(given: object, most: int) -> list[object]:
    if not isinstance(given, list) or len(given) > most:
        raise Refused("shape")
    return given


def _id(given: object) -> UUID:
    try:
        return UUID(text(given, 40))
    except ValueError as error:
        raise Refused("shape") from error


MEASURES: Mapping[str, Callable[[Mapping[str, object]], Measured]] = {
    "touch": _touched,
    "mnsi": _said,
    "warmth": _spotted,
    "paint": _stroked,
}
"""Every kind by its word, and its reader."""
