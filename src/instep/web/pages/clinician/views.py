"""Whether a doctor or nurse said yes to foot massage for just this reason, and when."""

from datetime import date

from django.http import HttpRequest, HttpResponse

from instep.web import acts, evening, way
from instep.web.records.tonight import Stage
from instep.web.turn import Turn, evening_page, onward, show


@evening_page(Stage.ASKING)
def said(request: HttpRequest, turn: Turn, rule: str) -> HttpResponse:
    """No, or the day it was said."""
    cleared = evening.clearance(turn.tonight, turn.person)
    if rule not in way.CLEARS or way.clinician_due(turn.tonight, cleared) != rule:
        return onward(turn.night, turn.moment)
    given = request.POST.get("answer")
    day = _day(request.POST.get("day", ""), turn.moment.on)
    if given == "no" or (given == "yes" and day is not None):
        told = day if given == "yes" else None
        night = acts.clinician_said(turn.tonight, rule, told, turn.person, turn.moment)
        return onward(night, turn.moment)
    context = {"rule": rule, "wrong": given == "yes", "today": turn.moment.on.isoformat()}
    return show(request, "clinician/said.html", turn, **context)


def _day(text: str, on: date) -> date | None:
    """A day that has been."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day <= on else None
