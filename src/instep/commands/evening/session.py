"""The plan, the guide, and a session taken up again after an interruption."""

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from instep.adapters.terminal.guide import from_the_start
from instep.adapters.terminal.pages import minutes as in_minutes
from instep.adapters.terminal.plan_page import plan_lines
from instep.commands import check, given, guide, plan
from instep.commands.evening import kept
from instep.commands.evening.bookmark import Bookmark, place_in
from instep.commands.evening.close import close
from instep.commands.evening.hurt import was_a_slip
from instep.commands.evening.tonight import Tonight, not_tonight, wall
from instep.core.companion import Prepared
from instep.core.player import Progress
from instep.core.safety.clearance import Clearance
from instep.core.safety.measured import is_news
from instep.core.screening import Screen
from instep.web.records.tonight import Leaning, Otherwise, Stage
from instep.web.records.tonight import Tonight as Row


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


def lean(night: Tonight, clearance: Clearance) -> None:
    """What tonight's plan leans to, settled now that the feet are scored, and not before."""
    from instep.web import leaning

    with night.kept.together() as moment:
        of_tonight = replace(moment, on=night.on)
        night.leans = leaning.lean(clearance, night.have, night.args.seed, of_tonight)


def lot(night: Tonight) -> None:
    """What the fair test asks for, or something else: the person says."""
    leans = night.leans
    if leans.otherwise is Otherwise.SPARED:
        night.talk.text("evening.spared")
    if leans.lot is None or leans.otherwise is not None:
        return
    keys = {"": "lot", "o": "other"}
    if night.talk.choose(night.house.words["evening.lot"], keys) == "other":
        night.leans = replace(leans, otherwise=Otherwise.CHOSEN)


def liked(night: Tonight) -> Leaning:
    """What is liked, for a plan that is only printed: no lot is told before the feet are scored."""
    from instep.web import leaning

    with night.kept.together():
        return Leaning(leaning.liked(night.args.seed))


def planned(night: Tonight, before: int | None) -> int:
    """The plan in words, one Enter, and then the guide."""
    night.args.have = night.have
    screen, prepared = plan.prepared_from(night.args, night.house, night.sheet(), night.leans)
    if prepared.session is None:
        return not_tonight(night, prepared.clearance)
    night.talk.tell("")
    night.talk.lines(plan_lines(night.house, screen, prepared, night.first_session()))
    night.talk.tell("")
    looked_at = night.looked_at = night.looked_at or wall()
    _wait_for_enter(night)
    if not _is_young(night, looked_at):
        night.talk.text("evening.stale")
        return check.NOT_TODAY
    row = kept.begin(night, prepared, before)
    return play(night, row, prepared, screen, from_the_start(prepared.session))


def _wait_for_enter(night: Tonight) -> None:
    while night.talk.reply(night.house.words["evening.begin"]):
        night.talk.text("ask.not_understood")


# -- Taken up again ----------------------------------------------------------------------------

Waiting = tuple[Tonight, Row, Prepared, Screen, Progress]
"""A session that was under way: the night as it was then, what was to be played, and how far."""


def resumed(night: Tonight) -> Waiting | None:
    """A session that was under way here, only while the look at the feet is young enough."""
    row = night.kept.tonight()
    if row is None or row.stage is not Stage.PLAYING:
        return None
    own = night.kept.own_place(row)
    if own is None or row.voiced:
        _in_the_browser(night, row)
        return None
    waiting = _again(night, row, own)
    if waiting is not None and _wants_to_go_on(night, waiting[-1]):
        if _counts(night, row):  # who thought about it for long has looked long ago
            return waiting
        waiting = None
    kept.end(night, row, "stopped" if waiting else "stale")
    return None


def _in_the_browser(night: Tonight, row: Row) -> None:
    """It goes on there; what is answered here is newer, and ends it."""
    if row.asked_at is not None and _is_young(night, row.asked_at):
        night.talk.text("evening.in_browser")


def _wants_to_go_on(night: Tonight, progress: Progress) -> bool:
    prompt = night.house.words["evening.resume"]
    keys = {"y": "yes", "yes": "yes", "n": "no", "no": "no"}
    far = in_minutes(progress.position)
    return night.talk.choose(prompt.replace("{minutes}", far), keys) == "yes"


def _is_young(night: Tonight, looked_at: datetime) -> bool:
    age = wall() - looked_at
    return timedelta(0) <= age <= timedelta(minutes=night.house.ages.look_minutes)


def _again(night: Tonight, row: Row, own: Mapping[str, Any]) -> Waiting | None:
    """The same session from the same answers, judged again by today's content; or too old."""
    if not _counts(night, row):
        return None
    then = _as_it_was(night, row)
    if _is_as_it_was(night, row):
        screen, prepared = plan.prepared_from(then.args, then.house, then.sheet(), then.leans)
        progress = place_in(own, prepared)
        if progress is not None:
            return then, row, prepared, screen, progress
    night.talk.text("evening.changed")
    return None


def _counts(night: Tonight, row: Row) -> bool:
    """Whether the look at the feet counts for this session; said, where it does not."""
    counts = row.asked_at is not None and _is_young(night, row.asked_at) and row.on == night.on
    if not counts:
        night.talk.text("evening.too_old")
    return counts


def _is_as_it_was(night: Tonight, row: Row) -> bool:
    """Whether the decision rests on what is still so, and the plan is one we would make."""
    judged, then = row.judged, replace(night, today=dict(row.today))
    return (
        judged is not None
        and (judged.about, judged.asked_on) == (night.about_known(), night.person.asked_on)
        and not is_news(row.today, then.today_known())
        and judged.content_version == night.house.version
        and not row.changes
    )


def _as_it_was(night: Tonight, row: Row) -> Tonight:
    wishes = {
        "minutes": row.minutes,
        "aim": "night" if row.night else row.aim,
        "seed": row.seed,
        "pace": row.pace,
        "have": frozenset(row.have or ()),
        "who": None,
    }
    args = Namespace(**{**vars(night.args), **wishes})
    return replace(
        night,
        args=args,
        today=dict(row.today),
        have=args.have,
        judged=row.judged,
        leans=Leaning(row.liking, row.lot, row.otherwise),
    )


# -- Played --------------------------------------------------------------------------------------


def play(night: Tonight, row: Row, prepared: Prepared, screen: Screen, start: Progress) -> int:
    """The guide, with the guard at its edge; what hurts goes through all rules again."""
    while True:
        bookmark = Bookmark(night, row, prepared, start)
        outcome = guide.play(
            night.args,
            night.house,
            screen,
            prepared,
            start=start,
            keep=bookmark.keep,
            stands=night.kept.stands,
            ask=night.talk.ask,
        )
        row, start = bookmark.row, outcome.progress
        if outcome.how == "hurt":
            row = kept.hurts(night, row)  # only a slip goes on, whatever happens now
            if was_a_slip(night, row.slips, row):
                row = kept.slipped(night, row, prepared, start)
                continue
        return close(night, row, prepared, outcome)
