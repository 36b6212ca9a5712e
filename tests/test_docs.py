"""What the docs show is what a person gets: pages as printed, links that lead somewhere."""

import importlib.util
import re
import sys
import tomllib
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


MEASURING = ("measures.toml", "instruments/mnsi.toml", "review.toml", "pulse.toml")


def numbers(name):
    content = ROOT / "src" / "instep" / "content"
    return tomllib.loads((content / name).read_text(encoding="utf-8"))


def sources_in(told):
    """Every source that is named anywhere in it."""
    if not isinstance(told, dict):
        return set()
    inside = (sources_in(each) for each in told.values())
    return set(told.get("source", ())).union(*inside)


def test_the_clinicians_page_names_every_source_that_a_measure_rests_on():
    page = (ROOT / "docs" / "for-clinicians" / "measures.md").read_text(encoding="utf-8")
    keys = set().union(*(sources_in(numbers(name)) for name in MEASURING))
    for key in keys - {"judgement"}:
        assert f"`{key}`" in page, key


def test_the_clinicians_page_names_no_source_that_is_not_in_the_content():
    page = (ROOT / "docs" / "for-clinicians" / "measures.md").read_text(encoding="utf-8")
    known = numbers("sources.toml")
    for key in re.findall(r"`([a-z]+(?:-[a-z0-9]+)+)`", page):
        assert key in known, key


def test_the_clinicians_page_scores_the_questions_as_the_content_does():
    page = (ROOT / "docs" / "for-clinicians" / "measures.md").read_text(encoding="utf-8")
    form = numbers("instruments/mnsi.toml")
    counts = {"yes": [], "no": [], None: []}
    for item in form["items"].values():
        counts[item.get("point")].append(str(item["number"]))
    *first, last = counts["yes"]

    assert f"Yes counts one for {', '.join(first)} and {last}; " in page
    assert f"**no** counts one for {' and '.join(counts['no'])}; " in page
    assert f"{' and '.join(counts[None])} are not scored" in page
    assert f"From {form['mark']} on" in page
    assert f"From {form['newer_mark']} on" in page


def test_the_clinicians_page_has_the_limits_of_the_rules():
    from instep.core.safety.facts import TOES_NOT_FELT, WIDE_GAP

    page = (ROOT / "docs" / "for-clinicians" / "measures.md").read_text(encoding="utf-8")
    limits, warmth = numbers("safety/limits.toml"), numbers("measures.toml")["temperature"]

    assert TOES_NOT_FELT == 2
    assert "Two or more: feeling is likely lost" in page
    assert f"Over {WIDE_GAP} °C" in page
    assert f"holds for {limits['ages']['touch_test_days']} days" in page
    assert f"{warmth['least']:g}-{warmth['most']:g} °C" in page


def test_the_clinicians_page_has_the_limits_of_a_before_and_after():
    page = (ROOT / "docs" / "for-clinicians" / "measures.md").read_text(encoding="utf-8")
    turns = numbers("pulse.toml")["pulse"]["turns"]

    assert f"within {turns['pair_apart']} seconds" in page
    assert f"refused {turns['tries']} times" in page
    assert f"within {turns['whole'] / 60:g} minutes" in page


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
