"""The guard against the oracle, over whole worlds: it refuses exactly what today's answers forbid.

``core.safety`` is not asked anywhere here but where it is broken on purpose. What a clearance
permits a step to do is read off rules.md below, over the oracle's clearance.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from instep.adapters.clocks import RushingClock
from instep.core import companion, guard
from instep.core.body import FEET, Side, Zone
from instep.core.catalog import Group, Pressure, Technique, Thing
from instep.core.guard import Touch, Walls, refusal, walls, walls_of
from instep.core.guard import steps as guard_steps
from instep.core.player import NotShown, perform, watch
from instep.core.safety.clearance import decide
from instep.core.session import Step
from tests.make import TODAY, answers_to, healthy, house, prepared, screen, wishes
from tests.oracle.table import RULES as ROWS
from tests.oracle.table import judge
from tests.worlds import (
    EVERY_ANSWER,
    FACES,
    RULES,
    TABLE,
    Said,
    asked_all,
    faces,
    someone,
    together,
)

QUESTIONS = house().questions
CATALOG = house().catalog
COUNTED = {"RUB", "STR", "ACU", "ROL", "OIL", "CAR"}
"""The groups whose seconds count towards a foot's minutes (rules.md, Dose)."""

ROW = {row.rule: row for row in ROWS}
BREATHES = "slow_breathing"
REMAINS = {"skin_look", "wipe_and_shoes", "room", "quiet_rest", BREATHES}
"""What may go on though a foot is closed: these touch no foot but to look at it or to dress it."""


def raw(said: Said) -> guard.Answers:
    """The answers that still count, as the guard is given them."""
    return screen(someone(said)).answers


# -- What the oracle's clearance permits -------------------------------------------------------


def permits(clearance: Mapping[str, Any], before: Sequence[Touch], step: Touch) -> bool:
    """Whether this step may follow those before it, read off rules.md over the oracle's answer."""
    return (
        clearance["may_begin"]
        and (step.technique in REMAINS or not set(step.side.each) & set(clearance["closed"]))
        and not _spared(clearance, step)
        and (step.pressure or 0) <= clearance["pressure_at_most"]
        and not set(step.oils) & set(clearance["oils_spared"])
        and not set(step.carriers) & set(clearance["carriers_spared"])
        and _in_time(clearance["minutes_at_most"], [*before, step])
    )


def _spared(clearance: Mapping[str, Any], step: Touch) -> bool:
    """Whether any of its groups is spared where it goes; a ball rolls over all of its zones."""
    goes = CATALOG[step.technique].zones if Group.ROL in step.groups else step.zones
    return any(
        entry["group"] in step.groups
        and entry["side"] in ("both", *step.side.each)
        and (not entry["zones"] or set(entry["zones"]) & set(goes))
        for entry in clearance["spared"]
    )


def _in_time(minutes: Mapping[str, int | None], steps: Sequence[Touch]) -> bool:
    step, total = steps[-1], minutes["total"]
    if total is not None and sum(s.seconds for s in steps) > 60 * total:
        return False
    a_foot = 60 * min(minutes["per_foot"] or 15, 15)
    return all(
        _on(steps, foot, groups) <= most
        for groups, most in ((COUNTED, a_foot), ({"BATH"}, 600))
        for foot in step.side.each
        if step.groups & groups
    )


def _on(steps: Sequence[Touch], foot: Side, groups: set[str]) -> float:
    return sum(s.seconds for s in steps if s.groups & groups and foot in s.side.each)


# -- Steps -------------------------------------------------------------------------------------


def step_of(technique: Technique, side: Side, **changes: Any) -> Step:
    """This technique on this side for a minute, as it usually is, from the plainest bottle."""
    step = Step(
        technique=technique.id,
        groups=technique.groups,
        side=side,
        zones=technique.zones,
        points=technique.points,
        seconds=60,
        pressure=technique.usual,
        why=(),
        oils=("peppermint",) if Group.OIL in technique.groups else (),
        carriers=("cream",) if Group.CAR in technique.groups else (),
    )
    return replace(step, **changes)


LOOK = step_of(CATALOG["skin_look"], Side.BOTH)


def usual_and_softest(sides: Sequence[Side] = tuple(Side)) -> list[Step]:
    """Every technique on every side, at its usual pressure and at its least."""
    return [
        step_of(technique, side, pressure=pressure)
        for technique, side in product(CATALOG.values(), sides)
        for pressure in sorted({technique.usual, technique.least}, key=str)
    ]


