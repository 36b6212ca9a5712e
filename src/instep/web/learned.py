"""What the person's own diary says, worked out when it is asked for and kept until it changes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from django.db import connection

from instep.core.diary import Diary, Symptom
from instep.web.house import house
from instep.web.records import store, written
from instep.web.records.primary import Choices, choices

if TYPE_CHECKING:  # arrays are read where something is worked out, and on no other page
    from instep.core.learning.answer import Answer, Asked
    from instep.core.learning.choosing import Picked
    from instep.core.learning.pairs import Pair
    from instep.core.learning.posterior import Known
    from instep.core.learning.priors import Learning
    from instep.core.learning.tipping import Tipping
    from instep.core.learning.verdict import Reason


@dataclass(frozen=True)
class Learned:
    """A diary with all that it says: of each symptom, right after sessions, and what is paused.

    ``asked`` is what it was asked. ``tips`` tells for each symptom which verdicts hang on evenings
    that nobody wrote; ``picks`` on which days sessions are picked; ``pairs`` what two do on one
    day.
    """

    diary: Diary
    asked: "Asked"
    answers: "tuple[Answer, ...]"
    soon: "Known"
    stopped: "Mapping[str, Reason]"
    tips: "Mapping[Symptom, Mapping[str, Tipping]]"
    picks: "Picked"
    pairs: "tuple[Pair, ...]"


def learned() -> Learned:
    """All of it, as of the newest row."""
    return _learned(str(connection.settings_dict["NAME"]), store.newest_row())


def nobody() -> Learned:
    """What is known where nothing was ever kept."""
    return _worked_out(Diary(), asked(chosen=Choices()))


@lru_cache(maxsize=1)
def _learned(_file: str, _row: int) -> Learned:
    return _worked_out(written.diary(), asked())


def _worked_out(diary: Diary, asks: "Asked") -> Learned:
    from instep.core.learning import answer

    found = answer.answers(diary, asks)
    return Learned(
        diary,
        asks,
        found,
        soon=answer.soon_after(diary, asks),
        stopped=answer.stopped(diary, asks),
        tips={each.symptom: answer.tips(diary, each, asks) for each in found},
        picks=answer.picks(diary, asks),
        pairs=answer.pairs_of(diary, found[0], asks),
    )


def clear() -> None:
    """Nothing of anybody stays in memory."""
    _learned.cache_clear()


def asked(arms: Collection[str] = (), chosen: Choices | None = None) -> "Asked":
    """What a diary is asked, by the content that ships and the symptom that was chosen.

    With ``arms`` of a fair test each of them has a column of its own. Reads rows unless ``chosen``
    is handed in.
    """
    return _asked(tuple(arms), choices() if chosen is None else chosen)


@lru_cache(maxsize=8)
def _asked(arms: tuple[str, ...], chosen: Choices) -> "Asked":
    from instep.core.learning.answer import Asked
    from instep.core.learning.arms import asking_for
    from instep.core.learning.columns import groups_asked

    catalog = house().catalog
    asking = asking_for(catalog, groups_asked(catalog), arms)
    return Asked(asking, beliefs(), chosen.now, beforehand=chosen.beforehand)


@cache
def beliefs() -> "Learning":
    """What is believed beforehand, and where verdicts begin, by the content that ships."""
    from instep.adapters.content import learning

    return learning()
