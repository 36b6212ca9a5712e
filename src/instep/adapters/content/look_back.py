"""``review.toml``: how the start is compared with now, each number with its source."""

from pathlib import Path

from instep.adapters.content.sources import Sources, sourced
from instep.adapters.content.table import Table, read_table
from instep.core.review import LookBack

FILE = "review.toml"
STEPS, NO_CHANGE = 7, 4
"""Of the one question how the feet are, all in all; there are words for so many."""


def read_look_back(root: Path, sources: Sources) -> LookBack:
    """Every number of the file, each within walls that a typing error would break."""
    file = read_table(root, FILE)
    rules = _compare(file.table("compare"), sources)
    felt = file.table("felt")
    felt.whole("steps", STEPS, STEPS)
    felt.whole("no_change", NO_CHANGE, NO_CHANGE)
    sourced(felt, sources)
    felt.done()
    file.done()
    return rules


def _compare(table: Table, sources: Sources) -> LookBack:
    days = table.whole("days", 4, 14)
    rules = LookBack(
        days=days,
        least_days=table.whole("least_days", 4, days),
        points=table.number("points", 1, 4),
        share=table.whole("percent", 10, 60) / 100,
        same=table.number("same", 0.5, 2),
        echo=table.number("echo", 0, 0.8),
        least_noise=table.number("least_noise", 0.1, 2),
        sure=table.number("sure", 0.9, 0.999),
    )
    sourced(table, sources)
    table.done()
    return rules
