"""What has changed since the start, as plainly as a few scores let it be said.

It compares the first scored days with the last ones. It cannot say what a change comes from; what
a technique does by itself is asked in ``learning``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import NormalDist, fmean

from instep.core.units import Score


@dataclass(frozen=True)
class LookBack:
    """How two stretches of days are compared: the numbers of ``content/review.toml``.

    ``days`` at each end, and at least ``least_days``. A change matters from ``points`` and from
    ``share`` of the start on; both ends within ``same`` points is no change. ``echo`` is how alike
    two days in a row are, 0 to 1; ``least_noise`` in points; ``sure`` is the chance of the
    interval.
    """

    days: int
    least_days: int
    points: float
    share: float
    same: float
    echo: float
    least_noise: float
    sure: float


class Said(StrEnum):
    """The one sentence that may be said of a symptom."""

    TOO_FEW = "too_few"
    MUCH_LESS = "much_less"
    LESS = "less"
    SAME = "same"
    MAYBE = "maybe"
    MORE = "more"
    MUCH_MORE = "much_more"


@dataclass(frozen=True)
class Changed:
    """A symptom at the start and now, in points, with the change and how sure it is.

    ``low`` to ``high`` is the interval of the change; below zero is less trouble.
    """

    first: float
    last: float
    low: float
    high: float

    @property
    def by(self) -> float:
        """The change itself; below zero is less trouble."""
        return self.last - self.first

    @property
    def is_sure(self) -> bool:
        """Whether chance alone would seldom do this."""
        return self.low > 0 or self.high < 0


def changed(scores: Sequence[Score], rules: LookBack) -> Changed | None:
    """From the first scored days to the last, in their order; None where too few were told."""
    ends = min(rules.days, len(scores) // 2)
    if ends < rules.least_days:
        return None
    first, last = [float(s) for s in scores[:ends]], [float(s) for s in scores[-ends:]]
    by, far = fmean(last) - fmean(first), _reach(first, last, rules)
    return Changed(fmean(first), fmean(last), by - far, by + far)


def said(found: Changed | None, rules: LookBack) -> Said:
    """What may be said of it: never more than the interval lets be said."""
    if found is None:
        return Said.TOO_FEW
    if not found.is_sure:
        within = max(-found.low, found.high) <= rules.same
        return Said.SAME if within else Said.MAYBE
    is_much = abs(found.by) >= max(rules.points, rules.share * found.first)
    if found.by < 0:
        return Said.MUCH_LESS if is_much else Said.LESS
    return Said.MUCH_MORE if is_much else Said.MORE


# -- The interval ----------------------------------------------------------------------------------


def _reach(first: Sequence[float], last: Sequence[float], rules: LookBack) -> float:
    """Half the width of the interval: of two means of days that are like the day before."""
    n = len(first)
    alike = _alike(n, rules.echo)
    spread = (_spread(first) + _spread(last)) / 2
    seen = spread / (1 - (alike - 1) / (n - 1))
    noise = max(seen, rules.least_noise**2)
    return _student(rules.sure, 2 * n - 2) * sqrt(2 * noise * alike / n)


def _spread(scores: Sequence[float]) -> float:
    """Their variance."""
    middle = fmean(scores)
    return sum((score - middle) ** 2 for score in scores) / (len(scores) - 1)


def _alike(n: int, echo: float) -> float:
    """How many times more a mean of ``n`` such days varies than one of days that are not alike."""
    return 1 + 2 * sum((1 - k / n) * echo**k for k in range(1, n))


def _student(sure: float, free: int) -> float:
    """Student's t by Cornish and Fisher's series: right to 0.01 from six degrees of freedom on."""
    z = NormalDist().inv_cdf((1 + sure) / 2)
    return (
        z
        + (z**3 + z) / (4 * free)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * free**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * free**3)
    )
