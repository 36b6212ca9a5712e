"""Files of before there were rows move in, once; they are kept beside as ``.moved``."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from instep.adapters.answers import BadAnswers, read_answers
from instep.adapters.data_folder import MOVED, OLD_FILES, PlaceError, held, unusable
from instep.adapters.export.as_json import dumps
from instep.web.clock import moment, now
from instep.web.house import house
from instep.web.records import store
from instep.web.records.ids import uuid7
from instep.web.records.remembered import DAMAGED, Looks, Person, Referral

PERSON, EVENING, DECISIONS = OLD_FILES
FORMAT = 1


def move_in(root: Path) -> list[str]:
    """Bring all of it into the rows, if there are none yet; gives what is to be said about it.

    The session under way does not come along: a fresh look is asked for instead. Rows are on the
    disk before any file is renamed, so that a crash in between moves in again or not at all.
    """
    if not any((root / name).exists() for name in (PERSON, DECISIONS)) or not store.is_empty():
        return []
    with held(root):
        person, notices = _read(root / PERSON)
        at = now()
        _refuse_odd(person, root / PERSON, at.on)
        with transaction.atomic():
            if not store.is_empty():
                return notices
            store.keep_changes(Person(), person, at)
            for line in _lines(root / DECISIONS):
                _decided(line)
        for name in OLD_FILES:
            _set_aside(root / name)
    return notices


# -- Who it is -------------------------------------------------------------------------------------


def _read(file: Path) -> tuple[Person, list[str]]:
    """Who is in this file. A damaged one is kept beside, and said; never dropped in silence."""
    text = _bytes(file)
    if text is None:
        return Person(), []
    try:
        return _person(text, file), []
    except DAMAGED:
        aside = _damaged(file)
        return Person(), [f"{file}: was damaged. It is kept as {aside.name}; we start afresh."]


def _bytes(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unusable(file, error) from error


def _person(text: bytes, file: Path) -> Person:
    values = _parsed(text)
    if values.pop("format", None) != FORMAT:
        raise PlaceError(f"{file}: is of another Instep version. Use that one, or move it.")
    looks, referral = values.pop("looks", None), values.pop("referral", None)
    return Person(
        **values,
        looks=None if looks is None else Looks(**looks),
        referral=None if referral is None else Referral(**referral),
    )


def _parsed(text: bytes) -> dict[str, Any]:
    try:
        values = json.loads(text)
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not isinstance(values, dict):
        raise TypeError("not a person")
    return values


def _damaged(file: Path) -> Path:
    number = 1
    while (aside := file.with_name(f"{file.name}.damaged-{number}")).exists():
        number += 1
    try:
        return file.replace(aside)
    except OSError as error:
        raise unusable(file, error) from error


def _refuse_odd(person: Person, file: Path, on: date) -> None:
    """What no reader would take is not for the rows, where nobody could mend it any more."""
    about = {**person.about, "asked_on": dict(person.asked_on)}
    try:
        read_answers(dumps({"about": about}).encode(), house().questions, on)
    except BadAnswers as error:
        raise PlaceError(f"{file}: {error}") from error


# -- What was decided ------------------------------------------------------------------------------


def _lines(file: Path) -> Iterator[Mapping[str, Any]]:
    """Every whole line; one that was cut off stays in the file that is kept beside."""
    for line in (_bytes(file) or b"").decode("utf-8", "replace").splitlines():
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            yield value


def _decided(line: Mapping[str, Any]) -> None:
    at = moment(_when(line.get("at")))
    kind = store.SESSION if "session" in line else store.DECISION
    store.keep(kind, uuid7(at.at), dict(line), at)


def _when(text: object) -> datetime:
    try:
        at = datetime.fromisoformat(str(text))
    except ValueError:
        return datetime.now(UTC)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _set_aside(file: Path) -> None:
    try:
        file.replace(file.with_name(file.name + MOVED))
    except FileNotFoundError:
        return
    except OSError as error:
        raise unusable(file, error) from error
