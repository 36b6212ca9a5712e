"""The close: how it feels now, what falls due, a good night."""

from instep.adapters.content.safety import MUSTS
from instep.adapters.terminal.asking import Leave
from instep.adapters.terminal.guide import Outcome
from instep.adapters.terminal.pages import wrapped
from instep.commands.evening import kept
from instep.commands.evening.tonight import Tonight, is_night, score
from instep.core.catalog import Aim
from instep.core.companion import Prepared
from instep.web.records.tonight import Tonight as Row


def close(night: Tonight, row: Row, prepared: Prepared, outcome: Outcome) -> int:
    """How it feels now, the looks that fall due, and a good night."""
    say_farewell(night, outcome)
    how, far = ENDED.get(outcome.how, outcome.how), outcome.progress
    is_ours = kept.finish(night, row, how, far)
    if is_ours:
        kept.close(night, row, how, far, _after(night, row, outcome))
    say_what_falls_due(night, prepared)
    if is_ours:
        night.talk.text("evening.saved")
    return 1 if outcome.how == "refused" else 0


ENDED = {"elsewhere": "stale"}
"""What is kept of an end, where the page says more."""


def _after(night: Tonight, row: Row, outcome: Outcome) -> int | None:
    """How the feet feel now; whoever leaves here has had the whole session all the same."""
    if outcome.how != "finished" or row.night:
        return None
    try:
        return score(night, "evening.score_after")
    except Leave:
        night.talk.tell("")
        return None


FAREWELLS = {
    "finished": "evening.closing",
    "stale": "evening.stale",
    "elsewhere": "evening.elsewhere",
}
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
