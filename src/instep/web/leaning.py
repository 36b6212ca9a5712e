"""What tonight's plan leans to: what has helped, and the lot of a fair test.

Settled once, right after the feet were scored, and kept with the evening. It orders what is cleared
and leaves out; it clears nothing. Where it fails or takes long, the evening goes on without it.
"""

import logging
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import date
from functools import cache
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from django.db import transaction

from instep.core.catalog import Thing
from instep.core.safety.clearance import Clearance
from instep.core.units import Seconds
from instep.web import fair
from instep.web.clock import Moment
from instep.web.learned import asked
from instep.web.records import written
from instep.web.records.primary import Choices, choices
from instep.web.records.tonight import Leaning, Liked

if TYPE_CHECKING:  # arrays are read in only where something is worked out
    from instep.core.diary import Diary
    from instep.core.learning.answer import Asked as AskedOf
    from instep.core.learning.verdict import Judged

T = TypeVar("T")

PATIENCE: Seconds = 5.0
"""How long anyone waits for what is liked. A year's diary takes a tenth of a second."""

log = logging.getLogger("instep.leaning")
log.addHandler(logging.NullHandler())


def lean(clearance: Clearance, have: Collection[Thing], seed: int, moment: Moment) -> Leaning:
    """Worked out from the diary and the fair test; without either, nothing is leaned to."""
    none: fair.Drawn = None, None
    lot, otherwise = _or_nothing(lambda: fair.drawn(clearance, have, moment), none)
    return Leaning(liked(seed), lot, otherwise)


def liked(seed: int) -> tuple[Liked, ...]:
    """What is liked by the diary as it is now; nothing where that cannot be told, or not soon."""
    return _or_nothing(lambda: _liked(seed), ())


def _or_nothing(work: Callable[[], T], nothing: T) -> T:
    """Whatever goes wrong in learning, the evening goes on. Only the kind of fault is noted."""
    try:
        with transaction.atomic():
            return work()
    except Exception as error:
        log.error("not worked out: %s", type(error).__name__)  # its words may be of the person
        return nothing


@cache
def make_ready() -> None:
    """Read arrays in, once, while the person looks for the number."""
    Thread(target=_read_in, daemon=True).start()


def _read_in() -> None:
    with suppress(Exception):  # whoever needs them then notes why not
        from instep.core.diary import Day, Diary, Given, Symptom

        days = (date(2026, 1, 1), date(2026, 1, 2))
        given = (Given({"arch_rub": 1.0}),)
        diary = Diary.of(Day(on, {Symptom.PAIN: 5}, 5, given) for on in days)
        _of(diary, asked(chosen=Choices()), 0)


def _liked(seed: int) -> tuple[Liked, ...]:
    diary = written.diary()
    if not diary.sessions:
        return ()
    chosen = choices()
    return _soon(lambda: _of(diary, asked(chosen=chosen), seed))


def _soon(work: Callable[[], T]) -> T:
    """Work that reads no rows, beside the evening; TimeoutError where it takes long."""
    done: list[T] = []
    faults: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except Exception as error:
            faults.append(error)

    beside = Thread(target=run, daemon=True)
    beside.start()
    beside.join(PATIENCE)
    if faults:
        raise faults[0]
    if not done:
        raise TimeoutError
    return done[0]


# -- What may be said of it ------------------------------------------------------------------------


def _of(diary: "Diary", asks: "AskedOf", seed: int) -> tuple[Liked, ...]:
    from instep.core.learning.answer import likings

    factors = likings(diary, asks, seed)
    known = _said(diary, asks)
    return tuple(
        Liked(id, round(factor, 3), _told(asks.asking[id], factor, known))
        for id, factor in sorted(factors.items())
    )


def _told(columns: Collection[str], factor: float, known: dict[str, str]) -> str | None:
    """Harm before all else; that it helps only where it is not left out."""
    found = [known[column] for column in sorted(columns) if column in known]
    harms = [key for key in found if key not in GOOD]
    if factor <= 0:
        return harms[0] if harms else None
    return found[0] if found and not harms else None


GOOD = ("helps", "goes_with")
"""Keys that say something good: a verdict of help, by lot or as chosen."""


def _said(diary: "Diary", asks: "AskedOf") -> dict[str, str]:
    """What may be said of each column: only what there is a verdict for."""
    from instep.core.learning.answer import answer, stopped

    judged = answer(diary, asks.primary, asks).judged
    known = {each.technique: key for each in judged if (key := _key(each)) is not None}
    return {**known, **{column: str(why) for column, why in stopped(diary, asks).items()}}


def _key(judged: "Judged") -> str | None:
    from instep.core.learning.verdict import Verdict

    if judged.verdict is Verdict.WORSE:
        return "worse"
    if judged.verdict not in (Verdict.HELPS_MUCH, Verdict.HELPS_SOME):
        return None
    return "goes_with" if judged.association else "helps"
