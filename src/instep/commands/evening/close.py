"""The close: how it feels now, what falls due, a good night."""

from datetime import timedelta

from instep.adapters.content.safety import MUSTS
from instep.adapters.data_folder import Evening, Looks
from instep.adapters.terminal.guide import Outcome
from instep.adapters.terminal.pages import wrapped
from instep.commands.evening.tonight import Tonight, score, wall
from instep.core.catalog import Aim
from instep.core.companion import Prepared

TEN_MINUTES = timedelta(minutes=10)


def close(night: Tonight, evening: Evening, prepared: Prepared, outcome: Outcome) -> int:
    """How it feels now, the looks that fall due, and a good night."""
    how = outcome.how
    talk, words = night.talk, night.house.words
    talk.tell("")
    if how == "refused":
        reason = outcome.reason or ""
        talk.lines(wrapped(words["evening.refused"].replace("{reason}", reason)))
    elif how == "finished":
        talk.text("evening.closing")
    else:
        talk.text("evening.stopped")
        talk.text("evening.hurt.look")
    touched = evening.asked["aim"] != Aim.NIGHT
    _fall_due(night, evening, touched=touched)
    night.folder.keep_evening(None)
    after = score(night, "evening.score_after") if how == "finished" else None
    _keep_session(night, evening, how, after)
    if touched:
        talk.text("evening.due")
        _musts(night, prepared)
    talk.text("evening.saved")
    return 1 if how == "refused" else 0


def _fall_due(night: Tonight, evening: Evening, *, touched: bool) -> None:
    person = night.person
    looks = Looks(
        ten_minutes_at=(wall() + TEN_MINUTES).isoformat(),
        morning_on=(night.on + timedelta(days=1)).isoformat(),
    )
    night.keep(
        looks=looks if touched else person.looks,
        first_session_on=person.first_session_on or evening.on,
        sessions=person.sessions + 1,
    )


def _musts(night: Tonight, prepared: Prepared) -> None:
    """What is to be done after, such as a look for bruises tomorrow."""
    for must in MUSTS:
        if must == "bruise_look_next_day" and must in prepared.clearance.musts:
            night.talk.text("evening.bruise")


def _keep_session(night: Tonight, evening: Evening, how: str, after: int | None) -> None:
    night.folder.keep_decision(
        {
            "at": wall().isoformat(timespec="seconds"),
            "on": evening.on,
            "session": evening.session_id,
            "asked": evening.asked,
            "ended": how,
            "position": evening.position,
            "before": evening.before,
            "after": after,
            "content_version": night.house.version,
        }
    )
