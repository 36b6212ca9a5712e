"""One step a page. Nothing of a step is shown that a fresh clearance and the guard do not allow."""

from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponse

from instep.core.session import Step
from instep.core.timeline import Cue, CueKind
from instep.web import acts, evening
from instep.web.evening import NotNow, Shown
from instep.web.house import house
from instep.web.pages.steps.opening import opening
from instep.web.records.tonight import Stage
from instep.web.turn import Turn, evening_page, onward, show, to

RING = 20
"""Into so many parts the ring of time is cut."""

SPOKEN_ONLY = (CueKind.READY, CueKind.IN, CueKind.OUT)
"""A count and a breath are for the ear; a page says them once, in a line of its own."""


@evening_page(Stage.PLAYING)
def step(request: HttpRequest, turn: Turn, place: int) -> HttpResponse:
    """The step that is on; the buttons under it."""
    if turn.tonight.voiced or place != turn.tonight.place + 1:
        return onward(turn.night, turn.moment)
    if request.method == "POST":
        return _pressed(turn, request.POST.get("do", ""))
    try:
        shown = evening.shown(turn.tonight, turn.person, turn.moment.at, turn.tonight.place)
    except NotNow as refused:
        acts.finish(turn.tonight, turn.person, turn.moment, refused.why)
        return to(("close:close", {}))
    return show(request, "steps/step.html", turn, **_told(shown))


def _told(shown: Shown) -> dict[str, object]:
    """What the page of one step says."""
    last, played = len(shown.session.steps), shown.timeline.starts[shown.place]
    return {
        "step": shown.step,
        "lines": [cue.say for cue in shown.cues if _is_read(cue, shown.step)],
        "breathes": house().catalog[shown.step.technique].breath,
        "view": house().catalog[shown.step.technique].view,
        "then": shown.then,
        "number": shown.place + 1,
        "of": last,
        "left": shown.timeline.seconds - played,
        "share": round(RING * played / shown.timeline.seconds),
    }


def _is_read(cue: Cue, step: Step) -> bool:
    """The name is the heading already."""
    return cue.kind not in SPOKEN_ONLY and cue.key != f"technique.{step.technique}.name"


def _pressed(turn: Turn, key: str) -> HttpResponse:
    """Back, Next, That hurts, Stop. Any other word does nothing."""
    night, person, moment = turn.tonight, turn.person, turn.moment
    place = night.place
    if key == "next":
        return onward(acts.go_on(night, person, place, moment), moment)
    if key == "hurts":
        return onward(acts.stop_for_hurt(night, person, moment), moment)
    if key == "stop":
        return onward(acts.finish(night, person, moment, "stopped"), moment)
    if key == "back":
        after = acts.go_back(night, person, place, moment)
        return onward(after, moment, "again_no" if after.place == place and place else "")
    return onward(night, moment)


# -- All of it on one page, to print ---------------------------------------------------------------


@evening_page(Stage.JUDGED, Stage.PLAYING)
def every(request: HttpRequest, turn: Turn) -> HttpResponse:
    """Every step with its words; it opens with the day and what speaks against going on."""
    night = turn.tonight
    if night.stage is Stage.JUDGED and not (night.scored and night.aim):
        return onward(night, turn.moment)
    made = evening.prepared(night, turn.person)
    steps = () if made.session is None else made.session.steps
    try:
        lines = list(_printed(turn, steps))
    except NotNow:
        return onward(night, turn.moment, "refused")
    return show(request, "steps/all.html", turn, steps=lines, opening=opening(night.on))


def _printed(turn: Turn, steps: Sequence[Step]) -> Iterator[dict[str, object]]:
    """Each step that may be shown; one that needs a typed reading is never on paper."""
    for place, each in enumerate(steps):
        if not house().catalog[each.technique].typed_reading:
            yield _told(evening.shown(turn.tonight, turn.person, turn.moment.at, place))
