"""The bath's own lock: it opens only on a reading of the thermometer (rules.md, B2)."""

from math import isfinite

from instep.core.catalog import Bath
from instep.core.units import Celsius


def water_is_right(bath: Bath, reading: Celsius | None) -> bool:
    """Whether water of this temperature may be stepped into; without a reading it may not."""
    if reading is None or not isfinite(reading):
        return False
    return bath.coolest <= reading <= bath.warmest
