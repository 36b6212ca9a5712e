"""The worker: a cold start without the computer, new versions, and pages that do not come."""

import contextlib
import os
import socket
import subprocess
import sys
import time

import pytest

from tests.web import walk
from tests.web.away.phone import Phone
from tests.web.person import Clock
from tests.web.serving import serve

pytestmark = walk.MARKS

KNOWN = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from instep.web.clock import now
from instep.web.records import store
from tests.web.person import PLAIN_ABOUT
for id, answer in {"age_65": "no", **PLAIN_ABOUT}.items():
    store.keep_answer(id, answer, now().on, now())
store.keep_contacts({"emergency": "112"}, now())
"""


@pytest.fixture
def home(tmp_path):
    """A folder in which all about Alice is known, and a port that stays the same."""
    folder = tmp_path / "folder"
    folder.mkdir()
    own = {"INSTEP_WEB_FOLDER": str(folder), "DJANGO_SETTINGS_MODULE": "instep.web.settings"}
    subprocess.run([sys.executable, "-c", KNOWN], env={**os.environ, **own}, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return lambda: serve(folder, "--port", str(port))


@contextlib.contextmanager
def browser_of(playwright, profile, root):
    """A browser with a profile of its own, as on a phone that is switched off and on."""
    context = playwright.launch_persistent_context(
        profile, executable_path=walk.CHROMIUM, args=walk.FLAGS, viewport=walk.PHONE,
        reduced_motion="reduce",
    )  # fmt: skip
    from datetime import UTC, datetime

    yield Phone(context, root, Clock(datetime.now(UTC)))
    context.close()


def test_a_phone_switched_on_while_the_computer_is_off_asks_judges_and_tells_it_later(
    chromium, home, tmp_path
):
    browser, _ = chromium
    profile = tmp_path / "profile"
    with home() as served, browser_of(browser.browser_type, profile, served.root) as phone:
        phone.meet(served.address)
        served.stop()
    with browser_of(browser.browser_type, profile, served.root) as phone:
        phone.tab.goto(served.root)
        phone.shows("h1").to_verdict(wound="left")
        assert "Yes, but not that foot" in phone.text
        assert phone.faults == []
    with home() as again, browser_of(browser.browser_type, profile, served.root) as phone:
        phone.tab.goto(f"{served.root}/away/")
        phone.shows("p:has-text('open its new address here')")
        assert len(phone.held) == 1
        phone.meet(again.address).emptied()
        phone.tab.goto(f"{served.root}/history/")
        assert phone.text.count("Yes, but not that foot") == 1
        phone.tab.reload()
        assert phone.text.count("Yes, but not that foot") == 1


# -- Versions --------------------------------------------------------------------------------------


@pytest.fixture
def newer(monkeypatch):
    """Lets the computer have a newer Instep, with these files more."""
    from instep.web import away_shell

    def install(*files):
        text = away_shell.shell().replace("<h1>", "<h1>New: ", 1)
        kept = away_shell.kept_files()[:-1]
        monkeypatch.setattr(away_shell, "shell", lambda: text)
        monkeypatch.setattr(away_shell, "shell_version", lambda: "fedcba9876543210")
        monkeypatch.setattr(
            away_shell, "kept_files", lambda: (*kept, *files, away_shell.shell_address())
        )

    return install


def caches(device):
    return device.tab.evaluate("async () => (await caches.keys()).length")


def updated(device):
    """Let the browser ask for a newer worker; gives whether it took over."""
    return device.tab.evaluate(
        """async () => { const own = await navigator.serviceWorker.ready;
        const before = own.active; await own.update();
        const next = own.installing ?? own.waiting;
        if (next) await new Promise((done) => next.addEventListener("statechange", () => {
          if (["activated", "redundant"].includes(next.state)) done(); }));
        return own.active !== before; }"""
    )


def test_a_newer_version_takes_over_and_an_open_page_goes_on(device, newer):
    device.meet().tab.goto(f"{device.root}/away/")
    device.begin().today(until="leg")
    newer()
    other = device.open_tab()
    other.goto(device.root)
    own, device.tab = device.tab, other
    assert updated(device)
    assert caches(device) == 2

    device.context.set_offline(True)
    device.tab = own
    own.bring_to_front()
    for page in ("leg", "look", "hand", "ease"):
        device.reach(f"today/{page}").fill().press("form > button.wide")
    device.reach("verdict")
    other.goto(device.root)
    device.tab = other
    assert "New: " in device.shows("h1").text


def test_a_newer_version_that_is_not_whole_never_takes_over(device, newer):
    device.meet()
    newer("/static/000000000000/away/gone.js")
    assert not updated(device)
    device.away()

    assert "New: " not in device.text
    device.to_verdict()


def test_a_page_that_does_not_come_gives_way_to_ours(device, monkeypatch):
    from instep.web.pages.history import views

    real = views.show

    def slow(*all, **context):
        time.sleep(5)
        return real(*all, **context)

    device.meet()
    monkeypatch.setattr(views, "show", slow)
    device.tab.goto(f"{device.root}/history/")
    device.shows("[data-do=start]")
    monkeypatch.undo()

    assert device.tab.url == f"{device.root}/away/"


def test_a_form_sent_while_the_computer_is_away_leads_to_our_page(device):
    device.meet("/settings/")
    device.context.set_offline(True)
    device.press("form .button")
    device.shows("[data-do=start]")

    assert device.tab.url == f"{device.root}/away/"


def test_the_way_in_is_never_stood_in_for(device):
    device.meet()
    device.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        device.tab.goto(f"{device.root}/enter/x")
