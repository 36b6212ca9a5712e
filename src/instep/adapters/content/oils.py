"""``oils/``: scented oils, what carries them, and how drops are counted."""

from pathlib import Path

from instep.adapters.content.sources import Sources, sourced
from instep.adapters.content.table import Table, read_table
from instep.core.catalog import CARRIERS, OILS, Carrier, Oil, Shelf, Thing
from instep.core.safety.clearance import Rule

OILS_FILE, CARRIERS_FILE = "oils/oils.toml", "oils/carriers.toml"


def read_shelf(root: Path, sources: Sources, rules: tuple[Rule, ...]) -> Shelf:
    """Every oil and carrier, each held against the rules that spare it."""
    file = read_table(root, OILS_FILE)
    oils = {oil: _oil(file.table(oil), oil, sources, rules) for oil in sorted(OILS)}
    _never_offered(file.table("never_offered"), sources, rules)
    drops = file.table("drops")
    shelf = Shelf(
        oils=oils,
        carriers=_carriers(root, sources, rules),
        drops_per_ml=drops.whole("drops_per_ml", 20, 40),
        batches_ml=drops.wholes("batches_ml", 5, 100),
    )
    sourced(drops, sources)
    drops.done()
    _patch_test(file.table("patch_test"), sources)
    file.done()
    return shelf


def _oil(table: Table, oil: Thing, sources: Sources, rules: tuple[Rule, ...]) -> Oil:
    literature = table.number("literature_percent", 0, 100)
    most = table.number("most_percent", 0, min(1.0, literature))
    found = Oil(oil, most, table.number("gentle_percent", 0, min(0.5, most)))
    spared_by = table.texts("spared_by")
    table.flag("menthol")
    sourced(table, sources)
    table.done()
    sparing = {rule.id for rule in rules if oil in rule.oils}
    if sparing != set(spared_by):
        fix = f"The rules that spare it: {', '.join(sorted(sparing))}."
        raise table.broken("spared_by", "is not what the rules say", fix)
    return found


def _never_offered(table: Table, sources: Sources, rules: tuple[Rule, ...]) -> None:
    """Oils that a rule names and that nobody is offered: they must not be things at hand."""
    names = table.texts("names")
    sourced(table, sources)
    table.done()
    named = {name for rule in rules for name in rule.oils} - set(Thing)
    if named != set(names):
        raise table.broken("names", "are not those the rules name", "Keep both lists the same.")


def _carriers(root: Path, sources: Sources, rules: tuple[Rule, ...]) -> dict[Thing, Carrier]:
    file = read_table(root, CARRIERS_FILE)
    found = {
        carrier: _carrier(file.table(carrier), carrier, sources) for carrier in sorted(CARRIERS)
    }
    file.done()
    if [c.default for c in found.values()].count(True) != 1:
        raise file.broken("", "has not one default", "Let one carrier say default = true.")
    for rule in rules:
        for allergy, names in rule.carriers.items():
            told = {c.id for c in found.values() if allergy in c.allergies}
            if told != names:
                what = f"{allergy!r} spares other carriers in {rule.id}"
                raise file.broken("", what, "Keep allergies and rules the same.")
    return found


def _carrier(table: Table, carrier: Thing, sources: Sources) -> Carrier:
    found = Carrier(carrier, table.flag("default"), frozenset(table.texts("allergies")))
    sourced(table, sources)
    table.done()
    return found


def _patch_test(table: Table, sources: Sources) -> None:
    hours = table.wholes("look_after_hours", 1, 96)
    clear = table.whole("clear_at_hours", 48, 96)
    sourced(table, sources)
    table.done()
    if clear not in hours:
        raise table.broken("clear_at_hours", "is not one of the looks", "Name the last look.")
