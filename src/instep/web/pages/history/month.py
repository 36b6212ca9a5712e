"""A month as a calendar: what each day holds, as marks and in words."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from instep.core.measures.trend import Trend
from instep.web.house import say
from instep.web.measures import over_time
from instep.web.pages.history.telling import may_begin
from instep.web.records import store
from instep.web.records.line import Line, line_in
from instep.web.records.store import Kept

MARKS = ("line", "session", "not_today", "found", "measured")
"""What may have been on a day, in the order of its marks."""

ICONS: Mapping[str, str] = {
    "line": "diary", "session": "foot", "not_today": "hand", "found": "bulb", "measured": "ruler"
}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One day of the calendar."""

    on: date
    marks: tuple[str, ...]
    is_to_come: bool

    @property
    def icons(self) -> list[str]:
        """Its marks as pictures."""
        return [ICONS[mark] for mark in self.marks]

    @property
    def words(self) -> str:
        """Its marks in words; a blank day is only blank."""
        return ", ".join(say(f"web.history.mark.{mark}") for mark in self.marks)

    @property
    def weekday(self) -> str:
        """Its day of the week, short."""
        return f"{self.on:%a}"


@dataclass(frozen=True)
class Month:
    """A month of cells; ``starts`` is the column of its first day, Monday 1."""

    first: date
    cells: tuple[Cell, ...]
    before: str
    after: str | None

    @property
    def starts(self) -> int:
        """Where its first day stands."""
        return self.first.isoweekday()

    @property
    def name(self) -> str:
        """As people say it."""
        return f"{self.first:%B} {self.first.year}"


@dataclass(frozen=True)
class Gathered:
    """What was kept from the first day to the last, and a little around them, read once."""

    first: date
    last: date
    lines: Sequence[Kept]
    others: Mapping[str, Sequence[Kept]]
    measured: Sequence[Trend]


def gathered(first: date, last: date) -> Gathered:
    """Everything of these days."""
    since, until = store.around(first, last)
    kinds = (store.DECISION, store.SESSION, store.NOTE)
    return Gathered(
        first,
        last,
        store.named_between(store.LINE, first.isoformat(), last.isoformat()),
        {kind: store.made_between(kind, since, until) for kind in kinds},
        [each.trend.between(first, last) for each in over_time(first, last)],
    )


def month_of(found: Gathered, today: date) -> Month:
    """A month of what was gathered of it."""
    marks: dict[date, set[str]] = defaultdict(set)
    for day, mark in _marks(found):
        marks[day].add(mark)
    after = found.last + timedelta(days=1)
    return Month(
        first=found.first,
        cells=tuple(
            Cell(day, tuple(m for m in MARKS if m in marks[day]), day > today)
            for day in (found.first + timedelta(days=n) for n in range(found.last.day))
        ),
        before=f"{found.first - timedelta(days=1):%Y-%m}",
        after=f"{after:%Y-%m}" if after <= today else None,
    )


def ends(on: date) -> tuple[date, date]:
    """The first and the last day of its month."""
    return on.replace(day=1), on.replace(day=monthrange(on.year, on.month)[1])


def _marks(found: Gathered) -> Iterator[tuple[date, str]]:
    yield from _of_lines(map(line_in, found.lines))
    yield from ((dot.on, "measured") for trend in found.measured for dot in trend.dots)
    for kept in found.others[store.NOTE]:
        yield kept.on, "line"
    for kept in found.others[store.SESSION]:
        yield date.fromisoformat(kept.body["on"]), "session"
    for kept in found.others[store.DECISION]:
        if not may_begin(kept) and "looked" in kept.body["today"]:
            yield date.fromisoformat(kept.body["on"]), "not_today"


def _of_lines(lines: Iterable[Line]) -> Iterator[tuple[date, str]]:
    for line in lines:
        if not line.is_blank:
            yield line.on, "line"
        if "found" in line.flags:
            yield line.on, "found"
