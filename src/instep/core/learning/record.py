"""A fair test told as trials of one person are told (CENT 2015): planned, and done."""

from dataclasses import dataclass
from datetime import date

from instep.core.diary import Day, Diary, Harm, Symptom
from instep.core.learning.arms import REST
from instep.core.learning.columns import Asking, columns_given
from instep.core.learning.trial import Block, Stopped, Trial


@dataclass(frozen=True)
class Kept:
    """One arm in days: drawn, done as drawn, done otherwise, not written."""

    arm: str
    drawn: int
    followed: int
    otherwise: int
    unwritten: int


@dataclass(frozen=True)
class Record:
    """All of a fair test as values. Wash-out is none: what carries over is in the model.

    ``scored`` of ``days`` days have a score of the symptom; ``seal`` stands for every lot drawn.
    """

    arms: tuple[str, ...]
    symptom: Symptom
    begins: date
    run_in_days: int
    washout_days: int
    sequence: tuple[Block, ...]
    seed: int
    seal: str
    stopped: tuple[date, Stopped] | None
    kept: tuple[Kept, ...]
    days: int
    scored: int
    harms: tuple[tuple[date, Harm], ...]


def record(trial: Trial, diary: Diary, symptom: Symptom, asking: Asking) -> Record:
    """What was planned and what was done, from the lots and the diary.

    ``asking`` names the arm that each technique counts in.
    """
    inside = [day for day in diary if trial.begins <= day.on < trial.ends]
    return Record(
        arms=trial.arms,
        symptom=symptom,
        begins=trial.begins,
        run_in_days=trial.rules.run_in_days,
        washout_days=0,
        sequence=trial.blocks,
        seed=trial.seed,
        seal=trial.blocks[-1].seal if trial.blocks else trial.opening,
        stopped=trial.stopped,
        kept=kept(trial, diary, asking),
        days=(trial.ends - trial.begins).days,
        scored=sum(symptom in day.scores for day in inside),
        harms=tuple(
            (day.on, harm) for day in inside for g in day.given for harm in sorted(g.harms)
        ),
    )


def kept(trial: Trial, diary: Diary, asking: Asking) -> tuple[Kept, ...]:
    """How each arm was kept to, over the days drawn for it that the diary has come to."""
    last = diary.days[-1].on if diary.days else trial.begins
    written = {day.on: day for day in diary}
    drawn: dict[str, list[Day | None]] = {arm: [] for arm in trial.arms}
    for on in (date.fromordinal(n) for n in range(trial.begins.toordinal(), last.toordinal() + 1)):
        if (arm := trial.arm_on(on)) is not None:
            drawn[arm].append(written.get(on))
    return tuple(_kept(arm, days, asking) for arm, days in drawn.items())


def _kept(arm: str, days: list[Day | None], asking: Asking) -> Kept:
    done = [_done(day, asking) for day in days if day is not None]
    followed = done.count({arm})
    return Kept(arm, len(days), followed, len(done) - followed, len(days) - len(done))


def _done(day: Day, asking: Asking) -> set[str]:
    """Every column that was given on a day, in the test or not, and quiet rest."""
    rest = {REST for given in day.given if given.minutes.get(REST)}
    return rest.union(*(columns_given(given, asking) for given in day.given))
