"""Before and after a session: which foot, a window a page, the massage between, what was seen."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from instep.core.body import FEET
from instep.core.measures.pulse.turns import OPEN, ORDER, PAIRS, Standing
from instep.web import before_after as acts
from instep.web.components import drawn
from instep.web.house import say
from instep.web.http import WITH_CAMERA
from instep.web.pages.pulse import telling
from instep.web.pages.pulse.recording import BadRecording, recording_of
from instep.web.pages.pulse.switch import SECONDS, is_on, words, wrong
from instep.web.records import before_after
from instep.web.records.before_after import Around, Result
from instep.web.turn import Turn, page, show

HOW = ("one", "two", "three", "long", "same", "big_change")
OWN = ("stopped", "not_sent")
"""What this page says in its own words: what was kept before stays, and a window can wait."""


@page
def begin(request: HttpRequest, turn: Turn) -> HttpResponse:
    """How it goes, which foot will be massaged, and what came of it earlier."""
    if not is_on():
        return show(request, "pulse/off.html", turn)
    why = acts.cannot(turn.person, turn.moment)
    if (side := request.POST.get("massaged")) in FEET and not why:
        return _at(before_after.begin(FEET[FEET.index(side)], turn.moment))
    finished = before_after.finished()
    doublings = telling.reach([result for _, result in finished])
    return show(
        request,
        "pulse/begin.html",
        turn,
        how=HOW,
        why=why,
        sides=FEET[::-1],
        under_way=acts.under_way(turn.moment),
        earlier=[telling.seen(*each, doublings) for each in finished],
        doublings=doublings,
    )


def _at(around: Around) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("pulse:around", kwargs={"id": around.id}))


def _found(id: UUID) -> Around:
    around = before_after.found(id) if is_on() else None
    if around is None:
        raise Http404
    return around


@page
def around(request: HttpRequest, turn: Turn, id: UUID) -> HttpResponse:
    """Where it stands, and what is next. What is said here is kept at once."""
    kept = _found(id)
    if request.method == "POST":
        changed = _said(kept, request.POST.get("do", ""), turn)
        before_after.keep(changed, turn.moment)
        return _at(changed)
    if kept.result is not None:
        return _result(request, turn, kept, kept.result)
    standing = acts.standing(kept, turn.moment)
    if standing in OPEN and acts.cannot(turn.person, turn.moment):
        return HttpResponseRedirect(reverse("pulse:begin"))
    return SHOWS.get(standing, _ended)(request, turn, kept)


def _said(kept: Around, do: str, turn: Turn) -> Around:
    """It with what was said; anything that cannot be said where it stands changes nothing."""
    standing = acts.standing(kept, turn.moment)
    if kept.result is not None:
        return replace(kept, left_out={"leave_out": True, "put_back": False}.get(do, kept.left_out))
    if do == "wrong_toe" and acts.may_take_back(kept, turn.moment):
        return kept.without_last()
    if do in ANSWERS and standing in ANSWERS[do][0]:
        return replace(kept, **ANSWERS[do][1])
    return kept


ANSWERS: Mapping[str, tuple[Collection[Standing], Mapping[str, Any]]] = {
    "rested": ({Standing.MASSAGE, Standing.BOTH}, {"rested": True}),
    "both": ({Standing.MASSAGE}, {"rested": False}),
    "stop": (OPEN, {"stopped": True}),
    "go_on": ({Standing.STOPPED}, {"stopped": False}),
}
"""What may be said where, and what it changes."""


# -- One window ------------------------------------------------------------------------------------


def _window(request: HttpRequest, turn: Turn, kept: Around) -> HttpResponse:
    number = acts.due(kept, turn.moment) or 0
    told, standing = kept.told, acts.standing(kept, turn.moment)
    response = show(
        request,
        "pulse/window.html",
        turn,
        around=kept,
        side=told.side(number),
        where=say(f"pulse.turns.where.{standing}", number=number + 1, of=len(ORDER)),
        number=number + 1,
        of=len(ORDER),
        feet=drawn.big_toe(told.side(number)),
        said=_last(kept, turn),
        may_take_back=acts.may_take_back(kept, turn.moment),
        seconds=SECONDS,
        address=_address(kept, number),
        holds=_holds(kept, number, turn),
        words=words(OWN, "turns"),
    )
    response.headers["Permissions-Policy"] = WITH_CAMERA
    return response


def _address(kept: Around, number: int) -> str:
    """Where this window is sent: the same one sent twice is there once."""
    given = {"id": kept.id, "count": len(kept.taken), "number": number}
    return reverse("pulse:window", kwargs=given)


def _holds(kept: Around, number: int, turn: Turn) -> int | None:
    """Seconds that are left for the second foot of a pair; None where it is the first one."""
    if number % 2 == 0:
        return None
    told, limits = kept.told, acts.limits()
    pair = told.turns(acts.standing(kept, turn.moment)).pairs(limits)[number // 2]
    begun = turn.moment.at.timestamp() if pair.first is None else pair.first.seconds
    return int(begun + limits.pair_apart - turn.moment.at.timestamp())


def _last(kept: Around, turn: Turn) -> dict[str, Any]:
    """What became of the last window, in words."""
    name = acts.last_said(kept, turn.moment)
    if not name:
        return {}
    last = kept.taken[-1]
    became = say(f"pulse.turns.{name}", number=last.number + 1)
    why = ""
    if last.refused is not None and not last.taken_back:
        place = "turns" if last.refused == acts.NO_SIZE else "refused"
        why = say(f"pulse.{place}.{last.refused}")
    return {"words": became, "why": why, "icon": "check" if name == "kept" else "hand"}


@page
def window(request: HttpRequest, turn: Turn, id: UUID, count: int, number: int) -> HttpResponse:
    """One recording of one toe: read, kept, and only then answered."""
    kept = _found(id)
    if request.method != "POST":
        return wrong("send a recording to this address", 405)
    try:
        samples, ago = recording_of(request.body), _ago(request.GET.get("ago", "0"))
    except RequestDataTooBig:
        return wrong("the recording is too long", 413)
    except BadRecording as error:
        return wrong(str(error), 400)
    if count == len(kept.taken):
        acts.take(kept, number, samples, turn.moment.at - ago, turn.moment)
    return JsonResponse({"goes_on": reverse("pulse:around", kwargs={"id": id})})


def _ago(told: str) -> timedelta:
    """How long ago a recording ended that could not be sent at once."""
    if not told.isascii() or not told.isdigit() or len(told) > len("86400"):
        raise BadRecording("ago: whole seconds are needed")
    return timedelta(seconds=int(told))


# -- Between and at the end ------------------------------------------------------------------------


def _massage(request: HttpRequest, turn: Turn, kept: Around) -> HttpResponse:
    until, zone = acts.ends_at(kept), ZoneInfo(turn.moment.zone)
    return show(
        request,
        "pulse/massage.html",
        turn,
        around=kept,
        said=_last(kept, turn),
        may_take_back=acts.may_take_back(kept, turn.moment),
        until="" if until is None else f"{until.astimezone(zone):%H:%M}",
        **telling.feet(kept),
    )


def _result(request: HttpRequest, turn: Turn, kept: Around, result: Result) -> HttpResponse:
    read = acts.pairs_read(kept)
    return show(
        request,
        "pulse/seen.html",
        turn,
        around=kept,
        seen=telling.seen(kept, result, telling.reach([result])),
        before=read[Standing.BEFORE],
        after=read[Standing.AFTER],
        of=PAIRS,
    )


def _ended(request: HttpRequest, turn: Turn, kept: Around) -> HttpResponse:
    standing = acts.standing(kept, turn.moment)
    hours = f"{acts.limits().whole / 3600:g}"
    name = {Standing.DONE: Standing.NOT_MEASURED}.get(standing, standing)
    told = {"around": kept, "standing": name, "hours": hours, **telling.feet(kept)}
    return show(request, "pulse/ended.html", turn, **told)


SHOWS = {
    Standing.BEFORE: _window,
    Standing.AFTER: _window,
    Standing.MASSAGE: _massage,
}
"""What is shown where it stands; every other end has a page of its own."""
