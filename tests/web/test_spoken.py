"""What a screen reader says through the evening, flow by flow, held against what was read before.

When a change was meant: ``SPEAK=1 python -m pytest tests/web/test_spoken.py``, then read the diff
aloud.
"""

import os
from itertools import pairwise
from pathlib import Path

import pytest

from tests.web import walk
from tests.web.person import ABOUT, PLAIN, TODAY
from tests.web.spoken import Reader

pytestmark = walk.MARKS
GOLDEN = Path(__file__).parents[1] / "golden" / "spoken"


@pytest.fixture
def ear(chromium, alice):
    """Reads each page that Alice stands on; the parts that every page has only once a flow."""
    browser, root = chromium
    context = browser.new_context(viewport=walk.PHONE, reduced_motion="reduce")
    context.add_cookies(walk.key_of(alice, root))
    yield Ear(context.new_page(), root, alice)
    context.close()


class Ear:
    """Hears one flow."""

    def __init__(self, tab, root, alice):
        self.tab, self.root, self.alice = tab, root, alice
        self.pages = []

    def hear(self, path=""):
        """The page that is there now, or the one at this address."""
        self.tab.goto(self.root + (path or self.alice.at))
        self.keep()

    def keep(self):
        """What is said of the page that is open."""
        lines = Reader(self.tab).page()
        last = lines.index("-- end of the page") if "-- end of the page" in lines else None
        inside = lines[lines.index("-- page") + 1 : last]
        self.pages.append(lines if not self.pages else [lines[0], *inside])

    def press(self, selector):
        """A button in the browser itself, and what is said then."""
        with self.tab.expect_navigation():
            self.tab.click(selector)
        self.keep()

    def send(self, **answers):
        """Hear the page, then answer it."""
        self.hear()
        self.alice.send(**answers)

    def text(self):
        """All of it, a blank line between two pages."""
        return "\n\n".join("\n".join(page) for page in self.pages) + "\n"


# -- The flows -------------------------------------------------------------------------------------


def about_you(ear):
    ear.hear("/")
    ear.alice.begin()
    for _ in ear.alice.while_at("/about/"):
        id = ear.alice.at.split("/")[2]
        ear.hear()
        if id == "varicose":
            ear.press("main button[value=yes]")
        ear.alice.send(answer={**PLAIN, **ABOUT}.get(id, "no"))


def todays_look_and_a_stop(ear):
    ear.alice.known().open("/about/contacts/").send(**walk.NUMBERS)
    ear.alice.begin().wishes()
    ear.hear()
    ear.press("main button")
    for _ in ear.alice.while_at("/today/"):
        ear.alice.send(**ear.alice.filled({**TODAY, "hot_swollen": "left"}))
        ear.hear()


def verdict_plan_and_room(ear):
    ear.alice.known(blood_thinner="yes").to_verdict(have=["cream"])
    ear.hear()
    ear.alice.open("/tonight/minutes/")
    ear.send(minutes="15")
    ear.send(aim="sleep")
    ear.hear()
    ear.hear("/plan/swap/cream_massage/")
    ear.hear("/room/")


def reading_along(ear):
    ear.alice.known().to_first_step(minutes="5")
    for _ in ear.alice.while_at("/steps/"):
        ear.hear()
        ear.alice.clock.later(seconds=30)
        ear.alice.press("next")


def led_by_the_voice(ear):
    walk.page_of("guide, a foot").before(ear.alice)
    ear.hear()
    ear.alice.open("/guide/").send(do="stop")
    ear.hear()


def that_hurts(ear):
    ear.alice.known().to_first_step(minutes="5").press("hurts")
    ear.send(hurt="red_patch")
    ear.send(side="left", red_stays="no")
    ear.hear()


def close_and_the_looks(ear):
    ear.alice.known(blood_thinner="yes").to_first_step(minutes="5")
    for _ in ear.alice.while_at("/steps/"):
        ear.alice.clock.later(seconds=30)
        ear.alice.press("next")
    ear.send(score="2")
    ear.hear()
    ear.alice.clock.later(minutes=11)
    ear.hear("/")
    ear.hear("/looks/look_10min/")
    ear.press("button[value=yes]")


