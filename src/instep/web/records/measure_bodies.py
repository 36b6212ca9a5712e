"""What was measured, out of the bodies of its rows and into them.

What Instep never wrote cannot be read.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from instep.core.body import FEET, Side, Zone
from instep.core.measures.instrument import Said
from instep.core.measures.paint import PAINTABLE, Brush, Feeling, Painting
from instep.core.measures.temperature import READINGS, SITES, Gap, Spot, Warmth, widest
from instep.core.measures.touch import Felt, Noted, TouchTest

OPEN, STOPPED = "open", "stopped"

NAMES = frozenset(map(str, SITES))
FEELINGS, SIDES = frozenset(map(str, Feeling)), frozenset(map(str, FEET))
ZONES = {str(zone): zone for zone in PAINTABLE}

# -- The touch test --------------------------------------------------------------------------------


def noted_in(body: Mapping[str, Any]) -> Noted:
    """A touch test: its day, how far it came, and whether it was told on."""
    marks = tuple(Felt(mark) for mark in body["marks"])
    on, is_stopped = date.fromisoformat(body["on"]), body["state"] == STOPPED
    return Noted(on, TouchTest(marks), is_stopped, body["told"] is True)


def noted_of(noted: Noted) -> dict[str, Any]:
    """A touch test as it is kept."""
    return {
        "on": noted.on.isoformat(),
        "marks": [str(mark) for mark in noted.test.marks],
        "state": STOPPED if noted.stopped else OPEN,
        "told": noted.told,
    }


# -- Skin warmth -----------------------------------------------------------------------------------


def warmth_in(body: Mapping[str, Any]) -> Warmth:
    """A day's readings, spot by spot."""
    spots = {
        Zone(site): Spot(tuple(map(float, spot["left"])), tuple(map(float, spot["right"])))
        for site, spot in body["spots"].items()
    }
    return Warmth(spots)


def gap_in(body: Mapping[str, Any]) -> Gap | None:
    """A day's widest gap, as ``warmth_in(body).largest`` is: years of days are read by it."""
    spots = {**body["spots"]}
    if not spots.keys() <= NAMES:
        raise ValueError(f"{sorted(spots)}: one is not a spot")
    readings = {site: (spot["left"], spot["right"]) for site, spot in spots.items()}
    if any(len(left) > READINGS or len(right) > READINGS for left, right in readings.values()):
        raise ValueError(f"a spot has {READINGS} readings at most")
    return widest(readings)


def warmth_of(warmth: Warmth) -> dict[str, Any]:
    """A day's readings as they are kept, each as it was typed."""
    spots = {
        str(site): {"left": list(spot.left), "right": list(spot.right)}
        for site, spot in warmth.spots.items()
    }
    return {"spots": spots}


# -- Paintings -------------------------------------------------------------------------------------


def painting_in(body: Mapping[str, Any]) -> Painting:
    """A day's painting, feeling by feeling."""
    return Painting({Feeling(feeling): _brush(sides) for feeling, sides in body["marks"].items()})


def _brush(sides: Mapping[str, Sequence[str]]) -> Brush:
    return {Side(side): frozenset(Zone(zone) for zone in zones) for side, zones in sides.items()}


def marks_of(painting: Painting) -> dict[str, dict[str, list[str]]]:
    """Only what is painted, always in the same order."""
    whole = {
        str(feeling): {
            str(side): sorted(map(str, zones))
            for side in FEET
            if (zones := painting.zones(feeling, side))
        }
        for feeling in Feeling
    }
    return {feeling: brush for feeling, brush in whole.items() if brush}


def painted_in(body: Mapping[str, Any]) -> Mapping[Side, frozenset[Zone]]:
    """Where anything is felt, foot by foot, as ``Painting.painted`` has it."""
    marks = {feeling: {**brush} for feeling, brush in body["marks"].items()}
    if not (marks.keys() <= FEELINGS and all(brush.keys() <= SIDES for brush in marks.values())):
        raise ValueError("a feeling or a foot is not one that is painted")
    return {side: _zones(marks, side) for side in FEET}


def _zones(marks: Mapping[str, Mapping[Side, Sequence[str]]], side: Side) -> frozenset[Zone]:
    names = {name for brush in marks.values() for name in brush.get(side, ())}
    return frozenset(map(ZONES.__getitem__, names))


# -- Questionnaires --------------------------------------------------------------------------------


def said_in(body: Mapping[str, Any]) -> Said:
    """What was said, by number of the item."""
    return {int(number): answer for number, answer in body["said"].items()}


def said_of(on: date, said: Said) -> dict[str, Any]:
    """A form as it is kept, item after item, with the day of the last answer."""
    answers = {str(number): answer for number, answer in sorted(said.items())}
    return {"on": on.isoformat(), "said": answers}
