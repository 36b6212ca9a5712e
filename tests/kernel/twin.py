"""One node process that runs the browser's kernel, and the same things asked of Python's.

Cases go over in batches, and node works on one while Python does; what both said is folded into
one sum a batch. Only where two sums differ is everything told, and the first case that differs is
shown.
"""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from instep.adapters.answers import BadAnswers, read_answers
from instep.adapters.export.as_json import clearance_json
from instep.core import guard
from instep.core.guard import steps as guard_steps
from instep.core.safety.clearance import Clearance, Rule, decide
from instep.core.safety.facts import Facts
from instep.core.screening import Screen, screen_of
from instep.core.session import Step
from instep.core.session.step import permits
from instep.web.kernel_tables import kernel_json
from tests.make import TODAY, house

HERE = Path(__file__).parent
NODE = shutil.which("node")
BATCH = 500
Case = str
"""One line: an answers object, or what else its order needs."""

Say = Callable[[Case], str]


@dataclass(frozen=True)
class Order:
    """What both sides are to say of each case."""

    way: str = "judge"
    book: str = "all"
    clearance: bool = False
    refusals: bool = False
    permits: bool = False
    before: Sequence[Step] = ()
    steps: Sequence[Step] = ()
    names: tuple[str, ...] = ()
    on: date = TODAY

    def sent(self, n: int, show: bool) -> str:
        """The line that goes before ``n`` cases."""
        steps = {name: [step_json(s) for s in getattr(self, name)] for name in ("before", "steps")}
        return json.dumps({**vars(self), **steps, "n": n, "show": show, "on": str(self.on)})

    @property
    def decisions(self) -> int:
        """How much is decided in each case."""
        return self.clearance + len(self.steps) * (self.refusals + self.permits) + len(self.names)


def step_json(step: Step) -> dict[str, Any]:
    """A step as the browser has it."""
    return {
        "technique": step.technique,
        "groups": sorted(step.groups),
        "side": step.side,
        "zones": list(step.zones),
        "points": list(step.points),
        "seconds": step.seconds,
        "pressure": step.pressure,
        "oils": list(step.oils),
        "carriers": list(step.carriers),
    }


# -- What Python says ------------------------------------------------------------------------------


def clearance_text(clearance: Clearance) -> str:
    """The clearance as documented, with ``may_breathe``, keys in the order of the alphabet."""
    whole = clearance_json(clearance, house().words)
    whole["may_breathe"] = clearance.may_breathe
    return json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def screen_from(case: Case, on: date) -> Screen:
    """Read as a file is read."""
    sheet = read_answers(case.encode(), house().questions, on)
    return screen_of(house().questions, house().ages, sheet, on)


def judged(order: Order, case: Case, rules: Sequence[Rule]) -> str:
    """What Python says of these answers: clearance, and each step, as the order wishes."""
    screen = screen_from(case, order.on)
    said = []
    if order.refusals:
        walls = guard.walls_of(screen.answers)
        said += [guard_steps._refusal(walls, (*order.before, s)) or "" for s in order.steps]
    if order.clearance or order.permits:
        clearance = decide(rules, screen)
        said.append(clearance_text(clearance) if order.clearance else "")
        said.append("".join(str(int(permits(clearance, s))) for s in order.steps if order.permits))
    return "|".join(said)


def follows(order: Order, case: Case) -> str:
    """What follows from these answers, of each name the order gives."""
    known = Facts(screen_from(case, order.on))
    truths = [known[name] for name in order.names]
    said = [[t.left, t.right, sorted(t.because), t.sided] for t in truths]
    return json.dumps(said, separators=(",", ":"))


def in_python(order: Order, rules: Sequence[Rule]) -> Say:
    """Python's side of this order."""
    if order.way == "facts":
        return lambda case: follows(order, case)
    return lambda case: judged(order, case, rules)


def told(say: Say, case: Case) -> str:
    """One case; what is no answer says so with its field and its fix."""
    try:
        return say(case)
    except BadAnswers as error:
        return f"refused {error.field} | {error.fix}"


def book(name: str, rules: Sequence[Rule]) -> str:
    """The line that gives node a book of rules; it must hold the row that asks."""
    return json.dumps({"read": name, "text": kernel_json(replace(house(), rules=rules))})


# -- The process -----------------------------------------------------------------------------------


@dataclass
class Twin:
    """Python and node, asked the same. ``decisions`` counts what both said alike."""

    process: "subprocess.Popen[str]"
    books: dict[str, tuple[Rule, ...]] = field(default_factory=dict)
    decisions: int = 0

    def read(self, name: str, rules: Sequence[Rule]) -> None:
        """Give node a book of rules."""
        if name not in self.books:
            assert self._ask(book(name, rules)) == {"read": name}
            self.books[name] = tuple(rules)

    def same(self, order: Order, cases: Iterable[Case], say: Say | None = None) -> int:
        """Both sides say the same of each case, or the first that differs is shown."""
        ours = say or in_python(order, self.books[order.book])
        done = 0
        for batch in batches(cases):
            self._send(order.sent(len(batch), show=False), *batch)
            said = [told(ours, case) for case in batch]
            if self._reply() != {"sum": sum_of(said)}:
                self._show(order, batch, said)
            done += len(batch) * max(1, order.decisions)
        self.decisions += done
        return done

    def bath(self, readings: Sequence[float | None]) -> list[str | None]:
        """What the browser's guard says of each reading of the thermometer."""
        return list(self._ask(json.dumps({"bath": readings})))

    def stop(self) -> None:
        """Let node go."""
        self.process.communicate(timeout=10)

    def _show(self, order: Order, batch: list[Case], ours: list[str]) -> None:
        self._send(order.sent(len(batch), show=True), *batch)
        theirs = self._reply()["said"]
        for case, one, other in zip(batch, ours, theirs, strict=True):
            assert one == other, f"\ncase   {case}\nPython {one}\nnode   {other}"
        raise AssertionError("the sums differ, but not what was said")

    def _ask(self, text: str) -> Any:
        self._send(text)
        return self._reply()

    def _send(self, *lines: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("".join(f"{text}\n" for text in lines))
        self.process.stdin.flush()

    def _reply(self) -> Any:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())


def batches(cases: Iterable[Case]) -> Iterator[list[Case]]:
    """So many cases at a time."""
    left = iter(cases)
    while batch := list(islice(left, BATCH)):
        yield batch


def sum_of(said: Iterable[str]) -> str:
    """Everything said, folded into one sum."""
    whole = hashlib.sha256()
    for one in said:
        whole.update(one.encode("utf-8", "surrogatepass") + b"\n")
    return whole.hexdigest()


def start() -> Twin:
    """A node process with the whole book read."""
    assert NODE is not None
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        [NODE, str(HERE / "twin.mjs")], stdin=pipe, stdout=pipe, text=True, encoding="utf-8"
    )
    twin = Twin(process)
    twin.read("all", house().rules)
    return twin
