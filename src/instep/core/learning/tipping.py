"""Evenings nobody wrote: what would be said had each been a point worse, or a point better?

Who feels worst may write least. A missing evening counts as one like its neighbours; here all of
them are moved at once, and with them what is known of a technique. Where what is said then stays
the same, it does not hang on the evenings that are missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from instep.core.diary import Day, Diary
from instep.core.learning.columns import Enquiry, series_of
from instep.core.learning.posterior import Known, Mixture, Posterior
from instep.core.learning.priors import Yardstick
from instep.core.learning.series import Floats, Nodes, Series
from instep.core.learning.verdict import Judged, Reason, Verdict, said_of
from instep.core.learning.whiten import quickest

ANY_SCORE = 5
"""Stands where an evening is missing while places are counted; what it says is not used."""

UNTOLD = (Reason.NOT_SURE, Reason.CANNOT_TELL_APART)
"""Reasons that more scores could mend; where there are too few days nothing can tip."""


@dataclass(frozen=True)
class Tipping:
    """One technique's verdict as it is, and with the missing evenings worse or better.

    ``evenings`` lie between the first and the last day; ``moved`` is how far the change moves, in
    points, when each of them was worse by what ``if_worse`` supposes.
    """

    technique: str
    evenings: int
    moved: float
    as_told: Verdict
    if_worse: Verdict
    if_better: Verdict

    @property
    def holds(self) -> bool:
        """Whether the same is said either way."""
        return self.as_told is self.if_worse is self.if_better


def tipping(
    diary: Diary,
    enquiry: Enquiry,
    posterior: Posterior,
    judged: Iterable[Judged],
    yardstick: Yardstick,
) -> tuple[Tipping, ...]:
    """Of every technique that the numbers say something of, or could."""
    evenings, gain = gain_of_missing(diary, enquiry, posterior)
    worse, better = (
        _moved(posterior.known, side * yardstick.missing_points * gain) for side in (1, -1)
    )
    return tuple(
        Tipping(
            technique=each.technique,
            evenings=evenings,
            moved=yardstick.missing_points * float(gain[_place(posterior, each)]),
            as_told=each.verdict,
            if_worse=_said(worse, each, yardstick),
            if_better=_said(better, each, yardstick),
        )
        for each in judged
        if each.verdict is not Verdict.PAUSED and (each.reason is None or each.reason in UNTOLD)
    )


def _place(posterior: Posterior, judged: Judged) -> int:
    return posterior.columns.names.index(judged.technique)


def _said(known: Known, judged: Judged, yardstick: Yardstick) -> Verdict:
    measure = yardstick.of(exploratory=judged.exploratory)
    told = said_of(known, judged.technique, judged.matters, measure)
    return Verdict.NOT_YET if told is None else told


def _moved(known: Known, by: Floats) -> Known:
    mixture = known.mixture
    return Known(known.names, Mixture(mixture.weight, mixture.means + by, mixture.covariances))


def gain_of_missing(diary: Diary, enquiry: Enquiry, posterior: Posterior) -> tuple[int, Floats]:
    """How many evenings are missing, and how far each coefficient (D) moves for a point on them.

    Given echo, drift, carry-over and s, coefficients follow scores along straight lines: a point
    more on the missing evenings moves them by what a diary would say that holds nothing else.
    """
    whole, _ = series_of(_filled(diary, enquiry), enquiry)
    missing = ~np.isin(whole.at, posterior.series.at)
    series = replace(whole, scores=missing.astype(float), vague=_vague(whole, posterior.series))
    whiten = quickest(len(series.scores))
    gram: Floats = whiten(series, Nodes.at(posterior.place)).gram[0] / posterior.noise**2
    stiff = gram[1:, 1:] + np.diag(posterior.columns.bells.sd**-2)
    return int(missing.sum()), np.linalg.solve(stiff, gram[0, 1:]).astype(np.float64)


def _vague(whole: Series, told: Series) -> Floats:
    """Scores at the ends stay as vague as they were taken to be."""
    vague = np.zeros(len(whole.at))
    vague[np.isin(whole.at, told.at)] = told.vague
    return vague


def _filled(diary: Diary, enquiry: Enquiry) -> Diary:
    """Every day from the first to the last, each with a score in the evening."""
    written = {day.on: day for day in diary}
    days = [diary.days[0].on + timedelta(days=n) for n in range(diary.length)]
    lines = [written.get(on, Day(on)) for on in days]
    any_score = {enquiry.symptom: ANY_SCORE}
    return Diary(tuple(replace(line, scores={**any_score, **line.scores}) for line in lines))
