"""A real Chromium hears the session: from Begin to good night, and every way it is interrupted."""

import pytest

from tests.web.serving import serve
from tests.web.walk import CHROMIUM, FLAGS, PHONE

playwright = pytest.importorskip("playwright.sync_api", reason="needs: pip install playwright")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium or Chrome here: apt-get install chromium"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

WATCH = """
  window.asked = [];
  const request = WakeLock.prototype.request;
  WakeLock.prototype.request = function (kind) {
    asked.push(kind);
    return request.call(this, kind);
  };
  window.keys = {};
  const set = MediaSession.prototype.setActionHandler;
  MediaSession.prototype.setActionHandler = function (action, does) {
    keys[action] = does;
    set.call(this, action, does);
  };
"""
"""Notes the wake locks that are asked for, and the keys of headset and lock screen."""

FETCHED = """performance.getEntriesByType('resource')
  .filter(each => each.initiatorType === 'fetch' && /mp3/.test(each.name)).length >= 8"""
"""All eight pieces of a five-minute sound are in the page's own memory."""

SPENT = "parseFloat(document.getElementById('stage').style.getPropertyValue('--spent'))"
HAND = "document.querySelector('.scene:not([hidden]) .moving').getAttribute('transform')"
NOW = "document.getElementById('sound').currentTime"
PAUSED = "document.getElementById('sound').paused"


class Phone:
    """Alice's phone: every fault of the page is noted."""

    def __init__(self, context, served):
        self.context, self.served, self.faults = context, served, []
        self.tab = self.open()

    def open(self):
        """Another window."""
        tab = self.context.new_page()
        tab.on("console", lambda said: self.faults.append(said.text))
        tab.on("pageerror", lambda error: self.faults.append(str(error)))
        tab.on("request", self._asked)
        return tab

    def _asked(self, request):
        if not request.url.startswith((self.served.root, f"blob:{self.served.root}")):
            self.faults.append(f"another host: {request.url}")

    @property
    def at(self):
        """The path of the page."""
        return self.tab.url.removeprefix(self.served.root).split("?")[0]

    def press(self, selector):
        """Click what leads to another page; what has just come up waits a moment first."""
        self.tab.wait_for_timeout(420)
        with self.tab.expect_navigation():
            self.tab.locator(selector).first.click()

    def until(self, expression, seconds=20):
        """Wait until this is so. The page's own policy lets nobody wait inside it."""
        for _ in range(seconds * 20):
            if self.tab.evaluate(expression):
                return
            self.tab.wait_for_timeout(50)
        raise AssertionError(f"never so on {self.at}: {expression}")

    def heard(self, more=0.0):
        """Until so much more of the sound has been heard."""
        self.until(f"{NOW} > {self.position + more}")

    @property
    def position(self):
        """Where the sound is."""
        return self.tab.evaluate(NOW)

    @property
    def is_silent(self):
        """Whether the sound stands."""
        return self.tab.evaluate(PAUSED)

    def says(self, id):
        """What a part of the page says."""
        return self.tab.inner_text(f"#{id}")


@pytest.fixture(scope="module")
def engine():
    """One Chromium for all of it."""
    with playwright.sync_playwright() as started:
        flags = [*FLAGS, "--autoplay-policy=no-user-gesture-required"]
        browser = started.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def home(tmp_path):
    """Her folder, where everything about her is known and tonight is judged and planned."""
    from tests.web.guide.ready import make_ready

    make_ready(tmp_path)
    return tmp_path


@pytest.fixture
def phone(engine, home):
    """On the page of the room, before Begin."""
    with serve(home) as served:
        context = engine.new_context(viewport=PHONE)
        context.add_init_script(WATCH)
        phone = Phone(context, served)
        phone.tab.goto(served.address)
        phone.tab.goto(f"{served.root}/room/")
        yield phone
        context.close()


@pytest.fixture
def led(phone):
    """Led by the voice; the first sound has been heard."""
    phone.press("button[value=voice]")
    phone.heard(0.1)
    return phone


def test_a_whole_session_without_one_touch_after_begin(led):
    led.tab.evaluate("document.getElementById('sound').playbackRate = 16")
    led.tab.wait_for_url("**/close/", timeout=60_000)

    assert led.says(["main", "h1"][0]) if False else led.at == "/close/"
    assert led.faults == []


def test_the_picture_follows_the_sound_within_a_tenth_of_a_second(led):
    led.tab.keyboard.press("ArrowRight")
    led.heard(0.2)
    apart = led.tab.evaluate("""() => new Promise(done => {
      const told = JSON.parse(document.getElementById('session').textContent);
      const stage = document.getElementById('stage');
      const ring = () => parseFloat(stage.style.getPropertyValue('--spent'));
      const apart = [];
      const look = () => {
        const at = document.getElementById('sound').currentTime;
        const place = told.starts.filter(start => start <= at).length - 1;
        const lasts = (told.starts[place + 1] ?? told.seconds) - told.starts[place];
        apart.push(Math.abs(told.starts[place] + ring() / 100 * lasts - at));
        if (apart.length < 40) setTimeout(look, 25); else done(Math.max(...apart));
      };
      look();
    })""")

    assert apart < 0.1


