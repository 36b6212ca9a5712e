"""Language files into words by key, and the promise that no key is missing."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from instep.adapters.content.safety import MUSTS, OFFERS
from instep.adapters.content.table import ContentBroken, read_table
from instep.core.body import Point, Zone
from instep.core.catalog import Catalog, Pressure
from instep.core.safety.clearance import Action, Rule
from instep.core.screening import Questions
from instep.core.timeline import Words

FILES: Mapping[str, str] = {
    "question": "safety/questions.{}.toml",
    "rule": "safety/rules.{}.toml",
    "verdict": "safety/verdict.{}.toml",
    "zone": "zones.{}.toml",
    "oils": "oils/{}.toml",
    "guide": "guide.{}.toml",
    "pressure": "pressure.{}.toml",
    "plan": "plan.{}.toml",
    "ask": "ask.{}.toml",
    "evening": "evening.{}.toml",
}
"""Which file the keys of each kind come from, by language."""

TECHNIQUE_TEXTS = ("name", "what", "where", "how_hard", "how_long", "why", "evidence")


def read_words(
    root: Path, language: str, questions: Questions, rules: Sequence[Rule], catalog: Catalog
) -> Words:
    """Every sentence of one language by its key; refuses where one is missing."""
    words: dict[str, str] = {}
    for kind, name in FILES.items():
        file = name.format(language)
        words |= flat(kind, read_table(root, file).rest(), file)
    for id in catalog:
        file = f"techniques/{id}/{language}.toml"
        words |= flat(f"technique.{id}", read_table(root, file).rest(), file)
    for key, file in _wanted(language, questions, rules, catalog):
        if key not in words:
            raise ContentBroken(file, (key,), "has no words", "Write them.")
    return words


def flat(prefix: str, value: Any, file: str) -> dict[str, str]:
    """Nested tables and lists as one level of dotted keys."""
    if isinstance(value, str):
        return {prefix: value}
    if isinstance(value, Mapping):
        parts: Iterable[tuple[str, Any]] = value.items()
    elif isinstance(value, list):
        parts = ((str(place), item) for place, item in enumerate(value))
    else:
        raise ContentBroken(file, (prefix,), "is not words", "Write a text, a list or a table.")
    words: dict[str, str] = {}
    for name, part in parts:
        words |= flat(f"{prefix}.{name}", part, file)
    return words


def _wanted(
    language: str, questions: Questions, rules: Sequence[Rule], catalog: Catalog
) -> Iterable[tuple[str, str]]:
    """Every key the program will ask for, and the file it belongs in."""
    for question in questions.values():
        for name in ("ask", "help", "short"):
            yield f"question.{question.id}.{name}", FILES["question"].format(language)
    for rule in (rule for rule in rules if rule.is_finding):
        yield f"rule.{rule.id}.text", FILES["rule"].format(language)
        yield f"rule.{rule.id}.short", FILES["rule"].format(language)
        if rule.action is Action.EMERGENCY:
            yield f"rule.{rule.id}.unsure", FILES["rule"].format(language)
    for id in catalog:
        file = f"techniques/{id}/{language}.toml"
        yield from ((f"technique.{id}.{name}", file) for name in TECHNIQUE_TEXTS)
        for who in ("alone", "helper"):
            yield from ((f"technique.{id}.{who}.{name}", file) for name in ("begin", "do.0"))
    yield from ((f"verdict.musts.{must}", FILES["verdict"].format(language)) for must in MUSTS)
    yield from ((f"verdict.offers.{offer}", FILES["verdict"].format(language)) for offer in OFFERS)
    yield from ((f"zone.{zone}.name", FILES["zone"].format(language)) for zone in Zone)
    yield from ((f"zone.points.{point}.name", FILES["zone"].format(language)) for point in Point)
    yield from ((f"pressure.{p.value}", FILES["pressure"].format(language)) for p in Pressure)
