"""Four evenings as Instep really tells them, kept as printed: make evenings."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
DAY = "2026-11-24"
PEOPLE = {
    "diabetes-not-tested": (
        "A person with diabetes who has not done the touch test",
        "Ada is 71, has had diabetes for nine years and lives alone. Nobody has ever tested if her "
        "feet feel a light touch. She has a soft ball, plain cream and fifteen minutes.",
        ("check", "plan --have ball,cream,basin,thermometer", "guide --have ball,cream --fast"),
    ),
    "hot-swollen-foot": (
        "A person with a hot, swollen foot",
        "Bruno is 63, with diabetes and numb feet. Tonight the back of his hand says that the left "
        "foot is warmer and puffier than the right. It does not hurt at all.",
        ("check", "plan"),
    ),
    "night-pain-leg-down": (
        "A person whose night pain eases when the leg hangs down",
        "Carmen is 77. Her toes burn at night, and she gets up to let the leg hang over the edge "
        "of the bed, since then it eases. She hoped that a massage before bed would help.",
        ("check", "plan --aim night"),
    ),
    "partner-long-day": (
        "A partner with healthy feet after a long day",
        "Dilip is 58 and has been on his feet since six. No diabetes, no numbness; his doctor "
        "felt good pulses in spring. Everything lies at hand, and he has half an hour.",
        (
            "check",
            "plan --aim day --minutes 30 --have ball,cream,eucalyptus,basin,thermometer,pad",
        ),
    ),
}
MOST_LINES = 75
"""A whole session is long: what a guide says is cut here, and said to be."""


def said(words: str, name: str) -> tuple[str, int]:
    """What a command prints for this person, and how it ends."""
    command, *flags = words.split()
    answers = HERE / "answers" / f"{name}.json"
    whole = [sys.executable, "-m", "instep", command, "--answers", str(answers), "--on", DAY]
    done = subprocess.run([*whole, *flags], capture_output=True, text=True, check=False, cwd=HERE)
    return done.stdout + done.stderr, done.returncode


def page(name: str) -> str:
    """The whole page of one person."""
    title, who, commands = PEOPLE[name]
    parts = [f"# {title}", "", who, ""]
    parts.append(f"The answers are in [answers/{name}.json](answers/{name}.json).")
    for words in commands:
        text, code = said(words, name)
        lines = text.rstrip().split("\n")
        if len(lines) > MOST_LINES:
            lines = [*lines[:MOST_LINES], "", "(and so on to the end)"]
        command, *flags = words.split()
        shown = " ".join(["$ instep", command, f"--answers answers/{name}.json", *flags])
        parts += ["", "```", shown, *lines, f"[ends with {code}]", "```"]
    return "\n".join(parts) + "\n"


def main() -> None:
    """Write all pages."""
    for name in PEOPLE:
        (HERE / f"{name}.md").write_text(page(name), encoding="utf-8")


if __name__ == "__main__":
    main()
