"""The tests that run in node by themselves, run by pytest too."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kernel.twin import NODE

ROOT = Path(__file__).parents[1]
needs_node = pytest.mark.skipif(NODE is None, reason="there is no node on this computer")


def by_file(folder):
    """One test a file of this folder."""
    files = sorted(folder.glob("*.test.mjs"))
    return pytest.mark.parametrize("file", files, ids=lambda file: file.name)


def must_pass(file, **environ):
    """Every test in this file passes; what node says is told where one does not."""
    told = subprocess.run(
        [NODE, "--test", "--test-reporter=spec", str(file)],
        cwd=ROOT,
        env={**os.environ, "PYTHON": sys.executable, **environ},
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 0, told.stdout + told.stderr
