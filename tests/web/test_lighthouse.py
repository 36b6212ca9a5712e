"""Lighthouse looks at the main pages: accessibility and best practices, nothing short of 100."""

import json
import socket
import subprocess

import pytest

from tests.web import looks, walk

LIGHTHOUSE = looks.AXE.parents[1] / ".bin/lighthouse"
pytestmark = [
    *walk.MARKS,
    pytest.mark.skipif(not LIGHTHOUSE.exists(), reason="no Lighthouse here: make .venv/node.done"),
]


@pytest.fixture
def looked_into(chromium, tmp_path):
    """A Chromium that Lighthouse may look into, and by which port."""
    browser, _ = chromium
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    context = browser.browser_type.launch_persistent_context(
        tmp_path,
        executable_path=walk.CHROMIUM,
        args=[*walk.FLAGS, f"--remote-debugging-port={port}"],
    )
    yield context, port
    context.close()


def report(url, port):
    """What Lighthouse says of this page."""
    words = [
        str(LIGHTHOUSE), url, f"--port={port}", "--output=json", "--quiet",
        "--only-categories=accessibility,best-practices", "--no-enable-error-reporting",
    ]  # fmt: skip
    done = subprocess.run(words, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", ["today, look", "verdict, stop", "plan"])
def test_lighthouse_finds_nothing_to_mend(chromium, looked_into, alice, name):
    (_, root), (context, port) = chromium, looked_into
    page = walk.page_of(name)
    page.before(alice)
    context.add_cookies(walk.key_of(alice, root))
    url = root + (page.path or alice.at)
    seen = report(url, port)
    short = {audit["id"]: audit["title"] for audit in seen["audits"].values()
             if audit["scoreDisplayMode"] == "binary" and audit["score"] != 1}  # fmt: skip

    assert seen["finalDisplayedUrl"] == url
    assert {name: kind["score"] for name, kind in seen["categories"].items()} == {
        "accessibility": 1, "best-practices": 1,
    }, short  # fmt: skip
