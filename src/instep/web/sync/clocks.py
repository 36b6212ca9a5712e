"""When something was told: by the device's clock, as far as that clock can be believed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from instep.web.clock import Moment
from instep.web.sync.wire import Entry

SURE, ODD = timedelta(minutes=5), timedelta(hours=48)
"""Off by less, a clock is right; off by more than that, it says nothing at all (trust.md R9)."""


@dataclass(frozen=True)
class Made:
    """When an entry was made.

    ``off``: by so many seconds the device's clock went wrong, where that was noticed. Not
    ``certain``: its clock says nothing, so it counts as made now, and only where it is stricter.
    """

    moment: Moment
    certain: bool
    off: float | None = None

    @property
    def noted(self) -> dict[str, object]:
        """What is kept about it beside the entry."""
        odd: dict[str, object] = {} if self.certain else {"uncertain": True}
        return odd if self.off is None else {"clock_off": round(self.off), **odd}


def made(entry: Entry, sent: datetime, now: Moment) -> Made:
    """The clock is wrong by what it said when it sent; what it then says of later is wrong too."""
    off = now.at - sent
    if abs(off) <= SURE:
        off = timedelta(0)
    at = entry.at + off
    ahead = at - now.at
    if max(abs(off), ahead) > ODD:
        return Made(now, certain=False, off=max(off, ahead, key=abs).total_seconds())
    is_odd = bool(off) or ahead > SURE
    at = min(at, now.at)
    on = _day_of(at, entry) if is_odd else entry.on
    seconds = max(off, ahead, key=abs).total_seconds() if is_odd else None
    return Made(Moment(at, entry.zone, on), certain=True, off=seconds)


def _day_of(at: datetime, entry: Entry) -> date:
    """The day it was there; of a zone we do not know, the day it said."""
    try:
        return at.astimezone(ZoneInfo(entry.zone)).date()
    except (ValueError, OSError, LookupError):
        return entry.on
