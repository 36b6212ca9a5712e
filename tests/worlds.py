"""Whole small worlds of answers, and what a clearance permits in them.

Shared by the proofs of safety and of the guard. A *face* of a rule is the least that makes it
fire: one set of answers for each action and side it can have. ``someone`` is a person nothing
speaks against, but for the answers named.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations, product
from math import prod
from typing import Any, TypeAlias

from instep.core.body import FEET, Zone
from instep.core.catalog import Group, Pressure
from instep.core.safety.clearance import Clearance, Limits, Rule, Spared, decide
from instep.core.safety.facts import Facts
from instep.core.screening import Answer, Screen
from tests.make import TODAY, Sheet, answers_to, healthy, house, screen, sheet_of

Said: TypeAlias = dict[str, Any]
"""Flat answers by question, as a file would give them; None was never put."""

RULES = {rule.id: rule for rule in house().rules}
TABLE = [rule for rule in house().rules if rule.is_finding and rule.when]
"""Every rule that is told as a reason and rests on facts: all but ASK, R27, O1 and B1."""


# -- What a fact reads -------------------------------------------------------------------------


class RecordingScreen(Screen):
    """A screen that remembers which questions it was asked about."""

    __slots__ = ("asked",)

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        super().__init__(house().questions, answers, TODAY)
        self.asked: set[str] = set()

    def read(self, question: str) -> Answer | None:
        self.asked.add(question)
        return super().read(question)


@cache
def reads(names: tuple[str, ...]) -> tuple[str, ...]:
    """Every question these facts look at: found by asking, then proved in test_safety_proof.

    Facts stop reading early, so the set is grown until no pair of answers reads anything new.
    """
    known: set[str] = set()
    while True:
        found = set(known)
        for answers in _spread(sorted(known)):
            found |= read_by(names, answers)
        if found == known:
            return tuple(q for q in house().questions if q in known)
        known = found


def read_by(names: tuple[str, ...], answers: Mapping[str, Answer]) -> set[str]:
    """The questions these facts look at on this one screen."""
    recording = RecordingScreen(answers)
    for name in names:
        _ = Facts(recording)[name]
    return recording.asked


def _spread(questions: list[str]) -> Iterator[dict[str, Answer]]:
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
    return [as_kept(answer) for answer in answers if answer is not None]


def as_kept(answer: Any) -> Answer:
    """An answer of a file as a screen keeps it; here every clinician's yes is still fresh."""
    if not isinstance(answer, list):
        return answer  # type: ignore[no-any-return]
    return tuple(item["rule"] if isinstance(item, dict) else item for item in answer)


# -- Worlds ------------------------------------------------------------------------------------


def world(questions: tuple[str, ...]) -> Iterator[Said]:
    """Every combination of answers and silences to these questions."""
    choices = [answers_to(house().questions[q]) for q in questions]
    for answers in product(*choices):
        yield dict(zip(questions, answers, strict=True))


def size(questions: tuple[str, ...]) -> int:
    """How many combinations that is."""
    return prod(len(answers_to(house().questions[q])) for q in questions)


BASE: Said = {q: a for part in healthy().values() for q, a in part.items()}
"""The answers of a person nothing speaks against."""

ONCE_ASKED: Said = {
    "red_stays": "no",
    "platelets": "ok",
    "chemo_team_ok": "yes",
    "cause_known": "yes",
}
"""Plain answers to the questions that are put only after another's answer."""


def someone(said: Said) -> Sheet:
    """A person nothing speaks against, but for these answers; None was never put."""
    return sheet_of({**BASE, **said})


def asked_all(said: Said) -> Said:
    """The same, with a plain answer to each question that these answers lead to."""
    missing = screen(someone(said)).missing()
    return {**said, **{q: a for q, a in ONCE_ASKED.items() if q in missing and q not in said}}


EVERY_ANSWER = [(q, a) for q, asked in house().questions.items() for a in answers_to(asked)]
"""Every answer, and the silence, to every question."""


# -- The faces of a rule -----------------------------------------------------------------------


