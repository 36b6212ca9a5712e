"""Steps and sessions as values. A session that safety would refuse cannot be built."""

from collections.abc import Iterable
from dataclasses import dataclass

from instep.core.body import Point, Side, Zone
from instep.core.catalog import MASSAGE, Aim, Dose, Group, Pressure, Thing
from instep.core.safety.clearance import Clearance
from instep.core.units import Seconds


class Uncleared(ValueError):
    """A step or session that today's clearance does not permit."""


@dataclass(frozen=True)
class Why:
    """A reason as a key into the words, with the names that go into it."""

    key: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lot:
    """The arm a fair test drew for tonight, and its techniques: nothing else is done."""

    arm: str
    techniques: frozenset[str]


@dataclass(frozen=True)
class Asked:
    """What the person wants of tonight; ``lot``: what the fair test they agreed to asks for."""

    minutes: int
    helper: bool
    aim: Aim
    have: frozenset[Thing]
    seed: int
    lot: Lot | None = None


@dataclass(frozen=True)
class Step:
    """One technique on one side, or on both at once, for so many seconds."""

    technique: str
    groups: frozenset[Group]
    side: Side
    zones: tuple[Zone, ...]
    points: tuple[Point, ...]
    seconds: Seconds
    pressure: Pressure | None
    why: tuple[Why, ...]
    oils: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()

    @property
    def massages(self) -> bool:
        """Whether its seconds count towards a foot's minutes."""
        return bool(self.groups & MASSAGE)


@dataclass(frozen=True)
class LeftOut:
    """A technique that is not in tonight's session, on which side, and why."""

    technique: str
    side: Side
    why: Why


@dataclass(frozen=True)
class Session:
    """Steps in order, with what was asked and what was left out."""

    steps: tuple[Step, ...]
    clearance: Clearance
    dose: Dose
    asked: Asked
    left_out: tuple[LeftOut, ...]
    shorter_because: tuple[Why, ...]

    def __post_init__(self) -> None:
        night = self.asked.aim is Aim.NIGHT
        if not (self.clearance.may_breathe if night else self.clearance.may_begin):
            raise Uncleared("today's clearance lets no session begin")
        for step in self.steps:
            if not permits(self.clearance, step):
                raise Uncleared(f"{step.technique} on {step.side} is not cleared")
        _check_minutes(self)

    @property
    def seconds(self) -> Seconds:
        """First skin look to shoes on."""
        return sum(step.seconds for step in self.steps)

    def massage_seconds(self, side: Side) -> Seconds:
        """How long hands work on this foot."""
        return massage_seconds(self.steps, side)


def massage_seconds(steps: Iterable[Step], side: Side) -> Seconds:
    """The seconds of one foot that count towards its minutes."""
    return sum(s.seconds for s in steps if s.massages and side in s.side.each)


def permits(clearance: Clearance, step: Step) -> bool:
    """Whether nothing this step does is spared today: groups, sides, zones, pressure, bottles."""
    for side in step.side.each:
        spared = clearance.spared_on(step.groups, side)
        if spared is None or spared & set(step.zones):
            return False
    if step.pressure is not None and step.pressure > clearance.limits.pressure:
        return False
    if set(step.oils) & set(clearance.oils_spared):
        return False
    return not set(step.carriers) & set(clearance.carriers_spared)


def foot_limit(clearance: Clearance, dose: Dose) -> Seconds:
    """The seconds of massage one foot may have tonight; nobody has more than the dose allows."""
    minutes = clearance.limits.per_foot
    return dose.foot_at_most if minutes is None else min(dose.foot_at_most, minutes * 60)


def _check_minutes(session: Session) -> None:
    limit = foot_limit(session.clearance, session.dose)
    if any(session.massage_seconds(side) > limit for side in Side.BOTH.each):
        raise Uncleared("more massage on one foot than is cleared")
    total = session.clearance.limits.total
    if total is not None and session.seconds > total * 60:
        raise Uncleared("a longer session than is cleared")
    if sum(s.seconds for s in session.steps if Group.BATH in s.groups) > session.dose.bath.at_most:
        raise Uncleared("a longer bath than anyone is offered")
