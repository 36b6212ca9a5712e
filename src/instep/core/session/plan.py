"""Tonight's session: what is cleared and at hand, in order, within the minutes there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from instep.core.body import FEET, Side
from instep.core.catalog import Aim, Catalog, Dose, Technique
from instep.core.safety.clearance import Clearance, Finding
from instep.core.session.choose import UNIT, Best, Pick, Table, fill, join, worth
from instep.core.session.offer import (
    BREATHING,
    FRAME,
    LOOK,
    REST,
    ROOM,
    SHOES,
    Liking,
    Making,
    Offer,
    Said,
    cleared_on,
    rules_of,
    step_of,
)
from instep.core.session.step import Asked, LeftOut, Session, Step, Why, foot_limit
from instep.core.units import Dice, Seconds

SLACK: Seconds = 20
"""A session may be this much shorter than was asked without saying why."""

SHORT = 10
"""Up to so many minutes a session's looks are short ones. Judgement."""

OFFERED = 3
"""What is offered in place of something spared suits so much better. Judgement."""


def plan(
    catalog: Catalog,
    dose: Dose,
    clearance: Clearance,
    asked: Asked,
    *,
    liking: Liking,
    dice: Dice,
    said: Said | None = None,
) -> Session:
    """Compose the best session that fits, out of what is cleared. Never over a cap.

    ``liking`` orders and weighs what is cleared, and leaves out what is liked 0; ``said`` is what
    may be told of that.
    """
    making = Making(catalog, dose, clearance, asked, liking, dice, said or {})
    if asked.aim is Aim.NIGHT:
        return _night_session(making)
    feet = _in_turn([side for side in FEET if side not in clearance.closed], dice)
    cleared = {side: cleared_on(making, side) for side in FEET}
    chosen = _choose(making, feet, cleared)
    steps = _ordered(making, feet, chosen, cleared)
    return Session(
        steps=tuple(steps),
        clearance=clearance,
        dose=dose,
        asked=asked,
        left_out=tuple(_left_out(making, cleared, steps)),
        shorter_because=_shorter(making, steps),
    )


def _in_turn(feet: list[Side], dice: Dice) -> list[Side]:
    """Which foot comes first is left to chance."""
    return feet[::-1] if dice() < 0.5 else feet


# -- Which of them, and for how long -----------------------------------------------------------


@dataclass(frozen=True)
class _Chosen:
    """The picks for both feet at once, and for each foot."""

    together: tuple[Pick, ...]
    feet: Mapping[Side, tuple[Pick, ...]]


