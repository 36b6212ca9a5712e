"""What was measured, out of the bodies of its rows. What Instep never wrote cannot be read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from instep.core.body import Zone
from instep.core.measures.temperature import Spot, Warmth
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
