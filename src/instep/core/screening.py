"""Questions, answers, and the screen that holds them. This room asks; it never judges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

Answer: TypeAlias = str | int | float | tuple[str, ...]
"""One answer as kept: a word, a number, or a list of words. An answer never given is not there."""


class Kind(StrEnum):
    """What shape of answer a question takes."""

    YES_NO = "yes_no"
    SIDED = "sided"
    CHOICE = "choice"
    NUMBER = "number"
    DATE = "date"
    LIST = "list"
    CLEARANCES = "clearances"


class Part(StrEnum):
    """When a question is put: once and renewed, or before every session."""

    ABOUT = "about"
    TODAY = "today"


@dataclass(frozen=True)
class Condition:
    """A question is put only while another one's answer is among these words.

    With ``over`` set instead, only while that answer is a number above it.
    """

    question: str
    among: tuple[str, ...] = ()
    over: float | None = None

    def met(self, answer: Answer | None) -> bool:
        """Whether the question is to be put. Not while the other answer is not known yet."""
        if answer is None:
            return False
        if self.over is not None:
            return isinstance(answer, int | float) and answer > self.over
        return answer in self.among


@dataclass(frozen=True)
class Question:
    """One question of the tables of ``content/safety/questions.toml``.

    ``absent`` is what counts when it was never put; None where silence is missing.
    ``own_date``: it ages by a date of its own, never by when it was asked.
    """

    id: str
    part: Part
    page: str
    kind: Kind
    values: tuple[str, ...]
    least: float | None
    most: float | None
    whole: bool
    absent: Answer | None
    asked_when: Condition | None
    own_date: bool
    keeps_when_stale: bool
    reassures: str | None
    source: tuple[str, ...]


Questions = Mapping[str, Question]
"""Every question by id, in the order of the tables."""


@dataclass(frozen=True)
class Ages:
    """How long an answer stays fresh, in days; the last day itself still counts."""

    about_days: int
    touch_test_days: int
    clearance_days: int
    referral_days: int
    look_minutes: int


@dataclass(frozen=True)
class Hurt:
    """What a person may say after "that hurts", and which of today's answers it becomes (R38).

    ``settles``: they sit first, and only if it has not gone do the ``otherwise`` answers hold.
    ``goes_on``: a slip of the key; the session may go on, once.
    """

    id: str
    becomes: tuple[str, ...]
    settles: bool
    otherwise: tuple[str, ...]
    goes_on: bool


class Screen:
    """What a person has said that still counts, on the day it is judged.

    Holds fresh answers only. ``read`` gives an answer, or what counts when the question
    was never put, or None for silence. Facts read through it and nothing else.
    """

    __slots__ = ("answers", "on", "questions")

    def __init__(self, questions: Questions, answers: Mapping[str, Answer], on: date) -> None:
        self.questions = questions
        self.answers = answers
        self.on = on

    def read(self, question: str) -> Answer | None:
        """The answer that counts; None when it was needed and never given."""
        given = self.answers.get(question)
        return self.questions[question].absent if given is None else given

    def needs(self, question: str) -> bool:
        """Whether this question is to be put: its own condition is met, and silence will not do."""
        asked = self.questions[question]
        if asked.absent is not None or asked.own_date:
            return False
        condition = asked.asked_when
        return condition is None or condition.met(self.read(condition.question))

    def missing(self) -> tuple[str, ...]:
        """The questions still unanswered, in the order of the tables."""
        return tuple(q for q in self.questions if q not in self.answers and self.needs(q))


def is_fresh(asked: date, on: date, days: int) -> bool:
    """Whether something said then still counts on this day; the last day itself does."""
    return on - asked <= timedelta(days=days)


@dataclass(frozen=True)
class ClinicianYes:
    """A clinician has said yes to massage for exactly this rule's reason, on this day."""

    rule: str
    on: date


@dataclass(frozen=True)
class Sheet:
    """An answers file as it was given: about you with its dates, and today. Not yet aged."""

    about: Mapping[str, Answer]
    today: Mapping[str, Answer]
    asked_on: Mapping[str, date]
    touch_test_on: date | None
    cleared: Sequence[ClinicianYes]


def screen_of(questions: Questions, ages: Ages, sheet: Sheet, on: date) -> Screen:
    """Keep what is still fresh on this day; what is stale counts as never said."""
    answers = {
        question: answer
        for question, answer in sheet.about.items()
        if _keeps(questions[question], sheet.asked_on.get(question, on), on, ages)
    }
    tested = sheet.touch_test_on
    if tested is None or not is_fresh(tested, on, ages.touch_test_days):
        answers.pop("touch_test_missed", None)
    answers["cleared_by_clinician"] = tuple(
        yes.rule for yes in sheet.cleared if is_fresh(yes.on, on, ages.clearance_days)
    )
    return Screen(questions, {**answers, **sheet.today}, on)


def _keeps(question: Question, asked: date, on: date, ages: Ages) -> bool:
    if question.keeps_when_stale or question.id == "touch_test_missed":
        return True
    return is_fresh(asked, on, ages.about_days)
