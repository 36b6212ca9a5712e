"""Measures in a real browser: touched, by keyboard alone, and with the computer away."""

import time

import pytest

from tests.web import walk

pytestmark = walk.MARKS
PATIENCE = 10


def until(tab, condition):
    """Wait until this is true on the page; never for ever."""
    end = time.monotonic() + PATIENCE
    while not tab.evaluate(condition):
        assert time.monotonic() < end, condition
        time.sleep(0.05)


def painted(alice):
    """The zones of the left foot where it burns, as they are kept."""
    from instep.core.measures.paint import Feeling
    from instep.web.records import measured

    return set(measured.painting_on(alice.clock.at.date()).zones(Feeling.BURNING, "left"))


def kept(alice, expected):
    """Wait until just this is kept."""
    end = time.monotonic() + PATIENCE
    while painted(alice) != expected:
        assert time.monotonic() < end, painted(alice)
        time.sleep(0.05)


BRUSH = walk.Page("brush", lambda alice: alice.known(), "/paint/burning/sole-left/")


@pytest.fixture
def brush(visit):
    return visit(BRUSH)


def touch(tab, zone):
    """A finger in the middle of a zone."""
    x, y = tab.evaluate(
        "zone => { const found = document.querySelector(`.painter [data-zone=${zone}]`);"
        "found.scrollIntoView({ block: 'center' }); const r = found.getBoundingClientRect();"
        "return [r.x + r.width / 2, r.y + r.height / 2] }",
        zone,
    )
    tab.mouse.click(x, y)


def test_a_touch_on_the_drawing_paints_and_another_takes_it_away(brush, alice):
    brush.wait_for_timeout(500)  # what comes up can be pressed a moment later
    touch(brush, "heel")
    kept(alice, {"heel"})
    assert brush.locator("input[value=heel]").is_checked()
    until(brush, "document.getElementById('told').textContent.includes('11 of 100')")
    touch(brush, "heel")
    kept(alice, set())

    assert brush.locator(".painter [data-paint]").count() == 0


def test_the_keyboard_alone_paints_and_the_drawing_follows(brush, alice):
    brush.locator("input[value=toe_1]").focus()
    brush.keyboard.press("Space")
    brush.keyboard.press("Tab")
    brush.keyboard.press("Space")
    kept(alice, {"toe_1", "toe_2"})

    assert brush.locator('.painter [data-zone="toe_2"][data-paint]').count() == 1


def test_strokes_made_while_the_computer_is_away_are_kept_when_it_is_back(brush, alice):
    brush.context.set_offline(True)
    brush.locator("input[value=heel]").check()
    brush.locator("input[value=toe_1]").check()
    until(brush, "document.getElementById('not-kept') !== null")
    assert painted(alice) == set()

    brush.context.set_offline(False)
    kept(alice, {"heel", "toe_1"})
    until(brush, "document.getElementById('not-kept') === null")


def test_a_reload_loses_no_stroke_that_was_not_kept_yet(brush, alice):
    brush.context.set_offline(True)
    brush.locator("input[value=heel]").check()
    until(brush, "document.getElementById('not-kept') !== null")
    brush.context.set_offline(False)
    brush.reload()

    kept(alice, {"heel"})
    assert brush.locator("input[value=heel]").is_checked()


def test_without_scripts_the_list_and_the_button_do_it_all(chromium, alice):
    browser, root = chromium
    alice.known()
    context = browser.new_context(java_script_enabled=False, service_workers="block")
    context.add_cookies(walk.key_of(alice, root))
    tab = context.new_page()
    tab.goto(root + BRUSH.path)
    tab.locator("input[value=heel]").check()
    tab.get_by_role("button", name="Keep this").click()
    tab.wait_for_url("**kept=1")
    context.close()

    assert painted(alice) == {"heel"}


def test_the_touch_test_goes_by_keyboard_alone(visit, alice):
    from instep.web.records import measured

    tab = visit(walk.Page("toe", lambda alice: alice.known(), "/touch/"))
    for _ in range(7):
        tab.wait_for_timeout(450)
        tab.locator("main button.answer").first.focus()
        with tab.expect_navigation():
            tab.keyboard.press("Enter")

    (tested,) = measured.touch_tests()
    assert tested.test.missed == 0
    assert "What came of it" in tab.locator("h1").inner_text()


@pytest.mark.parametrize(("motion", "buttons"), [("no-preference", 1), ("reduce", 0)])
def test_how_long_a_touch_lasts_is_shown_as_a_calm_fill_or_only_said(
    chromium, alice, motion, buttons
):
    browser, root = chromium
    walk._touched("felt")(alice)
    context = browser.new_context(reduced_motion=motion, service_workers="block")
    context.add_cookies(walk.key_of(alice, root))
    tab = context.new_page()
    tab.goto(root + alice.at)
    show = tab.locator("button[data-seconds]")
    assert show.count() == buttons
    if buttons:
        tab.wait_for_timeout(450)
        show.click()
        fill = "document.querySelector('.fill').getAnimations()[0].effect.getTiming().duration"
        assert tab.evaluate(fill) == 2000
    assert "one to two seconds" in tab.locator("main").inner_text()
    context.close()


def test_what_was_typed_at_a_spot_is_there_after_a_reload(visit):
    tab = visit(walk.Page("spot", lambda alice: alice.known(), "/temperature/1/"))
    tab.fill("[name=left1]", "29.4")
    tab.fill("[name=right3]", "30,1")
    tab.reload()

    assert tab.input_value("[name=left1]") == "29.4"
    assert tab.input_value("[name=right3]") == "30,1"


def test_what_was_kept_at_a_spot_stands_there_and_the_draft_is_gone(visit):
    tab = visit(walk.Page("spot", lambda alice: alice.known(), "/temperature/1/"))
    tab.wait_for_timeout(450)
    tab.fill("[name=left1]", "29.4")
    with tab.expect_navigation():
        tab.locator("[value=keep]").click()
    tab.goto(tab.url.replace("/2/", "/1/"))

    assert tab.input_value("[name=left1]") == "29.4"
    until(tab, "sessionStorage.length === 0")


@pytest.mark.parametrize("name", ["painting", "touch test, a toe", "warmth, a spot"])
def test_every_answer_is_big_enough_on_the_smallest_phone(visit, name):
    tab = visit(walk.page_of(name))
    tab.set_viewport_size({"width": 320, "height": 640})

    assert tab.evaluate("measures.small()") == []
    assert tab.evaluate("measures.sideways()") == []
