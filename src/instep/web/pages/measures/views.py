"""Every measure: its sentence, its picture, every value or month, and the way to measure again."""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import TypeAlias

from django.http import Http404, HttpRequest, HttpResponse

from instep.adapters import trend_words
from instep.core.measures.trend import Dot, Followed, Measure, Trend, by_month
from instep.core.safety.facts import TOES_NOT_FELT, WIDE_GAP
from instep.core.units import Words
from instep.web import days
from instep.web.components.charts import Plot, Scale, plot, stretches
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

MOST_BY_DAY = 92
"""Values that are drawn and told one by one, as many as three months have days; more by month."""

A_MONTH = 31
"""How long one is at most, in days."""

Span: TypeAlias = Callable[[Words, Measure, Dot], str]
"""Words for where a value may lie, or half of its days."""


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
    ends = trend.dots[:1] + trend.dots[-1:]
    return [on for on in sessions if ends and ends[0].on <= on <= ends[-1].on]


def _drawn(trend: Trend, sessions: Collection[date], limit: float | None) -> Plot | None:
    """Day by day, years by the month; None where there is no stretch of time to draw."""
    if len(trend.dots) < 2:
        return None
    scale = Scale(0.0, trend.top)
    if not _is_long(trend):
        rows = {say("measures.page.sessions"): dict.fromkeys(sessions, 1.0)}
        return plot(trend.dots, rows, scale=scale, line=[trend.dots], limit=limit)
    months, marks = by_month(trend.dots), {say("web.history.sessions.month"): _shares(sessions)}
    line = stretches(months, 2 * A_MONTH)
    return plot(months, marks, scale=scale, line=line, a_dot=A_MONTH, limit=limit)


def _shares(sessions: Collection[date]) -> dict[date, float]:
    """How much of each month's days had a session, by its first day."""
    found = Counter(on.replace(day=1) for on in sorted(sessions))
    return {on: days / monthrange(on.year, on.month)[1] for on, days in found.items()}


def _is_long(trend: Trend) -> bool:
    """Whether it is told by the month, and each value on a page of its year."""
    return len(trend.dots) > MOST_BY_DAY


def _told(each: Followed, sessions: Collection[date]) -> dict[str, object]:
    trend, words = each.trend, house().words
    limit = _limits().get(trend.measure)
    within = _within(trend, sessions)
    drawn = _drawn(trend, within, limit)
    is_long = _is_long(trend)
    return {
        "measure": trend.measure.value,
        "goes_to": GOES_TO[trend.measure],
        "sentence": trend_words.sentence(words, trend),
        "drawn": drawn,
        "top": trend_words.value(words, trend.measure, trend.top),
        "bottom": trend_words.value(words, trend.measure, 0.0),
        "limit": "" if drawn is None or drawn.limit is None else f"{limit:g}",
        "sessions": len(within),
        "rows": _months(trend) if is_long else _days(trend),
        "years": sorted({dot.on.year for dot in trend.dots}, reverse=True) if is_long else [],
        "next_on": each.next_on,
    }


def _days(trend: Trend) -> list[dict[str, object]]:
    """Every value, the newest first."""
    return _rows(trend, trend.dots, trend_words.span)


def _months(trend: Trend) -> list[dict[str, object]]:
    """The middle of every month, the newest first."""
    return _rows(trend, by_month(trend.dots), trend_words.half)


def _rows(trend: Trend, dots: Sequence[Dot], span: Span) -> list[dict[str, object]]:
    words, measure = house().words, trend.measure
    return [
        {
            "on": dot.on,
            "value": trend_words.value(words, measure, dot.value),
            "span": span(words, measure, dot),
        }
        for dot in reversed(dots)
    ]


# -- A year ----------------------------------------------------------------------------------------


@page
def year(request: HttpRequest, turn: Turn, measure: str, year: int) -> HttpResponse:
    """Every value of one measure in one year."""
    if measure not in list(Measure) or not days.FIRST.year <= year <= turn.moment.on.year:
        raise Http404
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = (each.trend for each in over_time(first, last) if each.trend.measure == measure)
    rows = [row for trend in found for row in _days(trend.between(first, last))]
    return show(request, "measures/year.html", turn, measure=measure, year=year, rows=rows)
