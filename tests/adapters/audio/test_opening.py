"""What a file says first: its day, the danger questions, whom to call. And what is never in it."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest

from instep.adapters.audio.opening import opened, opening
from instep.adapters.audio.recording import LINE_OVER, RINGS_OUT, recording_of
from instep.core.catalog import Aim, Thing
from instep.core.companion import prepare
from instep.core.safety.clearance import Action
from instep.core.timeline import PAUSE, WORDS_A_MINUTE, Pace
from tests.make import TODAY, healthy, house, prepared, screen, wishes

MADE = prepared(healthy(), wishes(15))
CUES = opening(house().words, TODAY)

SAID_BY = {
    "tender_cord": "new_swelling",
    "gout": "hot_swollen",
    "sore_patch": "red_stays",
}
"""Questions that share a line with another one."""


def text(cues=CUES):
    return " ".join(cue.say for cue in cues)


def test_it_opens_with_the_day_it_was_cleared_for_in_words():
    assert "This was made for Tuesday, the twenty-fourth of November." in text()


@pytest.mark.parametrize("days", range(0, 400, 13))
def test_every_day_of_the_year_has_its_words(days):
    said = text(opening(house().words, date(2026, 1, 1) + timedelta(days=days)))

    assert "{" not in said
    assert not any(letter.isdigit() for letter in said)


def test_every_question_that_sends_someone_to_care_is_among_what_is_said():
    keys = {cue.key.rsplit(".", 1)[-1] for cue in CUES}
    asks = {
        id: question
        for id, question in house().questions.items()
        if question.page in ("now", "leg", "look", "hand") and id != "looked"
    }
    sends = {rule.id for rule in house().rules if rule.action >= Action.FOOT_TEAM}

    assert sends
    for id in asks.keys() - {"sore_patch_zones"}:
        assert SAID_BY.get(id, id) in keys, id


def test_it_says_stop_whom_to_call_and_that_it_cannot_see():
    said = text()

    assert "If any of this is true today, stop" in said
    assert "A file cannot ask you. This app cannot see your foot." in said
    for who in ("emergency number now", "medical help today", "foot team or doctor today"):
        assert who in said


def test_the_worst_comes_first():
    said = text()

    assert said.index("chest") < said.index("medical help") < said.index("blister")


def test_no_line_begins_before_the_one_before_it_can_have_ended():
    for pace in Pace:
        cues = opening(house().words, TODAY, pace=pace)
        for one, other in itertools.pairwise(cues):
            longest = len(one.say.split()) * 60 / WORDS_A_MINUTE[pace] + LINE_OVER

            assert one.at + longest < other.at


def test_at_night_only_what_counts_at_night_is_said():
    said = text(opening(house().words, TODAY, night=True))

    assert "eases when the leg hangs down" in said
    assert "emergency number" in said
    assert "soles" not in said
    assert "blister" not in said


def test_the_session_follows_and_nothing_of_it_is_lost_or_moved_against_the_rest():
    whole = opened(MADE.timeline, CUES)
    shift = whole.seconds - MADE.timeline.seconds
    rest = whole.cues[len(CUES) :]

    assert whole.cues[: len(CUES)] == CUES
    assert [replace(cue, at=0) for cue in rest] == [
        replace(cue, at=0) for cue in MADE.timeline.cues
    ]
    for cue, before in zip(rest, MADE.timeline.cues, strict=True):
        assert cue.at - before.at == pytest.approx(shift, abs=0.006)
    assert whole.starts == tuple(start + shift for start in MADE.timeline.starts)
    assert rest[0].at >= CUES[-1].at + PAUSE


def test_without_an_opening_nothing_changes():
    assert opened(MADE.timeline, ()) is MADE.timeline


def test_the_chapters_begin_with_before_you_begin_and_then_a_step_each():
    recording = recording_of(MADE.session, MADE.timeline, house().words, TODAY)
    chapters = recording.tag.chapters

    assert chapters[0].title == "Before you begin"
    assert len(chapters) == len(MADE.session.steps) + 1
    assert [chapter.at for chapter in chapters[1:]] == list(recording.timeline.starts)
    assert any(chapter.title.endswith(", left") for chapter in chapters)
    assert chapters[-1].until == recording.seconds
    for one, other in itertools.pairwise(chapters):
        assert one.until == other.at


def test_the_sound_goes_on_until_the_last_words_are_said():
    recording = recording_of(MADE.session, MADE.timeline, house().words, TODAY)
    last = recording.timeline.cues[-1]
    said = len(last.say.split()) * 60 / WORDS_A_MINUTE[Pace.CALM]

    assert recording.seconds == pytest.approx(last.at + said + LINE_OVER + RINGS_OUT)


# -- What is never in a file ----------------------------------------------------------------------

BATHER = healthy({"pulses_ok": "yes"})
BASIN = (Thing.BASIN, Thing.THERMOMETER)


def planned(asked, *, for_file):
    return prepare(house(), screen(BATHER), asked, liking={}, dice=lambda: 0.5, for_file=for_file)


@pytest.mark.parametrize("aim", [aim for aim in Aim if aim is not Aim.NIGHT])
@pytest.mark.parametrize("minutes", [20, 25, 30])
def test_a_step_that_needs_a_typed_reading_is_never_in_a_file(minutes, aim):
    asked = wishes(minutes, aim=aim, have=BASIN)
    session = planned(asked, for_file=True).session
    left = {each.technique: each.why.key for each in session.left_out}

    assert not any(house().catalog[step.technique].typed_reading for step in session.steps)
    assert left["foot_bath"] == "not_in_a_file"


def test_the_same_person_may_have_it_where_someone_asks():
    session = planned(wishes(30, aim=Aim.SLEEP, have=BASIN), for_file=False).session

    assert "foot_bath" in [step.technique for step in session.steps]


def test_a_night_in_a_file_is_the_night_of_the_guide():
    night = wishes(aim=Aim.NIGHT)

    assert planned(night, for_file=True) == planned(night, for_file=False)
