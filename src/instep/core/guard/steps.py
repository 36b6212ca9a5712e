"""Each step held against the walls, just before it is seen or heard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from instep.core.body import Point, Side, Zone
from instep.core.catalog import Group, Pressure
from instep.core.guard.said import Answers, number_within
from instep.core.guard.walls import NOT_ON_SORE_SPOTS, Walls, groups, walls_of
from instep.core.units import Celsius, Seconds

COOLEST_BATH: Celsius = 33.0
"""Cooler water is no bath. Source: iwgdf-wash-water."""

WARMEST_BATH: Celsius = 36.0
"""Warmer water burns feet that do not feel it. Source: iwgdf-wash-water."""

LONGEST_BATH: Seconds = 10 * 60
"""No foot stays in the water longer. Source: dose-table."""

LONGEST_STEP: Seconds = 24 * 60 * 60
"""No step has more seconds than a day; what claims more is no step."""

NOT_KNOWN = "This step is not one we know. We leave it out."
THAT_FOOT = "That foot is left alone tonight."
THAT_SPOT = "That sore spot is left alone tonight."
NOT_THIS = "This one is not for you tonight."
NO_FLAME = "No flame, please. Use the small LED light."
NO_BATH = "There is no foot bath for you tonight."
NO_OIL = "There is no scented oil for you tonight."
THIS_BOTTLE = "What is in that bottle is not for you."
TOO_FIRM = "That is too firm for your feet tonight."
FOOT_DONE = "That foot has had enough for tonight."
LONG_ENOUGH = "That is long enough for tonight."
BATH_LONG_ENOUGH = "Feet stay in the water 10 minutes at most."
WRONG_WATER = "The water must be 33 to 36 degrees. Please measure it."


class Touch(Protocol):
    """A step as the guard sees it: what is done, where, how long and how firmly."""

    @property
    def technique(self) -> str:
        """The technique's id."""

    @property
    def groups(self) -> frozenset[Group]:
        """The groups the step says it belongs to."""

    @property
    def side(self) -> Side:
        """The foot, or both at once."""

    @property
    def zones(self) -> tuple[Zone, ...]:
        """Where hands or water go."""

    @property
    def points(self) -> tuple[Point, ...]:
        """The spots that are pressed."""

    @property
    def seconds(self) -> Seconds:
        """How long it lasts."""

    @property
    def pressure(self) -> Pressure | None:
        """How firmly, or None where nothing presses."""

    @property
    def oils(self) -> tuple[str, ...]:
        """The scented oils in it."""

    @property
    def carriers(self) -> tuple[str, ...]:
        """The cream or plain oil in it."""


@dataclass(frozen=True)
class _Known:
    """A technique as rules.md lists it: groups, zones, usual and least pressure, its point."""

    groups: frozenset[Group] = frozenset()
    zones: frozenset[Zone] = frozenset()
    usual: Pressure | None = None
    least: Pressure = Pressure.HOLD
    points: frozenset[Point] = frozenset()

    @property
    def oils(self) -> frozenset[str]:
        """The scented oils that may be in it (O1)."""
        return _OILS if Group.OIL in self.groups else frozenset()

    @property
    def carriers(self) -> frozenset[str]:
        """The cream or plain oil that may be in it (O1)."""
        return _CARRIERS if Group.CAR in self.groups else frozenset()


_OILS = frozenset({"peppermint", "eucalyptus"})
_CARRIERS = frozenset({"cream", "sunflower", "coconut", "almond"})


def _zones(text: str) -> frozenset[Zone]:
    return frozenset(Zone(word) for word in text.split())


_HOLD, _SPREAD, _RUB_IN, _MOVE_MUSCLE = Pressure
_FOOT = frozenset(Zone) - {Zone.LOWER_LEG}
_ARCH = _zones("arch_inner arch_outer")
_BALLS = _zones("ball_inner ball_middle ball_outer")
_TOES = _zones("toe_1 toe_2 toe_3 toe_4 toe_5")
_HEEL = _zones("heel")
_TOP = _zones("top_forefoot top_midfoot")
_STROKED = _TOP | _zones("ankle_front")
_CREAMED = _TOP | _ARCH | _BALLS | _HEEL | _zones("ankle_inner ankle_outer")
_PATTED = _TOP | _zones("arch_inner heel")


