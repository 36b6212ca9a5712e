"""How every page is to look: the person's text size, light and motion."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from instep.web.clock import now
from instep.web.records import store

CHOICES = {
    "text": ("usual", "large", "largest"),
    "light": ("auto", "day", "evening"),
    "motion": ("auto", "still"),
    "voice": ("usual", "soft", "off"),
    "pace": ("calm", "slow"),
    "soundscape": ("pad", "rain", "sea", "bowls", "strings", "silence"),
    "music": ("usual", "soft"),
    "pulse": ("off", "on"),
}
"""What can be set, the usual one first."""

DAY_FROM, DAY_UNTIL = 7, 19
"""Hours of the wall clock that are light, where the person has not said."""


def chosen() -> dict[str, str]:
    """What the person has set, and the usual where nothing is set."""
    return {name: words[0] for name, words in CHOICES.items()} | store.settings()


def page(_request: HttpRequest) -> dict[str, object]:
    """The look of the page, for its first line, and whether the person is made up."""
    look = chosen()
    theme = look["light"]
    if theme == "auto" and not _is_day():
        theme = "evening"
    shown = {**look, "theme": "" if theme == "auto" else theme}
    return {"look": shown, "made_up": store.is_made_up()}


def _is_day() -> bool:
    moment = now()
    local: datetime = moment.at.astimezone(ZoneInfo(moment.zone))
    return DAY_FROM <= local.hour < DAY_UNTIL
