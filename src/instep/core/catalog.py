"""What hands can do here: techniques, how hard, and what lies ready beside the chair."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from instep.core.body import Point, Zone
from instep.core.units import Seconds


class Group(StrEnum):
    """What a technique belongs to. Safety spares groups, never single techniques."""

    HOLD = "HOLD"
    RUB = "RUB"
    STR = "STR"
    ACT = "ACT"
    ACU = "ACU"
    ROL = "ROL"
    OIL = "OIL"
    CAR = "CAR"
    BATH = "BATH"
    CAN = "CAN"
    BREATHE = "BREATHE"
    LEG = "LEG"


MASSAGE = frozenset({Group.RUB, Group.STR, Group.ACU, Group.ROL, Group.OIL, Group.CAR})
"""The groups whose seconds count towards a foot's minutes (rules.md, Dose)."""


class Pressure(IntEnum):
    """How hard, on a paraphrase of the Walton scale (0-5). Ordinal, not newtons.

    Levels 4 and 5 do not exist here: what must never be offered cannot be written.
    Source: walton-scale in ``content/sources.toml``.
    """

    HOLD = 0
    SPREAD = 1
    RUB_IN = 2
    MOVE_MUSCLE = 3


class Stroke(StrEnum):
    """The kind of movement, which the picture draws."""

    LOOK = "look"
    HOLD = "hold"
    STROKING = "stroking"
    KNEADING = "kneading"
    CIRCLES = "circles"
    PRESS = "press"
    PASSIVE = "passive"
    ACTIVE = "active"
    ROLL = "roll"
    WASH = "wash"
    PAT = "pat"
    BREATH = "breath"
    REST = "rest"
    WIPE = "wipe"
    ROOM = "room"


class View(StrEnum):
    """Which picture of the foot shows a technique."""

    SOLE = "sole"
    TOP = "top"
    NONE = "none"


class Tier(StrEnum):
    """How far a technique's content has come. A draft is never offered."""

    DRAFT = "draft"
    SOURCED = "sourced"
    REVIEWED = "reviewed"
    CLINICIAN_REVIEWED = "clinician-reviewed"


class Aim(StrEnum):
    """What tonight is for."""

    EASE = "ease"
    SLEEP = "sleep"
    DAY = "day"
    SITTING = "sitting"
    NIGHT = "night"


class Thing(StrEnum):
    """What may lie at hand."""

    BALL = "ball"
    CREAM = "cream"
    SUNFLOWER = "sunflower"
    COCONUT = "coconut"
    ALMOND = "almond"
    PEPPERMINT = "peppermint"
    EUCALYPTUS = "eucalyptus"
    PAD = "pad"
    BASIN = "basin"
    THERMOMETER = "thermometer"


CARRIERS = frozenset({Thing.CREAM, Thing.SUNFLOWER, Thing.COCONUT, Thing.ALMOND})
OILS = frozenset({Thing.PEPPERMINT, Thing.EUCALYPTUS})


@dataclass(frozen=True)
class Technique:
    """One thing the hands do, named and sourced.

    ``usual`` and ``least`` pressure are None where nothing presses. ``lengths`` are the seconds
    the planner may choose from, a foot where ``each_foot``, else in all. ``needs`` holds sets of
    things at hand; one of each set is needed. Of techniques with the same ``one_of``, a session
    has at most one. Below ``from_minutes`` asked for, it stays out.
    """

    id: str
    tier: Tier
    groups: frozenset[Group]
    stroke: Stroke
    each_foot: bool
    order: int
    view: View
    zones: tuple[Zone, ...]
    points: tuple[Point, ...]
    needs: tuple[frozenset[Thing], ...]
    breath: bool
    typed_reading: bool
    evidence: str
    source: tuple[str, ...]
    usual: Pressure | None
    least: Pressure | None
    lengths: tuple[Seconds, ...]
    one_of: str | None = None
    from_minutes: int = 0
    suits: Mapping[Aim, int] = field(default_factory=dict)

    @property
    def massages(self) -> bool:
        """Whether its seconds count towards the foot's minutes."""
        return bool(self.groups & MASSAGE)


Catalog = Mapping[str, Technique]
"""All techniques by id, in the order of a session."""
