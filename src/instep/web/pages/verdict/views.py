"""Today's answer."""

from django.http import HttpRequest, HttpResponse

from instep.web import evening
from instep.web.pages.verdict.telling import tell
from instep.web.records.tonight import Stage
from instep.web.turn import Turn, evening_page, onward, show


@evening_page(Stage.JUDGED, Stage.CLOSING)
def verdict(request: HttpRequest, turn: Turn) -> HttpResponse:
    """The verdict first, then whom to call, then why, then that no app can see a foot."""
    night = turn.tonight
    cleared = evening.clearance(night, turn.person)
    may = evening.may(night, cleared)
    is_over = night.stage is Stage.CLOSING
    if (is_over and night.ended != "hurt") or (may and not is_over and not night.scored):
        return onward(night, turn.moment)
    answers = evening.screen(night, turn.person).answers
    numbers = turn.person.contacts
    told = tell(cleared, answers, numbers, may=may and not is_over, night=night.night)
    limits = cleared.limits
    return show(
        request,
        "verdict/verdict.html",
        turn,
        told=told,
        may=may,
        is_over=is_over,
        pressure=int(limits.pressure) if limits.pressure < max(type(limits.pressure)) else None,
        per_foot=limits.per_foot,
        total=limits.total,
        closed=cleared.closed,
    )
