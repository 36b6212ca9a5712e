"""Ways of looking at a page that is open: each notes what is wrong, and how it was seen.

``measures.js`` does the measuring, axe-core the rest.
"""

from itertools import pairwise
from pathlib import Path

AXE = Path(__file__).parents[2] / ".venv/node/node_modules/axe-core/axe.min.js"
MEASURES = Path(__file__).with_name("measures.js")

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

STAGE = (".which", ".left-over", "#which", "#left", "#then", ".then", "li:nth-child", "text[x=")

REVIEWED = {
    "hidden-content": (
        ".after-yes",
        ".after-patch",
        "#sound",
        "data-step",
        "data-when",
        ".weekdays",
        ".to-come",
    ),
    "color-contrast": STAGE,
    "color-contrast-enhanced": STAGE,
}
"""What axe cannot decide, and somebody has looked at.

hidden-content: what a yes opens is seen on the pages where all is answered yes; a picture of
another step is seen on that step; the player has no face. The names of weekdays and the days to
come are seen where a week stands in a row.
color-contrast: words on the stage stand on its one colour and beside the foot, and lines of a step
pass under the keys; ``measures.pale`` reckons both, at 7:1. A gap on the sole stands in its own
halo (13.7), and again in the list below.
"""

SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-block-end: 2em !important }"""
"""WCAG 1.4.12."""

FROM_THE_TOP = """() => { document.body.tabIndex = -1; document.body.focus();
  document.body.removeAttribute("tabindex"); scrollTo(0, 0); }"""
MOVES = """() => document.getAnimations().map(a => a.animationName ?? (a.id || a.constructor.name))
  .filter(name => name !== 'hold-off')"""


class Looks:
    """One page, and what was found wrong with it."""

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

    def theme(self, light):
        """The light that the person has chosen."""
        self.tab.evaluate("light => { document.documentElement.dataset.theme = light }", light)

    def style(self, css):
        """Rules of the person's own on top of all others."""
        script = "css => { const own = new CSSStyleSheet(); own.replaceSync(css);"
        self.tab.evaluate(script + " document.adoptedStyleSheets = [own] }", css)

    def tabbed(self):
        """Where the focus goes by Tab alone, from the top to the end of the page."""
        self.tab.evaluate(FROM_THE_TOP)
        before = None
        for _ in range(200):
            self.tab.keyboard.press("Tab")
            stop = self.tab.evaluate("measures.focus()")
            if stop is None:
                return
            if stop != before:  # a day has three parts to tab through
                yield stop
            before = stop


def reviewed(rule, where):
    """Whether somebody has looked at it and found it right."""
    return any(part in where for part in REVIEWED.get(rule, ()))


# -- The ways --------------------------------------------------------------------------------------


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


def by_light(looks):
    """Day and evening, and the few colours of a system of one's own."""
    for light in ("day", "evening"):
        looks.theme(light)
        looks.axe(light)
        looks.note(light, "pale")
    looks.tab.emulate_media(forced_colors="active")
    looks.axe("forced colours")
    looks.tab.emulate_media(forced_colors="none")


def by_letters(looks):
    """Letters twice as big, and letters wide apart: nothing is lost."""
    looks.letters(32)
    looks.axe("200 % text")
    looks.note("200 % text", "lost", "sideways")
    looks.letters(16)
    looks.style(SPACED)
    looks.note("wide spacing", "lost", "sideways")
    looks.style("")


def by_keyboard(looks):
    """Tab goes to all there is, from top to bottom, and where it is can always be seen."""
    for height in (844, 256):
        looks.size(390 if height > 256 else 320, height)
        stops = list(looks.tabbed())
        expected = looks.tab.evaluate("measures.stops()")
        if len(stops) != expected:
            looks.faults.append(f"keyboard: {len(stops)} stops, {expected} things to reach")
        for before, after in pairwise(stops):
            if after["top"] < before["top"] - 8 and after["left"] <= before["left"]:
                looks.faults.append(f"keyboard: from {before['name']} back up to {after['name']}")
        looks.faults += [f"keyboard: {fault}" for stop in stops for fault in stop["faults"]]
    looks.size(390)


def by_stillness(looks):
    """Where the person wants no motion, nothing moves."""
    looks.faults += [f"moves: {name}" for name in looks.tab.evaluate(MOVES)]


WAYS = (by_stillness, by_keyboard, by_size, by_light, by_letters)
