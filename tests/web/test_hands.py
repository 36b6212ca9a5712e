"""The first evening by hands and eyes that are not steady: every tap, until the first step shows.

Low vision: four times the size, the largest letters. One hand: a thumb on glass, nothing else.
Shaky hands: each tap lands 3 to 30 px off, and hits twice within 300 ms.
"""

import math
from dataclasses import dataclass
from random import Random

import pytest

from tests.web import walk

playwright = pytest.importorskip("playwright.sync_api", reason="needs: pip install playwright")
pytestmark = walk.MARKS
ASKED = ("diabetes", "varicose", "chemo", "blood_thinner", "skin_allergy")
"""What About you still asks; the rest was told before."""

SAID = {"varicose": "left", "blood_thinner": "yes", "chemo": "never", "looked": "yes"}
"""What is answered; every other answer is no."""

A_TAP = 5.0
"""Seconds to find and press one thing, slow hands reckoned in."""

BESIDE_ANSWERS = 14
"""Who and what is there, 5 x Next, the score, plan, minutes, aim, room, begin."""

WHERE = """e => { const { x, y, width, height } = (e.closest("label") ?? e).getBoundingClientRect();
  return [x + width / 2, y + height / 2]; }"""
CHOSEN = (
    """() => [...document.querySelectorAll(":checked")].map(e => `${e.name}=${e.value}`).sort()"""
)


@dataclass(frozen=True)
class Hands:
    """How somebody taps and sees."""

    name: str
    screen: tuple[int, int] = (390, 844)
    off: tuple[float, float] = (0.0, 0.0)
    twice: bool = False
    thumb: bool = False
    text: str = "usual"


PEOPLE = (
    Hands("low vision", screen=(320, 256), text="largest"),
    Hands("one hand", thumb=True),
    Hands("shaky hands", off=(3.0, 30.0), twice=True),
)


class Tapping:
    """Taps until it has worked, as people do, and counts."""

    def __init__(self, tab, hands):
        self.tab, self.hands, self.taps, self.dice = tab, hands, 0, Random(7)
        self.pages = []

    def tap(self, found):
        """One tap as these hands do it."""
        found.scroll_into_view_if_needed()
        x, y = found.evaluate(WHERE)
        far, way = self.dice.uniform(*self.hands.off), self.dice.uniform(0, math.tau)
        at = (x + far * math.cos(way), y + far * math.sin(way))
        self.taps += 1
        self._hit(*at)
        if self.hands.twice:
            self.tab.wait_for_timeout(self.dice.uniform(60, 300))
            self._hit(*at)

    def _hit(self, x, y):
        if self.hands.thumb:
            self.tab.touchscreen.tap(x, y)
        else:
            self.tab.mouse.click(x, y)

    def choose(self, name, value):
        """One answer of a line; nothing else on the page changes by it."""
        wanted = f"{name}={value}"
        for _ in range(9):
            before = set(self.tab.evaluate(CHOSEN))
            self.tap(self.tab.locator(f'input[name="{name}"][value="{value}"]'))
            after = set(self.tab.evaluate(CHOSEN))
            assert after - before <= {wanted}
            if wanted in after:
                return
        raise AssertionError(f"{wanted} was not hit in nine taps")

    def press(self, selector):
        """A button or a way on, until the page has gone."""
        self.pages.append(self.tab.url.partition("//")[2].partition("/")[2].partition("?")[0])
        for _ in range(9):
            self.tap(self.tab.locator(selector).first)
            if self._has_gone_on():
                return
        raise AssertionError(f"{selector} was not hit in nine taps on {self.tab.url}")

    def _has_gone_on(self):
        """Whether another page has come up; it is looked at before the next tap.

        A second hit may send the form anew and so break off the first way there: what counts is
        where the browser is in the end.
        """
        here = f"/{self.pages[-1]}"
        for _ in range(60):
            if not self.tab.url.partition("?")[0].endswith(here):
                self.tab.wait_for_load_state()
                self.look()
                return True
            self.tab.wait_for_timeout(50)
        return False

    def look(self):
        """As long as what came up cannot be pressed."""
        self.tab.evaluate("() => Promise.all(document.getAnimations().map(each => each.finished))")

    @property
    def at(self):
        """The first word of the address."""
        return self.tab.url.partition("//")[2].split("/")[1]


@pytest.fixture
def tapping(chromium, alice, request):
    """Somebody with these hands, on the page after the start; About you lacks five answers."""
    from instep.web.clock import now
    from instep.web.records import store

    browser, root = chromium
    hands = request.param
    alice.known(age_65="yes")
    for id in ASKED:
        store.keep_answer(id, None, now().on, now())
    store.keep_settings({**store.settings(), "text": hands.text}, now())
    width, height = hands.screen
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=hands.thumb, reduced_motion="reduce"
    )
    context.add_cookies(walk.key_of(alice, root))
    alice.begin()
    tab = context.new_page()
    tab.goto(root + alice.at)
    tapping = Tapping(tab, hands)
    tapping.look()
    yield tapping
    context.close()


def about(person):
    while person.at == "about":
        id = person.tab.url.split("/about/")[1].split("/")[0]
        said = SAID.get(id, "no")
        if id == "skin_allergy":
            person.press("main button.wide")
        elif said == "left" and person.tab.locator("main button[value=left]").count() == 0:
            with person.tab.expect_navigation():
                person.tap(person.tab.locator("main button[value=yes]"))
            person.look()
        else:
            person.press(f'main button[value="{said}"]')


def today(person):
    lines = 0
    while person.at == "today":
        names = person.tab.eval_on_selector_all(
            ".line > .trio input[value=no]", "inputs => inputs.map(i => i.name)"
        )
        for name in names:
            person.choose(name, SAID.get(name, "no"))
        lines += len(names)
        person.press("main button.wide")
    return lines


def to_the_first_step(person):
    person.press("main button[value=no]")
    person.press("main button.wide")
    lines = today(person)
    person.choose("score", "4")
    person.press("button.grow")
    person.press('a[href="/tonight/minutes/"]')
    person.press('button[value="15"]')
    person.press("button[value=ease]")
    person.press('a[href="/room/"]')
    person.press("button[value=pages]:visible")
    return lines


@pytest.mark.parametrize("tapping", PEOPLE, ids=lambda hands: hands.name, indirect=True)
def test_unsteady_hands_come_to_the_first_step_and_no_tap_does_what_was_not_meant(tapping):
    from instep.web.records import store

    about(tapping)
    told = store.person().about
    tapping.taps, tapping.pages = 0, []
    lines = to_the_first_step(tapping)
    misses = tapping.taps - lines - BESIDE_ANSWERS
    night = store.tonight()

    assert {id: told[id] for id in ASKED} == {
        "diabetes": "no", "varicose": "left", "chemo": "never", "blood_thinner": "yes",
        "skin_allergy": [],
    }  # fmt: skip
    answers = {id: SAID.get(id, "no") for id in night.today}
    assert dict(night.today) == answers
    assert (night.before, night.minutes, night.aim) == (4, 15, "ease")
    assert len(tapping.pages) == len(set(tapping.pages)) == BESIDE_ANSWERS - 1
    assert night.stage == "playing"
    assert night.place == 0
    assert tapping.taps * A_TAP <= 4 * 60
    assert misses == 0 or tapping.hands.off != (0.0, 0.0)
