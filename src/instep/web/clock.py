"""The wall clock, the zone and the day: read here and nowhere deeper."""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

LINK = Path("/etc/localtime")


@dataclass(frozen=True)
class Moment:
    """One moment: in UTC, the zone the person lives in, and the day it is there."""

    at: datetime
    zone: str
    on: date


def now() -> Moment:
    """This moment."""
    return moment(datetime.now(UTC))


def moment(at: datetime) -> Moment:
    """This time where the person lives."""
    zone = zone_name()
    return Moment(at, zone, at.astimezone(ZoneInfo(zone)).date())


def zone_name() -> str:
    """The zone of this computer by its IANA name; UTC where it tells none."""
    linked = str(LINK.resolve()).partition("zoneinfo/")[2]
    for name in (os.environ.get("TZ", "").lstrip(":"), linked):
        if name and _is_zone(name):
            return name
    return "UTC"


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return False
    return True
