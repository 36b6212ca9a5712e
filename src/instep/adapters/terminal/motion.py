"""Where the hand is at a moment: from the position alone, so a paused picture stands still."""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from instep.adapters.content.zones import Drawing
from instep.adapters.terminal.foot import Spot, cells_of, point_spot
from instep.core.body import Zone
from instep.core.catalog import Stroke
from instep.core.timeline import Picture
from instep.core.units import Seconds

SWEEP: Seconds = 6.5
"""One long stroke: about 20 cm at 3 cm a second. Source: loken-stroking."""

THERE_AND_BACK: Seconds = 6.0
CIRCLE: Seconds = 1.5
SPOT: Seconds = 8.0
"""How long circles stay on one spot: 5 or 6 of them. Source: dose-table."""

TOE: Seconds = 10.0
"""How long a stretch or a circle stays with one toe. Source: dose-table."""

PAT: Seconds = 2.0
RIM = 0.15
"""The share of a region at either end that the middle of the hand keeps off."""

TOES = (Zone.TOE_1, Zone.TOE_2, Zone.TOE_3, Zone.TOE_4, Zone.TOE_5)
BESIDE: Mapping[Stroke, bool] = {Stroke.CIRCLES: True, Stroke.PRESS: True, Stroke.PASSIVE: True}
"""Strokes done with a thumb or two fingers, drawn small."""


def hand_spot(picture: Picture, drawing: Drawing, seconds: Seconds) -> Spot | None:
    """Where the hand is after so many seconds of its step; None where no hand is at work."""
    walk = _WALKS.get(picture.stroke)
    if walk is None:
        return None
    if picture.stroke is Stroke.PRESS:
        return point_spot(drawing, picture.points)
    if picture.stroke is Stroke.PASSIVE:
        return _toe(picture, drawing, seconds)
    track = _track(cells_of(drawing, picture.zones))
    if not track:
        return _above_the_ankle(drawing) if Zone.LOWER_LEG in picture.zones else None
    return walk(track, seconds)


def resting_spot(picture: Picture, drawing: Drawing) -> Spot | None:
    """Where the hand stands when pictures are to keep still."""
    return hand_spot(picture, drawing, SWEEP / 2)


def lamp_band(drawing: Drawing, seconds: Seconds) -> tuple[float, float]:
    """The rows a look passes over now: slowly down the foot, and again."""
    tall = len(drawing.art)
    middle = (seconds / SWEEP % 1) * tall
    return middle - 3, middle + 3


def _track(cells: Sequence[tuple[int, int]]) -> list[Spot]:
    """The middle line of a region: down it where it is long, across it where it is wide."""
    if not cells:
        return []
    columns = [x for x, _ in cells]
    rows = [y for _, y in cells]
    is_tall = 2 * (max(rows) - min(rows)) >= max(columns) - min(columns)
    place = 1 if is_tall else 0
    lines = groupby(sorted(cells, key=lambda cell: cell[place]), key=lambda cell: cell[place])
    track = [_middle(list(line)) for _, line in lines]
    rim = round(RIM * len(track))
    return track[rim : len(track) - rim]


def _middle(cells: Sequence[tuple[int, int]]) -> Spot:
    return sum(x for x, _ in cells) / len(cells), sum(y for _, y in cells) / len(cells)


def _at(track: Sequence[Spot], share: float) -> Spot:
    """The place this far along the line, 0 at its start and 1 at its end."""
    exact = max(0.0, min(1.0, share)) * (len(track) - 1)
    before = math.floor(exact)
    after = min(before + 1, len(track) - 1)
    part = exact - before
    (x1, y1), (x2, y2) = track[before], track[after]
    return x1 + (x2 - x1) * part, y1 + (y2 - y1) * part


def _one_way(track: Sequence[Spot], seconds: Seconds) -> Spot:
    return _at(track, seconds / SWEEP % 1)


def _there_and_back(track: Sequence[Spot], seconds: Seconds) -> Spot:
    return _at(track, abs(1 - 2 * (seconds / THERE_AND_BACK % 1)))


def _round_and_round(track: Sequence[Spot], seconds: Seconds) -> Spot:
    """Small circles, then on to the next spot."""
    spots = max(1, len(track) // 2)
    x, y = _at(track, (seconds // SPOT % spots) / max(1, spots - 1))
    turn = 2 * math.pi * seconds / CIRCLE
    return x + 1.4 * math.cos(turn), y + 0.8 * math.sin(turn)


def _patting(track: Sequence[Spot], seconds: Seconds) -> Spot:
    return _at(track, (seconds // PAT % len(track)) / max(1, len(track) - 1))


def _still(track: Sequence[Spot], _: Seconds) -> Spot:
    return _at(track, 0.5)


def _toe(picture: Picture, drawing: Drawing, seconds: Seconds) -> Spot | None:
    """One toe after another, with a small slow movement."""
    toes = [cells for toe in TOES if toe in picture.zones if (cells := cells_of(drawing, [toe]))]
    if not toes:
        return None
    x, y = _middle(toes[int(seconds // TOE) % len(toes)])
    return x, y - 0.6 + 0.6 * math.sin(2 * math.pi * seconds / TOE)


def _above_the_ankle(drawing: Drawing) -> Spot:
    """The lower leg is never drawn: the hand rests at the picture's edge."""
    return len(drawing.art[0]) / 2 - 1, float(len(drawing.art))


_WALKS: Mapping[Stroke, Callable[[Sequence[Spot], Seconds], Spot]] = {
    Stroke.HOLD: _still,
    Stroke.STROKING: _one_way,
    Stroke.KNEADING: _there_and_back,
    Stroke.CIRCLES: _round_and_round,
    Stroke.PRESS: _still,
    Stroke.PASSIVE: _still,
    Stroke.ROLL: _there_and_back,
    Stroke.PAT: _patting,
    Stroke.WASH: _there_and_back,
    Stroke.WIPE: _there_and_back,
}
