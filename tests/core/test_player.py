"""Playing: position is a clock reading, and the guard stands before every cue."""

import json

import pytest

from instep.adapters.clocks import RushingClock, SteadyClock
from instep.core.player import NotShown, Playhead, perform, watch
from tests.make import CASES, healthy, prepared, screen, wishes

MOVES = json.loads((CASES / "playhead.json").read_text())


@pytest.mark.parametrize("case", MOVES, ids=lambda case: case["name"])
def test_the_playhead_knows_where_it_is(case):
    head = Playhead()
    for move, *when in case["moves"]:
        head = getattr(head, move)(*when)

    assert case["position"] == head.position(case["at"])


class Listing:
    """A stage that keeps a list."""

    def __init__(self):
        self.seen = []

    def show(self, cue):
        self.seen.append(cue)


def test_a_whole_session_is_performed_in_order_and_at_its_times():
    sheet = healthy()
    made, stage, clock = prepared(sheet, wishes()), Listing(), RushingClock()
    perform(
        made.timeline.cues, clock, stage, watch(made.session, made.timeline, screen(sheet).answers)
    )

    assert list(made.timeline.cues) == stage.seen
    assert made.timeline.seconds == clock.now()


def test_with_other_answers_than_it_was_made_for_nothing_is_shown():
    made, stage = prepared(healthy(), wishes()), Listing()
    worse = screen(healthy({}, {"hot_swollen": "left"})).answers

    with pytest.raises(NotShown):
        perform(
            made.timeline.cues, RushingClock(), stage, watch(made.session, made.timeline, worse)
        )
    assert stage.seen == []


def test_the_steady_clock_never_goes_back():
    clock = SteadyClock()
    before = clock.now()
    clock.sleep_until(before + 0.01)

    assert clock.now() >= before + 0.01
