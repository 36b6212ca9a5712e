"""Ids that are made where a thing is made, and that sort by when."""

import secrets
from datetime import datetime
from uuid import UUID


def uuid7(at: datetime) -> UUID:
    """A version 7 UUID of RFC 9562: 48 bits of milliseconds, the rest chance. Never a secret."""
    milliseconds = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    chance = secrets.randbits(74)
    value = milliseconds << 80 | 0x7 << 76 | (chance >> 62) << 64 | 0b10 << 62
    return UUID(int=value | chance & ((1 << 62) - 1))
