"""``instep content check``: everything that may not ship, each with file, key, line and fix."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

from instep.adapters.content.language import FILES, flat
from instep.adapters.content.load import LANGUAGE, load
from instep.adapters.content.reading import grade, words
from instep.adapters.content.table import ContentBroken, read_table
from instep.adapters.content.techniques import FOLDER
from instep.adapters.content.where import line_of, twice
from instep.adapters.content.words import (
    GLOSSARY,
    Problem,
    easy_words,
    problems_in_page,
    problems_in_sentences,
    problems_in_spoken,
)
from instep.core.body import Side
from instep.core.companion import House
from instep.core.screening import Questions

SAFETY_GRADE, GRADE = 4.0, 5.0
"""Reading grades no page may be over (product.md, How it speaks)."""

LEAST_WORDS = 10
"""Fewer have no grade worth the name: a smaller table is read with the rest of its file."""

PAUSE = "\n\n"
"""Texts of a page stand apart, so that a label does not run on into the next sentence."""

TECHNIQUE = "technique"
SAFETY_TECHNIQUES = ("skin_look", "foot_bath", "warm_wash", "wipe_and_shoes")
SPOKEN = ("guide", "pressure", "zone", "oils.drops.spoken")
SPOKEN_OF_TECHNIQUE = ("name", "alone", "helper")
UNSPOKEN = ("guide.screen",)
"""What the voice says, by the beginning of its key, and the part of that which is only read."""

P = ParamSpec("P")
T = TypeVar("T")
_Path = tuple[str, ...]
_Place = tuple[_Path, Problem]
_Texts = Mapping[_Path, str]


@dataclass(frozen=True)
class Found:
    """One thing to mend, and where it is."""

    file: str
    path: _Path
    line: int
    what: str
    fix: str

    def __str__(self) -> str:
        where = f"{'.'.join(self.path)}: " if self.path else ""
        return f"{self.file}:{self.line}: {where}{self.what}. {self.fix}"


@dataclass(frozen=True)
class _Script:
    """One language file: its texts by key path."""

    kind: str
    file: str
    texts: _Texts


def check_content(root: Path) -> list[Found]:
    """What is broken comes first, then the words that may not ship, in the order of the files."""
    house, broken = _attempt(load, root)
    if not root.is_dir():
        return [_fault_found(root, fault) for fault in broken]
    easy, faults = _attempt(easy_words, root)
    broken += faults
    problems: list[Found] = []
    for kind, file in _files(root):
        script, faults = _attempt(_read, root, kind, file)
        broken += faults
        if script is not None:
            problems += (_found(root, file, *at) for at in _in_script(script, house, easy))
    first = {str(fault): _fault_found(root, fault) for fault in broken}
    return [*first.values(), *sorted(problems, key=lambda found: (found.file, found.line))]


def _attempt(
    read: Callable[P, T], *given: P.args, **named: P.kwargs
) -> tuple[T | None, list[ContentBroken]]:
    """What was read, or the fault that stood in the way."""
    try:
        return read(*given, **named), []
    except ContentBroken as fault:
        return None, [fault]


# -- Where -------------------------------------------------------------------------------------


def _found(root: Path, file: str, path: _Path, problem: Problem) -> Found:
    return Found(file, path, line_of(_text(root, file), path), problem.what, problem.fix)


def _fault_found(root: Path, fault: ContentBroken) -> Found:
    """A broken file or key, at its line; TOML's own complaints name their line themselves."""
    if isinstance(fault.__cause__, ValueError) and fault.what.startswith("is not TOML"):
        return _not_toml(fault, _text(root, fault.file))
    return _found(root, fault.file, _path_of(fault), Problem(fault.what, fault.fix))


def _not_toml(fault: ContentBroken, text: str) -> Found:
    second = twice(text) if re.search("Cannot|Duplicate", fault.what) else None
    if second is not None:
        fix = "Give it a name of its own, or take one of them out."
        return Found(fault.file, second.path, second.line, "is an id used twice", fix)
    said = re.search(r"at line (\d+)", fault.what)
    line = int(said.group(1)) if said else max(1, len(text.splitlines()))
    return Found(fault.file, (), line, fault.what, fault.fix)


