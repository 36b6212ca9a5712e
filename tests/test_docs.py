"""What the docs show is what a person gets: pages as printed, links that lead somewhere."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def script(place: str):
    """A script of the docs, as a module."""
    name = Path(place).stem
    spec = importlib.util.spec_from_file_location(f"docs_{name}", ROOT / place)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


EVENINGS = script("docs/for-people/write.py")


@pytest.mark.parametrize("name", EVENINGS.PEOPLE)
def test_an_evening_in_the_docs_is_what_the_program_prints_today(name):
    kept = (ROOT / "docs" / "for-people" / f"{name}.md").read_text(encoding="utf-8")

    assert EVENINGS.page(name) == kept, "write it anew with: make evenings"


def test_the_pictures_of_the_guide_are_those_of_the_guide_today():
    drawn = script("docs/pictures/draw.py").pictures()
    for name, picture in drawn.items():
        kept = (ROOT / "docs" / "pictures" / f"{name}.svg").read_text(encoding="utf-8")

        assert picture == kept, "draw them anew with: make pictures"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_and_picture_leads_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_setting_of_the_environment_is_documented():
    docs = (ROOT / "docs" / "for-operators" / "commands.md").read_text(encoding="utf-8")
    source = "".join(f.read_text(encoding="utf-8") for f in (ROOT / "src").rglob("*.py"))
    ours = r"\bINSTEP_(?!WEB_)[A-Z_]+\b"  # those of the web app pass between its own processes
    for name in set(re.findall(ours, source)):
        assert f"`{name}" in docs, name


def test_every_word_of_make_says_what_it_does():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for word in re.findall(r"^([a-z-]+):", makefile, re.MULTILINE):
        assert re.search(rf"^{word}:.*## \w", makefile, re.MULTILINE), word
