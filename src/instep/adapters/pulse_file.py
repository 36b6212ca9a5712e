"""A recording of the pulse from a file of commas: one line a frame, its time and its colours.

Columns are ``time`` (seconds) or ``time_ms``, and ``r``, ``g``, ``b``, 0-255, in any order. The
layout ``time,R,G,B`` of the Welltory recordings has milliseconds. Nothing is guessed.
"""

import math
from array import array
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from instep.core.measures.pulse.samples import Samples, samples_of

MOST_FRAMES = 500_000
"""More than half an hour of the quickest camera; no more is read, whatever a file holds."""

LONGEST_LINE = 500
FULL = 255.0
LAST_TIME = 1e13
"""Milliseconds since 1970 are below it for three hundred years."""

BEGIN = "Begin with a line: time,r,g,b"
WELLTORY = ("time", "R", "G", "B")
COLOURS = ("r", "g", "b")
SECONDS, THOUSANDTHS = 1.0, 0.001
FAR_APART, NEAR = 5.0, 0.0002
"""Seconds between frames that can only mean another unit."""


class BadRecording(Exception):
    """A file that is not a recording: the line and the column, what is wrong, the fix."""

    def __init__(self, where: str, what: str, fix: str) -> None:
        super().__init__(f"{where}: {what}. {fix}" if where else f"{what}. {fix}")


def read_recording(place: Path) -> Samples:
    """All frames of a file; raises BadRecording at the first thing wrong, OSError as it comes."""
    with place.open("rb") as file:
        lines = _lines(file)
        columns, unit = _header(next(lines, (1, "")))
        rows = {name: array("d") for name in columns}
        for number, line in lines:
            _take(rows, columns, number, line)
    times = rows[_time_of(columns)]
    if not times:
        raise BadRecording("", "has no frames", "Write one line a frame below the first line.")
    _refuse_unit(times, unit, _time_of(columns))
    return samples_of([time * unit for time in times], *(rows[name] for name in COLOURS))


def written(samples: Samples) -> str:
    """The same frames as such a file: read again it gives the same numbers, to the last digit."""
    rows = zip(samples.times.tolist(), *samples.colours.tolist(), strict=True)
    lines = (",".join(map(repr, row)) for row in rows)
    return "\n".join(["time,r,g,b", *lines, ""])


def _lines(file: BinaryIO) -> Iterator[tuple[int, str]]:
    """Numbered lines that are not empty, each as text."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise BadRecording(f"line {number}", "is too long", "Write one frame a line.")
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError as error:
            raise BadRecording(f"line {number}", "is not text", "Save it as UTF-8.") from error
        if text:
            yield number, text


# -- The first line ----------------------------------------------------------------------------


def _header(first: tuple[int, str]) -> tuple[tuple[str, ...], float]:
    """The names of the columns, and how many seconds one of time is."""
    number, text = first
    written = tuple(name.strip().strip('"') for name in text.split(","))
    names = tuple(name.lower() for name in written)
    _refuse_names(names, f"line {number}")
    thousandths = written == WELLTORY or "time_ms" in names
    return names, THOUSANDTHS if thousandths else SECONDS


def _refuse_names(names: tuple[str, ...], where: str) -> None:
    if len(names) == 1:
        _refuse_one_name(names[0], where)
    for name in names:
        if name not in ("time", "time_ms", *COLOURS):
            raise BadRecording(where, f"{_shown(name)} is not a column", BEGIN)
        if names.count(name) > 1:
            raise BadRecording(where, f"{name} is there twice", "Keep one of them.")
    for name in COLOURS:
        if name not in names:
            raise BadRecording(where, f"{name} is missing", BEGIN)
    if ("time" in names) == ("time_ms" in names):
        raise BadRecording(where, "needs one column of time", "Call it time, or time_ms.")


def _refuse_one_name(name: str, where: str) -> None:
    """Nothing at all, or a line that is parted by something else."""
    if not name:
        raise BadRecording("", "is empty", BEGIN)
    if ";" in name or "\t" in name:
        raise BadRecording(where, "has no commas between its values", BEGIN)


def _time_of(columns: tuple[str, ...]) -> str:
    return "time" if "time" in columns else "time_ms"


def _refuse_unit(times: "array[float]", unit: float, name: str) -> None:
    """Frames that are seconds apart, or next to none, were written in another unit."""
    steps = sorted(unit * (later - time) for time, later in pairwise(times))
    middle = steps[len(steps) // 2] if steps else 0.0
    if middle > FAR_APART:
        what = f"frames are {middle:g} seconds apart"
        raise BadRecording(name, what, "Are they milliseconds? Call the column time_ms.")
    if 0 < middle < NEAR:
        what = f"frames are {middle:g} seconds apart"
        raise BadRecording(name, what, "Are they seconds? Call the columns time,r,g,b.")


# -- One frame ---------------------------------------------------------------------------------


def _take(
    rows: dict[str, "array[float]"], columns: tuple[str, ...], number: int, line: str
) -> None:
    if len(rows[columns[0]]) >= MOST_FRAMES:
        what = f"has more than {MOST_FRAMES:,} frames"
        raise BadRecording("", what, "Keep half an hour of it at most.")
    fields = line.split(",")
    if len(fields) != len(columns):
        what = f"has {len(fields)} values, and {len(columns)} columns are named"
        raise BadRecording(f"line {number}", what, "Part values by commas; write 0.5 with a dot.")
    for name, field in zip(columns, fields, strict=True):
        rows[name].append(_number(field, name, number))


def _number(field: str, name: str, number: int) -> float:
    where, most = f"line {number}, {name}", FULL if name in COLOURS else LAST_TIME
    least = 0.0 if name in COLOURS else -LAST_TIME
    try:
        value = float(field)
    except ValueError as error:
        raise BadRecording(where, f"{_shown(field)} is not a number", "Write it as 0.5") from error
    if not math.isfinite(value) or not least <= value <= most:
        fix = f"Keep it from {least:g} to {most:g}."
        raise BadRecording(where, f"{_shown(field)} is out of range", fix)
    return value


def _shown(text: str) -> str:
    """Anything a file may hold, safe to print and not long."""
    safe = ascii(text.strip())
    return safe if len(safe) <= 40 else f"{safe[:37]}..."
