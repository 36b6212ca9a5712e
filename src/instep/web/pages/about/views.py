"""One question a page; each answer is kept when it is given."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from instep.core.screening import Kind, Part, Question
from instep.web import acts, way
from instep.web.house import house
from instep.web.pages.about import forms
from instep.web.records import store
from instep.web.records.remembered import CONTACTS
from instep.web.turn import Turn, onward, page, show


@page
def about(request: HttpRequest, turn: Turn) -> HttpResponse:
    """Everything said about the person, each to be read and changed."""
    due = way.about_due(turn.person, turn.moment.on)
    asked = way.about_asked(turn.person)
    lines = [{"id": id, "said": _said(turn, id), "due": id in due} for id in asked]
    return show(request, "about/about.html", turn, lines=lines, due=due)


@page
def question(request: HttpRequest, turn: Turn, id: str) -> HttpResponse:
    """One question: what is asked, why, and the answers."""
    asked = house().questions.get(id)
    if asked is None or asked.part is not Part.ABOUT or asked.kind is Kind.CLEARANCES:
        raise Http404
    if request.method != "POST":
        return _ask(request, turn, asked)
    if request.POST.get("answer") == "yes" and asked.kind is Kind.SIDED:
        return _ask(request, turn, asked, sides=True)
    answer = forms.answer_in(asked, request.POST, turn.moment.on)
    if answer is None:
        return _ask(request, turn, asked, wrong=True)
    acts.say_about(id, answer, turn.moment)
    return _after(request, turn)


def _after(request: HttpRequest, turn: Turn) -> HttpResponse:
    """To what is due next; back to the list where one answer was changed by itself."""
    if request.POST.get("alone") or turn.night is None:
        person = store.person()
        due = way.about_due(person, turn.moment.on)
        if due and not request.POST.get("alone"):
            return HttpResponseRedirect(reverse("about:question", kwargs={"id": due[0]}))
        return HttpResponseRedirect(reverse("about:about"))
    return onward(store.tonight(), turn.moment)


def _ask(
    request: HttpRequest, turn: Turn, asked: Question, *, sides: bool = False, wrong: bool = False
) -> HttpResponse:
    have = () if turn.night is None else turn.night.have or ()
    order = way.about_asked(turn.person, have)
    place = order.index(asked.id) if asked.id in order else 0
    return show(
        request,
        "about/question.html",
        turn,
        question=asked,
        choices=forms.choices(asked, sides=sides),
        sides=sides,
        wrong=wrong,
        said=turn.person.about.get(asked.id),
        today=turn.moment.on.isoformat(),
        day=turn.person.about.get(asked.id) or turn.moment.on.isoformat(),
        number=place + 1,
        of=len(order),
        back=reverse("about:question", kwargs={"id": order[place - 1]}) if place else "",
        alone=request.GET.get("alone") or request.POST.get("alone") or "",
    )


def _said(turn: Turn, id: str) -> str:
    """What was answered, in words."""
    asked, answer = house().questions[id], turn.person.about.get(id)
    if answer is None:
        return ""
    given = answer if isinstance(answer, list) else [str(answer)]
    return ", ".join(forms.said_words(asked, value) for value in given)


@page
def contacts(request: HttpRequest, turn: Turn) -> HttpResponse:
    """Whom to show when help is needed: asked once, never guessed."""
    if request.method == "POST":
        store.keep_contacts(forms.numbers_in(request.POST), turn.moment)
        if turn.night is None:
            return HttpResponseRedirect(reverse("settings:settings") + "?note=saved")
        return onward(turn.night, turn.moment)
    lines = [{"who": who, "number": turn.person.contacts.get(who, "")} for who in CONTACTS]
    return show(request, "about/contacts.html", turn, lines=lines)
