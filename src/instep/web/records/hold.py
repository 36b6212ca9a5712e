"""What one evening at the terminal rests on. It keeps nothing once that has moved on elsewhere."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction

from instep.web.clock import Moment, now
from instep.web.records import store
from instep.web.records.remembered import Person
from instep.web.records.tonight import MovedOn, Tonight


class Hold:
    """The rows, and how they stood when this evening last read or wrote them."""

    def __init__(self) -> None:
        self._standing = store.standing()
        self._newest = store.newest_row()
        self._mine = self._standing.playing
        self._moment: Moment | None = None

    # -- Whether it still stands -------------------------------------------------------------------

    def stands(self) -> bool:
        """Whether nothing this evening rests on was said, decided or forgotten elsewhere."""
        newest = store.newest_row()
        if newest == self._newest:
            return True
        if newest < self._newest or store.standing() != self._standing:
            return False
        self._newest = newest
        return True

    def is_mine(self) -> bool:
        """Whether the session under way is still as this evening left it."""
        return store.standing().playing == self._mine

    @contextmanager
    def together(self, *, anyway: bool = False) -> Iterator[Moment]:
        """What is kept in this block is kept whole or not at all, and only while it stands.

        ``anyway``: what must be kept, whatever was said elsewhere; from now on it rests on that.
        """
        if self._moment is not None:
            yield self._moment
            return
        with transaction.atomic():
            if not (anyway or self.stands()):
                raise MovedOn
            self._moment = now()
            try:
                yield self._moment
            finally:
                self._moment = None
            newest = store.newest_row()
            standing = self._standing if newest == self._newest else store.standing()
        self._standing, self._newest = standing, newest

    # -- Read and kept -----------------------------------------------------------------------------

    def person(self) -> Person:
        """All that is remembered between evenings."""
        return store.person()

    def keep_person(self, **changes: object) -> Person:
        """Remember this about the person; gives what is remembered then."""
        with self.together() as moment:
            before = store.person()
            after = replace(before, **changes)  # type: ignore[arg-type]
            store.keep_changes(before, after, moment)
        return after

    def tonight(self) -> Tonight | None:
        """The evening under way, begun here or in the browser."""
        return store.tonight()

    def keep_tonight(self, night: Tonight) -> None:
        """How far this evening is."""
        with self.together() as moment:
            store.keep_tonight(night, moment)
            self._mine = store.standing().playing

    def own_place(self, night: Tonight) -> Mapping[str, Any] | None:
        """How far the terminal was; None where the evening has moved on without it."""
        return store.own_place(night)

    def keep_place(self, night: Tonight, own: Mapping[str, Any]) -> None:
        """How far it is this second: as the pages count, and as the terminal does."""
        with self.together():
            store.keep_place(night, own)

    def keep_decision(self, decision: Mapping[str, Any]) -> UUID:
        """A decision whole."""
        with self.together() as moment:
            return store.keep_decision(decision, moment)

    def keep_session(self, id: UUID, session: Mapping[str, Any]) -> None:
        """How a session went."""
        with self.together() as moment:
            store.keep_session(id, session, moment)
