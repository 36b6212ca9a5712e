"""A session that was kept for later: it plays without the computer, if today lets every step."""

from datetime import timedelta

import pytest

from tests.web import walk
from tests.web.away.phone import Phone, context_of
from tests.web.test_measures import spots, touched

pytestmark = walk.MARKS

NOW = "(document.getElementById('sound')?.currentTime ?? 0)"


@pytest.fixture
def aloud(device, monkeypatch):
    """The studio really makes sound."""
    from instep.web import sounding
    from instep.web.sound.studio import Studio

    studio = Studio()
    monkeypatch.setattr(sounding, "STUDIO", studio)
    yield device
    studio.clear()


@pytest.fixture
def keeper(aloud, alice):
    """Her phone has kept tonight's five minutes, and then the computer went away."""
    alice.to_plan(minutes="5")
    aloud.meet("/plan/")
    aloud.tab.click("#keep-session")
    aloud.until("document.getElementById('keep-said').textContent.includes('It is kept')", 60)
    return aloud.away()


def playing(phone):
    """From the first question to the sound."""
    phone.to_verdict().press("[href^='#play/']")
    phone.until(f"{NOW} > 0.3")
    return phone


def to_the_close(phone):
    """Played through, faster than a person would, and how it felt."""
    phone.tab.evaluate("document.getElementById('sound').playbackRate = 16")
    phone.tab.locator('main[data-place="close"]').wait_for(timeout=90_000)
    phone.reach("close").check("score", "2")
    phone.press("button[name=keep]").reach("kept")


def sessions():
    from instep.web.records import store

    return [kept.body for kept in store.all_of(store.SESSION)]


def test_it_asks_first_then_leads_to_the_close_and_all_of_it_is_told_once(keeper):
    from instep.web.records import store

    to_the_close(playing(keeper))
    keeper.home_again().tab.evaluate("dispatchEvent(new Event('online'))")
    keeper.emptied()

    (session,) = sessions()
    assert session["ended"] == "finished"
    assert session["after"] == 2
    assert min(session["played"]) > 15
    assert store.person().sessions == 1
    assert store.person().looks is not None


def test_an_evening_of_a_fair_test_with_the_computer_stopped_is_counted_as_drawn(
    chromium, alice, monkeypatch
):
    """Nothing listens any more while she is led; then the computer is started anew."""
    from instep.core.diary import Origin
    from instep.web import leaning, sounding
    from instep.web.records import written
    from instep.web.sound.studio import Studio
    from tests.web import test_fair as fair

    monkeypatch.setattr(leaning, "liked", lambda _seed: ())
    monkeypatch.setattr(sounding, "STUDIO", studio := Studio())
    fair.agree(alice)
    fair.to_day(alice, fair.day_of("STR"))
    fair.morning_looks(alice)
    alice.to_plan(minutes="5")
    with walk.serving() as root:
        context = context_of(chromium[0])
        context.add_cookies(walk.key_of(alice, root))
        phone = Phone(context, root, alice.clock).meet("/plan/")
        phone.tab.click("#keep-session")
        phone.until("document.getElementById('keep-said').textContent.includes('It is kept')", 60)
    phone.tab.goto(f"{root}/away/")
    to_the_close(playing(phone.shows("h1")))
    with walk.serving(int(root.rpartition(":")[2])):
        phone.tab.evaluate("dispatchEvent(new Event('online'))")
        phone.emptied()
    context.close()
    studio.clear()

    (session,) = sessions()
    (given,) = written.diary().days[-1].given
    assert phone.faults == []
    assert (session["lot"], given.origin) == ("STR", Origin.ASSIGNED)
    assert "toe_stretch" in given.minutes


@pytest.mark.parametrize("today", [{"wound": "left"}, {"touch_hurts": "right"}])
def test_a_step_that_today_does_not_clear_keeps_it_shut(keeper, today):
    keeper.to_verdict(**today)

    assert keeper.tab.locator("[href^='#play/']").count() == 0
    assert "not for today" in keeper.text


KNOWS = """() => new Promise(done => {
  const open = indexedDB.open("instep");
  open.onsuccess = () => {
    const get = open.result.transaction("kept").objectStore("kept").get("mirror");
    get.onsuccess = () => {
      const { gaps, missed } = get.result.measured;
      open.result.close();
      done(missed !== null || Object.keys(gaps).length > 0);
    };
  };
})"""
FOUND = {
    "a wide gap": lambda alice: spots(alice, wide=(3, "33", "30")),
    "two days running": lambda alice: two_days(alice),
}


def two_days(alice):
    """A gap yesterday, and one today."""
    from dataclasses import replace

    from instep.web.clock import now
    from instep.web.records import measured

    spots(alice, wide=(3, "33", "30"))
    yesterday = now().on - timedelta(days=1)
    warmth = measured.warmth_on(now().on)
    measured.keep_warmth(yesterday, warmth, replace(now(), on=yesterday))


