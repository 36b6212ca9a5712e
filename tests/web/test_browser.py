"""A real Chromium, phone-sized, with the keyboard alone: from About you to Close."""

import re

import pytest

from tests.make import healthy
from tests.web.serving import serve
from tests.web.walk import CHROMIUM, FLAGS

playwright = pytest.importorskip("playwright.sync_api", reason="needs: pip install playwright")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium or Chrome here: apt-get install chromium"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

SMALL = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), summary')]
  .filter(e => e.offsetParent !== null && !e.closest('.skip'))
  .map(e => [(e.closest('label') || e).getBoundingClientRect(), e.textContent.trim() || e.name, e])
  .filter(([b, , e]) => b.width < 48
    || b.height < (e.matches('.key, .answer, .answer *') ? 96 : 48))
  .map(([b, name]) => `${name} ${b.width} x ${b.height}`)"""
READABLE = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.offsetParent !== null)
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
  .filter(e => parseFloat(getComputedStyle(e).fontSize) < 18 && !e.closest('svg'))
  .map(e => e.textContent.trim().slice(0, 40))"""
ANSWERS = {**healthy()["about"], **healthy()["today"], "touch_test_missed": "not_done"}


class Watched:
    """A page whose every fault is noted, and that is measured wherever it stops."""

    def __init__(self, page, root):
        self.page, self.root, self.faults = page, root, []
        page.on("console", lambda said: self.faults.append(f"{page.url}: {said.text}"))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", self._asked)

    def _asked(self, request):
        if not request.url.startswith(self.root):
            self.faults.append(f"another host: {request.url}")

    @property
    def at(self):
        """The path of the page."""
        return self.page.url.removeprefix(self.root).split("?")[0].split("#")[0]

    def measure(self):
        """Nothing too small, too far to the side, or too hard to read."""
        for width in (390, 320):
            self.page.set_viewport_size({"width": width, "height": 844})
            assert self.page.evaluate("document.documentElement.scrollWidth") <= width, self.at
            assert self.page.evaluate(SMALL) == [], (self.at, width)
        self.page.set_viewport_size({"width": 390, "height": 844})
        assert self.page.evaluate(READABLE) == [], self.at

    def key(self, *keys):
        """Press keys."""
        for key in keys:
            self.page.keyboard.press(key)

    def tab_to(self, selector):
        """Tab until this has the focus, and it can be seen that it has."""
        for _ in range(80):
            self.key("Tab")
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"{selector} cannot be reached by keyboard on {self.at}")

    def press(self, selector):
        """Tab to a button and press Enter."""
        self.tab_to(selector)
        with self.page.expect_navigation():
            self.key("Enter")

    def pick(self, name, value):
        """Choose one of a group with the keyboard."""
        self.tab_to(f'input[name="{name}"]')
        for _ in range(12):
            if self.page.evaluate("v => document.activeElement.value === v", value):
                self.key("Space")
                return
            self.key("ArrowRight")
        raise AssertionError(f"{value} cannot be chosen by keyboard for {name}")


@pytest.fixture
def page(tmp_path):
    """Alice's phone, in day light."""
    with serve(tmp_path) as served, playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
        watched = Watched(page, served.root)
        page.goto(served.address)
        yield watched
        browser.close()


def about(page):
    while re.fullmatch(r"/about/(?!contacts)\w+/", page.at):
        id = page.at.split("/")[2]
        if id == "skin_allergy":
            page.press("button.wide")
            continue
        page.press(f'button[value="{ANSWERS.get(id, "no")}"]')


def test_a_question_about_her_is_answered_with_one_tab_and_enter(page):
    page.press(".tonight button")
    first = page.at
    page.key("Tab")

    assert page.page.evaluate("document.activeElement.matches('main .answer')")
    assert page.page.evaluate("scrollY") == 0
    assert first.startswith("/about/")


def today(page):
    while page.at.startswith("/today/"):
        names = page.page.eval_on_selector_all(
            ".line > .trio input[value=no]", "inputs => inputs.map(i => i.name)"
        )
        for name in names:
            page.pick(name, ANSWERS.get(name, "no"))
        page.measure()
        page.press("button.wide")


def test_the_whole_evening_with_the_keyboard_alone(page):
    page.measure()
    page.press(".tonight button")
    about(page)
    page.measure()
    page.press("button.wide")
    page.press("button[value=no]")
    page.measure()
    page.press("button.wide")
    today(page)
    page.pick("score", "4")
    page.measure()
    page.press("button.grow")
    page.measure()
    page.press('a[href="/tonight/minutes/"]')
    page.press('button[value="5"]')
    page.press("button[value=ease]")
    page.measure()
    page.press('a[href="/room/"]')
    page.press("button[value=pages]")
    while page.at.startswith("/steps/"):
        page.measure()
        page.press("button[value=next]")
    page.pick("score", "2")
    page.measure()
    page.press("button.grow")

    assert page.at == "/close/good-night/"
    assert page.faults == []


@pytest.mark.parametrize("path", [
    "/", "/about/", "/about/chemo/", "/about/touch_test_missed/", "/settings/", "/settings/forget/",
    "/history/", "/techniques/", "/techniques/oil_massage/", "/words/privacy/", "/night/",
])  # fmt: skip
def test_every_other_page_fits_a_phone(page, path):
    page.page.goto(page.root + path)
    page.measure()

    assert page.faults == []


def test_the_first_page_is_light(page):
    sizes = page.page.evaluate(
        "['resource', 'navigation'].flatMap(kind => performance.getEntriesByType(kind))"
        ".reduce((sum, entry) => sum + entry.encodedBodySize, 0)"
    )

    assert sizes < 80_000
