"""What helps many people: only a small summary of each person travels, never a diary.

``beta_ik ~ N(m_k, tau_k squared)``. A summary is what a person's diary alone says of the
techniques, as a bell curve: the posterior divided by the prior it was made with. Pooling finds
m and tau; tau has a prior that keeps it from nothing, for people do differ.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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

    ``curved`` is what is then known of noise, drift, echo and carry-over; its echo is from score
    to score, of which there are ``a_day``. Nothing in it is a day.
    """

    techniques: tuple[str, ...]
    stiff: Floats
    pull: Floats
    curved: Curved
    a_day: int = 1


@dataclass(frozen=True)
class Population:
    """What many people together say: m and tau of each technique, and of the curved unknowns.

    ``people`` behind each technique; ``echo_half_day`` stands for the echo of ``curved`` where
    there are two scores a day; ``passes`` is how often everyone was asked.
    """

    techniques: Mapping[str, Bell]
    people: Mapping[str, int]
    curved: Curved
    echo_half_day: Bell
    passes: int = 0

    @classmethod
    def nobody(cls, priors: Priors) -> "Population":
        """Before anyone is asked: what is believed of everyone."""
        return cls({}, {}, priors.curved(1), priors.echo_half_day)

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
        """The curved unknowns as the pool knows them."""
        curved = self.curved
        return replace(
            priors,
            noise=curved.noise,
            drift=curved.drift,
            retention=curved.kept,
            echo=curved.echo,
            echo_half_day=self.echo_half_day,
        )


def summary(
    posterior: Posterior, beliefs: Mapping[str, Bell], names: Sequence[str] | None = None
) -> Summary:
    """Divide what was believed out of what is known; what is left is the diary's own.

    ``names`` are the techniques it is to tell of, all unless given.
    """
    names = posterior.columns.techniques if names is None else tuple(names)
    which = [posterior.columns.names.index(name) for name in names]
    mixture = posterior.known.mixture
    known = np.linalg.inv(mixture.covariance[np.ix_(which, which)])
    believed = np.array([beliefs[name].sd ** -2 for name in names])
    stiff, ways = np.linalg.eigh(known - np.diag(believed))
    held = (ways * np.maximum(stiff, 0.0)) @ ways.T
    means = np.array([beliefs[name].mean for name in names])
    pull = known @ mixture.mean[which] - believed * means
    return Summary(names, held, pull, posterior.curved, posterior.series.a_day)


# -- From summaries to a population ------------------------------------------------------------


def pool(
    summaries: Sequence[Summary], start: Population, priors: Priors, rules: Pooling
) -> Population:
    """Turn between each person's techniques and the pool's until neither moves."""
    alike = _alike(summaries)
    people = _people(alike)
    belief = {name: start.techniques.get(name, priors.technique) for name in people}
    for _ in range(ROUNDS):
        now = _now(alike, belief)
        new = {name: _pooled(*now[name], priors.technique, rules.spread) for name in people}
        far = max((_apart(new[name], belief[name]) for name in people), default=0.0)
        belief = new
        if far < SETTLED:
            break
    curved, half_day = _curved(summaries, start)
    return Population(belief, people, curved, half_day, start.passes)


@dataclass(frozen=True)
class _Alike:
    """People of the same techniques, side by side: ``stiff`` (N, K, K) and ``pull`` (N, K)."""

    techniques: tuple[str, ...]
    stiff: Floats
    pull: Floats


def _alike(summaries: Iterable[Summary]) -> tuple[_Alike, ...]:
    """People by their techniques: thousands then cost a few sums of arrays a round."""
    found: dict[tuple[str, ...], list[Summary]] = {}
    for each in summaries:
        found.setdefault(each.techniques, []).append(each)
    return tuple(
        _Alike(names, np.array([s.stiff for s in who]), np.array([s.pull for s in who]))
        for names, who in sorted(found.items())
        if names
    )


def _people(alike: Iterable[_Alike]) -> dict[str, int]:
    """How many people stand behind each technique."""
    found: dict[str, int] = {}
    for each in alike:
        for name in each.techniques:
            found[name] = found.get(name, 0) + len(each.pull)
    return dict(sorted(found.items()))


def _now(
    alike: Iterable[_Alike], belief: Mapping[str, Bell]
) -> Mapping[str, tuple[Floats, Floats]]:
    """For each technique what each person's is now thought to be: means and variances."""
    found: dict[str, list[tuple[Floats, Floats]]] = {name: [] for name in belief}
    for each in alike:
        tight = np.array([belief[name].sd ** -2 for name in each.techniques])
        means = np.array([belief[name].mean for name in each.techniques])
        covariance = np.linalg.inv(each.stiff + np.diag(tight)).astype(np.float64)
        best = np.einsum("nij,nj->ni", covariance, each.pull + tight * means)
        for place, name in enumerate(each.techniques):
            found[name].append((best[:, place], covariance[:, place, place]))
    return {name: _joined(pairs) for name, pairs in found.items()}


def _joined(pairs: Sequence[tuple[Floats, Floats]]) -> tuple[Floats, Floats]:
    bests, variances = zip(*pairs, strict=True)
    return np.concatenate(bests), np.concatenate(variances)


def _pooled(best: Floats, variance: Floats, prior: Bell, spread: Bell) -> Bell:
    """m, and the tau that is likeliest with its prior over log tau; a small search on one line."""
    tau = np.exp(np.linspace(spread.mean - 4 * spread.sd, spread.mean + 4 * spread.sd, 401))
    mean = best.mean() / (1 + (best.var() + variance.mean()) / (len(best) * prior.sd**2))
    squares = ((best - mean) ** 2 + variance).sum()
    height = -len(best) * np.log(tau) - squares / (2 * tau**2)
    height -= 0.5 * ((np.log(tau) - spread.mean) / spread.sd) ** 2
    return Bell(float(mean), float(tau[height.argmax()]))


def _apart(one: Bell, other: Bell) -> float:
    return max(abs(one.mean - other.mean), abs(float(np.log(one.sd / other.sd))))


def _curved(summaries: Sequence[Summary], start: Population) -> tuple[Curved, Bell]:
    """Mean and spread of the people behind, and the echo of those with two scores a day.

    An echo from morning to evening is another one than from day to day: each kind by itself.
    """
    once = [each.curved.echo for each in summaries if each.a_day == 1]
    twice = [each.curved.echo for each in summaries if each.a_day == 2]
    curved = Curved(
        echo=_spread(once, start.curved.echo),
        drift=_spread([each.curved.drift for each in summaries], start.curved.drift),
        kept=_spread([each.curved.kept for each in summaries], start.curved.kept),
        noise=_spread([each.curved.noise for each in summaries], start.curved.noise),
    )
    return curved, _spread(twice, start.echo_half_day)


def _spread(each: Sequence[Bell], before: Bell) -> Bell:
    """Between people and within each; what was believed before where nobody tells."""
    if not each:
        return before
    means, sds = np.array([bell.mean for bell in each]), np.array([bell.sd for bell in each])
    return Bell(float(means.mean()), float(means.var() + (sds**2).mean()) ** 0.5)


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
