"""What the person's own diary says, worked out when it is asked for and kept until it changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from django.db import connection

from instep.core.diary import Diary, Symptom
from instep.web.records import store, written

if TYPE_CHECKING:  # arrays are read where something is worked out, and on no other page
    from instep.core.learning.answer import Answer, Asked
    from instep.core.learning.choosing import Picked
    from instep.core.learning.posterior import Known
    from instep.core.learning.tipping import Tipping
    from instep.core.learning.verdict import Reason

PRIMARY = Symptom.PAIN
"""The symptom of check-ins, chosen beforehand."""


@dataclass(frozen=True)
class Learned:
    """A diary with all that it says: of each symptom, right after sessions, and what is paused.

    ``tips`` tells for each symptom which verdicts hang on evenings that nobody wrote; ``picks``
    on which days sessions are picked.
    """

    diary: Diary
    answers: "tuple[Answer, ...]"
    soon: "Known"
    stopped: "Mapping[str, Reason]"
    tips: "Mapping[Symptom, Mapping[str, Tipping]]"
    picks: "Picked"


def learned() -> Learned:
    """All of it, as of the newest row."""
    return _learned(str(connection.settings_dict["NAME"]), store.newest_row())


def nobody() -> Learned:
    """What is known where nothing was ever kept."""
    return _worked_out(Diary())


@lru_cache(maxsize=1)
def _learned(_file: str, _row: int) -> Learned:
    return _worked_out(written.diary(PRIMARY))


def _worked_out(diary: Diary) -> Learned:
    from instep.core.learning import answer

    asks = asked()
    found = answer.answers(diary, asks)
    return Learned(
        diary,
        found,
        soon=answer.soon_after(diary, asks),
        stopped=answer.stopped(diary, asks),
        tips={each.symptom: answer.tips(diary, each, asks) for each in found},
        picks=answer.picks(diary, asks),
    )


def clear() -> None:
    """Nothing of anybody stays in memory."""
    _learned.cache_clear()


@cache
def asked() -> "Asked":
    """What a diary is asked, by the content that ships."""
    from instep.adapters.content import learning
    from instep.core.learning.answer import Asked
    from instep.core.learning.columns import groups_asked
    from instep.web.house import house

    return Asked(groups_asked(house().catalog), learning(), PRIMARY)
