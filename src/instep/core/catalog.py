"""What hands can do here: techniques, how hard, and what lies ready beside the chair."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from math import floor

from instep.core.body import Point, Zone
from instep.core.units import Celsius, Seconds


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


@dataclass(frozen=True)
class Oil:
    """A scented oil and the most it may be of a mix, in percent; gentle where rules.md O1 asks."""

    id: Thing
    most_percent: float
    gentle_percent: float


@dataclass(frozen=True)
class Carrier:
    """What carries the hands, and the allergies that spare it. Plain cream is the default."""

    id: Thing
    default: bool
    allergies: frozenset[str]


@dataclass(frozen=True)
class Mix:
    """So many drops of one oil in so much carrier; never over its percent."""

    oil: Thing
    carrier: Thing
    ml: int
    drops: int
    percent: float


@dataclass(frozen=True)
class Shelf:
    """Every oil and carrier, and how drops are counted: as big drops, so never too many."""

    oils: Mapping[Thing, Oil]
    carriers: Mapping[Thing, Carrier]
    drops_per_ml: int
    batches_ml: tuple[int, ...]

    def mix(self, oil: Thing, carrier: Thing, *, gentle: bool) -> Mix:
        """The smallest batch that takes a whole drop. Source: drop-size."""
        percent = self.oils[oil].gentle_percent if gentle else self.oils[oil].most_percent
        for ml in self.batches_ml:
            if drops := self.drops(percent, ml):
                return Mix(oil, carrier, ml, drops, percent)
        raise ValueError(f"no batch is large enough for {percent} percent")

    def drops(self, percent: float, ml: int) -> int:
        """Percent over 100, times ml, times drops a ml, rounded down (rules.md, O1)."""
        return floor(round(percent * ml * self.drops_per_ml, 6) / 100)


@dataclass(frozen=True)
class Bath:
    """How warm the water of a foot bath must read, both ends included, and its longest time."""

    coolest: Celsius
    warmest: Celsius
    at_most: Seconds


@dataclass(frozen=True)
class Dose:
    """How long, how often, how fast: the numbers of ``limits.toml`` that a session is made from.

    Minutes are those of one foot. ``look_after`` is when the skin is looked at again.
    """

    start_minutes: int
    add_minutes_a_week: int
    usual_minutes: int
    sessions_a_week: int
    review_days: int
    foot_at_most: Seconds
    night: Seconds
    breathe_in: Seconds
    breathe_out: Seconds
    presses: int
    bath: Bath
    look_after: Seconds
