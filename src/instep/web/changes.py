"""What a person changes in the plan: one technique left out, or another in its place.

Never beyond what is cleared: each change builds a new session, and an uncleared one cannot be
built.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from instep.core.body import FEET
from instep.core.catalog import Catalog, Technique
from instep.core.companion import House, Prepared
from instep.core.session import Session, Step, Uncleared, Why
from instep.core.session.offer import FRAME, Making, cleared_on
from instep.core.timeline import lay_out
from instep.core.units import Seconds
from instep.web.records.tonight import Change


def changed(house: House, made: Prepared, change: Change) -> Prepared:
    """The session with this change; as it was where the change does not fit."""
    if made.session is None:
        return made
    if change.into is None:
        session = _without(made.session, change.technique)
    else:
        session = _swapped(house, made.session, change.technique, change.into)
    return made if session is None else _laid_out(house, made, session)


def without_readings(house: House, made: Prepared) -> Prepared:
    """The session without what needs a reading of the thermometer that was not given."""
    session = made.session
    if session is None:
        return made
    steps = tuple(s for s in session.steps if not house.catalog[s.technique].typed_reading)
    return _laid_out(house, made, replace(session, steps=steps))


def may_leave_out(session: Session, technique: str) -> bool:
    """Whether it can be left out: the looks, the room and the shoes always stay."""
    return _without(session, technique) is not None


def swaps(house: House, session: Session, technique: str) -> tuple[str, ...]:
    """What could stand in its place tonight."""
    return tuple(t for t in house.catalog if _swapped(house, session, technique, t) is not None)


def _laid_out(house: House, made: Prepared, session: Session) -> Prepared:
    return Prepared(made.clearance, session, lay_out(session, house.catalog, house.words))


def _without(session: Session, technique: str) -> Session | None:
    steps = tuple(step for step in session.steps if step.technique != technique)
    if technique in FRAME or len(steps) == len(session.steps):
        return None
    return replace(session, steps=steps)


def _swapped(house: House, session: Session, old: str, new: str) -> Session | None:
    if not _may_stand_in(house.catalog, session, old, new):
        return None
    making = Making(house.catalog, session.dose, session.clearance, session.asked, {}, _no_chance)
    offers = {side: cleared_on(making, side)[new] for side in FEET}
    steps = []
    for step in session.steps:
        if step.technique != old:
            steps.append(step)
            continue
        offer, seconds = offers[step.side], _length(house.catalog[new], step.seconds)
        if isinstance(offer, Why) or seconds is None:
            return None
        steps.append(replace(offer, seconds=seconds))
    left_out = tuple(left for left in session.left_out if left.technique != new)
    try:
        return replace(session, steps=_in_order(house.catalog, steps), left_out=left_out)
    except Uncleared:
        return None


def _may_stand_in(catalog: Catalog, session: Session, old: str, new: str) -> bool:
    """Both are done one foot at a time, and the new one is not there yet, nor its like."""
    there = {step.technique for step in session.steps}
    if old not in there or new in there or old not in catalog:
        return False
    if not (catalog[old].each_foot and catalog[new].each_foot):
        return False
    likes = {catalog[t].one_of for t in there - {old}} - {None}
    return catalog[new].one_of not in likes


def _length(technique: Technique, at_most: Seconds) -> Seconds | None:
    """Its longest length that is no longer than what it stands in for."""
    return max((seconds for seconds in technique.lengths if seconds <= at_most), default=None)


def _in_order(catalog: Catalog, steps: Sequence[Step]) -> tuple[Step, ...]:
    """Each foot's own steps in the order of a session; the rest stays where it is."""
    ordered: list[Step] = []
    for (each_foot, _), group in groupby(steps, lambda s: (catalog[s.technique].each_foot, s.side)):
        block = list(group)
        if each_foot:
            block.sort(key=lambda step: catalog[step.technique].order)
        ordered += block
    return tuple(ordered)


def _no_chance() -> float:
    return 0.0
