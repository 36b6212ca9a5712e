"""The two people who may begin, heard with the real voice: pace, silence, loudness, no clipping."""

import json
from itertools import islice
from pathlib import Path

import numpy as np
import pyloudnorm
import pytest

from instep.adapters.audio.clips import ClipStore
from instep.adapters.audio.encode import FILES, mp3
from instep.adapters.audio.mix import CEILING, Levels, mixed
from instep.adapters.audio.recording import LINE_OVER, recording_of
from instep.adapters.audio.samples import RATE, count, factor
from instep.adapters.audio.score import Line
from instep.adapters.audio.soundscape import loop_of
from instep.adapters.audio.voice import hibari_voice
from instep.adapters.content import SHIPPED
from instep.adapters.content.soundscapes import soundscape_recipe
from instep.core.catalog import Thing
from instep.core.timeline import Pace
from tests.adapters.audio.listening import WITHIN, Tone, decibels, decoded, file_of, whole
from tests.make import TODAY, house, prepared, wishes

pytest.importorskip("hibari")
ANSWERS = Path(__file__).parents[3] / "docs" / "for-people" / "answers"
MAY_BEGIN = ("diabetes-not-tested", "partner-long-day")


@pytest.fixture(scope="module")
def clips(tmp_path_factory):
    """The real voice; its clips are shared by all who run these tests at once."""
    return ClipStore(tmp_path_factory.getbasetemp().parent / "clips", hibari_voice())


def recorded(person, minutes=5, *, helper=False, pace=Pace.CALM):
    sheet = json.loads((ANSWERS / f"{person}.json").read_text())
    sheet["today"]["with_helper"] = "yes" if helper else "no"
    made = prepared(sheet, wishes(minutes, helper=helper, have=(Thing.BALL, Thing.CREAM)))
    return recording_of(made.session, made.timeline, house().words, TODAY, pace=pace)


def heard(recording, clips, soundscape="silence"):
    music = loop_of(soundscape_recipe(SHIPPED, soundscape), 0)
    return whole(mixed(recording.score, clips, music, Levels(), recording.seconds))


def spoken(recording):
    return [event for event in recording.score if isinstance(event.sound, Line)]


@pytest.mark.parametrize("helper", [False, True], ids=["alone", "helper"])
@pytest.mark.parametrize("minutes", [5, 15, 30])
@pytest.mark.parametrize("person", MAY_BEGIN)
def test_every_line_is_heard_at_its_time_and_between_them_there_is_silence(
    clips, person, minutes, helper
):
    recording = recorded(person, minutes, helper=helper)
    samples = heard(recording, clips)
    free = np.ones(len(samples), bool)
    for event in recording.score:
        lasts = event.sound.about + LINE_OVER if isinstance(event.sound, Line) else 7.0
        free[event.at : event.at + count(lasts)] = False
    begun = [event.at for event in recording.score if not isinstance(event.sound, Line)]

    assert np.abs(samples).max() <= CEILING * 1.0001
    assert not samples[free].any()
    assert free.mean() > 0.1
    for event in spoken(recording):
        if not any(0 <= event.at - at < count(7) for at in begun):
            assert onset(samples, event.at) <= WITHIN, event


def onset(samples, at):
    """How long after its sample a line begins, in seconds: a soft letter is far under its vowel."""
    window = np.abs(samples[at : at + count(0.5)])
    return int(np.argmax(window > factor(-55))) / RATE


@pytest.mark.parametrize("pace", list(Pace))
def test_the_voice_speaks_at_its_pace(clips, pace):
    said = spoken(recorded("partner-long-day", 5, pace=pace))
    words = sum(len(event.sound.text.split()) for event in said)
    lasts = sum(len(clips.clip(event.sound.text, pace)) / RATE for event in said)

    assert 105 <= words / lasts * 60 <= 130


def test_the_voice_is_at_its_loudness_and_the_music_well_under_it(clips):
    recording = recorded("diabetes-not-tested")
    meter = pyloudnorm.Meter(RATE)
    lines = [event for event in spoken(recording) if len(event.sound.text.split()) > 4]
    voice = np.concatenate([clips.clip(event.sound.text, Pace.CALM) for event in lines])
    with_music = heard(recording, clips, "pad")
    without = heard(recording, clips)
    under = np.concatenate(
        [(with_music - without)[event.at : event.at + count(event.sound.about)] for event in lines]
    )

    assert meter.integrated_loudness(voice) == pytest.approx(-19, abs=1)
    assert meter.integrated_loudness(under) < meter.integrated_loudness(voice) - 14


@pytest.mark.parametrize("suffix", [".mp3", ".ogg"])
def test_nothing_clips_when_a_player_has_decoded_it(clips, suffix):
    recording = recorded("diabetes-not-tested")
    music = loop_of(soundscape_recipe(SHIPPED, "sea"), 0)
    blocks = mixed(recording.score, clips, music, Levels(), recording.seconds)
    samples = decoded(file_of(FILES[suffix](islice(blocks, 720), recording.tag)))

    assert len(samples) >= count(180)
    assert np.abs(samples).max() < 1


def test_a_line_in_the_middle_of_an_mp3_is_heard_at_its_time(clips):
    """The words themselves, found again in what a player hears."""
    recording = recorded("partner-long-day")
    blocks = mixed(recording.score, clips, Tone(), Levels(), recording.seconds)
    samples = decoded(b"".join(mp3(islice(blocks, 800))))
    for event in spoken(recording)[4:20:3]:
        first = clips.clip(event.sound.text, Pace.CALM)[: count(1)]
        near = samples[event.at - count(0.2) : event.at + count(1.2)]
        late = int(np.argmax(np.correlate(near, first, "valid"))) - count(0.2)

        assert abs(late) / RATE <= WITHIN


def test_a_whisper_is_soft_and_still_plain(clips):
    recording = recorded("diabetes-not-tested")
    line = spoken(recording)[0]
    parts = (recording.score, clips, Tone())
    loud, soft = (
        whole(mixed(*parts, levels, recording.seconds))[line.at : line.at + count(3)]
        for levels in (Levels(), Levels(whisper=True))
    )

    assert -10 < decibels(soft) - decibels(loud) < -7
