"""The fair test. No page of it names an arm that is not over yet: the feet are scored first."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from instep.adapters.export.as_json import dumps
from instep.web import fair, way
from instep.web.pages.fair import told
from instep.web.records import trials
from instep.web.turn import Turn, page, show, to

FAIR: way.Place = ("fair:fair", {})


def honest(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A test whose lots were changed says so aloud, and shows nothing else."""

    @wraps(view)
    def looked_at(request: HttpRequest, turn: Turn, **address: Any) -> HttpResponse:
        try:
            return view(request, turn, **address)
        except trials.Tampered:
            response = show(request, "fair/broken.html", turn)
            response.status_code = 409
            return response

    return page(looked_at)


@honest
def fair_test(request: HttpRequest, turn: Turn) -> HttpResponse:
    """How far it is; where there is none, or it has ended, what it is or what it shows."""
    agreed = fair.settled(turn.moment)
    if agreed is None:
        return to(("fair:new", {}))
    if agreed.trial.stopped is not None:
        return to(("fair:result", {}))
    return show(
        request,
        "fair/under_way.html",
        turn,
        far=trials.under_way(turn.moment.on),
        run_in=agreed.trial.rules.run_in_days,
        arms=agreed.trial.arms,
        kept=told.kept_so_far(agreed, turn.moment.on),
    )


@honest
def new(request: HttpRequest, turn: Turn) -> HttpResponse:
    """What it is and what is agreed to, in plain words; then the yes, by a button."""
    agreed = fair.settled(turn.moment)
    if agreed is not None and agreed.trial.stopped is None:
        return to(FAIR)
    offered, ticked = fair.offered(), request.POST.getlist("arms")
    fits = 1 <= len(set(ticked)) <= fair.MOST_KINDS and set(ticked) <= set(offered)
    if request.method == "POST" and fits:
        return _begun(ticked, turn)
    return show(
        request,
        "fair/new.html",
        turn,
        offered=offered,
        ticked=ticked,
        agreement=fair.agreement(),
        lengths=[(f"length_{n}", days) for n, days in enumerate(fair.lengths(), 1)],
        wrong=request.method == "POST",
    )


def _begun(ticked: list[str], turn: Turn) -> HttpResponse:
    """Drawn once. Where another device was first, its test stands."""
    try:
        fair.agree(ticked, fair.agreed_words(), turn.moment)
    except trials.AlreadyDrawn:
        return to(FAIR)
    return to(FAIR)


@honest
def stop(request: HttpRequest, turn: Turn) -> HttpResponse:
    """Stopped on any day, without a reason, after one question."""
    agreed = fair.settled(turn.moment)
    if agreed is None or agreed.trial.stopped is not None:
        return to(FAIR)
    if request.method == "POST":
        fair.stop(agreed, turn.moment)
        return to(FAIR)
    return show(request, "fair/stop.html", turn)


@page
def aside(request: HttpRequest, turn: Turn) -> HttpResponse:
    """A test that was changed is put aside, so that a new one can begin."""
    if request.method == "POST":
        trials.put_aside(turn.moment)
    return to(FAIR)


@honest
def result(request: HttpRequest, turn: Turn) -> HttpResponse:
    """What it shows, once it has ended: looking before would bend the scores."""
    agreed = fair.settled(turn.moment)
    if agreed is None or agreed.trial.stopped is None:
        return to(FAIR)
    return show(request, "fair/result.html", turn, **told.result(agreed))


@honest
def record_json(_request: HttpRequest, turn: Turn) -> HttpResponse:
    """The whole record for a machine; while it is under way, only blocks that are over."""
    return _file(turn, "application/json", "json", lambda agreed: dumps(told.as_values(agreed)))


@honest
def record_text(_request: HttpRequest, turn: Turn) -> HttpResponse:
    """The whole record in words."""
    return _file(turn, "text/plain; charset=utf-8", "txt", told.as_text)


def _file(
    turn: Turn, kind: str, ending: str, write: Callable[[trials.Agreed], str]
) -> HttpResponse:
    agreed = fair.settled(turn.moment)
    if agreed is None:
        return HttpResponse(status=303, headers={"Location": reverse("fair:fair")})
    text = write(told.seen(agreed, turn.moment.on)) + "\n"
    response = HttpResponse(text, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="fair-test.{ending}"'
    return response
