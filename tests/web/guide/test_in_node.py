"""The modules of the guide in node, and what keeps them whole: types, closure, weight."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.kernel.twin import NODE
from tests.make import healthy

HERE = Path(__file__).parent
STATIC = HERE.parents[2] / "src/instep/web/static"


@pytest.mark.skipif(NODE is None, reason="there is no node on this computer")
@pytest.mark.parametrize("file", sorted(HERE.glob("*.test.mjs")), ids=lambda file: file.name)
def test_what_is_asked_in_node_is_answered(file):
    sheet = healthy()
    answers = {**sheet["about"], **sheet["today"]}
    answers.pop("asked_on", None)
    told = subprocess.run(
        [NODE, "--test", "--test-reporter=spec", str(file)],
        env={**os.environ, "HEALTHY": json.dumps(answers)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 0, told.stdout + told.stderr


def leans_on(file):
    """Every module that this one imports, and theirs."""
    found = re.findall(r'from "([^"]+)"', file.read_text())
    direct = {(file.parent / name).resolve() for name in found}
    return direct.union(*map(leans_on, direct))


def test_the_page_asks_at_once_for_every_module_it_leans_on(app):
    from instep.web.pages.guide.telling import MODULES

    needed = {file.relative_to(STATIC).as_posix() for file in leans_on(STATIC / "guide/page.js")}

    assert set(MODULES) == needed
