"""The computer is away: the phone still asks, judges and keeps, and tells it later, once."""

import pytest

from tests.web import walk

pytestmark = walk.MARKS


def bodies(kind):
    from instep.web.records import store

    return [kept.body for kept in store.all_of(kind)]


def said(clearance):
    """As the phone says it, without what only the night asks."""
    return {name: value for name, value in clearance.items() if name != "may_breathe"}


# -- The verdict -----------------------------------------------------------------------------------

VERDICTS = [
    ({}, "GO", "Yes, tonight", ["The guide needs the computer"]),
    ({"sore_patch": "left"}, "ADAPT", "Yes, gently", ["You said yes:", "(left)"]),
    ({"wound": "left"}, "STOP", "Yes, but not that foot", ["The left foot is left alone."]),
    ({"looked": "no"}, "STOP", "Not today", ["You said no:"]),
    ({"hot_swollen": "left", "fever": "no"}, "FOOT_TEAM", "Not today. Have it seen",
     ["Nurse Ada", "The emergency number"]),
    ({"calf": "right"}, "URGENT", "Not today. Help today", ["Get medical help today"]),
    ({"chest": "yes"}, "EMERGENCY", "Get help now", ["Call the emergency number now.", "112"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("today", "action", "title", "more"), VERDICTS, ids=[title for _, _, title, _ in VERDICTS]
)
def test_the_verdict_is_the_same_without_the_computer(device, today, action, title, more):
    device.meet().away().to_verdict(**today)
    text = device.text
    assert title in text
    assert "This app cannot see your foot." in text
    for words in more:
        assert words in text

    device.home_again().tab.evaluate("dispatchEvent(new Event('online'))")
    device.emptied()
    (kept,) = bodies("decision")
    assert kept["clearance"]["action"] == action
    assert said(kept["away"]["said"]) == kept["clearance"]
    assert not kept["away"]["differs"]


def test_an_emergency_ends_the_questions_with_lines_still_open(device):
    device.meet().away().begin()
    device.check("chest", "yes")
    device.press("form > button.wide").reach("verdict")

    assert "Get help now" in device.text
    assert device.tab.locator("main a[href='tel:112']").count() == 1


def test_a_line_left_open_is_marked_and_nothing_goes_on(device):
    device.meet().away().begin()
    device.press("form > button.wide").shows(".note.wrong")

    assert device.at == "today/now"
    assert device.tab.locator("main .line.open").count() == 4
    assert device.tab.evaluate("document.activeElement.matches('.note')")


def test_no_part_can_be_reached_too_early(device):
    device.meet().away().begin()
    for part in ("today/ease", "verdict", "today/hand"):
        device.tab.evaluate("part => { location.hash = part }", part)
        device.tab.wait_for_timeout(200)
        device.reach("today/now")


def test_half_an_hour_later_it_is_asked_again(device):
    device.meet().away().begin().today(until="look")
    device.later(minutes=31)
    device.fill().press("form > button.wide").reach("")

    assert "too old by now" in device.text
    device.begin()


def test_a_clock_set_back_is_too_long(device):
    device.meet().away().begin().today(until="look")
    device.later(minutes=-5)
    device.fill().press("form > button.wide").reach("")

    assert "too old by now" in device.text


# -- Nothing is lost -------------------------------------------------------------------------------


def test_a_page_loaded_anew_and_a_tab_closed_lose_no_answer(device):
    device.meet().away().begin().today(until="look").fill(wound="right")
    ticked = device.tab.locator("main input:checked")
    before = ticked.count()
    device.tab.wait_for_timeout(500)
    device.tab.reload()
    device.reach("today/look")
    assert ticked.count() == before > 5

    device.tab.close()
    device.tab = device.open_tab()
    device.tab.goto(f"{device.root}/away/")
    device.press("[data-do=start]").reach("today/look")
    for page in ("look", "hand", "ease"):
        device.reach(f"today/{page}").fill(wound="right").press("form > button.wide")
    device.reach("verdict")
    assert "The right foot is left alone." in device.text


def test_what_is_hit_ten_times_is_told_once(device):
    device.meet().away().tab.goto(f"{device.root}/away/#write")
    device.shows("textarea").tab.fill("main textarea", "Ten taps.")
    device.tab.evaluate(
        """() => { for (let n = 0; n < 10; n += 1) setTimeout(() =>
        document.querySelector("main form > button.wide")?.click(), n * 30); }"""
    )
    device.reach("kept").tab.wait_for_timeout(400)
    assert len(device.held) == 1

    device.home_again().tab.goto(f"{device.root}/away/")
    device.emptied()
    assert [note["text"] for note in bodies("note")] == ["Ten taps."]


def test_two_tabs_that_send_at_once_tell_it_once(device):
    device.meet().away()
    for n in range(5):
        device.write(f"Line {n}.")
    other = device.open_tab()
    other.goto(f"{device.root}/away/")
    device.home_again()
    for tab in (device.tab, other, device.tab, other):
        tab.evaluate("dispatchEvent(new Event('online'))")
    device.emptied()

    assert sorted(note["text"] for note in bodies("note")) == [f"Line {n}." for n in range(5)]


def test_a_look_and_a_word_on_being_seen_are_told_away(device, alice):
    alice.to_first_step().press("stop").send()
    device.later(minutes=11)
    device.meet().away()
    assert "The skin look is due" in device.text
    device.press("a[href='#look/look_10min']").reach("look/look_10min")
    device.press("button[value=no]").reach("kept").press("a[href='#']").reach("")
    assert "The skin look is due" not in device.text

    device.home_again().tab.reload()
    device.emptied()
    assert [look["said"] for look in bodies("look")] == ["no"]


def test_what_a_look_found_holds_the_day_back_here_too(device, alice):
    alice.to_first_step().press("stop").send()
    device.later(minutes=11)
    device.meet().away().press("a[href='#look/look_10min']").reach("look/look_10min")
    device.press("button[value=yes]").reach("look/look_10min/side")
    device.press("button[value=left]").reach("who").press("button[value=no]")
    device.today().reach("verdict")

    assert "Not today" in device.text


def test_someone_sent_to_care_here_is_asked_here_whether_they_were_seen(device):
    device.meet().away().to_verdict(hot_swollen="left")
    device.later(hours=20)
    device.tab.goto(f"{device.root}/away/")
    device.shows("a[href='#referral']").press("[data-do=start]").reach("who")
    device.press("button[value=no]").reach("referral").press("button[value=not_seen]")
    device.today().reach("verdict")

    assert "You were asked to see someone" in device.text


def test_the_close_of_an_evening_begun_there_is_told_here(device, alice):
    alice.to_first_step()
    device.meet("/history/").away().press("a[href='#close']").reach("close")
    device.check("score", "3")
    device.press(".grow").reach("kept")
    device.home_again().tab.reload()
    device.emptied()

    assert [(body["ended"], body["after"]) for body in bodies("session")] == [("finished", 3)]


def test_a_score_told_away_says_what_it_is_about_and_counts_for_that(device, alice):
    """Also where something else was chosen by the time it arrives."""
    from instep.web.records import written

    alice.open("/helps/follow/").send(follow="burning")
    device.meet().away("/away/#write").shows("textarea")
    assert "Give your score for burning." in device.text
    assert "Give your score for pain." not in device.text
    device.check("score", "7")
    device.press("form > button.wide").reach("kept")
    alice.open("/helps/follow/").send(follow="cold")
    device.home_again().tab.evaluate("dispatchEvent(new Event('online'))")
    device.emptied()

    assert [day.scores for day in written.diary()] == [{"burning": 7}]


def test_where_nobody_chose_a_score_is_asked_for_as_ever(device):
    device.meet().away("/away/#write").shows("textarea")

    assert "Give your score for" not in device.text


# -- Refused ---------------------------------------------------------------------------------------


def test_what_is_not_taken_stays_is_told_and_can_be_changed(device, monkeypatch):
    from instep.web.sync import inbox
    from instep.web.sync.wire import Refused

    real = inbox.read_body

    def strict(kind, body):
        if body.get("text") == "bad":
            raise Refused("answers")
        return real(kind, body)

    monkeypatch.setattr(inbox, "read_body", strict)
    device.meet().away().write("bad").write("good")
    device.home_again().tab.goto(f"{device.root}/away/#")
    device.tab.reload()
    device.shows(".parked")
    assert [note["text"] for note in bodies("note")] == ["good"]
    assert "One of the answers is not known there" in device.text
    with device.tab.expect_download() as saved:
        device.press(".parked [download]")
    assert '"bad"' in saved.value.path().read_text(encoding="utf-8")

    device.meet("/")
    device.tab.locator("#not-taken").click()
    device.press(".parked a[href^='#parked']").shows("textarea")
    assert device.tab.input_value("main textarea") == "bad"
    device.tab.fill("main textarea", "better")
    device.press("form > button.wide").reach("")
    device.emptied()
    assert sorted(note["text"] for note in bodies("note")) == ["better", "good"]


def test_what_is_not_taken_can_be_thrown_away(device, monkeypatch):
    from instep.web.sync import inbox
    from instep.web.sync.wire import Refused

    def nothing(kind, body):
        raise Refused("fault")

    monkeypatch.setattr(inbox, "read_body", nothing)
    device.meet().write("never").tab.goto(f"{device.root}/away/#")
    device.tab.reload()
    device.shows(".parked").press(".parked summary").press(".parked [data-do=discard]")
    device.emptied().tab.locator(".parked").wait_for(state="detached")

    assert "Not taken" not in device.text


def test_a_device_whose_door_is_shut_keeps_all_of_it_and_says_what_to_do(device, alice):
    device.meet().away().write("Before.")
    key = device.context.cookies()
    device.context.clear_cookies()
    device.home_again().tab.goto(f"{device.root}/away/#")
    device.tab.reload()
    device.shows("p:has-text('open its new address here')")
    assert len(device.held) == 1

    device.context.add_cookies(key)
    device.tab.reload()
    device.emptied()
    assert [note["text"] for note in bodies("note")] == ["Before."]


# -- Nothing is offered ----------------------------------------------------------------------------


def test_when_something_about_her_is_old_nothing_is_offered(device):
    device.meet().later(days=100)
    device.meet("/history/").knows_today().later(days=81)
    device.away().press("[data-do=start]").reach("start")

    assert "Too little is known here" in device.text
    assert "112" in device.text
    assert device.tab.locator("main form").count() == 0


def test_a_device_that_has_not_met_the_computer_for_ninety_days_offers_nothing(device):
    device.meet().later(days=91)
    device.away().press("[data-do=start]").reach("start")

    assert "It is too long ago" in device.text


def test_a_device_that_knows_nothing_says_so(device):
    device.meet()
    device.tab.evaluate("new Promise((done) => { const gone = indexedDB.deleteDatabase('instep');"
                        " gone.onsuccess = done; })")  # fmt: skip
    device.away()

    assert "Nothing is known here yet" in device.text
    assert device.tab.locator("main button").count() == 0


def test_tables_that_are_not_whole_offer_nothing(device):
    device.meet()
    device.tab.evaluate(
        """async () => { for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) if (request.url.endsWith("kernel.json")) {
          const text = await (await cache.match(request)).text();
          await cache.put(request, new Response(text.replace("wound", "wind")));
        } } }"""
    )
    device.away().press("[data-do=start]").reach("start")

    assert "Nothing is offered now" in device.text


def test_what_is_of_other_records_is_neither_shown_nor_sent_until_they_are_back(device):
    from instep.web.records.models import Entry

    device.meet().away().begin()
    device.write("Of Alice.")
    row = Entry.objects.get(kind="whose")
    Entry.objects.filter(kind="whose").delete()
    device.home_again().meet()
    device.context.set_offline(True)
    device.tab.goto(f"{device.root}/away/")
    device.shows("[data-do=start]")
    assert "A line you wrote" not in device.text
    assert [held["entry"]["body"]["text"] for held in device.held] == ["Of Alice."]
    assert bodies("note") == []

    Entry.objects.filter(kind="whose").delete()
    Entry.objects.bulk_create([row])
    device.home_again().meet().emptied()
    assert [note["text"] for note in bodies("note")] == ["Of Alice."]


# -- Nothing is private in what is kept ------------------------------------------------------------


def test_what_the_worker_keeps_is_the_same_for_everyone(device, alice):
    from tests.web.away.phone import EVERYTHING

    device.meet().away().to_verdict(hot_swollen="left").write("Quetzalcoatl")
    device.home_again().meet("/history/").meet("/")
    kept = device.tab.evaluate(EVERYTHING)

    assert all(path.startswith(("/static/", "/content/")) for path, _ in kept)
    assert len(kept) > 20
    for secret in ("Quetzalcoatl", "Nurse Ada", "555 0101", "csrfmiddlewaretoken"):
        assert not [path for path, text in kept if secret in text], secret


def test_forget_leaves_nothing_on_this_device(device):
    device.meet().away().write("Quetzalcoatl")
    device.home_again().meet("/settings/forget/")
    device.tab.fill("[name=sure]", "yes")
    device.press("button")
    device.shows("h1:has-text('It is deleted')")
    device.until(
        """async () => (await indexedDB.databases()).length === 0
        && (await caches.keys()).length === 0
        && (await navigator.serviceWorker.getRegistrations()).length === 0"""
    )

    assert bodies("note") == []
