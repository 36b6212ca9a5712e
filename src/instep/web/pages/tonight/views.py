"""The evening is begun, and four wishes are asked, one a page."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from instep.core.catalog import Aim, Thing
from instep.web import acts, evening
from instep.web.records.tonight import Stage
from instep.web.turn import Turn, evening_page, onward, page, show, to

MINUTES = (5, 8, 10, 15, 20, 30)
AIMS = (Aim.EASE, Aim.SLEEP, Aim.DAY, Aim.SITTING)


@page
def start(request: HttpRequest, turn: Turn) -> HttpResponse:
    """Begin, or go on where it was."""
    night = turn.night
    if request.method == "POST" and (night is None or _is_only_night(night.stage, night.night)):
        night = acts.start(turn.moment, turn.person)
    return onward(night, turn.moment)


def _is_only_night(stage: Stage, night: bool) -> bool:
    """The three minutes of the night give way to a whole evening, unless they are playing."""
    return night and stage in (Stage.ASKING, Stage.JUDGED)


@page
def again(request: HttpRequest, turn: Turn) -> HttpResponse:
    """Today's questions from the beginning; a session under way is over."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("home:home"))
    night = turn.night
    if night is not None and night.stage in (Stage.PLAYING, Stage.HURT):
        acts.finish(night, turn.person, turn.moment, "stopped")
    return onward(acts.start(turn.moment, turn.person), turn.moment)


@evening_page(Stage.ASKING)
def who(request: HttpRequest, turn: Turn) -> HttpResponse:
    """Alone, or with someone."""
    said = request.POST.get("answer")
    if said in ("yes", "no", "not_sure"):
        today = {**turn.tonight.today, "with_helper": said}
        return onward(acts.change(turn.tonight, turn.moment, today=today), turn.moment)
    return show(request, "tonight/who.html", turn)


@evening_page(Stage.ASKING)
def hand(request: HttpRequest, turn: Turn) -> HttpResponse:
    """What lies at hand."""
    if request.method == "POST":
        ticked = set(request.POST.getlist("have"))
        have = tuple(thing for thing in Thing if thing in ticked)
        return onward(acts.change(turn.tonight, turn.moment, have=have), turn.moment)
    return show(request, "tonight/hand.html", turn, things=tuple(Thing))


@evening_page(Stage.JUDGED)
def minutes(request: HttpRequest, turn: Turn) -> HttpResponse:
    """How long; asked only where something may begin."""
    if not _may_begin(turn):
        return onward(turn.night, turn.moment)
    said = request.POST.get("minutes", "")
    if said in map(str, MINUTES):
        acts.change(turn.tonight, turn.moment, minutes=int(said), changes=())
        return to(("tonight:aim", {}))
    return show(request, "tonight/minutes.html", turn, lengths=MINUTES)


@evening_page(Stage.JUDGED)
def aim(request: HttpRequest, turn: Turn) -> HttpResponse:
    """What for; asked only where something may begin."""
    if not _may_begin(turn):
        return onward(turn.night, turn.moment)
    said = request.POST.get("aim")
    if said in AIMS:
        acts.change(turn.tonight, turn.moment, aim=Aim(said), changes=())
        return to(("plan:plan", {}))
    return show(request, "tonight/aim.html", turn, aims=AIMS)


def _may_begin(turn: Turn) -> bool:
    return evening.may(turn.tonight, evening.clearance(turn.tonight, turn.person))
