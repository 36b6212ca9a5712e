"""Brings a folder to the page of the room, in a process of its own, as a person would."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[3]


def make_ready(folder):
    """Everything about her is known, and tonight is judged and planned: five minutes."""
    environ = {
        **os.environ,
        "INSTEP_WEB_FOLDER": str(folder),
        "INSTEP_WEB_PORT": "8123",
        "DJANGO_SETTINGS_MODULE": "instep.web.settings",
        "PYTHONPATH": str(ROOT),
    }
    subprocess.run([sys.executable, "-m", "tests.web.guide.ready"], env=environ, check=True)


def _walk():
    import django
    from django.core.management import call_command

    from tests.web.person import Browser, Clock

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from instep.web import sounding

    sounding.make_ready = lambda *_: None  # no sound is made for nobody
    alice = Browser(Clock(datetime.now(UTC)))
    alice.known().to_plan(minutes="5")


if __name__ == "__main__":
    _walk()
