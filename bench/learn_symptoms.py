"""Five symptoms, six looks, a technique that does nothing: how often is anything told to help?"""

from dataclasses import replace

import numpy as np
from numpy.random import RandomState
from tests.core.learning.diaries import FIRST, REST, RULES, enquiry, in_blocks, truth

from instep.core.diary import Day, Diary, Symptom
from instep.core.learning.fit import learn
from instep.core.learning.made_up import Habits, MadeUp, keep_diary
from instep.core.learning.verdict import Verdict, judge

SYMPTOMS = (Symptom.PAIN, Symptom.BURNING, Symptom.TINGLING, Symptom.NUMBNESS, Symptom.COLD)
LOOKS = (28, 42, 56, 84, 112, 168)
HELPS = (Verdict.HELPS_MUCH, Verdict.HELPS_SOME)


def symptoms(people: int) -> None:
    """One technique and rest by lot; symptoms that have nothing to do with each other are worst."""
    ever = np.array([_ever(seed) for seed in range(people)])
    primary, others, any_of = ever[:, 0].mean(), ever[:, 1:].mean(), ever.any(axis=1).mean()
    error = 100 * (any_of * (1 - any_of) / people) ** 0.5
    print(
        f"\n| {people} people, nothing helps, six looks to 168 days | in 100 ever told it helps |"
    )
    print("|---|---|")
    print(f"| the symptom chosen beforehand | {100 * primary:.1f} |")
    print(f"| each of four others | {100 * others:.2f} |")
    print(f"| any of the five | {100 * any_of:.1f}, error {error:.1f} |", flush=True)


def _ever(seed: int) -> list[bool]:
    diary = _lived(seed)
    return [any(_helps(Diary(diary.days[:days]), each) for days in LOOKS) for each in SYMPTOMS]


def _helps(diary: Diary, symptom: Symptom) -> bool:
    asked = enquiry(symptom)
    (judged,) = judge(diary, asked, learn(diary, asked), RULES)
    return judged.verdict in HELPS


def _lived(seed: int) -> Diary:
    dice = RandomState([5, seed])
    choose = in_blocks((REST, "t0"), dice)
    first, *others = (
        keep_diary(MadeUp(truth({"t0": 0.0}), dice), Habits(FIRST, LOOKS[-1], symptom=s), choose)
        for s in SYMPTOMS
    )
    days = zip(first, *others, strict=True)
    return Diary(tuple(_joined(same) for same in days))


def _joined(same: tuple[Day, ...]) -> Day:
    return replace(same[0], scores={k: v for day in same for k, v in day.scores.items()})
