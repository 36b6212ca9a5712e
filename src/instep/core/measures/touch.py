"""The Ipswich touch test: six toe tips, each touched once by someone else, felt or not.

Source: ipswich-touch-test. It feeds two answers about the person and decides nothing here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from instep.core.body import Side, Zone


class Felt(StrEnum):
    """What came of one toe. Untested: not there, sore, under a plaster, or thick hard skin."""

    FELT = "felt"
    MISSED = "missed"
    UNTESTED = "untested"


@dataclass(frozen=True)
class Tip:
    """The tip of one toe of one foot."""

    side: Side
    toe: Zone


ORDER = (
    Tip(Side.RIGHT, Zone.TOE_1),
    Tip(Side.RIGHT, Zone.TOE_5),
    Tip(Side.LEFT, Zone.TOE_1),
    Tip(Side.LEFT, Zone.TOE_5),
    Tip(Side.RIGHT, Zone.TOE_3),
    Tip(Side.LEFT, Zone.TOE_3),
)
"""The toes in the order of the published test."""


@dataclass(frozen=True)
class TouchTest:
    """One test, as far as it has come: what was noted of each toe, in ``ORDER``."""

    marks: tuple[Felt, ...] = ()

    def __post_init__(self) -> None:
        if len(self.marks) > len(ORDER):
            raise ValueError(f"a touch test has {len(ORDER)} toes, not {len(self.marks)}")

    def noted(self, place: int, felt: Felt) -> "TouchTest":
        """With this toe noted: the next one, or one before it put right. No toe is jumped over."""
        if not 0 <= place <= len(self.marks):
            raise ValueError(f"toe {place} comes too early: {len(self.marks)} are noted")
        return TouchTest((*self.marks[:place], felt, *self.marks[place + 1 :]))

    @property
    def is_whole(self) -> bool:
        """Whether something is noted of every toe."""
        return len(self.marks) == len(ORDER)

    @property
    def missed(self) -> int | None:
        """Toes not felt, 0-6; None (not done) until all six were really tested."""
        if not self.is_whole or Felt.UNTESTED in self.marks:
            return None
        return self.missed_so_far

    @property
    def missed_so_far(self) -> int:
        """Toes not felt among those that were tested: the least it can be."""
        return self.marks.count(Felt.MISSED)

    def tips(self, felt: Felt) -> Sequence[Tip]:
        """The toes of which this was noted."""
        return [tip for tip, mark in zip(ORDER, self.marks, strict=False) if mark is felt]


@dataclass(frozen=True)
class Noted:
    """One test of one day. ``told``: what came of it was written into About you."""

    on: date
    test: TouchTest
    stopped: bool = False
    told: bool = False

    @property
    def missed(self) -> int | None:
        """Toes not felt, 0-6; None (not done) for one that was stopped, or is not whole."""
        return None if self.stopped else self.test.missed