def _choose(
    making: Making, feet: Sequence[Side], cleared: Mapping[Side, Mapping[str, Offer]]
) -> _Chosen:
    most = int(_most_seconds(making) // UNIT)
    together = join(_frame(making), _whole(making, feet, cleared, most), most)
    tables = _foot_tables(making, feet, cleared, most)
    return _fit(together, dict(zip(feet, tables, strict=True)), most, int(SLACK // UNIT))


def _most_seconds(making: Making) -> Seconds:
    asked = making.asked.minutes * 60
    total = making.clearance.limits.total
    return asked if total is None else min(asked, total * 60)


def _frame(making: Making) -> Table:
    """What opens and closes the session takes its time first."""
    seconds = sum(step.seconds for step in (*_opening(making), *_closing(making)))
    return {int(seconds // UNIT): Best((0, 0), ())}


def _whole(
    making: Making, feet: Sequence[Side], cleared: Mapping[Side, Mapping[str, Offer]], most: int
) -> Table:
    """What is done with both feet at once: the room, the water, the breath."""
    techniques = [
        t
        for t in making.catalog.values()
        if not t.each_foot and t.id not in FRAME and _possible(t, feet, cleared)
    ]
    return fill(_slots(making, techniques), most)


def _possible(
    technique: Technique, feet: Sequence[Side], cleared: Mapping[Side, Mapping[str, Offer]]
) -> bool:
    return any(isinstance(cleared[side][technique.id], Step) for side in feet)


def _foot_tables(
    making: Making, feet: Sequence[Side], cleared: Mapping[Side, Mapping[str, Offer]], most: int
) -> list[Table]:
    """One table a foot. Feet with the same techniques share one, so they are treated alike."""
    known: dict[tuple[str, ...], Table] = {}
    tables = []
    for side in feet:
        able = tuple(
            t.id
            for t in making.catalog.values()
            if t.each_foot and isinstance(cleared[side][t.id], Step)
        )
        if able not in known:
            known[able] = _foot_table(making, [making.catalog[name] for name in able], most)
        tables.append(known[able])
    return tables


def _foot_table(making: Making, techniques: Sequence[Technique], most: int) -> Table:
    limit = min(most, int(foot_limit(making.clearance, making.dose) // UNIT))
    massage = fill(_slots(making, [t for t in techniques if t.massages]), limit)
    other = fill(_slots(making, [t for t in techniques if not t.massages]), most)
    return join(massage, other, most)


def _slots(making: Making, techniques: Iterable[Technique]) -> list[list[Pick]]:
    """Techniques that stand in for each other share a slot: at most one of them is chosen."""
    slots: dict[str, list[Pick]] = {}
    for technique in techniques:
        slot = slots.setdefault(technique.one_of or technique.id, [])
        slot += [_pick(making, technique, seconds) for seconds in _lengths(making, technique)]
    return list(slots.values())


def _lengths(making: Making, technique: Technique) -> Iterable[Seconds]:
    """Quiet rest is as long as what it stands in for; all else has lengths of its own."""
    if technique.id != REST:
        return technique.lengths
    most = int(_most_seconds(making) // UNIT)
    return (units * UNIT for units in range(int(technique.lengths[0] // UNIT), most))


def _pick(making: Making, technique: Technique, seconds: Seconds) -> Pick:
    suit = technique.suits.get(making.asked.aim, 0) * making.liking.get(technique.id, 1.0)
    if technique.id in making.clearance.offers:
        suit += OFFERED
    units = int(seconds // UNIT)
    return Pick(technique.id, units, technique.massages, worth(suit, seconds, making.dice))


def _fit(together: Table, feet: Mapping[Side, Table], most: int, slack: int) -> _Chosen:
    """Both feet the same seconds; the whole as near to what was asked as it can be, then best."""
    shared = set.intersection(*(set(table) for table in feet.values()))
    worths = {each: _worth_of_feet(feet.values(), each) for each in shared}
    found: tuple[int, int, int, int, int] | None = None
    for whole, best in together.items():
        for each, (suits, tie) in worths.items():
            total = whole + each * len(feet)
            if total > most:
                continue
            near = min(total, most - slack)
            key = (near, best.worth[0] + suits, best.worth[1] + tie, whole, each)
            if found is None or key[:3] > found[:3]:
                found = key
    if found is None:
        raise ValueError("the skin looks alone take longer than was asked")
    whole, each = found[3:]
    picks = {side: table[each].picks for side, table in feet.items()}
    return _Chosen(together[whole].picks, picks)


def _worth_of_feet(tables: Iterable[Table], each: int) -> tuple[int, int]:
    """What so many units on each foot are worth together."""
    worths = [table[each].worth for table in tables]
    return sum(suits for suits, _ in worths), sum(tie for _, tie in worths)


# -- In order ----------------------------------------------------------------------------------


def _ordered(
    making: Making,
    feet: Sequence[Side],
    chosen: _Chosen,
    cleared: Mapping[Side, Mapping[str, Offer]],
) -> list[Step]:
    """Look, room, water, breath; one foot, then the other; look, wipe, shoes."""
    whole = sorted(chosen.together, key=lambda pick: making.catalog[pick.technique].order)
    steps = _opening(making)
    steps += [_both(making, feet, pick, cleared) for pick in whole]
    for side in feet:
        for pick in sorted(chosen.feet[side], key=lambda p: making.catalog[p.technique].order):
            steps.append(_lasting(cleared[side][pick.technique], pick.units * UNIT))
    return [*steps, *_closing(making)]


def _opening(making: Making) -> list[Step]:
    """The look at the skin in bright light, and then the light goes down."""
    steps = [_framing(making, LOOK, "opens")]
    if making.asked.minutes >= making.catalog[ROOM].from_minutes:
        steps.append(_framing(making, ROOM))
    return steps


def _closing(making: Making) -> list[Step]:
    """The look again, and the feet dry and shod before anyone stands."""
    return [_framing(making, LOOK, "closes"), _framing(making, SHOES, "closes")]


def _framing(making: Making, name: str, when: str | None = None) -> Step:
    """Short in a short session, unhurried in a long one."""
    lengths = making.catalog[name].lengths
    seconds = lengths[0 if making.asked.minutes <= SHORT else -1]
    step = step_of(making, making.catalog[name], Side.BOTH, ())
    return replace(step, seconds=seconds, why=(*step.why, *([Why(when)] if when else [])))


def _lasting(offer: Offer, seconds: Seconds) -> Step:
    if isinstance(offer, Why):  # only cleared techniques were given to choose from
        raise TypeError(f"not cleared: {offer.key}")
    return replace(offer, seconds=seconds)


def _both(
    making: Making, feet: Sequence[Side], pick: Pick, cleared: Mapping[Side, Mapping[str, Offer]]
) -> Step:
    """What both feet do at once; on one foot alone where the other may not be touched."""
    able = [side for side in feet if isinstance(cleared[side][pick.technique], Step)]
    touches = bool(making.catalog[pick.technique].zones)
    side = Side.BOTH if len(able) > 1 or not touches else able[0]
    return replace(_lasting(cleared[able[0]][pick.technique], pick.units * UNIT), side=side)


def _night_session(making: Making) -> Session:
    """Three minutes of breathing with the hands in the lap; the feet are not touched."""
    step = step_of(making, making.catalog[BREATHING], Side.BOTH, ())
    return Session(
        steps=(replace(step, seconds=making.dose.night),),
        clearance=making.clearance,
        dose=making.dose,
        asked=making.asked,
        left_out=(),
        shorter_because=()
        if making.asked.minutes * 60 <= making.dose.night + SLACK
        else (Why("night"),),
    )


# -- Why not that ------------------------------------------------------------------------------


def _left_out(
    making: Making, cleared: Mapping[Side, Mapping[str, Offer]], steps: Iterable[Step]
) -> list[LeftOut]:
    used = {(step.technique, side) for step in steps for side in step.side.each}
    left = []
    for technique in making.catalog:
        whys = {s: _why_not(technique, s, cleared, used) for s in FEET}
        one, other = (whys[side] for side in FEET)
        if one is not None and one == other:
            left.append(LeftOut(technique, Side.BOTH, one))
            continue
        left += [LeftOut(technique, s, w) for s, w in whys.items() if w is not None]
    return left


def _why_not(
    technique: str,
    side: Side,
    cleared: Mapping[Side, Mapping[str, Offer]],
    used: set[tuple[str, Side]],
) -> Why | None:
    if (technique, side) in used:
        return None
    offer = cleared[side][technique]
    return offer if isinstance(offer, Why) else Why("no_time")


def _shorter(making: Making, steps: Sequence[Step]) -> tuple[Why, ...]:
    """Why the session is more than the slack shorter than was asked."""
    spent = sum(step.seconds for step in steps)
    if spent >= making.asked.minutes * 60 - SLACK:
        return ()
    limits = making.clearance.limits
    whys = []
    if limits.total is not None and limits.total < making.asked.minutes:
        whys.append(Why("total", rules_of(_setting(making.clearance, "minutes_total"))))
    if limits.per_foot is not None:
        whys.append(Why("per_foot", rules_of(_setting(making.clearance, "minutes_per_foot"))))
    if making.clearance.closed:
        whys.append(Why("one_foot"))
    if not whys and making.asked.lot is not None:
        whys.append(Why("fair_test"))
    return tuple(whys) or (Why("nothing_more"),)


def _setting(clearance: Clearance, limit: str) -> list[Finding]:
    return [f for f in clearance.fired if getattr(f.rule, limit) is not None]
