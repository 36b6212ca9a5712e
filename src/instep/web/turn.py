"""One turn of the talk: who is there, how far the evening is, and where it goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from instep.web import acts, way
from instep.web.clock import Moment, now
from instep.web.records import store
from instep.web.records.remembered import Person
from instep.web.records.tonight import Stage, Tonight

View = Callable[..., HttpResponse]
TOO_OLD, OTHER = "too_old", "other"
"""What a page says when the evening has moved on: the answers are too old, or of another one."""


@dataclass(frozen=True)
class Turn:
    """This moment, the person, and the evening under way if there is one."""

    moment: Moment
    person: Person
    night: Tonight | None
    has_ended: bool = False

    @property
    def tonight(self) -> Tonight:
        """The evening under way, which this page cannot be without."""
        if self.night is None:
            raise ValueError("no evening is under way")
        return self.night


def this_turn() -> Turn:
    """Who is there now."""
    moment = now()
    night, person, has_ended = acts.current(moment)
    return Turn(moment, person, night, has_ended)


def onward(night: Tonight | None, moment: Moment, note: str = "") -> HttpResponseRedirect:
    """To the page that is due; where everything is answered, the kernel decides first."""
    person = store.person()
    place = way.next_place(night, person, moment)
    if night is not None and place == way.JUDGE:
        night = acts.judge(night, person, moment)
        place = way.next_place(night, person, moment)
    return to(place, note)


IN_A_ROW = frozenset({"about:question"})
"""Pages that come one after the other: there the Tab key begins at the answers, past the bar."""


def to(place: way.Place, note: str = "") -> HttpResponseRedirect:
    """This page, with a word on why."""
    name, address = place
    more = f"?{urlencode({'note': note})}" if note else ""
    begin = "#main" if name in IN_A_ROW else ""
    return HttpResponseRedirect(reverse(name, kwargs=address) + more + begin)


def page(view: View) -> View:
    """A page that needs no evening: it gets the turn all the same."""

    @wraps(view)
    def turned(request: HttpRequest, **address: Any) -> HttpResponse:
        return view(request, this_turn(), **address)

    return require_http_methods(["GET", "HEAD", "POST"])(turned)


def evening_page(*stages: Stage) -> Callable[[View], View]:
    """A page of the evening, only while it stands there; a form of another evening is not taken."""

    def only_then(view: View) -> View:
        @wraps(view)
        def turned(request: HttpRequest, **address: Any) -> HttpResponse:
            turn = this_turn()
            night = turn.night
            if night is None or night.stage not in stages:
                return onward(night, turn.moment, TOO_OLD if turn.has_ended else "")
            if request.method == "POST" and request.POST.get("evening") != str(night.id):
                return onward(night, turn.moment, OTHER)
            return view(request, turn, **address)

        return require_http_methods(["GET", "HEAD", "POST"])(turned)

    return only_then


def show(request: HttpRequest, template: str, turn: Turn, **context: Any) -> HttpResponse:
    """This page, with what every page of the evening needs."""
    note = request.GET.get("note", "")
    whole = {"turn": turn, "night": turn.night, "note": note if note in NOTES else "", **context}
    return render(request, template, whole)


NOTES = frozenset(
    {
        TOO_OLD, OTHER, "again_no", "once", "answer_all", "saved", "water", "refused", "to_come",
        "undone",
    }
)  # fmt: skip
"""Every note there are words for."""
