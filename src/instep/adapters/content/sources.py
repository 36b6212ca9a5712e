"""Sources by key: the paper or guideline behind every number."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from instep.adapters.content.table import Table, read_table

FILE = "sources.toml"


@dataclass(frozen=True)
class Source:
    """One paper, guideline or judgement, what it says and how sure that is."""

    key: str
    id: str
    cite: str
    says: str
    sure: str
    found: str


Sources = Mapping[str, Source]


def read_sources(root: Path) -> Sources:
    """Every source; two may not share an id."""
    table = read_table(root, FILE)
    sources: dict[str, Source] = {}
    seen: dict[str, str] = {}
    for key in table.rest():
        source = _source(Table(FILE, (key,), table.take(key)), key)
        if source.id in seen:
            what = f"has the id of {seen[source.id]}"
            raise table.broken(key, what, "Give each source an id of its own.")
        seen[source.id] = key
        sources[key] = source
    return sources


def _source(table: Table, key: str) -> Source:
    sure = table.text("sure")
    if sure not in ("high", "medium", "low"):
        raise table.broken("sure", f"{sure!r} is not known", "Use high, medium or low.")
    found = table.text("found")
    if found not in ("primary", "secondary", "memory", "judgement"):
        fix = "Use primary, secondary, memory or judgement."
        raise table.broken("found", f"{found!r} is not known", fix)
    source = Source(key, table.text("id"), table.text("cite"), table.text("says"), sure, found)
    table.done()
    return source


def sourced(table: Table, sources: Sources) -> tuple[str, ...]:
    """The ``source`` key of a table: at least one, each in sources.toml."""
    keys = table.texts("source")
    if not keys:
        raise table.broken("source", "is empty", "Name at least one key of sources.toml.")
    for key in keys:
        if key not in sources:
            raise table.broken("source", f"{key!r} is not in sources.toml", "Add it there.")
    return keys
