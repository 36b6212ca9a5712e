"""A cold start from the service worker: the server is gone, and the page comes all the same."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import sync_playwright
from tests.web.durable.visitor import Visitor
from tests.web.serving import serve
from tests.web.walk import CHROMIUM, FLAGS, PHONE

from bench.first_page import SLOWER

VISITS = 5
READY = "navigator.serviceWorker.ready.then(() => true)"
IS_THERE = "document.querySelector('main h1') !== null"
PATIENCE = 30


def rows() -> Iterator[tuple[Any, ...]]:
    """From the address typed to the first part of the page that stands in."""
    if CHROMIUM is None:
        yield ("cold start: no Chromium or Chrome here",)
        return
    seconds = statistics.median(_seconds())
    how = f"processor {SLOWER} times slower, median of {VISITS}"
    yield f"cold start with the server gone: {how}", seconds, 1.5, "s"


def _seconds() -> list[float]:
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(folder) as served,
        sync_playwright() as engine,
    ):
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(viewport=PHONE)
        kept = Visitor(served).client.cookies.items()
        context.add_cookies([{"name": n, "value": c.value, "url": served.root} for n, c in kept])
        first = context.new_page()
        first.goto(served.root)
        first.evaluate(READY)
        first.wait_for_timeout(2000)  # what the device keeps of her is there too
        first.close()
        served.stop()
        found = [_cold(context, served.root) for _ in range(VISITS)]
        browser.close()
        return found


def _cold(context: Any, root: str) -> float:
    tab = context.new_page()
    devtools = context.new_cdp_session(tab)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    start = time.perf_counter()
    tab.goto(root)
    while not tab.evaluate(IS_THERE):
        if time.perf_counter() - start > PATIENCE:
            raise ValueError("the page did not come")
        tab.wait_for_timeout(10)
    seconds = time.perf_counter() - start
    tab.close()
    return seconds
