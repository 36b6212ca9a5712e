"""The answer for today in words: the verdict first, then whom to call, then why."""

from collections.abc import Mapping, Sequence

from instep.adapters.content.safety import MUSTS, OFFERS, WITHIN
from instep.adapters.terminal.pages import listed, wrapped
from instep.core.body import Side
from instep.core.safety.clearance import Clearance, Finding
from instep.core.screening import Answer, Kind, Question, Questions
from instep.core.units import Words

Numbers = Mapping[str, str]
"""The stored telephone numbers, by who."""


def verdict_lines(
    clearance: Clearance,
    questions: Questions,
    words: Words,
    *,
    answers: Mapping[str, Answer] | None = None,
    numbers: Numbers | None = None,
) -> list[str]:
    """The whole page."""
    said = {} if answers is None else answers
    lines = _title(clearance, words)
    lines += _whom(clearance, words, numbers or {})
    lines += _why(clearance, questions, words, said)
    lines += _today(clearance, words)
    return [*lines, "", words["verdict.said.cannot_see"]]


def _title(clearance: Clearance, words: Words) -> list[str]:
    name = clearance.action.name
    if clearance.may_begin and clearance.closed:
        name = "CLOSED"
    title = words[f"verdict.actions.{name}.title"]
    return [title.upper(), "", *wrapped(words[f"verdict.actions.{name}.line"])]


def _whom(clearance: Clearance, words: Words, numbers: Numbers) -> list[str]:
    """Whom to contact by when, the most urgent first, each once; on a stop every stored number."""
    told = [(f.action, f.contact) for f in clearance.findings if f.contact is not None]
    told.sort(key=lambda pair: (WITHIN.index(pair[1].within), pair[0]), reverse=True)
    contacts = dict.fromkeys(contact for _, contact in told)
    lines: list[str] = []
    for contact in contacts:
        lines += ["", *wrapped(words[f"verdict.contact_lines.{contact.who}.{contact.within}"])]
    if clearance.may_begin:
        return lines
    return lines + _numbers([contact.who for contact in contacts], words, numbers)


def _numbers(first: Sequence[str], words: Words, numbers: Numbers) -> list[str]:
    """Those to be called now come first; the rest stand by, as when nobody replies."""
    if not numbers:
        return wrapped(words["verdict.said.no_number"], "  ") if first else []
    order = dict.fromkeys(who for who in (*first, *numbers) if who in numbers)
    called = [f"{words[f'verdict.contacts.{who}']}: {numbers[who]}" for who in order]
    return ["", *(line for call in called for line in wrapped(call, "  "))]


def _why(
    clearance: Clearance, questions: Questions, words: Words, said: Mapping[str, Answer]
) -> list[str]:
    findings = _reasons(clearance)
    if not findings:
        return []
    lines = ["", words["verdict.said.why"]]
    for finding in findings:
        lines += ["", *_finding(finding, questions, words, said)]
    return lines


def _reasons(clearance: Clearance) -> list[Finding]:
    """All findings; where nothing may begin, those alone that stand against it."""
    if clearance.may_begin:
        return list(clearance.findings)
    return [finding for finding in clearance.findings if finding.rule.stops is not None]


def _finding(
    finding: Finding, questions: Questions, words: Words, said: Mapping[str, Answer]
) -> list[str]:
    softened = finding.action is not finding.rule.action
    lines = wrapped(words[f"rule.{finding.rule.id}.{'unsure' if softened else 'text'}"], "  ")
    reasons = [
        because(questions[id], said.get(id), words) for id in finding.because if id in questions
    ]
    lines += listed(reasons, "    - ")
    return [*lines, f"    ({finding.rule.id}, {', '.join(finding.rule.source)})"]


def because(question: Question, answer: Answer | None, words: Words) -> str:
    """One answer given back in the person's own words."""
    short = words[f"question.{question.id}.short"]
    if answer is None:
        return words["verdict.said.not_answered"].replace("{short}", short)
    if answer == "not_sure":
        return words["verdict.said.not_sure"].replace("{short}", short)
    if answer == "no":
        return words["verdict.said.no"].replace("{short}", short)
    return words["verdict.said.yes"].replace("{short}", short) + _detail(question, answer, words)


def _detail(question: Question, answer: Answer, words: Words) -> str:
    """Which side, which number, which word, where there is more than a yes."""
    if question.kind is Kind.YES_NO:
        return ""
    if isinstance(answer, str) and answer in set(Side):
        return f" ({words[f'verdict.sides.{answer}']})"
    given = answer if isinstance(answer, tuple) else (str(answer),)
    return f" ({', '.join(_value(question, value, words) for value in given)})"


def _value(question: Question, value: str, words: Words) -> str:
    for key in (f"question.{question.id}.values.{value}", f"zone.{value}.name"):
        if key in words:
            return words[key]
    return value.replace("_", " ")


def _today(clearance: Clearance, words: Words) -> list[str]:
    """What to mind and what is offered, where a session may begin."""
    if not clearance.may_begin:
        return []
    musts = [words[f"verdict.musts.{must}"] for must in MUSTS if must in clearance.musts]
    offers = [words[f"verdict.offers.{offer}"] for offer in OFFERS if offer in clearance.offers]
    return [
        *_section(words["verdict.said.mind"], musts),
        *_section(words["verdict.said.offered"], offers),
    ]


def _section(title: str, items: Sequence[str]) -> list[str]:
    return ["", title, *listed(items, "  - ")] if items else []
