"""What was, the newest first; a month, a day with every version, and each symptom as a picture."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse

from instep.web import days
from instep.web.pages.history import telling
from instep.web.pages.history.curves import A_DOT, SPANS, pictures_of
from instep.web.pages.history.month import ICONS, Gathered, Month, ends, gathered, month_of
from instep.web.pages.history.telling import Told
from instep.web.records import store
from instep.web.records.line import line_of, versions_of
from instep.web.records.store import Kept
from instep.web.turn import Turn, page, show

MOST = 20
"""Entries beside this month; older ones stand in theirs."""

TELL: Mapping[str, Callable[[Kept], Told]] = {
    store.DECISION: telling.decision,
    store.SESSION: telling.session,
    store.NOTE: telling.note,
}
"""Each kind that stands in the list by itself, and how it is told."""


@page
def history(request: HttpRequest, turn: Turn) -> HttpResponse:
    """This month, and the newest entries of all."""
    told = [TELL[kind](kept) for kind in TELL for kept in store.latest_of(kind, MOST)]
    told += [telling.line(kept) for kept in store.latest_of(store.LINE, MOST)]
    month = month_of(gathered(*ends(turn.moment.on)), turn.moment.on)
    return _shown(request, turn, month, _in_order(told)[:MOST], is_now=True)


@page
def month(request: HttpRequest, turn: Turn, month: str) -> HttpResponse:
    """One month, and what was in it."""
    first = days.day_in(f"{month}-01")
    if first is None or first > turn.moment.on:
        raise Http404
    of_month = gathered(*ends(first))
    told = [each for each in _told(of_month) if ends(each["on"])[0] == first]
    return _shown(request, turn, month_of(of_month, turn.moment.on), _in_order(told))


def _shown(
    request: HttpRequest, turn: Turn, month: Month, lines: Sequence[Told], *, is_now: bool = False
) -> HttpResponse:
    whole = {"month": month, "lines": lines, "is_now": is_now, "legend": ICONS.items()}
    return show(request, "history/history.html", turn, **whole)


@page
def day(request: HttpRequest, turn: Turn, day: str) -> HttpResponse:
    """One day whole: its line in every version, and all else that was."""
    on = days.day_in(day)
    if on is None or on > turn.moment.on:
        raise Http404
    found = gathered(on, on)
    told = [each for each in _told(replace(found, lines=())) if each["on"] == on]
    return show(
        request,
        "history/day.html",
        turn,
        on=on,
        said=telling.said(line_of(on)),
        versions=telling.versions(versions_of(on)),
        lines=_in_order(told),
        measured=[line for trend in found.measured for line in telling.measured(trend)],
    )


@page
def pictures(request: HttpRequest, turn: Turn, span: str) -> HttpResponse:
    """Each symptom as a picture of its days."""
    if span not in SPANS:
        raise Http404
    return show(
        request,
        "history/pictures.html",
        turn,
        span=span,
        spans=SPANS,
        shown=pictures_of(span, turn.moment.on),
        a_dot=A_DOT[span],
    )


def _told(found: Gathered) -> list[Told]:
    """All of it in words."""
    of_kinds = [TELL[kind](kept) for kind, entries in found.others.items() for kept in entries]
    return [*of_kinds, *map(telling.line, found.lines)]


def _in_order(told: Sequence[Told]) -> list[Told]:
    """By their days, the newest first; within a day by when they were told."""
    return sorted(told, key=lambda each: (each["on"], each["at"]), reverse=True)
