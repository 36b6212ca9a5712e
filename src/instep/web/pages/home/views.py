"""The first page."""

from django.http import HttpRequest, HttpResponse

from instep.web import before_after, looking_back, way
from instep.web.components.page import chosen
from instep.web.records import trials
from instep.web.records.tonight import Stage
from instep.web.turn import Turn, page, show


@page
def home(request: HttpRequest, turn: Turn) -> HttpResponse:
    """What is for tonight, and what is due."""
    night = turn.night
    return show(
        request,
        "home/home.html",
        turn,
        under_way=night is not None and night.stage is not Stage.ASKING,
        asking=night is not None and night.stage is Stage.ASKING,
        looks=way.looks_due(turn.person, turn.moment),
        referral=_open_referral(turn),
        review=looking_back.comes_next(turn.person, turn.moment.on),
        look_back=looking_back.is_due(turn.person, turn.moment.on),
        is_new=not turn.person.about,
        greeting=_greeting(turn),
        fair=trials.under_way(turn.moment.on),
        two_feet=before_after.under_way(turn.moment) if chosen()["pulse"] == "on" else None,
    )


def _open_referral(turn: Turn) -> bool:
    referral = turn.person.referral
    counts = way.referral_counts(turn.person, turn.moment.on)
    return counts and referral is not None and not referral.seen


def _greeting(turn: Turn) -> str:
    from zoneinfo import ZoneInfo

    hour = turn.moment.at.astimezone(ZoneInfo(turn.moment.zone)).hour
    return "morning" if 4 <= hour < 12 else "day" if 12 <= hour < 17 else "evening"
