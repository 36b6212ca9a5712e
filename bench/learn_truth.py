"""How often the engine is right about made-up people whose truth is known, in many worlds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import RandomState
from tests.core.learning.diaries import FIRST, REST, RULES, enquiry, given, in_blocks, truth

from instep.core.diary import Diary, Origin
from instep.core.learning.fit import learn
from instep.core.learning.made_up import Habits, MadeUp, keep_diary, written
from instep.core.learning.verdict import Verdict, lacking_days, matters_from, said_of, tally

EFFECTS = {"t0": -2.0, "t1": -1.0, "t2": 0.0, "t3": 1.0}
DAYS, LOOKS = 84, (28, 42, 56, 84, 112, 168)
HELPS = (Verdict.HELPS_MUCH, Verdict.HELPS_SOME)


@dataclass(frozen=True)
class World:
    """One way the world may differ from the model: moods added to feelings, and how one picks."""

    name: str
    mood: Callable[[RandomState, int], np.ndarray] | None = None
    by_feeling: str = ""
    check_ins: bool = False
    level: float = 6.0


def flares(dice: RandomState, days: int) -> np.ndarray:
    """Four times a few days that are 2.5 points worse."""
    mood = np.zeros(days)
    for start in dice.randint(0, days - 4, 4):
        mood[start : start + 4] += 2.5
    return mood


def heavy(dice: RandomState, days: int) -> np.ndarray:
    """Now and then a day far from the others."""
    return 0.8 * dice.standard_t(3, days)


WORLDS = (
    World("as the model says, by lot"),
    World("half days, by lot", check_ins=True),
    World("days far from the others", heavy),
    World("flares", flares),
    World("slowly better by 2", lambda _, days: -2 * np.arange(days) / days),
    World("suddenly better by 2", lambda _, days: -2.0 * (np.arange(days) >= days // 2)),
    World("hope that fades", lambda _, days: -2 * np.exp(-np.arange(days) / 14)),
    World("weekends", lambda _, days: 0.8 * np.sin(2 * np.pi * np.arange(days) / 7)),
    World("near the floor, by lot", level=2.5),
    World("picked by yesterday's score", by_feeling="yesterday"),
    World("picked by the check-in, told", by_feeling="check_in", check_ins=True),
    World("picked by the check-in, not told: no verdict", by_feeling="check_in"),
    World("picked by how today feels, not told: no verdict", by_feeling="today"),
)


class Moody(MadeUp):
    """A made-up person with moods that the model does not know of; the steps are days or halves."""

    def __init__(self, world: World, dice: RandomState, days: int, a_day: int) -> None:
        echo = 0.3 if a_day == 1 else 0.55
        who = truth(EFFECTS, level=world.level, echo=echo, a_day=a_day)
        super().__init__(who, dice)
        added = np.zeros(days) if world.mood is None else world.mood(dice, days)
        self.moods = iter(np.repeat(added, a_day))
        self.yesterday = world.level

    def feels(self, doses: Mapping[str, float] | None = None) -> float:
        """As felt, and the mood."""
        self.yesterday = super().feels(doses) + float(next(self.moods))
        return self.yesterday


def lived(world: World, seed: int) -> Diary:
    """One person's twelve weeks in this world."""
    dice = RandomState(seed)
    halves = world.check_ins or world.by_feeling == "check_in"
    person = Moody(world, dice, DAYS, 2 if halves else 1)
    by_lot = in_blocks((REST, *EFFECTS), dice)
    choose = _by_feeling(person, world.by_feeling, dice) if world.by_feeling else by_lot
    diary = keep_diary(person, Habits(FIRST, DAYS), choose)
    hidden = halves and not world.check_ins
    return Diary(tuple(replace(d, check_in=None) for d in diary)) if hidden else diary


def _by_feeling(person: Moody, kind: str, dice: RandomState):
    """The worse it is, the more is done."""

    def choose(_number: int, check_in: int | None):
        today = person.level + person.echo
        felt = {"yesterday": person.yesterday, "today": today, "check_in": check_in}[kind]
        often = 1 / (1 + np.exp(-1.5 * ((6 if felt is None else written(felt)) - 6)))
        used = [name for name in EFFECTS if dice.random_sample() < 0.6 * often]
        return (given(*(used or [REST]), origin=Origin.CHOSEN),)

    return choose


def scenarios(people: int, worlds: tuple[World, ...] = WORLDS) -> None:
    """How often nine-in-ten intervals hold the truth, world by world."""
    print(
        f"\n| {people} people, {DAYS} days, changes of -2, -1, 0, 1 | 90 % intervals hold |", end=""
    )
    print(" off by, for -2 | sd |\n|---|---|---|---|")
    for world in worlds:
        held, off, sds = [], [], []
        for seed in range(people):
            known = learn(lived(world, seed), enquiry()).known
            for name, effect in EFFECTS.items():
                held.append(abs(known.below(name, effect) - 0.5) < 0.45)
                sds.append(known.sd(name))
            off.append(known.mean("t0") + 2)
        print(
            f"| {world.name} | {np.mean(held):.3f} | {np.mean(off):+.2f} | {np.mean(sds):.2f} |",
            flush=True,
        )


def verdicts(people: int) -> None:
    """Six looks in 24 weeks: what was ever said of a technique, by its true change."""
    print(f"\n| {people} people, 3 techniques and rest, looks at 28 to 168 days |", end="")
    print(" ever helps | helps by day 84 | ever worse |\n|---|---|---|---|")
    for a_day in (1, 2):
        for effects in ((0.0, 0.0, 0.0), (-2.0, 0.0, -1.0), (0.0, 0.0, 1.0)):
            said = [_looks(effects, a_day, seed) for seed in range(people)]
            for place, effect in enumerate(effects):
                each = [[look[place] for look in one] for one in said]
                ever = np.mean([any(v in HELPS for v in one) for one in each])
                soon = np.mean([any(v in HELPS for v in one[:4]) for one in each])
                worse = np.mean([Verdict.WORSE in one for one in each])
                name = f"{effect:+.0f} among {effects}, {a_day} a day"
                print(f"| {name} | {ever:.3f} | {soon:.3f} | {worse:.3f} |", flush=True)


def _looks(effects: tuple[float, ...], a_day: int, seed: int) -> list[list[Verdict | None]]:
    names = [f"t{k}" for k in range(len(effects))]
    dice = RandomState(77_000 + seed)
    who = truth(dict(zip(names, effects, strict=True)), a_day=a_day, echo=(0.3, 0.55)[a_day - 1])
    diary = keep_diary(MadeUp(who, dice), Habits(FIRST, LOOKS[-1]), in_blocks((REST, *names), dice))
    return [_look(Diary(diary.days[:days]), names) for days in LOOKS]


def _look(diary: Diary, names: list[str]) -> list[Verdict | None]:
    asked, yardstick = enquiry(), RULES.yardstick
    known, matters = learn(diary, asked).known, matters_from(diary, asked, yardstick)
    return [
        None
        if lacking_days(tally(diary, asked, name), yardstick)
        else said_of(known, name, matters, yardstick)
        for name in names
    ]
