"""``pulse.toml``: what a recording of the pulse must be like, each number with its source."""

from collections.abc import Mapping
from pathlib import Path

from instep.adapters.content.sources import Sources, read_sources, sourced
from instep.adapters.content.table import Table, read_table
from instep.core.measures.pulse.limits import Drift, PulseLimits

FILE = "pulse.toml"

WALLS: Mapping[str, Mapping[str, tuple[float, float]]] = {
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
    "turns": {"pair_apart": (60, 600), "whole": (1800, 14_400), "tries": (1, 5)},
}
"""Every number of the file by its table, with walls that a typing error would break."""


def read_pulse_limits(root: Path, sources: Sources | None = None) -> PulseLimits:
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
