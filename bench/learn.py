"""What the learning engine costs and how often it is right: the tables the docs quote.

Run with: make bench-learn. Times are CPU milliseconds, peers take turns in the same minutes:
machines are shared, so read the ratios. Peers that are not installed are left out.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.learn_diaries import real_diaries
from bench.learn_peers import peers
from bench.learn_speed import speed
from bench.learn_symptoms import symptoms
from bench.learn_truth import scenarios, verdicts
from bench.speed import machine
from instep.core.learning.whiten import compiled

PARTS = ("speed", "peers", "scenarios", "verdicts", "symptoms", "diaries")


def main() -> None:
    """Every table, or those asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", choices=PARTS, nargs="*", default=PARTS)
    asked.add_argument("--prototype", type=Path, help="another engine to hold the time against")
    asked.add_argument("--diaries", type=Path, help="a folder of real diaries")
    asked.add_argument("--people", type=int, default=200, help="made-up people in each row")
    given = asked.parse_args()
    compiled()  # as where many diaries are asked
    print(f"Measured on {machine()}.")
    if "speed" in given.only:
        speed(given.prototype)
    if "peers" in given.only:
        peers()
    if "scenarios" in given.only:
        scenarios(given.people)
    if "verdicts" in given.only:
        verdicts(given.people)
    if "symptoms" in given.only:
        symptoms(5 * given.people)
    if "diaries" in given.only and given.diaries:
        real_diaries(given.diaries)


if __name__ == "__main__":
    main()
