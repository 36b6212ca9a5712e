"""The close: how it feels now, what falls due, a good night."""

from datetime import timedelta

from instep.adapters.content.safety import MUSTS
from instep.adapters.data_folder import Evening, Looks
from instep.adapters.terminal.asking import Leave
from instep.adapters.terminal.guide import Outcome
from instep.adapters.terminal.pages import wrapped
from instep.commands.evening.tonight import Tonight, is_night, score, wall
from instep.core.catalog import Aim
from instep.core.companion import Prepared


def close(night: Tonight, evening: Evening, prepared: Prepared, outcome: Outcome) -> int:
    """How it feels now, the looks that fall due, and a good night."""
    say_farewell(night, outcome)
    if _touches(evening):
        _owe_looks(night)
    night.folder.keep_evening(None)
    _keep_session(night, evening, outcome.how, _after(night, evening, outcome))
    say_what_falls_due(night, prepared)
    night.talk.text("evening.saved")
    return 1 if outcome.how == "refused" else 0


def _after(night: Tonight, evening: Evening, outcome: Outcome) -> int | None:
    """How the feet feel now; whoever leaves here has had the whole session all the same."""
    if outcome.how != "finished" or not _touches(evening):
        return None
    try:
        return score(night, "evening.score_after")
    except Leave:
        night.talk.tell("")
        return None


FAREWELLS = {"finished": "evening.closing", "stale": "evening.stale"}
"""What is said first, by how it ended; every other end is a stop."""


def say_farewell(night: Tonight, outcome: Outcome) -> None:
    """How it ended, and the look at the feet before standing up."""
    night.talk.tell("")
    if outcome.how == "refused":
        text = night.house.words["evening.refused"].replace("{reason}", outcome.reason or "")
        night.talk.lines(wrapped(text))
        return
    touched = not is_night(night.args)
    if touched or outcome.how != "finished":
        night.talk.text(FAREWELLS.get(outcome.how, "evening.stopped"))
    if touched and outcome.how != "finished":
        night.talk.text("evening.hurt.look")


def say_what_falls_due(night: Tonight, prepared: Prepared, *, kept: bool = True) -> None:
    """The looks in ten minutes and in the morning; nothing where no foot was touched."""
    session = prepared.session
    if session is None or session.asked.aim is Aim.NIGHT:
        return
    night.talk.text("evening.due" if kept else "evening.due_after_a_file")
    for must in MUSTS:
        if must == "bruise_look_next_day" and must in prepared.clearance.musts:
            night.talk.text("evening.bruise")


def _touches(evening: Evening) -> bool:
    return bool(evening.asked["aim"] != Aim.NIGHT)


def begins(night: Tonight, evening: Evening, prepared: Prepared) -> None:
    """Hands touch the feet from now on: the looks fall due even if this is cut off."""
    if not _touches(evening) or prepared.session is None:
        return
    _owe_looks(night, timedelta(seconds=prepared.session.seconds))
    person = night.person
    night.keep(first_session_on=person.first_session_on or evening.on, sessions=person.sessions + 1)


def _owe_looks(night: Tonight, until_done: timedelta = timedelta(0)) -> None:
    ten = wall() + until_done + timedelta(seconds=night.house.dose.look_after)
    morning = night.on + timedelta(days=1)
    night.keep(looks=Looks(ten_minutes_at=ten.isoformat(), morning_on=morning.isoformat()))


def _keep_session(night: Tonight, evening: Evening, how: str, after: int | None) -> None:
    night.folder.keep_decision(
        {
            "at": wall().isoformat(timespec="seconds"),
            "on": evening.on,
            "session": evening.session_id,
            "asked": evening.asked,
            "ended": how,
            "position": evening.position,
            "played": list(evening.played),
            "before": evening.before,
            "after": after,
            "content_version": night.house.version,
        }
    )
