"""The touch test: how it is done, a page a toe, and what came of it before anything changes."""

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from instep.adapters.export.as_json import dumps
from instep.core.measures.touch import ORDER, Felt
from instep.core.safety.facts import TOES_NOT_FELT
from instep.web import measuring
from instep.web.components import drawn
from instep.web.house import house, say
from instep.web.measures import measures
from instep.web.records import measured
from instep.web.records.measured import Tested
from instep.web.turn import Turn, page, show

HOW = ("feet", "helper", "light", "once", "never", "words")


@page
def touch(request: HttpRequest, turn: Turn) -> HttpResponse:
    """How it is done, whether someone is there, and earlier tests."""
    answer = request.POST.get("helper")
    one_foot = turn.person.about.get("missing_foot") in ("left", "right", "both")
    if answer == "yes" and not one_foot:
        return _next(_under_way(turn) or measured.begin_touch_test(turn.moment))
    earlier = [(tested, _came(tested)) for tested in reversed(measured.touch_tests())]
    return show(
        request,
        "touch/touch.html",
        turn,
        how=HOW,
        alone=answer == "no",
        one_foot=one_foot,
        under_way=_under_way(turn),
        earlier=earlier,
        was_stopped=request.GET.get("stopped") == "1",
        stopped_missed=_missed_by_then(),
    )


def _missed_by_then() -> int:
    """Toes not felt in the test that was broken off last, where they are too many; else 0."""
    tests = measured.touch_tests()
    missed = tests[-1].test.missed_so_far if tests and tests[-1].stopped else 0
    return missed if missed >= TOES_NOT_FELT else 0


def _under_way(turn: Turn) -> Tested | None:
    """Today's test that is neither whole nor stopped."""
    tests = measured.touch_tests()
    return tests[-1] if tests and _is_open(tests[-1], turn) else None


def _is_open(tested: Tested, turn: Turn) -> bool:
    return not (tested.stopped or tested.test.is_whole) and tested.on == turn.moment.on


def _came(tested: Tested) -> str:
    """One earlier test in words."""
    if tested.stopped:
        return say("measures.touch.was_stopped")
    if not tested.test.is_whole:
        return say("measures.touch.was_open")
    if tested.test.missed is None:
        return say("measures.touch.was_not_done")
    return say("measures.value.touch", n=tested.test.missed)


def _next(tested: Tested) -> HttpResponseRedirect:
    """To the toe that is next, or to what came of it."""
    return HttpResponseRedirect(_place(tested.id, len(tested.test.marks)))


def _place(id: UUID, done: int) -> str:
    """The page after so many toes: the next one, or what came of all."""
    if done == len(ORDER):
        return reverse("touch:result", kwargs={"id": id})
    return reverse("touch:toe", kwargs={"id": id, "number": done + 1})


def _found(id: UUID) -> Tested:
    tested = measured.touch_test(id)
    if tested is None:
        raise Http404
    return tested


@page
def toe(request: HttpRequest, turn: Turn, id: UUID, number: int) -> HttpResponse:
    """One toe: wait, touch once, note what was said. Kept at once."""
    tested, place = _found(id), number - 1
    if tested.stopped or tested.told or tested.on != turn.moment.on:
        return HttpResponseRedirect(reverse("touch:touch"))
    if not 0 <= place < len(ORDER) or place > len(tested.test.marks):
        return _next(tested)
    if request.POST.get("do") == "stop":
        measured.keep_touch_test(replace(tested, stopped=True), turn.moment)
        return HttpResponseRedirect(reverse("touch:touch") + "?stopped=1")
    if (said := request.POST.get("felt")) in list(Felt):
        noted = replace(tested, test=tested.test.noted(place, Felt(said)))
        measured.keep_touch_test(noted, turn.moment)
        return _next(noted)
    return _ask(request, turn, tested, place)


def _ask(request: HttpRequest, turn: Turn, tested: Tested, place: int) -> HttpResponse:
    tip, marks = ORDER[place], tested.test.marks
    said = marks[place] if place < len(marks) else ""
    before = {"id": tested.id, "number": place}
    return show(
        request,
        "touch/toe.html",
        turn,
        number=place + 1,
        of=len(ORDER),
        tip=tip,
        feet=drawn.tip(tip),
        name=f"{say(f'measures.touch.{tip.side}')}, {say(f'zone.{tip.toe}.name')}",
        wait=measures().waits[place],
        seconds=measures().touch,
        choices=_choices(tip.side.value, said),
        step=_step(tested, place),
        back=reverse("touch:toe", kwargs=before) if place else "",
    )


def _step(tested: Tested, place: int) -> str:
    """What this page tells where the computer does not answer, and where it goes on then."""
    marks = tested.test.marks
    done = max(place + 1, len(marks))
    ends = {"next": _place(tested.id, done), "stopped": reverse("touch:touch") + "?stopped=1"}
    return dumps({**_told(tested), "place": place, **ends})


def _told(tested: Tested) -> dict[str, object]:
    marks = [mark.value for mark in tested.test.marks]
    return {"kind": "touch", "test": str(tested.id), "marks": marks}


def _choices(side: str, said: str) -> list[dict[str, object]]:
    """What may be noted of a toe."""
    small = {"felt": f"felt_{side}", "missed": "missed_small", "untested": "untested_small"}
    return [
        {
            "value": felt.value,
            "words": say(f"measures.touch.{felt}"),
            "small": say(f"measures.touch.{small[felt]}"),
            "said": felt == said,
        }
        for felt in Felt
    ]


@page
def result(request: HttpRequest, turn: Turn, id: UUID) -> HttpResponse:
    """What came of it, and what would change in About you, before it does."""
    tested = _found(id)
    if tested.stopped or not tested.test.is_whole:
        return HttpResponseRedirect(reverse("touch:touch"))
    if request.POST.get("do") == "keep":
        measuring.tell_touch_test(tested, turn.person, turn.moment)
        return HttpResponseRedirect(reverse("touch:result", kwargs={"id": id}))
    missed, answer = tested.test.missed, measuring.touch_test_says(tested, turn.person)
    return show(
        request,
        "touch/result.html",
        turn,
        tested=tested,
        missed=missed,
        is_lost=missed is not None and missed >= TOES_NOT_FELT,
        some=tested.test.missed_so_far if missed is None else 0,
        changes=answer is not None and not tested.told,
        before=_about(turn.person.about.get("touch_test_missed")),
        after=_about(answer),
        care=house().words["rule.R08a.text"],
        next=tested.test.missed is not None,
        step=dumps({**_told(tested), "next": reverse("touch:result", kwargs={"id": id})}),
    )


def _about(answer: object) -> str:
    """The answer as About you says it."""
    if answer is None:
        return say("measures.touched.open")
    return say("web.answer.not_done") if answer == "not_done" else str(answer)
