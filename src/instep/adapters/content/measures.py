"""``measures.toml``: what a recording of the pulse must be like, each number with its source."""

from pathlib import Path

from instep.adapters.content.sources import Sources, read_sources, sourced
from instep.adapters.content.table import Table, read_table
from instep.core.measures.pulse.limits import Drift, PulseLimits

FILE = "measures.toml"

WALLS = {
    "recording": {
        "shortest": (5, 60),
        "longest": (60, 7200),
        "frames_a_second": (5, 30),
        "longest_hole": (0.2, 5),
        "repeated": (0.1, 0.9),
    },
    "light": {
        "dark": (1, 50),
        "pale": (100, 250),
        "still": (0, 0.001),
        "full": (250, 255),
        "at_an_end": (0.01, 0.5),
    },
    "beat": {
        "slowest": (20, 60),
        "fastest": (120, 240),
        "steady": (0.2, 0.9),
        "surely_steady": (0.3, 1),
        "lopsided": (0, 2),
        "too_fast": (0.1, 1),
    },
    "motion": {"burst": (1.5, 10), "moving": (0.01, 0.9), "biggest": (5, 100)},
    "repeat": {"inside": (0.5, 0.99)},
}
"""Every number of the file by its table, with walls that a typing error would break."""


def read_measures(root: Path, sources: Sources | None = None) -> PulseLimits:
    """Every number of the file."""
    known = read_sources(root) if sources is None else sources
    file = read_table(root, FILE)
    pulse = file.table("pulse")
    numbers = {name: _numbers(pulse.table(name), known) for name in WALLS}
    limits = PulseLimits(
        **{key: value for table in numbers.values() for key, value in table.items()},
        one_foot=_drift(pulse.table("one_foot"), known),
        between_feet=_drift(pulse.table("between_feet"), known),
    )
    pulse.done()
    file.done()
    return limits


def _numbers(table: Table, sources: Sources) -> dict[str, float]:
    walls = WALLS[table.path[-1]]
    found = {key: table.number(key, least, most) for key, (least, most) in walls.items()}
    sourced(table, sources)
    table.done()
    return found


def _drift(table: Table, sources: Sources) -> Drift:
    drift = Drift(
        walk=table.number("walk", 1e-5, 1),
        walk_spread=table.number("walk_spread", 0.1, 3),
        noise=table.number("noise", 0.001, 1),
        noise_spread=table.number("noise_spread", 0.1, 3),
    )
    table.text("why")
    sourced(table, sources)
    table.done()
    return drift


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
