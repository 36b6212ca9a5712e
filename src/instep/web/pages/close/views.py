"""How it ended, how the feet feel now, and what falls due."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from instep.web import acts, evening, following
from instep.web.components.keypad import ROWS, score_in
from instep.web.house import say
from instep.web.records.tonight import Stage, Tonight
from instep.web.turn import Turn, evening_page, page, show

FAREWELLS = {"finished": "evening.closing", "stale": "evening.stale"}
"""What is said first, by how it ended; every other end is a stop."""


@evening_page(Stage.CLOSING)
def close(request: HttpRequest, turn: Turn) -> HttpResponse:
    """After a whole session the score is asked again; it may be left out."""
    night = turn.tonight
    score = score_in(request.POST.get("score"))
    is_whole = night.ended == "finished" and not night.night
    if request.method == "POST" and (score is not None or not is_whole or "skip" in request.POST):
        acts.close(night, turn.person, score, turn.moment)
        return HttpResponseRedirect(reverse("close:good_night"))
    return show(
        request,
        "close/close.html",
        turn,
        farewell=_farewell(night),
        asks=is_whole,
        of=following.of(night.on),
        touched=not night.night,
        bruise=_bruise(turn),
        rows=ROWS,
        wrong=request.method == "POST",
    )


def _farewell(night: Tonight) -> str:
    if night.night and night.ended == "finished":
        return say("web.night.done")
    if night.ended == "refused":
        return say("web.close.refused")
    return say(FAREWELLS.get(night.ended or "", "evening.stopped"))


def _bruise(turn: Turn) -> bool:
    """Whether bruises are to be looked for in the morning."""
    cleared = evening.clearance(turn.tonight, turn.person)
    return not turn.tonight.night and "bruise_look_next_day" in cleared.musts


@page
def good_night(request: HttpRequest, turn: Turn) -> HttpResponse:
    """The last page of an evening."""
    return show(request, "close/good_night.html", turn, looks=turn.person.looks)
