"""Pages of a real evening as a real browser shows them, for the README and the docs: make shots.

Ada's evening: diabetes, touch never tested. On a phone and on a desk, by day and in the evening.
"""

import base64
import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from playwright import sync_api as playwright
from tests.web.measures.fake_camera import Film, film_y4m
from tests.web.phone import SETTLED, Phone
from tests.web.serving import ADDRESS, serve
from tests.web.walk import CHROMIUM, FLAGS

HERE = Path(__file__).parent
SAID = HERE.parent / "for-people" / "answers" / "diabetes-not-tested.json"
CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
SCREENS = {"phone": (390, 844), "desk": (1280, 800)}
ACROSS = {"phone": 6, "desk": 2}
"""So many pages stand side by side in one picture."""

SHOWN = {
    "phone": ("home", "today", "verdict", "plan", "guide", "close"),
    "desk": ("home", "verdict", "plan", "guide"),
}
GROUND = {"day": "#e3d3c0", "evening": "#000000"}
QUALITY = 82
INTO_THE_STEP = 9.0
"""Seconds: the hand is on its way, and a line is being said."""

FILMED = 17
"""Seconds of the film that are read."""


def evening(phone: Phone) -> Iterator[str]:
    """One evening, stopping wherever a picture is taken."""
    yield "home"
    while phone.step():
        if phone.at == "/today/look/":
            yield "today"
    yield "verdict"
    phone.press('a[href="/tonight/minutes/"]')
    phone.press('button[value="20"]')
    phone.press('button[value="ease"]')
    yield "plan"
    phone.press('a[href="/room/"]')
    phone.press("button[value=voice]")
    to_the_arch(phone)
    yield "guide"
    phone.press("button[value=stop]")
    yield "close"


def to_the_arch(phone: Phone) -> None:
    """Into the middle of the rubbing of the arch."""
    told = json.loads(phone.tab.text_content("#session") or "{}")
    place = next(n for n, step in enumerate(told["steps"]) if step["technique"] == "arch_rub")
    at = told["starts"][place] + INTO_THE_STEP
    phone.tab.evaluate("at => { document.getElementById('sound').currentTime = at }", at)
    phone.tab.wait_for_timeout(4000)


def taken(browser: playwright.Browser, screen: str, light: str) -> list[bytes]:
    """Every page that is shown of this screen, in this light."""
    wide, tall = SCREENS[screen]
    sheet = json.loads(SAID.read_text())
    answers = {**sheet["about"], **sheet["today"], "have": ["ball", "cream"]}
    with tempfile.TemporaryDirectory() as folder, serve(folder) as served:
        context = browser.new_context(viewport={"width": wide, "height": tall})
        phone = Phone(context, served, answers)
        phone.tab.goto(served.address)
        phone.go("/settings/")
        phone.choose("light", light)
        phone.press("main button.wide")
        phone.go("/")
        pictures = []
        for name in evening(phone):
            if name in SHOWN[screen]:
                phone.tab.evaluate(SETTLED)
                phone.tab.wait_for_timeout(300)
                pictures.append(phone.tab.screenshot(type="png"))
        context.close()
    return pictures


Doing = Callable[[playwright.Page], object]
"""What is done on a page before it is shown."""


@dataclass(frozen=True)
class Shown:
    """A page of the made-up person, what of it stands at the top, and what was done on it."""

    path: str
    first: str = "h1"
    then: Doing | None = None


def press(selector: str) -> Doing:
    """Press what leads to another page."""

    def pressed(tab: playwright.Page) -> None:
        tab.evaluate(SETTLED)
        with tab.expect_navigation():
            tab.locator(selector).first.click()

    return pressed


def painted(tab: playwright.Page) -> None:
    """Three zones, touched in the drawing."""
    tab.evaluate(SETTLED)
    for zone in ("toe_1", "toe_2", "ball_inner"):
        tab.locator(f'.painter [data-zone="{zone}"]').click()
    tab.wait_for_timeout(1000)


def measured(tab: playwright.Page) -> None:
    """Every spot on both feet."""
    press("a.button.wide")(tab)
    for left in ("28.4", "28.1", "28.7", "29.3", "28.9", "28.2"):
        for number in (1, 2, 3):
            tab.fill(f"[name=left{number}]", left)
            tab.fill(f"[name=right{number}]", "28.3")
        press("button[value=keep]")(tab)


