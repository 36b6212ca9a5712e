"""What is said, to be read: WebVTT beside the sound, and a plain transcript."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from instep.adapters.audio.mix import Clips
from instep.adapters.audio.samples import RATE, Samples
from instep.adapters.audio.score import Line
from instep.adapters.audio.tags import Chapter
from instep.core.timeline import Cue, Pace, Timeline
from instep.core.units import Seconds

LINGER: Seconds = 0.8
"""Words stay this much longer than they are heard, where there is room. Judgement."""

LEAST: Seconds = 0.2
WIDE = 42
"""Letters a line, as captions usually have."""


class Heard:
    """Clips as the mix fetches them, and how long each line turned out to be."""

    def __init__(self, clips: Clips) -> None:
        self.seconds: dict[str, Seconds] = {}
        self._clips = clips

    def clip(self, text: str, pace: Pace) -> Samples:
        """The line, its length noted."""
        samples = self._clips.clip(text, pace)
        self.seconds[text] = len(samples) / RATE
        return samples


@dataclass(frozen=True)
class Caption:
    """Words, and from when until when they are shown."""

    at: Seconds
    until: Seconds
    text: str


def captions_of(
    timeline: Timeline, pace: Pace, heard: Mapping[str, Seconds], end: Seconds
) -> tuple[Caption, ...]:
    """Every spoken line at its time; never two at once. ``heard`` says how long each is."""
    spoken = [cue for cue in timeline.cues if cue.say]
    until = [*(cue.at for cue in spoken[1:]), end]
    return tuple(
        Caption(cue.at, _until(cue, _lasts(cue, pace, heard), after), cue.say)
        for cue, after in zip(spoken, until, strict=True)
    )


def _lasts(cue: Cue, pace: Pace, heard: Mapping[str, Seconds]) -> Seconds:
    return heard.get(cue.say, Line(cue.say, pace).about)


def _until(cue: Cue, lasts: Seconds, after: Seconds) -> Seconds:
    """A little longer than it is heard, and gone before the next one comes."""
    return max(cue.at + LEAST, min(cue.at + lasts + LINGER, after - 0.001))


def web_vtt(captions: Sequence[Caption], title: str, note: str) -> str:
    """A WebVTT file."""
    parts = [f"WEBVTT - {_plain(title)}", f"NOTE {_plain(note)}"]
    for number, caption in enumerate(captions, 1):
        times = f"{_clock(caption.at)} --> {_clock(caption.until)}"
        words = "\n".join(wrap(escape(caption.text, quote=False), WIDE))
        parts.append(f"{number}\n{times}\n{words}")
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    """One line without the arrow that would make it a time."""
    return " ".join(text.split()).replace("-->", "to")


def _clock(seconds: Seconds) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def transcript(
    captions: Sequence[Caption], chapters: Sequence[Chapter], title: str, note: str
) -> str:
    """The same as plain text, chapter by chapter."""
    lines = [title, note]
    for chapter in chapters:
        lines += ["", f"{_minutes(chapter.at)}  {chapter.title}"]
        lines += _within(captions, chapter)
    return "\n".join(lines) + "\n"


def _within(captions: Sequence[Caption], chapter: Chapter) -> Iterator[str]:
    for caption in captions:
        if chapter.at <= caption.at < chapter.until:
            yield from wrap(
                caption.text,
                76,
                initial_indent=f"  {_minutes(caption.at)}  ",
                subsequent_indent=" " * 9,
            )


def _minutes(seconds: Seconds) -> str:
    return f"{int(seconds) // 60:2}:{int(seconds) % 60:02}"
