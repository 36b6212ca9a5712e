"""``measures.toml`` and ``instruments/``: how the feet are measured, each number sourced."""

from dataclasses import dataclass
from pathlib import Path

from instep.adapters.content.sources import Sources, sourced
from instep.adapters.content.table import Table, read_table
from instep.core.catalog import Tier
from instep.core.measures.instrument import ANSWERS, Instrument, Item
from instep.core.measures.paint import PAINTABLE, Areas
from instep.core.measures.temperature import Walls
from instep.core.measures.touch import ORDER
from instep.core.units import Seconds

FILE = "measures.toml"
MNSI = "instruments/mnsi.toml"


@dataclass(frozen=True)
class Measures:
    """All that measuring rests on.

    ``touch``: how long a fingertip rests. ``waits``: seconds before each toe, in the order of the
    test. ``rest_minutes``: socks off before the first reading.
    """

    touch: Seconds
    waits: tuple[int, ...]
    walls: Walls
    rest_minutes: int
    areas: Areas
    mnsi: Instrument


def read_measures(root: Path, sources: Sources) -> Measures:
    """Every number within walls that a typing error would break."""
    file = read_table(root, FILE)
    touch, waits = _touch(file.table("touch"), sources)
    walls, rest = _temperature(file.table("temperature"), sources)
    areas = _areas(file.table("area"))
    file.done()
    return Measures(touch, waits, walls, rest, areas, _instrument(root, MNSI, sources))


def _touch(table: Table, sources: Sources) -> tuple[Seconds, tuple[int, ...]]:
    seconds = table.number("seconds", 1, 2)
    waits = table.take("waits")
    fits = isinstance(waits, list) and len(waits) == len(ORDER)
    if not fits or not all(type(wait) is int and 2 <= wait <= 15 for wait in waits):
        fix = f"Give {len(ORDER)} whole seconds from 2 to 15, one before each toe."
        raise table.broken("waits", "is not a wait before each toe", fix)
    sourced(table, sources)
    table.done()
    return seconds, tuple(waits)


def _temperature(table: Table, sources: Sources) -> tuple[Walls, int]:
    least = table.number("least", 0, 25)
    walls = Walls(least, table.number("most", 38, 50))
    rest = table.whole("rest_minutes", 5, 20)
    sourced(table, sources)
    table.done()
    return walls, rest


def _areas(table: Table) -> Areas:
    areas: Areas = {zone: table.number(zone, 100, 100_000) for zone in PAINTABLE}
    table.done()
    return areas


def _instrument(root: Path, name: str, sources: Sources) -> Instrument:
    file = read_table(root, name)
    items = _items(file.table("items"))
    mark = file.whole("mark", 1, len(items))
    instrument = Instrument(
        id=Path(name).stem,
        name=file.text("name"),
        credit=file.text("credit"),
        licence=file.text("licence"),
        tier=file.one("tier", Tier).value,
        items=items,
        mark=mark,
        newer_mark=file.whole("newer_mark", 1, mark),
        every_days=file.whole("every_days", 28, 366),
    )
    sourced(file, sources)
    file.done()
    return instrument


def _items(table: Table) -> tuple[Item, ...]:
    items = tuple(_item(table.table(id), place + 1) for place, id in enumerate(table.rest()))
    if not items:
        raise table.broken("", "has no items", "Write them, each with number and says.")
    return items


def _item(table: Table, number: int) -> Item:
    if table.whole("number", 1, 99) != number:
        raise table.broken("number", f"is not {number}", "Keep the items in order, none left out.")
    point = table.text("point", "") or None
    if point not in (*ANSWERS, None):
        raise table.broken("point", f"{point!r} is not known", "Use yes or no, or leave it out.")
    item = Item(number, table.text("says"), point)
    table.done()
    return item
