"""Every measure: its sentence, its picture, every value, and the way to measure again."""

from collections.abc import Collection
from datetime import date

from django.http import HttpRequest, HttpResponse

from instep.adapters import trend_words
from instep.core.measures.trend import Followed, Measure, Trend
from instep.core.safety.facts import TOES_NOT_FELT, WIDE_GAP
from instep.web.components.charts import Plot, Scale, plot
from instep.web.components.page import chosen
from instep.web.house import house, say
from instep.web.measures import measures as how
from instep.web.measures import over_time
from instep.web.records import store
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
    found = over_time()
    first = min((each.trend.dots[0].on for each in found if each.trend.dots), default=None)
    sessions = set(store.days_of(store.SESSION, first, turn.moment.on)) if first else set()
    told = [_told(each, sessions) for each in found]
    pulse = chosen()["pulse"] == "on"
    return show(request, "measures/measures.html", turn, told=told, pulse=pulse)


def _limits() -> dict[Measure, float]:
    """Where a dashed line stands: the limits that the rules and the questionnaire go by."""
    return {
        Measure.TOUCH: TOES_NOT_FELT,
        Measure.TEMPERATURE: WIDE_GAP,
        Measure.MNSI: how().mnsi.mark,
    }


def _within(trend: Trend, sessions: Collection[date]) -> Collection[date]:
    """The days with a session from the first value to the last."""
    days = [dot.on for dot in trend.dots]
    return [on for on in sessions if days and days[0] <= on <= days[-1]]


def _drawn(trend: Trend, sessions: Collection[date], limit: float | None) -> Plot | None:
    """None where there is no stretch of time to draw."""
    if len(trend.dots) < 2:
        return None
    rows = {say("measures.page.sessions"): dict.fromkeys(sessions, 1.0)}
    scale = Scale(0.0, trend.top)
    return plot(trend.dots, rows, scale=scale, line=[trend.dots], limit=limit)


def _told(each: Followed, sessions: Collection[date]) -> dict[str, object]:
    trend, words = each.trend, house().words
    limit = _limits().get(trend.measure)
    within = _within(trend, sessions)
    drawn = _drawn(trend, within, limit)
    return {
        "measure": trend.measure.value,
        "goes_to": GOES_TO[trend.measure],
        "sentence": trend_words.sentence(words, trend),
        "drawn": drawn,
        "top": trend_words.value(words, trend.measure, trend.top),
        "bottom": trend_words.value(words, trend.measure, 0.0),
        "limit": "" if drawn is None or drawn.limit is None else f"{limit:g}",
        "sessions": len(within),
        "rows": [
            {
                "on": dot.on,
                "value": trend_words.value(words, trend.measure, dot.value),
                "span": trend_words.span(words, trend.measure, dot),
            }
            for dot in reversed(trend.dots)
        ],
        "next_on": each.next_on,
    }
