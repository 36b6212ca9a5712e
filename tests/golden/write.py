"""Write the golden files of safety anew: ``python -m tests.golden.write``; then read the diff.

``rules.txt``, ``questions.txt``, ``limits.txt`` and ``hurts.txt`` say on one line each what the
content of ``content/safety`` comes to once it is read. ``decisions.jsonl`` holds whole decisions,
answers and all; writing it judges the same answers again. To add a person, add a line with
``name``, ``on`` and ``answers``, and write.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from instep.adapters.content import SHIPPED
from instep.adapters.export.as_json import clearance_json
from instep.core.companion import House
from instep.core.safety.clearance import Contact, Rule
from instep.core.screening import Question
from tests.make import house, judged

HERE = Path(__file__).parent
DECISIONS = HERE / "decisions.jsonl"


def texts(shown: House, content: Path = SHIPPED) -> dict[str, str]:
    """The golden text of each kind of content, by file name."""
    return {
        "rules.txt": _lines(_rule(rule) for rule in shown.rules),
        "questions.txt": _lines(_question(asked) for asked in shown.questions.values()),
        "limits.txt": _lines(_tables(content / "safety" / "limits.toml")),
        "hurts.txt": _lines(_tables(content / "safety" / "hurts.toml")),
    }


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def _rule(rule: Rule) -> str:
    parts = {
        "when": "+".join(rule.when),
        "stops": rule.stops,
        "tells": _contacts(rule.contact, rule.contact_unsure),
        "pressure": rule.pressure_at_most,
        "a foot": rule.minutes_per_foot,
        "in all": rule.minutes_total,
        "spares": _words(rule.spares),
        "there": _words(rule.spares_there),
        "zones": rule.zones_from,
        "oils": _words(rule.oils),
        "carriers": _map(rule.carriers),
        "musts": _words(rule.musts),
        "offers": _words(rule.offers),
        "where free": _map(rule.offers_where_free),
        "source": " ".join(rule.source),
    }
    kind = rule.action.name if rule.is_finding else "spares only"
    return f"{rule.id}: {kind}{_said(parts)}"


def _question(asked: Question) -> str:
    condition = asked.asked_when
    parts = {
        "values": " ".join(asked.values),
        "from": asked.least,
        "to": asked.most,
        "whole": asked.whole or None,
        "absent": asked.absent if asked.absent is not None else None,
        "after": condition and f"{condition.question} {condition.over or _words(condition.among)}",
        "own date": asked.own_date or None,
        "kept when stale": asked.keeps_when_stale or None,
        "reassures": asked.reassures,
        "source": " ".join(asked.source),
    }
    return f"{asked.part} {asked.page} {asked.id}: {asked.kind}{_said(parts)}"


def _said(parts: Mapping[str, Any]) -> str:
    return "".join(f" | {name} {value}" for name, value in parts.items() if value not in (None, ""))


def _contacts(sure: Contact | None, unsure: Contact | None) -> str | None:
    if sure is None or unsure is None:
        return None
    plain = f"{sure.who} {sure.within}"
    return plain if sure == unsure else f"{plain}, unsure {unsure.who} {unsure.within}"


def _words(words: Iterable[str]) -> str:
    return " ".join(sorted(words))


def _map(named: Mapping[str, Iterable[str]]) -> str:
    return ", ".join(f"{key}: {_words(words)}" for key, words in sorted(named.items()))


def _tables(file: Path) -> Iterable[str]:
    """A file's own tables, a line each: these numbers go to several rooms."""
    for name, table in tomllib.loads(file.read_text(encoding="utf-8")).items():
        inner = {k: v for k, v in table.items() if isinstance(v, dict)}
        for key, values in inner.items() or [("", table)]:
            yield f"{name}{key and '.'}{key}: {json.dumps(values)}"


# -- Decisions ---------------------------------------------------------------------------------


def fingerprint() -> str:
    """Sixteen hex digits that change when what safety reads comes to something else."""
    return hashlib.sha256("".join(texts(house()).values()).encode()).hexdigest()[:16]


def stored() -> list[dict[str, Any]]:
    """The first line names the content; the others are decisions, each whole."""
    return [json.loads(line) for line in DECISIONS.read_text(encoding="utf-8").splitlines()]


def replayed(decision: Mapping[str, Any]) -> dict[str, Any]:
    """What the same answers come to today, without the words, which have files of their own."""
    clearance = judged(decision["answers"], date.fromisoformat(decision["on"]))
    seen = clearance_json(clearance, house().words)
    for finding in seen["findings"]:
        del finding["text"]
        if finding["contact"]:
            del finding["contact"]["text"]
    return seen


def main() -> None:
    """Write every golden file of safety."""
    for name, text in texts(house()).items():
        (HERE / name).write_text(text, encoding="utf-8")
    again = [{**decision, "clearance": replayed(decision)} for decision in stored()[1:]]
    lines = [json.dumps(line, sort_keys=True) for line in ({"content": fingerprint()}, *again)]
    DECISIONS.write_text(_lines(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