def every_way(technique: Technique) -> Iterator[Step]:
    """On each side, each zone alone and all at once, each pressure it knows, each bottle."""
    pressures = [p for p in Pressure if technique.usual and technique.least <= p <= technique.usual]
    zones = [technique.zones, *((zone,) for zone in technique.zones)]
    oils = (
        [(oil,) for oil in ("peppermint", "eucalyptus")] if Group.OIL in technique.groups else [()]
    )
    carriers = ("cream", "sunflower", "coconut", "almond")
    bottles = [(c,) for c in carriers] if Group.CAR in technique.groups else [()]
    for side, where, pressure, oil, bottle in product(
        Side, zones, pressures or [technique.usual], oils, bottles
    ):
        if not where and technique.zones:
            continue
        yield step_of(
            technique, side, zones=where, pressure=pressure, oils=oil, carriers=bottle, points=()
        )


STEPS = usual_and_softest()
EVERY_WAY = [step for technique in CATALOG.values() for step in every_way(technique)]


@pytest.fixture
def walls_once(monkeypatch):
    """Lets the walls of one person be raised once and every step be held against them."""
    raised: dict[int, Walls] = {}

    def of(answers: guard.Answers) -> Walls:
        return raised[id(answers)]

    def raise_for(answers: guard.Answers) -> guard.Answers:
        raised.clear()
        raised[id(answers)] = walls_of(answers)
        return answers

    monkeypatch.setattr(guard_steps, "walls_of", of)
    return raise_for


def hold(answers: guard.Answers, clearance: Mapping[str, Any], steps: Sequence[Step]) -> int:
    """Every step is refused exactly when the oracle's clearance does not permit it."""
    for step in steps:
        refused = refusal(answers, (LOOK,), step)

        assert (refused is None) is permits(clearance, (LOOK,), step), (refused, step)
    return len(steps)


# -- Every rule, and every two rules -----------------------------------------------------------

by_rule = pytest.mark.parametrize("rule_id", [rule.id for rule in TABLE])


@by_rule
def test_every_step_is_refused_exactly_when_the_oracle_does_not_permit_it(
    rule_id, walls_once, record_property
):
    decisions = 0
    for said in faces(rule_id):
        for more in ({}, {"pulses_ok": "yes", "oil_patch_clear": "yes"}):
            sheet = {**said, **more}
            decisions += hold(walls_once(raw(sheet)), judge(someone(sheet), TODAY), EVERY_WAY)
    record_property("decisions", decisions)


