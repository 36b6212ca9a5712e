"""Who is remembered, as values. What Instep never wrote cannot be built: it is damaged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from instep.core.safety.measured import Measured

CONTACTS = ("foot_team", "doctor", "emergency")
"""Whose names and numbers are kept: asked once, never guessed."""

DAMAGED = (TypeError, ValueError, LookupError, ArithmeticError, AttributeError)
"""What reading anything else raises."""


@dataclass(frozen=True)
class Looks:
    """The skin looks that fall due after a session, and what they found; None: not told yet.

    ``found_on``: the day something was told to have been found. That day no session opens.
    """

    ten_minutes_at: str
    morning_on: str
    ten_minutes: str | None = None
    morning: str | None = None
    found_on: str | None = None

    def __post_init__(self) -> None:
        _moment(self.ten_minutes_at)
        _day(self.morning_on)
        if self.found_on is not None:
            _day(self.found_on)
        for told in (self.ten_minutes, self.morning):
            _hold(told in (None, "no", "left", "right", "both"))


@dataclass(frozen=True)
class Referral:
    """The person was asked to see someone about the feet, on this day."""

    on: str
    seen: bool = False

    def __post_init__(self) -> None:
        _day(self.on)
        _hold(isinstance(self.seen, bool))


@dataclass(frozen=True)
class Person:
    """Everything remembered between evenings. ``about`` is as in an answers file.

    ``about`` is what was said; what was ``measured`` speaks beside it, and the stricter counts.
    """

    about: Mapping[str, Any] = field(default_factory=dict)
    asked_on: Mapping[str, str] = field(default_factory=dict)
    contacts: Mapping[str, str] = field(default_factory=dict)
    contacts_asked: bool = False
    looks: Looks | None = None
    referral: Referral | None = None
    first_session_on: str | None = None
    sessions: int = 0
    measured: Measured = field(default_factory=Measured)

    def __post_init__(self) -> None:
        _answers(self.about)
        _hold(isinstance(self.asked_on, Mapping) and isinstance(self.contacts, Mapping))
        for day in self.asked_on.values():
            _day(day)
        _hold(set(self.contacts) <= set(CONTACTS) and all(map(_is_word, self.contacts.values())))
        _hold(isinstance(self.contacts_asked, bool))
        if self.first_session_on is not None:
            _day(self.first_session_on)
        _hold(isinstance(self.sessions, int) and self.sessions >= 0)


# -- What can be in them -------------------------------------------------------------------------


def _hold(true: bool) -> None:
    if not true:
        raise ValueError("Instep never wrote this")


def _day(text: str) -> None:
    _hold(date.fromisoformat(text).isoformat() == text)


def _moment(text: str) -> None:
    _hold(datetime.fromisoformat(text).tzinfo is not None)


def _is_word(value: object) -> bool:
    return isinstance(value, str) and value.isprintable()


def _answers(values: Mapping[str, Any]) -> None:
    """Words, numbers, and lists of words or of a clinician's yes; what they mean is read later."""
    _hold(isinstance(values, Mapping))
    for value in values.values():
        for part in value if isinstance(value, list | tuple) else (value,):
            words = part.values() if isinstance(part, Mapping) else (part,)
            _hold(all(_is_word(word) or type(word) in (int, float) for word in words))
