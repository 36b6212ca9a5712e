"""Which symptom a person follows most closely: chosen once at the start, kept with its day.

Check-ins and scores right after a session are about it. What is chosen once there are sessions to
look at never takes the place of what was chosen beforehand: only that one has the plain yardstick.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from instep.core.diary import FOLLOWABLE, Symptom
from instep.web.clock import Moment
from instep.web.records import store
from instep.web.records.remembered import DAMAGED
from instep.web.records.store import Kept, Odd

USUAL = Symptom.PAIN
"""What counts as chosen as long as nobody has chosen."""


@dataclass(frozen=True)
class Choice:
    """A symptom, and the first day on which check-ins are about it."""

    symptom: Symptom
    since: date


@dataclass(frozen=True)
class Choices:
    """Every choice in its order, and the day of the first session; None: there was none yet."""

    made: tuple[Choice, ...] = ()
    first_session: date | None = None

    @property
    def now(self) -> Symptom:
        """What was chosen last."""
        return self.made[-1].symptom if self.made else USUAL

    @property
    def beforehand(self) -> Symptom:
        """What was chosen before there was anything to look at."""
        if self.first_session is None:
            return self.now
        return self.on(self.first_session)

    def on(self, day: date) -> Symptom:
        """What check-ins of this day are about."""
        return next((each.symptom for each in reversed(self.made) if each.since <= day), USUAL)


def choices() -> Choices:
    """All that was chosen so far."""
    try:
        made = tuple(choice_in(kept.body) for kept in store.named(store.PRIMARY, ""))
        return Choices(made, store.first_session_on())
    except DAMAGED as error:
        raise Odd("Instep never wrote this about what is followed") from error


def choice_in(body: Mapping[str, Any]) -> Choice:
    """A choice as it was kept; DAMAGED where Instep never wrote it."""
    symptom = Symptom(body["symptom"])
    if symptom not in FOLLOWABLE:
        raise ValueError(f"{symptom} cannot be followed")
    return Choice(symptom, date.fromisoformat(body["since"]))


def choice_of(choice: Choice) -> dict[str, str]:
    """A choice as it is kept."""
    return {"symptom": str(choice.symptom), "since": choice.since.isoformat()}


def choose(symptom: Symptom, moment: Moment) -> Choice:
    """From today on, or from tomorrow where today's feet were scored already."""
    if symptom not in FOLLOWABLE:
        raise ValueError(f"{symptom} cannot be followed before a session and after it")
    before = choices()
    if before.made and before.now is symptom:
        return before.made[-1]
    since = moment.on + timedelta(days=1) if _is_scored(moment.on) else moment.on
    choice = Choice(symptom, since)
    store.keep_primary(choice_of(choice), moment)
    return choice


def _is_scored(on: date) -> bool:
    """Whether anything was told of this day that is about what is followed."""
    return any(_of_day(on, kept) for kept in _told())


def _told() -> Sequence[Kept]:
    nights = [kept for kept in store.all_of(store.EVENING) if kept.body.get("scored")]
    return [*nights, *store.all_of(store.SESSION), *store.all_of(store.NOTE)]


def _of_day(on: date, kept: Kept) -> bool:
    return str(kept.body.get("on", kept.on)) == on.isoformat()
