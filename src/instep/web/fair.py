"""The fair test a person agreed to: what may be tried, tonight's lot, and how it ends.

What safety spares is out before a lot is drawn, and safety has the last word on any evening.
"""

from collections.abc import Collection, Mapping
from random import Random
from typing import TYPE_CHECKING, Any

from instep.core.body import FEET
from instep.core.catalog import Aim, Thing
from instep.core.diary import Symptom
from instep.core.learning.arms import KINDS, REST, kit
from instep.core.safety.clearance import Clearance, decide
from instep.core.session import Asked, Step
from instep.core.session.offer import Making, cleared_on
from instep.web import evening
from instep.web.clock import Moment
from instep.web.house import house, say
from instep.web.learned import asked, beliefs
from instep.web.records import store, trials, written
from instep.web.records.primary import choices
from instep.web.records.tonight import Otherwise
from instep.web.records.trials import Agreed

if TYPE_CHECKING:  # arrays are read in only where a lot is drawn or looked at
    from instep.core.diary import Diary
    from instep.core.learning.answer import Answer
    from instep.core.learning.priors import FairTest
    from instep.core.learning.trial import Knowledge, Trial

MOST_KINDS = 3
"""Kinds of technique that a test may hold beside quiet rest; more would take half a year."""

AGREEMENT = (
    "what", "lot", "rest", "long", "first", "score", "diary", "safe", "free", "stop", "kept",
)  # fmt: skip
"""What is agreed to, sentence by sentence."""

Drawn = tuple[str | None, Otherwise | None]
"""Tonight's arm, and why it is not followed; None and None where no test asks for anything."""


# -- What may be tried -----------------------------------------------------------------------------


def cleared_arms(clearance: Clearance, have: Collection[Thing]) -> tuple[str, ...]:
    """Kinds of which something is cleared and at hand on some foot; none where none may begin."""
    if not clearance.may_begin:
        return ()
    return tuple(str(kind) for kind in KINDS if _is_cleared(str(kind), clearance, have))


def _is_cleared(arm: str, clearance: Clearance, have: Collection[Thing]) -> bool:
    wishes = Asked(evening.USUAL_MINUTES, False, Aim.EASE, frozenset(have), 0, evening.lot_of(arm))
    making = Making(house().catalog, house().dose, clearance, wishes, {}, Random(0).random)
    open_feet = (side for side in FEET if side not in clearance.closed)
    offers = (cleared_on(making, side) for side in open_feet)
    return any(isinstance(each[id], Step) for each in offers for id in kit(house().catalog, arm))


def offered() -> tuple[str, ...]:
    """What may be tried by the last evening that was judged: cleared then, at hand, not harmful."""
    decided, evenings = store.all_of(store.DECISION), store.all_of(store.EVENING)
    if not decided or not evenings:
        return ()
    have = [Thing(thing) for thing in evenings[-1].body.get("have", ())]
    arms = cleared_arms(_clearance(decided[-1].body), have)
    return tuple(arm for arm in arms if arm not in _harmful())


def _clearance(decision: Mapping[str, Any]) -> Clearance:
    return decide(house().rules, evening.screen_then(decision))


def _harmful() -> Collection[str]:
    """What is paused, or made things worse."""
    from instep.core.learning.liking import NEVER

    diary = written.diary()
    found = answered(diary, tuple(map(str, KINDS)))
    return {each.technique for each in found.judged if each.verdict in NEVER} | _paused(diary)


def _paused(diary: "Diary") -> set[str]:
    from instep.core.learning.answer import stopped

    return set(stopped(diary, asked(tuple(map(str, KINDS)))))


# -- Agreed to, and ended --------------------------------------------------------------------------


def rules_for(kinds: int) -> "FairTest":
    """How a test of so many kinds and quiet rest is laid out."""
    from dataclasses import replace

    rules = beliefs().fair_test
    return replace(rules, most_days=rules.lengths[kinds - 1])


def lengths() -> tuple[int, ...]:
    """The days of a test with one kind, with two, with three."""
    return beliefs().fair_test.lengths[:MOST_KINDS]


