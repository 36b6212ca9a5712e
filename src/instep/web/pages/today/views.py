"""Today's pages: read, keep, judge if it is an emergency, and on."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from instep.web import acts, evening, warmth, way
from instep.web.components import lines
from instep.web.pages.today import forms
from instep.web.records.tonight import Stage, Tonight
from instep.web.turn import Turn, evening_page, onward, show, to

PAGES = (*way.PAGES, "thermometer")


@evening_page(Stage.ASKING)
def page(request: HttpRequest, turn: Turn, page: str) -> HttpResponse:
    """One page; the next one only when every line of it is answered."""
    if page not in PAGES:
        raise Http404
    if (due := _too_early(turn, page)) is not None:
        return to(due)
    if request.method != "POST":
        return _ask(request, turn, page)
    if page == "thermometer":
        return _warmth(request, turn)
    read = forms.read(page, request.POST)
    night = acts.say_today(_unsaid(turn.tonight, page), read.answers, turn.moment)
    if read.open and not evening.is_emergency(night, turn.person):
        return _ask(request, turn, page, read.open)
    return onward(night, turn.moment)


def _too_early(turn: Turn, page: str) -> way.Place | None:
    """A page that is not due yet, or not at all, leads to the one that is."""
    night = turn.tonight
    name, address = way.next_place(night, turn.person, turn.moment)
    if name != "today:page":
        return (name, address) if name != "judge" else None
    return (name, address) if PAGES.index(page) > PAGES.index(str(address["page"])) else None


def _unsaid(night: Tonight, page: str) -> Tonight:
    """Without what this page said before: a page that is sent again is said anew."""
    kept = {id: a for id, a in night.today.items() if id not in way.page_questions(page)}
    return replace(night, today=kept)


def _ask(request: HttpRequest, turn: Turn, page: str, open: tuple[str, ...] = ()) -> HttpResponse:
    known, place = dict(turn.tonight.today), PAGES.index(page)
    return show(
        request,
        "today/warmth.html" if page == "thermometer" else "today/page.html",
        turn,
        **lines.asked(page, request.POST, known, open),
        filled=forms.filled(request.POST, turn.tonight, turn.person),
        measured=warmth.of_day(turn.tonight.on, turn.person) is not None,
        back=reverse("today:page", kwargs={"page": PAGES[place - 1]}) if place else "",
    )


def _warmth(request: HttpRequest, turn: Turn) -> HttpResponse:
    """Only what was measured counts; no is an answer too."""
    if request.POST.get("measured") == "no":
        unsaid = _unsaid(turn.tonight, "thermometer")
        night = acts.change(unsaid, turn.moment, measured=False)
        return onward(night, turn.moment)
    read = forms.warmth(request.POST)
    if read.open:
        return _ask(request, turn, "thermometer", read.open)
    night = acts.say_today(_unsaid(turn.tonight, "thermometer"), read.answers, turn.moment)
    return onward(acts.change(night, turn.moment, measured=True), turn.moment)
