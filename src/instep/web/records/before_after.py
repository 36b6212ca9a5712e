"""Before and after a massage, kept: each window in the order in which it was taken, numbers alone.

No rule reads them. Every window is kept when it is answered, and a newer version never drops one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import isfinite
from typing import Any
from uuid import UUID

from instep.core.body import FEET, Side
from instep.core.measures.pulse.turns import ORDER, BeforeAfter, Standing, Turns, Window
from instep.web.clock import Moment
from instep.web.records import store
from instep.web.records.ids import uuid7
from instep.web.records.remembered import DAMAGED
from instep.web.records.store import Kept, Odd

PARTS = (Standing.BEFORE, Standing.AFTER)
COLOURS = ("r", "g", "b")


@dataclass(frozen=True)
class Taken:
    """One window as it is kept; ``at`` is its middle, in UTC.

    ``size`` is in % of the light, ``rate`` beats a minute. Where ``refused`` says why, there is no
    number. ``taken_back``: the person said that it was another toe.
    """

    part: Standing
    number: int
    at: datetime
    size: float | None = None
    rate: float | None = None
    colour: str | None = None
    refused: str | None = None
    taken_back: bool = False

    def __post_init__(self) -> None:
        _hold(self.part in PARTS and type(self.number) is int and self.number in range(len(ORDER)))
        _hold(self.at.tzinfo is not None and type(self.taken_back) is bool)
        numbers = (self.size, self.rate)
        if self.refused is not None:
            _hold(isinstance(self.refused, str) and self.refused.isidentifier())
            _hold(numbers == (None, None) and self.colour is None)
            return
        _hold(self.colour in COLOURS and all(map(_is_size, numbers)))

    @property
    def window(self) -> Window:
        """As the core has it."""
        return Window(self.number, self.at.timestamp(), self.size, self.colour)


@dataclass(frozen=True)
class Result:
    """How many times as big as before a beat looked, the resting foot taken out."""

    times: float
    low: float
    high: float

    def __post_init__(self) -> None:
        _hold(all(map(_is_size, (self.times, self.low, self.high))))
        _hold(self.low <= self.times <= self.high)


@dataclass(frozen=True)
class Around:
    """Before and after one massage as it is kept. ``left_out``: not told among earlier ones."""

    id: UUID
    on: date
    massaged: Side
    taken: tuple[Taken, ...] = ()
    rested: bool | None = None
    stopped: bool = False
    left_out: bool = False
    result: Result | None = None

    def __post_init__(self) -> None:
        flags = (self.stopped, self.left_out, self.rested is None or self.rested)
        _hold(self.massaged in FEET and all(type(flag) is bool for flag in flags))

    @property
    def counted(self) -> tuple[Taken, ...]:
        """Those that were not taken back."""
        return tuple(taken for taken in self.taken if not taken.taken_back)

    @property
    def told(self) -> BeforeAfter:
        """As the core has it."""
        before, after = (Turns(tuple(self._of(part))) for part in PARTS)
        return BeforeAfter(self.massaged, before, after, self.rested, self.stopped)

    def _of(self, part: Standing) -> Iterator[Window]:
        return (taken.window for taken in self.counted if taken.part is part)

    @property
    def colour(self) -> str | None:
        """The colour of its first reading, in which all others are read too."""
        return next((taken.colour for taken in self.counted if taken.colour), None)

    def without_last(self) -> "Around":
        """The last window that counts is taken back; it stays in the record."""
        places = [n for n, taken in enumerate(self.taken) if not taken.taken_back]
        changed = list(self.taken)
        for place in places[-1:]:
            changed[place] = replace(changed[place], taken_back=True)
        return replace(self, taken=tuple(changed))


def _hold(true: bool) -> None:
    if not true:
        raise ValueError("Instep never wrote this")


def _is_size(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isfinite(value) and value > 0


# -- Rows ------------------------------------------------------------------------------------------


def begin(massaged: Side, moment: Moment) -> Around:
    """A new one, nothing measured yet."""
    new = Around(uuid7(moment.at), moment.on, massaged)
    keep(new, moment)
    return new


def keep(around: Around, moment: Moment) -> None:
    """How far it has come; a newer version each time."""
    store.keep(store.BEFORE_AFTER, around.id, as_body(around), moment)


def found(id: UUID) -> Around | None:
    """One of them; None where there is none of this name."""
    if store.kind_of(id) != store.BEFORE_AFTER:
        return None
    kept = store.newest(id)
    return None if kept is None else _read(kept)


def everyone() -> Sequence[Around]:
    """All of them, the last one that was begun first."""
    kept = store.all_of(store.BEFORE_AFTER)
    return [_read(each) for each in sorted(kept, key=lambda each: each.id, reverse=True)]


def finished() -> Sequence[tuple[Around, Result]]:
    """Those with a result, and it, the newest first; those that are left out too."""
    return [(each, each.result) for each in everyone() if each.result is not None]


def _read(kept: Kept) -> Around:
    try:
        return of_body(kept.id, kept.body)
    except DAMAGED as error:
        raise Odd(f"Instep never wrote this of a before and after: {error}") from error


def as_body(around: Around) -> dict[str, Any]:
    """As kept: plain words and numbers."""
    result = around.result
    return {
        "on": around.on.isoformat(),
        "massaged": around.massaged.value,
        "taken": [{**vars(each), "at": each.at.isoformat()} for each in around.taken],
        "rested": around.rested,
        "stopped": around.stopped,
        "left_out": around.left_out,
        "result": None if result is None else vars(result),
    }


def of_body(id: UUID, body: Mapping[str, Any]) -> Around:
    """As it was kept; DAMAGED where Instep never wrote it."""
    result = body["result"]
    return Around(
        id=id,
        on=date.fromisoformat(body["on"]),
        massaged=Side(body["massaged"]),
        taken=tuple(_taken(each) for each in body["taken"]),
        rested=body["rested"],
        stopped=body["stopped"],
        left_out=body["left_out"],
        result=None if result is None else Result(**result),
    )


def _taken(told: Mapping[str, Any]) -> Taken:
    return Taken(
        **{**told, "part": Standing(told["part"]), "at": datetime.fromisoformat(told["at"])}
    )
