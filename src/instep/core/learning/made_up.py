"""A made-up person whose truth is known: for tests, for benches, for showing what pages look like.

The person feels exactly as the model says, and writes it down as people do: in whole points, from
0 to 10, and not every day.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

import numpy as np
from numpy.random import RandomState

from instep.core.diary import BEST, WORST, Day, Diary, Given, Symptom
from instep.core.learning.priors import Bell, Priors
from instep.core.units import Score


@dataclass(frozen=True)
class Truth:
    """What is so for one made-up person; the symbols of the model, in points and days.

    ``effects`` is beta by technique, ``any_session`` what a session does by itself. ``echo`` is
    phi from step to step, of which there are ``a_day``.
    """

    level: float
    effects: Mapping[str, float]
    noise: float
    echo: float
    drift: float
    kept: float
    any_session: float = 0.0
    a_day: int = 1


def drawn(priors: Priors, techniques: tuple[str, ...], dice: RandomState, a_day: int = 1) -> Truth:
    """A truth drawn from what is believed beforehand."""

    def lot(bell: Bell) -> float:
        return float(dice.normal(bell.mean, bell.sd))

    echo = priors.echo if a_day == 1 else priors.echo_half_day
    return Truth(
        level=lot(priors.level),
        effects={name: lot(priors.technique) for name in techniques},
        noise=float(np.exp(lot(priors.noise))),
        echo=float(np.tanh(lot(echo))),
        drift=float(np.exp(lot(priors.drift))),
        kept=float(1 / (1 + np.exp(-lot(priors.retention)))),
        a_day=a_day,
    )


class MadeUp:
    """One made-up person, living on step by step."""

    def __init__(self, truth: Truth, dice: RandomState) -> None:
        self.truth, self.dice = truth, dice
        self.level = truth.level
        self.echo = float(dice.normal(0, truth.noise))
        self.left = dict.fromkeys(("", *truth.effects), 0.0)

    def feels(self, doses: Mapping[str, float] | None = None) -> float:
        """How the symptom feels now, in points, the doses since the last step included.

        The empty name stands for any session at all.
        """
        truth, left = self.truth, self.left
        for name in left:
            given = (doses or {}).get(name, 0.0)
            left[name] = left[name] * truth.kept ** (1 / truth.a_day) + (1 - truth.kept) * given
        relief = sum(effect * left[name] for name, effect in truth.effects.items())
        feeling = self.level + relief + truth.any_session * left[""] + self.echo
        self._live_on()
        return feeling

    def _live_on(self) -> None:
        truth = self.truth
        self.level += truth.drift * truth.a_day**-0.5 * self.dice.normal()
        fresh = truth.noise * (1 - truth.echo**2) ** 0.5
        self.echo = truth.echo * self.echo + fresh * self.dice.normal()


def written(feeling: float) -> Score:
    """A feeling as people write it down: whole points from 0 to 10."""
    return int(min(max(round(feeling), BEST), WORST))


Choice: TypeAlias = Callable[[int, Score | None], tuple[Given, ...]]
"""What is done on a day, from its number and the score of its check-in, where one was told."""


@dataclass(frozen=True)
class Habits:
    """How a made-up person keeps a diary: from which day, for how long, forgetting how much."""

    first: date
    days: int
    forgets: float = 0.15
    symptom: Symptom = Symptom.PAIN


def keep_diary(person: MadeUp, habits: Habits, choose: Choice) -> Diary:
    """Live these days and write them down."""
    return Diary(tuple(_day(person, habits, number, choose) for number in range(habits.days)))


def _day(person: MadeUp, habits: Habits, number: int, choose: Choice) -> Day:
    def told(score: Score) -> Score | None:
        return None if person.dice.random_sample() < habits.forgets else score

    check_in = told(written(person.feels())) if person.truth.a_day == 2 else None
    given = choose(number, check_in)
    evening = told(written(person.feels(_doses(given))))
    return Day(
        on=habits.first + timedelta(days=number),
        scores={} if evening is None else {habits.symptom: evening},
        check_in=check_in,
        given=given,
        primary=habits.symptom,
    )


def _doses(given: tuple[Given, ...]) -> dict[str, float]:
    doses = {name: 1.0 for each in given for name, minutes in each.minutes.items() if minutes}
    return {**doses, "": 1.0} if given else doses