@pytest.mark.parametrize("found", FOUND)
def test_what_was_measured_after_it_was_kept_counts_for_it(keeper, alice, found):
    FOUND[found](alice)
    keeper.home_again().meet("/measures/").until(KNOWS)
    keeper.away().to_verdict()

    assert keeper.tab.locator("[href^='#play/']").count() == 0


def test_feeling_that_a_test_found_lost_makes_the_phone_gentle_too(device, alice):
    touched(alice, *["missed"] * 6)
    device.meet().away().to_verdict()

    assert "Yes, gently" in device.text
    assert "toes not felt in the touch test (6)" in device.text
    day = next(h["entry"]["body"] for h in device.held if h["entry"]["kind"] == "day")
    assert day["about"]["touch_test_missed"] == 6


def test_what_is_found_elsewhere_while_it_plays_ends_it(keeper, alice):
    playing(keeper)
    spots(alice, wide=(3, "33", "30"))
    keeper.home_again().tab.evaluate("dispatchEvent(new Event('online'))")
    keeper.emptied()
    keeper.tab.evaluate("document.getElementById('sound').playbackRate = 4")
    keeper.reach("").shows(".note")

    assert keeper.tab.locator("audio, .stage").count() == 0


def test_no_address_leads_to_it_without_todays_questions(keeper):
    key = keeper.tab.evaluate("""() => new Promise(done => {
      const open = indexedDB.open("instep");
      open.onsuccess = () => {
        const get = open.result.transaction("kept").objectStore("kept").get("sessions");
        get.onsuccess = () => { open.result.close(); done(get.result[0].key); };
      };
    })""")
    for before in (lambda: None, lambda: keeper.begin(), lambda: keeper.today(until="look")):
        before()
        keeper.tab.evaluate("key => { location.hash = `play/${encodeURIComponent(key)}` }", key)
        keeper.tab.wait_for_timeout(400)
        assert keeper.tab.locator(".stage").count() == 0
        keeper.tab.evaluate("location.hash = 'today/now'")
        keeper.tab.wait_for_timeout(200)


def test_after_half_an_hour_it_asks_again(keeper):
    keeper.to_verdict()
    keeper.later(minutes=31)
    keeper.press("[href^='#play/']").shows(".note")

    assert keeper.tab.locator(".stage").count() == 0


def test_a_reload_offers_to_go_on_where_it_was_and_tells_one_session(keeper):
    playing(keeper)
    keeper.tab.keyboard.press("ArrowRight")
    keeper.until(f"{NOW} > 31")
    keeper.tab.evaluate("window.isBefore = true")
    keeper.tab.reload()
    keeper.until(f"window.isBefore === undefined && {NOW} > 29")

    assert keeper.tab.evaluate("document.getElementById('sound').paused")
    assert "You were here" in keeper.tab.inner_text("#aside")
    assert sorted(held["entry"]["kind"] for held in keeper.held) == ["day", "session"]
    session = next(h["entry"]["body"] for h in keeper.held if h["entry"]["kind"] == "session")
    assert session["steps"][0] == "skin_look"
    assert len(session["steps"]) == len(session["played"])


def test_what_hurts_is_silent_at_once_and_is_asked_anew(keeper):
    playing(keeper).press("button[value=hurts]").shows(".verdict.not-today")
    assert "Take your hands off" in keeper.text

    keeper.press("[data-do=start]").reach("who")
    assert keeper.tab.locator("audio").count() == 0


def test_what_she_said_that_evening_is_not_kept_with_it(aloud, alice):
    alice.to_plan(minutes="5")
    aloud.meet("/plan/")
    told = aloud.tab.evaluate("fetch('/guide/for-later/').then(answer => answer.json())")["told"]

    assert told["answers"] == {}
    assert told["steps"]


def test_a_session_of_other_records_is_not_kept_for_the_next_person(keeper, alice):
    from instep.web.records import store

    keeper.home_again()
    store.forget()
    alice.known()
    keeper.tab.goto(f"{keeper.root}/settings/")
    gone = """() => new Promise(done => {
      const open = indexedDB.open("instep");
      open.onsuccess = () => {
        const get = open.result.transaction("kept").objectStore("kept").get("sessions");
        get.onsuccess = () => { open.result.close(); done(get.result === undefined); };
      };
    })"""
    keeper.until(gone)


def test_one_that_cannot_be_had_is_not_kept_and_it_is_said(device, alice):
    alice.to_plan(minutes="5")
    device.meet("/plan/")
    device.tab.route("**/guide/for-later/", lambda route: route.abort())
    device.tab.click("#keep-session")
    device.until("document.getElementById('keep-said').textContent.includes('cannot')")
    device.faults.clear()  # the browser itself says that the request was stopped
