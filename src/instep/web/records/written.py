"""The diary as learning reads it: check-ins, sessions and lines, out of the rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from instep.core.diary import Day, Diary, Given, Harm, Origin, Symptom
from instep.core.units import Score
from instep.web.records import store
from instep.web.records.primary import Choices, choices
from instep.web.records.remembered import DAMAGED
from instep.web.records.store import Kept, Odd

FOUND: Mapping[str, Harm] = {
    "wound": Harm.BROKEN_SKIN,
    "new_weakness": Harm.NEW_WEAKNESS,
    "hot_swollen": Harm.HOT_SWOLLEN_FOOT,
}
"""The danger questions whose plain yes after a session is a harm of that session."""

NOT_FOUND = ("no", "not_sure", None)


def diary() -> Diary:
    """Everything written so far, day by day."""
    try:
        return _diary(choices())
    except DAMAGED as error:
        raise Odd(f"Instep never wrote this in the diary: {error}") from error


def _diary(chosen: Choices) -> Diary:
    days = _Days(chosen)
    decisions = [kept for kept in store.all_of(store.DECISION) if _found(kept.body["today"])]
    for kept in store.all_of(store.SESSION):
        days.give(kept, decisions)
    for kept in store.all_of(store.EVENING):
        days.check_in(kept)
    for kept in store.all_of(store.NOTE):
        days.note(kept)
    for kept in store.all_of(store.LINE):
        days.line(kept)
    return Diary.of(days.told(on) for on in days.all)


@dataclass
class _Days:
    """Days while they are gathered. ``chosen`` says what the check-ins of each are about."""

    chosen: Choices
    all: dict[date, "_Told"] = field(default_factory=dict)

    def _on(self, on: date) -> "_Told":
        return self.all.setdefault(on, _Told())

    def told(self, on: date) -> Day:
        """One day as the core has it."""
        return self.all[on].day(on, self.chosen.on(on))

    def give(self, kept: Kept, decisions: Sequence[Kept]) -> None:
        """A session, where it is known what was done in it, and for how long."""
        body, on = kept.body, date.fromisoformat(kept.body["on"])
        steps, played = body.get("steps", []), body["played"]
        if not steps or len(steps) != len(played):
            return
        ended = datetime.fromisoformat(body["at"])
        told = self._on(on)
        told.given.append(
            Given(
                minutes=_minutes(steps, played),
                origin=Origin.ASSIGNED if body.get("lot") else Origin.CHOSEN,
                after=body["after"],
                harms=_harms(ended, on, decisions),
            )
        )
        told.began.append(ended - timedelta(seconds=sum(played)))
        told.offer_check_in(body["before"])

    def check_in(self, kept: Kept) -> None:
        """How the feet felt before anything was suggested, session or none; the first counts."""
        if not kept.body.get("night"):
            self._on(date.fromisoformat(kept.body["on"])).offer_check_in(kept.body.get("before"))

    def note(self, kept: Kept) -> None:
        """A score in a few words told away; a line of that day says more."""
        if kept.body["score"] is not None:
            of = Symptom(kept.body.get("of", self.chosen.on(kept.on)))
            self._on(kept.on).tell(of, kept.body["score"], kept.at)

    def line(self, kept: Kept) -> None:
        """A day's own line; each of its scores was told at its own time."""
        told, times = self._on(date.fromisoformat(kept.name)), kept.body.get("told", {})
        for name, score in kept.body["scores"].items():
            at = datetime.fromisoformat(times[name]) if name in times else kept.at
            told.tell(Symptom(name), score, at)
        told.new_drug = bool(kept.body.get("new_drug", False))


@dataclass
class _Told:
    """One day while it is gathered. ``at``: when each score was told; ``began``: its sessions."""

    scores: dict[Symptom, Score] = field(default_factory=dict)
    at: dict[Symptom, datetime] = field(default_factory=dict)
    check: Score | None = None
    given: list[Given] = field(default_factory=list)
    began: list[datetime] = field(default_factory=list)
    new_drug: bool = False

    def tell(self, symptom: Symptom, score: Score, at: datetime) -> None:
        """A score, and when it was told."""
        self.scores[symptom], self.at[symptom] = score, at

    def offer_check_in(self, score: Score | None) -> None:
        """The first that was told is the check-in."""
        self.check = score if self.check is None else self.check

    def day(self, on: date, primary: Symptom) -> Day:
        """As the core has it.

        Scores told before the day's session say nothing of it: the primary one is a check-in, and
        of the others only sleep stays, which no session of that day can have changed.
        """
        early = {s: n for s, n in self.scores.items() if self._is_early(s)}
        late = {s: n for s, n in self.scores.items() if s not in early}
        check = early.get(primary) if self.check is None else self.check
        return Day(on, late, check, tuple(self.given), new_drug=self.new_drug, primary=primary)

    def _is_early(self, symptom: Symptom) -> bool:
        if symptom is Symptom.SLEEP or not self.began:
            return False
        return self.at[symptom] < min(self.began)


def _minutes(steps: Iterable[str], played: Iterable[float]) -> dict[str, float]:
    minutes: dict[str, float] = {}
    for technique, seconds in zip(steps, played, strict=True):
        if seconds > 0:
            minutes[technique] = minutes.get(technique, 0.0) + seconds / 60
    return minutes


def _harms(ended: datetime, on: date, decisions: Sequence[Kept]) -> frozenset[Harm]:
    """What today's questions found from the end of a session until the end of the next day.

    ``decisions`` are those that found something: ten years hold few of them. Nothing of it was
    there before: a session is only cleared without.
    """
    found: set[Harm] = set()
    for kept in decisions:
        if kept.at >= ended and date.fromisoformat(kept.body["on"]) <= on + timedelta(days=1):
            found |= _found(kept.body["today"])
    return frozenset(found)


def _found(today: Mapping[str, Any]) -> set[Harm]:
    return {harm for id, harm in FOUND.items() if today.get(id) not in NOT_FOUND}
