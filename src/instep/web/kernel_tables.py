"""What the browser's twins of the kernel are given: the content's tables as one JSON file.

The twins hold code and no content. Rules, questions, ages, a fact's threshold and the sentences of
findings go to them from here, so that each is written down once. Their address holds the sum of
their bytes; the twins read no tables whose sum is another.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from instep.adapters.content.safety import MUSTS, OFFERS
from instep.core.body import Zone
from instep.core.catalog import Group
from instep.core.companion import House
from instep.core.safety.clearance import Contact, Rule
from instep.core.safety.facts import TOES_NOT_FELT, WIDE_GAP
from instep.core.screening import Condition, Question
from instep.core.units import Words

FORMAT = 1
"""The shape of the tables; ``kernel/tables.js`` reads this one and no other."""


def kernel_json(house: House) -> str:
    """The tables as the browser gets them: keys sorted, plain ASCII, always the same bytes."""
    return json.dumps(kernel_tables(house), sort_keys=True, separators=(",", ":"))


def version_of(text: str) -> str:
    """Sixteen hex digits that change when any byte of the tables does."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def kernel_tables(house: House) -> dict[str, Any]:
    """Everything the twins look up; questions and rules in the order of their files."""
    return {
        "format": FORMAT,
        "content_version": house.version,
        "ages": asdict(house.ages),
        "thresholds": {"toes_not_felt": TOES_NOT_FELT, "wide_gap": WIDE_GAP},
        "limits": {
            "foot_seconds": house.dose.foot_at_most,
            "bath_seconds": house.dose.bath.at_most,
        },
        "groups": [str(group) for group in Group],
        "zones": [str(zone) for zone in Zone],
        "musts": list(MUSTS),
        "offers": list(OFFERS),
        "questions": [_question(question) for question in house.questions.values()],
        "rules": [_rule(rule) for rule in house.rules],
        "words": _words(house.rules, house.words),
    }


def _question(question: Question) -> dict[str, Any]:
    absent = question.absent
    return {
        "id": question.id,
        "part": str(question.part),
        "page": question.page,
        "kind": str(question.kind),
        "values": list(question.values),
        "least": question.least,
        "most": question.most,
        "whole": question.whole,
        "absent": list(absent) if isinstance(absent, tuple) else absent,
        "asked_when": _condition(question.asked_when),
        "own_date": question.own_date,
        "keeps_when_stale": question.keeps_when_stale,
    }


def _condition(condition: Condition | None) -> dict[str, Any] | None:
    if condition is None:
        return None
    return {
        "question": condition.question,
        "among": list(condition.among),
        "over": condition.over,
    }


def _rule(rule: Rule) -> dict[str, Any]:
    pressure = rule.pressure_at_most
    return {
        "id": rule.id,
        "when": list(rule.when),
        "action": rule.action.name,
        "stops": None if rule.stops is None else str(rule.stops),
        "contact": _contact(rule.contact),
        "contact_unsure": _contact(rule.contact_unsure),
        "source": rule.source[0],
        "pressure_at_most": None if pressure is None else int(pressure),
        "minutes_per_foot": rule.minutes_per_foot,
        "minutes_total": rule.minutes_total,
        "spares": sorted(rule.spares),
        "spares_there": sorted(rule.spares_there),
        "zones_from": rule.zones_from,
        "oils": sorted(rule.oils),
        "carriers": {word: sorted(spared) for word, spared in rule.carriers.items()},
        "musts": sorted(rule.musts),
        "offers": sorted(rule.offers),
        "offers_where_free": {
            offer: sorted(groups) for offer, groups in rule.offers_where_free.items()
        },
        "is_finding": rule.is_finding,
    }


def _contact(contact: Contact | None) -> dict[str, str] | None:
    return None if contact is None else asdict(contact)


def _words(rules: Iterable[Rule], words: Words) -> dict[str, str]:
    """The sentences a finding may be told in, and the lines that say whom to contact."""
    told = {f"rule.{rule.id}.{name}" for rule in rules for name in ("text", "unsure")}
    wanted = {key for key in words if key.startswith("verdict.contact_lines.") or key in told}
    return {key: words[key] for key in wanted}
