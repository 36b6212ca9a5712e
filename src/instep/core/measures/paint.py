"""Where a person paints that it tingles, burns, is numb or hurts. It decides nothing, anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from instep.core.body import FEET, Side, Zone

PAINTABLE = tuple(zone for zone in Zone if zone is not Zone.LOWER_LEG)
"""Every zone but the lower leg, which is never painted."""

Areas = Mapping[Zone, float]
"""How large each zone is in the drawing, sole and top together; any unit."""

Brush = Mapping[Side, frozenset[Zone]]
"""The zones of each foot that one feeling is painted on."""


class Feeling(StrEnum):
    """What is painted, one at a time."""

    TINGLING = "tingling"
    BURNING = "burning"
    NUMBNESS = "numbness"
    PAIN = "pain"


@dataclass(frozen=True)
class Painting:
    """One day's painting: zones by feeling and foot. What was not painted is not there."""

    marks: Mapping[Feeling, Brush] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for brush in self.marks.values():
            if not set(brush) <= set(FEET) or not set().union(*brush.values()) <= set(PAINTABLE):
                raise ValueError("only the zones of a left and a right foot are painted")

    def zones(self, feeling: Feeling, side: Side) -> frozenset[Zone]:
        """Where this is felt on this foot."""
        return self.marks.get(feeling, {}).get(side, frozenset())

    def feelings(self, side: Side, zone: Zone) -> tuple[Feeling, ...]:
        """What is felt in this zone, in the order of the brushes."""
        return tuple(feeling for feeling in Feeling if zone in self.zones(feeling, side))

    def painted(self, side: Side) -> frozenset[Zone]:
        """Every zone of this foot where something is felt."""
        return frozenset[Zone]().union(*(self.zones(feeling, side) for feeling in Feeling))

    def with_brush(self, feeling: Feeling, brush: Brush) -> "Painting":
        """With this feeling painted anew; the others stay."""
        return Painting({**self.marks, feeling: brush})

    def stroked(
        self, feeling: Feeling, side: Side, shown: frozenset[Zone], zones: frozenset[Zone]
    ) -> "Painting":
        """With these zones of what a drawing shows of this foot; what it hides stays as it is."""
        both = {each: self.zones(feeling, each) for each in FEET}
        return self.with_brush(feeling, {**both, side: (both[side] - shown) | (zones & shown)})

    @property
    def is_bare(self) -> bool:
        """Whether nothing is painted."""
        return not any(self.painted(side) for side in FEET)


def share(zones: frozenset[Zone], areas: Areas) -> float:
    """How much of one drawn foot these zones are, from 0 to 1. Of the drawing, not of the foot."""
    return sum(map(areas.__getitem__, zones)) / sum(map(areas.__getitem__, PAINTABLE))
