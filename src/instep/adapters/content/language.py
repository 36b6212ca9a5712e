"""Language files into words by key, and the promise that no key is missing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from instep.adapters.content.safety import MUSTS, OFFERS
from instep.adapters.content.table import ContentBroken, read_table
from instep.core.body import Point, Zone
from instep.core.catalog import Catalog, Pressure
from instep.core.safety.clearance import Action, Rule
from instep.core.screening import Questions
from instep.core.units import Words

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
    "pulse": "pulse.{}.toml",
    "web": "web.{}.toml",
    "helps": "helps.{}.toml",
    "measures": "measures.{}.toml",
}
"""Which file the keys of each kind come from, by language."""

IMPLIED = frozenset({"question", "rule", "zone"})
"""Kinds whose keys follow from another file; all others are listed."""

TECHNIQUE_TEXTS = ("name", "what", "where", "how_hard", "how_long", "why", "evidence")


LISTED = "words.toml"
"""The keys that no other file implies, kind by kind."""

OPTIONAL = re.compile(
    r"question\.\w+\.values\.\w+"
    r"|technique\.\w+\.(?:watch_for|alone\.do|helper\.do)\.\d+"
    r"|rule\.\w+\.unsure"
)

"""Keys of which there may be any number, or none."""


def read_words(
    root: Path, language: str, questions: Questions, rules: Sequence[Rule], catalog: Catalog
) -> Words:
    """Every sentence of one language by its key; refuses one that is missing or not known."""
    words: dict[str, str] = {}
    place: dict[str, str] = {}
    for kind, file in _files(language, catalog):
        found = flat(kind, read_table(root, file).rest(), file)
        words |= found
        place |= dict.fromkeys(found, file)
    wanted = dict(_wanted(root, language, questions, rules, catalog))
    for key in sorted(wanted.keys() - words.keys()):
        raise ContentBroken(wanted[key], (key,), "has no words", "Write them.")
    for key in sorted(words.keys() - wanted.keys()):
        if not OPTIONAL.fullmatch(key):
            fix = "Take it out, or mend its spelling."
            raise ContentBroken(place[key], (key,), "is not a known key", fix)
    return words


def _files(language: str, catalog: Catalog) -> Iterable[tuple[str, str]]:
    """Every language file with the beginning of its keys."""
    yield from ((kind, name.format(language)) for kind, name in FILES.items())
    yield from ((f"technique.{id}", f"techniques/{id}/{language}.toml") for id in catalog)


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
    root: Path, language: str, questions: Questions, rules: Sequence[Rule], catalog: Catalog
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
    yield from ((f"zone.{zone}.name", FILES["zone"].format(language)) for zone in Zone)
    yield from ((f"zone.points.{point}.name", FILES["zone"].format(language)) for point in Point)
    yield from ((key, FILES[kind].format(language)) for kind, key in _listed(root))


def _listed(root: Path) -> Iterable[tuple[str, str]]:
    """The keys of ``words.toml``; pressure levels, musts and offers must all be among them."""
    table = read_table(root, LISTED)
    for kind in (kind for kind in FILES if kind not in IMPLIED):
        keys = table.texts(kind)
        for key in _must_be_listed(kind):
            if key not in keys:
                raise table.broken(kind, f"lacks {key}", "Add it, and words for it.")
        yield from ((kind, f"{kind}.{key}") for key in keys)
    table.done()


def _must_be_listed(kind: str) -> list[str]:
    levels = [str(pressure.value) for pressure in Pressure]
    answers = [f"musts.{must}" for must in MUSTS] + [f"offers.{offer}" for offer in OFFERS]
    return {"pressure": levels, "verdict": answers}.get(kind, [])
