"""What has helped is settled once an evening, told only with a verdict, and never blocks."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("rows", "clock")
DAYS = 60


@pytest.fixture(autouse=True)
def time_enough(monkeypatch):
    """Where others work on the same computer, reading arrays in may take long."""
    from instep.web import leaning

    monkeypatch.setattr(leaning, "PATIENCE", 120.0)


def lived(clock, *, helps="toe_stretch", otherwise="arch_rub", lot=True, after=3):
    """Sixty days: three with one technique and less pain, three with another."""
    from instep.web import clock as wall
    from instep.web.records import store
    from instep.web.records.ids import uuid7

    for day in range(1, DAYS + 1):
        moment = wall.moment(clock.at - timedelta(days=day))
        is_on = day // 3 % 2 == 0
        body = {
            "at": moment.at.isoformat(),
            "on": moment.on.isoformat(),
            "steps": [helps if is_on else otherwise],
            "played": [480.0],
            "before": 6,
            "after": after if after is None or is_on else 6,
            "lot": ("STR" if is_on else "RUB") if lot else None,
        }
        store.keep_session(uuid7(moment.at), body, moment)
        evening = wall.moment(moment.at + timedelta(hours=1))
        pain = (2 if is_on else 7) + day % 2
        store.keep_line(moment.on, {"scores": {"pain": pain}}, evening)


def tonight():
    from instep.web.records import store

    return store.tonight()


def liked(id):
    return next((each for each in tonight().liking if each.technique == id), None)


def test_who_wrote_nothing_has_an_evening_as_ever(alice):
    alice.known().to_plan()

    assert tonight().liking == ()
    assert "has helped you" not in alice.text


def test_what_helped_by_lot_is_liked_and_said_to_help(alice, clock):
    lived(clock)
    alice.known().to_plan(minutes="30")

    assert liked("toe_stretch").factor > 1
    assert liked("toe_stretch").said == "helps"
    assert "Chosen because it has helped you." in alice.text


def test_what_was_chosen_and_went_with_good_days_is_not_said_to_help(alice, clock):
    lived(clock, lot=False)
    alice.known().to_plan(minutes="30")

    assert "Chosen because it has helped you." not in alice.text
    assert "Your feet felt better on days with it." in alice.text


def test_what_felt_worse_right_after_twice_is_left_out_and_it_says_so(alice, clock):
    lived(clock, helps="arch_rub", otherwise="toe_stretch", after=9)
    alice.known().to_plan()

    assert liked("arch_rub").factor == 0
    assert "more than once" in alice.text
    assert "arch_rub" not in steps()


def steps():
    from instep.web import evening
    from instep.web.records import store

    return {step.technique for step in evening.prepared(tonight(), store.person()).session.steps}


def test_what_is_paused_comes_back_only_when_she_asks_for_it(alice, clock):
    lived(clock, helps="arch_rub", otherwise="toe_stretch", after=9)
    alice.known().to_plan()
    alice.send("/plan/back/arch_rub/", alice.form("/plan/back/arch_rub/"))

    assert "arch_rub" in steps()
    assert liked("arch_rub") is None
    assert "top_strokes" not in steps()
    assert tonight().follows is None


def test_what_is_not_paused_cannot_be_brought_back(alice, clock):
    alice.known().to_plan()
    before = tonight()
    alice.send("/plan/back/ball_roll/", {"fields": token(alice)})

    assert tonight() == before


def token(alice):
    from tests.web.person import Form

    return next(form["fields"] for form in Form(alice.html).forms if "evening" in form["fields"])


def test_the_same_evening_plans_the_same_whatever_is_written_later(alice, clock):
    lived(clock)
    alice.known().to_plan(minutes="30")
    first, kept = alice.text, tonight()
    from instep.web import clock as wall
    from instep.web.records import store

    store.keep_line(clock.at.date() - timedelta(days=1), {"scores": {"pain": 10}}, wall.now())
    alice.open("/plan/")

    assert alice.text == first
    assert tonight() == kept


@pytest.mark.parametrize("fault", [ValueError("of the person"), KeyError("pain 9"), MemoryError()])
def test_a_fault_in_learning_blocks_no_evening_and_tells_nothing_of_her(
    alice, clock, monkeypatch, caplog, fault
):
    from instep.web import leaning

    def breaks(*_args):
        raise fault

    lived(clock)
    monkeypatch.setattr(leaning, "_of", breaks)
    alice.known().to_plan()

    assert alice.at == "/plan/"
    assert tonight().liking == ()
    assert [record.getMessage() for record in caplog.records if "leaning" in record.name] == [
        f"not worked out: {type(fault).__name__}"
    ]


def test_arrays_are_read_in_while_she_looks_for_the_number():
    from instep.web import leaning

    leaning._read_in()

    assert "instep.core.learning.fit" in sys.modules


def test_nobody_waits_for_learning(alice, clock, monkeypatch):
    import threading

    from instep.web import leaning

    lived(clock)
    held = threading.Event()
    monkeypatch.setattr(leaning, "PATIENCE", 0.05)
    monkeypatch.setattr(leaning, "_of", lambda *_args: held.wait())
    alice.known().to_plan()
    held.set()

    assert alice.at == "/plan/"
    assert tonight().liking == ()


def test_a_damaged_line_of_the_diary_blocks_no_evening(alice, clock):
    from instep.web import clock as wall
    from instep.web.records import store

    lived(clock)
    store.keep_line(clock.at.date() - timedelta(days=70), {"scores": {"pain": 11}}, wall.now())
    alice.known().to_plan()

    assert alice.at == "/plan/"
    assert tonight().liking == ()


def test_what_an_evening_is_kept_with_is_read_back_as_it_was(alice, clock):
    from instep.web.records.tonight import Tonight

    lived(clock)
    alice.known().to_plan()
    night = tonight()

    assert Tonight.from_body(night.id, night.as_body()) == night


@pytest.mark.parametrize("factor", [-1, float("nan"), float("inf")])
def test_no_evening_is_liked_beyond_measure(factor):
    from instep.web.records.tonight import Liked

    with pytest.raises(ValueError, match="nothing is liked so"):
        Liked("arch_rub", factor)


SCRIPT = """
import sys, instep.__main__
from instep.web import acts, fair, leaning, turn
from instep.web.pages.home import views
from instep.web.pages.fair import views
sys.exit("numpy" in sys.modules)
"""


def test_arrays_are_not_read_in_before_something_is_worked_out():
    """They take a fifth of a second, which a start and a first page do not have."""
    code = f"import os, django; os.environ.update({ENV!r}); django.setup()\n{SCRIPT}"
    done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False)

    assert done.returncode == 0


ENV = {
    "INSTEP_WEB_FOLDER": "/nowhere",
    "INSTEP_WEB_PORT": "8123",
    "DJANGO_SETTINGS_MODULE": "instep.web.settings",
}
