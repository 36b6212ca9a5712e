"""The drawn foot as cells of a terminal: which are lit, which are left alone, where the hand is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from instep.adapters.content.zones import Drawing
from instep.core.body import Point, Side, Zone


class Role(StrEnum):
    """What a piece of the page is, which decides its colour and, without colour, its sign."""

    FOOT = "foot"
    LIT = "lit"
    NEXT = "next"
    HAND = "hand"
    HAND_ON_FOOT = "hand_on_foot"
    HAND_ON_LIT = "hand_on_lit"
    TITLE = "title"
    WORDS = "words"
    SOFT = "soft"
    BAR = "bar"
    REST = "rest"
    NONE = "none"


Cell = tuple[str, Role]
Row = list[Cell]
Spot = tuple[float, float]
"""A place on a picture: column and row, from its upper left corner."""

_MIRROR = str.maketrans("▘▝▖▗▌▐▞▚▛▜▙▟", "▝▘▗▖▐▌▚▞▜▛▟▙")
_ASCII = str.maketrans("█▐▌▄▀▟▙▜▛▖▗▘▝▞▚", ":().'/\\\\/..''/\\")


def on_side(drawing: Drawing, side: Side) -> Drawing:
    """The same view of this foot; the other foot is the mirror."""
    if side is drawing.side or side is Side.BOTH:
        return drawing
    wide = len(drawing.art[0]) - 1
    return Drawing(
        side=side,
        art=tuple(row[::-1].translate(_MIRROR) for row in drawing.art),
        zones=tuple(row[::-1] for row in drawing.zones),
        points={point: (wide - x, y) for point, (x, y) in drawing.points.items()},
    )


@dataclass(frozen=True)
class Light:
    """Which zones are lit, which come next, and the rows a lamp passes over, if one does."""

    lit: frozenset[Zone]
    after: frozenset[Zone] = frozenset()
    band: tuple[float, float] | None = None

    def of(self, zone: Zone | None, row: int) -> Role:
        """The role of a cell of this zone."""
        if self.band is not None and not self.band[0] <= row <= self.band[1]:
            return Role.FOOT
        if zone in self.lit:
            return Role.LIT
        return Role.NEXT if zone in self.after else Role.FOOT


@dataclass(frozen=True)
class Signs:
    """How a picture is put into letters: quarter blocks or plain ASCII, with shades or without.

    ``shades`` tells lit from unlit by the sign itself, for eyes and terminals without colour.
    """

    blocks: bool
    shades: bool

    def cell(self, sign: str, role: Role) -> str:
        """The sign of one cell."""
        if sign == " ":
            return " "
        if not self.blocks:
            return "#" if role is Role.LIT else sign.translate(_ASCII)
        if sign == "█" and role is Role.NEXT:
            return "▒"
        if sign == "█" and self.shades and role is Role.FOOT:
            return "░"
        return sign


def painted(drawing: Drawing, light: Light, signs: Signs) -> list[Row]:
    """The foot, every cell with its sign and its role."""
    return [
        [
            (signs.cell(sign, role), role if sign != " " else Role.NONE)
            for sign, zone in zip(art, zones, strict=True)
            for role in (light.of(zone, y),)
        ]
        for y, (art, zones) in enumerate(zip(drawing.art, drawing.zones, strict=True))
    ]


def cells_of(drawing: Drawing, zones: Iterable[Zone]) -> list[tuple[int, int]]:
    """The places of these zones on the picture, row by row."""
    wanted = frozenset(zones)
    return [
        (x, y)
        for y, row in enumerate(drawing.zones)
        for x, zone in enumerate(row)
        if zone in wanted and drawing.art[y][x] != " "
    ]


def point_spot(drawing: Drawing, points: Sequence[Point]) -> Spot | None:
    """Where a point lies; None where this view does not show it."""
    places: Mapping[Point, tuple[int, int]] = drawing.points
    return next((places[point] for point in points if point in places), None)


_PALM = {True: ("▗██▖", "▝██▘"), False: ("/--\\", "\\--/")}
_THUMB = {True: ("▟▙", "▜▛"), False: ("/\\", "\\/")}
_RING, _SMALL_RING = ("╭──╮", "╰──╯"), ("╭╮", "╰╯")
_OVER = {Role.LIT: Role.HAND_ON_LIT, Role.NEXT: Role.HAND_ON_FOOT, Role.FOOT: Role.HAND_ON_FOOT}
"""The hand's role by what it lies over, so that its round edges show the skin below."""


def with_hand(rows: list[Row], spot: Spot, signs: Signs, *, small: bool) -> list[Row]:
    """A hand, a thumb or a ball laid over the picture, never outside of it."""
    shape = _shape(signs, small=small)
    wide, tall = len(shape[0]), len(shape)
    left = _kept(round(spot[0] - wide / 2 + 0.5), len(rows[0]) - wide)
    upper = _kept(round(spot[1] - tall / 2 + 0.5), len(rows) - tall)
    for y, line in enumerate(shape):
        for x, sign in enumerate(line):
            below = rows[upper + y][left + x][1]
            rows[upper + y][left + x] = (sign, _OVER.get(below, Role.HAND))
    return rows


def _shape(signs: Signs, *, small: bool) -> tuple[str, ...]:
    if signs.blocks and signs.shades:
        return _SMALL_RING if small else _RING
    return (_THUMB if small else _PALM)[signs.blocks]


def _kept(place: int, most: int) -> int:
    return max(0, min(place, most))
