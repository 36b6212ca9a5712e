"""Skin warmth of the soles: six spots a foot, the same spot left against right.

Source: diatemp, lavery-2004. A gap feeds today's answers; whether it matters is safety's to say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import median

from instep.core.body import Side, Zone
from instep.core.units import Celsius

SITES = (
    Zone.TOE_1,
    Zone.BALL_INNER,
    Zone.BALL_MIDDLE,
    Zone.BALL_OUTER,
    Zone.ARCH_INNER,
    Zone.HEEL,
)
"""Where it is measured, from the toes to the heel (lavery-2004)."""

READINGS = 3
"""Readings asked for at each spot; the middle one counts. Source: judgement, with diatemp."""

EXACT = 4
"""Decimals a gap is kept with, so that 31.4 less 29.2 is 2.2 and not a hair more."""

LONGEST = 7
"""Letters a typed number may have."""


@dataclass(frozen=True)
class Walls:
    """The least and the most a foot's skin may read, in degrees Celsius, both ends included."""

    least: Celsius
    most: Celsius

    def hold(self, degrees: float) -> bool:
        """Whether a number lies within."""
        return self.least <= degrees <= self.most


class Odd(StrEnum):
    """Why a typed number is not taken."""

    NO_NUMBER = "no_number"
    FAHRENHEIT = "fahrenheit"
    NO_POINT = "no_point"
    OUTSIDE = "outside"


def read_degrees(text: str, walls: Walls) -> Celsius | Odd:
    """What was typed, with a point or a comma, in degrees Celsius; or why it is not taken.

    Nothing is guessed: 88 looks like Fahrenheit, 370 like a point left out, and both are asked.
    """
    plain = text.strip().replace(",", ".", 1)
    digits = plain.replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit() and len(plain) <= LONGEST):
        return Odd.NO_NUMBER
    degrees = float(plain)
    if walls.hold(degrees):
        return degrees
    if walls.hold(celsius(degrees)):
        return Odd.FAHRENHEIT
    return Odd.NO_POINT if walls.hold(degrees / 10) else Odd.OUTSIDE


def celsius(fahrenheit: float) -> Celsius:
    """The same warmth on the other scale."""
    return (fahrenheit - 32) / 1.8


@dataclass(frozen=True)
class Spot:
    """One spot on both feet: up to three readings each, in degrees Celsius."""

    left: tuple[Celsius, ...] = ()
    right: tuple[Celsius, ...] = ()

    def __post_init__(self) -> None:
        for readings in (self.left, self.right):
            if len(readings) > READINGS:
                raise ValueError(f"a spot has {READINGS} readings at most, not {len(readings)}")

    @property
    def is_paired(self) -> bool:
        """Whether both feet were measured here."""
        return bool(self.left and self.right)

    @property
    def is_sure(self) -> bool:
        """Whether every reading that is asked for is there."""
        return len(self.left) == len(self.right) == READINGS

    @property
    def gap(self) -> Celsius | None:
        """Left less right, middle readings; above 0 the left is warmer. None: one foot lacks."""
        if not self.is_paired:
            return None
        return left_less_right(self.left, self.right)

    @property
    def span(self) -> tuple[Celsius, Celsius] | None:
        """Left less right, as small and as great as these readings let it be."""
        if not self.is_paired:
            return None
        least, most = min(self.left) - max(self.right), max(self.left) - min(self.right)
        return round(least, EXACT), round(most, EXACT)


def left_less_right(left: Sequence[Celsius], right: Sequence[Celsius]) -> Celsius:
    """How much warmer the left is by the middle readings; there is one of each foot at least."""
    return round(median(left) - median(right), EXACT)


@dataclass(frozen=True)
class Gap:
    """How far apart a spot is, left and right, and which foot is warmer; both where neither is.

    ``least`` and ``most``: what the single readings would allow, in degrees Celsius, from 0.
    """

    site: Zone
    degrees: Celsius
    warmer: Side
    least: Celsius
    most: Celsius


@dataclass(frozen=True)
class Warmth:
    """What was measured on one day, spot by spot. A spot not measured is not there."""

    spots: Mapping[Zone, Spot] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for site in self.spots:
            if site not in SITES:
                raise ValueError(f"{site} is not one of the spots")

    def measured(self, site: Zone, spot: Spot) -> "Warmth":
        """With this spot as it was measured last."""
        return Warmth({**self.spots, site: spot})

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Every spot measured on both feet, from the toes to the heel."""
        found = (_gap(site, self.spots.get(site, Spot())) for site in SITES)
        return tuple(gap for gap in found if gap is not None)

    @property
    def largest(self) -> Gap | None:
        """The spot that is furthest apart; the first of those alike. None: nothing to compare."""
        spots = self.spots.items()
        return widest({site: (spot.left, spot.right) for site, spot in spots})

    @property
    def is_whole(self) -> bool:
        """Whether all six spots were measured on both feet."""
        return len(self.gaps) == len(SITES)

    @property
    def is_sure(self) -> bool:
        """Whether every spot has all its readings on both feet."""
        return all(self.spots.get(site, Spot()).is_sure for site in SITES)


def widest(readings: Mapping[Zone, tuple[Sequence[Celsius], Sequence[Celsius]]]) -> Gap | None:
    """The spot that is furthest apart by its readings, left and right; the first of those alike.

    None: no spot was measured on both feet.
    """
    found, most = SITES[0], -1.0
    for site in SITES:
        left, right = readings.get(site, NOTHING)
        if left and right and (apart := abs(left_less_right(left, right))) > most:
            found, most = site, apart
    left, right = readings.get(found, NOTHING)
    return _gap(found, Spot(tuple(left), tuple(right)))


NOTHING: tuple[Sequence[Celsius], Sequence[Celsius]] = ((), ())


def _gap(site: Zone, spot: Spot) -> Gap | None:
    gap, span = spot.gap, spot.span
    if gap is None or span is None:
        return None
    least, most = span
    warmer = Side.union(left=gap > 0, right=gap < 0)
    nearest = 0.0 if least <= 0 <= most else min(abs(least), abs(most))
    return Gap(site, abs(gap), warmer, nearest, max(abs(least), abs(most)))
