"""How far a session is, second by second: for the terminal, and for the pages of the browser."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from math import isfinite
from typing import Any

from instep.commands.evening.tonight import Tonight, wall
from instep.core.companion import Prepared
from instep.core.player import Progress
from instep.core.session import Session
from instep.core.timeline import Timeline
from instep.web.records.tonight import MovedOn
from instep.web.records.tonight import Tonight as Row


def of(prepared: Prepared) -> tuple[Session, Timeline]:
    """The session that may be played, and its timeline."""
    if prepared.session is None or prepared.timeline is None:
        raise ValueError("there is no session to play")
    return prepared.session, prepared.timeline


class Bookmark:
    """How far a session is, laid down each second, so that a crash loses a second at most."""

    def __init__(self, night: Tonight, row: Row, prepared: Prepared, start: Progress) -> None:
        session, self._timeline = of(prepared)
        self._night, self.row = night, row
        self._seen = wall(), start.position
        catalog = night.house.catalog
        self._pages = [
            place
            for place, step in enumerate(session.steps)
            if not catalog[step.technique].typed_reading
        ]

    def keep(self, progress: Progress) -> None:
        """Lay it down; not where the evening has moved on elsewhere."""
        with suppress(MovedOn):
            self.lay(progress)

    def lay(self, progress: Progress) -> None:
        """As the pages count, where a bath that is measured here is no step, and as we do."""
        at, here = wall(), self._timeline.step_at(progress.position)
        place = min(sum(page < here for page in self._pages), len(self._pages) - 1)
        row = self.row
        self.row = replace(
            row,
            place=place,
            played=tuple(progress.played[page] for page in self._pages),
            shown_at=at if place != row.place or row.shown_at is None else row.shown_at,
            worked=row.worked + self._at_work(at, progress.position),
        )
        self._seen = at, progress.position
        own = {"position": progress.position, "played": list(progress.played)}
        self._night.kept.keep_place(self.row, own)

    def _at_work(self, at: datetime, position: float) -> float:
        """Seconds that the clock saw hands at work since the last time; a skip is no work."""
        then, there = self._seen
        return max(0.0, min(position - there, (at - then).total_seconds()))


def place_in(own: Mapping[str, Any] | None, prepared: Prepared) -> Progress | None:
    """Where the terminal left a session; None where that does not fit the session any more."""
    if own is None or prepared.session is None:
        return None
    try:
        far = Progress(float(own["position"]), tuple(map(float, own["played"])))
    except (TypeError, ValueError, LookupError):
        return None
    can_be = all(isfinite(seconds) and seconds >= 0 for seconds in (far.position, *far.played))
    return far if can_be and len(far.played) == len(prepared.session.steps) else None
