"""What a person wrote down, day by day. It remembers; it decides nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from math import isfinite

from instep.core.units import Score

BEST, WORST = 0, 10
"""The ends of a score, both included."""

LONGEST_DAYS = 36_525
"""No diary is longer than a century: a year was mistyped."""


class NotADiary(ValueError):
    """Something that no diary can hold; says which entry, and what is wrong with it."""


class Symptom(StrEnum):
    """What is scored once a day. Sleep is that of the night before, told in the morning."""

    PAIN = "pain"
    BURNING = "burning"
    TINGLING = "tingling"
    NUMBNESS = "numbness"
    COLD = "cold"
    SLEEP = "sleep"


FOLLOWABLE = tuple(symptom for symptom in Symptom if symptom is not Symptom.SLEEP)
"""What can be followed most closely: felt before a session and after it, which no night is."""


class Origin(StrEnum):
    """Who picked a session's techniques: the lot of a fair test, or the person."""

    ASSIGNED = "assigned"
    CHOSEN = "chosen"


class Harm(StrEnum):
    """What may be found on a foot after a session, and ends all arithmetic about it."""

    BROKEN_SKIN = "broken_skin"
    NEW_WEAKNESS = "new_weakness"
    HOT_SWOLLEN_FOOT = "hot_swollen_foot"


@dataclass(frozen=True)
class Given:
    """One session as it was given: minutes of each technique, and how the feet felt right after.

    Quiet rest is a technique too. ``after`` is on the day's primary symptom; None: not told.
    """

    minutes: Mapping[str, float]
    origin: Origin = Origin.CHOSEN
    after: Score | None = None
    harms: frozenset[Harm] = frozenset()


@dataclass(frozen=True)
class Day:
    """One day's line. What was not told is not there.

    ``check_in`` is how ``primary`` felt before anything is suggested; ``scores`` are told in the
    evening, after any session. ``primary`` is what was followed most closely that day. ``notes``
    are other numbers of the day, such as steps walked; ``new_drug`` marks the first day of a
    changed medicine.
    """

    on: date
    scores: Mapping[Symptom, Score] = field(default_factory=dict)
    check_in: Score | None = None
    given: tuple[Given, ...] = ()
    notes: Mapping[str, float] = field(default_factory=dict)
    new_drug: bool = False
    primary: Symptom = Symptom.PAIN

    def __post_init__(self) -> None:
        for symptom, score in self.scores.items():
            self._hold(symptom.value, score)
        self._hold("check_in", self.check_in)
        for given in self.given:
            self._hold("after", given.after)
            for technique, minutes in given.minutes.items():
                self._refuse_unless(isfinite(minutes) and minutes >= 0, technique, minutes)
        for name, note in self.notes.items():
            self._refuse_unless(isfinite(note), name, note)

    def check_of(self, symptom: Symptom) -> Score | None:
        """The check-in, where it was about this symptom."""
        return self.check_in if self.primary is symptom else None

    def _hold(self, name: str, score: object) -> None:
        whole = isinstance(score, int) and not isinstance(score, bool)
        fits = score is None or (whole and BEST <= score <= WORST)  # type: ignore[operator]
        self._refuse_unless(fits, name, score)

    def _refuse_unless(self, fits: bool, name: str, value: object) -> None:
        if not fits:
            raise NotADiary(f"{self.on}: {name} is {value}, which no line of a diary can hold")


@dataclass(frozen=True)
class Diary:
    """Days in order, each once. Days that nobody wrote are simply not there."""

    days: tuple[Day, ...] = ()

    def __post_init__(self) -> None:
        for before, after in pairwise(self.days):
            if before.on >= after.on:
                raise NotADiary(f"{after.on} stands after {before.on}, or twice")
        if self.length > LONGEST_DAYS:
            raise NotADiary(f"{self.days[0].on} is over a century before {self.days[-1].on}")

    @classmethod
    def of(cls, days: Iterable[Day]) -> "Diary":
        """From days in any order; the same day twice is refused."""
        return cls(tuple(sorted(days, key=lambda day: day.on)))

    def __iter__(self) -> Iterator[Day]:
        return iter(self.days)

    def place(self, day: Day) -> int:
        """Days since the first one, which is 0."""
        return (day.on - self.days[0].on).days

    @property
    def length(self) -> int:
        """Days from the first to the last, missing ones included."""
        return self.place(self.days[-1]) + 1 if self.days else 0

    @property
    def sessions(self) -> list[tuple[Day, Given]]:
        """Every session with its day."""
        return [(day, given) for day in self.days for given in day.given]

    def about(self, symptom: Symptom) -> "Diary":
        """The same days; check-ins only where they were about this symptom."""
        return Diary(tuple(replace(day, check_in=day.check_of(symptom)) for day in self.days))

    def scores(self, symptom: Symptom) -> list[tuple[int, Score]]:
        """Where and how high this symptom was scored."""
        return [(self.place(d), d.scores[symptom]) for d in self.days if symptom in d.scores]
