"""How often the engine is right about made-up people, as the page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from instep.adapters.content import how_we_know
from instep.adapters.content.how_we_know import BeforeAfter, HowWeKnow
from instep.web.components.charts import Ruler, kept_promises, ruler
from instep.web.house import say

POINTS = 3
"""What the rulers of this page show to both sides."""

NEARLY_95 = 1.96


@dataclass(frozen=True)
class Way:
    """One way of reading the sessions, on a ruler; its middle line is no change."""

    name: str
    ruler: Ruler
    label: str


@dataclass(frozen=True)
class Case:
    """One kind of day on which a thing was done, read in both ways."""

    title: str
    ways: Sequence[Way]
    row: BeforeAfter

    @property
    def fooled(self) -> str:
        """How many people of 100 are led to believe too much."""
        return say(
            "helps.know.fooled",
            subtracting=round(self.row.fooled_subtracting),
            ours=round(self.row.fooled_engine),
        )


@cache
def counted() -> HowWeKnow:
    """All that was counted."""
    return how_we_know()


def naive() -> list[Case]:
    """Before and after against our way. Pictures only where the thing did nothing."""
    return [_case(row) for row in counted().before_after]


def _case(row: BeforeAfter) -> Case:
    title = say(f"helps.know.{'when_it_hurts' if row.when_it_hurts else 'by_lot'}")
    ways = [
        _way("subtracting", row.subtracted, row.subtracted_error),
        _way("ours", row.engine, row.engine_error),
    ]
    return Case(title, ways, row)


def _way(key: str, found: float, error: float) -> Way:
    low, high = found - NEARLY_95 * error, found + NEARLY_95 * error
    name = say(f"helps.know.{key}")
    drawn = ruler(found, low, high, POINTS, matters=None, sure=True)
    return Way(name, drawn, f"{name}: {found:+.2f}. {say('helps.know.is_so')}: 0.")


def promises() -> list[tuple[float, float]]:
    """Where each promise lies: what was said, and how often it was right."""
    return kept_promises([(each.promised, each.held) for each in counted().calibration])
