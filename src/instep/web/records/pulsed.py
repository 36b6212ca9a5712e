"""Readings of the pulse, kept: numbers alone, and no rule reads them.

The light of each frame stands beside a reading only where that was asked for, as an entry of its
own that is named by the reading's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from instep.web.clock import Moment
from instep.web.records import store
from instep.web.records.ids import uuid7
from instep.web.records.light import light_in, light_of
from instep.web.records.remembered import DAMAGED
from instep.web.records.store import Kept, Odd

if TYPE_CHECKING:
    from instep.core.measures.pulse.samples import Samples

PLACES, SIDES = ("toe", "finger"), ("right", "left")
FASTEST = 300.0
"""Beats a minute, more than any reading has."""


@dataclass(frozen=True)
class Pulsed:
    """One reading. ``rate``: beats a minute; ``size``: parts in 100, None where not measured."""

    on: date
    place: str
    side: str
    rate: float
    size: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Earlier:
    """A reading that is kept, and whether its light is."""

    id: UUID
    pulsed: Pulsed
    has_light: bool


def keep(pulsed: Pulsed, moment: Moment, samples: "Samples | None" = None) -> UUID:
    """One reading as an entry of its own; with samples their light too, both or neither."""
    id = uuid7(moment.at)
    with transaction.atomic():
        store.keep(store.PULSE, id, as_body(pulsed), moment)
        if samples is not None:
            light = light_of(samples)
            store.keep(store.SIGNAL, uuid7(moment.at), light, moment, name=str(id))
    return id


def latest(most: int) -> Sequence[Earlier]:
    """The last readings, the newest first."""
    rows = store.latest_of(store.PULSE, most)
    lit = store.names_among(store.SIGNAL, [str(kept.id) for kept in rows])
    pairs = zip(rows, _read(rows), strict=True)
    return [Earlier(kept.id, pulsed, str(kept.id) in lit) for kept, pulsed in pairs]


def every() -> Sequence[Pulsed]:
    """Every reading, the oldest first."""
    return _read(store.all_of(store.PULSE))


def light(id: UUID) -> "tuple[date, Samples] | None":
    """The day and the light of the reading of this id; None where none is kept."""
    rows = store.named(store.SIGNAL, str(id))
    try:
        return (rows[-1].on, light_in(rows[-1].body)) if rows else None
    except DAMAGED as error:
        raise Odd(f"Instep never wrote this light: {error}") from error


def _read(rows: Iterable[Kept]) -> Sequence[Pulsed]:
    try:
        return [of_body(kept.body) for kept in rows]
    except DAMAGED as error:
        raise Odd(f"Instep never wrote this of a pulse: {error}") from error


# -- As a row ----------------------------------------------------------------------------------


def as_body(pulsed: Pulsed) -> Mapping[str, Any]:
    """As it is kept."""
    return {**pulsed.__dict__, "on": pulsed.on.isoformat()}


def of_body(body: Mapping[str, Any]) -> Pulsed:
    """As it was; raises one of DAMAGED where it is none."""
    if body["place"] not in PLACES or body["side"] not in SIDES:
        raise ValueError("no such toe or finger")
    rate, *sizes = (body[name] for name in ("rate", "size", "low", "high"))
    if not 0 < rate <= FASTEST:
        raise ValueError(f"rate: {rate} is no rate")
    measured = [None if size is None else float(size) for size in sizes]
    if len({size is None for size in measured}) > 1 or any(
        n is not None and not (isfinite(n) and n >= 0) for n in measured
    ):
        raise ValueError("size, low and high: all are numbers from 0, or none is")
    on = date.fromisoformat(body["on"])
    return Pulsed(on, body["place"], body["side"], float(rate), *measured)
