"""Technique folders into the catalog, in the order of a session."""

from collections.abc import Mapping
from pathlib import Path

from instep.adapters.content.sources import Sources, sourced
from instep.adapters.content.table import ContentBroken, Table, read_table
from instep.adapters.content.zones import Zones
from instep.core.body import Point, Zone
from instep.core.catalog import (
    Aim,
    Catalog,
    Group,
    Pressure,
    Stroke,
    Technique,
    Thing,
    Tier,
    View,
)

FOLDER = "techniques"
EVIDENCE = ("none", "traditional", "very_low", "low", "moderate")
UNIT = 10
LONGEST = 600


def read_techniques(root: Path, sources: Sources, zones: Zones) -> Catalog:
    """Every folder of ``techniques/``; its name is the technique's id."""
    folders = sorted(path.name for path in (root / FOLDER).glob("*") if path.is_dir())
    if not folders:
        raise ContentBroken(FOLDER, (), "is empty", "Put the technique folders back.")
    found = [_technique(root, name, sources, zones) for name in folders]
    return {t.id: t for t in sorted(found, key=lambda t: (t.order, t.id))}


def _technique(root: Path, name: str, sources: Sources, zones: Zones) -> Technique:
    table = read_table(root, f"{FOLDER}/{name}/technique.toml")
    evidence = table.text("evidence")
    if evidence not in EVIDENCE:
        raise table.broken("evidence", f"{evidence!r} is not known", f"Use one of: {EVIDENCE}.")
    usual, least = _pressure(table, sources)
    technique = Technique(
        id=name,
        tier=table.one("tier", Tier),
        groups=frozenset(table.many("groups", Group)),
        stroke=table.one("stroke", Stroke),
        each_foot=table.flag("each_foot"),
        order=table.whole("order", 0, 1000),
        view=table.one("view", View),
        zones=tuple(table.many("zones", Zone)),
        points=tuple(table.many("points", Point)),
        needs=_needs(table),
        breath=table.flag("breath"),
        typed_reading=table.flag("typed_reading"),
        evidence=evidence,
        source=sourced(table, sources),
        usual=usual,
        least=least,
        lengths=_lengths(table, sources),
        one_of=table.text("one_of") if "one_of" in table else None,
        from_minutes=table.whole("from_minutes", 5, 30) if "from_minutes" in table else 0,
        suits=_suits(table, sources),
    )
    table.done()
    for point in technique.points:
        if zones.points[point] not in technique.zones:
            fix = f"Add {zones.points[point]} to zones."
            raise table.broken("points", f"{point} is outside its zones", fix)
    return technique


def _pressure(table: Table, sources: Sources) -> tuple[Pressure | None, Pressure | None]:
    if "pressure" not in table:
        return None, None
    inner = table.table("pressure")
    usual, least = (Pressure(inner.whole(key, 0, max(Pressure))) for key in ("usual", "least"))
    sourced(inner, sources)
    inner.done()
    if least > usual:
        raise inner.broken("least", "is above usual", "Let least be at most usual.")
    return usual, least


def _needs(table: Table) -> tuple[frozenset[Thing], ...]:
    needs = table.take("needs")
    if not isinstance(needs, list):
        raise table.broken("needs", "is not a list", 'Write needs = ["ball"] or [].')
    return tuple(_need(table, need) for need in needs)


def _need(table: Table, need: object) -> frozenset[Thing]:
    words = need if isinstance(need, list) else [need]
    holder = Table(table.file, table.path, {"needs": words})
    return frozenset(holder.many("needs", Thing))


def _lengths(table: Table, sources: Sources) -> tuple[float, ...]:
    inner = table.table("seconds")
    lengths = inner.wholes("lengths", UNIT, LONGEST)
    sourced(inner, sources)
    inner.done()
    if any(length % UNIT for length in lengths):
        raise inner.broken("lengths", "are not all whole tens", "Use multiples of 10 seconds.")
    return tuple(float(length) for length in lengths)


def _suits(table: Table, sources: Sources) -> Mapping[Aim, int]:
    inner = table.table("suits")
    suits: dict[Aim, int] = {a: inner.whole(a, 0, 5) for a in Aim if a is not Aim.NIGHT}
    sourced(inner, sources)
    inner.done()
    return suits
