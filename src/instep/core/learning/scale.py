"""The size s of everyday noise, summed out at each node; and with it every straight-line unknown.

Given s the coefficients are a bell curve. One turn of axes (eigenvectors of their sums of products,
in units of their prior) makes each of them stand alone, for every s at once; what remains is a sum
over log s, along eleven equal steps about its own peak.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from instep.core.learning.priors import Bell
from instep.core.learning.series import Floats
from instep.core.learning.whiten import Whitened

STEPS = np.arange(-5, 6) * 0.8
"""The places along log s, in standard deviations: four each way."""

NEWTON_STEPS = 8
NEAR = 0.03
"""The search for a peak ends with a step, in log s, smaller than this; the sum forgives as much."""

LOG_2_PI = float(np.log(2 * np.pi))


@dataclass(frozen=True)
class Bells:
    """Independent bell curves for the coefficients, (D) each: the constant first, then the rest."""

    mean: Floats
    sd: Floats


@dataclass(frozen=True)
class Turned:
    """Each node's sums in axes that stand alone.

    ``stiff`` (G, D) how much the scores say on each axis against the prior, at s = 1;
    ``pull`` (G, D) where to; ``axes`` (G, D, D); ``rest`` (G) the squares of the scores;
    ``log_det`` (G); ``scores`` how many.
    """

    stiff: Floats
    pull: Floats
    axes: Floats
    rest: Floats
    log_det: Floats
    scores: int

    @classmethod
    def of(cls, whitened: Whitened, bells: Bells, scores: int) -> "Turned":
        """Scores as differences from what the prior expects, coefficients in units of its sd."""
        gram, mean = whitened.gram, bells.mean
        told = gram[:, 0, 1:] - gram[:, 1:, 1:] @ mean
        rest = gram[:, 0, 0] - (gram[:, 0, 1:] + told) @ mean
        stiff, axes = np.linalg.eigh(gram[:, 1:, 1:] * np.outer(bells.sd, bells.sd))
        pull = np.matmul((told * bells.sd)[:, None, :], axes)[:, 0]
        return cls(np.maximum(stiff, 0.0), pull, axes, rest, whitened.log_det, scores)

    def some(self, kept: NDArray[np.bool_]) -> "Turned":
        """Only these nodes."""
        return Turned(
            self.stiff[kept],
            self.pull[kept],
            self.axes[kept],
            self.rest[kept],
            self.log_det[kept],
            self.scores,
        )

    def log_density(self, log_s: Floats) -> Floats:
        """Log of p(scores | node, s) for each node's own row of log s: (G, J) to (G, J)."""
        exact = np.exp(-2 * log_s)
        firm = exact[..., None] * self.stiff[:, None, :] + 1
        explained = (self.pull[:, None, :] ** 2 / firm).sum(axis=-1) * exact
        squares = exact * (self.rest[:, None] - explained)
        dets = np.log(firm).sum(axis=-1) + self.log_det[:, None]
        log_p: Floats = -0.5 * (squares + dets) - self.scores * (log_s + LOG_2_PI / 2)
        return log_p


