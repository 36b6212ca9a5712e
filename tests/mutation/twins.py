"""Changes the browser's kernel on purpose, one thing at a time: ``make mutate-twins``.

A copy of the kernel with one change is asked what Python was asked before: people, worlds and
lots, most telling first. What is left alive meets the tests that run in node by themselves. The few
changes that cannot be noticed, since they come to the same, are argued in ``argued_twins.toml``.
Words on the command line pick files: ``python tests/mutation/twins.py facts guard``; ``all`` takes
every file.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from instep.web.kernel_tables import kernel_json, version_of  # noqa: E402
from tests.core.test_guard_laws import EVERY_WAY, LIMITED, LOOK, SORE, STEPS, step_of  # noqa: E402
from tests.core.test_vignettes import PEOPLE  # noqa: E402
from tests.kernel import test_guard_twin as guards  # noqa: E402
from tests.kernel import test_random_twin as lots  # noqa: E402
from tests.kernel import test_safety_twin as safety  # noqa: E402
from tests.kernel.twin import (  # noqa: E402
    HERE,
    NODE,
    Case,
    Order,
    Say,
    batches,
    book,
    in_python,
    sum_of,
    told,
)
from tests.make import healthy, house  # noqa: E402
from tests.mutation.harness import Progress, tell  # noqa: E402
from tests.mutation.js_changes import Change, changes_to  # noqa: E402
from tests.worlds import EVERY_ANSWER, FACES, RULES, TABLE, reads, size, world  # noqa: E402

KERNEL = ROOT / "src" / "instep" / "web" / "static" / "kernel"
ARGUED = Path(__file__).parent / "argued_twins.toml"
PICKED = ("facts", "clearance", "step", "screen", "playhead", "guard")
"""What is changed when no file is named; the rest reads and refuses."""

ALONE = ("closed.test.mjs", "edges.test.mjs", "playhead.test.mjs", "reading.test.mjs")
TOO_LONG = 60
"""Seconds after which a change is taken to have made something run for ever."""


# -- What Python said ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """Lines for node, and the one line it answers as long as nothing is changed."""

    lines: str
    reply: Any


def record() -> Iterator[Asked]:
    """All that is asked, most telling first."""
    for name, rules in {"all": house().rules, "ask": (RULES["ASK"],)}.items():
        yield Asked(book(name, rules) + "\n", {"read": name})
    for order, cases, say in asked():
        ours = say or in_python(order, (RULES["ASK"],) if order.book == "ask" else house().rules)
        for batch in batches(cases):
            said = [told(ours, case) for case in batch]
            lines = "".join(f"{line}\n" for line in (order.sent(len(batch), show=False), *batch))
            yield Asked(lines, {"sum": sum_of(said)})
    water = [*guards.READINGS]
    replies = [guards.bath_refusal(reading) for reading in water]
    yield Asked(json.dumps({"bath": water}) + "\n", replies)


def asked() -> Iterator[tuple[Order, Sequence[Case], Say | None]]:
    """Orders and their cases."""
    whole = Order(clearance=True, refusals=True, permits=True, steps=STEPS)
    ways = Order(refusals=True, permits=True, before=(LOOK,), steps=(*EVERY_WAY, *guards.ODD))
    found = [safety.known({**said, **free}) for _, said in FACES for free in ({}, guards.FREE)]
    yield whole, found, None
    yield whole, [safety.known({question: answer}) for question, answer in EVERY_ANSWER], None
    yield whole, [json.dumps(healthy(p["about"], p["today"])) for p in PEOPLE], None
    yield ways, [json.dumps({}), *found[::3], *sore()], None
    yield from minutes()
    yield Order(clearance=True, refusals=True, steps=[BREATH]), nights(), None
    dice = Random(1)
    yield whole, [lots.a_person(dice) for _ in range(1500)], None
    sessions = [a(dice) for a in (lots.a_session, lots.a_full_session) for _ in range(600)]
    yield Order("played"), sessions, lots.in_python
    yield Order(clearance=True), [lots.a_careless_file(dice) for _ in range(2000)], None
    yield Order(clearance=True), list(safety.ages()), None
    yield from small_worlds()


BREATH = step_of(house().catalog[guards.BREATHES], guards.Side.BOTH, seconds=180)


def nights() -> list[Case]:
    """Who may breathe at night."""
    return [safety.known(said) for said in guards.nights()]


def sore() -> list[Case]:
    """Sore spots on each foot."""
    return [safety.known({**spot, "oil_patch_clear": "yes"}) for spot in SORE]


def minutes() -> Iterator[tuple[Order, Sequence[Case], None]]:
    """Feet that have had nearly enough."""
    cases = [safety.known({**said, **guards.FREE}) for said in LIMITED]
    lengths = product(guards.TIMED, guards.Side, (0, 1, 2, 61, 540))
    catalog = house().catalog
    steps = [
        step_of(catalog[name], side, seconds=n, pressure=catalog[name].least)
        for name, side, n in lengths
    ]
    for name in guards.TIMED:
        for before in guards.played(name):
            yield Order(refusals=True, before=before, steps=steps), cases, None


def small_worlds() -> Iterator[tuple[Order, Sequence[Case], None]]:
    """Every combination that each fact and each rule of few questions reads."""
    for name in [*safety.FACTS, "lops_known", "lops", "young_firm_skin_that_feels"]:
        cases = [safety.bare(said) for said in world(reads((name,)))]
        yield Order("facts", names=(name,)), cases, None
    for rule in TABLE:
        if size(reads(rule.when)) <= 700:
            said = [safety.bare(said) for said in world(reads(rule.when))]
            yield Order(clearance=True), said, None


# -- One change ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bench:
    """What stands ready for every change: the changes, the questions as a file, the answers."""

    changes: Sequence[Change]
    questions: Path
    replies: Sequence[Any]
    tables: Path


_bench: Bench | None = None


def noticed(number: int) -> tuple[int, str | None]:
    """Who notices this change, or None."""
    assert _bench is not None
    change = _bench.changes[number]
    with tempfile.TemporaryDirectory(prefix="instep-twins-") as folder:
        copy = Path(folder) / "kernel"
        shutil.copytree(KERNEL, copy)
        file = copy / change.file
        file.write_text(change.text(file.read_text(encoding="utf-8")), encoding="utf-8")
        env = {**os.environ, "INSTEP_KERNEL": str(copy), "INSTEP_TABLES": str(_bench.tables)}
        return number, _by_people(_bench, env) or _by_node(env, change)


def _by_people(bench: Bench, env: dict[str, str]) -> str | None:
    """The first thing that is said otherwise."""
    command = ["timeout", str(TOO_LONG), str(NODE), str(HERE / "twin.mjs")]
    quiet, pipe = subprocess.DEVNULL, subprocess.PIPE
    with (
        bench.questions.open("rb") as questions,
        subprocess.Popen(command, stdin=questions, stdout=pipe, stderr=quiet, env=env) as process,
    ):
        assert process.stdout is not None
        for place, reply in enumerate(bench.replies):
            line = process.stdout.readline()
            if not line or json.loads(line) != reply:
                process.kill()
                return f"people and worlds (question {place})"
    return None


def _by_node(env: dict[str, str], change: Change) -> str | None:
    files = [*ALONE, *(["faults.test.mjs"] if change.file == "tables.js" else [])]
    for file in files:
        command = ["timeout", str(TOO_LONG), str(NODE), "--test", str(HERE / file)]
        if subprocess.run(command, env=env, capture_output=True, check=False).returncode:
            return file
    return None


# -- All of them -----------------------------------------------------------------------------------


def main(picked: Sequence[str]) -> int:
    """0 when every change was noticed but those argued."""
    global _bench  # forked processes find it here
    with tempfile.TemporaryDirectory(prefix="instep-twins-") as folder:
        changes = [change for name in files(picked) for change in changes_to(KERNEL, name)]
        _bench = ready(Path(folder), changes)
        progress, alive = Progress(len(changes)), []
        with get_context("fork").Pool(os.cpu_count()) as pool:
            for number, who in pool.imap_unordered(noticed, range(len(changes))):
                progress.step(who, str(changes[number]))
                alive += [changes[number]] if who is None else []
    return report(changes, alive, whole=not picked)


def files(picked: Sequence[str]) -> list[str]:
    """The files of the kernel whose path begins with one of these words."""
    found = sorted(file.relative_to(KERNEL).as_posix() for file in KERNEL.rglob("*.js"))
    words = tuple(picked or PICKED)
    return [name for name in found if "all" in words or name.startswith(words)]


def ready(folder: Path, changes: Sequence[Change]) -> Bench:
    """Ask Python everything once, and write down what it was asked."""
    record_ = list(record())
    questions, tables = folder / "questions", folder / "tables.json"
    questions.write_text("".join(each.lines for each in record_), encoding="utf-8")
    text = kernel_json(house())
    tables.write_text(json.dumps({"text": text, "version": version_of(text)}), encoding="utf-8")
    bench = Bench(changes, questions, [each.reply for each in record_], tables)
    env = {**os.environ, "INSTEP_TABLES": str(tables)}
    if who := _by_people(bench, env):
        raise SystemExit(f"something is wrong already, before any change: {who}")
    return bench


def report(changes: Sequence[Change], alive: Sequence[Change], whole: bool) -> int:
    """What nobody noticed and nobody argued, and the score."""
    argued = _argued()
    new = [change for change in alive if change.key not in argued]
    idle = argued - {change.key for change in alive} if whole else set()
    for change in sorted(new, key=lambda change: (change.file, change.line)):
        tell(f"not noticed: {change}")
    for key in sorted(idle):
        tell(f"argued, but noticed or no longer there: {' | '.join(key)}")
    seen = len(changes) - len(alive)
    share = 100 * seen / max(1, len(changes) - len(alive) + len(new))
    tell(f"{len(changes)} changes, {seen} noticed, {len(alive) - len(new)} argued: {share:.1f} %")
    return 1 if new or idle else 0


def _argued() -> set[tuple[str, str, str]]:
    entries: list[dict[str, Any]] = tomllib.loads(ARGUED.read_text(encoding="utf-8")).get(
        "same", []
    )
    return {(e["file"], e["line"], change) for e in entries for change in e["changes"]}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
