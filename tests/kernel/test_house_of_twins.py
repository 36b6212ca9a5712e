"""The house rules of the browser's kernel: pure, typed in comments, each beside its original."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from instep.web import kernel_tables
from tests.make import house

ROOT = Path(__file__).parents[2] / "src" / "instep"
KERNEL = ROOT / "web" / "static" / "kernel"
FILES = sorted(KERNEL.rglob("*.js"))
by_file = pytest.mark.parametrize(
    "file", FILES, ids=lambda file: file.relative_to(KERNEL).as_posix()
)

WORLD = set(
    re.findall(
        r"\w+",
        """
    document window self globalThis navigator location history localStorage sessionStorage
    indexedDB caches cookie fetch XMLHttpRequest WebSocket EventSource Worker importScripts
    postMessage addEventListener setTimeout setInterval queueMicrotask requestAnimationFrame
    Date performance crypto console process require eval Function Intl toLocaleString
    localeCompare async await Promise random
    """,
    )
)
"""What a pure kernel needs none of: page, network, store, clock, chance, one place's language."""


def code(file: Path) -> str:
    """The file without its comments and words in quotes."""
    text = re.sub(
        r"/\*.*?\*/|(?<!:)//[^\n]*", "", file.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    return re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', text)


def imported(file: Path) -> list[Path]:
    """What it imports or passes on, as files."""
    found = re.findall(r'(?:\bfrom|^import|\bimport\()\s*"([^"]+)"', file.read_text(), re.MULTILINE)
    return [(file.parent / name).resolve() for name in found if "import(" not in name]


@by_file
def test_a_twin_touches_no_page_network_store_clock_or_chance(file):
    words = set(re.findall(r"[A-Za-z_$][\w$]*", code(file)))

    assert not words & WORLD


@by_file
def test_a_twin_imports_other_twins_and_nothing_else(file):
    assert set(imported(file)) <= set(FILES)


def test_the_scan_sees_an_import_and_a_clock(tmp_path):
    file = tmp_path / "bad.js"
    file.write_text('// Date\nimport { x } from "../away.js";\nconst now = Date.now(); // fetch\n')

    assert imported(file) == [(tmp_path.parent / "away.js").resolve()]
    assert "Date" in code(file)
    assert "fetch" not in code(file)


def test_the_guard_imports_only_the_guard():
    guard = [KERNEL / "guard.js", *(KERNEL / "guard").glob("*.js")]
    for file in guard:
        assert set(imported(file)) <= set(guard), file


def test_safety_never_imports_the_guard_or_the_player():
    apart = {*(KERNEL / "guard").glob("*.js"), KERNEL / "guard.js", KERNEL / "playhead.js"}
    for name in ("facts.js", "screen.js", "answers.js", "clearance.js", "step.js", "tables.js"):
        assert not set(imported(KERNEL / name)) & apart, name


@by_file
def test_a_twin_is_checked_and_says_first_what_it_is(file):
    first, second = file.read_text(encoding="utf-8").splitlines()[:2]

    assert first == "// @ts-check"
    assert re.match(r"// \w", second)


@by_file
def test_everything_a_twin_gives_away_says_what_it_is_and_of_what_type(file):
    text = file.read_text(encoding="utf-8")
    for found in re.finditer(r"^export (?!\{|\*)(.*)$", text, re.MULTILINE):
        before = text[: found.start()].rstrip()

        assert before.endswith("*/"), found.group(1)
        if found.group(1).startswith("function") and "()" not in found.group(1):
            assert "@param" in before[before.rfind("/**") :], found.group(1)


@by_file
def test_a_twin_is_no_longer_than_can_be_read(file):
    lines = file.read_text(encoding="utf-8").splitlines()

    assert len(lines) <= 520, len(lines)
    assert max(map(len, lines)) <= 100


# -- Beside the original ---------------------------------------------------------------------------

ORIGINALS = {
    "facts.js": "core/safety/facts.py",
    "guard/said.js": "core/guard/said.py",
    "guard/walls.js": "core/guard/walls.py",
    "guard/steps.js": "core/guard/steps.py",
}


def camel(name: str) -> str:
    """The same name as JavaScript writes it."""
    first, *rest = name.strip("_").split("_")
    return first + "".join(word.title() for word in rest)


@pytest.mark.parametrize("twin", ORIGINALS)
def test_a_twin_has_the_same_functions_in_the_same_order(twin):
    python = (ROOT / ORIGINALS[twin]).read_text(encoding="utf-8")
    theirs = [camel(name) for name in re.findall(r"^def (\w+)", python, re.MULTILINE)]
    ours = re.findall(r"^(?:export )?function (\w+)", (KERNEL / twin).read_text(), re.MULTILINE)
    shared = [name for name in ours if name in theirs]

    assert len(shared) >= 0.75 * len(theirs), sorted(set(theirs) - set(ours))
    for one, other in pairwise(shared):
        assert theirs.index(one) < theirs.index(other), (one, other)


def test_every_fact_of_python_is_a_fact_of_the_browser():
    from instep.core.safety.facts import CLEARABLE, FACTS

    text = (KERNEL / "facts.js").read_text(encoding="utf-8")
    listed = text[text.index("const FACTS") :]
    for name in FACTS:
        plain = name.removesuffix("_cleared").removesuffix("_not") not in CLEARABLE
        assert not plain or re.search(rf"\b{name}\b", listed), name


# -- The tables ------------------------------------------------------------------------------------


def test_the_tables_are_plain_text_with_their_keys_in_order_and_always_the_same():
    text = kernel_tables.kernel_json(house())

    assert text.isascii()
    assert text == kernel_tables.kernel_json(house())
    assert text.startswith('{"ages":')
    assert kernel_tables.version_of(text) != kernel_tables.version_of(text + " ")
    assert f"export const FORMAT = {kernel_tables.FORMAT};" in (KERNEL / "tables.js").read_text()


def test_the_tables_hold_every_question_and_rule_in_order_and_only_the_words_of_findings():
    tables = kernel_tables.kernel_tables(house())

    assert [question["id"] for question in tables["questions"]] == list(house().questions)
    assert [rule["id"] for rule in tables["rules"]] == [rule.id for rule in house().rules]
    assert all(key.startswith(("rule.", "verdict.contact_lines.")) for key in tables["words"])
    assert len(kernel_tables.kernel_json(house())) < 80_000
