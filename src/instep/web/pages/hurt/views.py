"""What it was. Only a slip of the finger goes on, and once; all else goes through every rule."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from instep.core.screening import Answer, Hurt, Kind
from instep.web import acts, evening
from instep.web.house import house
from instep.web.records.tonight import Stage, Tonight
from instep.web.turn import Turn, evening_page, onward, show, to

SIDES = ("left", "right", "both", "not_sure")


@evening_page(Stage.HURT)
def what(request: HttpRequest, turn: Turn) -> HttpResponse:
    """One of the listed things."""
    hurt = _hurt(request.POST.get("hurt", ""))
    if hurt is None:
        return show(request, "hurt/what.html", turn, hurts=house().hurts)
    if hurt.goes_on:
        night = acts.was_a_slip(turn.tonight, turn.person, turn.moment)
        return onward(night, turn.moment, "once" if night.stage is Stage.CLOSING else "")
    night = acts.change(turn.tonight, turn.moment, hurt=hurt.id)
    if hurt.settles or _open(turn, night, hurt.becomes):
        return to(("hurt:more", {}))
    return _judged(turn, night, dict.fromkeys(hurt.becomes, "yes"))


@evening_page(Stage.HURT)
def more(request: HttpRequest, turn: Turn) -> HttpResponse:
    """Whether it has gone; on which foot; and what that opens, and only that."""
    night = turn.tonight
    hurt = _hurt(night.hurt or "")
    if hurt is None:
        return to(("hurt:what", {}))
    if hurt.settles:
        return _settles(request, turn, hurt)
    asked = _open(turn, night, hurt.becomes)
    given = {id: request.POST.get(id, "") for id in asked}
    if request.method == "POST" and all(given[id] in _values(id) for id in asked):
        return _judged(turn, night, _said(hurt, given))
    return show(
        request,
        "hurt/more.html",
        turn,
        hurt=hurt,
        asked=given.items(),
        sides=SIDES,
        wrong=request.method == "POST",
    )


def _settles(request: HttpRequest, turn: Turn, hurt: Hurt) -> HttpResponse:
    """They sit first; only what has not gone becomes an answer."""
    gone = request.POST.get("gone")
    if gone == "no":
        return _judged(turn, turn.tonight, dict.fromkeys(hurt.otherwise, "yes"))
    if gone == "yes":
        return _judged(turn, turn.tonight, {})
    return show(request, "hurt/settle.html", turn, hurt=hurt)


def _judged(turn: Turn, night: Tonight, said: dict[str, Answer]) -> HttpResponse:
    """The new answers go through all rules; the verdict says what that means."""
    acts.hurt_is(night, said, turn.person, turn.moment)
    return to(("verdict:verdict", {}) if said else ("close:close", {}))


def _hurt(id: str) -> Hurt | None:
    return next((hurt for hurt in house().hurts if hurt.id == id), None)


def _open(turn: Turn, night: Tonight, becomes: tuple[str, ...]) -> tuple[str, ...]:
    """The side where there is one, once, and the questions that the new answers open."""
    sided = [id for id in becomes if house().questions[id].kind is Kind.SIDED]
    before = set(evening.screen(night, turn.person).missing())
    after = replace(night, today={**night.today, **dict.fromkeys(sided, "both")})
    opened = [id for id in evening.screen(after, turn.person).missing() if id not in before]
    return (*(["side"] if sided else []), *opened)


def _values(id: str) -> tuple[str, ...]:
    return SIDES if id == "side" else ("no", "yes", "not_sure")


def _said(hurt: Hurt, given: dict[str, str]) -> dict[str, Answer]:
    """Today's answers as they are now: the side for what has one, yes for the rest."""
    said: dict[str, Answer] = {}
    for id in hurt.becomes:
        is_sided = house().questions[id].kind is Kind.SIDED
        said[id] = given["side"] if is_sided else "yes"
    return {**said, **{id: answer for id, answer in given.items() if id != "side"}}
