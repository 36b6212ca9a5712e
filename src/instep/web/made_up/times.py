"""The hours of a made-up day, as moments."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from instep.web import clock
from instep.web.clock import Moment

MORNING, AFTERNOON, EVENING = time(8), time(17), time(20)
"""When she looks at her skin, when she measures, when she is asked."""

TEN_AFTER, LINE = time(20, 25), time(21, 30)
"""When she looks at her skin after a session, when she writes her line."""


def at(on: date, hour: time) -> Moment:
    """This hour of this day where the person lives."""
    local = datetime.combine(on, hour, ZoneInfo(clock.zone_name()))
    return clock.moment(local.astimezone(UTC))
