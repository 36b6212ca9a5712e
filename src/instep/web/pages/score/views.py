"""The keypad from 0 to 10; it may be left out."""

from django.http import HttpRequest, HttpResponse

from instep.web import acts, evening, leaning
from instep.web.components.keypad import ROWS, score_in
from instep.web.records.tonight import Stage
from instep.web.turn import Turn, evening_page, onward, show


@evening_page(Stage.JUDGED)
def before(request: HttpRequest, turn: Turn) -> HttpResponse:
    """Asked once, and before the verdict is shown."""
    night = turn.tonight
    cleared = evening.clearance(night, turn.person)
    if night.scored or night.night or not evening.may(night, cleared):
        return onward(night, turn.moment)
    given = request.POST.get("score")
    if request.method == "POST":
        score = score_in(given)
        if score is not None or "skip" in request.POST:
            changed = acts.score(night, score, turn.person, turn.moment)
            return onward(changed, turn.moment)
    if turn.person.sessions:
        leaning.make_ready()
    return show(request, "score/before.html", turn, rows=ROWS, wrong=request.method == "POST")
