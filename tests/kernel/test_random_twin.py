"""Twenty thousand people drawn by lot, and as many careless files: both kernels say the same."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from instep.core.body import Side
from instep.core.catalog import Aim, Pressure
from instep.core.player import Progress, not_again
from instep.core.safety.clearance import Clearance, decide
from instep.core.screening import Kind, Question
from instep.core.session import Asked, Session, Step
from instep.core.session.step import Uncleared
from instep.core.timeline import Cue, CueKind, Timeline, between
from tests.core.test_guard_laws import CATALOG, EVERY_WAY, LIMITED, STEPS, step_of
from tests.kernel.twin import Case, Order, screen_from, step_json
from tests.make import CASES, TODAY, healthy, house
from tests.worlds import ONCE_ASKED, someone

QUESTIONS = list(house().questions.values())
PEOPLE = 20_000
EACH = 2_000
"""How many are drawn from one seed."""


def a_day(dice: Random, longest: int = 400) -> str:
    return (TODAY - timedelta(days=dice.randrange(longest))).isoformat()


def an_answer(question: Question, dice: Random) -> Any:
    """Any answer this question takes."""
    if question.kind is Kind.YES_NO:
        return dice.choice(("yes", "no", "not_sure"))
    if question.kind is Kind.SIDED:
        return dice.choice(("no", "left", "right", "both", "not_sure"))
    if question.kind is Kind.CHOICE:
        return dice.choice(question.values)
    if question.kind is Kind.NUMBER:
        most = question.most or 0
        drawn = dice.randint(0, int(most)) if question.whole else round(dice.uniform(0, most), 2)
        return dice.choice((drawn, drawn, "not_done", min(2.2, most) if not question.whole else 2))
    if question.kind is Kind.LIST:
        return dice.sample(question.values, dice.randrange(min(4, len(question.values)) + 1))
    if question.kind is Kind.CLEARANCES:
        rules = dice.sample(question.values, dice.randrange(3))
        return [{"rule": rule, "on": a_day(dice)} for rule in rules]
    return a_day(dice)


def a_person(dice: Random) -> Case:
    """Mostly well or anything at all; some answers are silent, some are old."""
    sheet: dict[str, Any] = healthy({**_about(), "pulses_ok": "yes"}, _today())
    share = dice.choice((0.01, 0.03, 0.03, 0.1, 0.5, 1))
    for question in QUESTIONS:
        if dice.random() < share:
            sheet[question.part][question.id] = an_answer(question, dice)
        elif dice.random() < share / 10:
            sheet[question.part].pop(question.id, None)
    about = sheet["about"]
    if about.get("touch_test_missed", "not_done") != "not_done":
        about.setdefault("touch_test_on", a_day(dice))
    old = dice.sample(sorted(about), dice.choice((0, 0, 0, 1, 5)) if len(about) > 4 else 0)
    about["asked_on"] = {question: a_day(dice) for question in old}
    return json.dumps(sheet)


def _about() -> dict[str, Any]:
    return {q: a for q, a in ONCE_ASKED.items() if house().questions[q].part == "about"}


def _today() -> dict[str, Any]:
    return {q: a for q, a in ONCE_ASKED.items() if house().questions[q].part == "today"}


def people(seed: int) -> Iterator[Case]:
    dice = Random(seed)
    return (a_person(dice) for _ in range(EACH))


seeds = pytest.mark.parametrize("seed", range(PEOPLE // EACH))


@seeds
def test_people_drawn_by_lot_are_told_the_same_and_given_the_same_steps(seed, twins):
    drawn = Random(seed + 1).sample(EVERY_WAY, 20)
    order = Order(clearance=True, refusals=True, permits=True, steps=(*STEPS[::3], *drawn))

    assert twins.same(order, people(seed)) == EACH * (1 + 2 * len(order.steps))


def test_of_the_people_drawn_by_lot_some_may_begin_and_some_may_not():
    """So that the comparison is not of one refusal with another."""
    begin = sum(decide(house().rules, screen_from(case, TODAY)).may_begin for case in people(0))

    assert EACH / 5 < begin < EACH * 4 / 5


# -- Sessions played by lot ------------------------------------------------------------------------


def a_session(dice: Random) -> Case:
    """Steps drawn by lot, played in stretches back and forth, to quarters of a second."""
    steps = dice.sample(STEPS, dice.randint(1, 6))
    starts = [sum(int(s.seconds) for s in steps[:n]) for n in range(len(steps))]
    seconds = sum(int(step.seconds) for step in steps)
    return json.dumps(
        {
            "answers": json.loads(a_person(dice)),
            "steps": [step_json(step) for step in steps],
            "starts": starts,
            "seconds": seconds,
            "moments": [dice.randrange(4 * seconds + 1) / 4 for _ in range(dice.randint(2, 30))],
            "place": dice.randrange(len(steps)),
        }
    )


def step_from(told: dict[str, Any]) -> Step:
    """The step this JSON was made from."""
    technique = CATALOG[told["technique"]]
    pressure = None if told["pressure"] is None else Pressure(told["pressure"])
    return step_of(technique, Side(told["side"]), seconds=told["seconds"], pressure=pressure)


def in_python(case: Case) -> str:
    """What Python makes of such a session; seconds in quarters, which are whole."""
    told = json.loads(case)
    steps = tuple(step_from(step) for step in told["steps"])
    screen = screen_from(json.dumps(told["answers"]), TODAY)
    clearance = decide(house().rules, screen)
    moments: list[float] = told["moments"]
    cues = tuple(Cue(at, CueKind.SAY, "", "", None, None) for at in moments)
    timeline = Timeline(cues, tuple(told["starts"]), told["seconds"])
    progress = Progress(0, (0,) * len(steps))
    for moment in moments:
        progress = progress.after(timeline, moment)
    session: Any = SimpleNamespace(steps=steps)
    said = [
        [int(4 * seconds) for seconds in progress.played],
        [timeline.step_at(moment) for moment in moments],
        [int(4 * cue.at) for cue in between(timeline, moments[0], moments[-1])],
        not_again(session, screen.answers, progress, told["place"]),
        why_no_session(steps, clearance, Aim.EASE),
        why_no_session(steps, clearance, Aim.NIGHT),
    ]
    return json.dumps(said, separators=(",", ":"))


def why_no_session(steps: tuple[Step, ...], clearance: Clearance, aim: Aim) -> str | None:
    """Why these steps make no session today; None where they do."""
    try:
        Session(steps, clearance, house().dose, Asked(15, False, aim, frozenset(), 0), (), ())
    except Uncleared as uncleared:
        return str(uncleared)
    return None


def a_full_session(dice: Random) -> Case:
    """Long steps on a person who may have them, about as much as the limits let be."""
    told = json.loads(a_session(dice))
    lengths = (0, 1, 59, 60, 120, 180, 240, 300, 480, 600, 601, 899, 900, 901)
    names = ("arch_rub", "toe_stretch", "warm_hold", "foot_bath", "room", "slow_breathing")
    steps = [
        step_json(step_of(CATALOG[dice.choice(names)], dice.choice(list(Side)), seconds=seconds))
        for seconds in dice.choices(lengths, k=dice.randint(1, 4))
    ]
    for step in steps:
        step["pressure"] = CATALOG[step["technique"]].least
    starts = [sum(step["seconds"] for step in steps[:n]) for n in range(len(steps))]
    seconds = sum(step["seconds"] for step in steps)
    limited = someone({**dice.choice(LIMITED), "pulses_ok": "yes"})
    whole = {"answers": limited, "steps": steps, "starts": starts, "seconds": seconds}
    return json.dumps({**told, **whole, "place": dice.randrange(len(steps))})


def test_sessions_played_by_lot_go_on_alike_and_are_cleared_alike(twins):
    dice = Random(7)
    cases = [a_session(dice) for _ in range(EACH)]

    cases += [a_full_session(dice) for _ in range(EACH)]

    assert twins.same(Order("played"), cases, in_python) == 2 * EACH


def test_of_the_full_sessions_each_limit_is_met_by_some():
    """So that each line that counts minutes is compared."""
    dice = Random(8)
    why = {json.loads(in_python(a_full_session(dice)))[4] for _ in range(500)}

    assert {
        None,
        "more massage on one foot than is cleared",
        "a longer session than is cleared",
        "a longer bath than anyone is offered",
    } <= why


# -- Careless files --------------------------------------------------------------------------------

ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, -0.5, 1.5, 7, 16, 1e22, 12345678901234567890, "", "yes", "no",
    "maybe", "Yes", "not_done", "it's", 'say "it"', """both ' and \" """, "two\nlines", "caf\u00e9",
    "\u2028", "\U0001f9b6", "\ud800", "\x7f", "a" * 99, [], ["nut"], ["nut", "nut"], [1, None],
    [["heel"]], {}, {"rule": "R06"}, [{"rule": "R06", "on": "2026-11-24"}],
    [{"rule": "R99", "on": "2026-11-24"}], [{"rule": "R06", "on": "2026-11-25"}],
    [{"rule": "R06", "on": "2026-11-24", "by": "x"}], [{"on": "2026-11-24"}], ["R06"],
    "2026-02-29", "2024-02-29", "2026-11-25", "2026-13-01", "0000-01-01", "0001-01-01", "20261124",
    " 2026-11-24", "2026-11-24\n", "9999-12-31", [[[[]]]], {"a": {"b": {"c": {}}}},
)  # fmt: skip
KEYS = (*house().questions, "asked_on", "About", "__proto__", "constructor", "toString", "", "é")


