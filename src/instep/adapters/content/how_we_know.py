"""``how_we_know.toml``: how often the learning engine is right about made-up people."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from instep.adapters.content.sources import Sources, sourced
from instep.adapters.content.table import Table, read_table

FILE = "how_we_know.toml"


@dataclass(frozen=True)
class Held:
    """How many intervals hold the truth, of those that promise to: each in 100.

    ``days`` is the length of the diaries, ``error`` the standard error of ``held``.
    """

    days: int
    promised: int
    held: float
    error: float


@dataclass(frozen=True)
class BeforeAfter:
    """One technique in two readings of the same sessions: subtraction, and the engine's.

    ``effect`` is the truth, ``subtracted`` and ``engine`` the mean of what is found, in points,
    below 0 is better; each with its standard error. ``sessions`` is how many each person had,
    quiet rest too; ``when_it_hurts`` whether the technique was picked at high scores, else by lot.
    ``fooled_subtracting`` and ``fooled_engine`` are people in 100 whose 90 % interval lies wholly
    on the better side of the truth.
    """

    effect: float
    when_it_hurts: bool
    sessions: int
    subtracted: float
    subtracted_error: float
    engine: float
    engine_error: float
    fooled_subtracting: float
    fooled_engine: float


@dataclass(frozen=True)
class HowWeKnow:
    """What was counted, with which Instep, over how many made-up people a row, from which seed."""

    version: str
    seed: int
    people: int
    calibration: tuple[Held, ...]
    before_after: tuple[BeforeAfter, ...]


def read_how_we_know(root: Path, sources: Sources) -> HowWeKnow:
    """Every figure of the file, in the order it is written."""
    file = read_table(root, FILE)
    found = HowWeKnow(
        version=file.text("version"),
        seed=file.whole("seed", 0, 1_000_000),
        people=file.whole("people", 100, 1_000_000),
        calibration=tuple(map(_held, _rows(file, "calibration"))),
        before_after=tuple(map(_before_after, _rows(file, "before_after"))),
    )
    sourced(file, sources)
    file.done()
    return found


def _rows(file: Table, key: str) -> Sequence[Table]:
    """The tables inside a table, in the order they are written, at least one."""
    table = file.table(key)
    rows = [Table(file.file, (key, name), row) for name, row in table.rest().items()]
    if not rows:
        raise file.broken(key, "is empty", "Run: make how-we-know")
    return rows


def _held(row: Table) -> Held:
    held = Held(
        days=row.whole("days", 1, 3650),
        promised=row.whole("promised", 1, 99),
        held=row.number("held", 0, 100),
        error=row.number("error", 0, 10),
    )
    row.done()
    return held


def _before_after(row: Table) -> BeforeAfter:
    found = BeforeAfter(
        effect=row.number("effect", -10, 10),
        when_it_hurts=row.flag("when_it_hurts"),
        sessions=row.whole("sessions", 2, 1000),
        subtracted=row.number("subtracted", -10, 10),
        subtracted_error=row.number("subtracted_error", 0, 1),
        engine=row.number("engine", -10, 10),
        engine_error=row.number("engine_error", 0, 1),
        fooled_subtracting=row.number("fooled_subtracting", 0, 100),
        fooled_engine=row.number("fooled_engine", 0, 100),
    )
    row.done()
    return found
