"""What a person does in an evening. Each act is kept at once, and doing it twice does it once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from instep.adapters.export.as_json import asked_json, session_id
from instep.core.safety.clearance import Action
from instep.core.screening import Answer
from instep.core.timeline import Pace
from instep.core.units import Seconds
from instep.web import evening, way
from instep.web.clock import Moment
from instep.web.house import house
from instep.web.leaning import lean
from instep.web.records import store
from instep.web.records.ids import uuid7
from instep.web.records.remembered import Looks, Person, Referral
from instep.web.records.tonight import Change, Judged, Otherwise, Stage, Tonight, factors

# -- The evening as it stands ----------------------------------------------------------------------


def current(moment: Moment) -> tuple[Tonight | None, Person, bool]:
    """The evening under way and the person; an evening that is too old ends here, and is told."""
    person, night = store.person(), store.tonight()
    if night is None or not _is_too_old(night, person, moment):
        return night, person, False
    put_aside(night, person, moment)
    return None, store.person(), True


def put_aside(night: Tonight, person: Person, moment: Moment) -> None:
    """This evening is over, wherever it stands; a session that was under way is kept as it was."""
    if night.stage in (Stage.PLAYING, Stage.HURT):
        night = finish(night, person, moment, "stale")
    store.keep_tonight(replace(night, stage=Stage.OVER), moment)


def _is_too_old(night: Tonight, person: Person, moment: Moment) -> bool:
    if night.stage is Stage.ASKING and night.asked_at is None:
        return night.on != moment.on
    if night.stage in (Stage.JUDGED, Stage.PLAYING):
        return not evening.holds(night, person, moment.at)
    return not evening.is_fresh(night, moment.at)


def start(moment: Moment, person: Person, *, night: bool = False) -> Tonight:
    """A new evening; one that was still being asked is over."""
    before = store.tonight()
    if before is not None:
        store.keep_tonight(replace(before, stage=Stage.OVER), moment)
    known = way.since_last_time(person, moment.on)
    new = Tonight(id=uuid7(moment.at), on=moment.on, night=night, today=known)
    store.keep_tonight(new, moment)
    return new


def change(night: Tonight, moment: Moment, **fields: Any) -> Tonight:
    """This evening with something new about it, kept."""
    changed = replace(night, **fields)
    store.keep_tonight(changed, moment)
    return changed


# -- Answers ---------------------------------------------------------------------------------------


def say_about(id: str, answer: Any, moment: Moment) -> None:
    """One answer about the person, with today's date; its day comes with a touch test."""
    store.keep_answer(id, list(answer) if isinstance(answer, tuple) else answer, moment.on, moment)
    if id == "touch_test_missed":
        day = moment.on.isoformat() if isinstance(answer, int) else None
        store.keep_answer("touch_test_on", day, None, moment)  # its day is asked next


def say_today(night: Tonight, said: Mapping[str, Answer], moment: Moment) -> Tonight:
    """Some of today's answers. Half an hour counts from the first."""
    at = night.asked_at or moment.at
    return change(night, moment, today={**night.today, **said}, asked_at=at)


def say_since(night: Tonight | None, id: str, said: str, person: Person, moment: Moment) -> None:
    """What a skin look found. What was found holds the whole day back."""
    if person.looks is not None and said != "not_sure":
        looks = way.with_look(person.looks, id, said, moment.on)
        said = way.told(looks, id) or said
        store.keep_looks(looks, moment)
    if night is not None and night.stage is Stage.ASKING:
        change(night, moment, today={**night.today, id: said})


def say_referral(night: Tonight | None, seen: bool, person: Person, moment: Moment) -> None:
    """Whether the person has been seen."""
    if person.referral is not None:
        store.keep_referral(replace(person.referral, seen=seen), moment)
    if night is not None and night.stage is Stage.ASKING:
        said = {"open_referral": "seen" if seen else "not_seen"}
        change(night, moment, today={**night.today, **said})


# -- The decision ----------------------------------------------------------------------------------


def judge(night: Tonight, person: Person, moment: Moment) -> Tonight:
    """The kernel's answer, kept whole. Being sent to someone holds the next session back."""
    if night.stage is not Stage.ASKING:
        return night
    judged = _decided(night, person, moment)
    since, stage = _since(night, moment), Stage.JUDGED
    return change(_with_measures(judged, night, person), moment, stage=stage, asked_at=since)


def _with_measures(judged: Judged, night: Tonight, person: Person) -> Tonight:
    """This evening with all that was judged: what is measured later is news to it."""
    return replace(night, judged=judged, today=evening.known(night, person).today)


def _since(night: Tonight, moment: Moment) -> datetime:
    return night.asked_at or moment.at


def _decided(night: Tonight, person: Person, moment: Moment) -> Judged:
    decision = evening.decision_of(night, person, moment.at)
    id = store.keep_decision(decision, moment)
    refer(Action[decision["clearance"]["action"]], moment)
    about = evening.known(night, person).about
    return Judged(id, dict(about), dict(person.asked_on), house().version)


