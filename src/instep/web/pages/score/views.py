"""The keypad from 0 to 10; it may be left out."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from instep.core.diary import FOLLOWABLE
from instep.web import acts, evening, following, leaning
from instep.web.components.keypad import ROWS, score_in
from instep.web.records import primary
from instep.web.records.tonight import Stage
from instep.web.turn import Turn, evening_page, onward, show


@evening_page(Stage.JUDGED)
def before(request: HttpRequest, turn: Turn) -> HttpResponse:
    """Asked once, and before the verdict is shown."""
    night = turn.tonight
    cleared = evening.clearance(night, turn.person)
    if night.scored or night.night or not evening.may(night, cleared):
        return onward(night, turn.moment)
    given, is_open = request.POST.get("score"), following.is_open()
    follow = following.by_name(request.POST.get("follow"))
    if request.method == "POST":
        score = score_in(given)
        if score is not None or "skip" in request.POST:
            if is_open and follow is not None:
                following.choose(follow, replace(turn.moment, on=night.on))
            changed = acts.score(night, score, turn.person, turn.moment)
            return onward(changed, turn.moment)
    if turn.person.sessions:
        leaning.make_ready()
    return show(
        request,
        "score/before.html",
        turn,
        rows=ROWS,
        wrong=request.method == "POST",
        of=following.of(night.on),
        offered=FOLLOWABLE if is_open else (),
        follow=follow or primary.USUAL,
    )
