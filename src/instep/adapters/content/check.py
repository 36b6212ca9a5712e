"""``instep content check``: everything that may not ship, each with file, key, line and fix."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from instep.adapters.content.language import FILES, flat
from instep.adapters.content.load import LANGUAGE, load
from instep.adapters.content.table import ContentBroken, read_table
from instep.adapters.content.where import line_of
from instep.adapters.content.words import (
    Problem,
    easy_words,
    problems_in_page,
    problems_in_sentences,
    problems_in_spoken,
)

SAFETY_GRADE, GRADE = 4.0, 5.0
"""Reading grades no page may be over (product.md, How it speaks)."""

SAFETY_TECHNIQUES = ("skin_look", "foot_bath", "warm_wash", "wipe_and_shoes")
SPOKEN_FILES = ("guide", "pressure")
UNSPOKEN = ("guide.screen",)
"""Parts of spoken files that are only read."""


@dataclass(frozen=True)
class Found:
    """One thing to mend, and where it is."""

    file: str
    path: tuple[str, ...]
    line: int
    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {'.'.join(self.path)}: {self.what}. {self.fix}"


def check_content(root: Path) -> list[Found]:
    """What is broken comes first and alone; only sound content is read for its words."""
    try:
        house = load(root)
    except ContentBroken as broken:
        return [_found(root, broken.file, broken.path, Problem(broken.what, broken.fix))]
    easy = easy_words(root)
    problems = [_found(root, *place) for place in _in_words(root, list(house.catalog), easy)]
    return sorted(problems, key=lambda found: (found.file, found.line))


def _found(root: Path, file: str, path: tuple[str, ...], problem: Problem) -> Found:
    try:
        line = line_of((root / file).read_text(encoding="utf-8"), path)
    except (OSError, ValueError):
        line = 1
    return Found(file, path, line, problem.what, problem.fix)


_Place = tuple[str, tuple[str, ...], Problem]


def _in_words(root: Path, techniques: Iterable[str], easy: frozenset[str]) -> Iterator[_Place]:
    for kind, name in FILES.items():
        file = name.format(LANGUAGE)
        words = flat("", read_table(root, file).rest(), file)
        yield from _in_file(kind, file, words, easy)
    for id in techniques:
        file = f"techniques/{id}/{LANGUAGE}.toml"
        yield from _in_technique(id, file, flat("", read_table(root, file).rest(), file), easy)


def _in_file(
    kind: str, file: str, words: Mapping[str, str], easy: frozenset[str]
) -> Iterator[_Place]:
    """A file of many small pages: each table is a page of its own."""
    pages: dict[str, list[str]] = {}
    for key, text in words.items():
        path = _path(key)
        spoken = kind in SPOKEN_FILES and not f"{kind}{key}".startswith(UNSPOKEN)
        problems = problems_in_spoken(text) if spoken else []
        for problem in (*problems, *problems_in_sentences(text)):
            yield file, path, problem
        pages.setdefault(path[0], []).append(text)
    for page, texts in pages.items():
        for problem in problems_in_page(" ".join(texts), grade_at_most=SAFETY_GRADE, easy=easy):
            yield file, (page,), problem


def _in_technique(
    id: str, file: str, words: Mapping[str, str], easy: frozenset[str]
) -> Iterator[_Place]:
    grade = SAFETY_GRADE if id in SAFETY_TECHNIQUES else GRADE
    for key, text in words.items():
        path = _path(key)
        spoken = path[0] in ("alone", "helper", "name")
        problems = problems_in_spoken(text) if spoken else []
        for problem in (*problems, *problems_in_sentences(text)):
            yield file, path, problem
    for problem in problems_in_page(_page(words), grade_at_most=grade, easy=easy):
        yield file, (), problem


def _page(words: Mapping[str, str]) -> str:
    """The read text of a technique as one page; its name is a title, not a sentence."""
    read = [text for key, text in words.items() if _path(key)[0] not in ("alone", "helper", "name")]
    return " ".join(read)


def _path(key: str) -> tuple[str, ...]:
    return tuple(part for part in key.split(".") if part)
