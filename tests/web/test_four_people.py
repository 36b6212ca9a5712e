"""The whole evening of four people in real Chromium, and one interrupted at every page."""

import json
from pathlib import Path

import pytest

from tests.web.phone import Phone
from tests.web.serving import serve
from tests.web.walk import CHROMIUM, FLAGS, PHONE

playwright = pytest.importorskip("playwright.sync_api", reason="needs: pip install playwright")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium or Chrome here: apt-get install chromium"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
SAID = Path(__file__).parents[2] / "docs/for-people/answers"
AT_HAND = {
    "diabetes-not-tested": ["ball", "cream"],
    "hot-swollen-foot": [],
    "night-pain-leg-down": [],
    "partner-long-day": ["ball", "cream", "basin", "thermometer", "pad"],
}


@pytest.fixture(scope="module")
def engine():
    """One Chromium for all of them."""
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def phone_of(engine, tmp_path):
    """The phone of one of the four, at the start page."""
    with serve(tmp_path) as served:
        context = engine.new_context(viewport=PHONE)

        def of(name, **more):
            sheet = json.loads((SAID / f"{name}.json").read_text())
            answers = {**sheet["about"], **sheet["today"], "have": AT_HAND[name], **more}
            phone = Phone(context, served, answers)
            phone.tab.goto(served.address)
            return phone

        yield of
        context.close()


def asked(phone, *, interrupted=False):
    """Every page up to the verdict; each of them once, however often it is interrupted."""
    for turn in range(90):
        if interrupted and is_another_kind(phone.at, turn):
            before = phone.at
            phone.interrupt()
            assert phone.at == before
        if not phone.step():
            return phone
    raise AssertionError(f"stuck at {phone.at}: {phone.text}")


def is_another_kind(page, turn):
    """All pages but most of those about her, which are one page with other words."""
    return not page.startswith("/about/") or page == "/about/contacts/" or turn < 4


def planned(phone, minutes, aim):
    """From the verdict to the room."""
    phone.press('a[href="/tonight/minutes/"]')
    phone.press(f'button[value="{minutes}"]')
    phone.press(f'button[value="{aim}"]')
    phone.press('a[href="/room/"]')
    return phone


def played(phone):
    """The voice leads, fast, to the close; then good night."""
    phone.press("button[value=voice]")
    phone.tab.evaluate("document.getElementById('sound').playbackRate = 16")
    phone.tab.wait_for_url("**/close/", timeout=90_000)
    phone.choose("score", "2")
    phone.press("button.grow")
    return phone


def test_ada_whose_feeling_was_never_tested_goes_gently_to_good_night(phone_of):
    phone = asked(phone_of("diabetes-not-tested"))
    assert phone.at == "/verdict/"
    assert "As light as" in phone.text or "light" in phone.text

    played(planned(phone, "5", "ease"))

    assert phone.at == "/close/good-night/"
    assert phone.faults == []


def test_bruno_with_a_hot_foot_is_sent_to_his_foot_team_and_shown_no_step(phone_of):
    phone = asked(phone_of("hot-swollen-foot"))

    assert phone.at == "/verdict/"
    assert "foot team" in phone.text
    assert "cannot see your foot" in phone.tab.inner_text("body")
    for path in ("/tonight/minutes/", "/plan/", "/room/", "/guide/", "/steps/1/"):
        assert phone.go(path).at == "/verdict/"
    assert phone.faults == []


def test_carmen_whose_leg_hangs_down_is_sent_to_a_doctor_and_may_not_breathe_at_night(phone_of):
    phone = asked(phone_of("night-pain-leg-down"))
    assert "doctor" in phone.text.lower()

    phone.go("/night/").press("button[value=yes]")

    assert phone.at == "/verdict/"
    assert phone.go("/guide/").at == "/verdict/"
    assert phone.faults == []


def test_dilip_has_half_an_hour_and_everything_at_hand(phone_of):
    phone = asked(phone_of("partner-long-day", touch_test_missed="not_done"))
    phone = planned(phone, "10", "day")
    played(phone)

    assert phone.at == "/close/good-night/"
    assert phone.faults == []


def test_an_evening_interrupted_at_every_page_loses_no_answer_and_asks_nothing_twice(phone_of):
    phone = asked(phone_of("hot-swollen-foot"), interrupted=True)
    once = [page for page in phone.pages if page != "/"]

    assert phone.at == "/verdict/"
    assert "foot team" in phone.text
    assert len(set(once)) == len(once)
    assert phone.faults == []
