"""Soundscapes as data: what sounds together in a loop, in numbers. Nothing here makes a sound."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from instep.adapters.content.table import ContentBroken, Table, read_table
from instep.core.units import Seconds

FOLDER = "soundscapes"
SOUNDSCAPES = ("pad", "rain", "sea", "bowls", "strings", "silence")
"""All there are, by the names of their files."""

LOUDEST_LUFS = -33.0
"""Fourteen below the voice: no soundscape may be louder."""


@dataclass(frozen=True)
class Waves:
    """How something swells: so often in a loop, how deep, how much of a wave is its rise.

    ``late`` is the share of a wave by which it comes after the others; ``uneven`` how much the
    waves differ in length and height. ``depth`` 0 stays level, 1 sinks to nothing.
    """

    count: int
    depth: float
    rise: float
    late: float
    uneven: float


@dataclass(frozen=True)
class Noise:
    """Air, water: everything between two pitches, so many decibels softer an octave up."""

    level: float
    low_hz: float
    high_hz: float
    fall_db: float
    waves: Waves | None


@dataclass(frozen=True)
class Tones:
    """Notes that are held, each a few voices a little apart, each swelling in its own time."""

    level: float
    notes: tuple[int, ...]
    overtones: int
    fall_db: float
    voices: int
    apart_cents: float
    swells: int
    depth: float


@dataclass(frozen=True)
class Chords:
    """One chord after another, all of the same length, each melting into the next."""

    level: float
    chords: tuple[tuple[int, ...], ...]
    overtones: int
    fall_db: float
    bright_hz: float
    voices: int
    apart_cents: float
    melt: Seconds


@dataclass(frozen=True)
class Drops:
    """Small round drops, here and there."""

    level: float
    a_minute: int
    low_hz: float
    high_hz: float
    rings: Seconds
    spread_db: float


@dataclass(frozen=True)
class Strikes:
    """A singing bowl touched now and then, which rings on into the next loop."""

    level: float
    notes: tuple[int, ...]
    rings: Seconds
    attack: Seconds
    beats_hz: float
    uneven: float


Layer: TypeAlias = Noise | Tones | Chords | Drops | Strikes


@dataclass(frozen=True)
class Recipe:
    """One soundscape: how long its loop is, how loud, its seed, and what sounds in it."""

    name: str
    loop: Seconds
    lufs: float
    seed: int
    layers: tuple[Layer, ...]


def soundscape_recipe(root: Path, name: str) -> Recipe:
    """The soundscape of this name; refuses what is not known or out of its walls."""
    file = f"{FOLDER}/{name}.toml"
    if name not in SOUNDSCAPES:
        raise ContentBroken(file, (), "is not a soundscape", f"Use {', '.join(SOUNDSCAPES)}.")
    table = read_table(root, file)
    recipe = Recipe(
        name=name,
        loop=table.whole("loop_seconds", 20, 60),
        lufs=table.number("lufs", -60, LOUDEST_LUFS),
        seed=table.whole("seed", 0, 2**32 - 1),
        layers=_layers(table) if "layers" in table else (),
    )
    table.done()
    return recipe


def read_soundscapes(root: Path) -> Mapping[str, Recipe]:
    """All of them, by name."""
    return {name: soundscape_recipe(root, name) for name in SOUNDSCAPES}


def _layers(table: Table) -> tuple[Layer, ...]:
    layers = table.table("layers")
    return tuple(
        _layer(Table(table.file, ("layers", name), each)) for name, each in layers.rest().items()
    )


def _layer(table: Table) -> Layer:
    kind = table.text("kind")
    if kind not in _KINDS:
        raise table.broken("kind", f"{kind!r} is not known", f"Use one of: {', '.join(_KINDS)}.")
    layer = _KINDS[kind](table, table.number("level", -60, 0))
    table.done()
    return layer


# -- Kinds of layers -------------------------------------------------------------------------------


def _noise(table: Table, level: float) -> Noise:
    low = table.number("low_hz", 20, 8_000)
    return Noise(
        level=level,
        low_hz=low,
        high_hz=table.number("high_hz", low, 10_000),
        fall_db=table.number("fall_db", 0, 24),
        waves=_waves(table.table("waves")) if "waves" in table else None,
    )


def _waves(table: Table) -> Waves:
    waves = Waves(
        count=table.whole("count", 1, 60),
        depth=table.number("depth", 0, 1),
        rise=table.number("rise", 0.1, 0.9),
        late=table.number("late", 0, 0.9),
        uneven=table.number("uneven", 0, 0.5),
    )
    table.done()
    return waves


def _tones(table: Table, level: float) -> Tones:
    return Tones(
        level=level,
        notes=_notes(table, "notes"),
        overtones=table.whole("overtones", 1, 40),
        fall_db=table.number("fall_db", 3, 30),
        voices=table.whole("voices", 1, 9),
        apart_cents=table.number("apart_cents", 0, 30),
        swells=table.whole("swells", 0, 30),
        depth=table.number("depth", 0, 1),
    )


def _chords(table: Table, level: float) -> Chords:
    chords = table.table("chords")
    return Chords(
        level=level,
        chords=tuple(_notes(chords, name) for name in list(chords.rest())),
        overtones=table.whole("overtones", 1, 40),
        fall_db=table.number("fall_db", 3, 30),
        bright_hz=table.number("bright_hz", 200, 4_000),
        voices=table.whole("voices", 1, 9),
        apart_cents=table.number("apart_cents", 0, 30),
        melt=table.number("melt_seconds", 0.5, 10),
    )


def _drops(table: Table, level: float) -> Drops:
    low = table.number("low_hz", 100, 4_000)
    return Drops(
        level=level,
        a_minute=table.whole("a_minute", 1, 2_000),
        low_hz=low,
        high_hz=table.number("high_hz", low, 6_000),
        rings=table.number("rings_seconds", 0.005, 0.5),
        spread_db=table.number("spread_db", 0, 30),
    )


def _strikes(table: Table, level: float) -> Strikes:
    return Strikes(
        level=level,
        notes=_in_any_order(table, "notes"),
        rings=table.number("rings_seconds", 2, 60),
        attack=table.number("attack_seconds", 0.01, 1),
        beats_hz=table.number("beats_hz", 0, 4),
        uneven=table.number("uneven", 0, 0.5),
    )


_LOWEST_NOTE, _HIGHEST_NOTE = 24, 96
"""Semitones, of which 69 is the A of 440 Hz: from a deep C up to a high one."""


def _notes(table: Table, key: str) -> tuple[int, ...]:
    return table.wholes(key, _LOWEST_NOTE, _HIGHEST_NOTE)


def _in_any_order(table: Table, key: str) -> tuple[int, ...]:
    """Notes one after the other, up and down."""
    notes = table.take(key)
    if not isinstance(notes, list) or not notes:
        raise table.broken(key, "is not a list of notes", f"Write {key} = [50, 57].")
    rows = [Table(table.file, (*table.path, key), {"note": note}) for note in notes]
    return tuple(row.whole("note", _LOWEST_NOTE, _HIGHEST_NOTE) for row in rows)


_KINDS: Mapping[str, Callable[[Table, float], Layer]] = {
    "noise": _noise,
    "tones": _tones,
    "chords": _chords,
    "drops": _drops,
    "strikes": _strikes,
}