def measuring(ear):
    ear.alice.known().open("/touch/")
    ear.send(helper="yes")
    ear.send(felt="felt")
    ear.hear()
    for felt in (*["felt"] * 3, "missed", "missed"):
        ear.alice.send(felt=felt)
    ear.hear()
    ear.alice.open("/temperature/2/").send(do="keep", left1="33", right1="30", right2="88")
    for path in ("/temperature/2/", "/temperature/", "/paint/burning/sole-left/"):
        ear.hear(path)
    ear.alice.open("/mnsi/").send()
    ear.hear()
    ear.hear("/measures/")


def the_toe_pulse(ear):
    walk.page_of("pulse").before(ear.alice)
    ear.hear("/pulse/")
    for name in ("pulse, read", "pulse, not measured", "pulse, stopped"):
        walk.page_of(name).then(ear.tab)
        ear.keep()


def before_and_after(ear):
    for name in ("before and after", "before and after, refused", "before and after, the massage",
                 "before and after, what was seen", "before and after, earlier"):  # fmt: skip
        page = walk.page_of(name)
        page.before(ear.alice)
        ear.hear(page.path)


def settings_and_forget(ear):
    for path in ("/settings/", "/settings/?note=saved", "/settings/forget/"):
        ear.hear(path)
    ear.press("main button")
    ear.tab.fill("[name=sure]", "yes")
    ear.press("main button")


def what_was(ear):
    ear.hear("/history/")
    ear.hear("/")
    ear.alice.known().to_verdict(wound="left", touch_hurts="right")
    ear.alice.clock.later(hours=1)
    ear.alice.to_first_step(minutes="5").press("stop").send()
    ear.hear("/history/")


def what_helps(ear):
    from instep.web.made_up import move_in

    ear.hear("/helps/")
    ear.hear("/helps/how/")
    move_in(0, ear.alice.clock.at.date())
    ear.hear("/helps/")
    ear.hear("/helps/follow/")


def a_line_a_day(ear):
    walk.page_of("diary, written").before(ear.alice)
    ear.hear("/diary/2026-11-24/")
    ear.press("button[value=undo]")
    ear.hear("/history/")
    ear.hear("/history/day/2026-11-24/")
    ear.hear("/history/pictures/month/")


def looking_back(ear):
    walk.page_of("looking back").before(ear.alice)
    ear.hear("/review/")
    ear.press("main button.wide")


def awake_at_night(ear):
    ear.alice.known().open("/night/")
    ear.send(answer="no")
    ear.hear()
    ear.alice.send(begin="pages")
    for _ in ear.alice.while_at("/steps/"):
        ear.hear()
        ear.alice.press("next")
    ear.hear()
    ear.alice.send().open("/night/").send(answer="yes")
    ear.hear()


def a_fair_test(ear):
    ear.alice.known().to_verdict()
    ear.alice.clock.later(days=1)
    ear.hear("/fair/new/")
    ear.alice.open("/fair/new/").send(arms=["RUB", "STR"])
    ear.hear()
    ear.alice.open("/fair/stop/")
    ear.hear()
    ear.alice.send()
    ear.hear()


FLOWS = (
    about_you, todays_look_and_a_stop, verdict_plan_and_room, reading_along, led_by_the_voice,
    that_hurts, close_and_the_looks, a_line_a_day, measuring, the_toe_pulse, before_and_after,
    a_fair_test, what_helps, looking_back, settings_and_forget, what_was, awake_at_night,
)  # fmt: skip


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.__name__)
def test_a_screen_reader_says_what_was_read_and_found_good(ear, flow):
    flow(ear)
    golden = GOLDEN / f"{flow.__name__}.txt"
    if os.environ.get("SPEAK"):
        golden.write_text(ear.text(), encoding="utf-8")

    assert ear.text() == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("flow", [flow for flow in FLOWS if flow is not reading_along])
def test_each_page_that_comes_up_is_told_by_its_title_or_where_the_reading_begins(ear, flow):
    flow(ear)
    for before, after in pairwise(ear.pages):
        begins = any("(the reading begins here)" in line for line in after)
        assert before[0] != after[0] or begins
