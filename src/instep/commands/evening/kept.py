"""Tonight as it is kept: what was decided, the session under way, how it went.

The pages of the browser read the same rows, so what is begun here is seen there.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

from instep.adapters.answers import BadAnswers
from instep.adapters.export.as_json import asked_json, clearance_json, session_id
from instep.adapters.terminal.guide import from_the_start
from instep.commands import given
from instep.commands.evening.bookmark import Bookmark, of
from instep.commands.evening.tonight import Tonight, judged, wall
from instep.core.catalog import Aim
from instep.core.companion import House, Prepared
from instep.core.learning.arms import kit
from instep.core.player import Progress
from instep.core.safety.clearance import Action, Clearance
from instep.core.session import Asked, Lot
from instep.web.records.ids import uuid7
from instep.web.records.remembered import Looks, Referral
from instep.web.records.tonight import Judged, MovedOn, Stage, factors
from instep.web.records.tonight import Tonight as Row

UNDER_WAY = (Stage.PLAYING, Stage.HURT)


# -- Decided ---------------------------------------------------------------------------------------


def keep_decision(night: Tonight, clearance: Clearance, own: Row | None = None) -> None:
    """The decision whole, so that it can be replayed; a referral holds the next session back.

    A session still under way, here or in the browser, was cleared by an older decision, and is
    over; but for ``own``, which ends by itself.
    """
    if night.rows is None:
        return
    about, asked_on = dict(night.about_known()), dict(night.person.asked_on)
    night.today = dict(night.today_known())  # what is measured later is news to it
    with night.rows.together():
        id = night.rows.keep_decision(_decision(night, clearance))
        under_way = night.rows.tonight()
        if under_way is not None and (own is None or under_way.id != own.id):
            end(night, under_way)
        if clearance.action >= Action.FOOT_TEAM:
            night.keep(referral=Referral(night.on.isoformat()))
    night.judged = Judged(id, about, asked_on, night.house.version)


def decide_anyway(night: Tonight, own: Row | None) -> Clearance:
    """What hurts is judged with all that is known by now, and kept whatever was said elsewhere."""
    if night.rows is None:
        return judged(night)
    with night.rows.together(anyway=True):
        night.person = night.rows.person()
        clearance = judged(night)
        keep_decision(night, clearance, own)
    return clearance


def _decision(night: Tonight, clearance: Clearance) -> dict[str, Any]:
    return {
        "at": wall().isoformat(timespec="seconds"),
        "on": night.on.isoformat(),
        "about": dict(night.about_known()),
        "asked_on": night.person.asked_on,
        "today": dict(night.today_known()),
        "content_version": night.house.version,
        "clearance": clearance_json(clearance, night.house.words),
    }


# -- Under way -------------------------------------------------------------------------------------


def begin(night: Tonight, prepared: Prepared, before: int | None) -> Row:
    """Hands touch the feet from now on: the looks fall due even if this is cut off."""
    session, _ = of(prepared)
    done = tuple(step.technique for step in session.steps)
    row, person, start = _begun(night, session.asked, before), night.person, from_the_start(session)
    row = replace(row, techniques=done)
    with night.kept.together():
        night.kept.keep_tonight(row)
        Bookmark(night, row, prepared, start).lay(start)
        if not row.night:
            owe_looks(night, timedelta(seconds=session.seconds))
            first = person.first_session_on or night.on.isoformat()
            night.keep(first_session_on=first, sessions=person.sessions + 1)
    return row


def _begun(night: Tonight, asked: Asked, before: int | None) -> Row:
    at, is_night = wall(), asked.aim is Aim.NIGHT
    return Row(
        id=uuid7(at),
        on=night.on,
        stage=Stage.PLAYING,
        night=is_night,
        have=tuple(sorted(asked.have)),
        today=dict(night.today),
        asked_at=night.looked_at or at,
        judged=night.judged,
        scored=True,
        before=before,
        minutes=asked.minutes,
        aim=None if is_night else asked.aim,
        seed=asked.seed,
        pace=given.pace(night.args),
        session=uuid7(at),
        liking=() if is_night else night.leans.liking,
        lot=None if is_night else night.leans.lot,
        otherwise=night.leans.otherwise,
    )


# -- Over ------------------------------------------------------------------------------------------


def owe_looks(night: Tonight, until_done: timedelta = timedelta(0)) -> None:
    """The skin looks that fall due after hands were at the feet."""
    ten = wall() + until_done + timedelta(seconds=night.house.dose.look_after)
    morning = night.on + timedelta(days=1)
    night.keep(looks=Looks(ten_minutes_at=ten.isoformat(), morning_on=morning.isoformat()))


def hurts(night: Tonight, row: Row) -> Row:
    """At once: no step is shown anywhere from now on, and only a slip of the finger goes on."""
    row = replace(row, stage=Stage.HURT)
    with suppress(MovedOn):  # then a slip does not go on either
        night.kept.keep_tonight(row)
    return row


def slipped(night: Tonight, row: Row, prepared: Prepared, progress: Progress) -> Row:
    """A slip goes on, once."""
    row = replace(row, stage=Stage.PLAYING, slips=row.slips + 1)
    with night.kept.together():
        night.kept.keep_tonight(row)
        Bookmark(night, row, prepared, progress).lay(progress)
    return row


def finish(night: Tonight, row: Row, how: str, progress: Progress) -> bool:
    """It is over, and the looks count from now; False where that was said elsewhere already."""
    row = replace(row, stage=Stage.CLOSING, ended=how, shown_at=wall())
    with night.kept.together(anyway=True):
        if not night.kept.is_mine():
            return False
        if not row.night:
            owe_looks(night)
        _keep_session(night, row, progress)
        night.kept.keep_tonight(_as_it_is_now(night, row))
    return True


def close(night: Tonight, row: Row, how: str, progress: Progress, after: int | None) -> None:
    """The last word of the evening: how it feels now. What the browser was told first stays."""
    row = replace(row, stage=Stage.OVER, ended=how)
    with night.kept.together(anyway=True):
        under_way = night.kept.tonight()
        if under_way is not None and (under_way.id, under_way.stage) == (row.id, Stage.CLOSING):
            _keep_session(night, row, progress, after)
            night.kept.keep_tonight(_as_it_is_now(night, row))


def end(night: Tonight, row: Row, how: str = "stale") -> None:
    """An evening under way is over; a session that had begun is kept with how far it came."""
    has_begun = row.stage in UNDER_WAY
    row = replace(row, ended=how) if has_begun else row
    with night.kept.together():
        if has_begun:
            _keep_session(night, row, Progress(row.position, row.played))
        night.kept.keep_tonight(replace(row, stage=Stage.OVER))


def _as_it_is_now(night: Tonight, row: Row) -> Row:
    """With what was answered when it hurt, and the decision on that."""
    return replace(row, today=dict(night.today), judged=night.judged)


def _keep_session(night: Tonight, row: Row, far: Progress, after: int | None = None) -> None:
    """How a session went, as one entry. Answers that nobody can read any more have no session."""
    if row.session is None or row.judged is None:
        return
    with suppress(BadAnswers):
        night.kept.keep_session(row.session, _session(night.house, row, row.judged, far, after))


def _session(
    house: House, row: Row, judged: Judged, far: Progress, after: int | None
) -> dict[str, Any]:
    asked = asked_json(_asked(house, row))
    sheet = given.sheet_of(house, judged.about, judged.asked_on, row.today, row.on)
    screen = given.screen_from(house, sheet, row.on)
    return {
        "at": wall().isoformat(timespec="seconds"),
        "on": row.on.isoformat(),
        "session": session_id(house, screen, asked, factors(row.liking)),
        "asked": asked,
        "changes": [[change.technique, change.into] for change in row.changes],
        "ended": row.ended,
        "position": far.position,
        "steps": list(row.techniques),
        "played": list(far.played),
        "before": row.before,
        "after": after,
        "lot": row.follows,
        "content_version": house.version,
    }


def _asked(house: House, row: Row) -> Asked:
    return Asked(
        minutes=row.minutes or given.USUAL_MINUTES,
        helper=row.today.get("with_helper") == "yes",
        aim=Aim.NIGHT if row.night else row.aim or Aim.EASE,
        have=frozenset(row.have or ()),
        seed=row.seed,
        lot=None if row.follows is None else Lot(row.follows, kit(house.catalog, row.follows)),
    )
