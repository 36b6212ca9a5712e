"""One day more, without starting again: the filter of every node, kept where it stands.

The nodes stay those of the last whole fit, which is true enough for some weeks: within a fiftieth
of an sd after ten days. A score at an end
of the scale needs a whole fit: what it hides hangs on the days before and after.
"""

from dataclasses import dataclass, replace

import numpy as np

from instep.core.diary import BEST, WORST
from instep.core.learning.fit import height_of, weights
from instep.core.learning.posterior import Known, Mixture, Posterior
from instep.core.learning.priors import Priors
from instep.core.learning.scale import OverS, Turned, sum_out
from instep.core.learning.series import Floats, Nodes
from instep.core.learning.whiten import Way, Whitened, carried, columns_of, news, whiten


class NeedsFit(Exception):
    """A score at an end of the scale: only a whole fit can weigh it."""


@dataclass(frozen=True)
class Running:
    """Where the filter of each node stands after a posterior's series.

    ``sums`` so far over ``scores`` scores; ``still_open`` (3, G) what is still open; ``level``,
    ``before``, ``last`` (C, G) what is held of the level, the last columns and their news;
    ``unsure`` (G) what the last score left open; ``left`` (K, G) of each dose; ``gap`` steps
    since the last score.
    """

    posterior: Posterior
    nodes: Nodes
    sums: Whitened
    scores: int
    still_open: Floats
    level: Floats
    before: Floats
    last: Floats
    unsure: Floats
    left: Floats
    gap: int

    @classmethod
    def after(cls, posterior: Posterior) -> "Running":
        """Run through the posterior's series once; it must hold a score."""
        series, nodes = posterior.series, Nodes.at(posterior.places)
        way = Way.of(series, nodes)
        gains, rows = way.gains(series.vague), columns_of(series, nodes)
        before, new = rows[-1].copy(), news(rows, way, gains)
        running = cls(
            posterior,
            nodes,
            whiten(series, nodes),
            len(series.scores),
            way.still_open(series.vague)[:, -1],
            (gains.level[:, None] * new).sum(axis=0),
            before,
            new[-1],
            gains.unsure[-1],
            carried(series, nodes)[-1],
            0,
        )
        for dose in series.dose[series.at[-1] + 1 :]:
            running = running.lived(dose)
        return running

    def lived(self, dose: Floats) -> "Running":
        """One step more, with doses (K) and no score yet."""
        kept = self.nodes.kept ** (1 / self.posterior.series.a_day)
        left = self.left * kept + dose[:, None] * (1 - self.nodes.kept)
        return replace(self, left=left, gap=self.gap + 1)

    def told(self, score: float, plain: Floats) -> "Running":
        """The score of the step just lived, with its plain columns (P)."""
        if not BEST < score < WORST:
            raise NeedsFit(f"a score of {score:g}")
        way = self._way()
        shared, spread = way.foretold(self.still_open)
        row = np.vstack([np.tile(np.array([[score, *plain]]).T, len(spread)), self.left])
        new = row - way.echo * self.before - (1 - way.echo) * self.level
        new += way.echo * self.unsure * self.last
        gram = self.sums.gram + np.einsum("cg,dg->gcd", new / spread, new)
        return replace(
            self,
            sums=Whitened(gram, self.sums.log_det + np.log(spread)),
            scores=self.scores + 1,
            still_open=way.after(self.still_open, 0.0),
            level=self.level + shared / spread * new,
            before=row,
            last=new,
            unsure=np.zeros_like(spread),
            gap=0,
        )

    def _way(self) -> Way:
        echo = self.nodes.echo**self.gap
        walk = self.nodes.drift**2 / self.posterior.series.a_day * self.gap
        return Way(echo, walk, 1 - echo**2)

    def known(self, priors: Priors) -> Known:
        """What is known now."""
        columns, places = self.posterior.columns, self.posterior.places
        curved = priors.curved(self.posterior.series.a_day)
        turned = Turned.of(self.sums, columns.bells, self.scores)
        over = OverS.of(curved.noise, curved.drift, places[:, 1])
        summed = sum_out(turned, over, self.posterior.curved.noise.mean)
        weight = weights(summed.log_weight + height_of(curved, places))
        return Known(columns.names, Mixture(weight, *summed.moments(columns.bells)))
