"""The page of the pulse in a real Chromium, with a film for its camera and with none."""

import os
from pathlib import Path

import pytest

from tests.web import looks, walk
from tests.web.measures.fake_camera import Film, film_y4m
from tests.web.test_pulse import kept, switched_on

pytestmark = walk.MARKS

CAMERA = ["--use-fake-device-for-media-stream"]
SAYS_YES = "--use-fake-ui-for-media-stream"
DARK = "document.querySelector('.live video').srcObject === null"


@pytest.fixture
def phone(alice, monkeypatch):
    """Opens the page on a phone with this film for its camera."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs: pip install playwright")
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with walk.serving() as root, playwright.sync_playwright() as engine:
        opened = []

        def open_with(*flags, seconds=17, **more):
            browser = engine.chromium.launch(
                executable_path=walk.CHROMIUM, args=[*walk.FLAGS, *flags]
            )
            opened.append(browser)
            context = browser.new_context(viewport=walk.PHONE, service_workers="block", **more)
            context.add_init_script(looks.AXE.read_text())
            switched_on(alice)
            context.add_cookies(walk.key_of(alice, root))
            tab = context.new_page()
            tab.goto(f"{root}/pulse/")
            form = "document.querySelector('[data-pulse]')"
            if more.get("java_script_enabled", True):
                tab.evaluate(f"{form}.dataset.seconds = {seconds}")
            return tab

        yield open_with
        for browser in opened:
            browser.close()


def filmed(phone, film):
    """The page with that film, its recording begun."""
    tab = phone(*CAMERA, SAYS_YES, f"--use-file-for-fake-video-capture={film}")
    tab.click("main form button")
    return tab


def told(tab):
    """What the page says at the end."""
    title = tab.locator("[data-result] h2")
    title.wait_for(timeout=40_000)
    shot(tab)
    return title.inner_text()


def shot(tab):
    """To be looked at, where a folder is named."""
    if folder := os.environ.get("SHOTS"):
        number = len(list(Path(folder).iterdir()))
        tab.screenshot(path=f"{folder}/{number}.png", full_page=True)


def test_the_rate_that_is_filmed_is_the_rate_that_is_shown(phone, tmp_path):
    tab = filmed(phone, film_y4m(tmp_path / "toe.y4m", Film(rate=72, percent=4)))
    tab.locator(".live video").wait_for()
    tab.evaluate("window.track = null")
    tab.wait_for_timeout(6000)
    tab.evaluate("window.track = document.querySelector('.live video').srcObject.getTracks()[0]")
    shot(tab)
    said = told(tab)

    assert abs(72 - int(said.split()[0])) <= 1
    assert tab.evaluate("window.track.readyState") == "ended"
    assert tab.evaluate(DARK)
    assert len(kept()) == 1
    assert tab.evaluate("axe.run().then(found => found.violations.map(one => one.id))") == []


@pytest.mark.parametrize("film", [Film(percent=0)], ids=["a finger of wax"])
def test_what_has_no_pulse_is_not_measured_and_not_kept(phone, tmp_path, film):
    said = told(filmed(phone, film_y4m(tmp_path / "film.y4m", film)))

    assert said == "Not measured"
    assert kept() == []


def fault(tab):
    """The one sentence on why there is no camera."""
    place = tab.locator("[data-fault]")
    place.wait_for()
    shot(tab)
    return place.inner_text()


def test_a_person_who_stops_is_told_that_the_camera_is_off(phone, tmp_path):
    tab = filmed(phone, film_y4m(tmp_path / "toe.y4m", Film(seconds=5)))
    tab.wait_for_timeout(1500)
    tab.click("[data-stop]")

    assert "The camera is off" in fault(tab)
    assert tab.evaluate(DARK)
    assert kept() == []


def test_a_person_who_says_no_is_told_how_to_allow_it(phone):
    tab = phone(*CAMERA, "--deny-permission-prompts")
    tab.click("main form button")

    assert "Allow it in the browser" in fault(tab)


def test_without_a_camera_the_page_says_so(phone):
    tab = phone()
    tab.evaluate("() => { navigator.mediaDevices.getUserMedia = () => Promise.reject('none') }")
    tab.click("main form button")

    assert "No camera was found here" in fault(tab)


def test_with_scripts_off_the_page_names_the_command(phone):
    tab = phone(java_script_enabled=False)

    assert "instep pulse FILE.csv" in tab.locator("main").inner_text()
    assert not tab.locator("main form").is_visible()
