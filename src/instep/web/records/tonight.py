"""One evening as a value: what was said tonight, how far it is, and how it ended."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import isfinite
from typing import Any, Self
from uuid import UUID

from instep.core.catalog import Aim, Catalog, Thing
from instep.core.learning.arms import kit
from instep.core.screening import Answer
from instep.core.session import Asked, Lot
from instep.core.timeline import Pace


class MovedOn(Exception):
    """Something was said, decided or forgotten elsewhere: what this rested on is no more."""


class Stage(StrEnum):
    """Where an evening stands. Steps are shown in ``playing`` and nowhere else."""

    ASKING = "asking"
    JUDGED = "judged"
    PLAYING = "playing"
    HURT = "hurt"
    CLOSING = "closing"
    OVER = "over"


@dataclass(frozen=True)
class Change:
    """A technique that was left out of the plan, or swapped for another one."""

    technique: str
    into: str | None = None


@dataclass(frozen=True)
class Liked:
    """How well a technique was liked when the feet were scored: 0 leaves it out, 1 is as ever.

    ``said``: the key of what may be told of it; None where nothing may be said.
    """

    technique: str
    factor: float
    said: str | None = None

    def __post_init__(self) -> None:
        if not (isfinite(self.factor) and self.factor >= 0):
            raise ValueError("nothing is liked so")


def factors(liking: Iterable[Liked]) -> dict[str, float]:
    """How well each is liked."""
    return {each.technique: each.factor for each in liking}


def said(liking: Iterable[Liked]) -> dict[str, str]:
    """What may be told of it."""
    return {each.technique: each.said for each in liking if each.said is not None}


class Otherwise(StrEnum):
    """Why an evening does not go as a fair test drew it."""

    SPARED = "spared"
    CHOSEN = "chosen"


@dataclass(frozen=True)
class Leaning:
    """What a plan leans to, as it is kept with an evening."""

    liking: tuple[Liked, ...] = ()
    lot: str | None = None
    otherwise: Otherwise | None = None

    @property
    def factors(self) -> dict[str, float]:
        """How well each technique is liked."""
        return factors(self.liking)

    @property
    def said(self) -> dict[str, str]:
        """What may be told of it."""
        return said(self.liking)

    def of(self, asked: Asked, catalog: Catalog) -> Asked:
        """What was asked, with tonight's lot where it is followed."""
        if self.lot is None or self.otherwise is not None or asked.aim is Aim.NIGHT:
            return asked
        return replace(asked, lot=Lot(self.lot, kit(catalog, self.lot)))


@dataclass(frozen=True)
class Judged:
    """What the decision rested on; if any of it is no longer so, it is asked again."""

    decision: UUID
    about: Mapping[str, Any]
    asked_on: Mapping[str, str]
    content_version: str


@dataclass(frozen=True)
class Tonight:
    """Everything about one evening. Times are UTC.

    ``found``: something was found on the skin; the danger questions come before all others.
    ``asked_at``: the first of today's answers, from which half an hour counts. ``shown_at``: when
    the step ``place`` was shown. ``played``: the seconds of each step, told as done. ``worked``:
    seconds that the clock saw hands at work. ``voiced``: led by the voice at this ``pace``, and
    ``position`` seconds of the timeline are behind. ``techniques``: what each step of the session
    does, in order. ``liking`` and ``lot`` are settled once, right after the feet were scored: the
    same evening always plans the same. ``otherwise``: why the lot is not followed.
    """

    id: UUID
    on: date
    stage: Stage = Stage.ASKING
    night: bool = False
    found: bool = False
    have: tuple[Thing, ...] | None = None
    today: Mapping[str, Answer] = field(default_factory=dict)
    measured: bool | None = None
    clinician_asked: tuple[str, ...] = ()
    asked_at: datetime | None = None
    judged: Judged | None = None
    scored: bool = False
    before: int | None = None
    minutes: int | None = None
    aim: Aim | None = None
    seed: int = 0
    changes: tuple[Change, ...] = ()
    water: float | None = None
    voiced: bool = False
    pace: Pace = Pace.CALM
    position: float = 0.0
    place: int = 0
    shown_at: datetime | None = None
    played: tuple[float, ...] = ()
    worked: float = 0.0
    slips: int = 0
    hurt: str | None = None
    ended: str | None = None
    session: UUID | None = None
    techniques: tuple[str, ...] = ()
    liking: tuple[Liked, ...] = ()
    lot: str | None = None
    otherwise: Otherwise | None = None

    @property
    def follows(self) -> str | None:
        """The arm of a fair test that tonight follows; None where it follows none."""
        return self.lot if self.otherwise is None else None

    def is_fresh(self, at: datetime, at_most: timedelta) -> bool:
        """Whether today's answers still count: half an hour, while no hands are at work.

        Time at work is what the clock saw, a step's own length at most. A clock set back is too
        long.
        """
        if self.asked_at is None:
            return True
        if self.shown_at is not None and at < self.shown_at:
            return False
        busy = at - self.asked_at
        return busy >= timedelta(0) and busy - timedelta(seconds=self.worked) <= at_most

    def as_body(self) -> dict[str, Any]:
        """As kept: plain words and numbers."""
        body = {name: _plain(value) for name, value in asdict(self).items() if name != "id"}
        return {name: value for name, value in body.items() if value is not None}

    @classmethod
    def from_body(cls, id: UUID, body: Mapping[str, Any]) -> Self:
        """As it was kept."""
        known = {f.name for f in fields(cls)}
        read = {n: _READ.get(n, _same)(value) for n, value in body.items() if n in known}
        night = cls(id=id, **read)
        numbers = (night.position, night.place, night.worked, night.slips, *night.played)
        if not all(isfinite(number) and number >= 0 for number in numbers):
            raise ValueError("an evening has no such numbers")
        return night


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return value


def _same(value: Any) -> Any:
    return value


def answers(values: Mapping[str, Any]) -> dict[str, Answer]:
    """Answers as the core has them: lists are tuples."""
    return {id: tuple(v) if isinstance(v, list) else v for id, v in values.items()}


def _judged(value: Mapping[str, Any]) -> Judged:
    return Judged(**{**value, "decision": UUID(value["decision"])})


_READ: Mapping[str, Any] = {
    "on": date.fromisoformat,
    "stage": Stage,
    "have": lambda things: tuple(Thing(thing) for thing in things),
    "today": answers,
    "clinician_asked": tuple,
    "asked_at": datetime.fromisoformat,
    "judged": _judged,
    "aim": Aim,
    "changes": lambda changes: tuple(Change(**change) for change in changes),
    "pace": Pace,
    "shown_at": datetime.fromisoformat,
    "played": tuple,
    "session": UUID,
    "techniques": tuple,
    "liking": lambda liking: tuple(Liked(**liked) for liked in liking),
    "otherwise": Otherwise,
}
