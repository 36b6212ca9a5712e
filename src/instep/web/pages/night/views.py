"""The hanging leg is asked first, and yes or not sure shows its own page."""

from django.http import HttpRequest, HttpResponse

from instep.web import acts
from instep.web.records.tonight import Stage
from instep.web.turn import Turn, onward, page, show

ANSWERS = ("no", "yes", "not_sure")
BUSY = (Stage.PLAYING, Stage.HURT, Stage.CLOSING)


@page
def hanging_leg(request: HttpRequest, turn: Turn) -> HttpResponse:
    """One question, and then the breath. A session under way is not cut off by it."""
    night = turn.night
    if night is not None and night.stage in BUSY:
        return onward(night, turn.moment)
    said = request.POST.get("answer")
    if request.method == "POST" and said in ANSWERS:
        new = acts.start(turn.moment, turn.person, night=True)
        return onward(acts.say_today(new, {"hangs_down": said}, turn.moment), turn.moment)
    return show(request, "night/hanging_leg.html", turn)
