"""What is said about the person: one answer of a form, checked as strictly as a file."""

from collections.abc import Mapping
from datetime import date

from django.http import QueryDict

from instep.adapters.answers import BadAnswers, check_answer
from instep.core.screening import Answer, Kind, Question
from instep.web.house import house, say
from instep.web.records.remembered import CONTACTS

LONGEST = 120
"""Letters a name and number may have."""

SIDES = ("left", "right", "both", "not_sure")


def answer_in(question: Question, form: QueryDict, on: date) -> Answer | None:
    """The answer that was given; None where it is not one."""
    try:
        if question.kind is Kind.DATE:
            return _day(form.get("answer", ""), on)
        return check_answer(question, _value(question, form))
    except (BadAnswers, ValueError):
        return None


def _value(question: Question, form: QueryDict) -> object:
    if question.kind is Kind.LIST:
        return form.getlist("answer")
    given = form.get("answer", "")
    if question.kind is Kind.NUMBER and given != "not_done":
        return int(given) if question.whole else float(given.replace(",", "."))
    return given


def _day(text: str, on: date) -> str | None:
    day = date.fromisoformat(text)
    return day.isoformat() if day <= on else None


def choices(question: Question, *, sides: bool) -> list[dict[str, str]]:
    """The answers a question offers, each with its words."""
    if question.kind in (Kind.CHOICE, Kind.LIST):
        return [{"value": v, "words": value_words(question, v)} for v in question.values]
    if question.kind is Kind.NUMBER:
        numbers = range(int(question.least or 0), int(question.most or 0) + 1)
        return [{"value": str(n), "words": str(n)} for n in numbers]
    words = SIDES if sides else ("no", "yes", "not_sure")
    return [{"value": v, "words": say(f"web.answer.{v}"), "small": _small(v, sides)} for v in words]


def _small(value: str, sides: bool) -> str:
    """A word of help under the doubtful answer."""
    return say("web.answer.not_sure_small") if value == "not_sure" and not sides else ""


def value_words(question: Question, value: str) -> str:
    """One value of a closed list in words."""
    words: Mapping[str, str] = house().words
    return words.get(f"question.{question.id}.values.{value}", value.replace("_", " "))


def numbers_in(form: QueryDict) -> dict[str, str]:
    """Names and numbers of those who help; an empty line is nobody."""
    lines = {who: form.get(who, "").strip() for who in CONTACTS}
    clean = {who: "".join(c for c in line if c.isprintable()) for who, line in lines.items()}
    return {who: line[:LONGEST] for who, line in clean.items() if line}


def said_words(question: Question, value: str) -> str:
    """An answer that was given, in words."""
    key = f"web.answer.{value}"
    if question.kind in (Kind.YES_NO, Kind.SIDED) and key in house().words:
        return say(key)
    if value == "not_done":
        return say("web.answer.not_done")
    return value_words(question, value)
