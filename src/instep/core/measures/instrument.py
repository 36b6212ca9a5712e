"""A published questionnaire: its items word for word, what counts a point, and its marks."""

from collections.abc import Mapping
from dataclasses import dataclass

YES, NO = "yes", "no"
ANSWERS = (YES, NO)

Said = Mapping[int, str]
"""The answers by number of the item, each yes or no."""


@dataclass(frozen=True)
class Item:
    """One question in the words of its owner. ``point``: the answer that counts, or None."""

    number: int
    says: str
    point: str | None


@dataclass(frozen=True)
class Instrument:
    """A questionnaire with its credit and licence. Points from ``mark`` on are worth a talk.

    ``newer_mark`` is lower and less sure. ``every_days``: how often it is worth asking.
    """

    id: str
    name: str
    credit: str
    licence: str
    tier: str
    items: tuple[Item, ...]
    mark: int
    newer_mark: int
    every_days: int

    @property
    def most(self) -> int:
        """The most points there are."""
        return sum(item.point is not None for item in self.items)

    def is_whole(self, said: Said) -> bool:
        """Whether every item is answered."""
        return all(said.get(item.number) in ANSWERS for item in self.items)

    def open_item(self, said: Said) -> int | None:
        """The first item without an answer."""
        unsaid = (item.number for item in self.items if said.get(item.number) not in ANSWERS)
        return next(unsaid, None)

    def points(self, said: Said) -> int | None:
        """How many answers count; None until every item is answered."""
        if not self.is_whole(said):
            return None
        return sum(said[item.number] == item.point for item in self.items if item.point)
