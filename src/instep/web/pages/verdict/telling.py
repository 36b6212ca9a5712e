"""A clearance as a page tells it: the verdict first, then whom to call, then why."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from instep.adapters.content.safety import MUSTS, OFFERS, WITHIN
from instep.adapters.export.as_json import finding_text
from instep.adapters.terminal.verdict import because
from instep.core.safety.clearance import ASK, Action, Clearance, Finding
from instep.core.screening import Answer
from instep.web.house import house, say

LOOKS = {Action.GO: "go", Action.ADAPT: "gentle"}
"""How a verdict is coloured; everything else is not today."""


@dataclass(frozen=True)
class Number:
    """Someone to call: who, what was kept of them, and the number a phone can dial."""

    who: str
    kept: str
    dial: str


@dataclass(frozen=True)
class Reason:
    """One finding in words, and the person's own answers behind it."""

    text: str
    because: Sequence[str]
    rule: str


@dataclass(frozen=True)
class Told:
    """The whole verdict."""

    look: str
    title: str
    line: str
    contacts: Sequence[str]
    numbers: Sequence[Number]
    no_number: bool
    reasons: Sequence[Reason]
    musts: Sequence[str]
    offers: Sequence[str]
    missing: Sequence[str]


def tell(
    clearance: Clearance,
    answers: Mapping[str, Answer],
    numbers: Mapping[str, str],
    *,
    may: bool,
    night: bool,
) -> Told:
    """Everything the page says, in its order."""
    told = [f for f in clearance.findings if _is_told(f, clearance, night)]
    stops = [f for f in told if f.rule.stops is not None]
    name = _name(clearance, may=may)
    contacts = _contacts(clearance)
    called = () if may else _numbers([who for who, _ in contacts], numbers)
    return Told(
        look=LOOKS.get(clearance.action, "not-today") if may else "not-today",
        title=say(f"verdict.actions.{name}.title"),
        line=say(f"verdict.actions.{name}.line"),
        contacts=[say(f"verdict.contact_lines.{who}.{within}") for who, within in contacts],
        numbers=called,
        no_number=not may and bool(contacts) and not called,
        reasons=[_reason(f, answers) for f in (told if may else stops or told)],
        musts=_texts("musts", MUSTS, clearance.musts) if may else (),
        offers=_texts("offers", OFFERS, clearance.offers) if may else (),
        missing=clearance.missing,
    )


def _name(clearance: Clearance, *, may: bool) -> str:
    """After "that hurts" nothing goes on tonight, whatever the rules would allow."""
    if not may and clearance.may_begin:
        return "STOP"
    return "CLOSED" if clearance.may_begin and clearance.closed else clearance.action.name


def _is_told(finding: Finding, clearance: Clearance, night: bool) -> bool:
    """What was never asked would only bury a call for help, or the night's one question."""
    buries = clearance.action >= Action.FOOT_TEAM or night
    return not (buries and finding.rule.id == ASK)


def _contacts(clearance: Clearance) -> list[tuple[str, str]]:
    """Whom to contact by when, the most urgent first, each once."""
    told = [(f.action, f.contact) for f in clearance.findings if f.contact is not None]
    told.sort(key=lambda pair: (WITHIN.index(pair[1].within), pair[0]), reverse=True)
    return list(dict.fromkeys((contact.who, contact.within) for _, contact in told))


def _numbers(first: Sequence[str], numbers: Mapping[str, str]) -> list[Number]:
    """Those to be called now come first; the rest stand by, as when nobody replies."""
    order = dict.fromkeys(who for who in (*first, *numbers) if who in numbers)
    return [
        Number(say(f"verdict.contacts.{who}"), numbers[who], dial(numbers[who])) for who in order
    ]


def dial(kept: str) -> str:
    """The number in what was kept, as a phone dials it; empty where there is none."""
    found = re.findall(r"\+?\d[\d ()./-]*", kept)
    longest = max(found, key=len, default="")
    digits = re.sub(r"[^\d+]", "", longest)
    return digits if len(digits) >= 2 else ""


def _reason(finding: Finding, answers: Mapping[str, Answer]) -> Reason:
    said = [
        because(house().questions[id], answers.get(id), house().words)
        for id in finding.because
        if id in house().questions
    ]
    return Reason(finding_text(finding, house().words), said, finding.rule.id)


def _texts(kind: str, order: Sequence[str], there: frozenset[str]) -> list[str]:
    return [say(f"verdict.{kind}.{name}") for name in order if name in there]
