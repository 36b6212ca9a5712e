"""A person at the keyboard: reads what the program says, knows the question, types the answer."""

import io
import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from instep.__main__ import main
from instep.core.catalog import Thing
from instep.core.screening import Kind
from tests.commands import rows
from tests.make import CASES, TODAY, house

EOF, CTRL_C = "(end of input)", "(control and c)"
"""What may be typed beside words: the input ends, or the person presses Ctrl-C."""

WELL = json.loads((CASES / "vignettes" / "baseline.json").read_text(encoding="utf-8"))
USUAL: Mapping[str, Any] = {
    **WELL["about"],
    **WELL["today"],
    "age_65": "no",
    "touch_test_missed": "not_done",
    "touch_test_on": "",
    "pulses_ok": "no",
    "platelets": "ok",
    "chemo_team_ok": "yes",
    "skin_allergy": [],
    "oil_patch_clear": "no",
    "cause_known": "yes",
    "look_10min": "no",
    "look_morning": "no",
    "sore_patch_zones": [],
    "red_stays": "no",
    "temp_gap": "not_done",
    "temp_gap_yesterday": "not_done",
    "temp_warmer": "left",
}
"""What a well person says to every question of the tables."""

PROMPTS: Mapping[str, str] = {
    "foot_team": "",
    "doctor": "",
    "emergency": "",
    "have": "",
    "referral_keys": "n",
    "measured": "n",
    "score_before": "",
    "score_after": "",
    "minutes": "",
    "aim": "",
    "begin": "",
    "lot": "",
    "resume": "y",
    "bath": "34",
}
"""What is typed by default at everything else that is asked."""

CLEARED = ("R06", "R07a", "R09", "R19c", "R43a")
"""Findings whose clinician's yes is asked for, each a prompt under this name; Enter by default."""

KEYS = {"yes": "y", "no": "n", "not_sure": "s", "left": "l", "right": "r", "both": "2"}


class Lost(BaseException):
    """The person does not know what is asked; no net of the program may catch this."""


@dataclass
class Seen:
    """What one run left: its code, all it said in order, what it asked, and what was typed."""

    code: int = -1
    said: str = ""
    out: str = ""
    err: str = ""
    asked: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Everything said, line ends as spaces."""
        return flat(self.said)


def flat(text: str) -> str:
    """Words with single spaces, however they were wrapped."""
    return " ".join(text.split())


def _known() -> dict[str, str]:
    """Everything that can be asked, by name, in the words of the content."""
    words, questions = house().words, house().questions
    known = {id: words[f"question.{id}.ask"] for id in questions}
    known |= {name: words[f"evening.{name}"] for name in PROMPTS}
    for rule in CLEARED:
        short = words[f"rule.{rule}.short"]
        known[rule] = words["evening.clearance"].replace("{short}", short)
    known["resume"] = known["resume"].split("{minutes}")[1]
    return {name: flat(text) for name, text in known.items()}


class Keyboard:
    """Standard input as a person: called for a line, it has read all that was shown before."""

    def __init__(self, answers: Mapping[str, Any], typed: Mapping[str, Sequence[str]]) -> None:
        unknown = set(answers) | set(typed)
        self.known = _known()
        assert unknown <= set(self.known), unknown - set(self.known)
        self.answers = {**USUAL, **PROMPTS, **answers}
        self.typed = {name: list(lines) for name, lines in typed.items()}
        self.seen = Seen()
        self.heard, self.name = "", ""

    def readline(self) -> str:
        """The next line, without thinking long."""
        self.name, text = self._asked() or self.name, flat(self.heard)
        line = self._line(text)
        self.heard = ""
        self.seen.asked.append(self.name)
        self.seen.typed.append(line)
        if len(self.seen.asked) > 400:
            raise Lost(f"asked in circles: {text[-300:]}")
        if line is CTRL_C:
            raise KeyboardInterrupt
        return "" if line is EOF else f"{line}\n"

    def _asked(self) -> str | None:
        """The question that stands last on the page, if one stands there."""
        text = flat(self.heard)
        places = {name: text.rfind(ask) for name, ask in self.known.items()}
        last = max(places, key=lambda name: places[name])
        return last if places[last] >= 0 else None

    def _line(self, text: str) -> str:
        if not self.name:
            raise Lost(text[-300:])
        if self.typed.get(self.name):
            return self.typed[self.name].pop(0)
        return _keys(self.name, self.answers.get(self.name, ""), text)


def _keys(name: str, answer: Any, text: str) -> str:
    """The keys for this answer at the prompt that ends this text."""
    question = house().questions.get(name)
    if question is None:
        return _numbers(answer, tuple(Thing)) if name == "have" else str(answer)
    if question.kind is Kind.LIST:
        return _numbers(answer, question.values)
    if question.kind is Kind.CHOICE:
        return str(question.values.index(answer) + 1)
    if question.kind in (Kind.NUMBER, Kind.DATE):
        return "" if answer == "not_done" else str(answer)
    if text.endswith(flat(house().words["ask.side"])):
        return KEYS[answer]
    return KEYS["yes"] if answer in ("left", "right", "both") else KEYS[answer]


def _numbers(answer: Any, values: Sequence[str]) -> str:
    return ", ".join(str(values.index(value) + 1) for value in answer)


class _Page(io.StringIO):
    """Standard output or standard error, read by the person as it is written."""

    def __init__(self, keyboard: Keyboard) -> None:
        super().__init__()
        self.keyboard = keyboard

    def write(self, text: str) -> int:
        self.keyboard.heard += text
        self.keyboard.seen.said += text
        return super().write(text)


def sit_down(
    *words: str,
    answers: Mapping[str, Any] | None = None,
    typed: Mapping[str, Sequence[str]] | None = None,
) -> Seen:
    """One command from its first word to its exit code, answered by this person.

    ``answers`` are theirs where they differ from a well person's; ``typed`` are lines typed as
    they are at a question, before it is answered.
    """
    keyboard = Keyboard(answers or {}, typed or {})
    out, err, before = _Page(keyboard), _Page(keyboard), sys.stdin
    sys.stdin = keyboard  # type: ignore[assignment]
    try:
        with redirect_stdout(out), redirect_stderr(err):
            keyboard.seen.code = main(words)
    finally:
        sys.stdin = before
    keyboard.seen.out, keyboard.seen.err = out.getvalue(), err.getvalue()
    return keyboard.seen


@dataclass(frozen=True)
class Home:
    """One person's evenings, all in the same folder."""

    folder: Path

    def evening(self, *words: str, on: str = str(TODAY), **more: Any) -> Seen:
        """The whole evening, its session in a second."""
        return self.asks("guide", "--fast", *words, on=on, **more)

    def asks(self, *words: str, on: str = str(TODAY), **more: Any) -> Seen:
        """Any command that asks."""
        return sit_down(*words, "--data", str(self.folder), "--on", on, **more)

    def person(self) -> dict[str, Any]:
        """What is remembered."""
        return rows.person(self.folder)

    def change(self, **changes: Any) -> None:
        """Remembered otherwise, as if time had passed."""
        rows.change(self.folder, changes)

    def decisions(self) -> list[dict[str, Any]]:
        """Every decision and every session kept, in order."""
        return rows.decisions(self.folder)

    def waiting(self) -> Mapping[str, Any] | None:
        """How far a session was left that may go on here."""
        return rows.waiting(self.folder)
