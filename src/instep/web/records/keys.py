"""The keys of the door: a one-time address that becomes one browser's cookie."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from instep.web.records.models import Key

LASTS = timedelta(minutes=15)
"""How long a one-time address waits (trust.md S7)."""

BYTES = 32
"""256 bits: nobody guesses one."""


def new_address(at: datetime) -> str:
    """A new one-time token. Every older key, of any browser, stops to fit."""
    with transaction.atomic():
        Key.objects.all().delete()
        return _made(at, is_token=True)


def key_for(token: str, at: datetime) -> str | None:
    """The cookie for whoever holds this token; None when it is used, old or made up."""
    with transaction.atomic():
        known = Key.objects.filter(digest=_digest(token), is_token=True, used_at=None)
        young = known.filter(made_at__gte=at - LASTS, made_at__lte=at + LASTS)
        if not young.update(used_at=at):
            return None
        return _made(at, is_token=False)


def fits(key: str) -> bool:
    """Whether this cookie opens the door."""
    return bool(key) and Key.objects.filter(digest=_digest(key), is_token=False).exists()


def _made(at: datetime, *, is_token: bool) -> str:
    key = secrets.token_urlsafe(BYTES)
    Key.objects.create(digest=_digest(key), is_token=is_token, made_at=at)
    return key


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
