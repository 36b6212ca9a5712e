"""The page that stands for all others: the same for everyone, whole, and small."""

import gzip
import json
import re

import pytest
from django.test import Client

from tests.web.person import HOST

FIRST_LOAD = 150_000
"""Letters and bytes of a first visit, compressed (product.md, How it looks)."""


@pytest.fixture
def shell(alice):
    from instep.web import away_shell

    return away_shell


def got(alice, path):
    """A page, and all of its bytes."""
    found = alice.client.get(path)
    body = found.getvalue()
    found.close()
    return found, body


def test_the_page_is_the_same_whoever_asks_and_whatever_they_have_set(alice, shell):
    first = alice.open("/away/").page.content
    alice.known().open("/settings/").send(text="largest", light="evening", motion="still")
    alice.open("/about/contacts/").send(doctor="Dr Quetzalcoatl, 555 0199")
    again = alice.open("/away/").page

    assert again.content == first
    assert again.cookies == {}
    assert "csrfmiddlewaretoken" not in first.decode()


def test_the_page_holds_nothing_inline_and_every_part_it_shows(alice, shell):
    text = shell.shell()
    rest = re.sub(r'<script type="module" src="/static/[^"]+"></script>', "", text)
    parts = re.findall(r'<template id="([\w-]+)"', text)

    for banned in ("<script", " style=", "<style", " onclick", "javascript:", "http://"):
        assert banned not in rest
    assert len(parts) == len(set(parts))
    assert {"today-now", "today-leg", "today-look", "today-hand", "today-ease"} <= set(parts)


def test_today_is_asked_here_in_the_very_words_and_forms_of_the_computer(alice, shell):
    alice.known().begin().wishes()
    text = shell.shell()
    for page in ("now", "leg", "look", "hand", "ease"):
        assert alice.at == f"/today/{page}/"
        here = alice.html[alice.html.index("<form") : alice.html.index("</form>")]
        there = text.partition(f'<template id="today-{page}"')[2].partition("</form>")[0]

        assert form(there) == form(here)
        alice.send(**alice.filled(answers()))


def answers():
    from tests.make import healthy

    return healthy()["today"]


def form(text):
    """A form without what is of one evening, and without the drawing."""
    text = re.sub(r'<input type="hidden"[^>]*>|<svg class="feet.*?</svg>|<i data-soles></i>', "",
                  text[text.index("<form") :], flags=re.DOTALL)  # fmt: skip
    return re.sub(r"\s+", " ", text)


def test_all_that_is_kept_is_there_under_its_own_name_for_ever(alice, shell):
    for path in shell.kept_files():
        found, _ = got(alice, path)

        assert found.status_code == 200, path
        assert "max-age=31536000" in found.headers["Cache-Control"]
        assert path.startswith(("/static/", "/content/"))


def test_every_script_that_is_asked_for_is_kept(alice, shell):
    kept = set(shell.kept_files())
    for path in (path for path in kept if path.endswith(".js")):
        code = got(alice, path)[1].decode()
        for name in re.findall(r'^(?:import|export) [^"]*?from "([^"]+)"', code, re.MULTILINE):
            here = path.rpartition("/")[0]
            while name.startswith("."):
                here = here.rpartition("/")[0] if name.startswith("../") else here
                name = name.partition("/")[2]

            assert f"{here}/{name}" in kept, (path, name)


@pytest.mark.parametrize("name", ["kernel.json", "words.json", "away.html"])
def test_under_another_sum_there_is_nothing(alice, name):
    assert alice.client.get(f"/content/0123456789abcdef/{name}").status_code == 404


def test_a_script_of_another_version_is_not_there(alice, shell):
    old = next(path for path in shell.kept_files() if path.endswith("app.js"))
    old = re.sub(r"/static/\w+/", "/static/000000000000/", old)

    assert alice.client.get(old).status_code == 404


@pytest.mark.parametrize("path", ["/away/", "/sw.js"])
def test_a_stranger_gets_neither_page_nor_worker(alice, path):
    assert Client(headers={"host": HOST}).get(path).status_code == 403


def test_the_worker_is_told_what_it_keeps_and_is_asked_for_anew_each_time(alice, shell):
    page = alice.open("/sw.js").page
    kept = json.loads(alice.html.partition("self.KEPT = ")[2].partition(";\n")[0])

    assert page.headers["Content-Type"] == "text/javascript"
    assert page.headers["Cache-Control"] == "no-store"
    assert kept["files"] == list(shell.kept_files())
    assert kept["shell"] in kept["files"]


def test_another_word_is_another_version(alice, shell, monkeypatch):
    from instep.web import house as rooms

    before = shell.shell_version()
    for cached in (shell.shell, shell.shell_version):
        cached.cache_clear()
    monkeypatch.setattr(rooms, "say", lambda key, **_names: f"{key}!")
    after = shell.shell_version()
    for cached in (shell.shell, shell.shell_version):
        cached.cache_clear()

    assert after != before


def test_the_words_are_plain_ascii_and_hold_none_that_are_not_needed(alice, shell):
    words = json.loads(shell.words_text())

    assert shell.words_text().isascii()
    assert all(
        re.match(r"question|zone|pressure|verdict|web\.(away|answer|verdict)", k) for k in words
    )
    assert "web.away.title" in words


def test_a_first_visit_with_all_that_is_kept_is_light(alice, shell):
    sizes = {}
    for path in (*shell.kept_files(), "/sw.js", "/"):
        body = got(alice, path)[1]
        sizes[path] = len(body) if path.endswith("woff2") else len(gzip.compress(body))

    assert sum(sizes.values()) < FIRST_LOAD, sizes