def refer(action: Action, moment: Moment) -> None:
    """Whoever is sent to someone is asked next time whether they have been seen."""
    if action >= Action.FOOT_TEAM:
        store.keep_referral(Referral(moment.on.isoformat()), moment)


def clinician_said(
    night: Tonight, rule: str, day: date | None, person: Person, moment: Moment
) -> Tonight:
    """A clinician's yes for one reason, or that there is none; asked once an evening."""
    if day is not None:
        new = {"rule": way.CLEARS[rule], "on": day.isoformat()}
        kept: Sequence[Mapping[str, str]] = person.about.get("cleared_by_clinician", [])
        store.keep_cleared([*(yes for yes in kept if yes != new), new], moment)
    return change(night, moment, clinician_asked=(*night.clinician_asked, rule))


def score(night: Tonight, before: int | None, person: Person, moment: Moment) -> Tonight:
    """How the feet feel, told before anything is suggested; only then is it settled what is."""
    of_tonight = replace(moment, on=night.on)  # an evening stays of its day past midnight
    leans = lean(evening.clearance(night, person), night.have or (), night.seed, of_tonight)
    return change(
        night,
        moment,
        scored=True,
        before=before,
        liking=leans.liking,
        lot=leans.lot,
        otherwise=leans.otherwise,
    )


# -- The session -----------------------------------------------------------------------------------


def leave_out(night: Tonight, technique: str, moment: Moment) -> Tonight:
    """One technique less."""
    return change(night, moment, changes=(*night.changes, Change(technique)))


def swap(night: Tonight, technique: str, into: str, moment: Moment) -> Tonight:
    """Another technique in its place."""
    return change(night, moment, changes=(*night.changes, Change(technique, into)))


def choose_otherwise(night: Tonight, moment: Moment) -> Tonight:
    """Not what the fair test asks for tonight; the session is then the person's own choice."""
    if night.follows is None:
        return night
    return change(night, moment, otherwise=Otherwise.CHOSEN, changes=())


def choose_the_lot(night: Tonight, moment: Moment) -> Tonight:
    """What the fair test asks for after all; what safety spares stays out."""
    if night.otherwise is not Otherwise.CHOSEN:
        return night
    return change(night, moment, otherwise=None, changes=())


def bring_back(night: Tonight, technique: str, moment: Moment) -> Tonight:
    """A technique that is paused, back for tonight because the person wants it; safety still says.

    It is liked as ever then, and nothing is said of it.
    """
    liking = tuple(each for each in night.liking if each.technique != technique)
    return change(night, moment, liking=liking)


def begin(night: Tonight, person: Person, moment: Moment, *, pace: Pace | None = None) -> Tonight:
    """Hands touch the feet from now on: the looks fall due even if this is cut off.

    Led by the voice where it has a pace; page by page where there is none.
    """
    if night.stage is not Stage.JUDGED:
        return night
    playing = replace(night, stage=Stage.PLAYING, session=uuid7(moment.at), shown_at=moment.at)
    if pace is not None:
        playing = replace(playing, voiced=True, pace=pace)
    evening.led(playing, person, moment.at)
    session = evening.prepared(playing, person).session
    if session is None:
        return night
    done = tuple(step.technique for step in session.steps)
    playing = change(playing, moment, played=(0.0,) * len(done), techniques=done)
    if not night.night:
        owe_looks(moment, timedelta(seconds=session.seconds))
        count(person, night.on, moment)
    return playing


def count(person: Person, on: date, moment: Moment) -> None:
    """One session more; the review counts from the day of the first."""
    first = min(person.first_session_on or on.isoformat(), on.isoformat())
    store.keep_count(first, person.sessions + 1, moment)


def owe_looks(moment: Moment, until_done: timedelta = timedelta(0)) -> None:
    """A skin look ten minutes after hands were on the feet, and one the next morning."""
    ten = moment.at + until_done + timedelta(seconds=house().dose.look_after)
    morning = moment.on + timedelta(days=1)
    store.keep_looks(Looks(ten_minutes_at=ten.isoformat(), morning_on=morning.isoformat()), moment)


def go_on(night: Tonight, person: Person, place: int, moment: Moment) -> Tonight:
    """The step after this one; after the last the session is finished."""
    if night.stage is not Stage.PLAYING or night.voiced or place != night.place:
        return night
    session = evening.prepared(night, person).session
    if session is None:
        return night
    night = _worked(night, person, moment)
    night = _played(night, session.steps[place].seconds)
    if place + 1 == len(session.steps):
        return finish(night, person, moment, "finished")
    return change(night, moment, place=place + 1, shown_at=moment.at)


def go_back(night: Tonight, person: Person, place: int, moment: Moment) -> Tonight:
    """The step before, unless that foot has had its time."""
    if night.stage is not Stage.PLAYING or night.voiced or place != night.place or place == 0:
        return night
    night = _worked(night, person, moment)
    night = _played(night, _dwelt(night, person, moment))
    if not evening.may_go_back(night, person, place - 1):
        return night
    return change(night, moment, place=place - 1, shown_at=moment.at)


