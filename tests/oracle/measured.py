"""What the kept measures come to on a day, written from the rules alone.

Whoever wrote this had not read the code that it judges. It knows the rules' sentences and
nothing else: a missing foot or a toe that cannot be tested makes a touch test not done; one
older than 365 days is not done; two of six not felt is the limit; a gap belongs to its day;
more than 2.2 degrees is the limit; which side is warmer, where it is not plain, is both.

Where the rules are silent the stricter reading stands. A test broken off says nothing that
loosens, so a whole one before it still holds, unless the broken one had reached the limit.
Two gaps of one day come to the greater. A gap typed beside a gap measured likewise.

Days are whole numbers. Toes are ``felt`` ``missed`` ``untestable``, or ``None``: not reached.
A spot is how much warmer the left is, in degrees; below nought the right is; ``None``: not read.
"""

from collections.abc import Sequence
from typing import NamedTuple

Toe = str | None
Said = dict[str, object]

LIMIT_TOES = 2
LIMIT_GAP = 2.2
TOUCH_HOLDS = 365


class Test(NamedTuple):
    """A touch test: the day, and its six toes."""

    day: int
    toes: tuple[Toe, ...]


class Gaps(NamedTuple):
    """A measuring of warmth: the day, and how far apart each spot is."""

    day: int
    spots: tuple[float | None, ...]


def touch(tests: Sequence[Test], today: int) -> int | None:
    """How many toes were missed, by the newest test that counts; ``None``: not done.

    ``tests`` are in the order in which they were made.
    """
    for place, test in reversed(list(enumerate(tests))):
        if not 0 <= today - test.day <= TOUCH_HOLDS:
            continue
        missed, is_over = test.toes.count("missed"), None not in test.toes
        if is_over and "untestable" not in test.toes:
            return missed
        if is_over or missed >= LIMIT_TOES:
            older = touch(tests[:place], today)
            return older if older is not None and older >= LIMIT_TOES else None
    return None


def gap_of(day: int, measured: Sequence[Gaps]) -> float | None:
    """The greatest difference of a day at any one spot; ``None``: not done."""
    apart = [abs(s) for m in measured if m.day == day for s in m.spots if s is not None]
    return max(apart, default=None)


def warmer_of(day: int, measured: Sequence[Gaps]) -> str | None:
    """The side that is warmer wherever the limit is passed; ``None``: both are, or none is."""
    over = [
        s for m in measured if m.day == day for s in m.spots if s is not None and abs(s) > LIMIT_GAP
    ]
    sides = {"left" if s > 0 else "right" for s in over}
    return sides.pop() if len(sides) == 1 else None


def temperature_rule(
    measured: Sequence[Gaps], today: int, *, red_or_swollen: bool, both_feet: bool
) -> tuple[str, str] | None:
    """Which of T1, T2 and T3 stands tonight and what it shuts; ``None``: none.

    T1 and T2 shut the session, T3 the warmer side. T1 and T2 may both stand: the first is told.
    """
    now, before = gap_of(today, measured), gap_of(today - 1, measured)
    if not both_feet or now is None or now <= LIMIT_GAP:
        return None
    if red_or_swollen:
        return "T1", "session"
    if before is not None and before > LIMIT_GAP:
        return "T2", "session"
    return "T3", warmer_of(today, measured) or "both"


def lost_feeling(tests: Sequence[Test], today: int, *, told: str) -> str:
    """Whether feeling counts as lost: ``true``, ``unknown`` or ``false``.

    ``told`` is the answer to told_lops. For someone with diabetes: only a test says no.
    """
    missed = touch(tests, today)
    if told == "yes" or (missed is not None and missed >= LIMIT_TOES):
        return "true"
    return "false" if told == "no" and missed is not None else "unknown"
