"""A 5-minute session as a picture of its sound, with its cues marked: make pictures.

The music steps back under the voice. Below it, when words are said and bells ring.
Needs the voice: without it the picture stays as it is.
"""

import os
import sys
from datetime import date
from html import escape
from pathlib import Path

import numpy as np

from instep.adapters.audio.clips import ClipStore, cache_folder
from instep.adapters.audio.mix import Levels, mixed
from instep.adapters.audio.recording import sounding_seconds
from instep.adapters.audio.samples import RATE, Samples
from instep.adapters.audio.score import Bell, Line, Score, score_of
from instep.adapters.audio.soundscape import loop_of
from instep.adapters.audio.voice import NoVoice, hibari_voice
from instep.adapters.content import SHIPPED, load
from instep.adapters.content.soundscapes import soundscape_recipe
from instep.core.companion import Prepared
from instep.core.timeline import Pace

HERE = Path(__file__).parent
GROUND, MUSIC, VOICE, WORDS, SOFT = "#16120e", "#7a5c47", "#ffc66e", "#f6eadb", "#d8c6b3"
BELL = "#fff0d4"
WIDE, EDGE, TALL, MIDDLE = 1240, 40, 444, 190
LOUD = 130
"""Height of full scale, in units of the picture."""

EVERY = 0.25
"""Seconds a bar of the wave stands for."""


def made() -> Prepared:
    """A person with diabetes, alone, for five minutes."""
    from random import Random

    from instep.adapters.answers import read_answers
    from instep.core.catalog import Aim, Thing
    from instep.core.companion import prepare
    from instep.core.screening import screen_of
    from instep.core.session import Asked

    house, on = load(), date(2026, 11, 24)
    answers = HERE.parent / "for-people" / "answers" / "diabetes-not-tested.json"
    sheet = read_answers(answers.read_bytes(), house.questions, on)
    screen = screen_of(house.questions, house.ages, sheet, on)
    asked = Asked(5, helper=False, aim=Aim.EASE, have=frozenset({Thing.CREAM}), seed=0)
    return prepare(house, screen, asked, liking={}, dice=Random(0).random)


def heard(score: Score, seconds: float, soundscape: str) -> Samples:
    """All of it, at once: five minutes are small."""
    clips = ClipStore(cache_folder(os.environ), hibari_voice())
    loop = loop_of(soundscape_recipe(SHIPPED, soundscape), 0)
    return np.concatenate(list(mixed(score, clips, loop, Levels(), seconds)))


def peaks(samples: Samples) -> list[float]:
    """The loudest of each bar."""
    size = int(EVERY * RATE)
    return [float(np.abs(samples[at : at + size]).max()) for at in range(0, len(samples), size)]


def wave(loudest: list[float], across: float, colour: str) -> str:
    """One filled shape, alike above and below the middle."""
    up = [(EDGE + n * EVERY * across, (peak**0.6) * LOUD) for n, peak in enumerate(loudest)]
    points = [f"{x:.1f},{MIDDLE - y:.1f}" for x, y in up]
    points += [f"{x:.1f},{MIDDLE + y:.1f}" for x, y in reversed(up)]
    return f'<polygon points="{" ".join(points)}" fill="{colour}"/>'


def marks(score: Score, across: float) -> list[str]:
    """A dash a line, a dot a bell."""
    parts = []
    for event in score:
        x = EDGE + event.at / RATE * across
        if isinstance(event.sound, Line):
            long = max(3.0, event.sound.about * across)
            parts.append(
                f'<rect x="{x:.1f}" y="352" width="{long:.1f}" height="9" rx="4" fill="{VOICE}"/>'
            )
        elif isinstance(event.sound, Bell):
            parts.append(f'<circle cx="{x:.1f}" cy="382" r="6" fill="{BELL}"/>')
    return parts


def steps(starts: tuple[float, ...], across: float, names: list[str]) -> list[str]:
    """Where each step begins, and its name."""
    parts = []
    for number, (at, name) in enumerate(zip(starts, names, strict=True)):
        x = EDGE + at * across
        y = 26 if number % 2 == 0 else 46
        parts.append(f'<path d="M{x:.1f} {y + 6}V330" stroke="{SOFT}" stroke-opacity=".45"/>')
        parts.append(f'<text x="{x + 5:.1f}" y="{y}" fill="{WORDS}">{escape(name)}</text>')
    return parts


def scale(seconds: float, across: float) -> list[str]:
    """A number each minute."""
    y = TALL - 22
    return [
        f'<text x="{EDGE + minute * 60 * across:.1f}" y="{y}" fill="{SOFT}">{minute}:00</text>'
        for minute in range(int(seconds // 60) + 1)
    ]


LEGEND = (("music", SOFT, 184), ("words", VOICE, 352), ("bells", BELL, 378))


def picture(evening: Prepared) -> str:
    """The whole picture."""
    house = load()
    if evening.session is None or evening.timeline is None:
        raise ValueError("this person has no session")
    score = score_of(evening.timeline, evening.session.dose)
    seconds = sounding_seconds(evening.timeline, Pace.CALM)
    across = (WIDE - 2 * EDGE - 60) / seconds
    names = [house.words[f"technique.{step.technique}.name"] for step in evening.session.steps]
    spoken = heard(score, seconds, "silence")
    title = "The sound of a five-minute session: words and bells over soft music"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {TALL}" role="img">',
        f"<title>{title}</title>",
        f'<rect width="{WIDE}" height="{TALL}" rx="16" fill="{GROUND}"/>',
        '<g font-family="Atkinson Hyperlegible Next, system-ui, sans-serif" font-size="15">',
        wave(peaks(spoken), across, VOICE),
        wave(peaks(heard(score, seconds, "pad") - spoken), across, MUSIC),
        *steps(evening.timeline.starts, across, names),
        *marks(score, across),
        *scale(seconds, across),
        *(
            f'<text x="{WIDE - EDGE - 44}" y="{y + 10}" fill="{colour}">{word}</text>'
            for word, colour, y in LEGEND
        ),
    ]
    return "\n".join([*parts, "</g>", "</svg>", ""])


def main() -> None:
    """Draw it, where there is a voice to draw."""
    try:
        (HERE / "waveform.svg").write_text(picture(made()), encoding="utf-8")
    except NoVoice as error:
        sys.stderr.write(f"{error} The waveform was not drawn anew.\n")


if __name__ == "__main__":
    main()
