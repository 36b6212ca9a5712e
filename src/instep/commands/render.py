"""Tonight's session as a sound file, to be played anywhere, with the screen off."""

import argparse
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from instep.commands import check, given, plan, sound

if TYPE_CHECKING:
    from instep.adapters.audio.captions import Heard
    from instep.adapters.audio.clips import ClipStore
    from instep.adapters.audio.on_disk import Together
    from instep.adapters.audio.recording import Recording
    from instep.core.companion import House, Prepared
    from instep.core.screening import Screen

HELP = "make tonight's session a sound file"
SUFFIXES = (".mp3", ".ogg", ".opus", ".flac", ".wav")
READ = (".vtt", ".txt")
"""Captions and transcript, beside the sound."""


def add(parser: argparse.ArgumentParser) -> None:
    """Flags of this command."""
    given.add_place(parser)
    given.add_answers(parser)
    given.add_wishes(parser)
    given.add_sound(parser)
    known = " ".join(SUFFIXES)
    parser.add_argument("-o", dest="file", metavar="FILE", required=True, help=f"one of: {known}")
    parser.add_argument("--captions", action="store_true", help="captions and transcript too")
    parser.add_argument("--force", action="store_true", help="take the place of a file there")


def run(args: argparse.Namespace) -> int:
    """Make the file; 3, the reasons and no file where nothing may begin."""
    _check_places(args)
    house = given.house(args)
    if args.answers is None:
        return _ask_first(args, house)
    on = given.today(args)
    name = plan.answers_file(args)
    sheet = given.with_flag(given.sheet_from(name, house, on), args.who, name)
    screen, prepared = plan.prepared_from(args, house, sheet, for_file=True)
    if prepared.session is None:
        return check.show(args, house, prepared.clearance, screen) or check.NOT_TODAY
    return _make(args, house, screen, prepared)


def _ask_first(args: argparse.Namespace, house: "House") -> int:
    from instep.commands import evening
    from instep.commands.evening.tonight import Tonight

    def make(night: Tonight) -> int:
        screen, prepared = plan.prepared_from(args, house, night.sheet(), for_file=True)
        return _make(args, house, screen, prepared)

    return evening.ask_first(args, house, make)


# -- Places ---------------------------------------------------------------------------------------


def _places(args: argparse.Namespace) -> list[Path]:
    place = Path(args.file)
    return [place, *(place.with_suffix(suffix) for suffix in READ if args.captions)]


def _check_places(args: argparse.Namespace) -> None:
    """Before anything is asked: a place that cannot be used is said at once."""
    place = Path(args.file)
    if place.suffix.lower() not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise given.CannotUse(f"{args.file}: what kind of file is that? End it in one of: {known}.")
    folder = place.parent
    if not folder.is_dir():
        raise given.CannotUse(f"{folder}: is not a folder. Make it, or choose another.")
    if not os.access(folder, os.W_OK):
        raise given.CannotUse(f"{folder}: cannot be written to. Choose another folder.")
    for each in _places(args):
        if each.is_dir():
            raise given.CannotUse(f"{each}: is a folder. Name a file in it.")
        if each.exists() and not args.force:
            raise _there(each)


def _there(place: Path) -> given.CannotUse:
    return given.CannotUse(f"{place}: is there already. Choose another name, or add --force.")


# -- Made -----------------------------------------------------------------------------------------


def _make(args: argparse.Namespace, house: "House", screen: "Screen", prepared: "Prepared") -> int:
    """Everything to the disk first; only what is whole gets its name."""
    from instep.adapters.audio.on_disk import AlreadyThere, Together
    from instep.adapters.audio.voice import NoVoice

    recording = _recording(args, house, screen, prepared)
    try:
        clips = sound.voice()
        with Together(force=args.force) as files:
            size = _write(args, recording, clips, files)
            files.keep()
    except AlreadyThere as error:
        raise _there(error.target) from error
    except NoVoice as error:
        raise given.CannotUse(str(error)) from error
    except OSError as error:
        raise _no_room(args.file, error) from error
    except KeyboardInterrupt:
        given.err(f"{args.file}: stopped. Nothing was kept.")
        raise
    for notice in clips.notices:
        given.err(notice)
    _tell(args, house, screen, prepared, recording, size)
    return check.MAY