@cache
def faces(rule_id: str) -> tuple[Said, ...]:
    """The least that makes this rule fire, once for each action and side of its finding."""
    rule = RULES[rule_id]
    found: dict[Any, Said] = {}
    for parts in product(*(_holding(name) for name in rule.when)):
        merged: Said = {}
        if all(merged.setdefault(q, a) == a for part in parts for q, a in part.items()):
            merged = asked_all(merged)
            for kind in _fires(rule, merged):
                found[kind] = found.get(kind) or _least(rule, merged, kind)
    return tuple(found.values())


def _fires(rule: Rule, said: Said) -> list[Any]:
    return [(f.action, f.side) for f in decide((rule,), screen(someone(said))).fired]


def _least(rule: Rule, said: Said, kind: Any) -> Said:
    """Every answer taken back to the plain one that can be without losing this finding."""
    for question in tuple(said):
        fewer = asked_all({q: a for q, a in said.items() if q != question})
        said = fewer if _fires(rule, fewer) == [kind] else said
    return said


@cache
def _holding(name: str) -> tuple[Said, ...]:
    """One set of spoken answers for each way this fact can be true or unknown."""
    seen: dict[Any, Said] = {}
    for said in world(reads((name,))):
        if None not in said.values():
            truth = Facts(screen(sheet_of(said)))[name]
            if truth.holds:
                seen.setdefault((truth.left, truth.right, truth.sided), said)
    return tuple(seen.values())


FACES = [(rule.id, face) for rule in TABLE for face in faces(rule.id)]
"""Every face of every rule."""


def together(one: Said, other: Said) -> Said:
    """Both faces in one person; where they answer the same question, the second has the word."""
    return asked_all({**one, **other})


# -- What a clearance permits ------------------------------------------------------------------

_WHOLE = "whole"
_OILS = frozenset(oil for rule in RULES.values() for oil in rule.oils)
_CARRIERS = ("almond", "coconut", "cream", "sunflower")
_MOST_A_FOOT, _MOST_IN_ALL = 15, 30

Deeds: TypeAlias = frozenset[tuple[Any, ...]]
"""All that may be done, in the smallest pieces. Permitting more is holding a piece more."""

NOTHING: Deeds = frozenset()


def permitted(clearance: Clearance) -> Deeds:
    """What may be done to these feet today: nothing at all where no session may begin.

    A piece is a group on one zone or on the whole of one foot, a pressure, a minute, an oil by
    name, a carrier, or the stronger mix of oil.
    """
    return left_over(clearance) if clearance.may_begin else NOTHING


def left_over(clearance: Clearance) -> Deeds:
    """What the findings leave free, whether or not a session may begin."""
    bottles = {("oil", oil) for oil in _OILS.difference(clearance.oils_spared)}
    bottles |= {("carrier", c) for c in _CARRIERS if c not in clearance.carriers_spared}
    if not clearance.gentle_oil:
        bottles.add(("oil", "one percent"))
    return _free(clearance.spared) | _dose(clearance.limits) | bottles


@cache
def _free(spared: tuple[Spared, ...]) -> Deeds:
    shut: set[tuple[Any, ...]] = set()
    for entry in spared:
        places = entry.zones or (_WHOLE, *Zone)
        shut |= {(entry.group, side, place) for side in entry.side.each for place in places}
    return frozenset(product(Group, FEET, (_WHOLE, *Zone))) - shut


@cache
def _dose(limits: Limits) -> Deeds:
    pressures = {("pressure", level) for level in Pressure if level <= limits.pressure}
    a_foot = {("a foot", m) for m in range(1, (limits.per_foot or _MOST_A_FOOT) + 1)}
    in_all = {("in all", m) for m in range(1, (limits.total or _MOST_IN_ALL) + 1)}
    return frozenset(pressures | a_foot | in_all)


def loosened(before: Clearance, after: Clearance) -> list[str]:
    """Each way in which the second permits more than the first; empty when in none."""
    ways = {
        "begins": after.may_begin and not before.may_begin,
        "breathes": after.may_breathe and not before.may_breathe,
        "milder": after.action < before.action,
        "opens a foot": not set(after.closed) >= set(before.closed),
        "drops a must": not after.musts >= before.musts,
        "frees more": not left_over(after) <= left_over(before),
    }
    return [way for way, loose in ways.items() if loose]


def cleared(said: Said, rules: tuple[Rule, ...] = tuple(house().rules)) -> Clearance:
    """What safety says of someone."""
    return decide(rules, screen(someone(said)))
