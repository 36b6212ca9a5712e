"""What was measured, out of the bodies of its rows. What Instep never wrote cannot be read."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from instep.core.body import FEET, Side, Zone
from instep.core.measures.paint import PAINTABLE, Feeling
from instep.core.measures.temperature import READINGS, SITES, Gap, Spot, Warmth, widest
from instep.core.measures.touch import Felt, Noted, TouchTest

OPEN, STOPPED = "open", "stopped"


def noted_in(body: Mapping[str, Any]) -> Noted:
    """A touch test: its day, how far it came, and whether it was told on."""
    marks = tuple(Felt(mark) for mark in body["marks"])
    on, is_stopped = date.fromisoformat(body["on"]), body["state"] == STOPPED
    return Noted(on, TouchTest(marks), is_stopped, body["told"] is True)


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


NAMES = frozenset(map(str, SITES))


def painted_in(body: Mapping[str, Any]) -> Mapping[Side, frozenset[Zone]]:
    """Where anything is felt, foot by foot, as ``Painting.painted`` has it."""
    marks = {feeling: {**brush} for feeling, brush in body["marks"].items()}
    if not (marks.keys() <= FEELINGS and all(brush.keys() <= SIDES for brush in marks.values())):
        raise ValueError("a feeling or a foot is not one that is painted")
    return {side: _zones(marks, side) for side in FEET}


def _zones(marks: Mapping[str, Mapping[Side, Sequence[str]]], side: Side) -> frozenset[Zone]:
    names = {name for brush in marks.values() for name in brush.get(side, ())}
    return frozenset(map(ZONES.__getitem__, names))


FEELINGS, SIDES = frozenset(map(str, Feeling)), frozenset(map(str, FEET))
ZONES = {str(zone): zone for zone in PAINTABLE}
