"""Takes entries in: each by itself, each once, each with a receipt of its own."""

import logging
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, transaction

from instep.web.clock import Moment
from instep.web.records import store
from instep.web.sync import clocks
from instep.web.sync.doing import carry_out
from instep.web.sync.kinds import Looked, Told, read_body
from instep.web.sync.rows import row_of
from instep.web.sync.wire import Letter, Refused, id_in, name_of, read_entry

KEPT, KNOWN, REFUSED = "kept", "known", "refused"


@dataclass(frozen=True)
class Receipt:
    """What became of one entry. Without its own one, no device lets go of it."""

    id: str | None
    version: int | None
    status: str
    reason: str = ""

    def as_json(self) -> dict[str, object]:
        """As it is sent."""
        return asdict(self)


def take(letter: Letter, now: Moment) -> Sequence[Receipt]:
    """A receipt for each, in their order; what cannot be taken stands in nobody's way."""
    new = _new(letter.items)
    return [_receipt(item, letter.sent, now, new) for item in letter.items]


def _new(items: Iterable[object]) -> Collection[UUID]:
    """Ids that stand once in this letter and were never told before: nothing is known of them."""
    told = Counter(id for id in map(id_in, items) if id is not None)
    once = {id for id, times in told.items() if times == 1}
    return once - store.known(once)


def _receipt(item: object, sent: datetime, now: Moment, new: Collection[UUID]) -> Receipt:
    name = name_of(item)
    try:
        with transaction.atomic():
            return Receipt(*name, _taken(item, sent, now, new))
    except Refused as refused:
        return Receipt(*name, REFUSED, refused.reason)
    except DatabaseError:
        raise
    except Exception:  # a fault of ours in one of them must not hold up the rest
        logging.getLogger(__name__).exception("an entry could not be taken in")
        return Receipt(*name, REFUSED, "fault")


def _name(told: Told) -> str:
    """Which look it was; other kinds need no name."""
    return told.look if isinstance(told, Looked) else ""


def _taken(item: object, sent: datetime, now: Moment, new: Collection[UUID]) -> str:
    """Once by its own version; what followed here may have taken that number for a row."""
    entry = read_entry(item)
    told = read_body(entry.kind, entry.body)
    rows = () if entry.id in new else store.versions(entry.id)
    taken = {row.version for row in rows}
    known = {row.body.get("away", {}).get("version") for row in rows}
    newest = max((version for version in known if version), default=0)
    if entry.version in known or (entry.version in taken and entry.version < newest):
        return KNOWN
    made = clocks.made(entry, sent, now)
    row = row_of(entry, told, made)
    if rows and store.kind_of(entry.id) != row.kind:
        raise Refused("id")
    version = max(taken) + 1 if entry.version in taken else entry.version
    store.receive(row.kind, entry.id, version, row.body, made.moment, _name(told))
    if newest < entry.version:
        carry_out(told, entry, row, made, now)
    return KEPT
