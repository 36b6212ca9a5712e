"""What both pages with a camera share: whether they are switched on, and what they may say."""

from collections.abc import Iterable

from django.http import JsonResponse

from instep.web.components.page import chosen
from instep.web.house import say

SECONDS = 25
"""How long is recorded: with its settling, less than the lamp may be on."""

LIVE = ("opens", "settling", "dark", "pale", "moving", "still", "no_lamp", "sending")
NO_CAMERA = ("refused", "no_camera", "in_use")
"""What a page may say while the camera is open, and where it could not be opened."""


def is_on() -> bool:
    """Off until it is wanted."""
    return chosen()["pulse"] == "on"


def words(own: Iterable[str], table: str) -> dict[str, str]:
    """Every sentence of a page with a camera, by its name; its own ones are of this table."""
    live = {name: say(f"pulse.live.{name}") for name in LIVE}
    faults = {name: say(f"pulse.fault.{name}") for name in NO_CAMERA}
    return {**live, **faults, **{name: say(f"pulse.{table}.{name}") for name in own}}


def wrong(line: str, status: int) -> JsonResponse:
    """Why a recording was not taken, for the page that sent it."""
    return JsonResponse({"error": line}, status=status)
