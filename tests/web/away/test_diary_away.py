"""The diary on a real phone: each touch is kept at once, by the computer or on the device."""

from datetime import date

from tests.web import looks, walk

pytestmark = walk.MARKS
TODAY = date(2026, 11, 24)
PAGE = "/diary/2026-11-24/"


def line():
    from instep.web.records.line import line_of

    return line_of(TODAY)


def touch(device, name, value):
    """A key of a keypad, as a finger does."""
    device.tab.locator(f'label:has(> [name="{name}"][value="{value}"])').click()


def kept(device, words="Kept."):
    device.until(f"() => document.getElementById('kept').textContent === {words!r}")


HERE = "Kept on this device. It goes to the computer by itself."


def test_one_touch_on_a_number_keeps_it_and_says_so(device):
    device.meet(PAGE).shows("h1")
    touch(device, "pain", "4")
    kept(device)

    assert line().scores == {"pain": 4}


def test_a_whole_line_like_yesterday_takes_two_touches_and_one_more_changes_it(device):
    from tests.web.test_history import tell

    told = {"pain": 4, "burning": 2, "tingling": 6, "numbness": 5, "cold": 1, "sleep": 3}
    tell(date(2026, 11, 23), **told)
    device.meet("/").shows("h1")
    device.press("a[href='/diary/']").shows("button[value=repeat]")
    device.press("button[value=repeat]").shows(".note")
    assert line().scores == told
    touch(device, "pain", "5")
    kept(device)

    assert line().scores == {**told, "pain": 5}


def test_ticks_and_words_are_kept_as_they_are_told(device):
    device.meet(PAGE).shows("h1")
    device.check("flare", "yes")
    kept(device)
    device.tab.fill("main textarea", "A long walk.")
    device.until("() => document.getElementById('kept').textContent === ''")
    kept(device)

    assert (line().flags, line().text) == ({"flare"}, "A long walk.")


def test_with_the_computer_away_a_touch_waits_on_the_phone_and_is_sent_later(device):
    device.meet(PAGE).shows("h1")
    device.context.set_offline(True)
    touch(device, "pain", "7")
    kept(device, HERE)
    assert line().is_blank
    (held,) = device.held
    assert held["entry"]["body"] == {"day": "2026-11-24", "pain": 7}

    device.home_again().tab.evaluate("dispatchEvent(new Event('online'))")
    device.emptied()
    assert line().scores == {"pain": 7}


def test_words_being_typed_when_she_leaves_are_kept(device):
    device.meet(PAGE).shows("h1")
    device.tab.fill("main textarea", "Half a")
    device.tab.goto(device.root + "/history/")
    device.until("() => document.title.startsWith('What was')")
    device.until(
        "async () => (await (await fetch('/diary/2026-11-24/')).text()).includes('Half a')"
    )

    assert line().text == "Half a"


def test_the_keyboard_alone_writes_a_line(device):
    device.meet(PAGE).shows("h1")
    device.tab.locator('[name="pain"]:checked').focus()
    device.tab.keyboard.press("ArrowLeft")  # from blank to ten
    kept(device)
    assert line().scores == {"pain": 10}
    device.tab.keyboard.press("Tab")
    device.tab.keyboard.press("ArrowRight")  # from blank round to nought
    device.until("() => document.getElementById('kept').textContent === ''")
    kept(device)

    assert line().scores == {"pain": 10, "burning": 0}


def test_the_page_for_when_the_computer_is_away_takes_a_whole_line(device):
    device.meet().away().press("a[href='#line']").reach("line")
    touch(device, "pain", "3")
    touch(device, "sleep", "0")
    device.check("new_drug", "yes")
    device.tab.fill("main textarea", "Rain.")
    device.press("form > button.wide").reach("kept")
    device.home_again().tab.evaluate("dispatchEvent(new Event('online'))")
    device.emptied()

    assert line().scores == {"pain": 3, "sleep": 0}
    assert (line().flags, line().text) == ({"new_drug"}, "Rain.")


def test_an_empty_line_away_is_not_kept_and_it_is_said(device):
    device.meet().away().press("a[href='#line']").reach("line")
    device.press("form > button.wide").shows(".note")

    assert device.at == "line"
    assert device.held == []


def test_everyone_can_read_and_press_the_line_of_the_page_away(device):
    device.meet().away().press("a[href='#line']").reach("line")
    seen = looks.Looks(device.tab)
    for way in looks.WAYS:
        way(seen)

    assert not seen.faults, "\n".join(seen.faults)
