"""What every test run may say at its end: how many decisions were held against something else."""

import shutil
import signal
from pathlib import Path

import pytest

from instep.adapters.content import SHIPPED

TOLD = {
    "decisions": "safety: {:,} decisions held against table and laws",
    "twins": "kernel: {:,} decisions alike in Python and in the browser's code",
}


def pytest_configure():
    """Ctrl-C means what it means, for what we start too; a shell's background would ignore it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_terminal_summary(terminalreporter):
    """Add up what the proofs and laws of safety, and the twins, counted."""
    counted = [
        counts
        for report in terminalreporter.getreports("")
        if report.when == "teardown"  # by then all is counted
        for counts in report.user_properties
    ]
    for name, line in TOLD.items():
        if total := sum(value for counted_name, value in counted if counted_name == name):
            terminalreporter.write_line(line.format(total))


@pytest.fixture
def content(tmp_path):
    """The content that ships, to be changed or broken."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "content"))
