"""The evening, start to end, on a terminal: about you, today, the verdict, the session, the close.

Every answer is kept the moment it is given; stopping anywhere loses nothing.
"""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from instep.adapters.data_folder import PlaceError, held
from instep.adapters.terminal.asking import Leave, put
from instep.commands import check, given
from instep.commands.evening.about_you import (
    about_you,
    clinician_yes,
    keep_about,
    what_lies_at_hand,
)
from instep.commands.evening.kept import keep_decision
from instep.commands.evening.session import lean, liked, lot, planned, play, resumed, wishes
from instep.commands.evening.todays_look import since_last_time, todays_pages
from instep.commands.evening.tonight import (
    Tonight,
    is_night,
    judged,
    may,
    not_tonight,
    question,
    score,
    show,
    talk_of,
)
from instep.core.companion import House
from instep.core.safety.clearance import Clearance
from instep.web.records.tonight import MovedOn

if TYPE_CHECKING:
    from instep.web.records.hold import Hold


def run(args: argparse.Namespace, house: House) -> int:
    """The whole evening."""
    return _in_folder(args, house, whole_evening)


def check_only(args: argparse.Namespace, house: House) -> int:
    """Ask, and print the clearance."""

    def ask_and_show(night: Tonight) -> int:
        clearance = _cleared(night)
        show(night, clearance)
        if args.json:
            check.show(args, house, clearance, night.screen())
        return check.MAY if clearance.may_begin else check.NOT_TODAY

    return _in_folder(args, house, ask_and_show)


def plan_only(args: argparse.Namespace, house: House) -> int:
    """Ask, and print tonight's session."""
    from instep.commands import plan

    def show_plan(night: Tonight) -> int:
        leans = liked(night)
        screen, prepared = plan.prepared_from(args, house, night.sheet(), leans)
        return plan.show(args, house, screen, prepared, night.first_session(), leans)

    return ask_first(args, house, show_plan)


def ask_first(args: argparse.Namespace, house: House, then: Callable[[Tonight], int]) -> int:
    """Ask all that is due, and go on only where tonight may begin; else say why not."""

    def ask(night: Tonight) -> int:
        clearance = _cleared(night)
        if may(clearance, args):
            return then(night)
        code = not_tonight(night, clearance)
        return check.show(args, house, clearance, night.screen()) if args.json else code

    return _in_folder(args, house, ask)


def whole_evening(night: Tonight) -> int:
    """From the first question to the good night."""
    if (waiting := resumed(night)) is not None:
        return play(*waiting)
    clearance = _cleared(night)
    if not may(clearance, night.args):
        return not_tonight(night, clearance)
    if is_night(night.args):
        return planned(night, None)
    before = score(night, "evening.score_before")
    lean(night, clearance)
    show(night, clearance)
    wishes(night)
    lot(night)
    return planned(night, before)


def _cleared(night: Tonight) -> Clearance:
    """All questions that are due, then the kernel's answer, kept whole."""
    if is_night(night.args):
        return _for_the_night(night)
    about_you(night)
    what_lies_at_hand(night)
    about_you(night)
    since_last_time(night)
    todays_pages(night)
    clearance = judged(night)
    if clinician_yes(night, clearance):
        clearance = judged(night)
    keep_decision(night, clearance)
    return clearance


def _for_the_night(night: Tonight) -> Clearance:
    """Only breath, hands in the lap: the hanging leg is asked first, and nothing else."""
    hangs = night.today["hangs_down"] = put(night.talk, question(night, "hangs_down"), " *")
    if hangs == "no" and night.screen().read("adult") is None:
        keep_about(night, "adult", put(night.talk, question(night, "adult"), " *"))
    clearance = judged(night)
    keep_decision(night, clearance)
    return clearance


def _in_folder(args: argparse.Namespace, house: House, then: Callable[[Tonight], int]) -> int:
    """The day stays the same past midnight; what is remembered is read as strictly as a file."""
    on = args.on = given.today(args)
    with _rows(args) as rows:
        night = Tonight(args, house, rows, talk_of(args, house), on, rows.person(), {})
        night.sheet()
        return _until_they_leave(night, then)


@contextmanager
def _rows(args: argparse.Namespace) -> Iterator["Hold"]:
    """The rows of this person's folder, with no second evening at a terminal beside this one."""
    from instep.web.prepare import CannotOpen, opened

    folder = given.data_folder(args)
    try:
        with opened(folder) as notices, held(folder):
            from instep.web.records.hold import Hold

            for notice in notices:
                given.err(notice)
            yield Hold()
    except (CannotOpen, PlaceError) as error:
        raise given.CannotUse(str(error)) from error


def _until_they_leave(night: Tonight, then: Callable[[Tonight], int]) -> int:
    try:
        return then(night)
    except Leave:
        night.talk.tell("")
        night.talk.text("evening.left")
    except MovedOn:
        night.talk.tell("")
        night.talk.text("evening.elsewhere")
    return check.NOT_TODAY
