"""Changes safety's rows and constants on purpose, one at a time: ``make mutate-data``.

Each row, threshold, group, side, action, contact, must, offer, limit and source of the sealed
files is deleted, flipped or moved in a copy of the content, and the copy is sealed anew, as a
careless reviewer would. Then the loader, the people of the vignettes with the oracle, or the golden
files must notice. Every number in the code of safety and guard is changed too.
"""

import os
import shutil
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import libcst as cst  # noqa: E402

from instep.adapters.content import SHIPPED, ContentBroken, load  # noqa: E402
from instep.adapters.content.seal import SEALED, write_seal  # noqa: E402
from tests import make  # noqa: E402
from tests.core import test_golden, test_vignettes  # noqa: E402
from tests.make import answers_to, as_seen, house, judged  # noqa: E402
from tests.mutation.changes import Change, changes_to  # noqa: E402
from tests.mutation.code import argued_keys, code_files, code_try, key_of  # noqa: E402
from tests.mutation.harness import Noticed, Progress, Try, tell, try_all  # noqa: E402
from tests.mutation.rows import RowChange, as_toml, changes_to_rows  # noqa: E402
from tests.oracle.table import judge  # noqa: E402

LOADER, PEOPLE, GOLDEN, TESTS = "the loader", "the people", "the golden files", "the tests"


@dataclass(frozen=True)
class Result:
    """One change and who noticed it."""

    file: str
    what: str
    who: Noticed


def main() -> int:
    """0 when every change was noticed."""
    rows = [change for file in SEALED for change in _row_changes(file)]
    argued = argued_keys()  # held by `make mutate`
    changes = (change for file in code_files() for change in changes_to(file))
    numbers = [c for c in changes if _is_number(c) and key_of(c) not in argued]
    tries = [*map(_row_try, rows), *map(code_try, numbers)]
    files = [change.file for change in (*rows, *numbers)]
    progress = Progress(len(tries))
    results = []
    for number, who in try_all(tries):
        progress.step(who, tries[number].name)
        results.append(Result(files[number], tries[number].name, who))
    return _report(results)


def _row_changes(file: str) -> list[RowChange]:
    content = tomllib.loads((SHIPPED / file).read_text(encoding="utf-8"))
    assert tomllib.loads(as_toml(content)) == content, file
    changes = list(changes_to_rows(file, content))
    same = [str(change) for change in changes if as_toml(change.rows) == as_toml(content)]
    assert not same, same  # a change that changes nothing would never be noticed
    return changes


def _is_number(change: Change) -> bool:
    return isinstance(change.old, cst.Integer | cst.Float)


# -- One change of a row -----------------------------------------------------------------------


def _row_try(change: RowChange) -> Try:
    return Try(str(change), _sealing(change), _nothing, (), fresh=False)


def _nothing() -> None:
    """All is done while the change is put in place."""


def _sealing(change: RowChange) -> Callable[[], Noticed]:
    def install() -> Noticed:
        with tempfile.TemporaryDirectory() as folder:
            content = Path(folder) / "content"
            shutil.copytree(SHIPPED, content, copy_function=os.symlink)
            for file in (change.file, "safety/seal.toml"):
                (content / file).unlink()
            (content / change.file).write_text(as_toml(change.rows), encoding="utf-8")
            write_seal(content)
            return _who_notices(content)

    return install


def _who_notices(content: Path) -> Noticed:
    try:
        changed = load(content)
    except ContentBroken:
        return LOADER
    make.load = lambda: changed
    house.cache_clear()
    for who, look in ((PEOPLE, _ask_the_people), (GOLDEN, lambda: _compare_the_golden(content))):
        try:
            look()
        except Exception:
            return who
    return None


def _ask_the_people() -> None:
    for person in test_vignettes.PEOPLE:
        test_vignettes.test_safety_and_the_oracle_say_the_same_of_each_person(person)
    for question in house().questions.values():
        for answer in answers_to(question):
            sheet = make.sheet_of({**_plain(), question.id: answer})
            assert judge(sheet, make.TODAY) == as_seen(judged(sheet)), question.id


def _plain() -> dict[str, object]:
    return {q: a for part in make.healthy().values() for q, a in part.items()}


def _compare_the_golden(content: Path) -> None:
    for name, text in test_golden.texts(house(), content).items():
        assert (test_golden.HERE / name).read_text(encoding="utf-8") == text, name


# -- What is told at the end -------------------------------------------------------------------


def _report(results: Sequence[Result]) -> int:
    columns = (LOADER, PEOPLE, GOLDEN, TESTS, "nobody")
    counts = Counter((result.file, _column(result.who)) for result in results)
    tell(f"{'':40}" + "".join(f"{column:>18}" for column in columns))
    for file in dict.fromkeys(result.file for result in results):
        tell(f"{file:40}" + "".join(f"{counts[file, column]:>18}" for column in columns))
    alive = [result for result in results if result.who is None]
    for result in alive:
        tell(f"not noticed: {result.what}")
    tell(f"{len(results)} changes, {len(alive)} not noticed")
    return 1 if alive else 0


def _column(who: Noticed) -> str:
    if who is None:
        return "nobody"
    return who if who in (LOADER, PEOPLE, GOLDEN) else TESTS


if __name__ == "__main__":
    sys.exit(main())
