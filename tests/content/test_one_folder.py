"""A new technique is one folder: planned, said, drawn and guarded without another line anywhere."""

import shutil
from pathlib import Path
from random import Random

from instep.adapters.clocks import RushingClock
from instep.adapters.content import SHIPPED, load
from instep.core.catalog import Thing
from instep.core.companion import prepare
from instep.core.player import perform, watch
from tests.make import healthy, screen, wishes


class Heard:
    """A stage that keeps what it hears."""

    def __init__(self):
        self.said = []

    def show(self, cue):
        self.said.append(cue.key)


def with_new_technique(tmp_path: Path):
    content = Path(shutil.copytree(SHIPPED, tmp_path / "content"))
    made = shutil.copytree(content / "techniques/arch_rub", content / "techniques/knuckle_slide")
    structure = (made / "technique.toml").read_text()
    (made / "technique.toml").write_text(structure.replace("order = 130", "order = 131"))
    return load(content)


def evening(house, sheet):
    answers = screen(sheet)
    asked = wishes(30, have=tuple(Thing))
    dice = Random(0).random
    liking = {"knuckle_slide": 3.0}
    return answers, prepare(house, answers, asked, liking=liking, dice=dice)


def test_a_new_technique_that_is_liked_is_planned_and_heard(tmp_path):
    house, heard = with_new_technique(tmp_path), Heard()
    answers, made = evening(house, healthy())
    look = watch(made.session, made.timeline, answers.answers)
    perform(made.timeline.cues, RushingClock(), heard, look)

    assert "knuckle_slide" in {step.technique for step in made.session.steps}
    assert "technique.knuckle_slide.name" in heard.said


def test_a_new_technique_is_spared_like_any_other_of_its_groups(tmp_path):
    house = with_new_technique(tmp_path)
    _, made = evening(house, healthy({}, {"touch_hurts": "both"}))

    assert "knuckle_slide" not in {step.technique for step in made.session.steps}
