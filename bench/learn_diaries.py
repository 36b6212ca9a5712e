"""Real diaries: does it run, and what does it say beside ordinary least squares?"""

import csv
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import numpy as np
from tests.core.learning.worlds import PRIORS

from instep.core.learning.columns import Columns
from instep.core.learning.fit import fit
from instep.core.learning.scale import Bells
from instep.core.learning.series import Series


def real_diaries(folder: Path) -> None:
    """Trials of two ways to sleep, then years of pain without a technique."""
    print("\n| real trial, sleep 1-10 | scored days | ours, 90 % | least squares, 90 % |")
    print("|---|---|---|---|")
    for name, days in sorted(_trials(folder / "sleep_trials").items()):
        _trial_row(name, days)
    print("\n| real diary | days | scored | noise s | echo phi | drift q a day | ms |")
    print("|---|---|---|---|---|---|---|")
    for file in sorted((folder / "pain_diaries").glob("*.csv")):
        for name, scores in _pains(file):
            _pain_row(f"{file.stem}, {name}", scores)


def _trials(folder: Path) -> dict[str, dict[int, tuple[str, float]]]:
    """For each person the days of the study with arm and score."""
    found: dict[str, dict[int, tuple[str, float]]] = {}
    for file in sorted(folder.glob("*.csv")):
        for line in csv.DictReader(file.open(encoding="utf-8")):
            score = _sleep(line)
            if score is not None and line["current_day_of_study"]:
                person = f"{file.stem.removeprefix('measurements_')} {line['participant_id'][:8]}"
                day = int(float(line["current_day_of_study"]))
                found.setdefault(person, {})[day] = (line["current_intervention_name"], score)
    return found


def _sleep(line: dict[str, str]) -> float | None:
    """The answer to how well one slept, wherever the survey stands."""
    for key, text in line.items():
        if text and text.startswith("How well did you sleep"):
            answer = line[key.replace("_text", "_response")]
            return float(answer) if answer else None
    return None


def _trial_row(name: str, days: dict[int, tuple[str, float]]) -> None:
    arms = sorted({arm for arm, _ in days.values()})
    first, length = min(days), max(days) - min(days) + 1
    at = np.array(sorted(days)) - first
    scores = np.array([days[day + first][1] for day in at])
    on = np.zeros((length, 1))
    on[at, 0] = [days[day + first][0] == arms[-1] for day in at]
    series = Series(scores, at, np.zeros(len(at)), np.ones((len(at), 1)), on, ends_hide=False)
    beliefs = Bells.of([PRIORS.level, PRIORS.technique])
    low, high = fit(series, Columns(("level", "t"), ("t",), beliefs, {}), PRIORS).known.interval(
        "t"
    )
    ours = f"{low:+.2f} to {high:+.2f}"
    print(f"| {name}: {arms[-1]} | {len(at)} | {ours} | {_least_squares(at, on[at, 0], scores)} |")


def _least_squares(day: np.ndarray, on: np.ndarray, scores: np.ndarray) -> str:
    """Score = 1 + day + arm; the arm's interval under the bell curve."""
    rows = np.column_stack([np.ones(len(day)), day, on])
    best, _, rank, _ = np.linalg.lstsq(rows, scores, rcond=None)
    if rank < 3 or len(day) < 5:
        return "none"
    noise = ((scores - rows @ best) ** 2).sum() / (len(day) - 3)
    sd = np.sqrt(noise * np.linalg.inv(rows.T @ rows)[2, 2])
    return f"{best[2] - 1.645 * sd:+.2f} to {best[2] + 1.645 * sd:+.2f}"


def _pains(file: Path) -> Iterator[tuple[str, dict[date, float]]]:
    """Each thing scored on at least eight days, its mean by day."""
    told: dict[str, dict[date, list[float]]] = {}
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    if not lines[0].startswith("name"):
        return
    for line in csv.DictReader(lines):
        on = _date(line)
        if on is not None and (line.get("intensity") or "").replace(".", "", 1).isdigit():
            told.setdefault(line["name"], {}).setdefault(on, []).append(float(line["intensity"]))
    for name, days in told.items():
        if len(days) >= 8:
            yield name, {on: float(np.mean(each)) for on, each in days.items()}


def _date(line: dict[str, str]) -> date | None:
    try:
        if line.get("date"):
            return datetime.fromisoformat(line["date"]).date()
        return date(int(line["startyear"]), int(line["startmonth"]), int(line["startday"]))
    except ValueError:
        return None


def _pain_row(name: str, scores: dict[date, float]) -> None:
    first = min(scores)
    at = np.array([(on - first).days for on in sorted(scores)])
    told = np.array([scores[on] for on in sorted(scores)])
    none = np.zeros((int(at[-1]) + 1, 0))
    series = Series(told, at, np.zeros(len(at)), np.ones((len(at), 1)), none)
    start = time.process_time()
    found = fit(series, Columns(("level",), (), Bells.of([PRIORS.level]), {}), PRIORS)
    took = 1000 * (time.process_time() - start)
    curved = found.curved
    echo, drift = np.tanh(curved.echo.mean), np.exp(curved.drift.mean)
    middle = f"{found.noise:.2f} | {echo:+.2f} | {drift:.3f}"
    print(f"| {name} | {at[-1] + 1} | {len(at)} | {middle} | {took:.0f} |")
