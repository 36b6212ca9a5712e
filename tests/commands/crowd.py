"""Folders of diaries for tests: made-up people who say yes, a no, and one who says little."""

from pathlib import Path

from numpy.random import RandomState

from instep.adapters.diaries import diary_line
from instep.core.diary import Diary
from instep.core.learning.made_up import Habits, MadeUp, keep_diary
from tests.core.learning.diaries import FIRST, REST, in_blocks, truth

DOES = {"toe_stretch": "STR", "ball_roll": "ROL", "press_near_heel": "ACU", "top_strokes": "RUB"}
TRUE = {"toe_stretch": -1.2, "ball_roll": 0.0, "press_near_heel": 0.4, "top_strokes": -0.6}


def someone(seed: int, days: int = 28) -> Diary:
    """Someone who tries two of four techniques and quiet rest, each in blocks of days."""
    dice = RandomState(seed)
    tried = sorted(dice.choice(list(TRUE), 2, replace=False).tolist())
    effects = {name: float(dice.normal(TRUE[name], 0.5)) for name in tried}
    who = MadeUp(truth(effects), dice)
    return keep_diary(who, Habits(FIRST, days), in_blocks((REST, *tried), dice))


def crowd(folder: Path, people: int, days: int = 28) -> Path:
    """So many people, a hundred a file; one more who did not opt in, and one without a day."""
    lines = [diary_line(someone(seed, days), opted_in=True) for seed in range(people)]
    lines += [diary_line(someone(0), opted_in=False), diary_line(Diary(), opted_in=True)]
    for start in range(0, len(lines), 100):
        file = folder / f"people-{start:06}.jsonl"
        file.write_text("\n".join(lines[start : start + 100]) + "\n", encoding="utf-8")
    return folder