def heard(
    night: Tonight, person: Person, position: Seconds, played: Sequence[Seconds], moment: Moment
) -> Tonight:
    """How far the voice has come, second by second. What was played is never less again.

    Hands were at work for as long as both the clock and the sound say so.
    """
    made = evening.prepared(night, person)
    if not night.voiced or made.timeline is None or len(played) != len(night.played):
        return night
    here = min(max(0.0, position), made.timeline.seconds)
    told = tuple(max(pair) for pair in zip(night.played, played, strict=True))
    by_clock = (moment.at - (night.shown_at or moment.at)).total_seconds()
    work = max(0.0, min(by_clock, sum(told) - sum(night.played)))
    night = replace(
        night,
        position=here,
        place=made.timeline.step_at(here),
        played=told,
        worked=night.worked + work,
        shown_at=moment.at,
    )
    store.keep_place(night, {})
    return night


def read_along(night: Tonight, moment: Moment) -> Tonight:
    """The voice leaves it to the pages, at the step where it was."""
    return change(night, moment, voiced=False, position=0.0, shown_at=moment.at)


def _played(night: Tonight, seconds: float) -> Tonight:
    """So many more seconds of the step that is shown."""
    played = [*night.played]
    played[night.place] += seconds
    return replace(night, played=tuple(played))


def _worked(night: Tonight, person: Person, moment: Moment) -> Tonight:
    """So much more time that the clock saw hands at work."""
    return replace(night, worked=night.worked + _dwelt(night, person, moment))


def _dwelt(night: Tonight, person: Person, moment: Moment) -> float:
    """How long this step was shown, and at most as long as it lasts; a voice tells it itself."""
    if night.voiced:
        return 0.0
    session = evening.prepared(night, person).session
    if session is None or night.shown_at is None:
        return 0.0
    shown = (moment.at - night.shown_at).total_seconds()
    return max(0.0, min(shown, session.steps[night.place].seconds))


# -- That hurts, and the end -----------------------------------------------------------------------


def stop_for_hurt(night: Tonight, person: Person, moment: Moment) -> Tonight:
    """At once: no step is shown from now on, and only a slip of the finger goes on."""
    if night.stage is not Stage.PLAYING:
        return night
    night = _worked(night, person, moment)
    night = _played(night, _dwelt(night, person, moment))
    return change(night, moment, stage=Stage.HURT, hurt=None)


def was_a_slip(night: Tonight, person: Person, moment: Moment) -> Tonight:
    """A slip goes on, once; the second time it is enough."""
    if night.stage is not Stage.HURT:
        return night
    if night.slips:
        return finish(night, person, moment, "stopped")
    return change(night, moment, stage=Stage.PLAYING, slips=1, hurt=None, shown_at=moment.at)


def hurt_is(night: Tonight, said: Mapping[str, Answer], person: Person, moment: Moment) -> Tonight:
    """What hurts has become today's answers: judged anew, and the session is over."""
    if night.stage is not Stage.HURT:
        return night
    night = finish(night, person, moment, "hurt")
    if not said:
        return night
    night = replace(night, today={**night.today, **said}, judged=None)
    return change(_with_measures(_decided(night, person, moment), night, person), moment)


def finish(
    night: Tonight, person: Person, moment: Moment, how: str, *, now: bool = True
) -> Tonight:
    """The session is over, however it ended: kept, and the looks count from now.

    Not ``now``: it ended some time ago, and its looks count from when it was to end.
    """
    if night.ended is not None:
        return night
    if not night.night and how != "stale" and now:
        owe_looks(moment)
    night = replace(night, stage=Stage.CLOSING, ended=how, shown_at=moment.at)
    keep_session(night, person, None, moment)
    store.keep_tonight(night, moment)
    return night


def keep_session(night: Tonight, person: Person, after: int | None, moment: Moment) -> None:
    """How the session went, as one entry."""
    if night.session is None:
        return
    wishes = asked_json(evening.asked(night))
    screen, liking = evening.screen(night, person), factors(night.liking)
    session = {
        "at": moment.at.isoformat(timespec="seconds"),
        "on": night.on.isoformat(),
        "session": session_id(house(), screen, wishes, liking),
        "asked": wishes,
        "changes": [[c.technique, c.into] for c in night.changes],
        "ended": night.ended,
        "steps": list(night.techniques),
        "played": list(night.played),
        "before": night.before,
        "after": after,
        "lot": night.follows,
        "content_version": house().version,
    }
    store.keep_session(night.session, session, moment)


def close(night: Tonight, person: Person, after: int | None, moment: Moment) -> None:
    """The last word of the evening: how it feels now."""
    if night.stage is not Stage.CLOSING:
        return
    if after is not None:
        keep_session(night, person, after, moment)
    store.keep_tonight(replace(night, stage=Stage.OVER), moment)
