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
    lines += map(_note, store.all_of(store.NOTE))
    lines.sort(key=lambda line: str(line["at"]), reverse=True)
    return show(request, "history/history.html", turn, lines=lines[:MOST])


def _decision(kept: Kept) -> dict[str, object]:
    """What was said of that day, and why."""
    cleared, away = kept.body["clearance"], kept.body.get("away", {})
    may = away.get("may_begin", cleared["may_begin"])
    action = away.get("counts", cleared["action"])
    name = "CLOSED" if may and cleared["closed"] else action
    night = "looked" not in kept.body["today"] and action == "STOP"
    texts = [] if night else [finding["text"] for finding in cleared["findings"]]
    return {
        "at": kept.at,
        "on": kept.on,
        "icon": "check" if may else "moon" if night else "hand",
        "title": say("web.history.night") if night else say(f"verdict.actions.{name}.title"),
        "lines": [*texts, *_told_away(kept)],
    }


def _told_away(kept: Kept) -> list[str]:
    """How it came here, where it was told on a device by itself."""
    away = kept.body.get("away")
    if away is None:
        return []
    odd = [name for name in ("differs", "uncertain") if away.get(name)]
    return [say(f"web.history.{name}") for name in ("away", *odd)]


def _note(kept: Kept) -> dict[str, object]:
    """A line in the diary, in the person's own words."""
    score, text = kept.body["score"], kept.body["text"]
    lines = [] if score is None else [say("web.history.felt", score=score)]
    return {
        "at": kept.at,
        "on": kept.on,
        "icon": "diary",
        "title": say("web.history.note"),
        "lines": [*lines, *([text] if text else []), *_told_away(kept)],
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
            "lines": [*([score] if score else []), *_told_away(kept)],
        }


def _score(before: int | None, after: int | None) -> str:
    if before is None or after is None:
        return ""
    return say("web.history.score", before=before, after=after)
