"""Rosa, who does not exist: twelve weeks of her diary, drawn by a seed from a truth that is known.

A week of scores alone, two weeks of what she picks, then a fair test by lot with quiet rest. It is
drawn as any is, as if nothing were known of her; she agrees to it a week before its first lot, and
stops it in her last week. She forgets a day now and then, four days she is away, one she is ill.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from numpy.random import RandomState

from instep.core.diary import Day, Given, Origin, Symptom
from instep.core.learning.arms import REST
from instep.core.learning.made_up import MadeUp, Truth, written
from instep.core.learning.priors import Learning
from instep.core.learning.trial import (
    Knowledge,
    Stopped,
    Trial,
    begin,
    draw_next,
    stop,
    worlds_before,
)
from instep.core.units import Score

DAYS = 84
RUN_IN, PICKING, BY_LOT, AFTER = range(7), range(7, 21), range(21, 78), range(78, 84)
AGREES = 14
"""The day she agrees to a fair test; its first week is as ever."""

SEEDS = 2**32
"""So many different Rosas there are."""

LOTS = 2
"""Added to her seed for her lots, so that those of the usual seed give every arm its turn."""

AWAY, ILL = range(52, 56), 66
"""Days at her sister's, without a word; a day with a fever, on which no session opens."""

FORGETS = 0.08
"""The chance that she writes no line on a day, or tells no check-in."""

ARMS = (REST, "ROL", "RUB", "STR")
"""What the lot is drawn among: quiet rest, and three groups of techniques."""

PRESSED = "ACU"
"""What she picked by herself, on a few evenings of the second and third week."""

PICKS = (PRESSED, None, PRESSED, "RUB", "RUB", None, "STR") * 2
PICKS_AFTER = ("STR", None, "STR", "RUB", None, "STR")
"""What she picked by herself before the first lot, and since she stopped the test."""

MINUTES: Mapping[str, Mapping[str, float]] = {
    REST: {REST: 12},
    "ROL": {"warm_hold": 3, "ball_roll": 9},
    "RUB": {"warm_hold": 3, "arch_rub": 5, "heel_and_ball_rub": 4},
    "STR": {"warm_hold": 3, "toe_circles": 4, "toe_stretch": 5},
    PRESSED: {"warm_hold": 3, "press_below_big_toe": 5, "press_near_heel": 4},
}
"""Minutes of each technique in a session of each arm, both feet together."""

HELPS = {"STR": -2.2, "RUB": -1.6, "ROL": 0.0, PRESSED: -0.4}
"""The truth about her pain, in points of the daily score, against quiet rest every day."""

TRUTHS: Mapping[Symptom, Truth] = {
    Symptom.PAIN: Truth(6.4, HELPS, 0.9, 0.5, 0.04, 0.35, any_session=-0.5, a_day=2),
    Symptom.BURNING: Truth(5.2, {**HELPS, "STR": -1.6}, 1.1, 0.3, 0.05, 0.3, any_session=-0.3),
    Symptom.TINGLING: Truth(5.6, {**HELPS, "STR": -0.8, "RUB": -0.3}, 1.1, 0.3, 0.06, 0.3),
    Symptom.NUMBNESS: Truth(4.5, dict.fromkeys(HELPS, 0.0), 0.8, 0.2, 0.04, 0.3),
    Symptom.COLD: Truth(3.2, {**dict.fromkeys(HELPS, 0.0), "RUB": -0.9}, 1.2, 0.3, 0.05, 0.2),
    Symptom.SLEEP: Truth(4.8, {**HELPS, "STR": -1.2}, 1.3, 0.2, 0.05, 0.2, any_session=-0.6),
}

RIGHT_AFTER = {REST: -0.7, "ROL": -0.9, "RUB": -1.9, "STR": -1.4, PRESSED: -1.0}
SPREAD_RIGHT_AFTER = 0.7
"""How a session moves her pain at once, in points, and how far that scatters."""


@dataclass(frozen=True)
class MadeUpDay:
    """One of her days, and what she did on it: an arm, drawn by lot or picked; None: no session."""

    day: Day
    arm: str | None = None

    @property
    def by_lot(self) -> bool:
        """Whether the lot of a fair test picked it."""
        return any(given.origin is Origin.ASSIGNED for given in self.day.given)


def rosa(last: date, seed: int, learning: Learning) -> Sequence[MadeUpDay]:
    """Her days, up to and with ``last``. The same day and seed give the same."""
    life, first = _Life(seed, fair_test(last, seed, learning)), _first(last)
    days = [life.live(first + timedelta(days=number), number) for number in range(DAYS)]
    return [told for told in days if told.day.scores or told.day.check_in is not None]


def fair_test(last: date, seed: int, learning: Learning) -> Trial:
    """Her fair test as it was drawn block by block, and as she stopped it."""
    first, rules = _first(last), learning.fair_test
    rules = replace(rules, most_days=rules.lengths[len(ARMS) - 2])
    trial = begin(ARMS, (), (seed + LOTS) % SEEDS, first + timedelta(days=AGREES), rules)
    nothing_yet = Knowledge(worlds_before(learning.priors.technique), 0.0)
    stops = first + timedelta(days=BY_LOT.stop)
    while trial.next_day < stops:
        trial = draw_next(trial, (), nothing_yet)
    return stop(trial, stops, Stopped.BY_PERSON)


def _first(last: date) -> date:
    return last - timedelta(days=DAYS - 1)


class _Life:
    """Every symptom lives on by itself; what is done is done to all of them."""

    def __init__(self, seed: int, trial: Trial) -> None:
        self.dice, self.trial = RandomState(seed % SEEDS), trial
        self.feels = {symptom: MadeUp(truth, self.dice) for symptom, truth in TRUTHS.items()}
        self.yesterday: dict[str, float] = {}

    def live(self, on: date, number: int) -> MadeUpDay:
        """One day, from the check-in to the line of the evening."""
        before = written(self.feels[Symptom.PAIN].feels())
        away, ill = number in AWAY, number == ILL
        arm = None if away or ill or self._forgets() else self._arm(on, number)
        check_in = None if away or ill or (arm is None and self._forgets()) else before
        given = () if arm is None else (self._given(arm, number, before),)
        scores = self._evening(arm)
        told = {} if away or (self._forgets() and not ill) else scores
        return MadeUpDay(Day(on, told, check_in, given), arm)

    def _arm(self, on: date, number: int) -> str | None:
        """What the day is for: what she picks, or what was drawn; None: no session."""
        if number in BY_LOT:
            return self.trial.arm_on(on)
        picks = (*(None for _ in RUN_IN), *PICKS, *(None for _ in BY_LOT), *PICKS_AFTER)
        return picks[number]

    def _given(self, arm: str, number: int, before: Score) -> Given:
        after = written(before + RIGHT_AFTER[arm] + SPREAD_RIGHT_AFTER * self.dice.normal())
        origin = Origin.ASSIGNED if number in BY_LOT else Origin.CHOSEN
        return Given(MINUTES[arm], origin, min(after, before + 1))

    def _evening(self, arm: str | None) -> dict[Symptom, Score]:
        """Every symptom of the evening; sleep is that of the night before."""
        doses = {} if arm is None else {arm: 1.0, "": 1.0}
        scores = {
            symptom: written(person.feels(self.yesterday if symptom is Symptom.SLEEP else doses))
            for symptom, person in self.feels.items()
        }
        self.yesterday = doses
        return scores

    def _forgets(self) -> bool:
        return bool(self.dice.random_sample() < FORGETS)
