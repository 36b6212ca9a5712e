"""Safety, proved over whole small worlds against a table written by someone else.

Each rule over every combination of the questions it reads; the join over all pairs of findings;
silence, doubt and worse answers never permitting more. The oracle never saw the code.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from math import prod
from typing import Any

import pytest

from instep.core.safety.clearance import Rule
from instep.core.safety.facts import Facts
from instep.core.screening import Answer, Screen
from tests.make import TODAY, answers_to, as_seen, house, judged, screen, sheet_of
from tests.oracle.table import judge

RULES = {rule.id: rule for rule in house().rules}
FIT = 130_000
"""Worlds up to this size are walked whole; larger ones fact by fact."""


class RecordingScreen(Screen):
    """A screen that remembers which questions it was asked about."""

    __slots__ = ("asked",)

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        super().__init__(house().questions, answers, TODAY)
        self.asked: set[str] = set()

    def read(self, question: str) -> Answer | None:
        self.asked.add(question)
        return super().read(question)


def reads(names: tuple[str, ...]) -> tuple[str, ...]:
    """Every question these facts may look at, whatever is answered: found, not declared.

    Facts stop reading early, so the set is grown until no combination reads anything new.
    """
    known: set[str] = set()
    while True:
        found = set(known)
        for answers in _spread(sorted(known)):
            recording = RecordingScreen(answers)
            for name in names:
                _ = Facts(recording)[name]
            found |= recording.asked
        if found == known:
            return tuple(q for q in house().questions if q in known)
        known = found


def _spread(questions: list[str]) -> Iterator[dict[str, Answer]]:
    """All pairs of answers over an empty screen: enough for a fact that reads in turn."""
    yield {}
    plain = {q: _kept(answers_to(house().questions[q])) for q in questions}
    for one, other in combinations(questions, 2):
        for a, b in product(plain[one], plain[other]):
            yield {one: a, other: b}
    for q in questions:
        yield from ({q: a} for a in plain[q])
    for pick in (0, -1):
        yield {q: plain[q][pick] for q in questions}


def _kept(answers: tuple[Any, ...]) -> list[Answer]:
    return [_as_kept(a) for a in answers if a is not None]


def _as_kept(answer: Any) -> Answer:
    if not isinstance(answer, list):
        return answer  # type: ignore[no-any-return]
    return tuple(item["rule"] if isinstance(item, dict) else item for item in answer)


def world(questions: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Every combination of answers and silences to these questions."""
    choices = [answers_to(house().questions[q]) for q in questions]
    for answers in product(*choices):
        yield dict(zip(questions, answers, strict=True))


def size(questions: tuple[str, ...]) -> int:
    return prod(len(answers_to(house().questions[q])) for q in questions)


def small_world(rule: Rule) -> Iterator[dict[str, Any]]:
    """The rule's whole world; where that is too large, one of each value of each of its facts."""
    questions = reads(rule.when)
    if size(questions) <= FIT:
        yield from world(questions)
        return
    stands_for = [representatives(name) for name in rule.when]
    for parts in product(*stands_for):
        merged: dict[str, Any] = {}
        if all(merged.setdefault(q, a) == a for part in parts for q, a in part.items()):
            yield merged


def representatives(name: str) -> list[dict[str, Any]]:
    """One set of answers for each value, side and cause this fact can have."""
    seen: dict[Any, dict[str, Any]] = {}
    for answers in world(reads((name,))):
        truth = Facts(screen(sheet_of(answers)))[name]
        seen.setdefault((truth.left, truth.right, truth.because), answers)
    return list(seen.values())


TABLE = [rule for rule in house().rules if rule.is_finding and rule.when]


@pytest.mark.parametrize("rule", TABLE, ids=lambda rule: rule.id)
def test_each_rule_says_what_the_table_says_for_every_combination_it_reads(rule):
    decisions = 0
    for answers in small_world(rule):
        sheet = sheet_of(answers)
        said = as_seen(judged(sheet, rules=(rule,)))["findings"]
        expected = [f for f in judge(sheet, TODAY)["findings"] if f["rule"] == rule.id]

        assert expected == said, answers
        decisions += 1
    assert decisions >= 4


def test_every_world_together_is_about_half_a_million_decisions():
    worlds = {rule.id: size(reads(rule.when)) for rule in TABLE}
    walked = sum(n for n in worlds.values() if n <= FIT)

    assert walked > 300_000
