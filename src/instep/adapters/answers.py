"""An answers file into a sheet of answers, exactly as rules.md, Answers: nothing is guessed."""

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from instep.core.screening import Answer, ClinicianYes, Kind, Part, Question, Questions, Sheet

MOST_BYTES = 1_000_000
DEEPEST = 4
"""How deep objects and lists may nest; the outer object is level 1 (rules.md, Answers)."""


class BadAnswers(Exception):
    """An answer that cannot be taken. ``field`` is the id or key it is about, or empty."""

    def __init__(self, field: str, what: str, fix: str) -> None:
        self.field = plain(field)
        self.what = what
        self.fix = fix
        where = f"{self.field}: " if field else ""
        super().__init__(f"{where}{what}. {fix}")


def plain(text: str) -> str:
    """Anything a file may hold, safe to print and not long."""
    safe = ascii(text)[1:-1]
    return safe if len(safe) <= 60 else safe[:57] + "..."


def read_answers(text: bytes, questions: Questions, on: date) -> Sheet:
    """One answers object, judged on this day; raises BadAnswers at the first thing wrong."""
    whole = _object("", _parse(text))
    _only(whole, {part.value for part in Part}, "Use about and today.")
    about = _object("about", whole.get("about", {}))
    today = _object("today", whole.get("today", {}))
    asked_on = _object("asked_on", about.pop("asked_on", {}))
    _places(about, Part.ABOUT, questions)
    _places(today, Part.TODAY, questions)
    return Sheet(
        about=_answers(about, questions, on),
        today=_answers(today, questions, on),
        asked_on=_asked_on(asked_on, questions, on),
        touch_test_on=_touch_test(about, on),
        cleared=_clearances(about, questions, on),
    )


# -- The text ----------------------------------------------------------------------------------


def _parse(text: bytes) -> Any:
    if len(text) > MOST_BYTES:
        raise BadAnswers("", "is over one million bytes", "Give one answers object.")
    try:
        value = json.loads(text.decode("utf-8"), object_pairs_hook=_no_key_twice)
    except UnicodeDecodeError as error:
        raise BadAnswers("", "is not UTF-8 text", "Save it as UTF-8.") from error
    except RecursionError as error:
        raise _too_deep() from error
    except json.JSONDecodeError as error:
        what = f"is not JSON (line {error.lineno}: {error.msg})"
        raise BadAnswers("", what, "Mend that line.") from error
    except ValueError as error:
        raise BadAnswers("", "holds a number too long to read", "Shorten it.") from error
    if _depth(value) > DEEPEST:
        raise _too_deep()
    return value


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise BadAnswers(key, "is there twice", "Keep one of them.")
        found[key] = value
    return found


def _too_deep() -> BadAnswers:
    return BadAnswers("", "is nested too deep", "Give about and today, and answers in them.")


def _depth(value: Any) -> int:
    """How deep it nests; looks no deeper than it must."""
    level, deep = [value], 0
    while level and deep <= DEEPEST:
        holders = [v for v in level if isinstance(v, dict | list)]
        deep += bool(holders)
        level = [x for v in holders for x in (v.values() if isinstance(v, dict) else v)]
    return deep


