"""What a printed page says before its steps: for which day it was made, and when to stop."""

from collections.abc import Mapping
from datetime import date

from instep.web.house import house, say

WHOM = ("emergency", "doctor", "foot_team")


def opening(on: date) -> Mapping[str, object]:
    """The day, the danger questions, and whom to call."""
    return {
        "made_for": say(
            "guide.opening.made_for",
            weekday=say(f"guide.opening.weekdays.{on.isoweekday()}"),
            day=say(f"guide.opening.days.{on.day}"),
            month=say(f"guide.opening.months.{on.month}"),
        ),
        "stops": [{"lines": _lines(who), "call": say(f"guide.opening.{who}.call")} for who in WHOM],
    }


def _lines(who: str) -> list[str]:
    prefix = f"guide.opening.{who}."
    keys = [key for key in house().words if key.startswith(prefix) and not key.endswith(".call")]
    return [house().words[key] for key in keys]
