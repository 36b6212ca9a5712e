"""The engine: from a diary to what is known of it. No chance, no clock; the same each time."""

from dataclasses import dataclass

import numpy as np

from instep.core.diary import Diary
from instep.core.learning.censored import at_an_end, begun, soften
from instep.core.learning.columns import Columns, Enquiry, series_of
from instep.core.learning.lattice import Lattice, Shape, find_shape, lay, refitted
from instep.core.learning.posterior import Mixture, Posterior, Typical
from instep.core.learning.priors import Bell, Priors
from instep.core.learning.scale import Bells, Summed, Turned, join, sum_out
from instep.core.learning.series import Floats, Nodes, Series
from instep.core.learning.whiten import Whiten, quickest

SOFTENINGS = 3
"""How often the scores at the ends of the scale are weighed anew about a better peak."""

RELAYINGS = 2
"""How often, at most, a lattice that does not fit is laid anew."""


@dataclass(frozen=True)
class Curved:
    """What is believed of the three curved unknowns and of s beforehand."""

    echo: Bell
    drift: Bell
    kept: Bell
    noise: Bell

    @classmethod
    def of(cls, priors: Priors, a_day: int) -> "Curved":
        """Two scores a day stand nearer to each other than one a day."""
        echo = priors.echo if a_day == 1 else priors.echo_half_day
        return cls(echo, priors.drift, priors.retention, priors.noise)

    @property
    def start(self) -> Shape:
        """Where the search begins: in the middle, half as wide."""
        middle = [self.echo.mean, self.drift.mean - self.noise.mean, self.kept.mean]
        return Shape(np.array(middle), np.diag(self.widest) / 2)

    @property
    def widest(self) -> Floats:
        """One standard deviation of each: atanh phi, log q/s, logit lambda."""
        return np.array([self.echo.sd, np.hypot(self.drift.sd, self.noise.sd), self.kept.sd])

    def height(self, places: Floats) -> Floats:
        """Log density of echo and carry-over, but for a constant; s and q stand in ``scale``."""
        echo = (places[:, 0] - self.echo.mean) / self.echo.sd
        kept = (places[:, 2] - self.kept.mean) / self.kept.sd
        height: Floats = -0.5 * (echo**2 + kept**2)
        return height


class Landscape:
    """How likely each place is, given a series. Remembers all it saw since the lattice began."""

    def __init__(self, series: Series, bells: Bells, curved: Curved, whiten: Whiten) -> None:
        self.series, self.bells, self.curved, self.whiten = series, bells, curved, whiten
        self.log_s = curved.noise.mean
        self.seen: list[Summed] = []

    def height(self, places: Floats) -> Floats:
        """Log density at places (G, 3)."""
        whitened = self.whiten(self.series, Nodes.at(places))
        turned = Turned.of(whitened, self.bells, len(self.series.scores))
        summed = sum_out(turned, self.curved.noise, self.curved.drift, places[:, 1], self.log_s)
        self.seen.append(summed)
        heights = summed.log_weight + self.curved.height(places)
        self.log_s = summed.middle(int(heights.argmax()))
        return heights

    def lay(self, shape: Shape) -> tuple[Lattice, Summed]:
        """A lattice, and all that is known at its nodes."""
        self.seen.clear()
        lattice = lay(self.height, shape)
        return lattice, join(self.seen).some(lattice.kept)


def learn(diary: Diary, enquiry: Enquiry, whiten: Whiten | None = None) -> Posterior:
    """What a diary says about a enquiry."""
    return fit(*series_of(diary, enquiry), enquiry.priors, whiten)


def fit(
    series: Series, columns: Columns, priors: Priors, whiten: Whiten | None = None
) -> Posterior:
    """What a series says about its columns."""
    curved, filter_by = Curved.of(priors, series.a_day), whiten or quickest()
    shape = curved.start
    if at_an_end(series).any():
        series, shape = _softened(series, columns.bells, curved, filter_by)
    land = Landscape(series, columns.bells, curved, filter_by)
    shape = find_shape(land.height, shape, curved.widest)
    for _ in range(1 + RELAYINGS):
        lattice, summed = land.lay(shape)
        weight = _weights(summed.log_weight + curved.height(lattice.places))
        better = refitted(lattice, weight)
        if better is None:
            break
        shape = better
    mixture = Mixture(weight, *summed.moments(columns.bells))
    return Posterior(
        columns, mixture, _doubling(mixture, lattice), _typical(lattice, summed, weight), series
    )


def _softened(told: Series, bells: Bells, curved: Curved, whiten: Whiten) -> tuple[Series, Shape]:
    """The series with its ends made vague, weighed at the peak, and the peak."""
    series, shape = begun(told), curved.start
    for _ in range(SOFTENINGS):
        land = Landscape(series, bells, curved, whiten)
        shape = find_shape(land.height, shape, curved.widest)
        node = Nodes.at(shape.peak[None])
        series = soften(told, series, node, float(np.exp(land.log_s)), bells)
    return series, shape


def _weights(heights: Floats) -> Floats:
    weight: Floats = np.exp(heights - heights.max())
    weight /= weight.sum()
    return weight


def _doubling(mixture: Mixture, lattice: Lattice) -> Floats:
    """How far the answer of one grid alone is from that of both, in sd, for mean or sd."""
    half = mixture.some(lattice.first_grid)
    of_mean = np.abs(half.mean - mixture.mean) / mixture.sd
    return np.maximum(of_mean, np.abs(half.sd / mixture.sd - 1))


def _typical(lattice: Lattice, summed: Summed, weight: Floats) -> Typical:
    echo, drift, kept = weight @ lattice.places
    log_s = weight @ (summed.weight * summed.log_s).sum(axis=1)
    node = Nodes.at(np.array([[echo, drift, kept]]))
    return Typical(
        float(node.echo[0]), float(node.drift[0]), float(node.kept[0]), float(np.exp(log_s))
    )
