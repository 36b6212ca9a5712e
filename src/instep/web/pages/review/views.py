"""What has changed since the start, one question how it is all in all, and what next."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from instep.core.review import Said
from instep.web import looking_back
from instep.web.measures import then_and_now
from instep.web.pages.review import telling
from instep.web.turn import Turn, page, show, to

FELT = tuple(range(1, 8))
"""Very much better, much better, a little, no change, a little worse, much worse, very much."""

NEXT = ("go_on", "change", "stop")


@page
def review(request: HttpRequest, turn: Turn) -> HttpResponse:
    """Read at any time; asked when it has fallen due."""
    due = looking_back.fell_due(turn.person, turn.moment.on)
    wrong = False
    if request.method == "POST" and due is not None:
        if _keep(request, turn):
            return to(("review:review", {}), "saved")
        wrong = True
    found = looking_back.found(turn.person, turn.moment.on)
    told = _told(turn)
    return show(
        request,
        "review/review.html",
        turn,
        due=due,
        next_due=looking_back.comes_next(turn.person, turn.moment.on),
        summary=telling.summary(found),
        lines=telling.lines(found),
        measured=telling.measured(then_and_now()),
        weeks=looking_back.weeks(turn.moment),
        felt=FELT,
        told=told,
        onward=_onward(told.get("next")),
        sends=telling.sends(told, found),
        contacts=[turn.person.contacts.get(who) for who in ("foot_team", "doctor")],
        too_few=any(each.said is Said.TOO_FEW for each in found),
        choices=NEXT,
        wrong=wrong,
    )


def _keep(request: HttpRequest, turn: Turn) -> bool:
    """What was answered, with what it rested on; False where an answer is still open."""
    felt, after = request.POST.get("felt", ""), request.POST.get("next", "")
    if felt not in map(str, FELT) or after not in NEXT:
        return False
    return looking_back.keep(turn.person, int(felt), after, turn.moment)


def _told(turn: Turn) -> dict[str, object]:
    """What was answered to the one that is open now."""
    due, last = looking_back.fell_due(turn.person, turn.moment.on), looking_back.last_one()
    if due is None or last is None or last.name != due.isoformat():
        return {}
    return dict(last.body)


def _onward(after: object) -> str:
    return reverse("helps:helps") if after == "change" else reverse("home:home")
