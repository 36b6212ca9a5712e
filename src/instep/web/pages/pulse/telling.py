"""A before and after in words, and on a ruler where neither way is the better one."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log2

from instep.adapters import pulse_words
from instep.core.body import FEET, Side
from instep.web.components.charts import Ruler, ruler
from instep.web.house import house, say
from instep.web.records.before_after import Around, Result

MOST_DOUBLINGS = 3
"""A ruler shows from an eighth to eight times, at most."""


@dataclass(frozen=True)
class Seen:
    """One result as a page shows it. ``doublings``: how far its ruler goes to both sides."""

    around: Around
    sentence: str
    beside: str
    ruler: Ruler
    doublings: int

    @property
    def less(self) -> str:
        """The key of what the left end of its ruler means."""
        return f"less_{self.doublings}"

    @property
    def more(self) -> str:
        """The key of what the right end means."""
        return f"more_{self.doublings}"


def feet(around: Around) -> dict[str, str]:
    """Both feet by what was done with them, for a sentence."""
    return {
        "massaged": say(f"pulse.turns.foot.{around.massaged}"),
        "resting": say(f"pulse.turns.foot.{resting(around.massaged)}"),
    }


def resting(massaged: Side) -> Side:
    """The other one."""
    return next(side for side in FEET if side is not massaged)


def reach(results: Sequence[Result]) -> int:
    """The doublings that a page's rulers show, so that all of them can be compared."""
    far = max((abs(log2(end)) for each in results for end in (each.low, each.high)), default=0.0)
    return min(max(1, ceil(far)), MOST_DOUBLINGS)


def seen(around: Around, result: Result, doublings: int) -> Seen:
    """What came of one, in its sentence and on such a ruler."""
    is_sure = pulse_words.is_sure(result.low, result.high)
    return Seen(
        around,
        pulse_words.sentence(house().words, result.times, result.low, result.high),
        say("pulse.turns.result.beside", **feet(around)),
        _ruler(result, doublings, sure=is_sure),
        doublings,
    )


def _ruler(result: Result, doublings: int, *, sure: bool) -> Ruler:
    """Smaller is to the left, bigger to the right; as often halved as doubled is as far."""
    change, low, high = (-log2(each) for each in (result.times, result.high, result.low))
    return ruler(change, low, high, doublings, matters=None, sure=sure)
