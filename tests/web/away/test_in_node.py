"""The parts of a device that need no browser, asked in node."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kernel.twin import NODE

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.test.mjs"))


@pytest.mark.skipif(NODE is None, reason="there is no node on this computer")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_is_asked_in_node_is_answered(file):
    assert NODE is not None
    told = subprocess.run(
        [NODE, "--test", "--test-reporter=spec", str(file)],
        cwd=HERE.parents[2],
        env={**os.environ, "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 0, told.stdout + told.stderr


def test_there_are_such_tests():
    assert FILES
