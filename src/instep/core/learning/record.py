"""A fair test told as trials of one person are told (CENT 2015): planned, and done."""

from dataclasses import dataclass
from datetime import date

from instep.core.diary import Day, Diary, Harm, Symptom
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


def record(trial: Trial, diary: Diary, symptom: Symptom) -> Record:
    """What was planned and what was done, from the lots and the diary."""
    inside = [day for day in diary if trial.begins <= day.on < trial.next_day]
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
        kept=kept(trial, diary),
        days=(trial.next_day - trial.begins).days,
        scored=sum(symptom in day.scores for day in inside),
        harms=tuple(
            (day.on, harm) for day in inside for g in day.given for harm in sorted(g.harms)
        ),
    )


def kept(trial: Trial, diary: Diary) -> tuple[Kept, ...]:
    """How each arm was kept to, over the days drawn for it that the diary has come to."""
    last = diary.days[-1].on if diary.days else trial.begins
    written = {day.on: day for day in diary}
    drawn: dict[str, list[Day | None]] = {arm: [] for arm in trial.arms}
    for on in (date.fromordinal(n) for n in range(trial.begins.toordinal(), last.toordinal() + 1)):
        if (arm := trial.arm_on(on)) is not None:
            drawn[arm].append(written.get(on))
    return tuple(_kept(arm, trial.arms, days) for arm, days in drawn.items())


def _kept(arm: str, arms: tuple[str, ...], days: list[Day | None]) -> Kept:
    done = [_arms_done(day, arms) for day in days if day is not None]
    followed = done.count({arm})
    return Kept(arm, len(days), followed, len(done) - followed, len(days) - len(done))


def _arms_done(day: Day, arms: tuple[str, ...]) -> set[str]:
    return {arm for given in day.given for arm in arms if given.minutes.get(arm)}
