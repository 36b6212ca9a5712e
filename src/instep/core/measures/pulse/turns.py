"""Both feet in turn, window by window: which toe is next, and when it is too late to go on.

Nothing here reads a clock: moments are told, in seconds on one clock for before and after.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from instep.core.body import Side
from instep.core.measures.pulse.limits import PulseLimits
from instep.core.units import Seconds

ORDER = (True, False, False, True, True, False)
"""Whose turn it is, massaged foot or not: neither foot is always the later one."""

PAIRS = len(ORDER) // 2

LEAST_PAIRS = 2
"""Pairs of both feet that each side of the massage needs."""


@dataclass(frozen=True)
class Window:
    """One window as it was taken: its place in ``ORDER``, and its middle in seconds.

    ``size`` is how big a beat looked, in % of the light, and ``colour`` the colour it was read in;
    both are None where the window was refused.
    """

    number: int
    seconds: Seconds
    size: float | None = None
    colour: str | None = None


@dataclass(frozen=True)
class Pair:
    """Both feet, one right after the other, as far as they were read; ``refused`` counts tries."""

    first: Window | None = None
    second: Window | None = None
    refused: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether both were read."""
        return self.first is not None and self.second is not None

    @property
    def both(self) -> tuple[Window, Window]:
        """The two windows of a whole pair, in the order in which they were taken."""
        if self.first is None or self.second is None:
            raise ValueError("this pair is not whole")
        return self.first, self.second

    def is_lost(self, limits: PulseLimits) -> bool:
        """Whether it was tried often enough: it is left out, and never filled in."""
        return self.refused >= limits.tries

    def holds(self, now: Seconds, limits: PulseLimits) -> bool:
        """Whether the other foot can still be measured beside the first one."""
        return self.first is not None and 0 <= now - self.first.seconds <= limits.pair_apart

    def with_window(self, window: Window, limits: PulseLimits) -> "Pair":
        """This pair with one window more; one that comes too late for the first adds nothing."""
        if window.size is None:
            return Pair(self.first, self.second, self.refused + 1)
        if window.number % 2 == 0:
            return Pair(window, None, self.refused)
        if not self.holds(window.seconds, limits):
            return self
        return Pair(self.first, window, self.refused)


@dataclass(frozen=True)
class Turns:
    """One side of the massage: every window so far, in the order in which they were taken."""

    windows: tuple[Window, ...] = ()

    def pairs(self, limits: PulseLimits) -> tuple[Pair, ...]:
        """Its pairs as far as they are."""
        found = [Pair() for _ in range(PAIRS)]
        for window in self.windows:
            place = window.number // 2
            found[place] = found[place].with_window(window, limits)
        return tuple(found)

    def whole(self, limits: PulseLimits) -> tuple[Pair, ...]:
        """The pairs of which both feet were read."""
        return tuple(pair for pair in self.pairs(limits) if pair.is_whole)

    def is_lost(self, limits: PulseLimits) -> bool:
        """Whether too many pairs could not be read."""
        lost = sum(pair.is_lost(limits) for pair in self.pairs(limits))
        return PAIRS - lost < LEAST_PAIRS

    def due(self, now: Seconds, limits: PulseLimits) -> int | None:
        """The window that is next; None where there is none any more."""
        if self.is_lost(limits):
            return None
        for place, pair in enumerate(self.pairs(limits)):
            if not (pair.is_whole or pair.is_lost(limits)):
                return 2 * place + pair.holds(now, limits)
        return None

    def began(self, limits: PulseLimits) -> Seconds | None:
        """The middle of the oldest window that counts; None where none does yet."""
        firsts = [pair.first.seconds for pair in self.pairs(limits) if pair.first is not None]
        return min(firsts, default=None)


class Standing(StrEnum):
    """Where a before and after stands."""

    BEFORE = "before"
    MASSAGE = "massage"
    AFTER = "after"
    DONE = "done"
    STOPPED = "stopped"
    NOT_MEASURED = "not_measured"
    BOTH = "both"
    TOO_LATE = "too_late"


OPEN = frozenset({Standing.BEFORE, Standing.MASSAGE, Standing.AFTER})
"""Where it can still go on."""


@dataclass(frozen=True)
class BeforeAfter:
    """Both feet in turn around one massage, as far as it has come.

    ``rested``: whether the other foot was left in peace, told after the massage; None before that.
    """

    massaged: Side
    before: Turns = field(default_factory=Turns)
    after: Turns = field(default_factory=Turns)
    rested: bool | None = None
    stopped: bool = False

    def standing(self, now: Seconds, limits: PulseLimits) -> Standing:
        """Where it stands at this moment."""
        return next(self._standing(now, limits))

    def _standing(self, now: Seconds, limits: PulseLimits) -> Iterator[Standing]:
        if self.stopped:
            yield Standing.STOPPED
        if self.before.is_lost(limits) or self.after.is_lost(limits):
            yield Standing.NOT_MEASURED
        if self.rested is False:
            yield Standing.BOTH
        if self.after.due(now, limits) is None:
            yield Standing.DONE
        if self._is_too_late(now, limits):
            yield Standing.TOO_LATE
        if self.before.due(now, limits) is not None:
            yield Standing.BEFORE
        yield Standing.MASSAGE if self.rested is None else Standing.AFTER

    def _is_too_late(self, now: Seconds, limits: PulseLimits) -> bool:
        """Feet drift: what is far apart is not held against each other. A clock set back neither.

        Of windows that count, not of the first press: who only looked may come back any time.
        """
        began = self.before.began(limits)
        return began is not None and not 0 <= now - began <= limits.whole

    def due(self, now: Seconds, limits: PulseLimits) -> int | None:
        """The window that is next on the side of the massage where it stands."""
        standing = self.standing(now, limits)
        if standing not in (Standing.BEFORE, Standing.AFTER):
            return None
        return self.turns(standing).due(now, limits)

    def turns(self, standing: Standing) -> Turns:
        """The windows of that side."""
        return self.after if standing is Standing.AFTER else self.before

    def side(self, number: int) -> Side:
        """Whose toe is on the lens in this window."""
        other = Side.LEFT if self.massaged is Side.RIGHT else Side.RIGHT
        return self.massaged if ORDER[number] else other