def _path_of(fault: ContentBroken) -> _Path:
    """The key path inside its file; keys of words begin with their kind, which no file holds."""
    if len(fault.path) != 1 or "." not in fault.path[0]:
        return fault.path
    parts = tuple(fault.path[0].split("."))
    if not fault.file.endswith(f"{LANGUAGE}.toml"):
        return parts
    return parts[2:] if parts[0] == TECHNIQUE else parts[1:]


def _text(root: Path, file: str) -> str:
    try:
        return (root / file).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


# -- Words -------------------------------------------------------------------------------------


def _files(root: Path) -> Iterator[tuple[str, str]]:
    """Every file of words, with its kind."""
    yield from ((kind, name.format(LANGUAGE)) for kind, name in FILES.items())
    yield "glossary", GLOSSARY
    folders = sorted(path.name for path in (root / FOLDER).glob("*") if path.is_dir())
    yield from ((TECHNIQUE, f"{FOLDER}/{name}/{LANGUAGE}.toml") for name in folders)


def _read(root: Path, kind: str, file: str) -> _Script:
    texts = flat("", read_table(root, file).rest(), file)
    return _Script(kind, file, {tuple(key.split(".")[1:]): text for key, text in texts.items()})


def _in_script(
    script: _Script, house: House | None, easy: frozenset[str] | None
) -> Iterator[_Place]:
    """Each text by itself, then each page; without a glossary no page can be graded."""
    for path, text in script.texts.items():
        spoken = problems_in_spoken(text) if _is_spoken(script.kind, path) else ()
        yield from ((path, problem) for problem in (*spoken, *problems_in_sentences(text)))
    if house is not None and script.kind == "question":
        yield from _in_answers(script, house.questions)
    if easy is not None:
        yield from _in_pages(script, easy)


def _in_answers(script: _Script, questions: Questions) -> Iterator[_Place]:
    """Words for an answer that its question does not have."""
    for path in (path for path in script.texts if path[1:2] == ("values",)):
        if path[-1] not in (*questions[path[0]].values, "no", *Side):
            yield path, Problem("is not an answer to it", "Take it out, or mend its spelling.")


def _in_pages(script: _Script, easy: frozenset[str]) -> Iterator[_Place]:
    """A page that is a table is named by it; another one by the text that weighs most."""
    plain = script.kind == TECHNIQUE and Path(script.file).parent.name not in SAFETY_TECHNIQUES
    most = GRADE if plain else SAFETY_GRADE
    for path, texts in _pages(script).items():
        page = PAUSE.join(texts.values())
        for problem in problems_in_page(page, grade_at_most=most, easy=easy):
            yield path or max(texts, key=lambda each: grade(texts[each], easy)), problem


def _is_spoken(kind: str, path: _Path) -> bool:
    if kind == TECHNIQUE:
        return path[0] in SPOKEN_OF_TECHNIQUE
    key = ".".join((kind, *path))
    return key.startswith(SPOKEN) and not key.startswith(UNSPOKEN)


def _pages(script: _Script) -> Mapping[_Path, _Texts]:
    """What is read in one go: a table of a file, or the texts that stand in no table.

    Of a technique: its read text, and each telling of it. Its name is a title, not a sentence.
    """
    tables: dict[_Path, dict[_Path, str]] = {(): {}}
    for path, text in script.texts.items():
        if (script.kind, path) != (TECHNIQUE, ("name",)):
            tables.setdefault(_page_of(script.kind, path), {})[path] = text
    for path in [path for path in tables if path and _is_small(tables[path])]:
        tables[()] |= tables.pop(path)
    return {path: texts for path, texts in tables.items() if not _is_small(texts)}


def _page_of(kind: str, path: _Path) -> _Path:
    inside = path[0] in ("alone", "helper") if kind == TECHNIQUE else len(path) > 1
    return path[:1] if inside else ()


def _is_small(texts: _Texts) -> bool:
    return sum(len(words(text)) for text in texts.values()) < LEAST_WORDS
