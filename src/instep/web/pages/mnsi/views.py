"""One item a page, kept at once; the points and what they mean stand on the first page."""

from collections.abc import Iterator, Mapping

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from instep.adapters.export.as_json import dumps
from instep.core.measures.instrument import ANSWERS, Instrument
from instep.core.measures.trend import next_on
from instep.web.house import say
from instep.web.measures import measures
from instep.web.records import measured
from instep.web.records.measured import Filled
from instep.web.records.remembered import Person
from instep.web.turn import Turn, page, show

TELLS = {
    "hot_and_cold": ((7, "no"), "numb_feet"),
    "open_sore": ((8, "yes"), "foot_history"),
    "amputation": ((15, "yes"), "foot_history"),
}
"""Answers that About you asks for too: where they differ, the page says so and changes nothing."""


def _form() -> Instrument:
    return measures().mnsi


def _newest() -> Filled | None:
    forms = measured.mnsi_forms()
    return forms[-1] if forms else None


@page
def mnsi(request: HttpRequest, turn: Turn) -> HttpResponse:
    """What it is, the points of last time, and when it is worth doing again."""
    forms = measured.mnsi_forms()
    whole = [form for form in forms if _form().is_whole(form.said)]
    last = whole[-1] if whole else None
    is_open = bool(forms) and not _form().is_whole(forms[-1].said)
    if request.method == "POST":
        return _next(forms[-1] if is_open else measured.begin_mnsi(turn.moment))
    return show(
        request,
        "mnsi/mnsi.html",
        turn,
        form=_form(),
        last=last,
        points="" if last is None else _points(last),
        means="" if last is None else _means(last),
        notes=() if last is None else list(_notes(last, turn.person)),
        next_on=next_on(last.on, _form().every_days) if last else None,
        is_open=is_open,
    )


def _points(filled: Filled) -> str:
    points = _form().points(filled.said)
    return say("measures.mnsi.points", n=points, most=_form().most)


def _means(filled: Filled) -> str:
    """What the points mean: a talk, or not yet; never what someone has."""
    form, points = _form(), _form().points(filled.said) or 0
    name = "high" if points >= form.mark else "middle" if points >= form.newer_mark else "low"
    return say(f"measures.mnsi.{name}", mark=form.mark, newer=form.newer_mark)


def _notes(filled: Filled, person: Person) -> Iterator[tuple[str, str]]:
    """What was said here and stands otherwise in About you."""
    asked: set[str] = set()
    for name, ((number, answer), question) in TELLS.items():
        differs = filled.said[number] == answer and person.about.get(question) == "no"
        if differs and question not in asked:
            asked.add(question)
            words = "hot_and_cold" if name == "hot_and_cold" else "open_sore"
            yield say(f"measures.mnsi.{words}"), question


def _next(filled: Filled) -> HttpResponseRedirect:
    """To the first item that is open, or to what came of it."""
    return HttpResponseRedirect(_place(filled.said))


def _place(said: Mapping[int, str]) -> str:
    number = _form().open_item(said)
    return reverse("mnsi:mnsi") if number is None else reverse("mnsi:item", args=(number,))


def _step(filled: Filled, number: int) -> str:
    """What this page tells where the computer does not answer, and where it goes on then."""
    then = _place({**filled.said, number: ANSWERS[0]})
    return dumps({"kind": "mnsi", "form": str(filled.id), "number": number, "next": then})


@page
def item(request: HttpRequest, turn: Turn, number: int) -> HttpResponse:
    """One item in its makers' words, yes or no."""
    filled = _newest()
    if not 1 <= number <= len(_form().items):
        raise Http404
    if filled is None or _form().is_whole(filled.said):
        return HttpResponseRedirect(reverse("mnsi:mnsi"))
    answer = request.POST.get("answer")
    if answer in ANSWERS:
        return _next(measured.say_mnsi(filled, number, str(answer), turn.moment))
    return show(
        request,
        "mnsi/item.html",
        turn,
        item=_form().items[number - 1],
        number=number,
        of=len(_form().items),
        answers=ANSWERS,
        said=filled.said.get(number, ""),
        form=_form(),
        back=reverse("mnsi:item", kwargs={"number": number - 1}) if number > 1 else "",
        step=_step(filled, number),
    )
