"""Whether a row that is brought in is one that Instep writes, kind by kind; or what is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from instep.core.diary import FOLLOWABLE
from instep.core.measures.instrument import ANSWERS
from instep.web.clock import Moment
from instep.web.measures import measures
from instep.web.records import before_after, pulsed, store
from instep.web.records.light import BadLight, light_in
from instep.web.records.line import FLAGS, SCORES, TEXT, line_in, may_be
from instep.web.records.measure_bodies import (
    marks_of,
    noted_in,
    noted_of,
    painting_in,
    said_in,
    said_of,
    warmth_in,
    warmth_of,
)
from instep.web.records.primary import choice_in, choice_of
from instep.web.records.remembered import DAMAGED
from instep.web.records.store import Kept


class Unfit(Exception):
    """An entry that cannot be taken: which, what of it, and the fix, in one line."""


@dataclass(frozen=True)
class Row:
    """One entry that may be taken."""

    id: UUID
    version: int
    kind: str
    name: str
    moment: Moment
    body: Mapping[str, Any]


def id_in(given: object, where: str, field: str = "id") -> UUID:
    """A UUID, written as all are."""
    try:
        id = UUID(str(given))
    except ValueError as error:
        raise Unfit(f"{where}: {field}: is {given!r}. Use a UUID.") from error
    if str(id) != given:
        raise Unfit(f"{where}: {field}: is {given!r}. Write it as {id}.")
    return id


def day_in(given: object, where: str, today: date) -> date:
    """A day until today."""
    try:
        day = date.fromisoformat(str(given))
    except ValueError as error:
        raise Unfit(f"{where}: is {given!r}. Use a day like 2026-11-24.") from error
    if day.isoformat() != given:
        raise Unfit(f"{where}: is {given!r}. Use a day like 2026-11-24.")
    if day > today:
        raise Unfit(f"{where}: {given} is still to come. Use a day until {today}.")
    return day


# -- What each kind holds --------------------------------------------------------------------------


def _line(row: Row, where: str, today: date) -> None:
    day_in(row.name, f"{where}: name", today)
    body = row.body
    if not isinstance(body, Mapping) or not isinstance(body.get("scores"), Mapping):
        raise Unfit(f"{where}: body: has no scores. Give them, or leave them empty.")
    for name, score in body["scores"].items():
        if name not in SCORES:
            raise Unfit(f"{where}: body.scores: {name!r} is no symptom. Use {', '.join(SCORES)}.")
        if score is None or not may_be(name, score):
            fix = "Use a whole number from 0 to 10."
            raise Unfit(f"{where}: body.scores.{name}: is {score!r}. {fix}")
    for part in (*FLAGS, TEXT):
        if part in body and not may_be(part, body[part]):
            fix = "Use at most 1000 letters." if part == TEXT else "Use true or false."
            raise Unfit(f"{where}: body.{part}: is not fit. {fix}")
    _told(row, where)


def _told(row: Row, where: str) -> None:
    kept = Kept(
        row.id, row.version, row.name, row.moment.at, row.moment.zone, row.moment.on, row.body
    )
    try:
        line_in(kept)
    except store.Odd as error:
        raise Unfit(f"{where}: body: {error}. Export the diary anew.") from error


def _note(row: Row, where: str, _today: date) -> None:
    body = row.body
    if not isinstance(body, Mapping) or not {"score", "text"} <= set(body):
        raise Unfit(f"{where}: body: has not score and text. Give both.")
    if body.get("of", FOLLOWABLE[0]) not in FOLLOWABLE:
        fix = f"Use {', '.join(FOLLOWABLE)}, or leave it out."
        raise Unfit(f"{where}: body.of: is {body['of']!r}. {fix}")
    if not may_be("pain", body["score"]) or not may_be(TEXT, body["text"]):
        fix = "Use a whole number from 0 to 10 or null, and at most 1000 letters."
        raise Unfit(f"{where}: body: is not fit. {fix}")


def _review(row: Row, where: str, today: date) -> None:
    day_in(row.name, f"{where}: name", today)
    felt = row.body.get("felt") if isinstance(row.body, Mapping) else None
    if felt is not None and (type(felt) is not int or not 1 <= felt <= 7):
        raise Unfit(f"{where}: body.felt: is {felt!r}. Use a whole number from 1 to 7.")


def _before_after(row: Row, where: str, today: date) -> None:
    _nameless(row, where)
    _whole(row, where, lambda body: before_after.as_body(before_after.of_body(row.id, body)))
    day_in(row.body["on"], f"{where}: body.on", today)


def _pulse(row: Row, where: str, today: date) -> None:
    _nameless(row, where)
    _whole(row, where, lambda body: pulsed.as_body(pulsed.of_body(body)))
    day_in(row.body["on"], f"{where}: body.on", today)


def _signal(row: Row, where: str, _today: date) -> None:
    id_in(row.name, where, "name")
    try:
        light_in(row.body)
    except BadLight as error:
        raise Unfit(f"{where}: body: {error}. Export the diary anew.") from error


def _touch(row: Row, where: str, today: date) -> None:
    _nameless(row, where)
    _whole(row, where, lambda body: noted_of(noted_in(body)))
    day_in(row.body["on"], f"{where}: body.on", today)
    if type(row.body["told"]) is not bool:
        raise Unfit(f"{where}: body.told: is {row.body['told']!r}. Use true or false.")


def _warmth(row: Row, where: str, today: date) -> None:
    day_in(row.name, f"{where}: name", today)
    _whole(row, where, lambda body: warmth_of(warmth_in(body)))
    walls = measures().walls
    for site, spot in row.body["spots"].items():
        for side, readings in spot.items():
            if not all(map(walls.hold, readings)):
                fix = f"Use degrees Celsius from {walls.least} to {walls.most}."
                raise Unfit(f"{where}: body.spots.{site}.{side}: is {readings}. {fix}")


def _paint(row: Row, where: str, today: date) -> None:
    """``before`` is the version that the last stroke was made on."""
    day_in(row.name, f"{where}: name", today)
    _whole(
        row, where, lambda body: {"marks": marks_of(painting_in(body)), "before": body["before"]}
    )
    before = row.body["before"]
    if before is not None and (type(before) is not int or not 1 <= before < row.version):
        fix = "Use null, or a version before this one."
        raise Unfit(f"{where}: body.before: is {before!r}. {fix}")


def _mnsi(row: Row, where: str, today: date) -> None:
    _nameless(row, where)
    _whole(row, where, lambda body: said_of(date.fromisoformat(body["on"]), said_in(body)))
    day_in(row.body["on"], f"{where}: body.on", today)
    numbers = {str(item.number) for item in measures().mnsi.items}
    for number, answer in row.body["said"].items():
        if number not in numbers or answer not in ANSWERS:
            fix = f"Use {' or '.join(ANSWERS)}, of an item that is there."
            raise Unfit(f"{where}: body.said.{number}: is {answer!r}. {fix}")


def _primary(row: Row, where: str, _today: date) -> None:
    """It counts from the day it was chosen, or from the next."""
    _nameless(row, where)
    _whole(row, where, lambda body: choice_of(choice_in(body)))
    since = row.body["since"]
    days = (row.moment.on, row.moment.on + timedelta(days=1))
    if since not in map(str, days):
        fix = f"Use {days[0]} or {days[1]}."
        raise Unfit(f"{where}: body.since: is {since}. {fix}")


def _nameless(row: Row, where: str) -> None:
    if row.name:
        raise Unfit(f"{where}: name: is {row.name!r}. Leave it empty.")


def _whole(row: Row, where: str, again: Callable[[Any], Mapping[str, Any]]) -> None:
    """The body is what Instep would write of all that it reads in it."""
    try:
        is_whole = again(row.body) == row.body
    except KeyError as error:
        raise Unfit(f"{where}: body: has no {error}. Export the diary anew.") from error
    except (*DAMAGED, AttributeError) as error:
        raise Unfit(f"{where}: body: {error}. Export the diary anew.") from error
    if not is_whole:
        raise Unfit(f"{where}: body: is not as Instep writes it. Export the diary anew.")


CHECKS: Mapping[str, Callable[[Row, str, date], None]] = {
    store.LINE: _line,
    store.NOTE: _note,
    store.REVIEW: _review,
    store.BEFORE_AFTER: _before_after,
    store.PULSE: _pulse,
    store.SIGNAL: _signal,
    store.TOUCH: _touch,
    store.WARMTH: _warmth,
    store.PAINT: _paint,
    store.MNSI: _mnsi,
    store.PRIMARY: _primary,
}
"""What looks at a row of each kind that leaves: none leaves that could not come back."""
