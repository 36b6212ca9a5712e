"""The plan, the guide, and a session taken up again after an interruption."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from instep.adapters.data_folder import Evening
from instep.adapters.export.as_json import asked_json, session_id
from instep.adapters.terminal.pages import minutes as in_minutes
from instep.adapters.terminal.plan_page import plan_lines
from instep.commands import given, guide, plan
from instep.commands.evening.close import close
from instep.commands.evening.hurt import was_a_slip
from instep.commands.evening.tonight import Tonight, not_tonight, wall
from instep.core.catalog import Thing
from instep.core.companion import Prepared
from instep.core.screening import Screen
from instep.core.units import Seconds


def wishes(night: Tonight) -> None:
    """Minutes and aim, where no flag has said them."""
    args, words = night.args, night.house.words
    night.talk.tell("")
    while args.minutes is None:
        said = night.talk.reply(words["evening.minutes"]) or str(given.USUAL_MINUTES)
        if said.isdecimal() and given.LEAST_MINUTES <= int(said[:4]) <= given.MOST_MINUTES:
            args.minutes = int(said)
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
    first = night.person.first_session_on
    night.talk.tell("")
    first_day = date.fromisoformat(first) if first else None
    night.talk.lines(plan_lines(night.house, screen, prepared, first_day))
    night.talk.tell("")
    night.talk.reply(night.house.words["evening.begin"])
    asked = asked_json(prepared.session.asked)
    evening = Evening(
        on=night.on.isoformat(),
        looked_at=(night.looked_at or wall()).isoformat(),
        about=night.person.about,
        today=night.today,
        asked=asked,
        session_id=session_id(night.house, screen, asked),
        before=before,
    )
    night.folder.keep_evening(evening)
    return play(night, evening, prepared, screen)


def resumed(night: Tonight) -> tuple[Evening, Prepared, Screen] | None:
    """A session that was under way, only while the look at the feet is young enough."""
    evening = night.folder.evening()
    if evening is None:
        return None
    if not _look_is_young(night, evening) or evening.on != night.on.isoformat():
        night.folder.keep_evening(None)
        night.talk.text("evening.too_old")
        return None
    prompt = night.house.words["evening.resume"]
    keys = {"y": "yes", "yes": "yes", "n": "no", "no": "no"}
    far = in_minutes(evening.position)
    if night.talk.choose(prompt.replace("{minutes}", far), keys) == "no":
        night.folder.keep_evening(None)
        return None
    return _again(night, evening)


def _look_is_young(night: Tonight, evening: Evening) -> bool:
    age = wall() - datetime.fromisoformat(evening.looked_at)
    return timedelta(0) <= age <= timedelta(minutes=night.house.ages.look_minutes)


def _again(night: Tonight, evening: Evening) -> tuple[Evening, Prepared, Screen] | None:
    """The same session from the same answers, judged again by today's content."""
    wish = evening.asked
    night.today = {k: tuple(v) if isinstance(v, list) else v for k, v in evening.today.items()}
    night.args.minutes, night.args.aim = wish["minutes"], wish["aim"]
    night.args.seed, night.args.who = wish["seed"], None
    night.have = night.args.have = frozenset(Thing(word) for word in wish["have"])
    screen, prepared = plan.prepared_from(night.args, night.house, night.sheet())
    return None if prepared.session is None else (evening, prepared, screen)


def _keeper(night: Tonight, evening: Evening) -> Callable[[Seconds], None]:
    """Remembers how far this session is, so that a crash loses a second at most."""

    def keep(position: Seconds) -> None:
        night.folder.keep_evening(replace(evening, position=position))

    return keep


def play(night: Tonight, evening: Evening, prepared: Prepared, screen: Screen) -> int:
    """The guide, with the guard at its edge; what hurts goes through all rules again."""
    slips = 0
    while True:
        outcome = guide.play(
            night.args,
            night.house,
            screen,
            prepared,
            start=evening.position,
            keep=_keeper(night, evening),
            ask=night.talk.ask,
        )
        evening = replace(evening, position=outcome.position)
        if outcome.how == "hurt" and was_a_slip(night, slips):
            slips += 1
            continue
        return close(night, evening, prepared, outcome)
