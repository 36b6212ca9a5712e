"""Many people: what one costs as they grow more, two workers against one, how much it helps.

Run with: make bench-pool. Made-up people of four weeks, each with two of four techniques and rest.
"""

import argparse
import json
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from numpy.random import RandomState
from tests.commands.crowd import DOES, crowd
from tests.core.learning.diaries import FIRST, REST, in_blocks, truth

from bench.speed import machine
from instep.adapters.cluster import Cluster, Here, Workers
from instep.adapters.content import learning, load
from instep.adapters.diaries import Place, people_in
from instep.commands.everyone import Asked, Everyone, ask_batch
from instep.core.diary import Diary, Symptom
from instep.core.learning.columns import Enquiry, groups_asked
from instep.core.learning.fit import learn
from instep.core.learning.made_up import Habits, MadeUp, keep_diary
from instep.core.learning.pool import Population, passes, pool
from instep.core.learning.priors import Bell

LEARNING = learning()
NOBODY = Population.nobody(LEARNING.priors)
ASKING = groups_asked(load().catalog)
ASKED = Asked(Symptom.PAIN, ASKING, LEARNING.priors, NOBODY)
CLUSTER = Path(__file__).parents[1] / "tests" / "commands" / "cluster.py"
SIZES = (100, 1_000, 10_000)
TRUE = {
    "toe_stretch": Bell(-1.25, 0.5),
    "ball_roll": Bell(0.0, 0.4),
    "press_near_heel": Bell(0.5, 0.6),
    "top_strokes": Bell(-0.5, 0.3),
    "ankle_pumps": Bell(0.0, 0.5),
    "slow_breathing": Bell(-0.8, 0.5),
}
COLUMN = {**DOES, "ankle_pumps": "ACT", "slow_breathing": "BREATHE"}


def cost(sizes: Sequence[int]) -> None:
    """Wall milliseconds a person and round; a ratio of 1 between rows is a straight line."""
    with tempfile.TemporaryDirectory() as folder, _two_workers() as address:
        places = people_in(crowd(Path(folder), max(sizes)))
        asked_by(Here(), places[:50])  # compiled code is read from its cache
        print("\n| people | one process, CPU ms a person and round | to the row above |", end="")
        print(" two workers, times as fast by the clock |\n|---|---|---|---|")
        before = None
        for size in sizes:
            turns = max(1, 1_000 // size)
            alone = [asked_by(Here(), places[:size]) for _ in range(turns)]
            with Cluster(address) as workers:
                asked_by(workers, places[:100])
                two = [asked_by(workers, places[:size]) for _ in range(turns)]
            cpu, wall = (float(np.median(each)) for each in zip(*alone, strict=True))
            faster = wall / float(np.median([clock for _, clock in two]))
            ratio = "" if before is None else f"{cpu / before:.2f}"
            print(f"| {size:,} | {cpu:.2f} | {ratio} | {faster:.2f} |", flush=True)
            before = cpu
        _sums(places)


def asked_by(workers: Workers, places: Sequence[Place]) -> tuple[float, float]:
    """Milliseconds a person and round: of this process's CPU, and by the clock."""
    rounds = len(places) * LEARNING.pooling.passes / 1000
    cpu, clock = time.process_time(), time.perf_counter()
    everyone = Everyone(workers, places, ASKED, lambda _: None)
    passes(everyone, NOBODY, LEARNING.priors, LEARNING.pooling)
    return (time.process_time() - cpu) / rounds, (time.perf_counter() - clock) / rounds


class _two_workers:  # noqa: N801 - reads as what it is
    """Two processes more, gone afterwards."""

    def __enter__(self) -> str:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen([sys.executable, str(CLUSTER)], text=True, **pipes)
        return str(json.loads(self.process.stdout.readline())["address"])

    def __exit__(self, *_: object) -> None:
        self.process.communicate()


def _sums(places: Sequence[Place]) -> None:
    """What pooling itself costs, and what travels."""
    told = ask_batch(places[:1_000], ASKED)
    many = told.summaries * (len(places) // 1_000 or 1)
    begin = time.perf_counter()
    pool(many, NOBODY, LEARNING.priors, LEARNING.pooling)
    took = 1000 * (time.perf_counter() - begin)
    each = len(pickle.dumps(told)) / len(told.summaries)
    print(f"\nPooling {len(many):,} summaries: {took:.0f} ms for all rounds together.")
    print(f"A person's summary travels in {each:.0f} bytes, their place in", end=" ")
    print(f"{len(pickle.dumps(places[:1_000])) / 1_000:.0f}.")


# -- How much it helps -------------------------------------------------------------------------


def someone(seed: int, days: int) -> tuple[Diary, dict[str, float]]:
    """Someone who tries each of six techniques with a chance of 60 in 100, and their truth."""
    dice = RandomState(seed)
    tried = [name for name in TRUE if dice.random_sample() < 0.6] or ["toe_stretch"]
    effects = {name: float(dice.normal(TRUE[name].mean, TRUE[name].sd)) for name in tried}
    who = MadeUp(truth(effects), dice)
    return keep_diary(who, Habits(FIRST, days), in_blocks((REST, *tried), dice)), effects


def helped(people: int, days: int) -> None:
    """The error of a change and how often its interval holds it: alone, and with the pool."""
    from instep.core.learning.ask import ask

    crowd_of = [someone(seed, days)[0] for seed in range(people)]
    enquiry = Enquiry(Symptom.PAIN, ASKING, LEARNING.priors)

    def everyone(population: Population):
        found = (ask(diary, enquiry, population) for diary in crowd_of)
        return [each for each in found if each is not None]

    population = passes(everyone, NOBODY, LEARNING.priors, LEARNING.pooling)
    pooled = Enquiry(
        Symptom.PAIN,
        ASKING,
        population.priors(LEARNING.priors),
        pooled=population.pooled(LEARNING.pooling.least_people),
    )
    rows = [_errors(how, range(100_000, 100_300), days) for how in (enquiry, pooled)]
    off = max(abs(population.techniques[COLUMN[n]].mean - bell.mean) for n, bell in TRUE.items())
    cells = " | ".join(f"{rmse:.2f}, {held:.3f}, {sd:.2f}" for rmse, held, sd in rows)
    print(f"| {people}, {days} days | {cells} | {off:.2f} |", flush=True)


def _errors(enquiry: Enquiry, seeds: range, days: int) -> tuple[float, float, float]:
    """Over people the pool has never met: rmse, share of 90 % intervals that hold, sd."""
    errors, held, sds = [], [], []
    for seed in seeds:
        diary, effects = someone(seed, days)
        known = learn(diary, enquiry).known
        for technique, effect in effects.items():
            name = COLUMN[technique]
            errors.append(known.mean(name) - effect)
            held.append(abs(known.below(name, effect) - 0.5) < 0.45)
            sds.append(known.sd(name))
    return float(np.sqrt(np.mean(np.square(errors)))), float(np.mean(held)), float(np.mean(sds))


def main() -> None:
    """Both tables."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    given = asked.parse_args()
    print(f"Measured on {machine()}.")
    if given.sizes:
        cost(given.sizes)
    print("\n| pooled people | alone: rmse, held of 90 %, sd | with the pool | m off at most |")
    print("|---|---|---|---|")
    for people, days in ((60, 28), (400, 28), (400, 84)):
        helped(people, days)


if __name__ == "__main__":
    main()
