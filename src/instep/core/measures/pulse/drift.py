"""How far a repeat may lie: sizes of beats drift by themselves, and only repeats can tell how much.

The logarithm of a size walks at random, and each value adds noise of its own. Both strengths are
unknown; a lattice of them is weighed by the steps between the values of one recording, beside what
is believed beforehand. Dividing the spread of single beats by their number would say half of it.
"""

from dataclasses import dataclass

import numpy as np

from instep.core.measures.pulse.limits import Drift
from instep.core.measures.pulse.samples import Floats

NODES, REACH = 13, 3.0
"""Nodes of the lattice along each axis, and its half width in standard deviations."""

HALVINGS = 40
MINUTE = 60.0


@dataclass(frozen=True)
class Repeats:
    """Logarithms measured again and again, with their moments in seconds.

    ``block`` numbers what was measured without a break: nothing is learned from one block to the
    next, for something may have been done between them.
    """

    values: Floats
    seconds: Floats
    block: Floats


@dataclass(frozen=True)
class Asked:
    """The variance asked about: so many minutes of walk, and so many times the noise's."""

    minutes: float
    noises: float


def half_width(repeats: Repeats, prior: Drift, asked: Asked, inside: float) -> float:
    """Half of the interval that holds what is asked about, on the scale of logarithms."""
    walk, noise, weight = _lattice(prior)
    weight = weight * _likelihood(repeats, walk, noise)
    sds = np.sqrt(walk * asked.minutes + noise * asked.noises)
    return _quantile(sds, weight / weight.sum(), inside)


def _lattice(prior: Drift) -> tuple[Floats, Floats, Floats]:
    """Variances of walk and noise at every node, and how likely it is beforehand."""
    steps = np.linspace(-REACH, REACH, NODES)
    walk = prior.walk * np.exp(prior.walk_spread * steps)
    noise = (prior.noise * np.exp(prior.noise_spread * steps)) ** 2
    one, other = np.meshgrid(steps, steps, indexing="ij")
    weight = np.exp(-0.5 * (one**2 + other**2)).ravel()
    return np.repeat(walk, NODES), np.tile(noise, NODES), weight


def _likelihood(repeats: Repeats, walk: Floats, noise: Floats) -> Floats:
    """How likely each node makes the steps; the greatest is 1."""
    inner = np.diff(repeats.block) == 0
    if not inner.any():
        return np.ones(len(walk))
    steps = np.diff(repeats.values)[inner]
    minutes = np.diff(repeats.seconds)[inner] / MINUTE
    minutes_alone, steps_alone = _stood_alone(steps, minutes, np.flatnonzero(inner))
    spread = walk[:, None] * minutes_alone + noise[:, None]
    log = -0.5 * (np.log(spread) + steps_alone**2 / spread).sum(axis=1)
    likely: Floats = np.exp(log - log.max())
    return likely


def _stood_alone(steps: Floats, minutes: Floats, places: np.ndarray) -> tuple[Floats, Floats]:
    """Steps turned so that neither walk nor noise ties one to another; noise is 1 for each."""
    tied = 2 * np.eye(len(steps)) - (np.abs(places[:, None] - places) == 1)
    root = np.linalg.inv(np.linalg.cholesky(tied))
    walks, turn = np.linalg.eigh(root @ np.diag(minutes) @ root.T)
    return np.maximum(walks, 0), turn.T @ root @ steps


def _quantile(sds: Floats, weight: Floats, inside: float) -> float:
    """The half width that holds this share of a mixture of bell curves about nought."""
    low, high = 0.0, 8 * float(sds.max())
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if float(weight @ _within(middle / sds)) < inside:
            low = middle
        else:
            high = middle
    return high


def _within(z: Floats) -> Floats:
    """The share of a bell curve within z standard deviations, to seven digits.

    Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26.
    """
    x = z / np.sqrt(2)
    t = 1 / (1 + 0.3275911 * x)
    terms = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
    series = sum(term * t ** (power + 1) for power, term in enumerate(terms))
    share: Floats = 1 - series * np.exp(-x * x)
    return share