@pytest.mark.parametrize("touch", ["#stage", "#pause", "#name", "#keys"])
def test_a_tap_anywhere_pauses_and_a_second_one_goes_on(led, touch):
    led.tab.wait_for_timeout(420)
    led.tab.locator(touch).click(position={"x": 3, "y": 3} if touch == "#keys" else None)
    assert led.is_silent

    led.tab.wait_for_timeout(400)
    led.tab.locator(touch).click(position={"x": 3, "y": 3} if touch == "#keys" else None)
    led.heard(0.1)

    assert not led.is_silent


def test_space_and_arrows_need_no_focus(led):
    led.tab.keyboard.press("Space")
    assert led.is_silent

    led.tab.wait_for_timeout(400)
    led.tab.keyboard.press("Space")
    led.tab.wait_for_timeout(400)
    led.tab.keyboard.press("ArrowRight")
    led.heard(0.1)
    assert led.position > 20

    led.tab.wait_for_timeout(400)
    led.tab.keyboard.press("ArrowLeft")
    led.until(f"{NOW} < 20")

    assert led.faults == []


def test_headset_and_lock_screen_have_their_keys(led):
    assert set(led.tab.evaluate("Object.keys(keys)")) == {
        "play", "pause", "stop", "previoustrack", "nexttrack",
    }  # fmt: skip
    led.tab.evaluate("keys.pause()")
    assert led.is_silent

    led.tab.evaluate("keys.play()")
    led.heard(0.1)
    led.tab.wait_for_timeout(400)
    led.tab.evaluate("keys.nexttrack()")
    led.heard(0.1)
    assert led.position > 20

    with led.tab.expect_navigation():
        led.tab.evaluate("keys.stop()")

    assert led.at == "/close/"


def test_the_screen_is_kept_on_while_it_plays_and_let_go_in_a_pause(led):
    assert led.tab.evaluate("asked") == ["screen"]
    led.tab.keyboard.press("Space")
    led.tab.wait_for_timeout(400)
    led.tab.keyboard.press("Space")
    led.heard(0.1)

    assert led.tab.evaluate("asked") == ["screen", "screen"]


@pytest.mark.parametrize(("do", "page"), [("hurts", "/hurt/"), ("stop", "/close/")])
def test_one_touch_is_silent_at_once(led, do, page):
    led.tab.wait_for_timeout(420)
    silent_after = led.tab.evaluate(
        """what => {
          const at = performance.now();
          document.querySelector(`button[value=${what}]`).click();
          return document.getElementById('sound').paused ? performance.now() - at : Infinity;
        }""",
        do,
    )
    led.tab.wait_for_url(f"**{page}")

    assert silent_after < 200
    assert led.faults == []


def test_a_reload_offers_to_go_on_where_it_was(led):
    led.heard(1.5)
    led.tab.keyboard.press("ArrowRight")
    led.heard(0.5)
    was = led.position
    led.tab.reload()
    led.until(f"{NOW} > 1")

    assert led.is_silent
    assert abs(led.position - was) < 2
    assert led.says("aside")
    led.tab.wait_for_timeout(420)
    led.tab.click("#pause")
    led.heard(0.2)


def test_a_closed_window_is_gone_on_with_in_another(led):
    led.tab.keyboard.press("ArrowRight")
    led.heard(0.5)
    led.tab.close()
    led.tab = led.open()
    led.tab.goto(led.served.root)
    led.press(".tonight button")
    led.until(f"{NOW} > 1")

    assert led.at == "/guide/"
    assert led.is_silent


def test_of_two_windows_one_leads(led):
    other = led.open()
    other.goto(f"{led.served.root}/guide/")
    led.until(PAUSED)

    assert led.says("aside")


def test_a_call_that_takes_the_sound_is_a_pause(led):
    led.tab.evaluate("document.getElementById('sound').pause()")
    led.until("document.querySelector('[data-when=playing]').hidden")
    led.tab.wait_for_timeout(400)
    led.tab.keyboard.press("Space")
    led.heard(0.1)

    assert not led.is_silent


def test_without_moving_pictures_the_hand_stands_and_the_ring_goes_on(led):
    led.tab.emulate_media(reduced_motion="reduce")
    led.tab.keyboard.press("ArrowRight")
    led.tab.wait_for_timeout(400)
    led.tab.keyboard.press("ArrowRight")
    led.heard(0.3)
    before = led.tab.evaluate(f"[{HAND}, {SPENT}]")
    led.heard(1)
    after = led.tab.evaluate(f"[{HAND}, {SPENT}]")

    assert before[0] == after[0]
    assert before[1] != after[1]


def test_when_the_server_goes_away_the_voice_goes_on(led):
    led.tab.evaluate("document.getElementById('sound').playbackRate = 8")
    led.until(FETCHED)
    led.tab.wait_for_timeout(1500)
    led.served.process.kill()
    led.tab.evaluate("document.getElementById('sound').playbackRate = 1")
    led.tab.wait_for_timeout(400)
    led.tab.keyboard.press("ArrowRight")
    led.heard(0.5)

    assert not led.is_silent


def test_a_sound_that_cannot_be_had_leaves_the_words_to_lead(phone):
    phone.tab.route("**/*.mp3", lambda route: route.abort())
    phone.press("button[value=voice]")
    phone.until("document.getElementById('caption').textContent !== ''")
    phone.until(f"{SPENT} > 2")

    assert phone.at == "/guide/"
