"""What each technique would be on each foot tonight, or why it cannot be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from instep.core.body import Side
from instep.core.catalog import CARRIERS, OILS, Catalog, Dose, Stroke, Technique, Thing, Tier
from instep.core.safety.clearance import Clearance, Finding, Stops
from instep.core.session.step import Asked, Step, Why
from instep.core.units import Dice

LOOK, ROOM, SHOES = "skin_look", "room", "wipe_and_shoes"
REST, BREATHING = "quiet_rest", "slow_breathing"
FRAME = (LOOK, ROOM, SHOES)
"""What a session opens and closes with, whatever else it holds."""

Liking = Mapping[str, float]
"""How much better than average a technique is liked, as a factor; 1 where nothing is known.

0 leaves it out: it was found to make things worse, or is paused.
"""

Said = Mapping[str, str]
"""What may be said of how a technique is liked: a key of the plan's words. Else nothing is said."""


@dataclass(frozen=True)
class Making:
    """Everything one plan is made from."""

    catalog: Catalog
    dose: Dose
    clearance: Clearance
    asked: Asked
    liking: Liking
    dice: Dice
    said: Said = field(default_factory=dict)


Offer = Step | Why
"""A technique on one side: the step it would be, or why it cannot be one."""


def cleared_on(making: Making, side: Side) -> dict[str, Offer]:
    """What each technique would be on this foot tonight."""
    return {t.id: _offer(making, t, side) for t in making.catalog.values()}


def _offer(making: Making, technique: Technique, side: Side) -> Offer:
    if (why := _not_wanted(making, technique)) is not None:
        return why
    closing = _closing(making.clearance, side)
    if closing and technique.zones and technique.id not in FRAME:
        return Why("closed", closing)
    spared = making.clearance.spared_on(technique.groups, side)
    if spared is None:
        return Why("spared", _sparing(making.clearance, technique, side))
    zones = tuple(z for z in technique.zones if z not in spared)
    if technique.zones and (not zones or (technique.stroke is Stroke.ROLL and spared)):
        return Why("spared_zones", _sparing(making.clearance, technique, side))
    return _with_hands(making, replace(technique, zones=zones), side)


def _not_wanted(making: Making, technique: Technique) -> Why | None:
    """Why it is left out before safety is asked about it: that can only ever take away."""
    if technique.tier is Tier.DRAFT:
        return Why("draft")
    lot = making.asked.lot
    if lot is not None and technique.id not in {*FRAME, *lot.techniques}:
        return Why("fair_test")
    if lot is None and technique.id == REST:
        return Why("only_in_a_fair_test")
    if lot is None and technique.from_minutes > making.asked.minutes:
        return Why("longer_sessions")
    if technique.id not in FRAME and making.liking.get(technique.id, 1.0) <= 0:
        return Why(making.said.get(technique.id, "not_liked"))
    return None


def _with_hands(making: Making, technique: Technique, side: Side) -> Offer:
    """Pressure and what lies at hand."""
    most = making.clearance.limits.pressure
    if technique.least is not None and technique.least > most:
        return Why("too_firm", _softening(making.clearance))
    ready = [_ready(making, things) for things in technique.needs]
    lacking = tuple(
        "_or_".join(sorted(things))
        for things, found in zip(technique.needs, ready, strict=True)
        if not found
    )
    if lacking:
        return Why("not_at_hand", lacking)
    if technique.id == "warm_wash" and technique.id not in making.clearance.offers:
        return Why("bath_instead")
    return step_of(making, technique, side, [found[0] for found in ready])


def step_of(making: Making, technique: Technique, side: Side, things: Sequence[Thing]) -> Step:
    """This technique as a step of no length yet, as soft as tonight asks, and why it is there."""
    usual, most = technique.usual, making.clearance.limits.pressure
    pressure = None if usual is None else min(usual, most)
    why = [Why("technique", (technique.id,))]
    if usual is not None and usual > most:
        why.append(Why("softer", _softening(making.clearance)))
    if technique.id not in FRAME:
        why += _why_this_one(making, technique)
    return Step(
        technique=technique.id,
        groups=technique.groups,
        side=side,
        zones=technique.zones,
        points=technique.points,
        seconds=0,
        pressure=pressure,
        why=tuple(why),
        oils=tuple(thing for thing in things if thing in OILS),
        carriers=tuple(thing for thing in things if thing in CARRIERS),
    )


def _why_this_one(making: Making, technique: Technique) -> list[Why]:
    """That the fair test asks for it, or that it has helped; else nothing."""
    if making.asked.lot is not None:
        return [Why("fair_test")]
    said = making.said.get(technique.id)
    return [] if said is None else [Why(said)]


_KINDEST = (Thing.CREAM, Thing.SUNFLOWER, Thing.COCONUT, Thing.ALMOND)
"""Which carrier is taken when several are at hand: cream is the default (rules.md, O1)."""


def _ready(making: Making, things: frozenset[Thing]) -> list[Thing]:
    """Those of a need that are at hand and not spared, the plainest first."""
    spared = {*making.clearance.oils_spared, *making.clearance.carriers_spared}
    ready = [thing for thing in things & making.asked.have if thing not in spared]
    order = {thing: place for place, thing in enumerate(_KINDEST)}
    return sorted(ready, key=lambda thing: (order.get(thing, len(order)), thing))


def _closing(clearance: Clearance, side: Side) -> tuple[str, ...]:
    return rules_of(
        f for f in clearance.fired if f.rule.stops is Stops.SIDE and side in f.side.each
    )


def _sparing(clearance: Clearance, technique: Technique, side: Side) -> tuple[str, ...]:
    def spares(finding: Finding) -> bool:
        there = side in finding.side.each and finding.rule.spares_there & technique.groups
        return bool(finding.rule.spares & technique.groups or there)

    return rules_of(f for f in clearance.fired if spares(f))


def _softening(clearance: Clearance) -> tuple[str, ...]:
    most = clearance.limits.pressure
    return rules_of(f for f in clearance.fired if f.rule.pressure_at_most == most)


def rules_of(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The ids of the rules behind these findings."""
    return tuple(finding.rule.id for finding in findings)
