"""What one of today's pages says: each line its own answer, a side only after Yes."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from instep.adapters.answers import BadAnswers, check_answer
from instep.core.body import Zone
from instep.core.screening import Answer, Kind, Question
from instep.web.house import house, say
from instep.web.way import page_questions

SIDE = ".side"
OF_A_PATCH = ("sore_patch_zones", "red_stays")
"""Asked only where there is a patch, under its own line."""


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


@dataclass(frozen=True)
class Line:
    """One line of a page: its question and what is ticked."""

    id: str
    sided: bool
    said: str
    side: str
    is_open: bool

    @property
    def choices(self) -> list[dict[str, str]]:
        """No, Yes, Not sure."""
        return [{"value": v, "words": say(f"web.answer.{v}")} for v in ("no", "yes", "not_sure")]

    @property
    def sides(self) -> list[dict[str, str]]:
        """Which foot; not sure is an answer here too."""
        words = ("left", "right", "both", "not_sure")
        return [{"value": v, "words": say(f"web.answer.{v}")} for v in words]


def lines(
    page: str, form: QueryDict, known: dict[str, Answer], open: tuple[str, ...]
) -> list[Line]:
    """Every line but those of a patch, ticked as it was sent or as it is kept."""
    ids = [id for id in page_questions(page) if id not in OF_A_PATCH]
    return [line(id, form, known, id in open) for id in ids]


def line(id: str, form: QueryDict, known: dict[str, Answer], is_open: bool) -> Line:
    """One line, ticked as it was sent or as it is kept."""
    sided = house().questions[id].kind is Kind.SIDED
    kept = str(known.get(id, ""))
    is_side = sided and kept in ("left", "right", "both")
    said = form.get(id, "yes" if is_side else kept)
    return Line(id, sided, said, form.get(id + SIDE, kept if is_side else ""), is_open)


def zones() -> list[dict[str, str]]:
    """Where a patch may be."""
    values = house().questions["sore_patch_zones"].values
    return [{"value": zone, "words": say(f"zone.{Zone(zone)}.name")} for zone in values]


# -- With a thermometer ----------------------------------------------------------------------------


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


def _number(text: str) -> float | str | None:
    """A number with a point or a comma; an empty line is not done."""
    text = text.strip().replace(",", ".", 1)
    if not text:
        return "not_done"
    digits = text.replace(".", "", 1)
    return float(text) if digits.isascii() and digits.isdigit() and len(digits) < 7 else None
