"""The arms a fair test can have: kinds of technique, and which techniques each of them holds."""

from collections.abc import Collection, Mapping

from instep.core.catalog import Catalog, Group, Technique

REST = "quiet_rest"
"""The arm that is always there: the same minutes, sitting quietly."""

KINDS = tuple(map(Group, ("RUB", "OIL", "STR", "ACT", "ACU", "ROL", "BREATHE")))
"""What can be tried in blocks of days. A bath cannot: it opens only on a reading of the water."""


def kind_of(technique: Technique) -> Group | None:
    """The one kind it is tried under: a rub with an oil is tried as the oil; None: under none."""
    found = [kind for kind in KINDS if kind in technique.groups and not technique.typed_reading]
    return found[-1] if found else None


def kit(catalog: Catalog, arm: str) -> frozenset[str]:
    """The techniques of an arm; for quiet rest that is quiet rest."""
    if arm == REST:
        return frozenset({REST})
    return frozenset(id for id, technique in catalog.items() if kind_of(technique) == arm)


def asking_for(
    catalog: Catalog, asking: Mapping[str, frozenset[str]], arms: Collection[str]
) -> Mapping[str, frozenset[str]]:
    """The columns of a test's own question: what belongs to an arm counts in that arm alone."""
    kinds = {id: kind_of(technique) for id, technique in catalog.items()}
    return {
        id: frozenset({str(kinds[id])}) if kinds.get(id) in arms else columns
        for id, columns in asking.items()
    }
