"""What the skin looks found. Anything found opens today's questions, and holds the day back."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from instep.web import acts, way
from instep.web.records import store
from instep.web.records.tonight import Stage
from instep.web.turn import Turn, onward, page, show

FOUND = ("left", "right", "both")
ANSWERS = ("no", *FOUND, "not_sure")


@page
def look(request: HttpRequest, turn: Turn, id: str) -> HttpResponse:
    """One look that is due: nothing found, or on which foot."""
    if id not in way.LOOKS:
        raise Http404
    if id not in way.looks_due(turn.person, turn.moment):
        return _after(turn, "no")
    said = request.POST.get("answer")
    if request.method == "POST" and said in ANSWERS:
        acts.say_since(turn.night, id, said, turn.person, turn.moment)
        return _after(turn, said)
    return show(request, "looks/look.html", turn, id=id, sides=said == "yes", answers=FOUND)


@page
def referral(request: HttpRequest, turn: Turn) -> HttpResponse:
    """Whether the person has been seen, as they were asked."""
    said = request.POST.get("answer")
    if said in ("seen", "not_seen"):
        acts.say_referral(turn.night, said == "seen", turn.person, turn.moment)
        return _after(turn, "no")
    return show(request, "looks/referral.html", turn)


def _after(turn: Turn, said: str) -> HttpResponse:
    """On with the evening; what was found goes through today's questions."""
    night = store.tonight()
    if night is not None and night.stage is Stage.ASKING:
        return onward(night, turn.moment)
    if said in FOUND and night is None:
        return onward(acts.start(turn.moment, store.person()), turn.moment)
    return HttpResponseRedirect(reverse("home:home"))
