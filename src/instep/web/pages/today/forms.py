"""What one of today's pages says: each line its own answer, a side only after Yes."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from instep.adapters.answers import BadAnswers, check_answer
from instep.core.safety.measured import NOT_DONE, ONE_DAY
from instep.core.screening import Answer, Kind, Question
from instep.web import evening
from instep.web import warmth as spots
from instep.web.components.lines import OF_A_PATCH, SIDE
from instep.web.house import house
from instep.web.records.remembered import Person
from instep.web.records.tonight import Tonight
from instep.web.way import page_questions


@dataclass(frozen=True)
class Read:
    """A page as it was sent: the answers that are whole, and the lines that are still open."""

    answers: dict[str, Answer]
    open: tuple[str, ...]


def read(page: str, form: QueryDict) -> Read:
    """Every answer of this page that was given."""
    answers: dict[str, Answer] = {}
    for id in page_questions(page):
        answer = _answer(house().questions[id], form)
        if answer is not None:
            answers[id] = answer
    if answers.get("sore_patch") == "no":
        answers = {id: answer for id, answer in answers.items() if id not in OF_A_PATCH}
    return Read(answers, tuple(id for id in _wanted(page, answers) if id not in answers))


def _wanted(page: str, answers: dict[str, Answer]) -> list[str]:
    patch = answers.get("sore_patch") not in (None, "no")
    return [id for id in page_questions(page) if patch or id not in OF_A_PATCH]


def _answer(question: Question, form: QueryDict) -> Answer | None:
    """A yes without its side is not whole yet."""
    given: Any = form.get(question.id)
    if question.kind is Kind.LIST:
        given = form.getlist(question.id)
    if question.kind is Kind.SIDED and given == "yes":
        given = form.get(question.id + SIDE)
    try:
        return check_answer(question, given)
    except BadAnswers:
        return None


# -- With a thermometer ----------------------------------------------------------------------------

WARMTH = ("temp_gap", "temp_gap_yesterday", "temp_warmer")


def warmth(form: QueryDict) -> Read:
    """The two gaps as typed, and the warmer side where one is told."""
    answers: dict[str, Answer] = {}
    for id in ("temp_gap", "temp_gap_yesterday"):
        number = _number(form.get(id, ""))
        try:
            answers[id] = check_answer(house().questions[id], number)
        except BadAnswers:
            continue
    asked_when = house().questions["temp_warmer"].asked_when
    is_asked = asked_when is not None and asked_when.met(answers.get("temp_gap"))
    warmer = str(form.get("temp_warmer"))
    if is_asked and warmer in ("left", "right"):
        answers["temp_warmer"] = warmer
    asked = ("temp_gap", "temp_gap_yesterday")
    return Read(answers, tuple(id for id in asked if id not in answers))


def filled(form: QueryDict, night: Tonight, person: Person) -> dict[str, str]:
    """What stands in the lines: as it was sent, or as the spots were measured."""
    if form:
        return {id: form.get(id, "") for id in WARMTH}
    before = spots.of_day(night.on - ONE_DAY, person)
    yesterday = NOT_DONE if before is None else min(before.degrees, spots.widest())
    said = {"temp_gap_yesterday": yesterday, **evening.known(night, person).today}
    return {id: _typed(said.get(id, "")) for id in WARMTH}


def _typed(answer: Answer) -> str:
    if isinstance(answer, int | float):
        return f"{answer:g}"
    return "" if answer == "not_done" else str(answer)


def _number(text: str) -> float | str | None:
    """A number with a point or a comma; an empty line is not done."""
    text = text.strip().replace(",", ".", 1)
    if not text:
        return "not_done"
    digits = text.replace(".", "", 1)
    return float(text) if digits.isascii() and digits.isdigit() and len(digits) < 7 else None