def a_careless_file(dice: Random) -> Case:
    """A good file with one, two or three odd things in it."""
    sheet: dict[str, Any] = json.loads(a_person(dice))
    for _ in range(dice.randint(1, 3)):
        place: Any = dice.choice((sheet["about"], sheet["today"], sheet))
        key = dice.choice(KEYS) if place is not sheet else dice.choice(("asked_on", "more", ""))
        if place is not sheet and dice.random() < 0.2:
            place, key = sheet["about"]["asked_on"], dice.choice(KEYS)
        place[key] = dice.choice(ODD)
        if not isinstance(sheet["about"].get("asked_on"), dict):
            break
    return json.dumps(
        dice.choice((sheet, sheet, sheet, dice.choice(ODD), {"about": dice.choice(ODD)}))
    )


@seeds
def test_careless_files_are_refused_alike_by_field_and_with_the_same_fix(seed, twins):
    dice = Random(seed)
    cases = [a_careless_file(dice) for _ in range(EACH)]

    assert twins.same(Order(clearance=True), cases) == EACH


def strictly(text: str) -> Any:
    """What a browser reads of this text; None where it reads nothing, or Python sees more."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) < len(pairs):
            raise ValueError
        return dict(pairs)

    try:
        value = json.loads(text, object_pairs_hook=once)
        return json.dumps(value, allow_nan=False)
    except (ValueError, RecursionError):
        return None


@pytest.mark.parametrize("file", ["refused.json", "accepted.json"])
def test_the_files_that_are_refused_or_taken_by_rule_are_so_alike(file, twins):
    cases = [c for c in json.loads((CASES / file).read_text()) if "text" in c]
    days = sorted({case.get("on", "2026-11-24") for case in cases})
    done = 0
    for day in days:
        on = date.fromisoformat(day)
        read = (strictly(c["text"]) for c in cases if c.get("on", "2026-11-24") == day)
        done += twins.same(Order(clearance=True, on=on), [text for text in read if text])

    assert done > 100
