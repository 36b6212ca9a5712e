"""A real Chromium with a film for its camera: the rate that was filmed is the rate that is read."""

import http.server
import json
import threading
from pathlib import Path

import pytest

from instep.core.measures.pulse.read import read_pulse
from instep.core.measures.pulse.reading import Refusal
from instep.core.measures.pulse.samples import samples_of
from tests.core.measures.worlds import LIMITS
from tests.web.measures.fake_camera import Film, film_y4m
from tests.web.walk import CHROMIUM, FLAGS

playwright = pytest.importorskip("playwright.sync_api", reason="needs: pip install playwright")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium or Chrome here: apt-get install chromium"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

STATIC = Path(__file__).parents[3] / "src/instep/web/static"
PAGE = b"<!doctype html><title>toe</title><video muted playsinline></video><canvas></canvas>"
RECORD = """async (seconds) => {
  const { Measuring } = await import("/pulse/measure.js");
  const [video, canvas] = [document.querySelector("video"), document.querySelector("canvas")];
  const measuring = new Measuring({ devices: navigator.mediaDevices, video, canvas });
  const looks = new Set();
  const recording = await measuring.record({ seconds, show: (r) => looks.add(r.looks) });
  const dark = video.srcObject === null;
  return { ...recording.toJSON(), looks: [...looks], dark };
}"""


class Files(http.server.SimpleHTTPRequestHandler):
    """The modules as they are, and one bare page."""

    def do_GET(self):
        """A file, or the page."""
        if self.path != "/":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_):
        """Quietly."""


@pytest.fixture
def root():
    """Where the modules are served."""

    def handler(*given):
        return Files(*given, directory=str(STATIC))

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


GIVEN_UP = """async () => {
  const { Measuring } = await import("/pulse/measure.js");
  const [video, canvas] = [document.querySelector("video"), document.querySelector("canvas")];
  const measuring = new Measuring({ devices: navigator.mediaDevices, video, canvas });
  const asked = measuring.record({ seconds: 15, show: () => {} });
  measuring.close();
  return { ...(await asked).toJSON(), dark: video.srcObject === null };
}"""


def recorded(root, film, seconds=17, act=RECORD):
    """What the page saw of this film."""
    camera = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *camera])
        page = browser.new_page()
        page.goto(root)
        seen = page.evaluate(act, seconds)
        browser.close()
    return json.loads(json.dumps(seen))


def test_a_filmed_pulse_is_read_through_camera_canvas_and_kernel(root, tmp_path):
    seen = recorded(root, film_y4m(tmp_path / "toe.y4m", Film(rate=72.0, percent=4.0)))
    reading = read_pulse(samples_of(*(seen[name] for name in ("times", "r", "g", "b"))), LIMITS)

    assert reading.refused is None
    assert reading.rate == pytest.approx(72, abs=2)
    assert seen["dark"]  # the camera is off again
    assert "still" in seen["looks"]


def test_a_filmed_finger_of_wax_is_not_measured(root, tmp_path):
    film = film_y4m(tmp_path / "wax.y4m", Film(percent=0.0))
    seen = recorded(root, film, seconds=16)
    reading = read_pulse(samples_of(*(seen[name] for name in ("times", "r", "g", "b"))), LIMITS)

    assert reading.refused in (Refusal.STILL, Refusal.REPEATED, Refusal.NO_BEAT)


def test_a_person_who_gives_up_while_the_camera_opens_leaves_no_lamp_on(root, tmp_path):
    seen = recorded(root, film_y4m(tmp_path / "toe.y4m", Film(seconds=5.0)), act=GIVEN_UP)

    assert seen == {"times": [], "r": [], "g": [], "b": [], "dark": True}
