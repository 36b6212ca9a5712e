"""Changes the code of safety and of the guard on purpose, one thing at a time: ``make mutate``.

Every change must be noticed by a test. The few that cannot be, since they come to the same, are
argued in ``argued.toml``; one that is noticed after all, or whose line is gone, must leave it.
Words on the command line pick files: ``python tests/mutation/code.py clearance water``.
"""

import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tests.mutation.changes import Change, changes_to  # noqa: E402
from tests.mutation.harness import Changed, Noticed, Progress, Try, tell, try_all  # noqa: E402
from tests.mutation.people import quick_for_guard, quick_for_measured, quick_for_safety  # noqa: E402

CORE = ROOT / "src" / "instep" / "core"
ARGUED = Path(__file__).parent / "argued.toml"
GUARD_TESTS = (
    "tests/core/test_guard.py",
    "tests/core/test_guard_laws.py",
    "-k",
    "not second_finding and not any_two_answers",  # a minute's worlds; the quick ones suffice
)
MEASURED_TESTS = ("tests/core/test_measured.py",)
Key = tuple[str, str, str]


def main(picked: Sequence[str]) -> int:
    """0 when every change was noticed but those argued."""
    changes = [change for file in code_files(picked) for change in changes_to(file)]
    progress = Progress(len(changes))
    alive: list[Change] = []
    tries = [code_try(change) for change in changes]
    for number, who in try_all(tries):
        progress.step(who, tries[number].name)
        if who is None:
            alive.append(changes[number])
    return _report(changes, alive, whole=not picked)


def code_files(picked: Sequence[str] = ()) -> list[Path]:
    """The files of safety and of the guard whose path holds one of these words."""
    guard = CORE / "guard"
    files = [*(CORE / "safety").glob("*.py"), *(guard.glob("*.py"))]
    return sorted(f for f in files if not picked or any(word in str(f) for word in picked))


def code_try(change: Change) -> Try:
    """This change, and the tests it has to get past."""
    if "/guard/" in change.file:
        return Try(str(change), _changing(change), quick_for_guard, GUARD_TESTS)
    if change.file.endswith("/safety/measured.py"):
        return Try(str(change), _changing(change), quick_for_measured, MEASURED_TESTS)
    return Try(str(change), _changing(change), quick_for_safety, ("tests/core/test_safety.py",))


def _changing(change: Change) -> Callable[[], Noticed]:
    def install() -> Noticed:
        text = change.text()
        if text is None:
            return "it is no other code"
        module = change.file.removeprefix("src/").removesuffix(".py").replace("/", ".")
        sys.meta_path.insert(0, Changed(module.removesuffix(".__init__"), ROOT / change.file, text))
        return None

    return install


# -- What is told at the end -------------------------------------------------------------------


def _report(changes: Sequence[Change], alive: Sequence[Change], whole: bool) -> int:
    argued = argued_keys()
    new = [change for change in alive if key_of(change) not in argued]
    idle = argued - {key_of(change) for change in alive} if whole else set()
    for change in sorted(new, key=lambda change: (change.file, change.line)):
        tell(f"not noticed: {change}")
    for key in sorted(idle):
        tell(f"argued, but noticed or no longer there: {' | '.join(key)}")
    tell(
        f"{len(changes)} changes, {len(alive)} not noticed, {len(alive) - len(new)} of them argued"
    )
    return 1 if new or idle else 0


def key_of(change: Change) -> Key:
    """What a change is known by: its file, its line as it stands, what becomes of it."""
    return change.file, change.on, change.change


def argued_keys() -> set[Key]:
    """Changes that come to the same, as argued.toml names them."""
    entries: list[dict[str, Any]] = tomllib.loads(ARGUED.read_text(encoding="utf-8")).get(
        "same", []
    )
    return {(e["file"], e["line"], change) for e in entries for change in e["changes"]}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
