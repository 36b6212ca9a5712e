"""The house itself: pure core, named rooms, documented commands, sentences for a nurse."""

import ast
import re
from pathlib import Path

import pytest

from instep.commands import COMMANDS
from tests.make import house

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "instep"
CORE = sorted((SOURCE / "core").rglob("*.py"))
ALL = sorted(SOURCE.rglob("*.py"))


def trees(files):
    for file in files:
        yield file.relative_to(SOURCE).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def test_the_core_opens_prints_and_asks_no_clock():
    banned = {"open", "print", "input", "eval", "exec", "now", "today", "utcnow", "monotonic"}
    for name, tree in trees(CORE):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
                own_clock = name == "core/player.py" and called == "now"
                assert called not in banned or own_clock, f"{name}:{node.lineno} {called}"


def test_the_content_folder_holds_no_python():
    assert not list((SOURCE / "content").rglob("*.py"))


def test_every_public_class_of_the_core_is_in_the_glossary():
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    for name, tree in trees(CORE):
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                assert re.search(rf"\b{node.name}\b", glossary), f"{name}: {node.name}"


def test_every_room_class_and_public_function_begins_with_a_sentence():
    for name, tree in trees(ALL):
        if not tree.body:
            continue
        assert ast.get_docstring(tree), name
        for node in ast.walk(tree):
            public = isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name[0] != "_"
            if public and not _inside_a_function(tree, node):
                said = ast.get_docstring(node)
                assert said, f"{name}:{node.lineno} {node.name}"
                assert said.splitlines()[0][-1] in ".:;,)", f"{name}:{node.lineno} {said}"


def _inside_a_function(tree, node):
    return any(
        node in ast.walk(outer) and outer is not node
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef)
    )


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_documented(command):
    docs = (ROOT / "docs" / "for-operators" / "commands.md").read_text(encoding="utf-8")

    assert f"`instep {command}" in docs


def test_the_docs_name_every_key_of_the_json():
    from instep.adapters.export.as_json import clearance_json, session_json
    from instep.core.catalog import Thing
    from tests.make import healthy, judged, prepared, screen, wishes

    docs = (ROOT / "docs" / "for-operators" / "json.md").read_text(encoding="utf-8")
    sheet = healthy()
    made = prepared(sheet, wishes(have=tuple(Thing)))
    whole = session_json(house(), screen(sheet), made)
    parts = [whole, whole["asked"], whole["steps"][0], whole["left_out"][0], whole["cues"][0]]
    stopped = clearance_json(judged(healthy({}, {"wound": "left"})), house().words)
    parts += [stopped, stopped["findings"][0]]
    for key in {key for part in parts for key in part}:
        assert f"`{key}`" in docs, key


def test_every_rule_can_be_read_with_its_sources():
    sources = (SOURCE / "content" / "sources.toml").read_text(encoding="utf-8")
    for rule in house().rules:
        for key in rule.source:
            assert f"[{key}]" in sources


def test_functions_stay_short():
    lengths = [
        node.end_lineno - node.lineno + 1
        for _, tree in trees(ALL)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    ]
    lengths.sort()

    assert lengths[len(lengths) // 2] <= 9
    assert lengths[int(len(lengths) * 0.9)] <= 25


def test_no_path_of_a_machine_and_no_registry_is_written_anywhere():
    odd = re.compile(r"(?<![\w.])/(?:home|Users|root|tmp)/|pypi\.org|pythonhosted|npmjs\.org")
    for file in ROOT.rglob("*"):
        wanted = file.suffix in (".py", ".toml", ".md", ".json", ".txt") or file.name == "Makefile"
        hidden = any(part.startswith(".") or part == "mutants" for part in file.parts)
        if wanted and not hidden and file != Path(__file__):
            assert not odd.search(file.read_text(encoding="utf-8")), file
