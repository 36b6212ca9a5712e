"""Tonight's session as a page: each step with its minutes and why, and why not that."""

from datetime import date, timedelta

from instep.adapters.terminal.oil_page import oil_lines
from instep.adapters.terminal.pages import listed, minutes, wrapped
from instep.core.body import FEET, Side
from instep.core.catalog import Dose
from instep.core.companion import House, Prepared
from instep.core.screening import Screen
from instep.core.session import Session, Step
from instep.core.session.reasons import why_text
from instep.core.units import Words, day_in_words, filled


def plan_lines(
    house: House, screen: Screen, prepared: Prepared, first_session: date | None = None
) -> list[str]:
    """The whole page."""
    session, words = prepared.session, house.words
    if session is None:
        raise ValueError("there is no session to show")
    lines = [*_title(session, screen, words), ""]
    for number, step in enumerate(session.steps, 1):
        lines += _step(number, step, words)
    lines += ["", *_doses(session, words)]
    if oil := oil_lines(session, house.shelf, words):
        lines += ["", *oil]
    lines += _left_out(session, words)
    review = (first_session or screen.on) + timedelta(days=house.dose.review_days)
    again = filled(words["plan.page.review"], day=day_in_words(review))
    return [*lines, "", *wrapped(again)]


def _title(session: Session, screen: Screen, words: Words) -> list[str]:
    who = words["plan.page.helper" if session.asked.helper else "plan.page.alone"]
    day = day_in_words(screen.on)
    lines = [f"{words['plan.page.title']}   {minutes(session.seconds)}, {who}, {day}"]
    whys = [why_text(why, words, "shorter") for why in session.shorter_because]
    return [*lines, *wrapped(" ".join(whys))] if whys else lines


def _step(number: int, step: Step, words: Words) -> list[str]:
    name = words[f"technique.{step.technique}.name"]
    side = "" if step.side is Side.BOTH else f", {words[f'verdict.sides.{step.side}']}"
    head = f"{number:3}  {name}{side}"
    lines = [f"{head:<58} {minutes(step.seconds):>12}"]
    return [*lines, *wrapped(" ".join(why_text(why, words) for why in step.why), "     ")]


def _doses(session: Session, words: Words) -> list[str]:
    """How long hands work on each foot, and the dose most people start with."""
    feet = [
        f"{words[f'verdict.sides.{side}']} {minutes(session.massage_seconds(side))}"
        for side in FEET
        if session.massage_seconds(side)
    ]
    if not feet:
        return []
    line = words["plan.page.dose"].replace("{feet}", ", ".join(feet))
    return wrapped(f"{line} {_advice(session.dose, words)}")


def _advice(dose: Dose, words: Words) -> str:
    """The dose most people start with and come to; said, and never a cap."""
    return filled(
        words["plan.page.start"],
        start=dose.start_minutes,
        more=dose.add_minutes_a_week,
        usual=dose.usual_minutes,
        sessions=dose.sessions_a_week,
    )


def _left_out(session: Session, words: Words) -> list[str]:
    """Why not that: grouped by reason, so that the page stays short."""
    reasons: dict[str, list[str]] = {}
    for left in session.left_out:
        name = words[f"technique.{left.technique}.name"]
        side = "" if left.side is Side.BOTH else f" ({words[f'verdict.sides.{left.side}']})"
        reasons.setdefault(why_text(left.why, words, "left_out"), []).append(name + side)
    if not reasons:
        return []
    items = [f"{', '.join(names)}. {reason}" for reason, names in reasons.items()]
    return ["", words["plan.page.left_out"], *listed(items, "  - ")]
