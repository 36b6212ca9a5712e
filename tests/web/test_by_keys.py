"""What was, in a real Chromium by keyboard alone: a day is found, read, mended, and taken along."""

import json

from tests.web import walk
from tests.web.spoken import SETTLED

pytestmark = walk.MARKS

NAME = "document.activeElement.innerText.replace(/\\s+/g, ' ').trim()"


def tab_to(page, name):
    """Tab until what is in focus says this; never a pointer."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if name in page.evaluate(NAME):
            return
    raise AssertionError(f"the Tab key never comes to {name}")


def enter(page, name):
    """Go there by key, and press it."""
    page.evaluate(SETTLED)
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.evaluate(SETTLED)


def test_a_day_of_the_calendar_says_its_day_and_what_it_holds(visit):
    page = visit(walk.page_of("history, a month"))

    assert page.get_by_role("link", name="Sat 31 a line", exact=True).count() == 1
    assert page.get_by_role("link", name="Thu 1", exact=True).count() == 1


def test_by_keys_alone_a_line_is_mended_and_the_old_one_stays_and_both_are_taken_along(visit):
    page = visit(walk.page_of("history, a month"))
    enter(page, "31")
    before = page.locator("main").inner_text()
    enter(page, "Mend this line")
    page.focus("input[name=pain][value='9']")
    page.keyboard.press("Space")
    page.get_by_text("Kept.", exact=True).wait_for()
    page.go_back()
    page.reload()
    page.evaluate(SETTLED)
    tab_to(page, "All that was told: 2")
    page.keyboard.press("Enter")
    versions = page.locator("details li").all_inner_texts()

    assert "Pain: 3" in before
    assert ["Pain: 9" in versions[0], "Pain: 3" in versions[1]] == [True, True]

    whole = json.loads(
        page.request.get(page.url.split("/history")[0] + "/diary/export.json").text()
    )
    told = [each for each in whole["entries"] if each["name"] == "2026-10-31"]

    assert [(each["version"], each["body"]["scores"]["pain"]) for each in told] == [(1, 3), (2, 9)]
