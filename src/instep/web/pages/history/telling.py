"""Entries in the person's own words; a day of rest counts as a day done right."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from instep.adapters import trend_words
from instep.core.diary import Symptom
from instep.core.measures.trend import Dot, Measure, Trend
from instep.core.units import Words
from instep.web.components.tags import as_day
from instep.web.house import house, say
from instep.web.records.line import FLAGS, Line, line_in
from instep.web.records.store import Kept

Told: TypeAlias = Mapping[str, Any]
"""One entry as a page shows it: ``at``, ``on``, ``icon``, ``title`` and its ``lines``."""


def decision(kept: Kept) -> Told:
    """What was said of that day, and why."""
    cleared, away = kept.body["clearance"], kept.body.get("away", {})
    may = may_begin(kept)
    action = away.get("counts", cleared["action"])
    name = "CLOSED" if may and cleared["closed"] else action
    night = "looked" not in kept.body["today"] and action == "STOP"
    texts = [] if night else [finding["text"] for finding in cleared["findings"]]
    return {
        "at": kept.at,
        "on": date.fromisoformat(kept.body["on"]),
        "icon": "check" if may else "moon" if night else "hand",
        "title": say("web.history.night") if night else say(f"verdict.actions.{name}.title"),
        "lines": [*texts, *_told_away(kept)],
    }


def may_begin(kept: Kept) -> bool:
    """Whether a session might begin that day; the stricter of two judgements counts."""
    may: bool = kept.body.get("away", {}).get("may_begin", kept.body["clearance"]["may_begin"])
    return may


def _told_away(kept: Kept) -> list[str]:
    """How it came here, where it was told on a device by itself."""
    away = kept.body.get("away")
    if not isinstance(away, Mapping):
        return []
    odd = [name for name in ("differs", "uncertain") if away.get(name)]
    return [say(f"web.history.{name}") for name in ("away", *odd)]


def note(kept: Kept) -> Told:
    """A few words told away, in the person's own words."""
    score, text = kept.body["score"], kept.body["text"]
    lines = [] if score is None else [say("web.history.felt", score=score)]
    return {
        "at": kept.at,
        "on": kept.on,
        "icon": "diary",
        "title": say("web.history.note"),
        "lines": [*lines, *([text] if text else []), *_told_away(kept)],
    }


def session(kept: Kept) -> Told:
    """How long a session was, and how the feet felt before and after."""
    body = kept.body
    minutes = max(1, round(sum(body["played"]) / 60))
    score = _score(body["before"], body["after"])
    return {
        "at": kept.at,
        "on": date.fromisoformat(body["on"]),
        "icon": "foot",
        "title": say("web.history.session", minutes=minutes),
        "lines": [*([score] if score else []), *_told_away(kept)],
    }


def _score(before: int | None, after: int | None) -> str:
    if before is None or after is None:
        return ""
    return say("web.history.score", before=before, after=after)


def measured(trend: Trend) -> list[str]:
    """Each value of a measure with its name, and between what it may lie."""
    words, measure = house().words, trend.measure
    name = say(f"measures.name.{measure}")
    return [
        f"{name}: {', '.join(filter(None, _value(words, measure, dot)))}." for dot in trend.dots
    ]


def _value(words: Words, measure: Measure, dot: Dot) -> tuple[str, str]:
    return trend_words.value(words, measure, dot.value), trend_words.span(words, measure, dot)


# -- A day's line ----------------------------------------------------------------------------------


def line(kept: Kept) -> Told:
    """A day's line in its newest version."""
    told = line_in(kept)
    return {
        "at": kept.at,
        "on": told.on,
        "icon": "diary",
        "title": say("web.history.line"),
        "lines": said(told),
    }


def said(told: Line) -> list[str]:
    """What a line says: its scores as one sentence, its ticks, its words."""
    if told.is_blank:
        return [say("web.history.blank")]
    ticks = [say(f"web.diary.{flag}") + "." for flag in FLAGS if flag in told.flags]
    return [*scores(told), *ticks, *([told.text] if told.text else [])]


def scores(told: Line) -> list[str]:
    """Every score that was told, in one line."""
    each = [
        f"{say(f'web.diary.symptom.{symptom}')}: {told.scores[symptom]}"
        for symptom in Symptom
        if symptom in told.scores
    ]
    return [", ".join(each)] if each else []


def versions(rows: Sequence[Kept]) -> list[Told]:
    """Every version of a line, the newest first, each with when it was told."""
    return [
        {"when": told_at(kept), "lines": [*said(line_in(kept)), *_how(kept)]}
        for kept in reversed(rows)
    ]


def _how(kept: Kept) -> Iterable[str]:
    if "back_to" in kept.body:
        yield say("web.history.undone")
    if kept.body.get("away"):
        yield say("web.history.away")


def told_at(kept: Kept) -> str:
    """The day and the time it was where the person lived then."""
    local = kept.at.astimezone(ZoneInfo(kept.zone))
    return say("web.history.told_at", day=as_day(local.date()), time=f"{local:%H:%M}")
