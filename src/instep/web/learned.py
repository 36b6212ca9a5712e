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
    from instep.core.learning.posterior import Known
    from instep.core.learning.verdict import Reason

PRIMARY = Symptom.PAIN
"""The symptom of check-ins, chosen beforehand."""


@dataclass(frozen=True)
class Learned:
    """A diary with all that it says: of each symptom, right after sessions, and what is paused."""

    diary: Diary
    answers: "tuple[Answer, ...]"
    soon: "Known"
    stopped: "Mapping[str, Reason]"


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
    from instep.core.learning.answer import answers, soon_after, stopped

    asks = asked()
    return Learned(diary, answers(diary, asks), soon_after(diary, asks), stopped(diary, asks))


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
