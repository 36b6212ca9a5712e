"""``safety/hurts.toml``: what "that hurts" may mean, and which answers it becomes (R38)."""

from pathlib import Path

from instep.adapters.content.sources import Sources, sourced
from instep.adapters.content.table import Table, read_table
from instep.core.screening import Hurt, Kind, Questions

FILE = "safety/hurts.toml"


def read_hurts(root: Path, sources: Sources, questions: Questions) -> tuple[Hurt, ...]:
    """Every row in the order it is offered."""
    file = read_table(root, FILE)
    return tuple(
        _hurt(Table(FILE, (id,), values), id, sources, questions)
        for id, values in file.rest().items()
    )


def _hurt(table: Table, id: str, sources: Sources, questions: Questions) -> Hurt:
    hurt = Hurt(
        id=id,
        becomes=table.texts("becomes"),
        settles=table.flag("settles", default=False),
        otherwise=table.texts("else", ()),
        goes_on=table.flag("goes_on", default=False),
    )
    sourced(table, sources)
    table.done()
    for question in (*hurt.becomes, *hurt.otherwise):
        known = questions.get(question)
        if known is None or known.kind not in (Kind.YES_NO, Kind.SIDED):
            raise table.broken("becomes", f"{question!r} is not a question", "Mend the id.")
    if not (hurt.becomes or hurt.otherwise or hurt.goes_on):
        raise table.broken("becomes", "changes nothing", "Name the answer it becomes.")
    return hurt
