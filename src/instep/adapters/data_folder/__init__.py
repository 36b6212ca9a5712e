"""What Instep remembers on this computer.

``person.json`` holds about you, contacts, looks that fall due and referrals; ``evening.json`` the
session under way; ``decisions.jsonl`` every decision whole, one a line, only ever added to.
"""

from instep.adapters.data_folder.folder import (
    DECISIONS,
    EVENING,
    PERSON,
    DataFolder,
    PlaceError,
)
from instep.adapters.data_folder.remembered import (
    CONTACTS,
    DAMAGED,
    Evening,
    Looks,
    Person,
    Referral,
)

__all__ = [
    "CONTACTS",
    "DAMAGED",
    "DECISIONS",
    "EVENING",
    "PERSON",
    "DataFolder",
    "Evening",
    "Looks",
    "Person",
    "PlaceError",
    "Referral",
]