@dataclass(frozen=True)
class Summed:
    """What each node says once s is summed out.

    ``log_weight`` (G), the prior of s included; ``weight`` (G, J) over ``log_s`` (G, J).
    """

    turned: Turned
    log_weight: Floats
    log_s: Floats
    weight: Floats

    def some(self, kept: NDArray[np.bool_]) -> "Summed":
        """Only these nodes."""
        turned = self.turned.some(kept)
        return Summed(turned, self.log_weight[kept], self.log_s[kept], self.weight[kept])

    def middle(self, node: int) -> float:
        """Where log s peaks at one node."""
        return float(self.log_s[node, len(STEPS) // 2])

    def moments(self, bells: Bells) -> tuple[Floats, Floats]:
        """Means (G, D) and covariances (G, D, D) of the coefficients at each node."""
        turned, exact = self.turned, np.exp(-2 * self.log_s)[..., None]
        firm = exact * turned.stiff[:, None, :] + 1
        there = exact * turned.pull[:, None, :] / firm
        mean = (self.weight[..., None] * there).sum(axis=1)
        apart = (there - mean[:, None, :]) * np.sqrt(self.weight)[..., None]
        spread = np.matmul(apart.transpose(0, 2, 1), apart)
        along = np.arange(spread.shape[-1])
        spread[:, along, along] += (self.weight[..., None] / firm).sum(axis=1)
        out = turned.axes * bells.sd[:, None]
        means = bells.mean + np.matmul(out, mean[..., None])[..., 0]
        return means, np.matmul(np.matmul(out, spread), out.transpose(0, 2, 1))


def join(parts: Sequence[Summed]) -> Summed:
    """Several looks as one."""
    turned = [part.turned for part in parts]
    whole = Turned(
        np.concatenate([each.stiff for each in turned]),
        np.concatenate([each.pull for each in turned]),
        np.concatenate([each.axes for each in turned]),
        np.concatenate([each.rest for each in turned]),
        np.concatenate([each.log_det for each in turned]),
        turned[0].scores,
    )
    return Summed(
        whole,
        np.concatenate([part.log_weight for part in parts]),
        np.concatenate([part.log_s for part in parts]),
        np.concatenate([part.weight for part in parts]),
    )


def sum_out(turned: Turned, noise: Bell, drift: Bell, log_drift: Floats, near: float) -> Summed:
    """Sum over s. ``log_drift`` (G) is log q/s, so that the prior of log q weighs on log s too."""
    prior, constant = _prior_of_s(noise, drift, log_drift)
    peak, width = _peak(turned, prior, near)
    log_s = peak[:, None] + width[:, None] * STEPS
    log_p = turned.log_density(log_s) + _bell(log_s, prior)
    top = log_p.max(axis=1)
    weight = np.exp(log_p - top[:, None])
    total = weight.sum(axis=1)
    step = width * (STEPS[1] - STEPS[0])
    log_weight = top + np.log(total * step) + constant
    return Summed(turned, log_weight, log_s, weight / total[:, None])


def _prior_of_s(noise: Bell, drift: Bell, log_drift: Floats) -> tuple[tuple[Floats, float], Floats]:
    """Two bells over log s, its own and that of log q = log q/s + log s, as one and a factor."""
    of_drift = drift.mean - log_drift
    tight, loose = noise.sd**-2, drift.sd**-2
    mean = (tight * noise.mean + loose * of_drift) / (tight + loose)
    sd = (tight + loose) ** -0.5
    both = noise.sd**2 + drift.sd**2
    constant = -0.5 * ((noise.mean - of_drift) ** 2 / both + LOG_2_PI + np.log(both))
    return (mean, sd), constant


def _bell(log_s: Floats, prior: tuple[Floats, float]) -> Floats:
    mean, sd = prior
    log_p: Floats = -0.5 * ((log_s - mean[:, None]) / sd) ** 2 - np.log(sd) - LOG_2_PI / 2
    return log_p


def _peak(turned: Turned, prior: tuple[Floats, float], start: float) -> tuple[Floats, Floats]:
    """Where each node's density over log s peaks, and its width there; Newton's steps."""
    mean, sd = prior
    peak, near = np.full_like(mean, start), 0.02
    sides = near * np.array([-1.0, 0.0, 1.0])
    curve = np.full_like(peak, sd**-2)
    for _ in range(NEWTON_STEPS):
        there = peak[:, None] + sides
        low, here, high = (turned.log_density(there) + _bell(there, prior)).T
        curve = np.maximum((2 * here - low - high) / near**2, 0.5 * sd**-2)
        move = np.clip((high - low) / (2 * near) / curve, -0.7, 0.7)
        peak = peak + move
        if np.abs(move).max() < NEAR:
            break
    return peak, curve**-0.5
