"""A fair test: techniques and quiet rest in blocks of days, drawn by lot, written once.

What safety spares is taken out before the lot is drawn, and it alone says what that is. A block
that is drawn is sealed together with all before it: it is kept or broken off, never drawn again.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import TypeAlias

from numpy.random import RandomState

from instep.core.learning.arms import REST
from instep.core.learning.posterior import Posterior
from instep.core.learning.priors import Bell, FairTest
from instep.core.learning.series import Floats

DRAWS_FOR_A_RIVAL = 64
"""Worlds looked at for a technique that beats the first one drawn."""

Worlds: TypeAlias = Callable[[Sequence[str], RandomState, int], Floats]
"""Draws of the change each arm makes, in points, below 0 is better: (times, arms)."""


class NoTest(Exception):
    """A fair test cannot begin, or cannot go on; says why."""


class Stopped(StrEnum):
    """Why a fair test ended."""

    BY_PERSON = "by_person"
    BY_SAFETY = "by_safety"
    AT_ITS_END = "at_its_end"


@dataclass(frozen=True)
class Block:
    """Days with one arm. ``seal`` is the sum over this block and all before it."""

    arm: str
    first: date
    days: int
    seal: str

    @property
    def after(self) -> date:
        """The first day that is no longer in it."""
        return self.first + timedelta(days=self.days)


@dataclass(frozen=True)
class Trial:
    """A fair test as it was drawn so far. ``arms`` begin with quiet rest."""

    arms: tuple[str, ...]
    seed: int
    begins: date
    rules: FairTest
    blocks: tuple[Block, ...] = ()
    stopped: tuple[date, Stopped] | None = None

    def __post_init__(self) -> None:
        seal = self.opening
        for block in self.blocks:
            seal = _seal(seal, block.arm, block.first, block.days)
            if block.seal != seal:
                raise NoTest(f"the block of {block.first} is not the one that was drawn")

    @property
    def opening(self) -> str:
        """The sum over what was settled before the first lot."""
        return _sum(f"{self.arms} {self.seed} {self.begins} {self.rules}")

    @property
    def next_day(self) -> date:
        """The first day not yet drawn, after the run-in."""
        run_in = self.begins + timedelta(days=self.rules.run_in_days)
        return self.blocks[-1].after if self.blocks else run_in

    @property
    def ends(self) -> date:
        """The first day that is no longer in it: where it was stopped, or after its last block."""
        return self.next_day if self.stopped is None else min(self.next_day, self.stopped[0])

    def arm_on(self, day: date) -> str | None:
        """The arm of a day; None in the run-in, after the last block, and once stopped."""
        if self.stopped is not None and day >= self.stopped[0]:
            return None
        found = (block.arm for block in self.blocks if block.first <= day < block.after)
        return next(found, None)


def _sum(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _seal(before: str, arm: str, first: date, days: int) -> str:
    return _sum(f"{before} {arm} {first} {days}")


# -- Beginning, going on, stopping -------------------------------------------------------------


def begin(
    techniques: Iterable[str], spared: Collection[str], seed: int, on: date, rules: FairTest
) -> Trial:
    """Settle the arms and draw the first cycle: each arm once, in an order by lot."""
    arms = tuple(sorted({t for t in techniques if t not in spared and t != REST}))
    if not 1 <= len(arms) <= rules.most_techniques:
        raise NoTest(f"{len(arms)} techniques are left to try, of 1 to {rules.most_techniques}")
    trial = Trial((REST, *arms), seed, on, rules)
    order = RandomState([seed, 0]).permutation(len(trial.arms))
    for place in order:
        trial = _with_block(trial, trial.arms[place], rules.block_days)
    return trial


@dataclass(frozen=True)
class Knowledge:
    """What is known when the next block is drawn: worlds to draw from, and carry-over.

    ``kept`` is lambda, what is left a day later; ``is_told`` whether there is a verdict.
    """

    worlds: Worlds
    kept: float
    is_told: bool = False


def worlds_before(belief: Bell) -> Worlds:
    """Worlds as believed beforehand, where no diary says anything yet."""

    def worlds(arms: Sequence[str], dice: RandomState, times: int) -> Floats:
        return dice.normal(belief.mean, belief.sd, (times, len(arms)))

    return worlds


def worlds_after(posterior: Posterior, belief: Bell) -> Worlds:
    """Worlds that fit the diary so far; an arm it does not hold is drawn as believed beforehand."""

    def worlds(arms: Sequence[str], dice: RandomState, times: int) -> Floats:
        known = [arm for arm in arms if arm in posterior.columns.doses]
        drawn = dice.normal(belief.mean, belief.sd, (times, len(arms)))
        if known:
            places = [arms.index(arm) for arm in known]
            drawn[:, places] = posterior.known.draws(known, dice, times)
        return drawn

    return worlds


def draw_next(trial: Trial, spared: Collection[str], knowledge: Knowledge) -> Trial:
    """One block more. What is spared today is out of the lot; rest never is."""
    if trial.stopped is not None:
        raise NoTest("the test has ended")
    rules = trial.rules
    days = rules.long_block_days if knowledge.kept > rules.long_kept else rules.block_days
    if (trial.next_day - trial.begins).days + days > rules.most_days:
        return stop(trial, trial.next_day, Stopped.AT_ITS_END)
    arms = [arm for arm in trial.arms if arm == REST or arm not in spared]
    if arms == [REST]:
        return stop(trial, trial.next_day, Stopped.BY_SAFETY)
    dice = RandomState([trial.seed, len(trial.blocks)])
    return _with_block(trial, _lot(trial, arms, knowledge, dice), days)


def is_over(trial: Trial, on: date) -> bool:
    """Whether its days are all lived, with no room for one more block."""
    rules = trial.rules
    most = trial.begins + timedelta(days=rules.most_days)
    return on >= most or (on >= trial.next_day and trial.next_day + _block(rules) > most)


def _block(rules: FairTest) -> timedelta:
    return timedelta(days=rules.block_days)


def stop(trial: Trial, on: date, why: Stopped) -> Trial:
    """The test ends before this day; any day is a good day to stop."""
    return replace(trial, stopped=trial.stopped or (on, why))


def _with_block(trial: Trial, arm: str, days: int) -> Trial:
    before = trial.blocks[-1].seal if trial.blocks else trial.opening
    first = trial.next_day
    block = Block(arm, first, days, _seal(before, arm, first, days))
    return replace(trial, blocks=(*trial.blocks, block))


# -- The lot -----------------------------------------------------------------------------------


def _lot(trial: Trial, arms: Sequence[str], knowledge: Knowledge, dice: RandomState) -> str:
    """Rest in its turn; now and then any arm; else the likely best, or its likely rival."""
    if _rest_is_due(trial, knowledge):
        return REST
    if dice.random_sample() < trial.rules.least_chance * len(arms):
        return arms[dice.randint(len(arms))]
    return _likely_best(arms[1:], knowledge, dice)


def _rest_is_due(trial: Trial, knowledge: Knowledge) -> bool:
    """Once in each cycle, at a place by lot; once in ten blocks when there is a verdict."""
    length = trial.rules.rest_once_in if knowledge.is_told else len(trial.arms)
    cycle, place = divmod(len(trial.blocks), length)
    return bool(RandomState([trial.seed, length, cycle]).randint(length) == place)


def _likely_best(arms: Sequence[str], knowledge: Knowledge, dice: RandomState) -> str:
    """Top-two: the best in one world drawn by lot, or half the time the best of another world."""
    best = knowledge.worlds(arms, dice, DRAWS_FOR_A_RIVAL).argmin(axis=1)
    rivals = best[best != best[0]]
    if knowledge.is_told or not len(rivals) or dice.random_sample() < 0.5:
        return arms[int(best[0])]
    return arms[int(rivals[0])]
