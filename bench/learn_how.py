"""The figures of the page "How we know", counted anew and written into the content.

Run with: make how-we-know. The same seed gives the same file, to the last digit it holds.
"""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.random import RandomState

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.core.learning.diaries import ASKING, before_and_after
from tests.core.learning.worlds import LEARNING, PRIORS, blocks, columns, lived, names

from instep import __version__
from instep.adapters.content import SHIPPED
from instep.adapters.content.how_we_know import FILE, BeforeAfter, Held, HowWeKnow
from instep.core.diary import Diary
from instep.core.learning.fit import fit
from instep.core.learning.made_up import drawn
from instep.core.learning.right_after import right_after

SEED, PEOPLE = 2026, 2000
DAYS, PROMISED, TECHNIQUES = (30, 84, 180), (50, 80, 90, 95), 4
SESSIONS = 40
WORLDS = ((0.0, False), (0.0, True), (-1.0, False), (-1.0, True))
"""The technique's own effect in points, and whether it is picked when it hurts."""

HEAD = """\
# How often the learning engine is right about made-up people whose truth is known.
# Written by: make how-we-know. Each row counts `people` made-up people; each `error` is the
# standard error of the count before it. The page "How we know" shows these numbers.
"""


def calibration(days: int, people: int) -> list[Held]:
    """How many intervals hold the truth, for diaries drawn from what is believed beforehand."""
    places = np.array([_places(days, person) for person in range(people)])
    return [_held(days, promised, places) for promised in PROMISED]


def _places(days: int, person: int) -> list[float]:
    """Where each technique's truth lies in what the engine says of it, 0 to 1."""
    dice = RandomState([SEED, days, person])
    who = drawn(PRIORS, names(TECHNIQUES), dice)
    series = lived(who, blocks(dice, days, TECHNIQUES), dice, whole=False)
    known = fit(series, columns(TECHNIQUES), PRIORS).known
    return [known.below(name, effect) for name, effect in who.effects.items()]


def _held(days: int, promised: int, places: np.ndarray) -> Held:
    each = 100 * (np.abs(places - 0.5) < promised / 200).mean(axis=1)  # one person's share
    return Held(days, promised, *_mean(each, 1))


def _mean(each: np.ndarray, digits: int) -> tuple[float, float]:
    """The mean over people and its standard error."""
    error = each.std(ddof=1) / len(each) ** 0.5
    return round(float(each.mean()), digits) + 0.0, round(float(error), digits + 1)  # no -0.0


def before_after(effect: float, when_it_hurts: bool, people: int) -> BeforeAfter:
    """The same sessions read twice: after less before, and as the engine does."""
    read = [_read(effect, when_it_hurts, person) for person in range(people)]
    plain, plain_high, ours, ours_high = np.array(read).T
    return BeforeAfter(
        effect,
        when_it_hurts,
        SESSIONS,
        *_mean(plain, 2),
        *_mean(ours, 2),
        _mean(100.0 * (plain_high < effect), 1)[0],
        _mean(100.0 * (ours_high < effect), 1)[0],
    )


def _read(effect: float, when_it_hurts: bool, person: int) -> tuple[float, float, float, float]:
    """The mean and the upper end of the 90 % interval: of subtraction, and of the engine."""
    dice = RandomState([SEED, round(-10 * effect), when_it_hurts, person])
    diary = before_and_after(dice, SESSIONS, effect, when_it_hurts=when_it_hurts)
    known = right_after(diary, ASKING, LEARNING.right_after)
    return *_subtracted(diary), known.mean("t0"), known.interval("t0")[1]


def _subtracted(diary: Diary) -> tuple[float, float]:
    """After less before over the technique's own sessions; Student's interval, by its expansion."""
    told = [(day.check_in, given.after) for day, given in diary.sessions if "t0" in given.minutes]
    moves = np.array([float(after - before) for before, after in told])
    wide = 1.645 * (1 + (1.645**2 + 1) / (4 * (len(moves) - 1)))
    mean, error = moves.mean(), moves.std(ddof=1) / len(moves) ** 0.5
    return float(mean), float(mean + wide * error)


def counted(people: int) -> HowWeKnow:
    """Every figure."""
    held = [row for days in DAYS for row in calibration(days, people)]
    read = [before_after(effect, hurts, people) for effect, hurts in WORLDS]
    return HowWeKnow(__version__, SEED, people, tuple(held), tuple(read))


def toml(found: HowWeKnow) -> str:
    """The file as it is kept."""
    lines = [f'version = "{found.version}"', f"seed = {found.seed}", f"people = {found.people}"]
    lines += ['source = ["made-up-people"]']
    for row in found.calibration:
        lines += _table(f"calibration.days_{row.days}_promised_{row.promised}", row)
    for read in found.before_after:
        points, when = abs(round(read.effect)), "when_it_hurts" if read.when_it_hurts else "by_lot"
        lines += _table(f"before_after.points_{points}_{when}", read)
    return HEAD + "\n".join(lines) + "\n"


def _table(name: str, row: Held | BeforeAfter) -> Iterable[str]:
    yield from ("", f"[{name}]")
    yield from (f"{key} = {str(value).lower()}" for key, value in asdict(row).items())


def main() -> None:
    """Count, write, and print what was written."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=PEOPLE, help="made-up people in each row")
    text = toml(counted(asked.parse_args().people))
    (SHIPPED / FILE).write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
