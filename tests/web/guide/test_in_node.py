"""The modules of the guide in node, and what keeps them whole: types, closure, weight."""

import json
import re
from pathlib import Path

from tests.make import healthy
from tests.node import by_file, must_pass, needs_node

HERE = Path(__file__).parent
STATIC = HERE.parents[2] / "src/instep/web/static"


@needs_node
@by_file(HERE)
def test_what_is_asked_in_node_is_answered(file):
    sheet = healthy()
    answers = {**sheet["about"], **sheet["today"]}
    answers.pop("asked_on", None)
    must_pass(file, HEALTHY=json.dumps(answers))


def leans_on(file):
    """Every module that this one imports, and theirs."""
    found = re.findall(r'from "([^"]+)"', file.read_text())
    direct = {(file.parent / name).resolve() for name in found}
    return direct.union(*map(leans_on, direct))


def test_the_page_asks_at_once_for_every_module_it_leans_on(app):
    from instep.web.pages.guide.telling import MODULES

    needed = {file.relative_to(STATIC).as_posix() for file in leans_on(STATIC / "guide/page.js")}

    assert set(MODULES) == needed
