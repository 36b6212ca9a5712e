"""The tests that run in node by themselves, run here too: one word of make runs them all."""

import os
import subprocess
import sys

import pytest

from tests.kernel.twin import HERE, NODE

FILES = sorted(HERE.glob("*.test.mjs"))


@pytest.mark.skipif(NODE is None, reason="there is no node on this computer")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_is_asked_in_node_is_answered(file):
    assert NODE is not None
    told = subprocess.run(
        [NODE, "--test", "--test-reporter=spec", str(file)],
        cwd=HERE.parents[1],
        env={**os.environ, "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 0, told.stdout + told.stderr


def test_there_are_such_tests():
    assert len(FILES) >= 4
