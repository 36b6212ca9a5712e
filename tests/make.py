"""Makers: the smallest valid thing, with only what matters named."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from instep.adapters.answers import read_answers
from instep.adapters.content import load
from instep.adapters.export.as_json import clearance_json
from instep.core.body import Side
from instep.core.catalog import Aim, Thing
from instep.core.companion import House, Prepared, prepare
from instep.core.safety.clearance import Clearance, Rule, decide
from instep.core.screening import Kind, Question, Screen, screen_of
from instep.core.session import Asked, Session
from instep.core.session.offer import Making, step_of
from instep.core.timeline import lay_out

TODAY = date(2026, 11, 24)
CASES = Path(__file__).parent / "cases"
Sheet = dict[str, dict[str, Any]]


@cache
def house() -> House:
    """The content that ships."""
    return load()


def healthy(
    about: Mapping[str, Any] | None = None, today: Mapping[str, Any] | None = None
) -> Sheet:
    """A person nothing speaks against, with these answers changed; None was never put."""
    base = json.loads((CASES / "vignettes" / "baseline.json").read_text())
    changes = {"about": about or {}, "today": today or {}}
    return {
        part: {q: a for q, a in {**base[part], **changes[part]}.items() if a is not None}
        for part in ("about", "today")
    }


def sheet_of(answers: Mapping[str, Any]) -> Sheet:
    """Flat answers, each under its part."""
    sheet: Sheet = {"about": {}, "today": {}}
    for id, answer in answers.items():
        if answer is not None:
            sheet[house().questions[id].part.value][id] = answer
    if "touch_test_missed" in sheet["about"]:
        sheet["about"].setdefault("touch_test_on", TODAY.isoformat())
    return sheet


def screen(sheet: Mapping[str, Any], on: date = TODAY) -> Screen:
    """A sheet as read from a file."""
    text = json.dumps(sheet).encode()
    return screen_of(house().questions, house().ages, read_answers(text, house().questions, on), on)


def judged(
    sheet: Mapping[str, Any], on: date = TODAY, rules: Sequence[Rule] | None = None
) -> Clearance:
    """What safety says."""
    return decide(house().rules if rules is None else rules, screen(sheet, on))


def as_seen(clearance: Clearance) -> dict[str, Any]:
    """The clearance as JSON, without its words."""
    seen = clearance_json(clearance, house().words)
    for finding in seen["findings"]:
        for key in ("because", "text", "source"):
            del finding[key]
        if finding["contact"]:
            del finding["contact"]["text"]
    return seen


def wishes(
    minutes: int = 15,
    *,
    helper: bool = False,
    aim: Aim = Aim.EASE,
    have: Sequence[Thing] = (),
    seed: int = 0,
) -> Asked:
    """What is asked of tonight."""
    return Asked(minutes, helper, aim, frozenset(have), seed)


def prepared(sheet: Mapping[str, Any], asked: Asked, on: date = TODAY) -> Prepared:
    """Decided, planned and laid out."""
    dice = Random(asked.seed).random
    return prepare(house(), screen(sheet, on), asked, liking={}, dice=dice)


def answers_to(question: Question) -> tuple[Any, ...]:
    """Every answer worth telling apart; None is silence."""
    if question.kind is Kind.YES_NO:
        return (None, "yes", "no", "not_sure")
    if question.kind is Kind.SIDED:
        return (None, "no", "left", "right", "both", "not_sure")
    if question.kind is Kind.CHOICE:
        return (None, *question.values)
    if question.kind is Kind.NUMBER:
        return (None, "not_done", 0, 1, 2, 6) if question.whole else (None, 0, 2.2, 2.21, 15)
    if question.kind is Kind.LIST:
        return (None, [], *([value] for value in question.values[:2]), list(question.values))
    if question.kind is Kind.CLEARANCES:
        days = ("2026-11-24", "2026-05-28", "2026-05-27")
        one = [[{"rule": rule, "on": day}] for rule in question.values for day in days]
        return (None, [], *one)
    return (None, "2026-11-24")


def made_of(*techniques: str, helper: bool = False, side: Side = Side.LEFT) -> Prepared:
    """A session of just these techniques, for a person nothing speaks against."""
    asked = wishes(30, helper=helper, have=tuple(Thing))
    clearance, dice = judged(healthy()), Random(0).random
    making = Making(house().catalog, house().dose, clearance, asked, {}, dice)
    steps = []
    for id in techniques:
        technique = house().catalog[id]
        step = step_of(making, technique, side if technique.each_foot else Side.BOTH, ())
        steps.append(replace(step, seconds=min(120, technique.lengths[-1])))
    session = Session(tuple(steps), clearance, house().dose, asked, (), ())
    return Prepared(clearance, session, lay_out(session, house().catalog, house().words))
