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

LEAST_LOG_S = float(np.log(0.05))
"""In points: scores are whole, so a diary that never changes does not say that s is nothing."""

LOG_2_PI = float(np.log(2 * np.pi))


@dataclass(frozen=True)
class Bells:
    """Independent bell curves for the coefficients, (D) each: the constant first, then the rest."""

    mean: Floats
    sd: Floats

    @classmethod
    def of(cls, bells: Sequence[Bell]) -> "Bells":
        """From single ones, in this order."""
        return cls(np.array([b.mean for b in bells]), np.array([b.sd for b in bells]))


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

    def slope_and_bend(self, log_s: Floats) -> tuple[Floats, Floats]:
        """First and second derivative of the log density by log s, one place a node: (G) each."""
        exact = np.exp(-2 * log_s)
        share = exact[:, None] * self.stiff
        share = share / (share + 1)
        told = (exact[:, None] * self.pull) ** 2 * (1 - share)
        slope = exact * self.rest - self.scores + (share - told * (2 - share)).sum(axis=1)
        fading = share * (1 - share)
        bend = (told * ((2 - share) ** 2 - fading) - fading).sum(axis=1)
        return slope, 2 * (bend - exact * self.rest)


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


@dataclass(frozen=True)
class OverS:
    """What is believed of log s: ``mean`` (G) and ``sd``, and ``constant`` (G) in nats."""

    mean: Floats
    sd: float
    constant: Floats

    @classmethod
    def of(cls, noise: Bell, drift: Bell, log_drift: Floats) -> "OverS":
        """The bell of log s times that of log q = log q/s + log s; ``log_drift`` (G) is log q/s."""
        of_drift = drift.mean - log_drift
        tight, loose = noise.sd**-2, drift.sd**-2
        mean = (tight * noise.mean + loose * of_drift) / (tight + loose)
        far = (noise.mean - of_drift) ** 2 / (noise.sd**2 + drift.sd**2)
        return cls(mean, (tight + loose) ** -0.5, -0.5 * far)

    def height(self, log_s: Floats) -> Floats:
        """Log density at (G, J), but for a constant that is the same everywhere."""
        height: Floats = (
            self.constant[:, None] - 0.5 * ((log_s - self.mean[:, None]) / self.sd) ** 2
        )
        return height


def sum_out(turned: Turned, over: OverS, near: float) -> Summed:
    """Sum over s. The search for its peak begins at ``near``, in log s."""
    peak, width = _peak(turned, over, near)
    log_s = peak[:, None] + width[:, None] * STEPS
    log_p = turned.log_density(log_s) + over.height(log_s)
    top = log_p.max(axis=1)
    weight = np.exp(log_p - top[:, None])
    total = weight.sum(axis=1)
    return Summed(turned, top + np.log(total * width), log_s, weight / total[:, None])


def _peak(turned: Turned, over: OverS, start: float) -> tuple[Floats, Floats]:
    """Where each node's density over log s peaks, and its width there; Newton's steps."""
    peak, least = np.full_like(over.mean, start), 0.5 * over.sd**-2
    for _ in range(NEWTON_STEPS):
        slope, bend = turned.slope_and_bend(peak)
        slope = slope - (peak - over.mean) / over.sd**2
        curve = np.maximum(over.sd**-2 - bend, least)
        move = np.clip(slope / curve, -0.7, 0.7)
        peak = np.maximum(peak + move, LEAST_LOG_S)
        if np.abs(move).max() < NEAR:
            break
    return peak, curve**-0.5
