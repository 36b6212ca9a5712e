"""Days as a person counts them: where they live, and until late in the night."""

import re
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from instep.web.clock import Moment

BEGINS = 4
"""The hour at which nobody still means the day before."""

FIRST = date(1970, 1, 1)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def day_in(text: str) -> date | None:
    """A day written as 2026-11-24; None for anything else."""
    if not _DAY.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day >= FIRST else None


def hour(moment: Moment) -> int:
    """The hour it is where the person lives."""
    return moment.at.astimezone(ZoneInfo(moment.zone)).hour


def meant(moment: Moment) -> tuple[date, ...]:
    """The days that may be meant by today: in the small hours the day before comes first."""
    if hour(moment) >= BEGINS:
        return (moment.on,)
    return moment.on - timedelta(days=1), moment.on
