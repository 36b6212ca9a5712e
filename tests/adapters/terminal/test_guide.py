"""The guide as hands use it: pause, back, next, stop, "that hurts", and the bath's lock."""

import contextlib
from dataclasses import replace
from itertools import pairwise

import pytest

from instep.adapters.clocks import RushingClock
from instep.adapters.content import drawn_foot
from instep.adapters.terminal.foot import Signs
from instep.adapters.terminal.frame import Paper, plain
from instep.adapters.terminal.guide import Playing, from_the_start, guide
from instep.adapters.terminal.keys import Key, meaning
from instep.core.catalog import Aim, Thing
from instep.core.player import not_again, watch
from tests.make import healthy, house, prepared, screen, wishes


class Typed:
    """A screen with a person before it: presses these keys at these seconds of steady time."""

    def __init__(self, clock, keys=(), sleeps=()):
        self.clock = clock
        self.keys = sorted(keys)
        self.sleeps = sorted(sleeps)
        self.pages = []
        self.asides = 0

    def paper(self):
        return Paper(80, 24, Signs(True, False))

    def show(self, page):
        self.pages.append((self.clock.now(), plain(page)))

    def key(self, wait):
        self.clock.sleep_until(self.clock.now() + 4 * wait)
        if self.sleeps and self.clock.now() >= self.sleeps[0][0]:
            self.clock.sleep_until(self.clock.now() + self.sleeps.pop(0)[1])
        if self.keys and self.clock.now() >= self.keys[0][0]:
            return self.keys.pop(0)[1]
        return None

    @contextlib.contextmanager
    def aside(self):
        self.asides += 1
        yield

    def at(self, moment):
        """What was on the page then."""
        return [page for when, page in self.pages if when <= moment][-1]


def play(made, sheet, keys=(), *, sleeps=(), fresh=True, water=False, start=None):
    clock = RushingClock()
    typed = Typed(clock, keys, sleeps)
    kept = []
    answers = screen(sheet).answers
    playing = Playing(
        session=made.session,
        timeline=made.timeline,
        words=house().words,
        drawn=drawn_foot(),
        clock=clock,
        look=watch(made.session, made.timeline, answers),
        again=lambda progress, place: not_again(made.session, answers, progress, place),
        keep=kept.append,
        fresh=lambda: fresh,
        water=lambda: water,
    )
    outcome = guide(playing, typed, start or from_the_start(made.session))
    return outcome, typed, kept


WELL = healthy()
MADE = prepared(WELL, wishes(5))
NUMB = healthy({"diabetes": "yes"})


def test_left_alone_it_plays_to_the_end_in_its_own_time():
    outcome, typed, kept = play(MADE, WELL)

    assert outcome.how == "finished"
    assert abs(typed.clock.now() - MADE.timeline.seconds) < 1
    assert kept[-1].position == MADE.timeline.seconds
    assert sum(kept[-1].played) == pytest.approx(MADE.timeline.seconds)


def test_every_word_of_the_timeline_was_on_the_page_at_its_time():
    _, typed, _ = play(MADE, WELL)
    for cue in MADE.timeline.cues:
        if cue.say and cue.kind != "done":
            page = " ".join(typed.at(cue.at + 0.5).split())
            assert cue.say.split()[0] in page, cue


def test_how_far_it_is_was_kept_every_second():
    _, _, kept = play(MADE, WELL)
    gaps = [b.position - a.position for a, b in pairwise(kept)]

    assert max(gaps) < 2


def test_a_pause_stands_still_and_then_goes_on_from_there():
    keys = [(20, Key.PAUSE), (80, Key.PAUSE)]
    outcome, typed, _ = play(MADE, WELL, keys)

    assert outcome.how == "finished"
    assert "Paused" in typed.at(50)
    assert "Paused" not in typed.at(85)
    assert typed.clock.now() == pytest.approx(MADE.timeline.seconds + 60, abs=1)


def test_after_a_pause_too_long_the_session_is_over_since_the_look_is_old():
    outcome, _, _ = play(MADE, WELL, [(20, Key.PAUSE), (4000, Key.PAUSE)], fresh=False)

    assert outcome.how == "stale"
    assert outcome.progress.position == pytest.approx(20, abs=1)


def test_a_terminal_that_was_stopped_waits_where_it_was():
    outcome, typed, _ = play(MADE, WELL, [(700, Key.PAUSE)], sleeps=[(30, 600)])

    assert "Paused" in typed.at(640)
    assert outcome.how == "finished"
    assert typed.clock.now() == pytest.approx(MADE.timeline.seconds + 670, abs=1)


def test_next_goes_to_the_next_step_and_the_time_left_out_was_not_played():
    outcome, _, _ = play(MADE, WELL, [(5, Key.NEXT), (8, Key.STOP)])

    assert outcome.how == "stopped"
    assert MADE.timeline.step_at(outcome.progress.position) == 1
    assert outcome.progress.played[0] == pytest.approx(5, abs=0.6)


def test_next_at_the_last_step_is_the_end():
    keys = [(n + 1, Key.NEXT) for n in range(len(MADE.session.steps))]
    outcome, _, _ = play(MADE, WELL, keys)

    assert outcome.how == "finished"


def test_back_begins_the_step_again_and_back_at_once_the_one_before():
    start = MADE.timeline.starts[1]
    once, _, _ = play(MADE, WELL, [(start + 10, Key.BACK), (start + 10.5, Key.STOP)])
    twice, _, _ = play(
        MADE, WELL, [(start + 10, Key.BACK), (start + 11, Key.BACK), (start + 11.5, Key.STOP)]
    )

    assert MADE.timeline.step_at(once.progress.position) == 1
    assert once.progress.position - start < 1
    assert MADE.timeline.step_at(twice.progress.position) == 0


