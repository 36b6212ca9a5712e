"""How many drops of oil into how much carrier: counted out before the light goes down."""

from instep.adapters.terminal.pages import wrapped
from instep.core.catalog import Mix, Shelf, Thing
from instep.core.session import Session
from instep.core.units import Words, filled


def mix_of(session: Session, shelf: Shelf) -> Mix | None:
    """Tonight's mix; None where no scented oil is used."""
    for step in session.steps:
        if step.oils and step.carriers:
            oil, carrier = Thing(step.oils[0]), Thing(step.carriers[0])
            return shelf.mix(oil, carrier, gentle=session.clearance.gentle_oil)
    return None


def oil_lines(session: Session, shelf: Shelf, words: Words) -> list[str]:
    """The page; empty where no scented oil is used."""
    mix = mix_of(session, shelf)
    if mix is None:
        return []
    said = ("drops.why", "drops.close", "safe.never", "safe.towels")
    lines = [words["oils.drops.title"], *wrapped(_count(mix, words), "  ")]
    return [*lines, *(line for key in said for line in wrapped(words[f"oils.{key}"], "  "))]


def _count(mix: Mix, words: Words) -> str:
    return filled(
        words["oils.drops.count"],
        drops=_drops(mix.drops, words),
        oil=words[f"oils.oils.{mix.oil}.name"],
        ml=mix.ml,
        carrier=words[f"oils.carriers.{mix.carrier}.name"],
        percent=f"{mix.percent:g}",
    )


def _drops(count: int, words: Words) -> str:
    if count == 1:
        return words["oils.drops.one_drop"]
    return words["oils.drops.many_drops"].replace("{n}", str(count))
