"""The figures README quotes: whole processes beside bare python, and the core by itself.

Run with: make bench. Machines differ and are shared, so read the ratios; all rows are one run.
"""

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

TURNS = 9
ROOT = Path(__file__).parents[1]
BASELINE = ROOT / "tests" / "cases" / "vignettes" / "baseline.json"
sys.path.insert(0, str(ROOT))
INSTEP = str(Path(sys.executable).with_name("instep"))


def whole_process(command: list[str], stdin: bytes = b"") -> tuple[float, float]:
    """Wall seconds, and the greatest memory of the child in MB."""
    start = time.perf_counter()
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    child.communicate(stdin)
    spent = time.perf_counter() - start
    return spent, _peak(command, stdin)


def _peak(command: list[str], stdin: bytes) -> float:
    """Measured in a child of its own, whose only child is the command."""
    probe = (
        "import resource,subprocess,sys;"
        "subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    said = subprocess.run(
        [sys.executable, "-c", probe, *command], input=stdin, capture_output=True, check=True
    )
    return int(said.stdout) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def remembered(folder: Path) -> tuple[list[str], bytes]:
    """``instep plan`` for a person whose answers are kept, and the lines typed about today."""
    from tests.commands.keyboard import Home

    home = Home(folder)
    home.asks("check")
    lines = home.asks("plan").typed
    return [INSTEP, "plan", "--data", str(folder)], "".join(f"{line}\n" for line in lines).encode()


def processes(answers: Path) -> None:
    """Each command in turn, nine rounds, the median of each and what it takes above bare python."""
    commands = {
        "bare python": [sys.executable, "-I", "-c", "pass"],
        "instep --help": [INSTEP, "--help"],
        "instep check --answers": [INSTEP, "check", "--answers", str(answers)],
        "instep plan --answers": [INSTEP, "plan", "--answers", str(answers)],
    }
    commands["instep plan"], typed = remembered(answers.parent / "data")
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    peak = dict.fromkeys(commands, 0.0)
    for _ in range(TURNS):
        for name, command in commands.items():
            spent, memory = whole_process(command, typed if name == "instep plan" else b"")
            seconds[name].append(spent)
            peak[name] = max(peak[name], memory)
    bare = statistics.median(seconds["bare python"])
    print("| whole process, median of nine | ms | above bare python, ms | most memory, MB |")
    print("|---|---|---|---|")
    for name, spent in seconds.items():
        median = statistics.median(spent)
        above = 1000 * (median - bare)
        print(f"| `{name}` | {1000 * median:.0f} | {above:.0f} | {peak[name]:.0f} |")


def many_sets(answers: bytes, sets: int = 10_000) -> None:
    """`check --answers -` on many lines, start-up left out by a run with one line."""
    line = json.dumps(json.loads(answers)).encode() + b"\n"
    command = [INSTEP, "check", "--answers", "-"]
    one = statistics.median(_seconds(command, line) for _ in range(3))
    all_of_them = statistics.median(_seconds(command, line * sets) for _ in range(3))
    print(f"\n`check --answers -`: {sets / (all_of_them - one):,.0f} sets a second on one core.")


def _seconds(command: list[str], stdin: bytes) -> float:
    start = time.perf_counter()
    subprocess.run(command, input=stdin, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def core(answers: bytes) -> None:
    """Decide, plan and lay out 30 minutes with everything at hand; the plan alone."""
    from instep.adapters.answers import read_answers
    from instep.adapters.content import load
    from instep.core.catalog import Aim, Thing
    from instep.core.safety.clearance import decide
    from instep.core.screening import screen_of
    from instep.core.session import Asked, plan
    from instep.core.timeline import lay_out

    house, on = load(), date(2026, 11, 24)
    sheet = read_answers(answers, house.questions, on)
    asked = Asked(30, helper=False, aim=Aim.EASE, have=frozenset(Thing), seed=0)

    def whole() -> None:
        clearance = decide(house.rules, screen_of(house.questions, house.ages, sheet, on))
        session = plan(
            house.catalog, house.dose, clearance, asked, liking={}, dice=Random(0).random
        )
        lay_out(session, house.catalog, house.words)

    clearance = decide(house.rules, screen_of(house.questions, house.ages, sheet, on))

    def only_plan() -> None:
        plan(house.catalog, house.dose, clearance, asked, liking={}, dice=Random(0).random)

    print("\n| in the process, 500 times | median, ms | 99th of 100, ms |")
    print("|---|---|---|")
    for name, act in (("decide + plan + lay_out, 30 minutes", whole), ("plan alone", only_plan)):
        spent = timed(act)
        print(f"| {name} | {statistics.median(spent):.1f} | {spent[int(len(spent) * 0.99)]:.1f} |")


def timed(act: Callable[[], None], times: int = 500) -> list[float]:
    """Milliseconds of each turn, sorted."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        spent.append(1000 * (time.perf_counter() - start))
    return sorted(spent)


def machine() -> str:
    """What this was measured on."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        model = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor() or platform.machine()
    return (
        f"{model}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    )


def main() -> None:
    """The whole table."""
    print(f"Measured on {machine()}.\n")
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.json"
        answers.write_bytes(BASELINE.read_bytes())
        processes(answers)
        many_sets(answers.read_bytes())
        core(answers.read_bytes())
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nThis bench itself used {most:.0f} MB at most.")


if __name__ == "__main__":
    main()
