"""The score: what sounds when, before anything sounds."""

import itertools

from instep.adapters.audio.samples import count
from instep.adapters.audio.score import Bell, Breath, Event, Line, score_of
from instep.core.catalog import Aim
from instep.core.timeline import Cue, CueKind, Pace, Timeline
from tests.make import healthy, house, prepared, wishes

MADE = prepared(healthy(), wishes(15))
SCORE = score_of(MADE.timeline, house().dose)


def one(**parts):
    cue = Cue(**{"at": 2.5, "kind": CueKind.SAY, "key": "k", "say": "", "show": None, **parts})
    return score_of(Timeline((cue,), (0.0,), 10.0), house().dose)


def test_every_word_of_the_timeline_is_in_the_score_at_its_own_sample():
    said = [(count(cue.at), cue.say) for cue in MADE.timeline.cues if cue.say]
    spoken = [(event.at, event.sound.text) for event in SCORE if isinstance(event.sound, Line)]

    assert spoken == said


def test_a_cue_may_ring_and_speak_at_one_moment():
    assert one(say="Half way.", sound="bell_half") == (
        Event(60_000, Bell("bell_half")),
        Event(60_000, Line("Half way.", Pace.CALM)),
    )


def test_a_breath_without_words_is_still_heard_and_as_long_as_the_breath():
    inward, outward = one(say="", sound="breath_in"), one(say="", sound="breath_out")

    assert inward == (Event(60_000, Breath(True, house().dose.breathe_in)),)
    assert outward == (Event(60_000, Breath(False, house().dose.breathe_out)),)


def test_a_quiet_cue_makes_no_sound():
    assert one(say="", sound=None) == ()


def test_the_night_breathes_six_times_a_minute():
    night = prepared(healthy(), wishes(aim=Aim.NIGHT))
    score = score_of(night.timeline, house().dose)
    breaths = [event for event in score if isinstance(event.sound, Breath)]
    inward = [event.at for event in breaths if event.sound.inward]

    assert len(inward) >= 12
    assert {b - a for a, b in itertools.pairwise(inward)} == {count(10)}


def test_a_slow_line_is_reckoned_longer():
    assert Line("one two three four", Pace.SLOW).about > Line("one two three four", Pace.CALM).about


def test_every_bell_of_a_session_is_one_of_the_four():
    bells = {event.sound.name for event in SCORE if isinstance(event.sound, Bell)}

    assert bells <= {"bell_ready", "bell_half", "bell_change", "bell_done"}
    assert "bell_done" in bells
