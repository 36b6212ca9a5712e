"""The page of the pulse in a real Chromium: a film for its camera, a bad one, and none."""

import os
from pathlib import Path

import pytest

from tests.commands.test_commands import run
from tests.web import looks, walk
from tests.web.measures.fake_camera import (
    ALL_CLIPPED,
    COVERED,
    RED_CLIPPED,
    WALL,
    Film,
    film_y4m,
)
from tests.web.test_pulse import kept, switched_on

pytestmark = walk.MARKS

CAMERA = ["--use-fake-device-for-media-stream"]
SAYS_YES = "--use-fake-ui-for-media-stream"
PLACE = "document.querySelector('[data-place]')"
TRACKS = """(() => {
  window.tracks = [];
  const devices = navigator.mediaDevices, ask = devices?.getUserMedia.bind(devices);
  if (ask) devices.getUserMedia = async (wish) => {
    const stream = await ask(wish);
    window.tracks.push(...stream.getTracks());
    return stream;
  };
})();"""
"""Notes every track that the page was given."""


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
            context.add_init_script(looks.AXE.read_text() + TRACKS)
            switched_on(alice)
            context.add_cookies(walk.key_of(alice, root))
            tab = context.new_page()
            tab.goto(f"{root}/pulse/")
            if more.get("java_script_enabled", True):
                tab.evaluate(f"{PLACE}.dataset.seconds = {seconds}")
            return tab

        yield open_with
        for browser in opened:
            browser.close()


@pytest.fixture
def filmed(phone, tmp_path):
    """The page with this film, its recording begun."""

    def film_it(film, **more):
        file = film_y4m(tmp_path / f"{len(list(tmp_path.iterdir()))}.y4m", film)
        tab = phone(*CAMERA, SAYS_YES, f"--use-file-for-fake-video-capture={file}", **more)
        tab.click("main form button")
        return tab

    return film_it


def told(tab):
    """What the page says at the end."""
    title = tab.locator("[data-told] h2")
    title.wait_for(timeout=40_000)
    shot(tab)
    return title.inner_text()


def note(tab):
    """The one sentence on why there is no reading."""
    place = tab.locator("[data-told] .note")
    place.wait_for()
    shot(tab)
    return place.inner_text()


def shot(tab):
    """To be looked at, where a folder is named."""
    if folder := os.environ.get("SHOTS"):
        number = len(list(Path(folder).iterdir()))
        tab.screenshot(path=f"{folder}/{number}.png", full_page=True)


def lets_go(tab):
    """Whether the page was given a camera, and has let it go."""
    states = tab.evaluate("tracks.map(track => track.readyState)")
    return bool(states) and set(states) == {"ended"}


def some_seen(tab):
    """Wait until some of the light is drawn."""
    walk.until(tab, "document.querySelector('[data-line]').points.length > 20")


# -- Films -----------------------------------------------------------------------------------------


def test_the_rate_that_is_filmed_is_the_rate_that_is_shown(filmed):
    tab = filmed(Film(rate=72, percent=4))
    some_seen(tab)
    shot(tab)
    assert not lets_go(tab)
    said = told(tab)

    assert abs(72 - int(said.split()[0])) <= 1
    assert lets_go(tab)
    assert len(kept()) == 1
    assert tab.evaluate("axe.run().then(found => found.violations.map(one => one.id))") == []


def test_light_that_is_ticked_is_handed_out_and_read_as_the_same_pulse(phone, tmp_path):
    film = film_y4m(tmp_path / "toe.y4m", Film(percent=4))
    tab = phone(*CAMERA, SAYS_YES, f"--use-file-for-fake-video-capture={film}", seconds=16)
    assert not tab.is_checked("[name=light]")
    tab.check("[name=light]")
    tab.click("main form button")
    said = told(tab)
    with tab.expect_download() as handed:
        tab.click("[data-told] a")
    done = run("pulse", str(handed.value.path()))

    assert done.out.startswith(said)
    assert len(kept()) == 1


def test_green_is_read_where_there_is_too_much_red(filmed):
    tab = filmed(RED_CLIPPED)

    assert abs(72 - int(told(tab).split()[0])) <= 1
    assert "green light" in tab.locator("[data-told] svg.pulse").get_attribute("aria-label")


def test_a_bad_lens_is_told_in_one_sentence_and_leaves_no_number(filmed):
    said = {
        "It is too dark. Lay the toe on the lens, with the light on.": COVERED,
        "It looks like a wall or a lamp. Lay the toe flat on the lens.": WALL,
        "There is too much light. Press less, or move a little off the lamp.": ALL_CLIPPED,
    }
    tabs = {why: filmed(film, seconds=15.5) for why, film in said.items()}

    for why, tab in tabs.items():
        assert told(tab) == "Not measured"
        assert why in tab.locator("[data-told]").inner_text()
        assert "says nothing at all about the blood" in tab.locator("[data-told]").inner_text()
        assert lets_go(tab)
    assert kept() == []


def test_while_it_is_filmed_the_page_says_what_the_lens_sees(filmed):
    dark, pale = filmed(COVERED), filmed(WALL)

    walk.until(dark, "document.querySelector('[data-word]').textContent.includes('It is dark')")
    walk.until(pale, "document.querySelector('[data-word]').textContent.includes('like a wall')")


