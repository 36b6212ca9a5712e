"""What one evening works with, and the kernel asked about it."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import IO

from instep.adapters.data_folder import DataFolder, Person, Referral
from instep.adapters.terminal.asking import Answered, Talk, number_in
from instep.adapters.terminal.verdict import verdict_lines
from instep.commands import check, given
from instep.core.catalog import Aim, Thing
from instep.core.companion import House
from instep.core.safety.clearance import ASK, Action, Clearance, decide
from instep.core.screening import Question, Screen, Sheet


def wall() -> datetime:
    """The wall clock, read here and nowhere deeper."""
    return datetime.now(UTC)


@dataclass
class Tonight:
    """What one evening works with: the content, the folder, the talk, and what is known so far."""

    args: argparse.Namespace
    house: House
    folder: DataFolder
    talk: Talk
    on: date
    person: Person
    today: Answered
    have: frozenset[Thing] = frozenset()
    looked_at: datetime | None = None

    def keep(self, **changes: object) -> None:
        """Remember a change about the person, at once."""
        self.person = replace(self.person, **changes)  # type: ignore[arg-type]
        self.folder.keep_person(self.person)

    def first_session(self) -> date | None:
        """The day of the very first session, from which the review is counted."""
        first = self.person.first_session_on
        return date.fromisoformat(first) if first else None

    def say_notices(self) -> None:
        """What the folder found damaged, each said once."""
        while self.folder.notices:
            given.err(self.folder.notices.pop(0))

    def sheet(self) -> Sheet:
        """All answers as an answers file would hold them, read by the same strict reader."""
        from instep.adapters.answers import BadAnswers, read_answers
        from instep.adapters.export.as_json import dumps

        about = {**self.person.about, "asked_on": dict(self.person.asked_on)}
        text = dumps({"about": about, "today": self.today}).encode()
        try:
            return read_answers(text, self.house.questions, self.on)
        except BadAnswers as error:
            file = self.folder.root / "person.json"
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


def keep_decision(night: Tonight, clearance: Clearance) -> None:
    """The decision whole, so that it can be replayed; a referral holds the next session back.

    A session that was still under way was cleared by an older decision, and is over.
    """
    from instep.adapters.export.as_json import clearance_json

    night.folder.keep_decision(
        {
            "at": wall().isoformat(timespec="seconds"),
            "on": night.on.isoformat(),
            "about": night.person.about,
            "asked_on": night.person.asked_on,
            "today": night.today,
            "content_version": night.house.version,
            "clearance": clearance_json(clearance, night.house.words),
        }
    )
    night.folder.keep_evening(None)
    if clearance.action >= Action.FOOT_TEAM:
        night.keep(referral=Referral(night.on.isoformat()))


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


def score(night: Tonight, prompt: str) -> int | None:
    """0 to 10, asked before anything is suggested; just Enter leaves it out."""
    night.talk.tell("")
    while True:
        said = night.talk.reply(night.house.words[prompt])
        if said == "":
            return None
        number = number_in(said)
        if number is not None and number == int(number) and number <= 10:
            return int(number)
        night.talk.text("ask.not_understood")
