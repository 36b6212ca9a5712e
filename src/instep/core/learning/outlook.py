"""About how many more days: how sure the answer would be if a technique were tried in blocks.

How sure one gets depends on when things are done, not on what is scored (once echo, drift,
carry-over and s are known about). So the days to come can be counted before they are lived.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from instep.core.learning.columns import ANY_SESSION, LEVEL, NEW_DRUG
from instep.core.learning.posterior import Posterior
from instep.core.learning.series import Floats, Nodes, Series
from instep.core.learning.whiten import quickest

AHEAD = (7, 14, 21, 28, 42, 56, 84, 112, 140, 168)
"""The days ahead that are looked at; further than the last nobody is promised anything."""


def days_until(
    posterior: Posterior, name: str, block_days: int, is_told: Callable[[float, float], bool]
) -> int | None:
    """The fewest of the days ahead after which a verdict could be told, None beyond the last.

    ``is_told`` takes the mean as it is now and an sd.
    """
    mean = posterior.known.mean(name)
    share = posterior.known.sd(name) / _sd_typical(posterior, posterior.series, name)

    def enough(days: int) -> bool:
        longer = _longer(posterior, name, days, block_days)
        return is_told(mean, share * _sd_typical(posterior, longer, name))

    place = bisect_left(AHEAD, True, key=enough)
    return AHEAD[place] if place < len(AHEAD) else None


def _longer(posterior: Posterior, name: str, more_days: int, block_days: int) -> Series:
    """The series with so many days more: the technique on for a block of days, then off;

    every day has its session and its scores.
    """
    series, doses = posterior.series, posterior.columns.doses
    steps, ahead = len(series.dose), more_days * series.a_day
    on = np.arange(more_days) // block_days % 2 == 0
    dose = np.zeros((ahead, len(doses)))
    dose[series.a_day - 1 :: series.a_day, doses.index(name)] = on
    if ANY_SESSION in doses:
        dose[series.a_day - 1 :: series.a_day, doses.index(ANY_SESSION)] = 1
    stays = [name == LEVEL or name.startswith(NEW_DRUG) for name in posterior.columns.names]
    plain = np.tile(np.array(stays[: series.plain.shape[1]], dtype=float), (ahead, 1))
    return replace(
        series,
        scores=np.concatenate([series.scores, np.zeros(ahead)]),
        at=np.concatenate([series.at, steps + np.arange(ahead)]),
        vague=np.resize(series.vague, len(series.at) + ahead),
        plain=np.vstack([series.plain, plain]),
        dose=np.vstack([series.dose, dose]),
    )


def _sd_typical(posterior: Posterior, series: Series, name: str) -> float:
    """The sd at the middle of what is believed of the curved unknowns and s."""
    columns = posterior.columns
    whiten = quickest(len(series.scores))
    gram: Floats = whiten(series, Nodes.at(posterior.place)).gram[0, 1:, 1:]
    stiff = gram / posterior.noise**2 + np.diag(columns.bells.sd**-2)
    place = columns.names.index(name)
    return float(np.linalg.inv(stiff)[place, place] ** 0.5)
