"""Every page, for eyes that see little, hands that shake, a keyboard, and colours of one's own.

Each page is opened once, and every way of looking at it is tried there: day, evening, forced
colours, letters twice as big, four times the size, wide spacing, the Tab key. axe-core comes from
npm at test time (``make test``).
"""

import pytest

from tests.web import looks, walk
from tests.web.spoken import SETTLED

pytestmark = walk.MARKS


@pytest.mark.parametrize("page", walk.PAGES, ids=lambda page: page.name)
def test_everyone_can_read_and_press_what_is_on_the_page(visit, page):
    seen = looks.Looks(visit(page))
    for way in looks.WAYS:
        way(seen)

    assert not seen.faults, "\n".join(seen.faults)


def test_evening_by_the_system_has_the_colours_of_evening_by_choice(visit):
    tab = visit(walk.page_of("home, new"))
    tokens = "() => [...document.styleSheets[0].cssRules].flatMap(r => [r, ...(r.cssRules ?? [])])"
    tokens += ".filter(r => r.selectorText?.includes(':root') && r.style.length > 20)"
    tokens += ".map(r => [...r.style].map(n => n + r.style.getPropertyValue(n)).sort().join())"
    day, by_choice, by_system, *_ = tab.evaluate(tokens)

    assert by_choice == by_system
    assert by_choice != day


def test_nothing_is_shown_or_hidden_by_hovering(visit):
    tab = visit(walk.page_of("home, new"))
    changed = tab.evaluate(
        "() => [...document.styleSheets].flatMap(s => [...s.cssRules])"
        ".flatMap(r => [r, ...(r.cssRules ?? [])]).filter(r => r.selectorText?.includes(':hover'))"
        ".flatMap(r => [...r.style]).map(n => n.replace(/-(top|right|bottom|left)-/, '-'))"
    )

    assert set(changed) <= {
        "text-decoration-thickness", "text-decoration-line", "text-decoration-style",
        "text-decoration-color", "box-shadow", "border-color", "stroke", "stroke-width",
        "stroke-dasharray",
    }  # fmt: skip


def test_the_skip_link_leads_past_the_bar(visit):
    tab = visit(walk.page_of("about, the first"))
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")

    assert tab.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("name", [
    "today, lines open", "score, none", "a clinician's yes, no day", "today, not a number",
    "forget, not typed", "settings, saved", "hurt, a line open",
])  # fmt: skip
def test_what_went_wrong_is_where_the_reading_begins_and_is_told_once(visit, name):
    tab = visit(walk.page_of(name))

    tab.evaluate(SETTLED)
    assert tab.evaluate("document.activeElement.matches('.note')")
    assert tab.locator("[role=alert], [role=status], [aria-live]").count() == 0
