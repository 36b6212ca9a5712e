"""The page that leads, and its sound. Both are asked of safety and the guard each time."""

from dataclasses import replace
from math import isfinite

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from instep.adapters.export.as_json import asked_json
from instep.adapters.terminal.pages import minutes as in_minutes
from instep.web import acts, evening, sounding
from instep.web.away_shell import later_files
from instep.web.clock import now
from instep.web.evening import NotNow
from instep.web.house import house, say
from instep.web.pages.guide import telling
from instep.web.pages.guide.ranges import part_of
from instep.web.records import store
from instep.web.records.tonight import Stage, Tonight
from instep.web.turn import Turn, evening_page, onward, show, to


@evening_page(Stage.PLAYING)
def guide(request: HttpRequest, turn: Turn) -> HttpResponse:
    """The voice leads; the page follows it."""
    night, person, moment = turn.tonight, turn.person, turn.moment
    if not night.voiced:
        return onward(night, moment)
    if request.method == "POST":
        return _told(request, turn)
    try:
        shown = evening.led(night, person, moment.at)
    except NotNow as refused:
        acts.finish(night, person, moment, refused.why)
        return to(("close:close", {}))
    return show(
        request,
        "guide/guide.html",
        turn,
        led=telling.told(night, person, shown, moment.at),
        **telling.drawn(shown.session),
        modules=telling.MODULES,
        sound=sounding.key_of(night, person),
    )


def _told(request: HttpRequest, turn: Turn) -> HttpResponse:
    """How far it has come; and then what was pressed, if anything was."""
    night, person, moment = turn.tonight, turn.person, turn.moment
    position, played = _numbers(request, "position"), _numbers(request, "played")
    if position and played:
        night = acts.heard(night, person, position[0], played, moment)
    does = {
        "hurts": lambda: acts.stop_for_hurt(night, person, moment),
        "stop": lambda: acts.finish(night, person, moment, "stopped"),
        "finish": lambda: acts.finish(night, person, moment, "finished"),
        "read": lambda: acts.read_along(night, moment),
    }
    pressed = does.get(request.POST.get("do", ""))
    if pressed is None:
        return HttpResponse(status=204)
    return onward(pressed(), moment)


def _numbers(request: HttpRequest, name: str) -> tuple[float, ...]:
    """Numbers apart by spaces; none where one of them is not a length of time."""
    try:
        numbers = tuple(map(float, request.POST.get(name, "").split()))
    except ValueError:
        return ()
    return numbers if all(isfinite(number) and number >= 0 for number in numbers) else ()


@evening_page(Stage.JUDGED)
def for_later(_request: HttpRequest, turn: Turn) -> HttpResponse:
    """Tonight's session whole, for a device to keep; what needs a typed reading is not in it.

    It plays there only if the questions of that very day clear every step of it anew. It names the
    lot it was planned for.
    """
    night = _as_if_playing(replace(turn.tonight, water=None))
    try:
        shown = evening.led(night, turn.person, turn.moment.at)
    except NotNow:
        return HttpResponse(status=409)
    session = shown.session
    told = telling.told(night, turn.person, shown, turn.moment.at)
    kept = {
        "asked": asked_json(replace(session.asked, lot=None)),
        "lot": night.follows,  # whether the day it is played on has the same is looked up then
        "content_version": house().version,
        "helper": session.asked.helper,
        "night": night.night,
        "html": render_to_string("guide/parts.html", telling.drawn(session)),
        "told": {**told, "answers": {}},  # that day's own answers take their place
        "sound": reverse("guide:sound", kwargs={"key": sounding.key_of(night, turn.person)}),
        "files": later_files(),
        "name": say("web.away.session", minutes=in_minutes(session.seconds)),
    }
    return JsonResponse(kept)


def _as_if_playing(night: Tonight) -> Tonight:
    return replace(night, stage=Stage.PLAYING, voiced=True, pace=sounding.pace())


@transaction.non_atomic_requests
@require_safe
def sound(request: HttpRequest, key: str) -> HttpResponse:
    """A part of tonight's sound. It only reads: while one waits for it, others may write."""
    night, person = store.tonight(), store.person()
    if night is None or not _sounds(night):
        return HttpResponse(status=404)
    night = _heard_as(night)
    try:
        evening.led(night, person, now().at)
    except NotNow:
        return HttpResponse(status=404)
    made = sounding.sound_of(night, person, key)
    if made is None:
        return HttpResponse(status=404)
    return part_of(made, request.headers.get("Range", ""))


def _sounds(night: Tonight) -> bool:
    """Whether it may be heard, or kept; the last words are still said when all is done."""
    said = night.stage is Stage.CLOSING and night.ended == "finished"
    return night.stage is Stage.JUDGED or (night.voiced and (night.stage is Stage.PLAYING or said))


def _heard_as(night: Tonight) -> Tonight:
    if night.stage is Stage.JUDGED:
        return _as_if_playing(replace(night, water=None))
    return replace(night, stage=Stage.PLAYING)
