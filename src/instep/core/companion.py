"""The whole product on one screen: may we, what, and when. Read this first."""

from collections.abc import Sequence
from dataclasses import dataclass

from instep.core.catalog import Aim, Catalog, Dose, Shelf
from instep.core.safety.clearance import Clearance, Rule, decide
from instep.core.screening import Ages, Hurt, Questions, Screen
from instep.core.session import Asked, Session, plan
from instep.core.session.offer import Liking
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
    pace: Pace = Pace.CALM,
) -> Prepared:
    """Decide, plan, lay out. Without a yes from safety there is no plan and nothing to play."""
    clearance = decide(house.rules, screen)
    may = clearance.may_breathe if asked.aim is Aim.NIGHT else clearance.may_begin
    if not may:
        return Prepared(clearance, None, None)
    session = plan(house.catalog, house.dose, clearance, asked, liking=liking, dice=dice)
    return Prepared(clearance, session, lay_out(session, house.catalog, house.words, pace))
