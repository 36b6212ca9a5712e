"""``zones.toml`` and ``drawn_foot.toml``: where each zone is, and how a terminal draws the foot."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from instep.adapters.content.table import Table, read_table
from instep.core.body import Point, Side, Zone
from instep.core.catalog import View

ZONES, DRAWN = "zones.toml", "drawn_foot.toml"
VIEWS = ("sole", "top", "both", "above")
NO_ZONE = "."

Letters = Mapping[str, Zone]
"""Which zone a letter of the map stands for."""


@dataclass(frozen=True)
class Zones:
    """The letters of the maps, and the zone that holds each point."""

    letters: Letters
    points: Mapping[Point, Zone]


@dataclass(frozen=True)
class Drawing:
    """One view of one foot: the picture, a zone (or none) for each cell, and the points."""

    side: Side
    art: tuple[str, ...]
    zones: tuple[tuple[Zone | None, ...], ...]
    points: Mapping[Point, tuple[int, int]]


DrawnFoot = Mapping[View, Drawing]
"""The sole and the top."""


def read_zones(root: Path) -> Zones:
    """Every zone and every point, no more and no fewer, each letter once."""
    file = read_table(root, ZONES)
    letters: dict[str, Zone] = {}
    for zone in Zone:
        table = file.table(zone)
        letter = _letter(table, letters)
        if letter:
            letters[letter] = zone
    points_table = file.table("points")
    points = {point: _zone_of(points_table.table(point)) for point in Point}
    points_table.done()
    file.done()
    return Zones(letters, points)


def _letter(table: Table, taken: Letters) -> str:
    view = table.text("view")
    if view not in VIEWS:
        raise table.broken("view", f"{view!r} is not known", f"Use one of: {', '.join(VIEWS)}.")
    letter = table.text("letter", "")
    if letter in taken:
        raise table.broken("letter", f"is that of {taken[letter]} too", "Give it one of its own.")
    if (view == "above") is bool(letter) or len(letter) > 1:
        raise table.broken("letter", "does not fit the view", "One letter, or none above the foot.")
    table.done()
    return letter


def _zone_of(table: Table) -> Zone:
    zone = table.one("zone", Zone)
    table.done()
    return zone


def read_drawn_foot(root: Path, letters: Letters) -> DrawnFoot:
    """Both views; every picture has a map of its own size."""
    file = read_table(root, DRAWN)
    drawn = {view: _drawing(file.table(view), letters) for view in (View.SOLE, View.TOP)}
    file.done()
    return drawn


def _drawing(table: Table, letters: Letters) -> Drawing:
    side = table.one("side", Side)
    art, rows = _rows(table, "art"), _rows(table, "map")
    if [len(row) for row in art] != [len(row) for row in rows]:
        raise table.broken("map", "is not the size of art", "Give each cell a letter or a dot.")
    for letter in set("".join(rows)) - {NO_ZONE}:
        if letter not in letters:
            raise table.broken("map", f"{letter!r} is no zone's letter", "Use those of zones.toml.")
    zones = tuple(tuple(letters.get(letter) for letter in row) for row in rows)
    inner = table.table("points")
    places = {name: _place(inner, name, art) for name in inner.rest()}
    points = {Point(name): place for name, place in places.items()}
    table.done()
    return Drawing(side, art, zones, points)


def _rows(table: Table, key: str) -> tuple[str, ...]:
    rows = table.take(key)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, str) for row in rows):
        raise table.broken(key, "is not a picture", 'Write one text a row: ["...", "..."].')
    return tuple(rows)


def _place(table: Table, name: str, art: tuple[str, ...]) -> tuple[int, int]:
    place = table.take(name)
    whole = isinstance(place, list) and len(place) == 2 and all(type(n) is int for n in place)
    if name not in set(Point) or not whole:
        raise table.broken(name, "is not a point's place", "Write name = [column, row].")
    column, row = place
    if not (0 <= row < len(art) and 0 <= column < len(art[row])):
        raise table.broken(name, "is outside the picture", "Keep it inside.")
    return column, row
