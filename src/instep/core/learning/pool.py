"""What helps many people: only a small summary of each person travels, never a diary.

``beta_ik ~ N(m_k, tau_k squared)``. A summary is what a person's diary alone says of the
techniques, as a bell curve: the posterior divided by the prior it was made with. Pooling finds
m and tau; tau has a prior that keeps it from nothing, for people do differ.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeAlias

import numpy as np

from instep.core.learning.posterior import Posterior
from instep.core.learning.priors import Bell, Curved, Pooling, Priors
from instep.core.learning.series import Floats

ROUNDS = 60
"""Turns between people and pool for one set of summaries."""

SETTLED = 1e-5
"""Turns end when neither m nor log tau moves more than this."""


@dataclass(frozen=True)
class Summary:
    """What one diary says: ``stiff`` (K, K) and ``pull`` (K) over the techniques named.

    ``curved`` is what it says of noise, drift, echo and carry-over. Nothing in it is a day.
    """

    techniques: tuple[str, ...]
    stiff: Floats
    pull: Floats
    curved: Curved


@dataclass(frozen=True)
class Population:
    """What many people together say: m and tau of each technique, and of the curved unknowns.

    ``people`` behind each technique; ``passes`` how often everyone was asked.
    """

    techniques: Mapping[str, Bell]
    people: Mapping[str, int]
    curved: Curved
    passes: int = 0

    def pooled(self, least_people: int) -> Mapping[str, Bell]:
        """Beliefs for one more person, of techniques that enough people stand behind.

        A pool's own doubt about m widens what is believed.
        """
        return {
            name: Bell(bell.mean, bell.sd * (1 + 1 / self.people[name]) ** 0.5)
            for name, bell in self.techniques.items()
            if self.people[name] >= least_people
        }

    def priors(self, priors: Priors) -> Priors:
        """The curved unknowns as the pool knows them, where diaries have one score a day."""
        curved = self.curved
        return replace(
            priors,
            noise=curved.noise,
            drift=curved.drift,
            retention=curved.kept,
            echo=curved.echo,
        )


def summary(posterior: Posterior, beliefs: Mapping[str, Bell]) -> Summary:
    """Divide what was believed out of what is known; what is left is the diary's own."""
    names = posterior.columns.techniques
    which = [posterior.columns.names.index(name) for name in names]
    mixture = posterior.known.mixture
    known = np.linalg.inv(mixture.covariance[np.ix_(which, which)])
    believed = np.array([beliefs[name].sd ** -2 for name in names])
    stiff, ways = np.linalg.eigh(known - np.diag(believed))
    held = (ways * np.maximum(stiff, 0.0)) @ ways.T
    means = np.array([beliefs[name].mean for name in names])
    pull = known @ mixture.mean[which] - believed * means
    return Summary(names, held, pull, posterior.curved)


# -- From summaries to a population ------------------------------------------------------------


def pool(
    summaries: Sequence[Summary], start: Population, priors: Priors, rules: Pooling
) -> Population:
    """Turn between each person's techniques and the pool's until neither moves."""
    names = sorted({name for each in summaries for name in each.techniques})
    belief = {name: start.techniques.get(name, priors.technique) for name in names}
    for _ in range(ROUNDS):
        moments = _moments(summaries, belief)
        new = {name: _pooled(moments[name], priors.technique, rules.spread) for name in names}
        far = max((_apart(new[name], belief[name]) for name in names), default=0.0)
        belief = new
        if far < SETTLED:
            break
    people = {name: sum(name in each.techniques for each in summaries) for name in names}
    return Population(belief, people, _curved(summaries), start.passes)


def _moments(
    summaries: Iterable[Summary], belief: Mapping[str, Bell]
) -> dict[str, list[tuple[float, float]]]:
    """For each technique what each person's is now thought to be: mean and variance."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in belief}
    for each in summaries:
        tight = np.array([belief[name].sd ** -2 for name in each.techniques])
        means = np.array([belief[name].mean for name in each.techniques])
        covariance = np.linalg.inv(each.stiff + np.diag(tight))
        best = covariance @ (each.pull + tight * means)
        for place, name in enumerate(each.techniques):
            found[name].append((float(best[place]), float(covariance[place, place])))
    return found


def _pooled(people: Sequence[tuple[float, float]], prior: Bell, spread: Bell) -> Bell:
    """m, and the tau that is likeliest with its prior over log tau; a small search on one line."""
    best, variance = np.array(people).T
    tau = np.exp(np.linspace(spread.mean - 4 * spread.sd, spread.mean + 4 * spread.sd, 401))
    mean = best.mean() / (1 + (best.var() + variance.mean()) / (len(best) * prior.sd**2))
    squares = ((best - mean) ** 2 + variance).sum()
    height = -len(best) * np.log(tau) - squares / (2 * tau**2)
    height -= 0.5 * ((np.log(tau) - spread.mean) / spread.sd) ** 2
    return Bell(float(mean), float(tau[height.argmax()]))


def _apart(one: Bell, other: Bell) -> float:
    return max(abs(one.mean - other.mean), abs(float(np.log(one.sd / other.sd))))


def _curved(summaries: Sequence[Summary]) -> Curved:
    """Mean and spread of the people behind: between them and within each."""

    def bell(name: str) -> Bell:
        each = [getattr(one.curved, name) for one in summaries]
        means, sds = np.array([b.mean for b in each]), np.array([b.sd for b in each])
        return Bell(float(means.mean()), float(means.var() + (sds**2).mean()) ** 0.5)

    return Curved(*(bell(field.name) for field in fields(Curved)))


# -- Asking everyone, a little at a time -------------------------------------------------------

Ask: TypeAlias = Callable[[Population], Sequence[Summary]]
"""Fits everyone under these beliefs and brings their summaries: here, or on many computers."""


def passes(ask: Ask, start: Population, priors: Priors, rules: Pooling) -> Population:
    """Ask everyone, pool, go part of the way; ask again under the new beliefs."""
    population = start
    for turn in range(rules.passes):
        found = pool(ask(population), population, priors, rules)
        part = 1.0 if turn == 0 else rules.damping
        population = replace(
            _between(population, found, part, priors), passes=population.passes + 1
        )
    return population


def _between(old: Population, new: Population, part: float, priors: Priors) -> Population:
    """Part of the way from one population to the next, in m and in log tau."""
    moved = {
        name: _step(old.techniques.get(name, priors.technique), bell, part)
        for name, bell in new.techniques.items()
    }
    return replace(new, techniques=moved)


def _step(old: Bell, new: Bell, part: float) -> Bell:
    ratio = (new.sd / old.sd) ** part
    return Bell(old.mean + part * (new.mean - old.mean), old.sd * ratio)
