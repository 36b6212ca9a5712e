"""The first page in a real Chromium: what it weighs, and how soon a slow phone can use it."""

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import sync_playwright
from tests.web.durable.visitor import Visitor
from tests.web.serving import serve
from tests.web.walk import CHROMIUM, FLAGS, PHONE

VISITS = 5
SLOWER = 4
"""A cheap phone's processor, against this one."""

SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_638_400 / 8,
    "uploadThroughput": 750_000 / 8,
}
"""Lighthouse's slow 4G: milliseconds there and back, bytes a second."""

LOADED = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"


def rows() -> Iterator[tuple[Any, ...]]:
    """Every visit is the first: nothing is stored from the one before."""
    if CHROMIUM is None:
        yield ("first page: no Chromium or Chrome here",)
        return
    with _home() as (browser, served, cookies):
        kilobytes, others = _weight(browser, served.root, cookies)
        seconds = [_seconds(browser, served.root, cookies) for _ in range(VISITS)]
    yield "first load: all that the first page fetches, compressed", kilobytes, 150, "KB"
    yield "requests to other hosts", others, 0, ""
    how = f"processor {SLOWER} times slower, slow 4G, median of {VISITS}"
    yield f"first page can be used: {how}", statistics.median(seconds), 1.5, "s"


@contextmanager
def _home() -> Iterator[tuple[Any, Any, Any]]:
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(folder) as served,
        sync_playwright() as engine,
    ):
        kept = Visitor(served).client.cookies
        cookies = [{"name": n, "value": c.value, "url": served.root} for n, c in kept.items()]
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser, served, cookies
        browser.close()


@contextmanager
def _visit(browser: Any, cookies: Any) -> Iterator[tuple[Any, Any]]:
    context = browser.new_context(viewport=PHONE)
    context.add_cookies(cookies)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    yield page, devtools
    context.close()


def _weight(browser: Any, root: str, cookies: Any) -> tuple[float, int]:
    """Kilobytes over the line with all headers, and how many requests went elsewhere."""
    sizes: list[float] = []
    others: list[str] = []
    with _visit(browser, cookies) as (page, devtools):
        devtools.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
        page.on("request", lambda asked: asked.url.startswith(root) or others.append(asked.url))
        page.goto(root, wait_until="networkidle")
    return sum(sizes) / 1000, len(others)


def _seconds(browser: Any, root: str, cookies: Any) -> float:
    """Until all of it is there and has run: page, styles, letters, pictures, scripts."""
    with _visit(browser, cookies) as (page, devtools):
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        devtools.send("Network.emulateNetworkConditions", SLOW_4G)
        page.goto(root, wait_until="load")
        while not (loaded := float(page.evaluate(LOADED))):
            page.wait_for_timeout(10)
        return loaded / 1000
