"""The best set of techniques for the time there is, found exactly.

The objective: over the chosen steps, the sum of ``suits x liking x sqrt(minutes - half a minute)``.
The root spreads the time over several techniques; the half minute is the calm that each change of
technique costs. Every choice of lengths is looked at (a small dynamic programme over whole
ten-second units), so no other plan that fits is better by that sum; ties are broken by the seed.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from typing import NamedTuple

from instep.core.units import Dice, Seconds

UNIT: Seconds = 10
"""All lengths are whole multiples of this."""

CHANGE_COSTS: Seconds = 30
"""The calm lost to every change of technique, in seconds. Judgement."""

Worth = tuple[int, int]
"""How good a choice is, in thousandths, then the seed's tie-break."""


class Pick(NamedTuple):
    """One technique at one length, and what that is worth."""

    technique: str
    units: int
    massages: bool
    worth: Worth


class Best(NamedTuple):
    """The best picks for one exact length."""

    worth: Worth
    picks: tuple[Pick, ...]


Table = Mapping[int, Best]
"""The best choice for each total of units that can be reached."""

NOTHING: Table = {0: Best((0, 0), ())}


def worth(suit: float, seconds: Seconds, dice: Dice) -> Worth:
    """What one technique at this length adds."""
    calm = max(0.0, seconds - CHANGE_COSTS) / 60
    return round(1000 * suit * sqrt(calm)), int(dice() * 1000)


def fill(slots: Iterable[Sequence[Pick]], most: int, *, must: bool = False) -> Table:
    """The best choice for every total up to ``most``, taking at most one pick of each slot.

    With ``must``, exactly one of each.
    """
    table: dict[int, Best] = dict(NOTHING)
    for slot in slots:
        grown: dict[int, Best] = {} if must else dict(table)
        for total, best in table.items():
            for pick in slot:
                _keep(grown, total + pick.units, best, pick, most)
        table = grown
    return table


def _keep(table: dict[int, Best], total: int, best: Best, pick: Pick, most: int) -> None:
    if total > most:
        return
    known = table.get(total)
    value = _sum(best.worth, pick.worth)
    if known is None or value > known.worth:
        table[total] = Best(value, (*best.picks, pick))


def join(one: Table, other: Table, most: int) -> Table:
    """The best of two tables side by side, for every total up to ``most``."""
    joined: dict[int, Best] = {}
    for a, left in one.items():
        for b, right in other.items():
            if a + b > most:
                continue
            known = joined.get(a + b)
            value = _sum(left.worth, right.worth)
            if known is None or value > known.worth:
                joined[a + b] = Best(value, left.picks + right.picks)
    return joined


def _sum(one: Worth, other: Worth) -> Worth:
    return one[0] + other[0], one[1] + other[1]
