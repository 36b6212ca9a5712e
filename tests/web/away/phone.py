"""A real browser on Alice's phone, which goes on when the computer does not answer."""

import re
import time

from tests.make import healthy
from tests.web import looks, walk

ANSWERS = {**healthy()["today"], "with_helper": "no"}
AWAY_ITSELF = re.compile(r"net::ERR_(CONNECTION_REFUSED|INTERNET_DISCONNECTED)|status of 403")
"""What the browser itself says of a computer that is away, or of a door that is shut."""

EVERYTHING = """async () => {
  const dump = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request, {ignoreVary: true});
      dump.push([new URL(request.url).pathname, await response.text()]);
    }
  }
  return dump;
}"""
SETTLED = "Promise.allSettled(document.getAnimations().map(one => one.finished)).then(() => true)"
"""What comes up under a hand waits a moment before it can be pressed."""

HELD = """() => new Promise((resolve, reject) => {
  const open = indexedDB.open("instep");
  open.onerror = () => reject(open.error);
  open.onsuccess = () => {
    const all = open.result.transaction("outbox").objectStore("outbox").getAll();
    all.onsuccess = () => { open.result.close(); resolve(all.result); };
  };
})"""

KEPT = """() => new Promise((resolve) => {
  const open = indexedDB.open("instep");
  open.onupgradeneeded = () => open.transaction.abort();
  open.onerror = () => resolve(false);
  open.onsuccess = () => {
    const get = open.result.transaction("kept").objectStore("kept").get("NAME");
    get.onsuccess = () => { open.result.close(); resolve(get.result !== undefined); };
  };
})"""


class Phone:
    """Alice's phone: what it shows, what it holds, and every fault it had."""

    def __init__(self, context, root, clock):
        self.context, self.root, self.clock, self.faults = context, root, clock, []
        self.tab = self.open_tab()

    def open_tab(self):
        """One more page."""
        tab = self.context.new_page()
        tab.on("console", lambda said: self._said(said.type, said.text))
        tab.on("pageerror", lambda error: self.faults.append(str(error)))
        tab.on("request", lambda asked: self._asked(asked.url))
        tab.clock.set_fixed_time(self.clock.at)
        return tab

    def _said(self, kind, text):
        if kind in ("error", "warning") and not AWAY_ITSELF.search(text):
            self.faults.append(text)

    def _asked(self, url):
        if not url.startswith((self.root, "blob:", "data:")):
            self.faults.append(f"another host: {url}")

    # -- The computer ------------------------------------------------------------------------------

    def meet(self, address="/"):
        """Open a page of the computer, and let the phone keep what it needs."""
        self.tab.goto(address if "://" in address else self.root + address)
        self.tab.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.kept("mirror")
        return self

    def kept(self, name):
        """Wait until there is something kept under this name."""
        self.until(KEPT.replace("NAME", name))

    def knows_today(self):
        """Wait until what is kept of the person was told today, and not at an earlier meeting."""
        today = f"get.result?.made_at.startsWith('{self.clock.at.date()}') ?? false"
        self.until(KEPT.replace("NAME", "mirror").replace("get.result !== undefined", today))
        return self

    def until(self, asked, seconds=20):
        """Ask this of the page until it says yes."""
        end = time.monotonic() + seconds
        while not self.tab.evaluate(asked):
            assert time.monotonic() < end, asked
            time.sleep(0.05)

    def away(self, path="/"):
        """The computer does not answer any more."""
        self.context.set_offline(True)
        self.tab.goto(self.root + path)
        return self.shows("h1")

    def home_again(self):
        """The computer is there again."""
        self.context.set_offline(False)
        return self

    def emptied(self):
        """Wait until nothing waits to be sent."""
        self.until(f"async () => (await ({HELD})()).length === 0")
        return self

    def later(self, **lengths):
        """Let time pass for the phone and for the computer."""
        self.clock.later(**lengths)
        for tab in self.context.pages:
            tab.clock.set_fixed_time(self.clock.at)

    @property
    def held(self):
        """What waits on the phone."""
        return self.tab.evaluate(HELD)

    # -- What she does -----------------------------------------------------------------------------

    def shows(self, selector):
        """Wait until this is there."""
        self.tab.locator(f"main {selector}").first.wait_for()
        self.tab.evaluate(SETTLED)
        return self

    @property
    def at(self):
        """The part that is shown."""
        return self.tab.evaluate("location.hash.slice(1)")

    @property
    def text(self):
        """What can be read."""
        return self.tab.locator("main").inner_text()

    def press(self, selector):
        """Press it, once what holds off a double tap is over."""
        self.tab.locator(f"main {selector}").first.click()
        return self

    def reach(self, part):
        """Wait until this part is shown."""
        self.tab.locator(f'main[data-place="{part}"]').wait_for()
        return self.shows("h1")

    def begin(self):
        """From the first part into today's questions."""
        self.press("[data-do=start]").reach("who").press("button[value=no]")
        return self.reach("today/now")

    def fill(self, **changes):
        """Every line of this page."""
        answers = {**ANSWERS, **changes}
        names = self.tab.eval_on_selector_all(
            "main .line > .trio input[value=no]", "all => all.map((one) => one.name)"
        )
        for name in names:
            answer = answers.get(name, "no")
            is_side = answer in ("left", "right", "both")
            self.check(name, "yes" if is_side else answer)
            if is_side:
                self.check(f"{name}.side", answer)
            if name == "sore_patch" and answer != "no":
                self.check("red_stays", answers.get("red_stays", "no"))
        return self

    def check(self, name, value):
        """Tick it."""
        self.tab.locator(f'main [name="{name}"][value="{value}"]').check(force=True)

    def today(self, until=None, **changes):
        """Today's pages, until this one or the verdict."""
        for page in ("now", "leg", "look", "hand", "ease"):
            if self.at == "verdict":
                break
            self.reach(f"today/{page}")
            if page == until:
                break
            self.fill(**changes).press("form > button.wide")
            self.tab.wait_for_function("was => location.hash.slice(1) !== was", arg=f"today/{page}")
        return self

    def to_verdict(self, **changes):
        """From the first part to the verdict."""
        return self.begin().today(**changes).reach("verdict")

    def write(self, text):
        """A line in the diary."""
        self.tab.goto(f"{self.root}/away/#write")
        self.shows("textarea").tab.fill("main textarea", text)
        return self.press("form > button.wide").reach("kept")


def context_of(browser, **more):
    """A phone-sized browser that keeps what it is given."""
    context = browser.new_context(viewport=walk.PHONE, reduced_motion="reduce", **more)
    context.add_init_script(looks.AXE.read_text() + looks.MEASURES.read_text())
    return context
