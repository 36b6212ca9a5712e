"""Brings a real browser to every page there is; what lies before a page is done in this process.

``person.Browser`` answers what comes before, which takes a moment. Then a Chromium with the same
key opens the page from a real socket, and the test can set the clock of both.
"""

import contextlib
import json
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from tests.web.looks import AXE

CHROMIUM = next(filter(None, map(shutil.which, (
    "chromium", "chromium-browser", "google-chrome", "chrome"))), None)  # fmt: skip
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
"""A camera that shows a pattern of its own, and a person who says yes to it."""

MARKS = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium or Chrome here: apt-get install chromium"),
    pytest.mark.skipif(not AXE.exists(), reason="no axe-core here: make .venv/node.done"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
PHONE = {"width": 390, "height": 844}
NUMBERS = {"foot_team": "Nurse Ada, +44 20 555 0101", "emergency": "112"}
ALL = ["ball", "cream", "sunflower", "peppermint", "pad", "basin", "thermometer"]
BATH = {"pulses_ok": "yes", "oil_patch_clear": "yes"}


class _Quiet(WSGIRequestHandler):
    """Says nothing of the pages it hands out."""

    def log_message(self, *_args):
        """Nothing."""


@contextlib.contextmanager
def serving(port=0):
    """The app on a real socket, in a thread of this process; gives where it is."""
    from django.conf import settings

    from instep.web.wsgi import application

    with make_server("127.0.0.1", port, application, handler_class=_Quiet) as server:
        host = f"127.0.0.1:{server.server_port}"
        settings.OWN_HOSTS = settings.OWN_HOSTS | {host}
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://{host}"
        server.shutdown()
        thread.join()


def key_of(alice, root):
    """The key of Alice's door, for another browser."""
    from django.conf import settings

    name = settings.DOOR_COOKIE
    return [{"name": name, "value": alice.client.cookies[name].value, "url": root}]


# -- The pages -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Page:
    """One page as it can be met: what Alice did before, its address, what she does on it.

    Without an address it is the page where ``before`` left her.
    """

    name: str
    before: Callable
    path: str = ""
    then: Callable | None = None


def _nothing(alice):
    """Alice is new here."""


def _known(alice):
    alice.known()


def _about(id):
    return f"/about/{id}/"


def _today(until, **more):
    return lambda alice: alice.known().begin().wishes(**more).today(until=until)


def _to(stretch, **more):
    return lambda alice: getattr(alice.known(), stretch)(**more)


def _press(selector):
    def press(page):
        with page.expect_navigation():
            page.locator(selector).last.click()

    return press


def _fill(field, text, button):
    def fill(page):
        page.fill(f"[name={field}]", text)
        _press(button)(page)

    return fill


def _clinician(alice):
    alice.known().begin().wishes().today(hangs_down="yes")


YES = "main button[value=yes]"


def _yes_to_all(page):
    """Every line answered yes, so that all that is hidden is seen."""
    for yes in page.locator('.trio input[value="yes"]').all():
        yes.check()


def _session_over(alice):
    alice.known(blood_thinner="yes").to_first_step(have=["cream"])
    for _ in alice.while_at("/steps/"):
        alice.clock.later(seconds=30)
        alice.press("next")


def _good_night(alice):
    _session_over(alice)
    alice.send(score="3")


def _looks_due(alice):
    _good_night(alice)
    alice.clock.later(minutes=11)


def _morning(alice):
    _looks_due(alice)
    alice.clock.later(hours=14)


def _referred(alice):
    alice.known(diabetes="yes").to_verdict(wound="left")
    alice.clock.later(hours=20)


def _stopped(alice):
    alice.known().open("/about/contacts/").send(**NUMBERS)
    alice.to_verdict(hot_swollen="left", hangs_down="yes", sore_patch="right", red_stays="no")


def _emergency(alice):
    alice.known().open("/about/contacts/").send(**NUMBERS)
    alice.begin().wishes().send(chest="yes")


def _hurts(*answers):
    def hurts(alice):
        alice.known().to_first_step(have=["cream"]).press("hurts")
        for answer in answers:
            alice.send(**answer)

    return hurts


def _step(number, **more):
    def step(alice):
        alice.known().to_first_step(**more)
        for _ in range(number - 1):
            alice.clock.later(seconds=30)
            alice.press("next")

    return step


def _led(position):
    def led(alice):
        alice.known().to_plan(have=["cream"]).open("/room/").send(begin="voice")
        alice.send(position=str(position), played=" ".join("0" for _ in alice.steps))

    return led


def _night(answer):
    return lambda alice: alice.known().open("/night/").send(answer=answer)


def _rosa(alice):
    from instep.web.made_up import move_in

    move_in(0, alice.clock.at.date())


def _two_a_day(_alice):
    from tests.web.test_helps import two_a_day

    two_a_day()


def _chosen_later(alice):
    _rosa(alice)
    alice.open("/helps/follow/").send(follow="burning")


def _second_score(alice):
    """Chosen on an evening before, which came to nothing."""
    alice.open("/helps/follow/").send(follow="burning")
    alice.known().begin().wishes().today()


def _unfold(page):
    """Everything that is folded away, seen."""
    page.evaluate("document.querySelectorAll('details').forEach(all => { all.open = true })")


def _diary(alice):
    """Four weeks of lines, the last one told twice."""
    from datetime import date, timedelta

    from instep.web.clock import now
    from instep.web.records.line import tell

    for days in range(28, -1, -1):
        on = date(2026, 11, 24) - timedelta(days=days)
        tell(on, {"pain": days % 4 + 3, "sleep": days % 3, "flare": days % 9 == 0}, now())
        alice.clock.later(seconds=1)
    tell(on, {"pain": 6, "text": "A long walk."}, now())


def _look_back(alice):
    from instep.web.clock import now
    from instep.web.records import store

    alice.known().open("/about/contacts/").send(**NUMBERS)
    _diary(alice)
    store.keep_count("2026-10-27", 9, now())


def _after_midnight(alice):
    alice.clock.later(hours=6)


def _open_details(page):
    page.locator("summary").click()


def _touched(*marks):
    def touched(alice):
        alice.known().open("/touch/").send(helper="yes")
        for mark in marks:
            alice.send(felt=mark)

    return touched


def _measured(alice):
    """Two weeks of every measure."""
    for days, right in ((0, "30.4"), (7, "32.8")):
        alice.clock.later(days=days)
        _touched(*["felt"] * 5, "missed")(alice)
        for number in range(1, 4):
            alice.open(f"/temperature/{number}/").send(do="keep", left1="30", right1=right)
        alice.open("/paint/burning/sole-left/").send(zone=["toe_1", "heel"])
        alice.open("/paint/pain/top-left/").send(zone=["toe_1", "ankle_front"])


def _every_day(alice):
    from tests.web.test_measures import every_day

    every_day(alice, 500)


def _two_days(alice):
    alice.known()
    for days in (0, 1):
        alice.clock.later(days=days)
        for number in (4, 5):
            alice.open(f"/temperature/{number}/").send(do="keep", left1="33", right1="30")


def _filled_in(alice):
    alice.known().open("/mnsi/").send()
    for _ in range(15):
        alice.send(answer="no")


def _pulse_on(alice):
    alice.open("/settings/").send(pulse="on")


def _one_foot(alice):
    _pulse_on(alice.known(missing_foot="left"))


def _two_feet(*windows, rested=None, minutes=0):
    """Both big toes in turn, the right foot massaged; each window a size, or why it has none."""

    def two_feet(alice):
        from instep.core.body import Side
        from instep.web.clock import now
        from instep.web.records import before_after

        _pulse_on(alice)
        around = before_after.begin(Side.RIGHT, now())
        for window in windows:
            alice.clock.later(seconds=45)
            around = _with_window(around, window, now().at)
        alice.clock.later(minutes=minutes)
        before_after.keep(around, now())
        alice.open(f"/pulse/before-after/{around.id}/")
        if rested is not None:
            alice.send(do=rested)

    return two_feet


def _with_window(around, window, at):
    from dataclasses import replace

    from instep.web.before_after import limits
    from instep.web.records.before_after import Taken

    told, now = around.told, at.timestamp()
    part, number = told.standing(now, limits()), told.due(now, limits())
    read = {"refused": window} if isinstance(window, str) else {
        "size": window, "rate": 72.0, "colour": "g"}  # fmt: skip
    return replace(around, taken=(*around.taken, Taken(part, number, at, **read)))


def _seen(*results):
    """A result for each of some evenings."""

    def seen(alice):
        from dataclasses import replace

        from instep.core.body import Side
        from instep.web.clock import now
        from instep.web.records import before_after
        from instep.web.records.before_after import Result

        _pulse_on(alice)
        for numbers in results:
            alice.clock.later(days=1)
            around = replace(before_after.begin(Side.RIGHT, now()), rested=True)
            for _ in range(12):
                alice.clock.later(seconds=45)
                around = _with_window(around, 2.0, now().at)
            before_after.keep(replace(around, result=Result(*numbers)), now())
        alice.open(f"/pulse/before-after/{around.id}/")

    return seen


def _left_out(alice):
    alice.known().to_plan(have=["cream"]).send("/plan/without/cream_massage/")


def _agreed(alice):
    alice.known().to_verdict()
    alice.clock.later(days=1)
    alice.open("/fair/new/").send(arms=["STR"])


def _a_result(alice):
    """A test over the days of somebody who has twelve weeks of diary."""
    from datetime import timedelta

    from instep.core.diary import Symptom
    from instep.core.learning.trial import Stopped, begin, stop
    from instep.web import fair
    from instep.web.clock import now
    from instep.web.records import trials

    _rosa(alice)
    begins = now().on - timedelta(days=70)
    trial = begin(("RUB", "STR"), (), 1, begins, fair.rules_for(2))
    ended = stop(trial, now().on, Stopped.BY_PERSON)
    trials.agree(ended, Symptom.PAIN, ("yes",), now())


def _day(number):
    def day(alice):
        _agreed(alice)
        alice.clock.later(days=number - 1)

    return day


def _asked_by_lot(alice):
    """Of the first two blocks one is quiet rest; whichever it is, the plan says so."""
    _day(8)(alice)
    alice.to_plan()


def _ended(alice):
    """Three days as asked, and the test is stopped on the fourth."""
    _asked_by_lot(alice)
    alice.clock.later(days=3)
    alice.open("/fair/stop/").send()


def _tampered(alice):
    from instep.web.records.models import Entry

    _agreed(alice)
    row = Entry.objects.filter(kind="trial").get()
    Entry.objects.filter(pk=row.pk).update(body={**row.body, "seed": 1})


def _with_pulse(alice):
    """She has switched it on, read one toe and kept its light."""
    from instep.web.clock import now
    from instep.web.records.light import light_in
    from instep.web.records.pulsed import Pulsed, keep

    alice.open("/settings/").send(pulse="on")
    alice.open("/pulse/")
    light = light_in({"times": [0, 1], "r": [200, 201], "g": [40, 41], "b": [50, 51]})
    keep(Pulsed(now().on, "toe", "left", 68.4, 1.24, 0.93, 1.66), now(), light)


BEGIN = "main form button"
LAMP_NEVER_ENDS = """() => {
  const later = setTimeout;
  window.setTimeout = (act, wait) => (wait === 30000 ? 0 : later(act, wait));
}"""
HOLD_THE_FILM = "() => document.querySelector('.live video').srcObject.getTracks()[0].stop()"


def _film(page):
    """The camera is on; its last picture stands, for as long as it is looked at."""
    page.evaluate(LAMP_NEVER_ENDS)
    page.click(BEGIN)
    until(page, "document.querySelector('[data-line]').points.length > 60")
    page.evaluate(HOLD_THE_FILM)


def until(page, is_so, seconds=30):
    """Wait for this of the page; its policy forbids Playwright's own way."""
    for _ in range(seconds * 20):
        if page.evaluate(is_so):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {is_so}")


def _told_of(frames):
    """A second is recorded; these frames are sent in its place."""

    def told_of(page):
        page.evaluate("document.querySelector('[data-place]').dataset.seconds = 1")
        page.route("**/pulse/toe/right/**", lambda route: route.continue_(post_data=frames()))
        page.check("[name=light]")
        page.click(BEGIN)
        page.locator("[data-told] h2").wait_for()

    return told_of


def _toe():
    """Frames of a toe that slips once."""
    from tests.core.measures.worlds import recorded

    samples = recorded(seconds=25.0, jolts=(12.0,)).samples
    times, (r, g, b) = samples.times - samples.times[0], samples.colours.tolist()
    return json.dumps({"times": times.tolist(), "r": r, "g": g, "b": b})


def _nothing_seen():
    """Not one frame."""
    return json.dumps({"times": [], "r": [], "g": [], "b": []})


_read_pulse, _refuse_pulse = _told_of(_toe), _told_of(_nothing_seen)


def _stop_pulse(page):
    page.click(BEGIN)
    page.click("[data-stop]")
    page.locator("[data-told] .note").wait_for()


def _no_camera(page):
    page.evaluate("() => { navigator.mediaDevices.getUserMedia = () => Promise.reject('none') }")
    page.click(BEGIN)
    page.locator("[data-told] .note").wait_for()


PAGES = [
    # The first page
    Page("home, new", _nothing, "/"),
    Page("home, known", _known, "/"),
    Page("home, under way", _to("to_verdict"), "/"),
    Page("home, looks due", _morning, "/"),
    Page("home, to be seen", _referred, "/"),
    # About you
    Page("about, the list", _known, "/about/"),
    Page("about, the first", lambda alice: alice.begin()),
    Page("about, which side", _nothing, _about("varicose"), _press(YES)),
    Page("about, one of four", _nothing, _about("chemo")),
    Page("about, some of four", _nothing, _about("skin_allergy")),
    Page("about, a number", _nothing, _about("touch_test_missed")),
    Page("about, a day", _nothing, _about("touch_test_on")),
    Page("about, answered", _known, _about("missing_foot")),
    Page("about, contacts", _nothing, "/about/contacts/"),
    # Before today's look
    Page("who", lambda alice: alice.known().begin()),
    Page("at hand", lambda alice: alice.known().begin(), "/tonight/hand/"),
    Page("ten minutes after", _looks_due, "/looks/look_10min/"),
    Page("ten minutes after, which side", _looks_due, "/looks/look_10min/", _press(YES)),
    Page("the morning after", _morning, "/looks/look_morning/"),
    Page("been seen", _referred, "/looks/referral/"),
    # Today
    Page("today, now", _today("now")),
    Page("today, lines open", _today("now"), "", _press("main button")),
    Page("today, leg", _today("leg")),
    Page("today, leg, all yes", _today("leg"), "", _yes_to_all),
    Page("today, look", _today("look")),
    Page("today, look, all yes", _today("look"), "", _yes_to_all),
    Page("today, hand", _today("hand")),
    Page("today, hand, all yes", _today("hand"), "", _yes_to_all),
    Page("today, ease", _today("ease")),
    Page("today, ease, all yes", _today("ease"), "", _yes_to_all),
    Page("today, thermometer", _today("thermometer", have=["thermometer"])),
    Page("today, not a number", _today("thermometer", have=["thermometer"]), "",
         _fill("temp_gap", "warm", "main button")),
    Page("a clinician's yes", _clinician),
    Page("a clinician's yes, no day", _clinician, "", _press(YES)),
    Page("score", lambda alice: alice.known().begin().wishes().today()),
    Page("score, none", lambda alice: alice.known().begin().wishes().today(), "",
         _press(".grow")),
    Page("score, of something chosen", _second_score),
    # The answer
    Page("verdict, go", _to("to_verdict")),
    Page("verdict, gentle",
         lambda alice: alice.known(diabetes="yes", blood_thinner="yes").to_verdict(
             sore_patch="left", red_stays="no", sore_patch_zones=["heel"], have=ALL)),
    Page("verdict, one foot rests", _to("to_verdict", wound="left")),
    Page("verdict, stop", _stopped),
    Page("verdict, no number", _to("to_verdict", infection="both")),
    Page("verdict, emergency", _emergency),
    # Tonight
    Page("minutes", _to("to_verdict"), "/tonight/minutes/"),
    Page("aim", lambda alice: alice.known().to_verdict().open("/tonight/minutes/").send(
        minutes="15")),
    Page("plan", lambda alice: alice.known(**BATH).to_plan(minutes="30", have=ALL)),
    Page("plan, changed", _left_out),
    Page("plan, swap", _to("to_plan", have=["cream"]), "/plan/swap/cream_massage/"),
    Page("to print", _to("to_plan", have=["cream"]), "/steps/"),
    Page("room", _to("to_plan", have=["cream"]), "/room/"),
    Page("room, oil and bath",
         lambda alice: alice.known(**BATH).to_plan(minutes="30", have=ALL), "/room/"),
    Page("room, at night", _night("no")),
    # The steps
    Page("step, first", _step(1, have=["cream"])),
    Page("step, a foot", _step(4, have=["cream"])),
    # The voice
    Page("guide, the look", _led(0)),
    Page("guide, a foot", _led(200)),
    Page("guide, to be gone on with", _led(400)),
    # That hurts
    Page("hurt", _hurts()),
    Page("hurt, which foot", _hurts({"hurt": "red_patch"}), "/hurt/more/"),
    Page("hurt, a line open", _hurts({"hurt": "red_patch"}), "/hurt/more/", _press("main button")),
    Page("hurt, sit first", _hurts({"hurt": "dizzy"}), "/hurt/more/"),
    # The close
    Page("close", _session_over),
    Page("close, stopped", lambda alice: alice.known().to_first_step().press("stop")),
    Page("good night", _good_night),
    # The fair test
    Page("fair test, what it is", _to("to_verdict"), "/fair/new/"),
    Page("fair test, none ticked", _to("to_verdict"), "/fair/new/", _press("main button")),
    Page("fair test, not yet", _known, "/fair/new/"),
    Page("fair test, begun", _agreed, "/fair/"),
    Page("fair test, half way", _day(12), "/fair/"),
    Page("fair test, on the first page", _day(12), "/"),
    Page("fair test, tonight", _asked_by_lot),
    Page("fair test, something else tonight", _asked_by_lot, "",
         _press("form[action*=otherwise] button")),
    Page("fair test, stop?", _agreed, "/fair/stop/"),
    Page("fair test, what it shows", _ended, "/fair/result/"),
    Page("fair test, a verdict", _a_result, "/fair/result/"),
    Page("fair test, changed", _tampered, "/fair/"),
    # Beside the evening
    Page("history, nothing yet", _nothing, "/history/"),
    Page("history", _looks_due, "/history/"),
    Page("history, a month", _diary, "/history/month/2026-10/"),
    Page("history, a day", _diary, "/history/day/2026-11-24/", _open_details),
    Page("history, pictures", _diary, "/history/pictures/month/"),
    Page("history, all in numbers", _diary, "/history/pictures/year/", _unfold),
    Page("history, a day with measures", _measured, "/history/day/2026-11-24/"),
    # The diary
    Page("diary, blank", _nothing, "/diary/2026-11-24/"),
    Page("diary, written", _diary, "/diary/2026-11-24/"),
    Page("diary, kept", _diary, "/diary/2026-11-24/?note=saved"),
    Page("diary, which day", _after_midnight, "/diary/"),
    Page("looking back", _look_back, "/review/"),
    Page("looking back, nothing yet", _known, "/review/"),
    Page("looking back, made up", _rosa, "/review/"),
    Page("looking back, a line open", _look_back, "/review/", _press("main button.wide")),
    Page("techniques", _nothing, "/techniques/"),
    Page("technique, oil", _nothing, "/techniques/oil_massage/"),
    Page("technique, a point", _nothing, "/techniques/press_big_toe_base/"),
    # Measures
    Page("measures, nothing yet", _nothing, "/measures/"),
    Page("measures", _measured, "/measures/"),
    Page("measures, made up", _rosa, "/measures/", _unfold),
    Page("measures, every day for long", _every_day, "/measures/", _unfold),
    Page("measures, one year", _every_day, "/measures/temperature/2025/"),
    Page("measures, a year without", _every_day, "/measures/temperature/2020/"),
    Page("touch test", _measured, "/touch/"),
    Page("touch test, alone", _known, "/touch/", _press("main button[value=no]")),
    Page("touch test, one foot", lambda alice: alice.known(missing_foot="left"), "/touch/"),
    Page("touch test, a toe", _touched("felt")),
    Page("touch test, lost", _touched(*["felt"] * 4, "missed", "missed")),
    Page("touch test, not done", _touched(*["felt"] * 5, "untested")),
    Page("touch test, kept", _touched(*["felt"] * 6), "", _press("main form button")),
    Page("warmth, not begun", _known, "/temperature/"),
    Page("warmth", _measured, "/temperature/"),
    Page("warmth, two days", _two_days, "/temperature/"),
    Page("warmth, one foot", lambda alice: alice.known(missing_foot="left"), "/temperature/"),
    Page("warmth, a spot", _measured, "/temperature/2/"),
    Page("warmth, not a number", _known, "/temperature/2/", _fill("left1", "88", "[value=keep]")),
    Page("painting, bare", _nothing, "/paint/"),
    Page("painting", _measured, "/paint/burning/top-left/"),
    Page("questions on feeling", _known, "/mnsi/"),
    Page("questions on feeling, an item", lambda alice: alice.known().open("/mnsi/").send()),
    Page("questions on feeling, told", _filled_in, "/mnsi/"),
    Page("settings", _nothing, "/settings/"),
    Page("pulse, switched off", _nothing, "/pulse/"),
    Page("pulse", _with_pulse, "/pulse/"),
    Page("pulse, under way", _with_pulse, "/pulse/", _film),
    Page("pulse, read", _with_pulse, "/pulse/", _read_pulse),
    Page("pulse, not measured", _with_pulse, "/pulse/", _refuse_pulse),
    Page("pulse, stopped", _with_pulse, "/pulse/", _stop_pulse),
    Page("pulse, no camera", _with_pulse, "/pulse/", _no_camera),
    Page("before and after", _pulse_on, "/pulse/before-after/"),
    Page("before and after, one foot", _one_foot, "/pulse/before-after/"),
    Page("before and after, the first toe", _two_feet()),
    Page("before and after, refused", _two_feet(2.0, "motion")),
    Page("before and after, the massage", _two_feet(*[2.0] * 6)),
    Page("before and after, after it", _two_feet(*[2.0] * 6, rested="rested")),
    Page("before and after, both massaged", _two_feet(*[2.0] * 6, rested="both")),
    Page("before and after, too long ago", _two_feet(2.0, minutes=130)),
    Page("before and after, not measured", _two_feet(*["motion"] * 6)),
    Page("before and after, on the first page", _two_feet(2.0), "/"),
    Page("before and after, what was seen", _seen((1.4, 1.1, 1.9))),
    Page("before and after, earlier", _seen((1.4, 1.1, 1.9), (1.0, 0.7, 1.4)),
         "/pulse/before-after/"),
    Page("settings, saved", _nothing, "/settings/?note=saved"),
    Page("forget", _known, "/settings/forget/"),
    Page("forget, not typed", _known, "/settings/forget/", _press("main button")),
    Page("forgotten", _known, "/settings/forget/",
         _fill("sure", "yes", "main button")),
    Page("night", _nothing, "/night/"),
    Page("night, stop", _night("yes")),
    # What helps
    Page("helps, nobody", _known, "/helps/"),
    Page("helps, made up", _rosa, "/helps/"),
    Page("helps, all unfolded", _rosa, "/helps/", _unfold),
    Page("helps, two a day", _two_a_day, "/helps/"),
    Page("helps, chosen later", _chosen_later, "/helps/"),
    Page("what to follow", _known, "/helps/follow/"),
    Page("what to follow, later", _rosa, "/helps/follow/"),
    Page("what to follow, in a fair test", _agreed, "/helps/follow/"),
    Page("how we know", _known, "/helps/how/", _unfold),
    Page("what this is not", _nothing, "/words/what-this-is-not/"),
    Page("privacy", _nothing, "/words/privacy/"),
]  # fmt: skip


def page_of(name):
    """The page of this name."""
    return next(page for page in PAGES if page.name == name)
