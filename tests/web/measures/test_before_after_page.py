"""Before and after in a real Chromium, a film for its camera: broken off, refused, far away."""

import re

import pytest

from tests.web import looks, walk
from tests.web.measures.fake_camera import Film, film_y4m
from tests.web.measures.test_pulse_page import CAMERA, SAYS_YES, shot
from tests.web.phone import SETTLED
from tests.web.test_before_after import START, Toes, films, kept  # noqa: F401  a fixture

pytestmark = walk.MARKS
SECONDS = 17
"""Long enough to be read, and no longer."""


@pytest.fixture(scope="module")
def reels(tmp_path_factory):
    """What lies before the camera: a toe, or one of wax."""
    folder = tmp_path_factory.mktemp("reels")
    toe, wax = Film(rate=72, percent=3), Film(percent=0)
    return {
        "toe": film_y4m(folder / "toe.y4m", toe),
        "wax": film_y4m(folder / "wax.y4m", wax),
    }


@pytest.fixture
def toes(alice, films):  # noqa: F811
    """Alice at the first window; her right foot will be massaged."""
    return Toes(alice, films).begin()


@pytest.fixture
def phone(toes, reels, monkeypatch):
    """Opens her page on a phone, one of the films before its camera."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs: pip install playwright")
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with walk.serving() as root, playwright.sync_playwright() as engine:
        opened = []

        def open_with(reel="toe"):
            film = f"--use-file-for-fake-video-capture={reels[reel]}"
            flags = [*walk.FLAGS, *CAMERA, SAYS_YES, film]
            browser = engine.chromium.launch(executable_path=walk.CHROMIUM, args=flags)
            opened.append(browser)
            context = browser.new_context(viewport=walk.PHONE, service_workers="block")
            context.add_init_script(looks.AXE.read_text())
            context.add_cookies(walk.key_of(toes.alice, root))
            tab = context.new_page()
            tab.goto(root + toes.at)
            return Phone(tab, toes.alice.clock)

        yield open_with
        for browser in opened:
            browser.close()


class Phone:
    """Her phone, on the page of a window."""

    def __init__(self, tab, clock):
        self.tab, self.clock = tab, clock

    def ready(self):
        """The page waits until a shaking hand has let go; then a short window will do."""
        self.tab.evaluate(SETTLED)
        self.tab.evaluate(f"document.querySelector('[data-place]').dataset.seconds = {SECONDS}")
        return self

    def begins(self):
        """The toe lies on the lens, and the camera is on."""
        self.ready().tab.click("[data-place] button")
        self.tab.locator(".live video").wait_for()
        return self

    def lies(self):
        """One whole window, until the page has something to say."""
        self.clock.later(seconds=45)
        self.begins()
        return self.hears()

    def hears(self):
        """What the next page says."""
        self.tab.locator("main .note").first.wait_for(timeout=40_000)
        shot(self.tab)
        return self.says

    @property
    def says(self):
        """What stands there."""
        return re.sub(r"\s+", " ", self.tab.locator("main").inner_text())


def violations(phone):
    """What axe finds."""
    return phone.tab.evaluate("axe.run().then(found => found.violations.map(one => one.id))")


def test_by_keyboard_alone_a_window_is_taken_and_the_other_toe_is_next(phone, toes):
    alice = phone()
    alice.clock.later(seconds=45)
    alice.ready()
    for _ in range(9):
        alice.tab.keyboard.press("Tab")
        if alice.tab.evaluate("document.activeElement.closest('[data-place]') !== null"):
            break
    alice.tab.keyboard.press("Enter")
    said = alice.hears()

    assert "Window 1 is kept." in said
    assert "Now the left big toe" in said
    assert alice.tab.evaluate("document.activeElement.className") == "note"
    assert violations(alice) == []
    assert len(kept()["taken"]) == 1


def test_reloaded_in_mid_window_nothing_is_lost_and_that_window_is_taken_again(phone, toes):
    toes.lay()
    alice = phone().begins()
    alice.tab.wait_for_timeout(4500)
    alice.tab.reload()

    assert "Now the left big toe" in alice.says
    assert "Window 2 of 6" in alice.says
    assert len(kept()["taken"]) == 1


def test_a_phone_that_is_put_away_stops_the_camera_and_keeps_what_was_kept(phone, toes):
    toes.lay()
    alice = phone().begins()
    alice.tab.wait_for_timeout(1500)
    alice.tab.click("[data-stop]")

    assert "The camera is off." in alice.hears()
    assert alice.tab.locator(".live").count() == 0
    assert len(kept()["taken"]) == 1


def test_with_the_server_away_a_window_waits_on_the_page_and_is_sent_when_it_is_back(phone, toes):
    alice = phone()
    alice.clock.later(seconds=45)
    alice.begins()
    alice.tab.context.set_offline(True)
    assert "It could not be sent. It is still here." in alice.hears()
    alice.tab.click("[data-place] button")
    assert "It is still here." in alice.hears()
    assert kept()["taken"] == []

    alice.tab.context.set_offline(False)
    alice.tab.click("[data-place] button")
    alice.tab.locator("h1", has_text="left").wait_for()

    assert "Window 1 is kept." in alice.says
    assert [one["refused"] for one in kept()["taken"]] == [None]


def test_a_refused_window_is_said_in_words_and_taken_again(phone, toes):
    said = phone("wax").lies()
    assert "That window does not count. Take it once more." in said
    assert "Window 1 of 6" in said

    assert "Window 1 is kept." in phone("toe").lies()
    assert [one["refused"] is None for one in kept()["taken"]] == [False, True]


def test_a_page_that_waited_too_long_asks_for_both_toes_before_the_camera_opens(phone, toes):
    toes.lay()
    alice = phone().ready()
    toes.alice.clock.later(minutes=4)
    alice.tab.evaluate("document.querySelector('[data-place]').dataset.holds = '0'")
    alice.tab.click("[data-place] button")

    assert "That was a long pause. Both toes are measured anew." in alice.hears()
    assert "Now the right big toe" in alice.says


def test_the_last_windows_lead_to_the_massage_and_to_what_was_seen(phone, toes):
    toes.block(*["small"] * 5)
    said = phone().lies()
    assert "Now the massage" in said

    toes.massaged().block(*["small"] * 5)
    alice = phone()
    alice.clock.later(seconds=45)
    alice.begins()
    alice.tab.locator(".ruler").wait_for(timeout=40_000)
    shot(alice.tab)

    assert "No sure change: a beat looked" in alice.says
    assert violations(alice) == []
    assert alice.tab.locator(f"a[href='{START}']").count() == 2
