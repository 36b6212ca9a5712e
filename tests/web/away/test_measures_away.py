"""Measuring while the computer really goes away and comes back: said, kept once, gone on with."""

import contextlib
import json
import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.web import walk
from tests.web.away.phone import HELD, SETTLED, context_of
from tests.web.serving import Served, command

pytestmark = walk.MARKS
PATIENCE = 30
HERE = "kept on this device"


class Computer:
    """Instep in a process of its own, that is killed and started again at the same address."""

    def __init__(self, folder, browser):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder, self.served, self.context = folder, None, context_of(browser)
        self.tab = self.context.new_page()

    def start(self):
        """Here, or here again."""
        process = subprocess.Popen(
            command(self.folder, "--port", str(self.port)),
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self.served = Served(process, process.stdout.readline())
        return self

    def back(self):
        """Started again: its new address comes up in a tab of its own, as it opens one."""
        self.start().context.new_page().goto(self.served.address)
        return self

    def dies(self):
        """At once, in the middle of whatever it does."""
        self.served.stop(signal.SIGKILL)
        self.served.process.stdout.close()
        self.served = None

    def meet(self, path):
        """A page of it; the phone knows whose records these are."""
        self.tab.goto(self.served.address)
        self.tab.goto(self.served.root + path)
        self.tab.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.until(KNOWS)
        return self

    def press(self, selector):
        """Press it, once what holds off a double tap is over."""
        self.tab.evaluate(SETTLED)
        self.tab.locator(selector).first.click()
        return self

    def until(self, asked):
        """Ask this of the page until it says yes."""
        end = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(Exception):  # a page that goes on cannot be asked
                if self.tab.evaluate(asked):
                    return self
            assert time.monotonic() < end, asked
            time.sleep(0.1)

    def shows(self, words):
        """Wait until this can be read."""
        return self.until(f"document.querySelector('main').innerText.includes({words!r})")

    def at(self, ending):
        """Wait until it has gone on to this page."""
        return self.until(
            f"location.pathname.endsWith({ending!r}) && !!document.querySelector('h1')"
        )

    def new_tab(self, path="/"):
        """The page is closed; later another one is opened."""
        self.tab.close()
        self.tab = self.context.new_page()
        self.tab.goto(self.served.root + path)
        self.until(f"async () => (await ({HELD})()).length === 0")
        return self

    def measures(self):
        """What is kept, as the command says it."""
        words = [sys.executable, "-m", "instep", "measures", "--json", "--data", str(self.folder)]
        said = json.loads(subprocess.check_output(words, text=True))
        return {each["measure"]: [dot["value"] for dot in each["values"]]
                for each in said["measures"]}  # fmt: skip


KNOWS = """() => new Promise((resolve) => {
  const open = indexedDB.open("instep");
  open.onupgradeneeded = () => open.transaction.abort();
  open.onerror = () => resolve(false);
  open.onsuccess = () => {
    const get = open.result.transaction("kept").objectStore("kept").get("mirror");
    get.onsuccess = () => { open.result.close(); resolve(get.result !== undefined); };
  };
})"""


@pytest.fixture(scope="module")
def engine(chromium):
    return chromium[0]


@pytest.fixture
def computer(engine, tmp_path):
    computer = Computer(tmp_path, engine).start()
    yield computer
    computer.context.close()
    if computer.served is not None:
        computer.dies()


def test_a_toe_noted_while_it_is_away_is_kept_and_the_test_goes_on_once_it_is_back(computer):
    computer.meet("/touch/").press("button[value=yes]").at("/1/").press("button[value=felt]")
    computer.at("/2/").dies()
    computer.press("button[value=missed]").shows(HERE)
    assert computer.tab.evaluate("document.activeElement.id") == "step-note"
    computer.press("#step-note button").shows(HERE)

    computer.back().at("/3/")
    for number in (3, 4, 5, 6):
        computer.at(f"/{number}/").press("button[value=missed]" if number == 6 else "button.answer")
    computer.shows("2 of 6 toes were not felt").shows("It counts from now on").dies()
    computer.press("button[value=keep]").shows(HERE)
    computer.back().shows("About you has it")
    assert computer.measures()["touch"] == [2]


def test_a_test_stopped_while_it_is_away_and_the_page_closed_is_stopped_and_says_so(computer):
    computer.meet("/touch/").press("button[value=yes]").at("/1/").press("button[value=felt]")
    computer.at("/2/").dies()
    computer.press("button[value=stop]").shows(HERE)
    computer.back().new_tab().tab.goto(computer.served.root + "/touch/")

    computer.shows("Stopped half way")
    assert computer.measures()["touch"] == []


def test_an_answer_given_while_it_is_away_is_kept_over_a_closed_page(computer):
    computer.meet("/mnsi/").press("main form button").at("/1/").dies()
    computer.press("button[value=yes]").shows(HERE)
    computer.press("button[value=no]").shows(HERE)
    computer.back().new_tab().tab.goto(computer.served.root + "/mnsi/")

    computer.press("main form button").at("/mnsi/2/").tab.goto(computer.served.root + "/mnsi/1/")
    assert computer.tab.locator("button[value=no][aria-current]").count() == 1


def typed(computer, **readings):
    for name, degrees in readings.items():
        computer.tab.fill(f"input[name={name}]", degrees)


def test_a_spot_measured_while_it_is_away_is_kept_and_an_odd_number_is_asked_about(computer):
    computer.meet("/temperature/1/").dies()
    typed(computer, left1="33,4", left2="370", left3="88", right1="30", right2="x", right3="4")
    computer.press("button[value=keep]").shows("What was right is " + HERE)
    for words in ("Did you mean 37.0?", "looks like Fahrenheit", "such as 29.4", "does not read 4"):
        computer.shows(words)
    assert computer.tab.input_value("input[name=left2]") == "370"

    computer.back()
    typed(computer, left2="33.4", left3="", right2="", right3="")
    computer.press("button[value=keep]").at("/temperature/2/")
    assert computer.measures()["temperature"] == [3.4]


def test_what_was_painted_while_it_is_away_is_kept_over_a_closed_page(computer):
    computer.meet("/paint/burning/sole-left/").dies()
    for zone in ("heel", "toe_1"):
        computer.tab.locator(f"input[value={zone}]").check()
        computer.shows(HERE)
    computer.tab.locator("input[value=heel]").uncheck()
    computer.back().new_tab().tab.goto(computer.served.root + "/paint/burning/sole-left/")

    assert computer.tab.locator("input[value=toe_1]").is_checked()
    assert not computer.tab.locator("input[value=heel]").is_checked()


def test_what_was_painted_is_told_by_itself_once_it_is_back(computer):
    computer.meet("/paint/burning/sole-left/").dies()
    computer.tab.locator("input[value=heel]").check()
    computer.shows(HERE).back().shows("11 of 100")

    assert computer.tab.locator("#not-kept").count() == 0
