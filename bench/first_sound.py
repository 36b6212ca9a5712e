"""From the tap on Begin to the first sound, in a real Chromium that plays it.

Tonight's sound is begun while she makes the room ready. So the worst case is a tap as soon as that
page has come, on a computer where no line was ever said; a person looks at it for a while.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import sync_playwright
from tests.web.durable.visitor import Visitor
from tests.web.serving import serve
from tests.web.walk import CHROMIUM, FLAGS, PHONE

VISITS = 3
LOOKS = 3.0
"""Seconds that the page of the room is looked at, at the very least."""

WHEN = (
    f"the first night, the room looked at for {LOOKS:g} s",
    "a later night, tapped at once",
    "the first night, tapped at once",
)
HEARD = "document.getElementById('sound')?.currentTime ?? 0"
PATIENCE = 30
FREELY = "--autoplay-policy=no-user-gesture-required"


def rows() -> Iterator[tuple[Any, ...]]:
    """With no line ever said on this computer, and with the lines of a night before."""
    if CHROMIUM is None:
        yield ("first sound: no Chromium or Chrome here",)
        return
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, FREELY])
        nights = [_nights(browser) for _ in range(VISITS)]
        browser.close()
    for when, seconds in zip(WHEN, zip(*nights, strict=True), strict=True):
        what = f"Begin to first sound, {when}, median of {VISITS}"
        yield what, statistics.median(seconds), 1, "s"


def _nights(browser: Any) -> tuple[float, float, float]:
    with tempfile.TemporaryDirectory() as cache, tempfile.TemporaryDirectory() as other:
        os.environ["INSTEP_CACHE"] = cache
        first, later = _begun(browser, LOOKS), _begun(browser, 0)
        os.environ["INSTEP_CACHE"] = other
        return first, later, _begun(browser, 0)


def _begun(browser: Any, looks: float) -> float:
    with tempfile.TemporaryDirectory() as folder, serve(folder) as served:
        alice = Visitor(served).to_plan(have=["cream"])
        context = browser.new_context(viewport=PHONE)
        kept = alice.client.cookies.items()
        context.add_cookies([{"name": n, "value": c.value, "url": served.root} for n, c in kept])
        tab = context.new_page()
        tab.goto(f"{served.root}/room/")
        tab.wait_for_timeout(1000 * looks)
        start = time.perf_counter()
        tab.locator("button[value=voice]").click()
        _until_heard(tab, start)
        seconds = time.perf_counter() - start
        context.close()
        return seconds


def _until_heard(tab: Any, start: float) -> None:
    while not tab.evaluate(HEARD):
        if time.perf_counter() - start > PATIENCE:
            raise ValueError("nothing was heard")
        tab.wait_for_timeout(10)
