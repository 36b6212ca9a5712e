"""One feeling on one drawing a page: touched, or ticked in a list; kept stroke by stroke."""

from collections.abc import Iterable
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from instep.adapters.export.as_json import dumps
from instep.core.body import FEET, Side
from instep.core.catalog import View
from instep.core.measures.paint import Feeling, Painting, share
from instep.web.components import drawn
from instep.web.house import say
from instep.web.measures import measures
from instep.web.records import measured
from instep.web.records.followed import PARTS
from instep.web.turn import Turn, page, show

WEEKS = 8
"""Weeks of the film that are shown."""

DRAWINGS = {f"{view}-{side}": (view, side) for view, side in drawn.DRAWINGS}


def _address(feeling: Feeling, drawing: str) -> str:
    return reverse("paint:brush", kwargs={"feeling": feeling.value, "drawing": drawing})


@page
def brush(request: HttpRequest, turn: Turn, feeling: str, drawing: str) -> HttpResponse:
    """One feeling on one side of one foot."""
    if feeling not in list(Feeling) or drawing not in DRAWINGS:
        raise Http404
    now, (view, side) = Feeling(feeling), DRAWINGS[drawing]
    painting = measured.painting_on(turn.moment.on)
    if request.method == "POST":
        if request.POST.get("do") == "undo":
            measured.undo_painting(turn.moment.on, turn.moment)
        else:
            ticked = request.POST.getlist("zone")
            painted = _painted(painting, now, view, side, ticked)
            measured.keep_painting(turn.moment.on, painted, turn.moment)
        return HttpResponseRedirect(_address(now, drawing) + "?kept=1")
    return show(
        request,
        "paint/paint.html",
        turn,
        feeling=now.value,
        feelings=[(each.value, _address(each, drawing)) for each in Feeling],
        drawing=drawing,
        drawings=[(name, _words(name), _address(now, name)) for name in DRAWINGS],
        drawn_as=_words(drawing),
        zones=_ticks(painting, now, view, side),
        feet=drawn.canvas(painting, now, view, side),
        area=say("measures.paint.area", **_parts(painting)),
        may_undo=measured.may_undo(turn.moment.on),
        weeks=_weeks(),
        was_kept=request.GET.get("kept") == "1",
        brush=dumps({"feeling": now.value, "side": side.value, "shown": _shown(view, side)}),
    )


def _words(drawing: str) -> str:
    return say(f"measures.paint.{drawing.replace('-', '_')}")


def _painted(
    painting: Painting, feeling: Feeling, view: View, side: Side, ticked: Iterable[str]
) -> Painting:
    """With what is ticked on this drawing; what it does not show stays as it is."""
    shown = drawn.zones_of(view, side)
    known = {zone.value: zone for zone in shown}
    zones = frozenset(known[zone] for zone in ticked if zone in known)
    return painting.stroked(feeling, side, frozenset(shown), zones)


def _shown(view: View, side: Side) -> list[str]:
    return [zone.value for zone in drawn.zones_of(view, side)]


def _ticks(painting: Painting, feeling: Feeling, view: View, side: Side) -> list[dict[str, object]]:
    """Every zone of this drawing by name, and whether it is painted."""
    painted = painting.zones(feeling, side)
    return [
        {"value": zone.value, "words": say(f"zone.{zone}.name"), "ticked": zone in painted}
        for zone in drawn.zones_of(view, side)
    ]


def _parts(painting: Painting) -> dict[str, int]:
    """How much of each drawn foot is painted, in parts of a hundred."""
    areas = measures().areas
    return {str(side): round(PARTS * share(painting.painted(side), areas)) for side in FEET}


def _weeks() -> list[dict[str, object]]:
    """The last painting of each week, the latest week first."""
    last = {on - timedelta(days=on.weekday()): on for on in measured.painted()}
    shown = sorted(last.items(), reverse=True)[:WEEKS]
    by_day = measured.paintings(shown[-1][0]) if shown else {}
    return [
        {
            "monday": monday,
            "feet": drawn.film(by_day[on]),
            "parts": say("measures.paint.parts", **_parts(by_day[on])),
            "feelings": [f.value for f in Feeling if any(by_day[on].zones(f, s) for s in FEET)],
        }
        for monday, on in shown
    ]
