"""Readings of the pulse, kept: numbers alone, never what the camera saw. No rule reads them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from instep.web.clock import Moment
from instep.web.records import store
from instep.web.records.ids import uuid7
from instep.web.records.remembered import DAMAGED
from instep.web.records.store import Kept, Odd

PLACES, SIDES = ("toe", "finger"), ("right", "left")


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


def keep(pulsed: Pulsed, moment: Moment) -> None:
    """One reading as an entry of its own."""
    body = {**pulsed.__dict__, "on": pulsed.on.isoformat()}
    store.keep(store.PULSE, uuid7(moment.at), body, moment)


def latest(most: int) -> Sequence[Pulsed]:
    """The last readings, the newest first."""
    return _read(store.latest_of(store.PULSE, most))


def every() -> Sequence[Pulsed]:
    """Every reading, the oldest first."""
    return _read(store.all_of(store.PULSE))


def _read(rows: Iterable[Kept]) -> Sequence[Pulsed]:
    try:
        return [_pulsed(kept.body) for kept in rows]
    except DAMAGED as error:
        raise Odd(f"Instep never wrote this of a pulse: {error}") from error


def _pulsed(body: Mapping[str, Any]) -> Pulsed:
    if body["place"] not in PLACES or body["side"] not in SIDES:
        raise ValueError("no such toe or finger")
    rate, *sizes = (body[name] for name in ("rate", "size", "low", "high"))
    measured = (None if size is None else float(size) for size in sizes)
    on = date.fromisoformat(body["on"])
    return Pulsed(on, body["place"], body["side"], float(rate), *measured)