def filmed(tab: playwright.Page) -> None:
    """A film of a finger, seen by the camera and read."""
    tab.evaluate(SETTLED)
    tab.evaluate(f"document.querySelector('[data-place]').dataset.seconds = {FILMED}")
    tab.click("main form button")
    tab.locator("[data-told] h2").wait_for(timeout=60_000)


SHEETS = {
    "helps": (
        Shown("/helps/"),
        Shown("/helps/", ".trend"),
        Shown("/helps/how/"),
        Shown("/helps/how/", ".promises"),
    ),
    "diary": (
        Shown("/diary/", ".made-up", press("nav a:has-text('The day before')")),
        Shown("/history/"),
        Shown("/history/pictures/season/", "main .card"),
        Shown("/review/"),
    ),
    "measures": (
        Shown("/paint/tingling/sole-left/", ".painter", painted),
        Shown("/touch/", ".steps-done", press("button[value=yes]")),
        Shown("/temperature/", "h1", measured),
        Shown("/mnsi/"),
        Shown("/pulse/", "[data-told]", filmed),
        Shown("/measures/"),
    ),
}
"""Pictures of the made-up person's pages, on a phone."""


def made_up(browser: playwright.Browser, sheet: str, light: str) -> list[bytes]:
    """What a made-up person wrote and measured, as ``instep demo`` opens it."""
    wide, tall = SCREENS["phone"]
    words = [sys.executable, "-m", "instep", "demo", "--no-browser"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as demo:
        _, line = demo.stdout.readline(), demo.stdout.readline()  # type: ignore[union-attr]
        address = ADDRESS.search(line)[0]  # type: ignore[index]
        tab = browser.new_page(viewport={"width": wide, "height": tall})
        tab.goto(address)
        root = address.partition("/enter")[0]
        pictures = [pictured(tab, root, shown, light) for shown in SHEETS[sheet]]
        tab.close()
        demo.send_signal(signal.SIGINT)
    return pictures


def pictured(tab: playwright.Page, root: str, shown: Shown, light: str) -> bytes:
    """One of these pages, with this part of it at the top."""
    tab.goto(root + shown.path)
    if shown.then is not None:
        shown.then(tab)
    tab.evaluate("light => { document.documentElement.dataset.theme = light }", light)
    tab.evaluate("first => document.querySelector(first).scrollIntoView()", shown.first)
    tab.evaluate("scrollBy(0, -110)")
    tab.wait_for_timeout(600)
    return tab.screenshot(type="png")


def side_by_side(browser: playwright.Browser, screen: str, light: str, pages: list[bytes]) -> bytes:
    """All pages in one picture, drawn by the browser itself."""
    wide, tall = SCREENS[screen]
    images = "".join(
        f'<img src="data:image/png;base64,{base64.b64encode(page).decode()}">' for page in pages
    )
    across = min(ACROSS[screen], len(pages))
    rows = -(-len(pages) // across)
    size = (across * (wide + 24) + 24, rows * (tall + 24) + 24)
    tab = browser.new_page(viewport={"width": size[0], "height": size[1]})
    body = f"margin:0;padding:24px;display:flex;flex-wrap:wrap;gap:24px;background:{GROUND[light]}"
    style = f"body{{{body}}} img{{border-radius:24px;display:block}}"
    tab.set_content(f"<style>{style}</style>{images}")
    tab.wait_for_timeout(500)
    picture = tab.screenshot(type="jpeg", quality=QUALITY)
    tab.close()
    return picture


def main() -> None:
    """Four pictures of an evening, and two of each sheet; or only those that are named."""
    named = set(sys.argv[1:]) or {"evening", *SHEETS}
    with tempfile.TemporaryDirectory() as folder, playwright.sync_playwright() as engine:
        film = film_y4m(Path(folder) / "film.y4m", Film())
        flags = [*FLAGS, *CAMERA, f"--use-file-for-fake-video-capture={film}"]
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=flags)
        for screen in SCREENS if "evening" in named else ():
            for light in GROUND:
                pages = taken(browser, screen, light)
                file = HERE / f"{screen}-{light}.jpg"
                file.write_bytes(side_by_side(browser, screen, light, pages))
                print(f"{file.name}: {len(pages)} pages, {file.stat().st_size // 1000} KB")
        for sheet, light in product(sorted(named & set(SHEETS)), GROUND):
            file = HERE / f"{sheet}-{light}.jpg"
            pages = made_up(browser, sheet, light)
            file.write_bytes(side_by_side(browser, "phone", light, pages))
            print(f"{file.name}: {len(pages)} pages, {file.stat().st_size // 1000} KB")
        browser.close()


if __name__ == "__main__":
    main()
