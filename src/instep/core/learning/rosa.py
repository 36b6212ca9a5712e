"""Rosa, who does not exist: twelve weeks of her diary, drawn by a seed from a truth that is known.

A week of scores alone, two weeks of what she picks, then a fair test by lot with quiet rest. She
forgets a day now and then, and four days she is away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from numpy.random import RandomState

from instep.core.diary import Day, Given, Origin, Symptom
from instep.core.learning.arms import REST
from instep.core.learning.made_up import MadeUp, Truth, written
from instep.core.units import Score

DAYS = 84
RUN_IN, PICKING = range(7), range(7, 21)
AWAY = range(52, 56)
BLOCK_DAYS = 3
FORGETS = 0.08
"""The chance that she writes no line on a day, or tells no check-in."""

ARMS = (REST, "ROL", "RUB", "STR")
"""What the lot is drawn among: quiet rest, and three groups of techniques."""

PRESSED = "ACU"
"""What she picked by herself, on a few evenings of the second and third week."""

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


def rosa(last: date, seed: int) -> Sequence[MadeUpDay]:
    """Her days, up to and with ``last``. The same day and seed give the same."""
    life = _Life(seed)
    first = last - timedelta(days=DAYS - 1)
    days = [life.live(first + timedelta(days=number), number) for number in range(DAYS)]
    return [told for told in days if told.day.scores or told.day.check_in is not None]


class _Life:
    """Every symptom lives on by itself; what is done is done to all of them."""

    def __init__(self, seed: int) -> None:
        self.dice = RandomState(seed)
        self.arms = _arms(self.dice)
        self.feels = {symptom: MadeUp(truth, self.dice) for symptom, truth in TRUTHS.items()}
        self.yesterday: dict[str, float] = {}

    def live(self, on: date, number: int) -> MadeUpDay:
        """One day, from the check-in to the line of the evening."""
        before = written(self.feels[Symptom.PAIN].feels())
        away = number in AWAY
        arm = None if away or self._forgets() else self.arms[number]
        check_in = None if away or (arm is None and self._forgets()) else before
        given = () if arm is None else (self._given(arm, number, before),)
        scores = self._evening(arm)
        told = {} if away or self._forgets() else scores
        return MadeUpDay(Day(on, told, check_in, given), arm)

    def _given(self, arm: str, number: int, before: Score) -> Given:
        after = written(before + RIGHT_AFTER[arm] + SPREAD_RIGHT_AFTER * self.dice.normal())
        origin = Origin.CHOSEN if number in PICKING else Origin.ASSIGNED
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


def _arms(dice: RandomState) -> list[str | None]:
    """What each day is for: nothing, what she picks, then each arm once a cycle by lot."""
    picked = [PRESSED, None, PRESSED, "RUB", "RUB", None, "STR"] * 2
    arms: list[str | None] = [*(None for _ in RUN_IN), *picked]
    while len(arms) < DAYS:
        arms += [ARMS[place] for place in dice.permutation(len(ARMS)) for _ in range(BLOCK_DAYS)]
    return arms[:DAYS]
