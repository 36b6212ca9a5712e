"""Every page, for eyes that see little, hands that shake, and colours of one's own.

Each page is opened once, and every way of looking at it is tried there: day, evening, forced
colours, letters twice as big, four times the size, wide spacing. axe-core comes from npm at test
time (``make test``).
"""

import os
from pathlib import Path

import pytest

from tests.web import walk

playwright = pytest.importorskip("playwright.sync_api", reason="needs: pip install playwright")

AXE = Path(__file__).parents[2] / ".venv/node/node_modules/axe-core/axe.min.js"
MEASURES = Path(__file__).with_name("measures.js")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not walk.CHROMIUM, reason="no Chromium here: apt-get install chromium"),
    pytest.mark.skipif(not AXE.exists(), reason="no axe-core here: make .venv/node.done"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

RUN_AXE = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
    "experimental"];
  const { violations, incomplete } = await axe.run(document, {
    runOnly: { type: "tag", values: tags }, resultTypes: ["violations", "incomplete"],
  });
  const told = (kind) => (rule) => rule.nodes.map(
    (node) => [rule.id, node.target.join(" "), `${kind} ${rule.id}: ${node.target.join(" ")}, `
      + [...node.any, ...node.all, ...node.none].map((check) => check.message).join(" ")]);
  return [...violations.flatMap(told("violated")), ...incomplete.flatMap(told("undecided"))];
}"""

REVIEWED = {
    "hidden-content": (".after-yes", ".after-patch"),
    "color-contrast": (".which", ".left-over", "li:nth-child"),
    "color-contrast-enhanced": (".which", ".left-over", "li:nth-child"),
}
"""What axe cannot decide, and somebody has looked at.

hidden-content: what a yes opens is seen on the pages where all is answered yes.
color-contrast: words on the stage stand on its one colour and beside the foot, and lines of a step
pass under the keys; ``measures.pale`` reckons both, at 7:1.
"""

SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-block-end: 2em !important }"""
"""WCAG 1.4.12."""


@pytest.fixture(scope="session")
def chromium(app):
    """One Chromium for all pages; Django is told that its rows are asked for beside a loop."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with walk.serving() as root, playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=walk.CHROMIUM, args=walk.FLAGS)
        yield browser, root
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def visit(chromium, alice):
    """Alice's phone: brings her to a page, and gives the page."""
    browser, root = chromium
    context = browser.new_context(viewport=walk.PHONE, reduced_motion="reduce")
    context.add_init_script(AXE.read_text() + MEASURES.read_text())

    def bring(page):
        page.before(alice)
        context.add_cookies(walk.key_of(alice, root))
        tab = context.new_page()
        tab.goto(root + (page.path or alice.at))
        if page.then is not None:
            page.then(tab)
        return tab

    yield bring
    context.close()


# -- Ways of looking at a page ---------------------------------------------------------------------


class Looks:
    """One page looked at in every way; what is wrong is noted with the way it was seen."""

    def __init__(self, tab):
        self.tab, self.faults = tab, []

    def note(self, way, *checks):
        """Measure, and note what is wrong."""
        for check in checks:
            self.faults += [f"{way}: {fault}" for fault in self.tab.evaluate(f"measures.{check}()")]

    def axe(self, way):
        """Let axe-core look at it."""
        found = self.tab.evaluate(RUN_AXE)
        self.faults += [
            f"{way}: {told}" for rule, where, told in found if not reviewed(rule, where)
        ]

    def size(self, width, height=844):
        """A screen of this size."""
        self.tab.set_viewport_size({"width": width, "height": height})

    def letters(self, size):
        """The size of letters that the person has set in the browser; 16 is usual."""
        browser = self.tab.context.new_cdp_session(self.tab)
        browser.send("Page.enable")
        browser.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
        browser.detach()
        assert (
            self.tab.evaluate("getComputedStyle(document.documentElement).fontSize") == f"{size}px"
        )

    def root(self, script):
        """Change the first element of the page, as the person's own settings do."""
        self.tab.evaluate(f"document.documentElement.{script}")


def reviewed(rule, where):
    """Whether somebody has looked at it and found it right."""
    return any(part in where for part in REVIEWED.get(rule, ()))


def by_light(looks):
    """Day and evening, and the system's own few colours."""
    for light in ("day", "evening"):
        looks.root(f"dataset.theme = '{light}'")
        looks.axe(light)
        looks.note(light, "pale")
    looks.tab.emulate_media(forced_colors="active")
    looks.axe("forced colours")
    looks.tab.emulate_media(forced_colors="none")


def by_size(looks):
    """Screens of three widths: what is pressed is big and apart, and nothing is to the side."""
    looks.note("390", "tiny", "lost", "sideways", "small", "near")
    for width in (320, 768):
        looks.size(width)
        looks.note(str(width), "small", "near", "sideways", "lost")
    looks.size(320, 256)
    looks.axe("400 % zoom")
    looks.note("400 % zoom", "lost", "sideways")
    looks.size(390)


def by_letters(looks):
    """Letters twice as big, and letters wide apart: nothing is lost."""
    looks.letters(32)
    looks.axe("200 % text")
    looks.note("200 % text", "lost", "sideways")
    looks.letters(16)
    style = looks.tab.evaluate_handle(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
        " document.adoptedStyleSheets = [sheet]; }", SPACED)  # fmt: skip
    style.dispose()
    looks.note("wide spacing", "lost", "sideways")


@pytest.mark.parametrize("page", walk.PAGES, ids=lambda page: page.name)
def test_everyone_can_read_and_press_what_is_on_the_page(visit, page):
    looks = Looks(visit(page))
    for way in (by_size, by_light, by_letters):
        way(looks)

    assert not looks.faults, "\n".join(looks.faults)