def _no_room(file: str, error: OSError) -> given.CannotUse:
    reason = error.strerror or "cannot be written"
    fix = "Free some room there, or choose another folder."
    return given.CannotUse(f"{file}: {reason}. Nothing was kept. {fix}")


def _recording(
    args: argparse.Namespace, house: "House", screen: "Screen", prepared: "Prepared"
) -> "Recording":
    """What may be heard: the guard is asked about every cue first."""
    from instep.adapters.audio.cover import cover
    from instep.adapters.audio.recording import recording_of
    from instep.adapters.content import SHIPPED, drawn_foot
    from instep.core.catalog import View
    from instep.core.player import NotShown, watch

    session, timeline = prepared.session, prepared.timeline
    if session is None or timeline is None:
        raise ValueError("there is no session to render")
    look = watch(session, timeline, screen.answers)
    try:
        for cue in timeline.cues:
            look(cue.at)
    except NotShown as stopped:
        raise given.Broken(f"The last guard stopped this session: {stopped}") from stopped
    picture = cover(drawn_foot(args.content or SHIPPED)[View.SOLE])
    pace, words = given.pace(args), house.words
    return recording_of(session, timeline, words, screen.on, pace=pace, cover=picture)


def _write(
    args: argparse.Namespace, recording: "Recording", clips: "ClipStore", files: "Together"
) -> int:
    """The sound, and what is to be read beside it. Gives the bytes of the sound."""
    from instep.adapters.audio.ahead import ahead
    from instep.adapters.audio.captions import Heard
    from instep.adapters.audio.encode import FILES
    from instep.adapters.audio.mix import mixed

    (place, *read), tag, heard = _places(args), recording.tag, Heard(clips)
    music, levels = sound.music(args), sound.levels(args)
    blocks = mixed(recording.score, heard, music, levels, recording.seconds)
    counted = sound.Counted(blocks)
    pieces = FILES[place.suffix.lower()](ahead(iter(counted)), tag)
    with closing(ahead(pieces)) as made, closing(sound.shown(made, counted, tag)) as watched:
        size = files.write(place, watched)
    for beside, text in zip(read, _texts(recording, heard), strict=False):
        files.write(beside, iter([text.encode()]))
    return size


def _texts(recording: "Recording", heard: "Heard") -> "Iterator[str]":
    """Captions, then the transcript."""
    from instep.adapters.audio.captions import captions_of, transcript, web_vtt

    tag, note = recording.tag, recording.note
    captions = captions_of(recording.timeline, recording.pace, heard.seconds, recording.seconds)
    yield web_vtt(captions, tag.title, note)
    yield transcript(captions, tag.chapters, tag.title, note)


def _tell(
    args: argparse.Namespace,
    house: "House",
    screen: "Screen",
    prepared: "Prepared",
    recording: "Recording",
    size: int,
) -> None:
    """What was made, and what had to stay out of it."""
    if args.json:
        from instep.adapters.export.as_json import dumps, session_json

        given.out(dumps(session_json(house, screen, prepared)))
        return
    minutes, seconds = divmod(round(recording.seconds), 60)
    chapters = len(recording.tag.chapters)
    given.out(f"{args.file}: {minutes} min {seconds} s, {chapters} chapters, {size / 1e6:.1f} MB.")
    for line in _not_in_it(house, prepared):
        given.out(line)


def _not_in_it(house: "House", prepared: "Prepared") -> "Iterator[str]":
    """What lies at hand and would have been offered, but not in a file."""
    from instep.core.session.reasons import why_text

    if prepared.session is None:
        return
    for left in prepared.session.left_out:
        needs = house.catalog[left.technique].needs
        if left.why.key == "not_in_a_file" and all(prepared.session.asked.have & n for n in needs):
            name = house.words[f"technique.{left.technique}.name"]
            yield f"{name}: not in it. {why_text(left.why, house.words, 'left_out')}"
