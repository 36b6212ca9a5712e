"""The whole product on one screen: may we, what, and when. Read this first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from instep.core.body import Side
from instep.core.catalog import Aim, Catalog, Dose, Shelf
from instep.core.safety.clearance import Clearance, Rule, decide
from instep.core.screening import Ages, Hurt, Questions, Screen
from instep.core.session import Asked, LeftOut, Session, Why, plan
from instep.core.session.offer import Liking, Said
from instep.core.timeline import Pace, Timeline, lay_out
from instep.core.units import Dice, Words


@dataclass(frozen=True)
class House:
    """All content, read once: what is asked, what it means, what hands can do, in which words."""

    version: str
    questions: Questions
    ages: Ages
    dose: Dose
    shelf: Shelf
    rules: Sequence[Rule]
    hurts: Sequence[Hurt]
    catalog: Catalog
    words: Words


@dataclass(frozen=True)
class Prepared:
    """The answer for today and, where it lets one begin, the session and its timeline."""

    clearance: Clearance
    session: Session | None
    timeline: Timeline | None


def prepare(
    house: House,
    screen: Screen,
    asked: Asked,
    *,
    liking: Liking,
    dice: Dice,
    said: Said | None = None,
    pace: Pace = Pace.CALM,
    for_file: bool = False,
) -> Prepared:
    """Decide, plan, lay out. Without a yes from safety there is no plan and nothing to play.

    For a file, which cannot ask, nothing is planned that opens only on a typed reading.
    """
    clearance = decide(house.rules, screen)
    may = clearance.may_breathe if asked.aim is Aim.NIGHT else clearance.may_begin
    if not may:
        return Prepared(clearance, None, None)
    catalog = without_readings(house.catalog) if for_file else house.catalog
    session = plan(catalog, house.dose, clearance, asked, liking=liking, dice=dice, said=said)
    if for_file and asked.aim is not Aim.NIGHT:
        session = replace(session, left_out=(*_not_in_a_file(house.catalog), *session.left_out))
    return Prepared(clearance, session, lay_out(session, house.catalog, house.words, pace))


def without_readings(catalog: Catalog) -> Catalog:
    """What a file or a card may hold: nothing that must be measured first (rules.md, B2)."""
    return {id: each for id, each in catalog.items() if not each.typed_reading}


def _not_in_a_file(catalog: Catalog) -> list[LeftOut]:
    why = Why("not_in_a_file")
    return [LeftOut(each.id, Side.BOTH, why) for each in catalog.values() if each.typed_reading]
