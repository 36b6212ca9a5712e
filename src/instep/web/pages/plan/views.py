"""The plan, and what a person changes in it: never beyond what is cleared."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse

from instep.core.body import FEET
from instep.core.session import Session
from instep.core.session.reasons import why_text
from instep.web import acts, changes, evening, sounding, way
from instep.web.house import house, say
from instep.web.records.tonight import Stage, factors
from instep.web.turn import Turn, evening_page, onward, show, to

PLAN: way.Place = ("plan:plan", {})


@evening_page(Stage.JUDGED)
def plan(request: HttpRequest, turn: Turn) -> HttpResponse:
    """Each step with its minutes and why; why not that; how long on each foot."""
    session = _session(turn)
    if session is None:
        return onward(turn.night, turn.moment)
    if turn.tonight.minutes is None or turn.tonight.aim is None:
        return to(("tonight:minutes", {}))
    sounding.make_ready(turn.tonight, turn.person)
    return show(
        request,
        "plan/plan.html",
        turn,
        session=session,
        steps=[_line(session, place) for place in range(len(session.steps))],
        shorter=[why_text(why, house().words, "shorter") for why in session.shorter_because],
        doses=[(side, session.massage_seconds(side)) for side in FEET],
        left_out=_left_out(session),
        fair=_fair(turn),
        paused=_paused(turn),
        changed=turn.tonight.changes,
        dose=session.dose,
        review=_review(turn),
    )


@evening_page(Stage.JUDGED)
def without(request: HttpRequest, turn: Turn, technique: str) -> HttpResponse:
    """One technique less."""
    session = _session(turn)
    may = session is not None and changes.may_leave_out(session, technique)
    if request.method == "POST" and may:
        acts.leave_out(turn.tonight, technique, turn.moment)
    return to(PLAN)


@evening_page(Stage.JUDGED)
def swap(request: HttpRequest, turn: Turn, technique: str) -> HttpResponse:
    """What could stand in its place; only what is cleared is offered."""
    session = _session(turn)
    offered = () if session is None else changes.swaps(house(), session, technique)
    into = request.POST.get("into", "")
    if request.method == "POST" and into in offered:
        acts.swap(turn.tonight, technique, into, turn.moment)
        return to(PLAN)
    if not offered:
        return to(PLAN)
    return show(request, "plan/swap.html", turn, technique=technique, offered=offered)


@evening_page(Stage.JUDGED)
def anew(request: HttpRequest, turn: Turn) -> HttpResponse:
    """The plan as it was first made."""
    if request.method == "POST":
        acts.change(turn.tonight, turn.moment, changes=())
    return to(PLAN)


@evening_page(Stage.JUDGED)
def otherwise(request: HttpRequest, turn: Turn) -> HttpResponse:
    """Not what the fair test asks for tonight, or that after all."""
    if request.method == "POST" and turn.tonight.scored:
        if turn.tonight.follows is not None:
            acts.choose_otherwise(turn.tonight, turn.moment)
        else:
            acts.choose_the_lot(turn.tonight, turn.moment)
    return to(PLAN)


@evening_page(Stage.JUDGED)
def back(request: HttpRequest, turn: Turn, technique: str) -> HttpResponse:
    """Something that is paused, back for tonight, because the person asks for it."""
    if request.method == "POST" and technique in _paused(turn):
        acts.bring_back(turn.tonight, technique, turn.moment)
    return to(PLAN)


def _session(turn: Turn) -> Session | None:
    """Tonight's session; none where tonight may not begin, or the feet are not touched."""
    night = turn.tonight
    if night.night or not night.scored:
        return None
    return evening.prepared(night, turn.person).session


def _line(session: Session, place: int) -> dict[str, object]:
    step = session.steps[place]
    return {
        "step": step,
        "why": [why_text(why, house().words) for why in step.why if why.key != "fair_test"],
        "may_leave_out": changes.may_leave_out(session, step.technique),
        "may_swap": bool(changes.swaps(house(), session, step.technique)),
    }


def _left_out(session: Session) -> dict[str, list[str]]:
    """Why not that: grouped by reason, so that the page stays short."""
    reasons: dict[str, list[str]] = {}
    for left in session.left_out:
        name = say(f"technique.{left.technique}.name")
        side = "" if left.side.value == "both" else f" ({say(f'verdict.sides.{left.side}')})"
        why = why_text(left.why, house().words, "left_out")
        reasons.setdefault(why, []).append(name + side)
    return reasons


def _fair(turn: Turn) -> str | None:
    """How tonight stands to the fair test: followed, spared by safety, or chosen otherwise."""
    night = turn.tonight
    if night.lot is None:
        return None
    return "followed" if night.otherwise is None else str(night.otherwise)


def _paused(turn: Turn) -> list[str]:
    """What is left out because it is paused, and could be there if the person asks for it."""
    session, liking = _session(turn), factors(turn.tonight.liking)
    if session is None or turn.tonight.follows is not None:
        return []
    never = {id for id, factor in liking.items() if factor <= 0}
    told = {left.technique: left.why.key for left in session.left_out}
    return [id for id in house().catalog if id in never and told.get(id) in PAUSES]


PAUSES = frozenset({"not_liked", "worse", "harm_found", "worse_right_after"})


def _review(turn: Turn) -> date:
    first = turn.person.first_session_on
    start = date.fromisoformat(first) if first else turn.moment.on
    return start + timedelta(days=house().dose.review_days)
