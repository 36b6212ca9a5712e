"""What is known after a diary: for each coefficient a mixture of bell curves, one a node."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import erfc, sqrt

import numpy as np
from numpy.random import RandomState
from numpy.typing import NDArray

from instep.core.learning.columns import Columns
from instep.core.learning.priors import Curved
from instep.core.learning.series import Floats, Series

STEPS_OF_SEARCH = 60
"""Halvings when a quantile is looked for: to the last digit."""


@dataclass(frozen=True)
class Mixture:
    """Weights (G), means (G, D) and covariances (G, D, D): how likely a node, and what it says."""

    weight: Floats
    means: Floats
    covariances: Floats

    @cached_property
    def mean(self) -> Floats:
        """The mean of each coefficient (D)."""
        return self.weight @ self.means

    @cached_property
    def covariance(self) -> Floats:
        """How the coefficients vary together (D, D): within nodes and between them."""
        apart = self.means - self.mean
        within: Floats = np.tensordot(self.weight, self.covariances, 1)
        return within + (self.weight[:, None] * apart).T @ apart

    @cached_property
    def sd(self) -> Floats:
        """The standard deviation of each coefficient (D)."""
        return np.sqrt(np.diag(self.covariance))

    def some(self, nodes: NDArray[np.bool_]) -> "Mixture":
        """The same from some of the nodes only."""
        weight = self.weight[nodes]
        return Mixture(weight / weight.sum(), self.means[nodes], self.covariances[nodes])

    def below(self, coefficient: int, value: float) -> float:
        """The chance that a coefficient is below a value."""
        sd = np.sqrt(self.covariances[:, coefficient, coefficient])
        far = (self.means[:, coefficient] - value) / (sd * sqrt(2))
        return float(self.weight @ np.array([0.5 * erfc(x) for x in far.tolist()]))


@dataclass(frozen=True)
class Known:
    """What is known of each coefficient, by its name, in points of the score."""

    names: tuple[str, ...]
    mixture: Mixture

    def _index(self, name: str) -> int:
        return self.names.index(name)

    def mean(self, name: str) -> float:
        """The expected change in points when this is done each day, against never."""
        return float(self.mixture.mean[self._index(name)])

    def sd(self, name: str) -> float:
        """How unsure that is, one standard deviation in points."""
        return float(self.mixture.sd[self._index(name)])

    def below(self, name: str, value: float) -> float:
        """The chance that the change is below a value in points."""
        return self.mixture.below(self._index(name), value)

    def quantile(self, name: str, share: float) -> float:
        """The value in points that the change is below with this chance."""
        low, high = (self.mean(name) + side * 12 * self.sd(name) for side in (-1, 1))
        for _ in range(STEPS_OF_SEARCH):
            middle = (low + high) / 2
            if self.below(name, middle) < share:
                low = middle
            else:
                high = middle
        return (low + high) / 2

    def interval(self, name: str, share: float = 0.9) -> tuple[float, float]:
        """The middle interval in points that holds the change with this chance."""
        tail = (1 - share) / 2
        return self.quantile(name, tail), self.quantile(name, 1 - tail)

    def alike(self, one: str, other: str) -> float:
        """The correlation of two columns; near -1 or 1 the diary cannot tell them apart."""
        i, j = self._index(one), self._index(other)
        covariance = self.mixture.covariance
        return float(covariance[i, j] / sqrt(covariance[i, i] * covariance[j, j]))

    def draws(self, names: Sequence[str], dice: RandomState, times: int) -> Floats:
        """Whole worlds that fit the diary, drawn by lot: (times, names), in points."""
        which = [self._index(name) for name in names]
        nodes = dice.choice(len(self.mixture.weight), size=times, p=self.mixture.weight)
        roots = np.linalg.cholesky(self.mixture.covariances[:, which][:, :, which])
        lots = dice.standard_normal((times, len(which)))
        drawn: Floats = self.mixture.means[nodes][:, which]
        drawn += np.einsum("tij,tj->ti", roots[nodes], lots)
        return drawn


def one_bell(name: str, mean: float, sd: float) -> Known:
    """One coefficient of which a bell curve is known."""
    mixture = Mixture(np.ones(1), np.array([[mean]]), np.array([[[sd * sd]]]))
    return Known((name,), mixture)


@dataclass(frozen=True)
class Posterior:
    """What is known after a diary, and from what.

    ``doubling`` (D) is how far the answer moved when the lattice was doubled, in standard
    deviations: what error is left is smaller than that. ``series`` has its ends softened;
    ``places`` (G, 3) are those of the nodes.
    """

    columns: Columns
    known: Known
    doubling: Floats
    curved: Curved
    series: Series
    places: Floats

    @property
    def kept(self) -> float:
        """What is left of a technique a day later, lambda in the middle."""
        return float(1 / (1 + np.exp(-self.curved.kept.mean)))

    @property
    def noise(self) -> float:
        """Everyday noise s in points, in the middle."""
        return float(np.exp(self.curved.noise.mean))

    @property
    def place(self) -> Floats:
        """The middle of the curved unknowns as a place of the lattice (1, 3)."""
        curved = self.curved
        middle = (curved.echo.mean, curved.drift.mean - curved.noise.mean, curved.kept.mean)
        return np.array([middle])
