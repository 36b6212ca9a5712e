"""Decisions and sessions in the person's own words; a day of rest counts as a day done right."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from instep.web.house import say
from instep.web.records import store
from instep.web.records.store import Kept
from instep.web.turn import Turn, page, show

MOST = 60
"""Lines shown."""


@page
def history(request: HttpRequest, turn: Turn) -> HttpResponse:
    """The newest first."""
    lines = [*map(_decision, store.all_of(store.DECISION)), *_sessions()]
    lines.sort(key=lambda line: str(line["at"]), reverse=True)
    return show(request, "history/history.html", turn, lines=lines[:MOST])


def _decision(kept: Kept) -> dict[str, object]:
    """What was said of that day, and why."""
    cleared = kept.body["clearance"]
    name = "CLOSED" if cleared["may_begin"] and cleared["closed"] else cleared["action"]
    night = "looked" not in kept.body["today"] and cleared["action"] == "STOP"
    return {
        "at": kept.at,
        "on": kept.on,
        "icon": "check" if cleared["may_begin"] else "moon" if night else "hand",
        "title": say("web.history.night") if night else say(f"verdict.actions.{name}.title"),
        "lines": [] if night else [finding["text"] for finding in cleared["findings"]],
    }


def _sessions() -> Iterator[dict[str, object]]:
    for kept in store.all_of(store.SESSION):
        body = kept.body
        minutes = max(1, round(sum(body["played"]) / 60))
        score = _score(body["before"], body["after"])
        yield {
            "at": kept.at,
            "on": kept.on,
            "icon": "foot",
            "title": say("web.history.session", minutes=minutes),
            "lines": [line for line in (score,) if line],
        }


def _score(before: int | None, after: int | None) -> str:
    if before is None or after is None:
        return ""
    return say("web.history.score", before=before, after=after)
