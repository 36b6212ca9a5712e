"""The engine: from a diary to what is known of it. No chance, no clock; the same each time."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from instep.core.diary import Diary
from instep.core.learning.censored import at_an_end, begun, soften
from instep.core.learning.columns import Columns, Enquiry, series_of
from instep.core.learning.lattice import Lattice, Shape, find_shape, finer, lay, refitted
from instep.core.learning.posterior import Known, Mixture, Posterior
from instep.core.learning.priors import Bell, Curved, Priors
from instep.core.learning.scale import Bells, OverS, Summed, Turned, join, sum_out
from instep.core.learning.series import Floats, Nodes, Series
from instep.core.learning.whiten import Whiten, quickest

SOFTENINGS = 3
"""How often the scores at the ends of the scale are weighed anew about a better peak."""

RELAYINGS = 2
"""How often, at most, a lattice that does not fit is laid anew."""

COARSE = 0.03
"""Where doubling a lattice moved the answer by more, in sd, a finer one is laid."""


def _start(curved: Curved) -> Shape:
    """Where the search begins: in the middle of what is believed, half as wide."""
    middle = [curved.echo.mean, curved.drift.mean - curved.noise.mean, curved.kept.mean]
    return Shape(np.array(middle), np.diag(_widest(curved)) / 2)


def _widest(curved: Curved) -> Floats:
    """One standard deviation of each: atanh phi, log q/s, logit lambda."""
    return np.array([curved.echo.sd, np.hypot(curved.drift.sd, curved.noise.sd), curved.kept.sd])


def height_of(curved: Curved, places: Floats) -> Floats:
    """Log density of echo and carry-over, but for a constant; s and q stand in ``scale``."""
    echo = (places[:, 0] - curved.echo.mean) / curved.echo.sd
    kept = (places[:, 2] - curved.kept.mean) / curved.kept.sd
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
        over = OverS.of(self.curved.noise, self.curved.drift, places[:, 1])
        summed = sum_out(turned, over, self.log_s)
        self.seen.append(summed)
        heights = summed.log_weight + height_of(self.curved, places)
        self.log_s = summed.middle(int(heights.argmax()))
        return heights

    def lay(self, shape: Shape) -> "Laid":
        """A lattice, and all that is known at its nodes."""
        self.seen.clear()
        lattice = lay(self.height, shape)
        summed = join(self.seen).some(lattice.kept)
        weight = weights(summed.log_weight + height_of(self.curved, lattice.places))
        return Laid(lattice, summed, Mixture(weight, *summed.moments(self.bells)))


@dataclass(frozen=True)
class Laid:
    """A lattice with what is known at its nodes."""

    lattice: Lattice
    summed: Summed
    mixture: Mixture

    @cached_property
    def doubling(self) -> Floats:
        """How far the answer of one grid alone is from that of both, in sd, for mean or sd."""
        half, whole = self.mixture.some(self.lattice.first_grid), self.mixture
        of_mean = np.abs(half.mean - whole.mean) / whole.sd
        return np.maximum(of_mean, np.abs(half.sd / whole.sd - 1))

    @property
    def better(self) -> Shape | None:
        """The shape to lay a better lattice by, None where this one will do."""
        shape = refitted(self.lattice, self.mixture.weight)
        if shape is None and self.doubling.max() > COARSE:
            return finer(self.lattice)
        return shape

    @property
    def curved(self) -> Curved:
        """Mean and sd of each curved unknown, on the scales of the priors."""
        summed, places = self.summed, self.lattice.places
        log_s = (summed.weight * summed.log_s).sum(axis=1)
        beside = (summed.weight * (summed.log_s - log_s[:, None]) ** 2).sum(axis=1)
        return Curved(
            self._bell(places[:, 0]),
            self._bell(places[:, 1] + log_s, beside),
            self._bell(places[:, 2]),
            self._bell(log_s, beside),
        )

    def _bell(self, values: Floats, within: Floats | float = 0.0) -> Bell:
        weight = self.mixture.weight
        mean = float(weight @ values)
        return Bell(mean, float(weight @ ((values - mean) ** 2 + within)) ** 0.5)


def learn(diary: Diary, enquiry: Enquiry, whiten: Whiten | None = None) -> Posterior:
    """What a diary says about an enquiry."""
    return fit(*series_of(diary, enquiry), enquiry.priors, whiten)


def fit(
    series: Series, columns: Columns, priors: Priors, whiten: Whiten | None = None
) -> Posterior:
    """What a series says about its columns."""
    curved, filter_by = priors.curved(series.a_day), whiten or quickest(len(series.scores))
    shape = _start(curved)
    if at_an_end(series).any():
        series, shape = _softened(series, columns.bells, curved, filter_by)
    land = Landscape(series, columns.bells, curved, filter_by)
    laid = land.lay(find_shape(land.height, shape, _widest(curved)))
    for _ in range(RELAYINGS):
        shape_now = laid.better
        if shape_now is None:
            break
        laid = land.lay(shape_now)
    known, places = Known(columns.names, laid.mixture), laid.lattice.places
    return Posterior(columns, known, laid.doubling, laid.curved, series, places)


def _softened(told: Series, bells: Bells, curved: Curved, whiten: Whiten) -> tuple[Series, Shape]:
    """The series with its ends made vague, weighed at the peak, and the peak."""
    series, shape = begun(told), _start(curved)
    for _ in range(SOFTENINGS):
        land = Landscape(series, bells, curved, whiten)
        shape = find_shape(land.height, shape, _widest(curved))
        node = Nodes.at(shape.peak[None])
        series = soften(told, series, node, float(np.exp(land.log_s)), bells)
    return series, shape


def weights(heights: Floats) -> Floats:
    """Heights in nats as chances that add up to 1."""
    weight: Floats = np.exp(heights - heights.max())
    weight /= weight.sum()
    return weight
