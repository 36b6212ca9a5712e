"""How long a fit takes: compiled and plain, by days, with half days and scores at the ends."""

import importlib
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.random import RandomState
from tests.core.learning.worlds import PRIORS, columns, random_series

from instep.core.learning.fit import fit
from instep.core.learning.running import Running
from instep.core.learning.series import Series
from instep.core.learning.whiten import compiled, whiten

TURNS = 9


def cpu_ms(acts: Mapping[str, Callable[[], object]], turns: int = TURNS) -> dict[str, float]:
    """Median CPU milliseconds of each act; they take turns, so that all meet the same machine."""
    spent: dict[str, list[float]] = {name: [] for name in acts}
    for act in acts.values():
        act()
    for _ in range(turns):
        for name, act in acts.items():
            start = time.process_time()
            act()
            spent[name].append(1000 * (time.process_time() - start))
    return {name: statistics.median(each) for name, each in spent.items()}


def inside(series: Series) -> Series:
    """The same with no score at an end of the scale."""
    return replace(series, scores=np.clip(series.scores, 0.01, 9.99))


def at_the_floor(series: Series) -> Series:
    """Whole points, many of them 0."""
    return replace(series, scores=np.clip(np.round(series.scores - 4), 0, 10), ends_hide=True)


def half_days(series: Series) -> Series:
    """Two scores a day, the doses between them."""
    dose = np.zeros((2 * len(series.dose), series.dose.shape[1]))
    dose[1::2] = series.dose
    steps = np.arange(len(dose))
    kept = RandomState(0).random_sample(len(dose)) > 0.15
    near = series.scores[np.searchsorted(series.at, steps // 2).clip(max=len(series.at) - 1)]
    scores = near + RandomState(1).standard_normal(len(dose))
    at = steps[kept]
    plain = np.column_stack([np.ones(len(at)), (at % 2 == 0).astype(float)])
    told = np.clip(scores[kept], 0.01, 9.99)
    return Series(told, at, np.zeros(len(at)), plain, dose, a_day=2)


def two_plain(techniques: int):
    """Columns for half days: the level, the time of day, the techniques."""
    asked = columns(techniques)
    mean = np.insert(asked.bells.mean, 1, 0.0)
    sd = np.insert(asked.bells.sd, 1, PRIORS.covariate.sd)
    bells = replace(asked.bells, mean=mean, sd=sd)
    return replace(asked, names=("level", "check_in", *asked.doses), bells=bells)


def speed(prototype: Path | None) -> None:
    """One row for each length of diary; five techniques."""
    other = _load(prototype) if prototype else None
    print("\n| days, 5 techniques | compiled, ms | numpy alone, ms | numpy / compiled |", end="")
    print(" compiled / prototype |" if other else "")
    print("|---" * (5 if other else 4) + "|")
    for days in (30, 120, 365, 3650):
        row(f"{days}", inside(random_series(days, days, 5)), columns(5), other)
    year = random_series(365, 365, 5)
    row("365, half days", half_days(year), two_plain(5), None)
    row("365, near the floor", at_the_floor(year), columns(5), None)
    row("3650, half days", half_days(random_series(1, 3650, 5)), two_plain(5), None)
    row("3650, near the floor", at_the_floor(random_series(1, 3650, 5)), columns(5), None)
    one_day(inside(year))


def row(name: str, series: Series, asked, other: ModuleType | None) -> None:
    acts: dict[str, Callable[[], object]] = {
        "compiled": lambda: fit(series, asked, PRIORS, compiled()),
        "plain": lambda: fit(series, asked, PRIORS, whiten),
    }
    if other is not None:
        scores = np.full(len(series.dose), np.nan)
        scores[series.at] = series.scores
        acts["other"] = lambda: other.fit(scores, series.dose, step=1.25, cut=6.0)
    took = cpu_ms(acts, TURNS if len(series.dose) < 3000 else 5)
    ratio = took["plain"] / took["compiled"]
    line = f"| {name} | {took['compiled']:.1f} | {took['plain']:.1f} | {ratio:.1f} |"
    print(line + (f" {took['compiled'] / took['other']:.2f} |" if other else ""), flush=True)


def one_day(series: Series) -> None:
    """One day more, with and without the new answer."""
    running = Running.after(fit(series, columns(5), PRIORS))
    dose, ones = np.ones(5), np.ones(1)
    took = cpu_ms(
        {
            "absorbed": lambda: [running.lived(dose).told(4.0, ones) for _ in range(50)],
            "answered": lambda: [
                running.lived(dose).told(4.0, ones).known(PRIORS) for _ in range(50)
            ],
        }
    )
    print(
        f"\nOne day more after 365: {took['absorbed'] / 50:.3f} ms to take in, "
        f"{took['answered'] / 50:.2f} ms with the new answer."
    )


def _load(file: Path) -> ModuleType:
    """By its own name, with nothing written beside it: what it compiles goes where it is lost."""
    import numba

    numba.config.CACHE_DIR = tempfile.mkdtemp()
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(file.parent))
    return importlib.import_module(file.stem)
