"""What the commands that sound have in common: the music, the voice, how loud each is."""

import argparse
import atexit
import contextlib
import os
from collections.abc import Generator, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from instep.commands import given

if TYPE_CHECKING:
    from instep.adapters.audio.clips import ClipStore
    from instep.adapters.audio.mix import Levels
    from instep.adapters.audio.samples import Blocks, Samples
    from instep.adapters.audio.score import Score
    from instep.adapters.audio.soundscape import Loop
    from instep.adapters.audio.speaker import Speaker
    from instep.adapters.audio.tags import Tag
    from instep.adapters.terminal.guide import Playing

LAST_WORDS = 12.0
"""Seconds that the last words of a session may still take, when the command itself is done."""

T = TypeVar("T")


def music(args: argparse.Namespace) -> "Loop":
    """Tonight's soundscape; the seed of the plan is its seed too."""
    from instep.adapters.audio.soundscape import loop_of
    from instep.adapters.content import SHIPPED
    from instep.adapters.content.soundscapes import soundscape_recipe

    recipe = soundscape_recipe(args.content or SHIPPED, args.soundscape)
    return loop_of(recipe, args.seed % 2**32)


def voice() -> "ClipStore":
    """Every line as a clip, made once. Raises NoVoice where there is none."""
    from instep.adapters.audio.clips import ClipStore, cache_folder
    from instep.adapters.audio.voice import hibari_voice

    return ClipStore(cache_folder(os.environ), hibari_voice())


def levels(args: argparse.Namespace) -> "Levels":
    """How loud, from the flags."""
    from instep.adapters.audio.mix import Levels

    return Levels(args.volume_voice, args.volume_music, args.whisper)


# -- In the room ----------------------------------------------------------------------------------


@contextlib.contextmanager
def in_the_room(
    args: argparse.Namespace, playing: "Playing", position: float
) -> "Iterator[Speaker | None]":
    """Voice and music on this computer; one line and None where that cannot be."""
    speaker = None if args.fast else _speaker(args, playing)
    if speaker is None:
        yield None
        return
    try:
        speaker.ready(position)
        if speaker.fault is not None:
            given.err(str(speaker.fault))
        yield speaker
    except BaseException:
        speaker.close()
        raise
    if speaker.is_playing:
        atexit.register(speaker.ring_out, LAST_WORDS)
    else:
        speaker.close()


def _speaker(args: argparse.Namespace, playing: "Playing") -> "Speaker | None":
    from instep.adapters.audio.mix import mixed
    from instep.adapters.audio.recording import sounding_seconds
    from instep.adapters.audio.speaker import NoSpeaker, SoundDevice, Speaker
    from instep.adapters.audio.voice import NoVoice

    try:
        device, clips = SoundDevice(), voice()
    except (NoSpeaker, NoVoice) as error:
        given.err(str(error))
        return None
    score, loudness, loop = _score(args, playing), levels(args), music(args)
    seconds = sounding_seconds(playing.timeline, given.pace(args))
    return Speaker(device, lambda start: mixed(score, clips, loop, loudness, seconds, start=start))


def _score(args: argparse.Namespace, playing: "Playing") -> "Score":
    """What the guard lets pass: nothing else is ever given to the voice."""
    from instep.adapters.audio.score import score_of
    from instep.core.player import NotShown

    timeline, cues = playing.timeline, []
    for cue in timeline.cues:
        with contextlib.suppress(NotShown):
            playing.look(cue.at)
            cues.append(cue)
    passed = replace(timeline, cues=tuple(cues))
    return score_of(passed, playing.session.dose, given.pace(args))


# -- How far it is --------------------------------------------------------------------------------


class Counted:
    """Blocks as they pass, and how many seconds of sound that is so far."""

    def __init__(self, blocks: "Blocks") -> None:
        self.seconds = 0.0
        self._blocks = blocks

    def __iter__(self) -> "Iterator[Samples]":
        from instep.adapters.audio.samples import RATE

        for block in self._blocks:
            self.seconds += len(block) / RATE
            yield block


def shown(pieces: Iterator[T], counted: Counted, tag: "Tag") -> Generator[T, None, None]:
    """The same pieces, with a bar on standard error where a person sees it."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = ("{task.description}", BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=console, disable=not console.is_terminal, transient=True)
    with bar:
        task = bar.add_task(tag.title, total=tag.seconds)
        for piece in pieces:
            bar.update(task, completed=counted.seconds)
            yield piece
