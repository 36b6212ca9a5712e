"""What was measured, as values out of the rows and into them. Every step is kept at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from instep.core.body import Side, Zone
from instep.core.measures.instrument import ANSWERS
from instep.core.measures.paint import Painting
from instep.core.measures.temperature import Gap, Warmth
from instep.core.measures.touch import Noted, TouchTest
from instep.web.clock import Moment
from instep.web.records import store
from instep.web.records.ids import uuid7
from instep.web.records.measure_bodies import (
    gap_in,
    marks_of,
    noted_in,
    noted_of,
    painted_in,
    painting_in,
    said_in,
    said_of,
    warmth_in,
    warmth_of,
)
from instep.web.records.remembered import DAMAGED
from instep.web.records.store import Kept, Odd

NOBODY = UUID(int=0)
"""The name of what is never kept."""

P = ParamSpec("P")
T = TypeVar("T")


def _written(read: Callable[P, T]) -> Callable[P, T]:
    """What Instep never wrote cannot be read as a measure."""

    @wraps(read)
    def reading(*given: P.args, **named: P.kwargs) -> T:
        try:
            return read(*given, **named)
        except DAMAGED as error:
            raise Odd(f"Instep never wrote this of a measure: {error}") from error

    return reading


# -- The touch test --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tested:
    """One touch test as it is kept: its day, how far it came, and whether it was told on."""

    id: UUID
    on: date
    test: TouchTest
    stopped: bool = False
    told: bool = False

    @property
    def may_be_kept(self) -> bool:
        """Whether it came to an end and was not written into About you."""
        return self.test.is_whole and not (self.stopped or self.told)


def begin_touch_test(moment: Moment) -> Tested:
    """A new test, nothing noted yet."""
    new = Tested(uuid7(moment.at), moment.on, TouchTest())
    keep_touch_test(new, moment)
    return new


def keep_touch_test(tested: Tested, moment: Moment) -> None:
    """How far it has come; a newer version each time."""
    noted = Noted(tested.on, tested.test, tested.stopped, tested.told)
    store.keep(store.TOUCH, tested.id, noted_of(noted), moment)


@_written
def touch_test(id: UUID) -> Tested | None:
    """One test; None where there is none of this name."""
    if store.kind_of(id) != store.TOUCH:
        return None
    kept = store.newest(id)
    return None if kept is None else _tested(kept)


@_written
def touch_tests() -> Sequence[Tested]:
    """Every test, the oldest first."""
    return [_tested(kept) for kept in store.all_of(store.TOUCH)]


def _tested(kept: Kept) -> Tested:
    noted = noted_in(kept.body)
    return Tested(kept.id, noted.on, noted.test, noted.stopped, noted.told)


# -- Skin warmth -----------------------------------------------------------------------------------


@_written
def warmth_on(on: date) -> Warmth:
    """What was measured that day; nothing where nothing was."""
    kept = store.of_day(store.WARMTH, on)
    return Warmth() if kept is None else warmth_in(kept.body)


@_written
def warmths(first: date = date.min, last: date = date.max) -> Mapping[date, Warmth]:
    """Every day with readings from the first to the last, both included, the oldest first."""
    rows = store.named_between(store.WARMTH, first.isoformat(), last.isoformat())
    return {date.fromisoformat(kept.name): warmth_in(kept.body) for kept in rows}


@_written
def gaps(first: date = date.min, last: date = date.max) -> Mapping[date, Gap]:
    """Only the widest gap of each of these days that has one, the oldest first."""
    bodies = store.bodies_between(store.WARMTH, first.isoformat(), last.isoformat())
    found = ((date.fromisoformat(name), gap_in(body)) for name, body in bodies)
    return {on: gap for on, gap in found if gap is not None}


def keep_warmth(on: date, warmth: Warmth, moment: Moment) -> None:
    """A day's readings, each as it was typed."""
    store.keep_of_day(store.WARMTH, on, warmth_of(warmth), moment)


# -- Paintings -------------------------------------------------------------------------------------


@_written
def painting_on(on: date) -> Painting:
    """That day's painting; a bare one where nothing was painted."""
    kept = store.of_day(store.PAINT, on)
    return Painting() if kept is None else painting_in(kept.body)


@_written
def paintings(first: date = date.min, last: date = date.max) -> Mapping[date, Painting]:
    """Every day with a painting, from the first to the last, in order; bare ones are not there."""
    rows = store.named_between(store.PAINT, first.isoformat(), last.isoformat())
    kept = {date.fromisoformat(row.name): painting_in(row.body) for row in rows}
    return {on: painting for on, painting in kept.items() if not painting.is_bare}


@_written
def painted(
    first: date = date.min, last: date = date.max
) -> Mapping[date, Mapping[Side, frozenset[Zone]]]:
    """Only where anything is felt on each of these days, in order; bare ones are not there."""
    bodies = store.bodies_between(store.PAINT, first.isoformat(), last.isoformat())
    found = ((date.fromisoformat(name), painted_in(body)) for name, body in bodies)
    return {on: feet for on, feet in found if any(feet.values())}


def keep_painting(on: date, painting: Painting, moment: Moment) -> None:
    """That day's painting as it is now; the one before stays, to be gone back to."""
    newest = store.of_day(store.PAINT, on)
    marks = marks_of(painting)
    if marks == ({} if newest is None else newest.body["marks"]):
        return
    before = None if newest is None else newest.version
    store.keep_of_day(store.PAINT, on, {"marks": marks, "before": before}, moment)


def may_undo(on: date) -> bool:
    """Whether there is a last stroke to take back."""
    newest = store.of_day(store.PAINT, on)
    return newest is not None and bool(newest.body["marks"] or newest.body["before"])


def undo_painting(on: date, moment: Moment) -> None:
    """The painting as it was before the last stroke; again, before the one before that."""
    newest = store.of_day(store.PAINT, on)
    if newest is None:
        return
    bare: Mapping[str, Any] = {"marks": {}, "before": None}
    bodies = {kept.version: kept.body for kept in store.versions(newest.id)}
    store.keep_of_day(store.PAINT, on, bodies.get(newest.body["before"], bare), moment)


# -- Questionnaires --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Filled:
    """A questionnaire as far as it is filled in, by number of the item."""

    id: UUID
    on: date
    said: Mapping[int, str]


def begin_mnsi(moment: Moment) -> Filled:
    """A new form, nothing said yet."""
    new = Filled(uuid7(moment.at), moment.on, {})
    _keep_mnsi(new, moment)
    return new


def say_mnsi(filled: Filled, number: int, answer: str, moment: Moment) -> Filled:
    """One answer; the day is that of the last one."""
    if answer not in ANSWERS:
        raise ValueError(f"{answer!r} is not yes or no")
    said = replace(filled, on=moment.on, said={**filled.said, number: answer})
    _keep_mnsi(said, moment)
    return said


def _keep_mnsi(filled: Filled, moment: Moment) -> None:
    store.keep(store.MNSI, filled.id, said_of(filled.on, filled.said), moment)


@_written
def mnsi_forms() -> Sequence[Filled]:
    """Every form, the oldest first."""
    return [
        Filled(kept.id, date.fromisoformat(kept.body["on"]), said_in(kept.body))
        for kept in store.all_of(store.MNSI)
    ]
