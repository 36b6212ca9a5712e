"""The guide as plain lines, for a pipe, a slow terminal, or a whole evening in a second."""

from dataclasses import dataclass
from functools import partial

from instep.adapters.terminal.frame import page
from instep.adapters.terminal.guide import Outcome, Over, Playing, needs_reading, next_door
from instep.adapters.terminal.pages import minutes, wrapped
from instep.adapters.terminal.scene import scene_at
from instep.adapters.terminal.surface import Surface, as_text
from instep.core.body import Side
from instep.core.player import NotShown, Progress, perform
from instep.core.timeline import Cue, CueKind, between
from instep.core.units import Seconds


def transcript(playing: Playing, surface: Surface, start: Progress) -> Outcome:
    """Play straight through, a line a cue; a picture a step where it is a terminal."""
    progress = start
    shift = playing.clock.now() - start.position
    timeline = playing.timeline
    ends = (*timeline.starts[1:], timeline.seconds)
    for place in range(timeline.step_at(start.position), len(ends)):
        begins = max(timeline.starts[place], progress.position)
        if needs_reading(playing, place) and not _opens(playing):
            _tell(surface, playing.words["guide.screen.no_water"])
            progress, shift = Progress(ends[place], progress.played), shift - ends[place] + begins
            continue
        try:
            _step(playing, surface, place, begins=begins, shift=shift)
        except NotShown as stopped:
            return Outcome("refused", progress, str(stopped))
        except Over as over:
            return Outcome(over.how, progress)
        progress = progress.after(timeline, ends[place])
        playing.keep(progress)
    playing.clock.sleep_until(shift + timeline.seconds)
    _sound(playing, timeline.seconds)
    _tell(surface, playing.words["guide.done"])
    return Outcome("finished", progress)


def _opens(playing: Playing) -> bool:
    """The bath's reading, asked in silence."""
    if playing.sound is not None:
        playing.sound.pause()
    return playing.water()


def _sound(playing: Playing, position: Seconds) -> None:
    if playing.sound is not None:
        place = playing.timeline.step_at(position)
        playing.sound.go(position, next_door(playing, place))


def _step(
    playing: Playing, surface: Surface, place: int, *, begins: Seconds, shift: Seconds
) -> None:
    """One step: its heading, and its lines at their times."""
    ends = (*playing.timeline.starts[1:], playing.timeline.seconds)
    _look(playing, begins)
    _sound(playing, begins)
    for line in _heading(playing, surface, place):
        _tell(surface, line)
    due = between(playing.timeline, begins, ends[place])
    perform(due, playing.clock, _Lines(playing, surface), partial(_look, playing), since=shift)


def _look(playing: Playing, position: Seconds) -> None:
    """The guard before each cue, and whether the session still stands at all."""
    if not playing.stands():
        raise Over("elsewhere")
    playing.look(position)


@dataclass(frozen=True)
class _Lines:
    """A stage of plain lines, with the sound where there is one."""

    playing: Playing
    surface: Surface

    def show(self, cue: Cue) -> None:
        """One cue as a line with its time; what is only a count or a silence is not written."""
        _sound(self.playing, cue.at)
        if not cue.say or cue.kind is CueKind.READY:
            return
        whole, rest = divmod(int(cue.at), 60)
        for line in wrapped(cue.say, f"  {whole:2}:{rest:02}  "):
            _tell(self.surface, line)


def _heading(playing: Playing, surface: Surface, place: int) -> list[str]:
    step = playing.session.steps[place]
    name = playing.words[f"technique.{step.technique}.name"]
    side = "" if step.side is Side.BOTH else playing.words[f"guide.screen.sides.{step.side}"]
    head = ", ".join(part for part in (name, side.lower(), minutes(step.seconds)) if part)
    if surface.terminal:
        _picture(playing, surface, place)
    return ["", head]


def _picture(playing: Playing, surface: Surface, place: int) -> None:
    """The page as it stands in the middle of this step."""
    from rich.console import Console

    console = Console(file=surface.stream, highlight=False)
    middle = playing.timeline.starts[place] + playing.session.steps[place].seconds / 2
    scene = scene_at(playing.session, playing.timeline, playing.words, middle)
    paper = surface.paper(console.width, max(console.height, 24))
    console.print(as_text(page(scene, playing.drawn, playing.words, paper), surface.styles))


def _tell(surface: Surface, line: str) -> None:
    surface.stream.write(line + "\n")
    surface.stream.flush()
