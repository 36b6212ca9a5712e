"""A fresh folder, the app in this process, and a clock that the test sets."""

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

FOLDER = Path(tempfile.mkdtemp(prefix="instep-web-"))
os.environ["INSTEP_WEB_FOLDER"] = str(FOLDER)
os.environ["INSTEP_WEB_PORT"] = "8123"
os.environ["DJANGO_SETTINGS_MODULE"] = "instep.web.settings"

EVENING = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)


def pytest_sessionfinish():
    import shutil

    shutil.rmtree(FOLDER, ignore_errors=True)


@pytest.fixture(scope="session")
def app():
    """The app set up once, with its rows made."""
    import django
    from django.core.management import call_command
    from django.db import connection

    from tests.commands.rows import quick

    django.setup()
    with pytest.MonkeyPatch.context() as patch:
        quick(patch)
        call_command("migrate", verbosity=0, interactive=False)
        yield
        connection.close()


@pytest.fixture
def clock(monkeypatch):
    """The wall clock, on an evening in November; the person lives in UTC."""
    from instep.web import clock as wall
    from tests.web.person import Clock

    hand = Clock(EVENING)
    monkeypatch.setattr(wall, "datetime", hand)
    monkeypatch.setenv("TZ", "UTC")
    return hand


@pytest.fixture
def rows(app, studio):
    """No row of an earlier test."""
    from instep.web.records.models import Entry, Key

    Entry.objects.all().delete()
    Key.objects.all().delete()


class Silence:
    """A studio where nothing is made: pages are looked at, not heard."""

    def __init__(self):
        self.orders = []

    def sound(self, order):
        """Only note what was ordered."""
        self.orders.append(order)

    def clear(self):
        """Forget it."""
        self.orders.clear()


@pytest.fixture
def studio(app, monkeypatch):
    """No process makes sound; tests of sound bring their own."""
    from instep.web import sounding

    quiet = Silence()
    monkeypatch.setattr(sounding, "STUDIO", quiet)
    return quiet


@pytest.fixture
def alice(rows, clock):
    """Alice at her browser, who has opened the one-time address."""
    from tests.web.person import Browser

    return Browser(clock)


@pytest.fixture(scope="module")
def chromium(app):
    """One Chromium for the pages of a module. Beside its loop Django may still ask for rows."""
    from tests.web import walk

    playwright = pytest.importorskip("playwright.sync_api", reason="needs: pip install playwright")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with walk.serving() as root, playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(
            executable_path=walk.CHROMIUM, args=[*walk.FLAGS, *walk.CAMERA]
        )
        yield browser, root
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def visit(chromium, alice):
    """Alice's phone: brings her to a page, and gives the page."""
    from tests.web import looks, walk

    browser, root = chromium
    context = browser.new_context(
        viewport=walk.PHONE, reduced_motion="reduce", service_workers="block"
    )
    context.add_init_script(looks.AXE.read_text() + looks.MEASURES.read_text())

    def bring(page):
        page.before(alice)
        context.add_cookies(walk.key_of(alice, root))
        tab = context.new_page()
        tab.goto(root + (page.path or alice.at))
        assert tab.url == root + (page.path or alice.at)
        if page.then is not None:
            page.then(tab)
        return tab

    yield bring
    context.close()