def _press(point: Point, zone: Zone) -> _Known:
    return _Known(groups("ACU"), frozenset({zone}), _RUB_IN, _SPREAD, frozenset({point}))


_TECHNIQUES: Mapping[str, _Known] = {
    "skin_look": _Known(zones=_FOOT),
    "warm_hold": _Known(groups("HOLD"), _zones("top_midfoot arch_inner"), _HOLD, _HOLD),
    "ankle_hold": _Known(groups("HOLD LEG"), _zones("lower_leg"), _HOLD, _HOLD),
    "top_strokes": _Known(groups("RUB"), _STROKED, _SPREAD, _SPREAD),
    "closing_strokes": _Known(groups("RUB"), _STROKED, _SPREAD, _SPREAD),
    "arch_rub": _Known(groups("RUB"), _ARCH | _BALLS | _TOES, _RUB_IN, _SPREAD),
    "heel_and_ball_rub": _Known(groups("RUB"), _HEEL | _BALLS, _RUB_IN, _SPREAD),
    "sole_circles": _Known(groups("RUB"), _ARCH, _MOVE_MUSCLE, _SPREAD),
    "toe_stretch": _Known(groups("STR"), _TOES, _SPREAD, _SPREAD),
    "toe_circles": _Known(groups("STR"), _TOES, _SPREAD, _SPREAD),
    "toe_wiggle": _Known(groups("ACT")),
    "ankle_pumps": _Known(groups("ACT")),
    "press_big_toe_base": _press(Point.BIG_TOE_BASE, Zone.TOE_1),
    "press_below_big_toe": _press(Point.BELOW_BIG_TOE, Zone.ARCH_INNER),
    "press_near_heel": _press(Point.NEAR_HEEL, Zone.ARCH_INNER),
    "ball_roll": _Known(groups("ROL"), _ARCH | _BALLS | _HEEL, _RUB_IN, _RUB_IN),
    "cream_massage": _Known(groups("CAR RUB"), _CREAMED, _RUB_IN, _SPREAD),
    "oil_massage": _Known(groups("OIL CAR RUB"), _CREAMED, _RUB_IN, _SPREAD),
    "cream_pat": _Known(groups("CAR"), _PATTED, _SPREAD, _SPREAD),
    "soft_pad_strokes": _Known(groups("CAR"), _PATTED, _SPREAD, _SPREAD),
    "foot_bath": _Known(groups("BATH"), _FOOT),
    "warm_wash": _Known(zones=_FOOT),
    "room": _Known(),
    "slow_breathing": _Known(groups("BREATHE")),
    "quiet_rest": _Known(),
    "wipe_and_shoes": _Known(zones=_FOOT),
}
_STAYS_ON_A_CLOSED_FOOT = frozenset(
    {"skin_look", "wipe_and_shoes", "room", "quiet_rest", "slow_breathing"}
)
_BREATHING = groups("BREATHE")
_BATH = groups("BATH")
_COUNTED = groups("RUB STR ACU ROL OIL CAR")
"""The groups whose seconds count towards a foot's minutes."""

_WHY_SPARED = {Group.BATH: NO_BATH, Group.OIL: NO_OIL}


def refusal(answers: Answers, before: Sequence[Touch], step: Touch) -> str | None:
    """Why this step must not be seen or heard, in one short sentence; None when it may.

    ``before`` are the steps of this session already played. Never raises: what is odd is refused.
    """
    try:
        return _refusal(walls_of(answers), (*before, step))
    except Exception:  # whatever went wrong, a step that cannot be judged is not shown
        return NOT_KNOWN


def bath_refusal(reading: Celsius | None) -> str | None:
    """Why no foot goes into this water; None from 33.0 to 36.0 °C on a thermometer, both ends.

    No reading, or one that is no number, refuses.
    """
    return None if number_within(reading, COOLEST_BATH, WARMEST_BATH) else WRONG_WATER


