"""A recording of the pulse by a phone's camera, read: for curiosity, never for safety."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from instep.commands import given

if TYPE_CHECKING:
    from instep.core.measures.pulse.limits import PulseLimits
    from instep.core.measures.pulse.reading import PulseReading
    from instep.core.measures.pulse.samples import Samples
    from instep.core.measures.pulse.trace import Trace
    from instep.core.units import Words

HELP = "read a recording of the pulse by a phone's camera"
READ, NOT_MEASURED = 0, 3


def add(parser: argparse.ArgumentParser) -> None:
    """Flags of this command."""
    given.add_place(parser)
    parser.add_argument("file", metavar="FILE.csv", help="one line a frame: time,r,g,b")
    parser.add_argument("--json", action="store_true", help="print JSON, keys sorted")
    parser.add_argument("--plot", metavar="FILE.svg", help="draw it, a dot on each beat")
    parser.add_argument("--force", action="store_true", help="take the place of a file there")


def run(args: argparse.Namespace) -> int:
    """Print the reading; 3 and the reason where it was not measured."""
    _check_plot(args)
    words = given.house(args).words
    samples = _samples(args.file)
    limits = _limits(args)
    reading = _read(samples, limits)
    said = _said(reading, samples, words)
    if args.plot is not None:
        trace = _trace(reading, samples, limits)
        _draw(args.plot, reading, trace, said, words)
    given.out(_json(reading) if args.json else "\n".join(said))
    return READ if reading.refused is None else NOT_MEASURED


def _samples(name: str) -> "Samples":
    from instep.adapters.pulse_file import BadRecording, read_recording

    try:
        return read_recording(Path(name))
    except BadRecording as error:
        raise given.CannotUse(f"{name}: {error}") from error


def _limits(args: argparse.Namespace) -> "PulseLimits":
    from instep.adapters.content import SHIPPED, pulse_limits

    return pulse_limits(args.content or SHIPPED)


def _read(samples: "Samples", limits: "PulseLimits") -> "PulseReading":
    from instep.core.measures.pulse.read import read_pulse

    return read_pulse(samples, limits)


# -- Said --------------------------------------------------------------------------------------


def _said(reading: "PulseReading", samples: "Samples", words: "Words") -> list[str]:
    """The title first, then what is known of it; a refusal says why, and what it does not mean."""
    if reading.refused is not None or reading.rate is None or reading.channel is None:
        why = words[f"pulse.refused.{reading.refused}"]
        return [words["pulse.said.not_measured"], why, words["pulse.said.not_a_sign"]]
    beats = words["pulse.said.beats"].format(
        count=len(reading.beats),
        seconds=round(samples.seconds),
        colour=words[f"pulse.colour.{reading.channel}"],
    )
    return [
        words["pulse.said.rate"].format(rate=round(reading.rate)),
        beats,
        words["pulse.said.quality"].format(quality=f"{reading.quality:.2f}"),
        *_size(reading, words),
        words["pulse.said.curious"],
    ]


def _size(reading: "PulseReading", words: "Words") -> list[str]:
    size = reading.amplitude
    if size is None:
        return [words["pulse.said.no_size"]]
    low, high = f"{size.low:.2g}", f"{size.high:.2g}"
    return [
        words["pulse.said.size"].format(value=f"{size.value:.2g}"),
        words["pulse.said.again"].format(low=low, high=high),
    ]


def _json(reading: "PulseReading") -> str:
    """To the letter of docs/for-operators/json.md."""
    from instep.adapters.export.as_json import dumps

    size = reading.amplitude
    sizes = (size.value, size.low, size.high) if size else (None, None, None)
    whole: dict[str, Any] = {
        "rate": _rounded(reading.rate, 2),
        "beats": [_rounded(beat, 3) for beat in reading.beats],
        "quality": _rounded(reading.quality, 3),
        "channel": reading.channel,
        "amplitude": dict(
            zip(("value", "low", "high"), (_rounded(each, 4) for each in sizes), strict=True)
        ),
        "refused": reading.refused,
    }
    return dumps(whole)


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


# -- Drawn -------------------------------------------------------------------------------------


def _check_plot(args: argparse.Namespace) -> None:
    """Before anything is read: a place that cannot be used is said at once."""
    if args.plot is None:
        return
    place = Path(args.plot)
    if place.suffix.lower() != ".svg":
        raise given.CannotUse(f"{place}: what kind of file is that? End it in .svg.")
    if not place.parent.is_dir() or not os.access(place.parent, os.W_OK):
        raise given.CannotUse(f"{place.parent}: cannot be written to. Choose another folder.")
    if place.is_dir():
        raise given.CannotUse(f"{place}: is a folder. Name a file in it.")
    if place.exists() and not args.force:
        raise given.CannotUse(f"{place}: is there already. Choose another name, or add --force.")


def _trace(reading: "PulseReading", samples: "Samples", limits: "PulseLimits") -> "Trace | None":
    """The line to draw; none of what was not measured."""
    from instep.core.measures.pulse.trace import trace_of

    return None if reading.channel is None else trace_of(samples, reading.channel, limits)


def _draw(
    file: str, reading: "PulseReading", trace: "Trace | None", said: list[str], words: "Words"
) -> None:
    from instep.adapters.pulse_plot import plot

    Path(file).write_text(plot(reading, trace, said, words), encoding="utf-8")
