"""Captions: every spoken word at its time, never two at once; and a transcript."""

import itertools
import re

from instep.adapters.audio.captions import captions_of, transcript, web_vtt
from instep.adapters.audio.recording import recording_of
from instep.core.timeline import Pace
from tests.make import TODAY, healthy, house, prepared, wishes

MADE = prepared(healthy(), wishes(15))
RECORDING = recording_of(MADE.session, MADE.timeline, house().words, TODAY)
CAPTIONS = captions_of(RECORDING.timeline, Pace.CALM, {}, RECORDING.seconds)


def seconds(clock):
    hours, minutes, rest = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def test_every_spoken_line_is_there_at_its_time():
    spoken = [(cue.at, cue.say) for cue in RECORDING.timeline.cues if cue.say]

    assert [(caption.at, caption.text) for caption in CAPTIONS] == spoken


def test_no_two_are_shown_at_once_and_each_is_shown():
    for one, other in itertools.pairwise(CAPTIONS):
        assert one.at < one.until < other.at


def test_one_is_shown_as_long_as_it_is_really_heard_and_a_little_longer():
    line = next(cue for cue in RECORDING.timeline.cues if len(cue.say.split()) > 6)
    heard = {line.say: 3.0}
    captions = captions_of(RECORDING.timeline, Pace.CALM, heard, RECORDING.seconds)
    shown = next(caption for caption in captions if caption.text == line.say)

    assert round(shown.until - shown.at, 3) == 3.8


def test_the_file_is_webvtt():
    text = web_vtt(CAPTIONS, "A title", "A note --> with an arrow")
    head, note, *cues = text.strip().split("\n\n")
    times = re.findall(r"^(\S+) --> (\S+)$", text, re.MULTILINE)

    assert head == "WEBVTT - A title"
    assert note == "NOTE A note to with an arrow"
    assert len(cues) == len(times) == len(CAPTIONS)
    assert max(len(line) for cue in cues for line in cue.splitlines()[2:]) <= 42
    for (begins, ends), caption in zip(times, CAPTIONS, strict=True):
        assert abs(seconds(begins) - caption.at) < 0.001
        assert abs(seconds(ends) - caption.until) < 0.001


def test_letters_that_mean_something_to_webvtt_are_written_out():
    shown = web_vtt([type(CAPTIONS[0])(1.0, 2.0, "a < b & c")], "t", "n")

    assert "a &lt; b &amp; c" in shown


def test_the_transcript_reads_chapter_by_chapter():
    text = transcript(CAPTIONS, RECORDING.tag.chapters, RECORDING.tag.title, RECORDING.note)
    flat = " ".join(text.split())

    assert text.startswith("Foot massage for 24 November 2026\n")
    assert "cannot see your foot" in text.splitlines()[1]
    for chapter in RECORDING.tag.chapters:
        assert chapter.title in text
    for caption in CAPTIONS:
        assert caption.text in flat
    assert max(len(line) for line in text.splitlines()) <= 90
