"""What comes of an entry: the same as if it had been told on the pages, whenever it arrives.

Entries come late and in any order. What was made later stands; where that cannot be said, the
stricter stands. An entry whose clock says nothing only ever holds back.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from instep.core.safety.clearance import Action
from instep.web import acts, way
from instep.web.clock import Moment
from instep.web.records import line as lines
from instep.web.records import store
from instep.web.records.remembered import Looks
from instep.web.records.store import Kept
from instep.web.records.tonight import Stage
from instep.web.sync.clocks import Made
from instep.web.sync.kinds import Closed, Day, Line, Looked, Played, Seen, Told
from instep.web.sync.measure_kinds import Said, Spotted, Stroked, Touched
from instep.web.sync.measuring import take_measure
from instep.web.sync.rows import Row
from instep.web.sync.wire import Entry

LONG_AGO = "2000-01-01T00:00:00+00:00"
PLACED = timedelta(hours=2)
"""Looks that fall due further than this from a session are not of it."""


def carry_out(told: Told, entry: Entry, row: Row, made: Made, now: Moment) -> None:
    """What follows from it for the person and for the evening under way."""
    match told:
        case Day():
            _judged(row, made, now)
        case Played():
            _played(told, entry.id, made, now)
        case Closed():
            _closed(told, made.moment)
        case Looked():
            _looked(told, made, now)
        case Seen():
            _seen(told, made)
        case Line():
            _written(told, made)
        case Touched() | Said() | Spotted() | Stroked():
            take_measure(told, made)
        case _:  # a few words change nothing else
            pass


def _hold_back(now: Moment, answered_before: datetime | None = None) -> None:
    """End what was cleared: a session under way, or one about to begin."""
    night = store.tonight()
    if night is None or night.stage not in (Stage.JUDGED, Stage.PLAYING, Stage.HURT):
        return
    asked = night.asked_at
    if answered_before is None or asked is None or asked <= answered_before:
        acts.put_aside(night, store.person(), now)


# -- A line in the diary ---------------------------------------------------------------------------


def _written(told: Line, made: Made) -> None:
    """What was made later stands, part by part; a clock that says nothing only fills blanks."""
    before = lines.line_of(told.day).told
    parts = {p: value for p, value in told.parts.items() if made.certain or p not in before}
    lines.tell(told.day, parts, made.moment, away=True)


# -- A day -----------------------------------------------------------------------------------------


def _judged(row: Row, made: Made, now: Moment) -> None:
    """Being sent to someone holds back whatever is under way; a stop, what was answered before."""
    counts = Action[row.body["away"]["counts"]]
    if counts >= Action.FOOT_TEAM:
        _sent_to_care(counts, made)
        _hold_back(now)
    elif not row.body["away"]["may_begin"]:
        _hold_back(now, answered_before=made.moment.at)


def _sent_to_care(counts: Action, made: Made) -> None:
    """The latest day of all counts; whoever was seen later than that was seen."""
    if not made.certain or _stands(made.moment, stricter=True):
        acts.refer(counts, made.moment)
        _seen_since(made.moment)
        return
    referral, at = store.person().referral, store.told_at(store.REFERRAL)
    if referral is not None and at is not None and referral.on < made.moment.on.isoformat():
        later = replace(referral, on=made.moment.on.isoformat())
        store.keep_referral(later, replace(made.moment, at=at))


def _seen_since(made: Moment) -> None:
    """What was told later of being seen may have come before."""
    later = [kept for kept in store.all_of(store.SEEN) if kept.at > made.at]
    for kept in sorted(later, key=lambda kept: kept.at):
        _seen(Seen(kept.body["seen"]), Made(_moment(kept), "uncertain" not in kept.body["away"]))


def _seen(told: Seen, made: Made) -> None:
    """It stands if nothing was told of it later; a clock that says nothing cannot say seen."""
    if made.certain and _stands(made.moment, stricter=not told.seen):
        acts.say_referral(store.tonight(), told.seen, store.person(), made.moment)


def _stands(made: Moment, *, stricter: bool) -> bool:
    """Whether nothing was told of a referral after it; at the same moment the stricter stands."""
    told = store.told_at(store.REFERRAL)
    return told is None or told < made.at or (stricter and told == made.at)


# -- A session -------------------------------------------------------------------------------------


def _played(session: Played, id: UUID, made: Made, now: Moment) -> None:
    """Counted once; its looks are owed unless a later session owes its own."""
    if len(store.versions(id)) == 1:  # its first to arrive
        acts.count(store.person(), made.moment.on, made.moment)
        _owe(session, made, now)
    for kept in sorted(store.all_of(store.CLOSE), key=lambda kept: kept.at):
        if kept.body["session"] == str(id):
            close = Closed(id, kept.body["ended"], kept.body["after"], kept.body.get("played"))
            _keep_end(close, _moment(kept))


def _owe(session: Played, made: Made, now: Moment) -> None:
    before = store.person().looks
    is_placed = abs(session.looks_from - made.moment.at) <= PLACED
    due = session.looks_from if made.certain and is_placed else now.at
    if before is not None and _due(before) >= due:
        return
    store.keep_looks(Looks(due.isoformat(), session.morning_on.isoformat()), made.moment)
    told = [_look_in(kept) for kept in store.all_of(store.LOOK)]
    for look, when in told:
        _looked(look, when, now)
    is_new = not any(_is_found(look) and when.moment.on == now.on for look, when in told)
    if is_new and before is not None and before.found_on == now.on.isoformat():
        for id in way.LOOKS:
            _found_today(way.told(before, id), now)


def _look_in(kept: Kept) -> tuple[Looked, Made]:
    """A look that was told before, and when."""
    body = kept.body
    look = Looked(body["look"], body["said"], datetime.fromisoformat(body["due"]))
    return look, Made(_moment(kept), "uncertain" not in body["away"])


def _closed(close: Closed, made: Moment) -> None:
    """The last word of an evening; if it still stands open here, it ends with it."""
    night, person = store.tonight(), store.person()
    if night is None or night.session != close.session:
        _keep_end(close, made)
        return
    if night.stage in (Stage.PLAYING, Stage.HURT):
        night = acts.finish(night, person, made, close.ended, now=False)
    acts.close(night, person, close.after, made)


def _keep_end(close: Closed, made: Moment) -> None:
    """The end of a session that is here already; one that is not here yet finds it later."""
    kept = store.newest(close.session)
    if kept is None or store.kind_of(close.session) != store.SESSION:
        return
    told = {**kept.body, "ended": close.ended} if kept.body["ended"] == "stale" else kept.body
    if close.played is not None and len(close.played) == len(told["played"]):
        told = {**told, "played": close.played}
    if close.after is not None and (told["after"] is None or kept.at < made.at):
        told = {**told, "after": close.after}
    store.keep_session(close.session, told, made)


# -- A look ----------------------------------------------------------------------------------------


def _looked(told: Looked, made: Made, now: Moment) -> None:
    """A look of these very looks is told as on the page; one of others only if it found a thing."""
    looks = store.person().looks
    found_today = _is_found(told) and made.moment.on == now.on
    if made.certain and looks is not None and _due(looks) == told.due:
        _tell(told.look, told.said, made.moment)
    elif found_today:
        _found_today(told.said, now)
    if found_today:
        _hold_back(now)


def _is_found(told: Looked) -> bool:
    return told.said not in ("no", "not_sure")


def _tell(look: str, said: str, made: Moment) -> None:
    acts.say_since(store.tonight(), look, said, store.person(), made)


def _found_today(said: str | None, now: Moment) -> None:
    """Of whichever session: what was found holds today back, and the morning look is still due."""
    if said in (None, "no"):
        return
    if store.person().looks is None:  # of a session that is not here yet
        tomorrow = now.on + timedelta(days=1)
        store.keep_looks(Looks(LONG_AGO, tomorrow.isoformat()), now)
    _tell("look_10min", str(said), now)


def _due(looks: Looks) -> datetime:
    return datetime.fromisoformat(looks.ten_minutes_at)


def _moment(kept: Kept) -> Moment:
    return Moment(kept.at, kept.zone, kept.on)