@by_rule
def test_with_any_second_finding_too_every_step_is_refused_exactly_when_it_should_be(
    rule_id, walls_once, record_property
):
    free = {"pulses_ok": "yes", "oil_patch_clear": "yes"}
    decisions = 0
    for one, (other_id, other) in product(faces(rule_id), FACES):
        if other_id >= rule_id:
            sheet = together({**free, **one}, other)
            clearance = judge(someone(sheet), TODAY)
            steps = STEPS if clearance["may_begin"] else STEPS[:: len(STEPS) // 8]
            decisions += hold(walls_once(raw(sheet)), clearance, steps)
    record_property("decisions", decisions)


SORE = [
    {"sore_patch": side, "sore_patch_zones": zones, "red_stays": "no"}
    for side, zones in product(
        ("left", "right", "both", "not_sure", "no"),
        ([], ["heel"], ["toe_1"], ["arch_inner", "ball_middle"], ["lower_leg"], [*map(str, Zone)]),
    )
]


@pytest.mark.parametrize("sore", SORE, ids=lambda sore: str(list(sore.values())[:2]))
def test_a_sore_spot_is_left_alone_whatever_else_is_found(sore, walls_once, record_property):
    decisions = 0
    for said in ({}, {"touch_hurts": "left"}, {"fungus": "right"}, {"bone_or_surgery": "right"}):
        sheet = {**said, **sore, "oil_patch_clear": "yes"}
        decisions += hold(walls_once(raw(sheet)), judge(someone(sheet), TODAY), EVERY_WAY)
    record_property("decisions", decisions)


# -- Every two answers -------------------------------------------------------------------------


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_walls_are_what_the_oracle_says_for_any_two_answers(question, record_property):
    later = [(q, a) for q, a in EVERY_ANSWER if q > question]
    decisions = 0
    for answer, (other, other_answer) in product(answers_to(QUESTIONS[question]), later):
        said = {question: answer, other: other_answer}

        hold_walls(said)
        decisions += 1
    record_property("decisions", decisions)


def hold_walls(said: Said) -> None:
    """Every wall stands where the oracle's clearance has one, and nowhere else."""
    raised, clearance = walls_of(raw(said)), judge(someone(said), TODAY)
    assert (raised.no_session is None) is clearance["may_begin"], said
    if not clearance["may_begin"]:
        return
    minutes = clearance["minutes_at_most"]
    in_all = None if raised.in_all is None else raised.in_all / 60
    assert raised.closed == set(clearance["closed"]), said
    assert raised.firmest == clearance["pressure_at_most"], said
    assert (raised.a_foot / 60, in_all) == (minutes["per_foot"] or 15, minutes["total"]), said
    assert raised.oils == set(clearance["oils_spared"]), said
    assert raised.carriers == set(clearance["carriers_spared"]), said
    assert _shut(raised) == _left_out(clearance), said


def _shut(raised: Walls) -> set[tuple[str, str]]:
    """Whole groups left out on open feet; the candle is refused for everyone."""
    return {(str(g), str(foot)) for g, foot in raised.spared if foot not in raised.closed}


def _left_out(clearance: Mapping[str, Any]) -> set[tuple[str, str]]:
    open_feet = [str(foot) for foot in FEET if foot not in clearance["closed"]]
    return {
        (entry["group"], foot)
        for entry in clearance["spared"]
        for foot in (open_feet if entry["side"] == "both" else [entry["side"]])
        if not entry["zones"] and foot in open_feet and entry["group"] != "CAN"
    }


NO_ROW_OF_ITS_OWN = {
    "ASK": "something_unanswered asks for itself",
    "R12a": "sore spots have lines of their own",
    "R31": "an age is asked apart, also at night",
    "R27": "the candle is refused for everyone",
    "O1": "oil has a line of its own",
    "B1": "the bath has a line of its own",
    "R28a": "it spares nothing",
    **dict.fromkeys(("R01b", "R01d"), "R01a stops as much"),
    "R02b": "R02a stops as much",
    "R02d": "R02e stops as much",
    "R21b": "R19a and R19b stop as much",
    "R41b": "R41 closes both feet",
    "T1": "R02a, R03, R19a and R19b stop as much",
}


def test_every_rule_of_the_book_is_a_row_of_the_guard_or_needs_none():
    tables = (walls._SEE_SOMEONE_FIRST, walls._NO_SESSION, walls._CLOSES_A_FOOT, walls._NARROWS)
    named = {rule for table in tables for row in table for rule in row.rule.split()}

    assert named | set(NO_ROW_OF_ITS_OWN) == set(RULES)
    assert not named & set(NO_ROW_OF_ITS_OWN)


def test_each_row_that_narrows_does_what_the_oracles_row_does():
    """Also where another wall stands in the same place: each holds by itself."""
    for rule in {row.rule for row in walls._NARROWS} - {"R30"}:  # its words are the person's
        ours = [row for row in walls._NARROWS if row.rule == rule]
        theirs = ROW[rule]
        spares = {str(group) for row in ours for group in row.spares}
        total = theirs.total and 60 * theirs.total

        assert spares == (theirs.spare | theirs.spare_that_side) - {"CAN"}, rule
        assert {row.firmest for row in ours} == {theirs.pressure}, rule
        assert {row.a_foot for row in ours} == {60 * (theirs.per_foot or 15)}, rule
        assert {row.in_all for row in ours} == {total}, rule
        assert {oil for row in ours for oil in row.oils} == theirs.oils, rule


def test_a_row_stands_where_all_its_signs_are_and_nothing_else_need_be():
    row, signs = walls._Row("R36", frozenset({"sleepy"})), frozenset({"sleepy"})

    assert walls._standing((row,), ((Side.LEFT, signs),)) == [(row, Side.LEFT)]
    assert walls._standing((row,), ((Side.LEFT, frozenset()),)) == []


# -- Time --------------------------------------------------------------------------------------

LIMITED: list[Said] = [
    {},
    {"told_lops": "yes", "with_helper": "yes"},
    {"soles_hard_to_see": "yes"},
    {"chemo": "now", "platelets": "ok", "chemo_team_ok": "yes"},
    {"chemo": "now", "platelets": "ok", "chemo_team_ok": "yes", "told_lops": "yes"},
    {"bone_or_surgery": "left"},
]


@pytest.mark.parametrize("said", LIMITED, ids=str)
def test_minutes_are_counted_by_foot_and_in_all_to_the_last_second(said, walls_once):
    said = {**said, "pulses_ok": "yes", "oil_patch_clear": "yes"}
    answers, clearance = walls_once(raw(said)), judge(someone(said), TODAY)
    names = ("cream_pat", "arch_rub", "toe_stretch", "warm_hold", "foot_bath", "room")
    befores = [
        [replace(LOOK, seconds=1), step_of(CATALOG[name], side, seconds=60 * minutes - 1)]
        for name, side, minutes in product(names, Side, (1, 4, 7, 8, 9, 10, 14, 15, 19, 20))
    ]
    for before, name, side, seconds in product(befores, names, Side, (0, 1, 2, 59, 60, 61, 540)):
        step = step_of(CATALOG[name], side, seconds=seconds, pressure=CATALOG[name].least)
        refused = refusal(answers, before, step)

        assert (refused is None) is permits(clearance, before, step), (refused, before, step)


# -- The night ---------------------------------------------------------------------------------


def test_at_night_the_guard_lets_an_adult_breathe_whose_leg_was_asked_about_and_no_call_stands():
    breath = step_of(CATALOG[BREATHES], Side.BOTH, seconds=180)
    calls = ("FOOT_TEAM", "URGENT", "EMERGENCY")
    for said, adult, leg in product(
        [{}, *(face for _, face in FACES)], ("yes", "no", "not_sure", None), ("no", None, "yes")
    ):
        sheet = {"adult": adult, "hangs_down": leg, **said}
        answers, clearance = raw(sheet), judge(someone(sheet), TODAY)
        called = any(finding["action"] in calls for finding in clearance["findings"])
        asked = answers.get("adult") == "yes" and "hangs_down" in answers

        assert (refusal(answers, (), breath) is None) is (asked and not called), sheet


# -- Safety broken on purpose ------------------------------------------------------------------


class Listing:
    """A stage that keeps a list."""

    def __init__(self):
        self.seen = []

    def show(self, cue):
        """Keep it."""
        self.seen.append(cue)


@pytest.fixture
def careless(monkeypatch):
    """Safety permits everything to everyone, whatever was said."""
    everything = decide((), screen(healthy()))
    assert everything.may_begin
    assert everything.spared == ()
    monkeypatch.setattr(companion, "decide", lambda *_: everything)


@by_rule
@pytest.mark.usefixtures("careless")
def test_when_safety_permits_everything_the_guard_still_stands_before_each_step(rule_id):
    for said in faces(rule_id):
        made = prepared(someone(said), wishes(30, have=tuple(Thing)))
        look = watch(made.session, made.timeline, raw(said))
        clearance, steps = judge(someone(said), TODAY), made.session.steps
        for place, (step, start) in enumerate(zip(steps, made.timeline.starts, strict=True)):
            if permits(clearance, steps[:place], step):
                look(start)
                continue
            with pytest.raises(NotShown):
                look(start)


@by_rule
@pytest.mark.usefixtures("careless")
def test_when_safety_permits_everything_nothing_uncleared_is_ever_seen(rule_id):
    for said in faces(rule_id):
        made, stage = prepared(someone(said), wishes(30, have=tuple(Thing))), Listing()
        look = watch(made.session, made.timeline, raw(said))
        clearance, steps = judge(someone(said), TODAY), made.session.steps
        cleared = [permits(clearance, steps[:n], step) for n, step in enumerate(steps)]
        stopped = len(steps) if all(cleared) else cleared.index(False)
        try:
            perform(made.timeline.cues, RushingClock(), stage, look)
        except NotShown:
            assert not all(cleared)

        seen = {made.timeline.step_at(cue.at) for cue in stage.seen}
        assert seen <= set(range(stopped)), said
        assert all(cleared) is (len(stage.seen) == len(made.timeline.cues)), said


@pytest.mark.usefixtures("careless")
def test_with_safety_broken_a_sheet_full_of_silence_shows_nothing():
    made, stage = prepared({}, wishes(15)), Listing()

    with pytest.raises(NotShown):
        perform(made.timeline.cues, RushingClock(), stage, watch(made.session, made.timeline, {}))
    assert stage.seen == []


def test_every_face_of_the_worlds_is_complete_so_that_it_is_the_rule_that_is_judged():
    for rule_id, said in FACES:
        assert not screen(someone(asked_all(said))).missing(), rule_id