def _object(field: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadAnswers(field, "is not an object", 'Write {"id": answer}.')
    return dict(value)


def _only(given: Mapping[str, Any], known: set[str], fix: str) -> None:
    for key in given:
        if key not in known:
            raise BadAnswers(key, "is not known here", fix)


def _places(given: Mapping[str, Any], part: Part, questions: Questions) -> None:
    for key in given:
        if key not in questions:
            raise BadAnswers(key, "is not a question", "Take it out, or mend its spelling.")
        if questions[key].part is not part:
            raise BadAnswers(key, f"is not under {part}", f"Put it under {questions[key].part}.")


# -- The answers -------------------------------------------------------------------------------

_APART = ("touch_test_on", "cleared_by_clinician")
"""Answers kept apart, since they age by dates of their own."""


def _answers(given: Mapping[str, Any], questions: Questions, on: date) -> dict[str, Answer]:
    answers = {
        id: check_answer(questions[id], value) for id, value in given.items() if id not in _APART
    }
    if "touch_test_on" in given:
        answers["touch_test_on"] = _day("touch_test_on", given["touch_test_on"], on).isoformat()
    return answers


def check_answer(question: Question, value: Any) -> Answer:
    """This answer to this question, or BadAnswers."""
    return _CHECKS[question.kind](question, value)


def _word(question: Question, value: Any, words: tuple[str, ...]) -> Answer:
    if not isinstance(value, str) or value not in words:
        raise BadAnswers(question.id, f"{_shown(value)} is not an answer", _use(words))
    return value


def _yes_no(question: Question, value: Any) -> Answer:
    return _word(question, value, ("yes", "no", "not_sure"))


def _sided(question: Question, value: Any) -> Answer:
    return _word(question, value, ("no", "left", "right", "both", "not_sure"))


def _choice(question: Question, value: Any) -> Answer:
    return _word(question, value, question.values)


def _number(question: Question, value: Any) -> Answer:
    if value == "not_done":
        return "not_done"
    least, most = question.least or 0, question.most or 0
    fix = f"Give a {'whole ' * question.whole}number from {least:g} to {most:g}, or not_done."
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadAnswers(question.id, f"{_shown(value)} is not a number", fix)
    if isinstance(value, float) and not math.isfinite(value):
        raise BadAnswers(question.id, "is not a number", fix)
    if not least <= value <= most or (question.whole and value != int(value)):
        raise BadAnswers(question.id, f"{_shown(value)} is out of range", fix)
    return int(value) if question.whole else value


def _list(question: Question, value: Any) -> Answer:
    if not isinstance(value, list):
        raise BadAnswers(question.id, "is not a list", 'Write ["..."], or [] for none.')
    return tuple(
        str(_word(question, item, question.values))
        for item in dict.fromkeys(item if isinstance(item, str) else _shown(item) for item in value)
    )


def _apart(question: Question, value: Any) -> Answer:
    raise BadAnswers(question.id, f"{_shown(value)} is not an answer", "See the documentation.")


_CHECKS: Mapping[Kind, Callable[[Question, Any], Answer]] = {
    Kind.YES_NO: _yes_no,
    Kind.SIDED: _sided,
    Kind.CHOICE: _choice,
    Kind.NUMBER: _number,
    Kind.LIST: _list,
    Kind.DATE: _apart,
    Kind.CLEARANCES: _apart,
}


def _use(words: tuple[str, ...]) -> str:
    return f"Use one of: {', '.join(words)}."


def _shown(value: Any) -> str:
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    return plain(value) if isinstance(value, str) else plain(json.dumps(value, default=str))


# -- Dates -------------------------------------------------------------------------------------

_ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(field: str, value: Any, on: date) -> date:
    fix = "Write it as YYYY-MM-DD."
    if not isinstance(value, str) or not _ISO_DAY.fullmatch(value):
        raise BadAnswers(field, f"{_shown(value)} is not a date", fix)
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise BadAnswers(field, f"{_shown(value)} is not a date", fix) from error
    if day > on:
        raise BadAnswers(field, f"{day} is after the day judged, {on}", "Give the true day.")
    return day


def _asked_on(given: Mapping[str, Any], questions: Questions, on: date) -> dict[str, date]:
    _places(given, Part.ABOUT, questions)
    return {id: _day("asked_on", value, on) for id, value in given.items()}


def _touch_test(about: Mapping[str, Any], on: date) -> date | None:
    if "touch_test_on" in about:
        return _day("touch_test_on", about["touch_test_on"], on)
    if about.get("touch_test_missed", "not_done") != "not_done":
        fix = "Give touch_test_on, the day of the test."
        raise BadAnswers("touch_test_missed", "has no date", fix)
    return None


def _clearances(
    about: Mapping[str, Any], questions: Questions, on: date
) -> tuple[ClinicianYes, ...]:
    field = "cleared_by_clinician"
    given = about.get(field, [])
    if not isinstance(given, list):
        fix = 'Write [{"rule": "R07", "on": "YYYY-MM-DD"}], or [].'
        raise BadAnswers(field, "is not a list", fix)
    return tuple(_clearance(questions[field], item, on) for item in given)


def _clearance(question: Question, item: Any, on: date) -> ClinicianYes:
    entry = _object(question.id, item)
    for key in entry:
        if key not in ("rule", "on"):
            raise BadAnswers(question.id, f"{plain(key)} is not known here", "Use rule and on.")
    for key in ("rule", "on"):
        if key not in entry:
            raise BadAnswers(question.id, f"{key} is missing", "Give both rule and on.")
    rule = _word(question, entry["rule"], question.values)
    return ClinicianYes(str(rule), _day(question.id, entry["on"], on))