def test_going_back_again_and_again_never_gives_a_foot_more_than_its_minutes():
    made = prepared(NUMB, wishes(20))
    starts = dict(zip(made.timeline.starts, made.session.steps, strict=True))
    rub = next(at + step.seconds - 2 for at, step in starts.items() if step.massages)
    keys = [(rub + n * 40, Key.BACK) for n in range(60)]
    outcome, typed, _ = play(made, NUMB, keys)
    feet = {"left": 0.0, "right": 0.0}
    for step, seconds in zip(made.session.steps, outcome.progress.played, strict=True):
        if step.massages:
            feet[step.side] += seconds

    assert outcome.how == "finished"
    assert max(feet.values()) <= 8 * 60 + 1
    assert any("has had its time" in page for _, page in typed.pages)


@pytest.mark.parametrize(
    ("key", "how"), [(Key.STOP, "stopped"), (Key.HURTS, "hurt"), (Key.GONE, "gone")]
)
def test_one_key_ends_it_at_once(key, how):
    outcome, typed, kept = play(MADE, WELL, [(40, key)])

    assert outcome.how == how
    assert typed.clock.now() == pytest.approx(40, abs=0.6)
    assert kept[-1] == outcome.progress


def test_it_goes_on_where_it_was_left():
    first, _, _ = play(MADE, WELL, [(70, Key.STOP)])
    outcome, typed, _ = play(MADE, WELL, start=first.progress)

    assert outcome.how == "finished"
    assert typed.clock.now() == pytest.approx(MADE.timeline.seconds - 70, abs=1)


def test_with_worse_answers_than_it_was_made_for_nothing_is_shown():
    outcome, typed, _ = play(MADE, healthy({}, {"hot_swollen": "left"}))

    assert outcome.how == "refused"
    assert outcome.reason
    assert typed.pages == []


def test_the_night_is_three_minutes_and_no_foot_is_drawn():
    made = prepared(WELL, wishes(aim=Aim.NIGHT))
    outcome, typed, _ = play(made, WELL)

    assert outcome.how == "finished"
    assert typed.clock.now() == pytest.approx(180, abs=1)
    assert "FOOT" not in "".join(page for _, page in typed.pages)


BATHER = healthy({"pulses_ok": "yes"})
BATH = prepared(BATHER, wishes(30, aim=Aim.SLEEP, have=(Thing.BASIN, Thing.THERMOMETER)))


def bath_place():
    return [step.technique for step in BATH.session.steps].index("foot_bath")


def test_the_bath_opens_after_a_right_reading_and_is_asked_for_once():
    outcome, typed, _ = play(BATH, BATHER, water=True)

    assert outcome.how == "finished"
    assert typed.asides == 1
    assert outcome.progress.played[bath_place()] == BATH.session.steps[bath_place()].seconds


def test_without_a_right_reading_the_bath_is_left_out_and_the_rest_goes_on():
    outcome, typed, _ = play(BATH, BATHER, water=False)

    assert outcome.how == "finished"
    assert outcome.progress.played[bath_place()] == 0
    assert any("The bath stays out" in page for _, page in typed.pages)
    assert not any("Set both feet" in page for _, page in typed.pages)


def test_a_bath_begun_again_is_measured_again():
    start = BATH.timeline.starts[bath_place()]
    _, typed, _ = play(BATH, BATHER, [(start + 60, Key.BACK), (start + 90, Key.STOP)], water=True)

    assert typed.asides == 2


def test_stepping_over_everything_does_not_open_a_bath():
    keys = [(n + 1, Key.NEXT) for n in range(bath_place())]
    outcome, typed, _ = play(BATH, BATHER, [*keys, (bath_place() + 2, Key.STOP)])

    assert typed.asides == 1
    assert outcome.progress.played[bath_place()] == 0


@pytest.mark.parametrize(
    ("pressed", "key"),
    [
        (b" ", Key.PAUSE),
        (b"\r", Key.PAUSE),
        (b"N", Key.NEXT),
        (b"\x1b[C", Key.NEXT),
        (b"\x1b[D", Key.BACK),
        (b"h", Key.HURTS),
        (b"H", Key.HURTS),
        (b"qqqqq", Key.STOP),
        (b"nh", Key.HURTS),
        (b" q", Key.STOP),
        (b"n\x1b[Ch", Key.HURTS),
        (b"\x1b[H", None),
        (b"\x1b[1;5D", None),
        (b"\x1bh", None),
        (b"  ", Key.PAUSE),
        (b"", Key.GONE),
        (b"\x1b", None),
        (b"\x1b[A", None),
        (b"x", None),
        (b"\xff\x00", None),
    ],
)
def test_what_a_key_means(pressed, key):
    assert meaning(pressed) is key


def test_a_smear_over_other_keys_asks_for_nothing():
    outcome, typed, _ = play(MADE, WELL, [(10, Key.PAUSE), (10.1, Key.PAUSE)])

    assert outcome.how == "finished"
    assert typed.clock.now() < MADE.timeline.seconds + 1


def test_progress_counts_what_was_played_and_nothing_that_was_skipped():
    progress = from_the_start(MADE.session).after(MADE.timeline, 50)
    skipped = replace(progress, position=100.0).after(MADE.timeline, 110)

    assert sum(progress.played) == pytest.approx(50)
    assert sum(skipped.played) == pytest.approx(60)