def _refusal(walls: Walls, steps: tuple[Touch, ...]) -> str | None:
    step = steps[-1]
    if Group.CAN in step.groups:
        return NO_FLAME
    if not all(_is_known(each) for each in steps):
        return NOT_KNOWN
    return (
        _beginning_refused(walls, steps)
        or _foot_refused(walls, step)
        or _manner_refused(walls, step)
        or _time_refused(walls, steps)
    )


def _known(step: Touch) -> _Known:
    """What the table says of this technique; a newer one is taken at its word."""
    return _TECHNIQUES.get(step.technique) or _as_it_claims(step)


def _as_it_claims(step: Touch) -> _Known:
    """A technique that came after rules.md: judged by its own groups, zones and pressure.

    What touches or presses and belongs to no group could not be held to any rule: it is nothing.
    """
    touches = step.zones or step.points or step.pressure is not None
    if touches and not step.groups:
        return _Known()
    pressure, least = step.pressure, step.pressure or Pressure.HOLD
    return _Known(step.groups, frozenset(step.zones), pressure, least, frozenset(step.points))


def _is_known(step: Touch) -> bool:
    """The step claims nothing that its technique does not have."""
    if not step.technique or not isinstance(step.side, Side):
        return False
    known = _known(step)
    return (
        step.groups <= known.groups
        and known.zones.issuperset(step.zones)
        and known.points.issuperset(step.points)
        and known.oils.issuperset(step.oils)
        and known.carriers.issuperset(step.carriers)
        and number_within(step.seconds, 0, LONGEST_STEP)
        and _presses_as(known, step.pressure)
    )


def _presses_as(known: _Known, pressure: Pressure | None) -> bool:
    if known.usual is None:
        return pressure is None
    return isinstance(pressure, Pressure) and known.least <= pressure <= known.usual


def _groups_of(step: Touch) -> frozenset[Group]:
    """What its technique is: a step that claims fewer groups cannot talk itself out of any."""
    return _known(step).groups


def _zones_of(step: Touch) -> frozenset[Zone]:
    """Where it goes. A ball cannot steer round a spot; a step that names no zone goes anywhere."""
    whole = _known(step).zones
    if Group.ROL in _groups_of(step):
        return whole
    return frozenset(step.zones) or whole


def _beginning_refused(walls: Walls, steps: tuple[Touch, ...]) -> str | None:
    """A session of breathing alone is the night's: it needs less, since no foot is touched."""
    if all(_groups_of(step) == _BREATHING for step in steps):
        return walls.no_breathing
    return walls.no_session


def _foot_refused(walls: Walls, step: Touch) -> str | None:
    feet, belongs = step.side.each, _groups_of(step)
    if walls.closed.intersection(feet) and step.technique not in _STAYS_ON_A_CLOSED_FOOT:
        return THAT_FOOT
    for group in sorted(belongs):
        if any((group, foot) in walls.spared for foot in feet):
            return _WHY_SPARED.get(group, NOT_THIS)
    if not belongs & NOT_ON_SORE_SPOTS:
        return None
    zones = _zones_of(step)
    return THAT_SPOT if any(z in zones and foot in feet for z, foot in walls.sore) else None


def _manner_refused(walls: Walls, step: Touch) -> str | None:
    if step.pressure is not None and step.pressure > walls.firmest:
        return TOO_FIRM
    # an oil massage that names no oil could be with any
    oils = frozenset(step.oils) or _known(step).oils
    if walls.oils & oils or walls.carriers.intersection(step.carriers):
        return THIS_BOTTLE
    return None


def _time_refused(walls: Walls, steps: tuple[Touch, ...]) -> str | None:
    if walls.in_all is not None and sum(step.seconds for step in steps) > walls.in_all:
        return LONG_ENOUGH
    if _most_on_a_foot(steps, _COUNTED) > walls.a_foot:
        return FOOT_DONE
    if _most_on_a_foot(steps, _BATH) > LONGEST_BATH:
        return BATH_LONG_ENOUGH
    return None


def _most_on_a_foot(steps: tuple[Touch, ...], counted: frozenset[Group]) -> Seconds:
    """The seconds so far on the foot the last step works on, the greater where it is both."""
    step = steps[-1]
    if not counted & _groups_of(step):
        return 0
    return max(
        sum(s.seconds for s in steps if counted & _groups_of(s) and foot in s.side.each)
        for foot in step.side.each
    )
