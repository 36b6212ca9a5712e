"""The plan, the guide, and a session taken up again after an interruption."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from instep.adapters.data_folder import EVENING, Evening
from instep.adapters.export.as_json import asked_json, session_id
from instep.adapters.terminal.pages import minutes as in_minutes
from instep.adapters.terminal.plan_page import plan_lines
from instep.commands import check, given, guide, plan
from instep.commands.evening.close import begins, close
from instep.commands.evening.hurt import was_a_slip
from instep.commands.evening.tonight import Tonight, not_tonight, wall
from instep.core.catalog import Thing
from instep.core.companion import Prepared
from instep.core.player import Progress
from instep.core.screening import Screen


def wishes(night: Tonight) -> None:
    """Minutes and aim, where no flag has said them."""
    args, words = night.args, night.house.words
    night.talk.tell("")
    while args.minutes is None:
        said = night.talk.reply(words["evening.minutes"]) or str(given.USUAL_MINUTES)
        if said.isdecimal() and given.LEAST_MINUTES <= int(said[:4]) <= given.MOST_MINUTES:
            args.minutes = int(said[:4])
        else:
            night.talk.text("ask.not_understood")
    if args.aim is None:
        keys = {"": "ease", "1": "ease", "2": "sleep", "3": "day", "4": "sitting"}
        args.aim = night.talk.choose(words["evening.aim"], keys)


def planned(night: Tonight, before: int | None) -> int:
    """The plan in words, one Enter, and then the guide."""
    night.args.have = night.have
    screen, prepared = plan.prepared_from(night.args, night.house, night.sheet())
    if prepared.session is None:
        return not_tonight(night, prepared.clearance)
    night.talk.tell("")
    night.talk.lines(plan_lines(night.house, screen, prepared, night.first_session()))
    night.talk.tell("")
    evening = _evening(night, asked_json(prepared.session.asked), before)
    _wait_for_enter(night)
    if not _look_is_young(night, evening):
        night.talk.text("evening.stale")
        return check.NOT_TODAY
    night.folder.keep_evening(evening)
    begins(night, evening, prepared)
    return play(night, evening, prepared, screen)


def _evening(night: Tonight, asked: Mapping[str, Any], before: int | None) -> Evening:
    return Evening(
        on=night.on.isoformat(),
        looked_at=(night.looked_at or wall()).isoformat(),
        about=night.person.about,
        today=night.today,
        asked=asked,
        session_id=session_id(night.house, night.screen(), asked),
        before=before,
    )


def _wait_for_enter(night: Tonight) -> None:
    while night.talk.reply(night.house.words["evening.begin"]):
        night.talk.text("ask.not_understood")


# -- Taken up again ----------------------------------------------------------------------------

Waiting = tuple[Tonight, Evening, Prepared, Screen]
"""A session that was under way: the night as it was then, and what was to be played."""


def resumed(night: Tonight) -> Waiting | None:
    """A session that was under way, only while the look at the feet is young enough."""
    evening = night.folder.evening()
    night.say_notices()
    if evening is None:
        return None
    waiting = _again(night, evening)
    night.say_notices()
    if waiting is not None and _wants_to_go_on(night, evening):
        return waiting
    night.folder.keep_evening(None)
    return None


def _wants_to_go_on(night: Tonight, evening: Evening) -> bool:
    prompt = night.house.words["evening.resume"]
    keys = {"y": "yes", "yes": "yes", "n": "no", "no": "no"}
    far = in_minutes(evening.position)
    return night.talk.choose(prompt.replace("{minutes}", far), keys) == "yes"


def _look_is_young(night: Tonight, evening: Evening) -> bool:
    age = wall() - datetime.fromisoformat(evening.looked_at)
    return timedelta(0) <= age <= timedelta(minutes=night.house.ages.look_minutes)


def _again(night: Tonight, evening: Evening) -> Waiting | None:
    """The same session from the same answers, judged again by today's content; or too old."""
    if not _look_is_young(night, evening) or evening.on != night.on.isoformat():
        night.talk.text("evening.too_old")
        return None
    then = _as_it_was(night, evening)
    try:
        screen, prepared = plan.prepared_from(then.args, then.house, then.sheet())
    except given.CannotUse:
        night.folder.set_aside(EVENING)
        return None
    same = session_id(then.house, screen, evening.asked) == evening.session_id
    if prepared.session is None or not same:
        night.talk.text("evening.changed")
        return None
    return then, evening, prepared, screen


def _as_it_was(night: Tonight, evening: Evening) -> Tonight:
    wish = evening.asked
    have = frozenset(Thing(word) for word in wish["have"])
    wishes = {key: wish[key] for key in ("minutes", "aim", "seed")} | {"have": have, "who": None}
    today = {k: tuple(v) if isinstance(v, list) else v for k, v in evening.today.items()}
    args = Namespace(**{**vars(night.args), **wishes})
    return replace(night, args=args, today=today, have=have)


# -- Played --------------------------------------------------------------------------------------


def play(night: Tonight, evening: Evening, prepared: Prepared, screen: Screen) -> int:
    """The guide, with the guard at its edge; what hurts goes through all rules again."""
    while True:
        outcome = guide.play(
            night.args,
            night.house,
            screen,
            prepared,
            start=_progress(evening, prepared),
            keep=_keeper(night, evening),
            ask=night.talk.ask,
        )
        evening = _at(evening, outcome.progress)
        if outcome.how == "hurt":
            night.folder.keep_evening(None)  # only a slip goes on, whatever happens now
            if was_a_slip(night, evening.slips):
                evening = replace(evening, slips=evening.slips + 1)
                continue
        return close(night, evening, prepared, outcome)


def _keeper(night: Tonight, evening: Evening) -> Callable[[Progress], None]:
    """Remembers how far this session is, so that a crash loses a second at most."""

    def keep(progress: Progress) -> None:
        night.folder.keep_evening(_at(evening, progress))

    return keep


def _at(evening: Evening, progress: Progress) -> Evening:
    return replace(evening, position=progress.position, played=progress.played)


def _progress(evening: Evening, prepared: Prepared) -> Progress | None:
    """Where a session was left; None where that does not fit the session any more."""
    steps = () if prepared.session is None else prepared.session.steps
    if len(evening.played) != len(steps):
        return None
    return Progress(evening.position, tuple(evening.played))
