"""The keys of the door: a one-time address that becomes one browser's cookie."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from instep.web.records.models import Key

LASTS = timedelta(minutes=15)
"""How long a one-time address waits (trust.md S7)."""

BYTES = 32
"""256 bits: nobody guesses one."""


def new_addresses(at: datetime, browsers: int) -> list[str]:
    """One-time tokens of one start, one a browser. Every older key stops to fit."""
    with transaction.atomic():
        Key.objects.all().delete()
        return [_made(at, is_token=True) for _ in range(browsers)]


def new_address(at: datetime) -> str:
    """The one-time token of a start with one browser."""
    return new_addresses(at, 1)[0]


def waits(token: str, at: datetime) -> bool:
    """Whether this token is still good. One digest and one look, right or wrong; writes nothing."""
    return _young(token, at).exists()


def key_for(token: str, at: datetime) -> str | None:
    """The cookie for whoever holds this token; None when it is used, old or made up."""
    with transaction.atomic():
        if not _young(token, at).update(used_at=at):
            return None
        return _made(at, is_token=False)


def fits(key: str) -> bool:
    """Whether this cookie opens the door."""
    return bool(key) and Key.objects.filter(digest=_digest(key), is_token=False).exists()


def _young(token: str, at: datetime) -> QuerySet[Key]:
    """The row of a token that is neither used nor old; a clock set back makes it old too."""
    known = Key.objects.filter(digest=_digest(token), is_token=True, used_at=None)
    return known.filter(made_at__gte=at - LASTS, made_at__lte=at + LASTS)


def _made(at: datetime, *, is_token: bool) -> str:
    key = secrets.token_urlsafe(BYTES)
    Key.objects.create(digest=_digest(key), is_token=is_token, made_at=at)
    return key


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
