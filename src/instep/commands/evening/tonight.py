"""What one evening works with, and the kernel asked about it."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import IO, TYPE_CHECKING

from instep.adapters.terminal.asking import Answered, Talk, number_in
from instep.adapters.terminal.pages import wrapped
from instep.adapters.terminal.verdict import verdict_lines
from instep.commands import check, given
from instep.core.catalog import Aim, Thing
from instep.core.companion import House
from instep.core.safety.clearance import ASK, Action, Clearance, decide
from instep.core.safety.measured import Answers, about_with, today_with, widest_gap
from instep.core.screening import Question, Screen, Sheet
from instep.web.database import FILE
from instep.web.records.remembered import Person
from instep.web.records.tonight import Judged, Leaning

if TYPE_CHECKING:
    from instep.web.records.hold import Hold


def wall() -> datetime:
    """The wall clock, read here and nowhere deeper."""
    return datetime.now(UTC)


@dataclass
class Tonight:
    """What one evening works with: the content, the rows, the talk, and what is known so far.

    ``rows`` is None where the answers came from a file: then nothing is kept.
    """

    args: argparse.Namespace
    house: House
    rows: "Hold | None"
    talk: Talk
    on: date
    person: Person
    today: Answered
    have: frozenset[Thing] = frozenset()
    looked_at: datetime | None = None
    judged: Judged | None = None
    leans: Leaning = field(default_factory=Leaning)

    @property
    def kept(self) -> "Hold":
        """The rows, which this part of an evening cannot be without."""
        if self.rows is None:
            raise ValueError("nothing of this evening is kept")
        return self.rows

    def keep(self, **changes: object) -> None:
        """Remember a change about the person, at once."""
        if self.rows is not None:
            self.person = self.rows.keep_person(**changes)

    def first_session(self) -> date | None:
        """The day of the very first session, from which the review is counted."""
        first = self.person.first_session_on
        return date.fromisoformat(first) if first else None

    def about_known(self) -> Answers:
        """What was said about the person, and what was measured beside it."""
        return about_with(self.person.measured, self.person.about, self.on)

    def today_known(self) -> Answers:
        """What was said today, and what was measured beside it; the night asks for no gap."""
        if is_night(self.args):
            return self.today
        widest = widest_gap(self.house.questions)
        return today_with(self.person.measured, self.today, self.on, widest)

    def sheet(self) -> Sheet:
        """All answers as an answers file would hold them, read by the same strict reader."""
        from instep.adapters.answers import BadAnswers

        about, asked_on = self.about_known(), self.person.asked_on
        try:
            return given.sheet_of(self.house, about, asked_on, self.today_known(), self.on)
        except BadAnswers as error:
            file = given.data_folder(self.args) / FILE
            raise given.CannotUse(f"{file}: {error}") from error

    def screen(self) -> Screen:
        """What of it counts today."""
        return given.screen_from(self.house, self.sheet(), self.on)


def talk_of(args: argparse.Namespace, house: House) -> Talk:
    """A conversation on this terminal; with --json it keeps off standard output."""
    json = getattr(args, "json", False)
    tell = given.err if json else given.out
    return Talk(
        ask=_ask_on(sys.stderr if json else sys.stdout),
        tell=tell,
        words=house.words,
        on=given.today(args),
    )


def _ask_on(stream: IO[str]) -> Callable[[str], str]:
    """Prompts go where the talk goes."""

    def ask(prompt: str) -> str:
        stream.write(prompt)
        stream.flush()
        return given.line_in()

    return ask


def question(night: Tonight, id: str) -> Question:
    """The question of this id."""
    return night.house.questions[id]


def judged(night: Tonight) -> Clearance:
    """What safety says of everything known so far."""
    return decide(night.house.rules, night.screen())


def may(clearance: Clearance, args: argparse.Namespace) -> bool:
    """Whether tonight may begin; the night's breathing needs less."""
    return clearance.may_breathe if is_night(args) else clearance.may_begin


def is_night(args: argparse.Namespace) -> bool:
    """Three minutes of breath and no more: no foot is touched."""
    return getattr(args, "aim", None) == Aim.NIGHT


def show(night: Tonight, clearance: Clearance) -> None:
    """The verdict in words, in the person's own answers, with the stored numbers."""
    night.talk.tell("")
    night.talk.lines(
        verdict_lines(
            _told(night, clearance),
            night.house.questions,
            night.house.words,
            answers=night.screen().answers,
            numbers=night.person.contacts,
        )
    )


def _told(night: Tonight, clearance: Clearance) -> Clearance:
    """Without what was never asked, where it would only bury the call for help, or at night."""
    if clearance.action < Action.FOOT_TEAM and not is_night(night.args):
        return clearance
    return replace(clearance, fired=tuple(f for f in clearance.fired if f.rule.id != ASK))


def not_tonight(night: Tonight, clearance: Clearance) -> int:
    """Say why not, and end with the code for it."""
    show(night, clearance)
    return check.NOT_TODAY


def _about(night: Tonight) -> str:
    """What scores of tonight are about; empty where nobody ever chose, or nothing is kept."""
    if night.rows is None:
        return ""
    from instep.web.following import of

    return of(night.args.on)


def score(night: Tonight, prompt: str) -> int | None:
    """0 to 10, asked before anything is suggested; just Enter leaves it out."""
    night.talk.tell("")
    if about := _about(night):
        night.talk.lines(wrapped(about))
    while True:
        said = night.talk.reply(night.house.words[prompt])
        if said == "":
            return None
        number = number_in(said)
        if number is not None and number == int(number) and number <= 10:
            return int(number)
        night.talk.text("ask.not_understood")