def agreement() -> list[str]:
    """Every sentence that is agreed to."""
    return [say(f"web.fair.words.{key}") for key in AGREEMENT]


def agreed_words() -> list[str]:
    """The sentences, and the yes below them."""
    return [*agreement(), say("web.fair.agree")]


def agree(arms: Collection[str], words: Collection[str], moment: Moment) -> None:
    """The person agrees: the arms are settled and the first lots drawn, once."""
    from instep.core.learning.trial import begin

    if not 1 <= len(set(arms)) <= MOST_KINDS:
        raise ValueError(f"{len(set(arms))} kinds to try, of 1 to {MOST_KINDS}")
    rules = rules_for(len(set(arms)))
    trial = begin(arms, set(arms) - set(offered()), trials.new_seed(), moment.on, rules)
    trials.agree(trial, choices().now, tuple(words), moment)


def stop(agreed: Agreed, moment: Moment) -> None:
    """By the person, without a reason, from today on."""
    from instep.core.learning.trial import Stopped, stop

    if agreed.trial.stopped is None:
        trials.keep(agreed, stop(agreed.trial, moment.on, Stopped.BY_PERSON), moment)


def settled(moment: Moment) -> Agreed | None:
    """The last test; one whose days are all lived ends here."""
    from instep.core.learning.trial import Stopped, is_over, stop

    agreed = trials.current()
    if agreed is None or agreed.trial.stopped is not None:
        return agreed
    if not is_over(agreed.trial, moment.on):
        return agreed
    ended = stop(agreed.trial, agreed.trial.next_day, Stopped.AT_ITS_END)
    return trials.keep(agreed, ended, moment)


# -- Tonight ---------------------------------------------------------------------------------------


def drawn(clearance: Clearance, have: Collection[Thing], moment: Moment) -> Drawn:
    """Tonight's arm. The next block is drawn when its first day has come, and not before."""
    agreed = settled(moment)
    if agreed is None or agreed.trial.stopped is not None:
        return None, None
    cleared = cleared_arms(clearance, have)
    trial = _up_to(agreed, [arm for arm in agreed.trial.arms[1:] if arm not in cleared], moment)
    arm = trial.arm_on(moment.on)
    if arm is None or arm == REST or arm in cleared:
        return arm, None
    return arm, Otherwise.SPARED


def _up_to(agreed: Agreed, spared: Collection[str], moment: Moment) -> "Trial":
    """With every block that has begun by today; harm ends it by itself."""
    from instep.core.learning.liking import NEVER
    from instep.core.learning.trial import Stopped, draw_next, stop

    diary = written.diary()
    found = answered(diary, agreed.trial.arms, agreed.symptom)
    judged = {each.technique for each in found.judged if each.verdict in NEVER}
    if (judged | _paused(diary)) & set(agreed.trial.arms):
        ended = stop(agreed.trial, moment.on, Stopped.BY_SAFETY)
        return trials.keep(agreed, ended, moment).trial
    trial, known = agreed.trial, _known(found)
    while trial.stopped is None and trial.next_day <= moment.on:
        trial = draw_next(trial, spared, known)
    return trials.keep(agreed, trial, moment).trial


def _known(found: "Answer") -> "Knowledge":
    """What the next lot may lean on: the diary, or only what was believed beforehand."""
    from instep.core.learning.trial import Knowledge, worlds_after, worlds_before
    from instep.core.learning.verdict import Verdict

    belief = beliefs().priors.technique
    if found.posterior is None:
        return Knowledge(worlds_before(belief), 0.0)
    told = any(each.verdict is not Verdict.NOT_YET for each in found.judged)
    return Knowledge(worlds_after(found.posterior, belief), found.posterior.kept, told)


# -- What the diary says of it ---------------------------------------------------------------------


def answered(diary: "Diary", arms: Collection[str], symptom: Symptom | None = None) -> "Answer":
    """What the diary says of these arms, by this symptom, or by the one that is followed now."""
    from instep.core.learning.answer import answer

    asks = asked(arms)
    return answer(diary, symptom or asks.primary, asks)
