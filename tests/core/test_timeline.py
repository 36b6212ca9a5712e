"""Cues in seconds: every word fits its step, breath keeps six a minute, silence is left."""

from itertools import pairwise

from instep.core.catalog import Aim, Thing
from instep.core.timeline import CueKind, Pace, between, lay_out
from tests.make import healthy, house, prepared, wishes

SESSIONS = [
    prepared(healthy(about), wishes(minutes, helper=helper, aim=aim, have=tuple(Thing)))
    for about in ({}, {"diabetes": "yes"}, {"bone_or_surgery": "left"})
    for minutes in (5, 10, 15, 20, 30)
    for helper in (False, True)
    for aim in (Aim.EASE, Aim.SLEEP, Aim.NIGHT)
]


def spoken_until(cue, pace=125):
    return cue.at + len(cue.say.split()) * 60 / pace


def test_cues_are_in_order_and_no_line_begins_before_the_last_one_ends():
    for made in SESSIONS:
        said = [cue for cue in made.timeline.cues if cue.say]
        for one, other in pairwise(said):
            assert spoken_until(one) <= other.at + 0.02, (one, other)


def test_every_word_of_a_step_is_said_before_the_next_step_begins():
    for made in SESSIONS:
        ends = [*made.timeline.starts[1:], made.timeline.seconds]
        for cue in made.timeline.cues[:-1]:
            assert spoken_until(cue) <= ends[made.timeline.step_at(cue.at)] + 0.02, cue


def test_the_timeline_is_as_long_as_the_session_and_ends_with_done():
    for made in SESSIONS:
        assert made.session.seconds == made.timeline.seconds
        assert made.timeline.cues[-1].kind is CueKind.DONE


def test_breaths_are_six_a_minute_and_never_held():
    for made in SESSIONS:
        breaths = [c for c in made.timeline.cues if c.kind in (CueKind.IN, CueKind.OUT)]
        for one, other in pairwise(breaths):
            if one.show != other.show or other.at - one.at > 10:
                continue
            assert round(other.at - one.at, 2) == (4 if one.kind is CueKind.IN else 6)


def test_feet_are_changed_aloud_and_once_a_foot():
    for made in SESSIONS:
        sides = [s.side for s in made.session.steps if s.side.value != "both"]
        changes = [c for c in made.timeline.cues if c.kind is CueKind.CHANGE_FEET]
        assert len(set(sides)) == len(changes)


def test_a_foot_begins_with_a_count():
    made = next(m for m in SESSIONS if m.session.asked.minutes == 15 and len(m.session.steps) > 2)
    counts = [c.say for c in made.timeline.cues if c.kind is CueKind.READY]

    assert counts == ["Three.", "Two.", "One."] * 2


def test_a_point_is_pressed_five_times():
    for made in SESSIONS:
        for place, step in enumerate(made.session.steps):
            if step.points:
                start = made.timeline.starts[place]
                presses = [
                    c
                    for c in between(made.timeline, start, start + step.seconds)
                    if c.kind is CueKind.OUT
                ]
                assert len(presses) >= 5, step.technique


def test_a_slow_voice_says_no_more_than_fits():
    for made in SESSIONS:
        slow = lay_out(made.session, house().catalog, house().words, Pace.SLOW)
        ends = [*slow.starts[1:], slow.seconds]
        for cue in slow.cues[:-1]:
            assert spoken_until(cue, 110) <= ends[slow.step_at(cue.at)] + 0.02, cue


def test_back_to_back_stretches_show_each_cue_exactly_once():
    timeline = SESSIONS[3].timeline
    marks = [0, 0.5, 31, 31, 100, 137.25, timeline.seconds, timeline.seconds + 1]
    seen = [cue for one, other in pairwise(marks) for cue in between(timeline, one, other)]

    assert list(timeline.cues) == seen


def test_some_silence_is_left_in_every_step():
    for made in SESSIONS:
        quiet = [c for c in made.timeline.cues if c.kind is CueKind.QUIET]

        assert len(made.session.steps) == len(quiet)


def test_nothing_spoken_holds_a_digit_or_an_unfilled_place():
    for made in SESSIONS:
        for cue in made.timeline.cues:
            assert not any(letter.isdigit() or letter in "{}" for letter in cue.say), cue
