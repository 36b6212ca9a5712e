"""A phone in real Chromium on a real server: goes on as a person would, page after page."""

import re

SETTLED = """() => Promise.all(document.getAnimations()
  .filter(each => each.animationName === "hold-off").map(each => each.finished))"""
"""What has just come up can be pressed a moment later."""


class Phone:
    """One person's phone. Every fault of a page is noted, and every page that came up."""

    def __init__(self, context, served, answers):
        self.context, self.served, self.answers = context, served, answers
        self.faults, self.pages = [], []
        self.tab = self.window()

    def window(self):
        """A new window."""
        tab = self.context.new_page()
        tab.on("console", lambda said: self.faults.append(f"{tab.url}: {said.text}"))
        tab.on("pageerror", lambda error: self.faults.append(str(error)))
        return tab

    @property
    def at(self):
        """The path of the page."""
        return self.tab.url.removeprefix(self.served.root).split("?")[0].split("#")[0]

    @property
    def text(self):
        """What the page says."""
        return self.tab.inner_text("main")

    def go(self, path):
        """Type an address."""
        self.tab.goto(self.served.root + path)
        return self

    def press(self, selector):
        """Press what leads to another page."""
        self.pages.append(self.at)
        self.tab.evaluate(SETTLED)
        with self.tab.expect_navigation():
            self.tab.locator(selector).first.click()

    def choose(self, name, value):
        """Choose one answer of a line."""
        self.tab.evaluate(SETTLED)
        self.tab.check(f'input[name="{name}"][value="{value}"]', force=True)

    # -- The evening -------------------------------------------------------------------------------

    def step(self):
        """Answer the page that is up; False where the asking is over."""
        place = self.at
        self.tab.evaluate(SETTLED)
        for pattern, does in PAGES:
            if found := re.fullmatch(pattern, place):
                does(self, *found.groups())
                return True
        return False

    def interrupt(self):
        """Reload, close the window, come back by the start page: here is where we were."""
        place = self.at
        self.tab.reload()
        self.tab.close()
        self.tab = self.window()
        self.go("/")
        if place != "/":
            self.press(".tonight form button")


def _home(phone):
    phone.press(".tonight form button")


def _about(phone, id):
    if id == "contacts":
        phone.press("button.wide")
        return
    said = phone.answers.get(id, "not_done" if id == "touch_test_missed" else "no")
    if isinstance(said, list) or id == "skin_allergy":
        phone.press("button.wide")
    else:
        phone.press(f'button[value="{said}"]')


def _who(phone):
    phone.press(f'button[value="{phone.answers.get("with_helper", "no")}"]')


def _hand(phone):
    for thing in phone.answers.get("have", ()):
        phone.tab.check(f'input[value="{thing}"]', force=True)
    phone.press("main button.wide")


def _today(phone, page):
    if page == "thermometer":
        phone.press("button[value=no]")
        return
    lines = "inputs => inputs.map(input => input.name)"
    for name in phone.tab.eval_on_selector_all(".line > .trio input[value=no]", lines):
        said = phone.answers.get(name, "no")
        is_side = said in ("left", "right", "both")
        phone.choose(name, "yes" if is_side else said)
        if is_side:
            phone.choose(f"{name}.side", said)
    phone.press("main button.wide")


def _clinician(phone, _rule):
    phone.press("button[value=no]")


def _score(phone):
    phone.choose("score", "4")
    phone.press("button.grow")


PAGES = (
    (r"/", _home),
    (r"/about/(\w+)/", _about),
    (r"/tonight/who/", _who),
    (r"/tonight/hand/", _hand),
    (r"/today/(\w+)/", _today),
    (r"/clinician/(\w+)/", _clinician),
    (r"/score/", _score),
)
"""What a person does on each page, up to the verdict."""
