"""``learning.toml``: what the learning engine believes beforehand, each number with its source."""

from dataclasses import fields
from pathlib import Path
from typing import TypeVar

from instep.adapters.content.sources import Sources, sourced
from instep.adapters.content.table import Table, read_table
from instep.core.learning.priors import (
    Bell,
    Choosing,
    FairTest,
    Learning,
    Pairing,
    Pooling,
    Priors,
    RightAfter,
    Yardstick,
)

FILE = "learning.toml"
T = TypeVar("T")


def read_learning(root: Path, sources: Sources) -> Learning:
    """Every number of the file, each within walls that a typing error would break."""
    file = read_table(root, FILE)
    learning = Learning(
        Priors(**_bells(file.table("priors"), sources, [f.name for f in fields(Priors)])),
        RightAfter(
            **_bells(file.table("right_after"), sources, [f.name for f in fields(RightAfter)])
        ),
        _yardstick(file.table("verdict"), file.table("harm"), sources),
        _fair_test(file.table("fair_test"), sources),
        _pooling(file.table("pooling"), sources),
        _choosing(file.table("choosing"), sources),
        _pairing(file.table("pairing"), sources),
    )
    file.done()
    return learning


def _bells(table: Table, sources: Sources, names: list[str]) -> dict[str, Bell]:
    bells = {name: _bell(table.table(name), sources) for name in names}
    table.done()
    return bells


def _bell(table: Table, sources: Sources) -> Bell:
    bell = Bell(table.number("mean", -5, 10), table.number("sd", 0.1, 5))
    table.text("why")
    return _sourced(table, sources, bell)


def _yardstick(table: Table, harm: Table, sources: Sources) -> Yardstick:
    least = table.number("matters_least", 0.5, 3)
    sure = table.number("sure_helps", 0.9, 0.999)
    yardstick = Yardstick(
        matters_share=table.whole("matters_percent", 10, 60) / 100,
        matters_least=least,
        matters_most=table.number("matters_most", least, 4),
        sure_helps=sure,
        sure_exploratory=table.number("sure_exploratory", sure, 0.9999),
        sure_worse=table.number("sure_worse", 0.9, 0.999),
        likely=table.number("likely", 0.5, 0.9),
        sure_of_none=table.number("sure_of_none", 0.9, 0.999),
        least_days_on=table.whole("least_days_on", 3, 28),
        least_days_off=table.whole("least_days_off", 3, 28),
        least_switches=table.whole("least_switches", 1, 20),
        alike=table.number("alike", 0.7, 0.99),
        level_days=table.whole("level_days", 7, 28),
        missing_points=table.number("missing_points", 0.5, 3),
        harm_points=harm.whole("points", 1, 4),
        harm_times=harm.whole("times", 1, 4),
    )
    return _sourced(table, sources, _sourced(harm, sources, yardstick))


def _fair_test(table: Table, sources: Sources) -> FairTest:
    block = table.whole("block_days", 1, 14)
    test = FairTest(
        run_in_days=table.whole("run_in_days", 0, 28),
        block_days=block,
        long_block_days=table.whole("long_block_days", block, 14),
        long_kept=table.number("long_kept", 0.1, 0.9),
        most_techniques=table.whole("most_techniques", 1, 5),
        most_days=table.whole("most_days", 28, 365),
        least_chance=table.number("least_chance", 0.01, 0.2),
        rest_once_in=table.whole("rest_once_in", 2, 20),
        lengths=table.wholes("lengths", 28, 365),
    )
    return _sourced(table, sources, test)


def _pooling(table: Table, sources: Sources) -> Pooling:
    pooling = Pooling(
        spread=Bell(table.number("spread_mean", -3, 1), table.number("spread_sd", 0.1, 2)),
        passes=table.whole("passes", 1, 10),
        damping=table.number("damping", 0.1, 1),
        least_people=table.whole("least_people", 5, 1000),
    )
    return _sourced(table, sources, pooling)


def _choosing(table: Table, sources: Sources) -> Choosing:
    choosing = Choosing(
        sure=table.number("sure", 0.9, 0.999),
        small=table.number("small", 0.3, 2),
        least_days=table.whole("least_days", 3, 28),
    )
    return _sourced(table, sources, choosing)


def _pairing(table: Table, sources: Sources) -> Pairing:
    pairing = Pairing(
        extra=Bell(table.number("extra_mean", -1, 1), table.number("extra_sd", 0.1, 2)),
        least_together=table.whole("least_together", 5, 60),
        least_apart=table.whole("least_apart", 3, 28),
    )
    return _sourced(table, sources, pairing)


def _sourced(table: Table, sources: Sources, found: T) -> T:
    """What was read, once its sources are known and nothing is left over."""
    sourced(table, sources)
    table.done()
    return found