def test_what_has_no_pulse_is_not_measured_and_not_kept(filmed):
    tab = filmed(Film(percent=0))

    assert told(tab) == "Not measured"
    assert kept() == []


def test_a_slow_camera_is_read_right_or_refused_as_slow(filmed):
    slow, slower = (filmed(Film(percent=4, frames_a_second=n), seconds=16) for n in (10, 5))
    said = told(slow)

    assert said == "Not measured" or abs(72 - int(said.split()[0])) <= 1
    assert told(slower) == "Not measured"
    assert "too few pictures a second" in slower.locator("[data-told]").inner_text()


# -- Ended before its time ---------------------------------------------------------------------


def test_a_person_who_stops_is_told_that_the_camera_is_off(filmed):
    tab = filmed(Film(seconds=5))
    some_seen(tab)
    tab.click("[data-stop]")

    assert "The camera is off" in note(tab)
    assert lets_go(tab)
    assert kept() == []


HIDE = """() => {
  Object.defineProperty(document, "hidden", { configurable: true, value: true });
  document.dispatchEvent(new Event("visibilitychange"));
  delete document.hidden;
}"""


def test_a_page_that_is_out_of_sight_lets_the_camera_go_and_says_so(filmed):
    tab = filmed(Film(seconds=5))
    some_seen(tab)
    tab.evaluate(HIDE)

    assert lets_go(tab)
    assert "It was stopped. The camera is off. Nothing was kept." in note(tab)
    assert kept() == []


def test_a_person_who_leaves_the_page_leaves_no_camera_on(filmed):
    tab = filmed(Film(seconds=5))
    some_seen(tab)
    tab.evaluate(
        "() => addEventListener('pagehide', () => sessionStorage.setItem('seen',"
        " tracks.map((track) => track.readyState)))"
    )
    tab.click(".bar .row a")
    tab.wait_for_url("**/measures/")
    left = tab.evaluate("sessionStorage.getItem('seen')")
    tab.go_back()

    assert left == "ended"
    assert tab.locator("main form").is_visible()
    assert kept() == []


def test_a_page_that_is_out_of_sight_while_it_is_read_still_tells_what_was_kept(filmed):
    tab = filmed(Film(percent=4), seconds=16)
    late = []
    tab.route("**/pulse/toe/right/", lambda route: late.append(route))
    walk.until(tab, "document.querySelector('[data-word]').textContent === 'Now it is read.'", 60)
    assert lets_go(tab)
    assert tab.locator("[data-stop]").count() == 0  # there is nothing left to stop
    tab.evaluate(HIDE)
    late[0].continue_()

    assert told(tab).endswith("beats a minute")
    assert len(kept()) == 1


def test_a_camera_that_another_app_takes_ends_the_recording(filmed):
    tab = filmed(Film(seconds=5))
    some_seen(tab)
    tab.evaluate("tracks[0].dispatchEvent(new Event('ended'))")

    assert told(tab) == "Not measured"
    assert "It is too short" in tab.locator("[data-told]").inner_text()
    assert kept() == []


# -- Sent --------------------------------------------------------------------------------------


def test_where_no_answer_came_the_page_does_not_say_what_it_cannot_know(filmed):
    tab = filmed(Film(percent=4), seconds=16)

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    tab.route("**/pulse/toe/right/", lose_the_answer)
    tab.locator("[data-told] .note").wait_for(timeout=60_000)

    assert "No answer came" in note(tab)
    assert "othing was kept" not in note(tab)
    assert len(kept()) == 1
    tab.reload()
    assert "Right big toe" in tab.locator(".earlier").inner_text()


def test_a_browser_that_was_locked_out_is_told_that_nothing_was_kept(filmed):
    tab = filmed(Film(seconds=5), seconds=1)
    tab.context.clear_cookies()

    assert "It was not taken, and nothing was kept." in note(tab)
    assert kept() == []


# -- No camera ---------------------------------------------------------------------------------


def test_a_person_who_says_no_is_told_how_to_allow_it(phone):
    tab = phone(*CAMERA, "--deny-permission-prompts")
    tab.click("main form button")

    assert "Allow it in the browser" in note(tab)


def test_without_a_camera_the_page_says_so(phone):
    tab = phone(SAYS_YES)
    tab.click("main form button")

    assert "No camera was found here" in note(tab)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("new DOMException('', 'NotReadableError')", "The camera is in use."),
        ("new DOMException('', 'SecurityError')", "The camera may not be used."),
        ("new DOMException('', 'OverconstrainedError')", "No camera was found here."),
        ("'nobody knows'", "No camera was found here."),
    ],
)
def test_whatever_a_camera_says_is_told_in_one_sentence(phone, fault, said):
    tab = phone()
    tab.evaluate(f"() => {{ navigator.mediaDevices.getUserMedia = () => Promise.reject({fault}) }}")
    tab.click("main form button")

    assert said in note(tab)
    assert tab.locator("main form").is_visible()


def test_without_a_lamp_the_page_says_where_to_sit(filmed):
    tab = filmed(Film(seconds=5))
    some_seen(tab)

    assert "No lamp could be lit here." in tab.locator(".live").inner_text()


def test_with_scripts_off_the_page_names_the_command(phone):
    tab = phone(java_script_enabled=False)

    assert "instep pulse FILE.csv" in tab.locator("main").inner_text()
    assert not tab.locator("main form").is_visible()
