"""A day's line in the diary. What is told later stands, part by part; every version stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import NoneType
from typing import Any, TypeAlias

from instep.core.diary import BEST, WORST, Symptom
from instep.core.units import Score
from instep.web.clock import Moment
from instep.web.records import store
from instep.web.records.remembered import DAMAGED
from instep.web.records.store import Kept, Odd

SCORES = tuple(str(symptom) for symptom in Symptom)
FLAGS = ("flare", "new_drug", "found")
"""A bad night with the feet; a changed medicine; something found on the skin."""

TEXT = "text"
PARTS = (*SCORES, *FLAGS, TEXT)
MOST_LETTERS = 1000

Part: TypeAlias = Score | bool | str | None
"""What a part says: a score or None where it is left blank; yes or no; some words."""


@dataclass(frozen=True)
class Line:
    """What stands in the diary for one day. ``told``: when each part was, in UTC."""

    on: date
    scores: Mapping[Symptom, Score] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    text: str = ""
    told: Mapping[str, datetime] = field(default_factory=dict)
    version: int = 0

    def says(self, part: str) -> Part:
        """One part of it."""
        if part in FLAGS:
            return part in self.flags
        return self.text if part == TEXT else self.scores.get(Symptom(part))

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands there."""
        return not (self.scores or self.flags or self.text)

    def with_part(self, part: str, value: Part, at: datetime) -> "Line":
        """With this part told then."""
        line = replace(self, told={**self.told, part: at})
        if part == TEXT:
            return replace(line, text=str(value))
        if part in FLAGS:
            others = self.flags - {part}
            return replace(line, flags=others | {part} if value else others)
        others_scored = {s: n for s, n in self.scores.items() if s != part}
        mine = {} if value is None else {Symptom(part): int(value)}
        return replace(line, scores={**others_scored, **mine})

    def as_body(self) -> dict[str, Any]:
        """As kept."""
        return {
            "scores": {str(s): self.scores[s] for s in Symptom if s in self.scores},
            **{flag: flag in self.flags for flag in FLAGS},
            TEXT: self.text,
            "told": {part: self.told[part].isoformat() for part in PARTS if part in self.told},
        }


def may_be(part: str, value: object) -> bool:
    """Whether this part can say this."""
    if part in FLAGS:
        return isinstance(value, bool)
    if part == TEXT:
        return isinstance(value, str) and len(value) <= MOST_LETTERS and "\0" not in value
    return value is None or (type(value) is int and BEST <= value <= WORST)


# -- Reading ---------------------------------------------------------------------------------------


def line_in(kept: Kept) -> Line:
    """A line out of its row; one that Instep never wrote is told."""
    try:
        return _line_in(kept)
    except DAMAGED as error:
        raise Odd(f"Instep never wrote this in the diary: {kept.name}: {error}") from error


def _line_in(kept: Kept) -> Line:
    body = kept.body
    line = Line(
        on=date.fromisoformat(kept.name),
        scores={Symptom(name): score for name, score in body["scores"].items()},
        flags=frozenset(flag for flag in FLAGS if body.get(flag, False)),
        text=body.get(TEXT, ""),
        told={part: datetime.fromisoformat(at) for part, at in body.get("told", {}).items()},
        version=kept.version,
    )
    for part in PARTS:
        if not may_be(part, line.says(part)):
            raise ValueError(f"{part} is {line.says(part)!r}")
    return line


def line_of(on: date) -> Line:
    """What stands there for this day; a blank line where nothing does."""
    rows = store.named(store.LINE, on.isoformat())
    return line_in(rows[-1]) if rows else Line(on)


def versions_of(on: date) -> Sequence[Kept]:
    """Every version of this day's line, the oldest first."""
    return store.named(store.LINE, on.isoformat())


def lines_between(first: date, last: date) -> list[Line]:
    """Every line from the first day to the last, both included, in order."""
    return [line_in(row) for row in store.named_between(store.LINE, str(first), str(last))]


def scores_between(first: date, last: date) -> Mapping[Symptom, Sequence[tuple[date, Score]]]:
    """Each symptom's days and scores, in order; read apart from all else that lines say."""
    names, lines = store.scores_between(first.isoformat(), last.isoformat())
    days = [*map(date.fromisoformat, names)]
    return {symptom: _told_of(symptom, days, lines) for symptom in Symptom}


def _told_of(
    symptom: Symptom, days: Sequence[date], lines: Sequence[Mapping[str, Any]]
) -> list[tuple[date, Score]]:
    column = [told.get(symptom) for told in lines]
    each = zip(days, column, strict=True)
    if not _are_scores(symptom, column):
        on, odd = next((on, score) for on, score in each if not may_be(symptom, score))
        raise Odd(f"Instep never wrote this in the diary: {on}: {symptom} is {odd!r}")
    return [(on, score) for on, score in each if score is not None]


def _are_scores(symptom: Symptom, column: Sequence[object]) -> bool:
    """Whether each of them may be; of years of scores only the few that differ are looked at."""
    if not {*map(type, column)} <= {int, NoneType}:
        return False
    return all(may_be(symptom, score) for score in {*column})


def line_before(on: date, first: date) -> Line | None:
    """The last line with a score before this day, and not before the first."""
    scored = [line for line in lines_between(first, on) if line.scores and line.on < on]
    return scored[-1] if scored else None


# -- Telling ---------------------------------------------------------------------------------------


def tell(on: date, parts: Mapping[str, Part], moment: Moment, **more: Any) -> Line:
    """These parts told at this moment. A part that was told later than that stays as it is.

    The same again adds nothing; told ``away``, it still stands against what was made before it
    and comes after it. ``more`` is kept beside it in this version.
    """
    before = line_of(on)
    after = before
    for part, value in parts.items():
        told = before.told.get(part)
        is_later = told is None or told <= moment.at
        if is_later and (more.get("away") or value != before.says(part)):
            after = after.with_part(part, value, moment.at)
    if after == before:
        return before
    store.keep_line(on, {**after.as_body(), **more}, moment)
    return replace(after, version=before.version + 1)


def undo(on: date, moment: Moment) -> Line:
    """As it stood before the last change; once more goes one change further back."""
    rows = versions_of(on)
    back_to = _before(rows)
    if back_to is None:
        return line_of(on)
    then = line_in(rows[back_to - 1]) if back_to else Line(on)
    return tell(on, {part: then.says(part) for part in PARTS}, moment, back_to=back_to)


def can_undo(on: date) -> bool:
    """Whether there is a change that can be taken back."""
    return _before(versions_of(on)) is not None


def _before(rows: Sequence[Kept]) -> int | None:
    """The version that stood before the last change, 0 the blank line; None where none did."""
    last = _real(rows, len(rows))
    if not last:
        return None
    before = _real(rows, last - 1)
    while before and _content(rows[before - 1]) == _content(rows[last - 1]):
        before = _real(rows, before - 1)
    return before


def _content(kept: Kept) -> Mapping[str, Any]:
    """What a version says, without how and when it was told."""
    beside = ("told", "away", "back_to")
    return {name: value for name, value in kept.body.items() if name not in beside}


def _real(rows: Sequence[Kept], version: int) -> int:
    """The version this one went back to, if it did; what it undid does not come again."""
    while version and "back_to" in rows[version - 1].body:
        version = rows[version - 1].body["back_to"]
    return version
