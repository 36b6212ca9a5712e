"""Every measure: its sentence, its picture, every value, and the way to measure again."""

from datetime import date

from django.http import HttpRequest, HttpResponse

from instep.adapters import trend_words
from instep.core.measures.trend import Followed, Measure
from instep.core.safety.facts import TOES_NOT_FELT, WIDE_GAP
from instep.web import warmth
from instep.web.components.page import chosen
from instep.web.components.trend import draw
from instep.web.house import house
from instep.web.measures import measures as how
from instep.web.records import followed
from instep.web.turn import Turn, page, show

GOES_TO = {
    Measure.TOUCH: "touch:touch",
    Measure.TEMPERATURE: "temperature:temperature",
    Measure.MNSI: "mnsi:mnsi",
    Measure.PAINT_LEFT: "paint:paint",
    Measure.PAINT_RIGHT: "paint:paint",
}


@page
def measures(request: HttpRequest, turn: Turn) -> HttpResponse:
    """All of them, whether anything was measured or not."""
    days = house().ages.touch_test_days
    sessions = followed.session_days()
    told = [_told(each, sessions) for each in followed.followed(how(), days, warmth.widest())]
    pulse = chosen()["pulse"] == "on"
    return show(request, "measures/measures.html", turn, told=told, pulse=pulse)


def _marks() -> dict[Measure, float]:
    """Where a dashed line stands: the limits that the rules and the questionnaire go by."""
    return {
        Measure.TOUCH: TOES_NOT_FELT,
        Measure.TEMPERATURE: WIDE_GAP,
        Measure.MNSI: how().mnsi.mark,
    }


def _told(each: Followed, sessions: frozenset[date]) -> dict[str, object]:
    trend, words = each.trend, house().words
    mark = _marks().get(trend.measure)
    drawn = draw(trend, sessions, mark)
    return {
        "measure": trend.measure.value,
        "goes_to": GOES_TO[trend.measure],
        "sentence": trend_words.sentence(words, trend),
        "drawn": drawn,
        "mark": "" if drawn is None or drawn.mark is None or mark is None else f"{mark:g}",
        "first": trend.dots[0].on if trend.dots else None,
        "last": trend.dots[-1].on if trend.dots else None,
        "rows": [
            {
                "on": dot.on,
                "value": trend_words.value(words, trend.measure, dot),
                "span": trend_words.span(words, trend.measure, dot),
            }
            for dot in reversed(trend.dots)
        ],
        "next_on": each.next_on,
    }
