"""Safety, proved over whole small worlds against a table written by someone else.

Each rule over every combination of the questions it reads. A recording screen shows which those
are, and that no answer makes a fact look further; so nothing else can change what the rule says.
The oracle never saw the code.
"""

from collections.abc import Iterator
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest

from instep.core.safety.clearance import Rule
from instep.core.safety.facts import FACTS, Facts
from instep.core.screening import Kind
from tests.make import TODAY, as_seen, house, judged, screen, sheet_of
from tests.oracle.table import RULES as ROWS
from tests.oracle.table import facts_of, judge
from tests.worlds import BASE, TABLE, Said, as_kept, read_by, reads, size, someone, world

FIT = 150_000
"""Worlds up to this size are walked whole; the larger ones fact by fact, see ``_by_parts``."""

ROW = {row.rule: row for row in ROWS}
BATH = "bath_not_plainly_safe"


# -- Which questions a fact reads --------------------------------------------------------------


def _every_fact() -> list[str]:
    """Every name a rule may use; the bath's doubts are facts of their own and proved below."""
    plain = [q for q, a in house().questions.items() if a.kind in (Kind.YES_NO, Kind.SIDED)]
    return [name for name in (*FACTS, *plain) if name != BATH]


@pytest.mark.parametrize("name", _every_fact())
def test_no_answer_makes_a_fact_look_beyond_the_questions_of_its_world(name):
    """Whatever is said elsewhere, a fact that never looks there cannot be changed by it."""
    known = set(reads((name,)))
    for said in world(reads((name,))):
        answers = {q: as_kept(a) for q, a in said.items() if a is not None}

        assert read_by((name,), answers) <= known, said


def test_a_rule_reads_what_its_facts_read_and_nothing_else():
    for rule in TABLE:
        assert set(reads(rule.when)) == {q for name in rule.when for q in reads((name,))}


# -- Each rule over its whole world ------------------------------------------------------------


def small_world(rule: Rule) -> Iterator[Said]:
    """Every combination this rule reads, or enough of them to stand for all."""
    questions = reads(rule.when)
    return world(questions) if size(questions) <= FIT else _by_parts(rule)


def _by_parts(rule: Rule) -> Iterator[Said]:
    """One set of answers for each way the rule's facts can come out, in both readings.

    Sound while no two facts of the rule share a question and each thing the oracle's row looks at
    hangs on one fact's questions alone: then the rule and the row see a world only through these
    parts, and any two worlds that look alike part by part are judged alike. Both are checked.
    """
    parts = [_classes(rule, name) for name in rule.when]
    assert len(reads(rule.when)) == sum(len(reads((name,))) for name in rule.when)
    _check_oracle_looks_at_one_part_a_time(rule, parts)
    for chosen in product(*(part.values() for part in parts)):
        yield {q: a for said in chosen for q, a in said.items()}


def _classes(rule: Rule, name: str) -> dict[Any, Said]:
    seen: dict[Any, Said] = {}
    for said in world(reads((name,))):
        truth = Facts(screen(sheet_of(said)))[name]
        seen.setdefault((truth.left, truth.right, truth.sided, _oracle_sees(rule, said)), said)
    return seen


def _oracle_sees(rule: Rule, said: Said) -> tuple[Any, ...]:
    """All that the oracle's row can tell of these answers, by name of what it looks at."""
    sheet = sheet_of(said)
    fact, sides = facts_of(sheet["about"], sheet["today"], TODAY, [])
    values = [(name, vars(fact)[name]) for name in _oracle_reads(rule)]
    return tuple(values + [(f"side of {name}", sides[name]) for name in ROW[rule.id].that_side])


def _oracle_reads(rule: Rule) -> list[str]:
    read: set[str] = set()

    class Noting(SimpleNamespace):
        def __getattr__(self, name: str) -> int:
            read.add(name)
            return 0

    ROW[rule.id].fires_on(Noting())
    return sorted(read)


def _check_oracle_looks_at_one_part_a_time(rule: Rule, parts: list[dict[Any, Said]]) -> None:
    plain = dict(_oracle_sees(rule, {}))
    moved = [{n for key in part for n, v in key[-1] if v != plain[n]} for part in parts]
    assert sum(len(names) for names in moved) == len(set().union(*moved))


@pytest.mark.parametrize("rule", TABLE, ids=lambda rule: rule.id)
def test_each_rule_says_what_the_table_says_for_every_combination_it_reads(rule, record_property):
    decisions = 0
    for said in small_world(rule):
        sheet = sheet_of(said)
        ours = as_seen(judged(sheet, rules=(rule,)))["findings"]
        theirs = [f for f in judge(sheet, TODAY)["findings"] if f["rule"] == rule.id]

        assert theirs == ours, said
        decisions += 1
    record_property("decisions", decisions)
    assert decisions >= 4


def test_only_one_world_is_too_large_to_walk_and_the_rest_are_four_hundred_thousand_decisions():
    worlds = {rule.id: size(reads(rule.when)) for rule in TABLE}
    large = [rule for rule, n in worlds.items() if n > FIT]

    assert large == ["R02d"]
    assert sum(n for rule, n in worlds.items() if rule not in large) > 400_000


# -- What keeps the bath shut ------------------------------------------------------------------

BATH_DOUBTS: dict[str, Any] = {
    "diabetes": "not_sure",
    "told_lops": "not_sure",
    "calf_on_walking": "not_sure",
    "wound": "not_sure",
    "infection": "left",
    "black_or_blue": "right",
    "sore_patch": "both",
    "fungus": "left",
    "swollen_legs": "yes",
    "hand_foot_syndrome": None,
}


def test_the_bath_opens_only_when_every_doubt_is_plainly_denied(record_property):
    """Each doubt said, denied or silent by itself is in the pairs; here is every mix of them."""
    mixes = product(*[(BASE[q], doubt) for q, doubt in BATH_DOUBTS.items()])
    decisions = 0
    for mix, pulses in product(mixes, (None, "yes", "no", "not_sure")):
        said = dict(zip(BATH_DOUBTS, mix, strict=True)) | {"pulses_ok": pulses}
        ours, theirs = as_seen(judged(someone(said))), judge(someone(said), TODAY)
        opened = not any(spared["group"] == "BATH" for spared in ours["spared"])

        assert theirs == ours, said
        assert opened == (pulses == "yes" and mix == tuple(BASE[q] for q in BATH_DOUBTS))
        decisions += 1
    record_property("decisions", decisions)
