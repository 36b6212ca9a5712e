"""The fair test as rows: written once, and only ever longer. Nothing is drawn a second time."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from instep.core.diary import Symptom
from instep.web.clock import Moment
from instep.web.records import store
from instep.web.records.ids import uuid7
from instep.web.records.primary import USUAL
from instep.web.records.remembered import DAMAGED
from instep.web.records.store import Kept

if TYPE_CHECKING:  # arrays are read in only where a lot is drawn or looked at
    from instep.core.learning.trial import Trial

SEED_BITS = 32


class Tampered(Exception):
    """The rows of a fair test are not what was drawn. Nothing may rest on them."""


class AlreadyDrawn(Exception):
    """What was drawn and agreed to stands; it is kept to or broken off, never drawn again."""


@dataclass(frozen=True)
class Agreed:
    """A fair test as it is kept: the lots so far, and the words that were agreed to.

    ``symptom`` is what it is about, from its first day to its last.
    """

    id: UUID
    trial: "Trial"
    symptom: Symptom
    words: tuple[str, ...]


@dataclass(frozen=True)
class UnderWay:
    """How far the fair test is that is under way: its ``day`` of ``days``, the first is 1.

    ``symptom`` is what it is about.
    """

    day: int
    days: int
    in_run_in: bool
    symptom: Symptom


def new_seed() -> int:
    """Chance that nobody can know beforehand, drawn once for a test."""
    return secrets.randbits(SEED_BITS)


def under_way(on: date) -> UnderWay | None:
    """Told from the row alone, for a page that draws nothing; None where no test is under way."""
    body = _newest_body()
    if body is None or body.get("stopped"):
        return None
    try:
        begins, rules = date.fromisoformat(body["begins"]), body["rules"]
        day, days, run_in = (on - begins).days + 1, rules["most_days"], rules["run_in_days"]
        about = Symptom(body.get("symptom", USUAL))
        return UnderWay(day, days, day <= run_in, about) if 1 <= day <= days else None
    except DAMAGED:
        return None  # the page of the test says so aloud


def _newest_body() -> Mapping[str, Any] | None:
    row = _newest()
    return None if row is None else row.body


def _newest() -> Kept | None:
    """The row of the last test that was not put aside."""
    rows = _rows()
    return rows[-1] if rows else None


def _rows() -> Sequence[Kept]:
    """The rows of all tests that were not put aside."""
    aside = {kept.name for kept in store.all_of(store.ASIDE)}
    return [kept for kept in store.all_of(store.TRIAL) if str(kept.id) not in aside]


def drew(arm: str, on: date) -> bool:
    """Whether a test drew this arm for this day; one that was changed drew nothing."""
    return any(_drew(kept.id, arm, on) for kept in _rows())


def _drew(id: UUID, arm: str, on: date) -> bool:
    try:
        return _read(id).trial.arm_on(on) == arm
    except Tampered:
        return False


# -- Adding ----------------------------------------------------------------------------------------


def agree(trial: "Trial", symptom: Symptom, words: Sequence[str], moment: Moment) -> UUID:
    """Write a new test once. While one is under way there is no other."""
    with transaction.atomic():
        before = current()
        if before is not None and before.trial.stopped is None:
            raise AlreadyDrawn("a fair test is under way")
        id = uuid7(moment.at)
        store.keep(store.TRIAL, id, _body(Agreed(id, trial, symptom, tuple(words))), moment)
    return id


def keep(agreed: Agreed, trial: "Trial", moment: Moment) -> Agreed:
    """The same test with more lots, or ended; whatever another device drew first stands."""
    with transaction.atomic():
        before = _read(agreed.id)
        if before.trial == trial:
            return before
        if not _is_longer(before.trial, trial):
            if before.trial == agreed.trial:
                raise AlreadyDrawn("what was drawn cannot be drawn again")
            return before
        store.keep(store.TRIAL, agreed.id, _body(replace(before, trial=trial)), moment)
    return _read(agreed.id)


def _is_longer(old: "Trial", new: "Trial") -> bool:
    """Nothing that was settled or drawn is another, and it has not ended yet."""
    return (
        old.stopped is None
        and new.opening == old.opening
        and new.blocks[: len(old.blocks)] == old.blocks
    )


def _body(agreed: Agreed) -> dict[str, Any]:
    trial = agreed.trial
    return {
        "arms": list(trial.arms),
        "seed": trial.seed,
        "begins": trial.begins.isoformat(),
        "rules": {**asdict(trial.rules), "lengths": list(trial.rules.lengths)},
        "blocks": [[b.arm, b.first.isoformat(), b.days, b.seal] for b in trial.blocks],
        "stopped": None if trial.stopped is None else [str(part) for part in trial.stopped],
        "symptom": str(agreed.symptom),
        "agreed": list(agreed.words),
    }


# -- Reading ---------------------------------------------------------------------------------------


def current() -> Agreed | None:
    """The test that was agreed to last, ended or not."""
    row = _newest()
    return None if row is None else _read(row.id)


def put_aside(moment: Moment) -> None:
    """A test that cannot be trusted any more stands in the way of none; its rows stay."""
    row = _newest()
    if row is None:
        return
    try:
        _read(row.id)
    except Tampered:
        store.keep(store.ASIDE, uuid7(moment.at), {}, moment, str(row.id))


def _read(id: UUID) -> Agreed:
    """One test; every version of its row must go on from the one before."""
    told = [_agreed(kept) for kept in store.versions(id)]
    for old, new in pairwise(told):
        settled = (old.words, old.symptom) == (new.words, new.symptom)
        if not settled or not _is_longer(old.trial, new.trial):
            raise Tampered("a lot of the fair test was changed after it was drawn")
    return told[-1]


def _agreed(kept: Kept) -> Agreed:
    """One version of the row, its seals looked at."""
    from instep.core.learning.priors import FairTest
    from instep.core.learning.trial import Block, NoTest, Stopped, Trial

    try:
        body = kept.body
        ended = body["stopped"]
        trial = Trial(
            arms=tuple(body["arms"]),
            seed=body["seed"],
            begins=date.fromisoformat(body["begins"]),
            rules=FairTest(**{**body["rules"], "lengths": tuple(body["rules"]["lengths"])}),
            blocks=tuple(
                Block(arm, date.fromisoformat(first), days, seal)
                for arm, first, days, seal in body["blocks"]
            ),
            stopped=ended and (date.fromisoformat(ended[0]), Stopped(ended[1])),
        )
        symptom = Symptom(body.get("symptom", USUAL))
        return Agreed(kept.id, trial, symptom, tuple(body["agreed"]))
    except NoTest as error:
        raise Tampered(str(error)) from error
    except DAMAGED as error:
        raise Tampered("Instep never wrote this about a fair test") from error
