"""A page of the guide as rows of coloured pieces: picture on the left, words on the right."""

import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from instep.adapters.content.zones import Drawing, DrawnFoot
from instep.adapters.terminal.foot import (
    Light,
    Role,
    Row,
    Signs,
    on_side,
    painted,
    with_hand,
)
from instep.adapters.terminal.motion import BESIDE, hand_spot, lamp_band, resting_spot
from instep.adapters.terminal.scene import Breath, Scene
from instep.core.body import FEET, Side, Zone
from instep.core.catalog import Stroke, View
from instep.core.timeline import Picture
from instep.core.units import Words

Piece = tuple[str, Role]
Page = list[list[Piece]]
"""Rows of pieces; every row as wide as the page at most."""

ROOM_FOR_TWO, ROOM_FOR_ONE, ROOM_FOR_PICTURE = 78, 38, 21
"""Columns for two feet beside the words, for one, and rows for any picture at all."""

WORDS_AT_MOST, BAR_AT_MOST = 40, 36
TOP_ZONES = frozenset(
    {Zone.TOP_FOREFOOT, Zone.TOP_MIDFOOT, Zone.ANKLE_INNER, Zone.ANKLE_OUTER, Zone.ANKLE_FRONT}
)


@dataclass(frozen=True)
class Paper:
    """What there is to draw on: its size, its signs, and whether pictures may move."""

    width: int
    height: int
    signs: Signs
    still: bool = False


def page(scene: Scene, drawn: DrawnFoot, words: Words, paper: Paper) -> Page:
    """The whole page, no wider and no taller than the paper."""
    picture = _picture(scene, drawn, paper)
    left = max((len(row) for row in picture), default=0)
    gap = _gap(paper)
    room = max(10, min(WORDS_AT_MOST, paper.width - left - gap - 2))
    column = _column(scene, words, paper, room)
    rows = max(len(picture), len(column))
    lines: Page = [
        _line(_at(picture, y), left + gap * bool(left), _at(column, y)) for y in range(rows)
    ]
    margin: Page = [[]] if len(lines) < paper.height - 1 else []
    return (margin + lines)[: max(1, paper.height - 1)]


def _gap(paper: Paper) -> int:
    """The calm between picture and words; less of it where room is short."""
    return 5 if paper.width >= ROOM_FOR_TWO else 3


def _at(lines: Sequence[list[Piece]], y: int) -> list[Piece]:
    return lines[y] if y < len(lines) else []


def _line(cells: Row, width: int, said: list[Piece]) -> list[Piece]:
    pieces: list[Piece] = [(" ", Role.NONE)]
    for sign, role in cells:
        if pieces[-1][1] is role:
            pieces[-1] = (pieces[-1][0] + sign, role)
        else:
            pieces.append((sign, role))
    if not said:
        return pieces
    return [*pieces, (" " * (width - len(cells)), Role.NONE), *said]


# -- The picture -------------------------------------------------------------------------------


def _picture(scene: Scene, drawn: DrawnFoot, paper: Paper) -> list[Row]:
    if paper.height < ROOM_FOR_PICTURE or paper.width < ROOM_FOR_ONE:
        return []
    if scene.picture.view is View.NONE:
        return (
            _disc(scene.breath, paper) if scene.picture.stroke is Stroke.BREATH else _candle(paper)
        )
    views = _views(scene.picture, paper)
    feet = [_foot(scene, on_side(drawn[view], side), view, paper) for view, side in views]
    return _beside(feet)


def _views(picture: Picture, paper: Paper) -> list[tuple[View, Side]]:
    """Which feet are drawn: two where there is room, as the person or the helper sees them."""
    two = paper.width >= ROOM_FOR_TWO
    if picture.side is Side.BOTH:
        order = FEET if picture.view is View.TOP else FEET[::-1]
        return [(picture.view, side) for side in (order if two else order[:1])]
    if two and _on_both_views(picture):
        return [(View.TOP, picture.side), (View.SOLE, picture.side)]
    return [(picture.view, picture.side)]


def _on_both_views(picture: Picture) -> bool:
    toes_only = all(zone.startswith(("toe", "web")) for zone in picture.zones)
    on_top = any(zone in TOP_ZONES for zone in picture.zones)
    below = any(
        zone not in TOP_ZONES and not zone.startswith(("toe", "web", "lower"))
        for zone in picture.zones
    )
    return not toes_only and on_top and below


def _foot(scene: Scene, drawing: Drawing, view: View, paper: Paper) -> list[Row]:
    rows = painted(drawing, _light(scene, drawing, view, paper), paper.signs)
    if scene.picture.stroke is Stroke.PRESS and scene.breath and scene.breath.inward:
        return rows  # the thumb has eased off
    where = resting_spot if paper.still else None
    spot = (
        where(scene.picture, drawing) if where else hand_spot(scene.picture, drawing, scene.seconds)
    )
    if spot is None:
        return rows
    small = BESIDE.get(scene.picture.stroke, False)
    return with_hand(rows, spot, paper.signs, small=small)


def _light(scene: Scene, drawing: Drawing, view: View, paper: Paper) -> Light:
    lit = frozenset(scene.picture.zones)
    if scene.picture.stroke is Stroke.ACTIVE and not lit:
        lit = _moving_by_itself(view)
    looks = scene.picture.stroke is Stroke.LOOK and not paper.still
    band = lamp_band(drawing, scene.seconds) if looks else None
    after = frozenset[Zone]()
    if scene.following is not None and scene.following.side is scene.picture.side:
        after = frozenset(scene.following.zones) - lit
    return Light(lit, after, band)


def _moving_by_itself(view: View) -> frozenset[Zone]:
    """What lights up where no hand touches: the toes below, the ankle above."""
    toes = {zone for zone in Zone if zone.startswith("toe")}
    ankle = {zone for zone in Zone if zone.startswith("ankle")}
    return frozenset(ankle if view is View.TOP else toes)


def _beside(feet: Sequence[list[Row]]) -> list[Row]:
    tall = max(len(foot) for foot in feet)
    rows: list[Row] = []
    for y in range(tall):
        row: Row = []
        for foot in feet:
            wide = max(len(line) for line in foot)
            line = foot[y] if y < len(foot) else []
            row += [*line, *[(" ", Role.NONE)] * (wide - len(line) + 1)]
        rows.append(row[:-1])
    return rows


WIDE, TALL = 18, 20
SMALLEST, LARGEST = 2.4, 8.6


def _disc(breath: Breath | None, paper: Paper) -> list[Row]:
    """A soft disc that grows as you breathe in and sinks as you breathe out."""
    share = 0.0 if breath is None else breath.share if breath.inward else 1 - breath.share
    share = 0.5 if paper.still else (1 - math.cos(math.pi * share)) / 2
    radius = SMALLEST + (LARGEST - SMALLEST) * share
    sign = "█" if paper.signs.blocks else "#"
    return [
        [(sign, Role.LIT) if _inside(x, y, radius) else (" ", Role.NONE) for x in range(WIDE)]
        for y in range(TALL)
    ]


def _inside(x: int, y: int, radius: float) -> bool:
    """A cell is twice as tall as it is wide."""
    return math.hypot(x - WIDE / 2 + 0.5, 2 * (y - TALL / 2 + 0.5)) <= radius


_CANDLE = (
    "        ▗▖        ",
    "        ▟▙        ",
    "       ▗██▖       ",
    "       ▐██▌       ",
    "       ▝██▘       ",
    "        ▐▌        ",
    "     ▄▄▄▟▙▄▄▄     ",
    "     ████████     ",
    "     ████████     ",
    "     ████████     ",
    "     ████████     ",
    "     ████████     ",
    "   ▄▄████████▄▄   ",
)
_LIGHT_ROWS, _ABOVE = range(5), 3


def _candle(paper: Paper) -> list[Row]:
    """A small electric candle, for the moments when nothing is done to the feet."""
    rows: list[Row] = [[(" ", Role.NONE)] * WIDE for _ in range(_ABOVE)]
    for y, line in enumerate(_CANDLE):
        role = Role.LIT if y in _LIGHT_ROWS else Role.FOOT
        rows.append([(paper.signs.cell(s, role), role if s != " " else Role.NONE) for s in line])
    return rows


# -- The words ---------------------------------------------------------------------------------


SLOTS = (1, 3, 2, 1, 3, 1, 3)
"""Rows kept for each part where there is room, so that nothing jumps as words come and go."""

SPARE = (2, 5, 6)
"""What goes first where there is no room: how hard, what comes then, the keys."""


def _column(scene: Scene, words: Words, paper: Paper, room: int) -> Page:
    """Title, words, how hard, breath, time, what comes then, keys."""
    parts = [
        _wrapped(scene.title.upper(), Role.TITLE, room),
        _wrapped(scene.words, Role.WORDS, room),
        _wrapped(scene.how_hard, Role.SOFT, room),
        _breathing(scene.breath, words, room, paper),
        _time(scene, words, room, paper),
        _wrapped(scene.then, Role.SOFT, room),
        _keys(words, room),
    ]
    most = paper.height - 2
    roomy = [part + [[]] * (rows - len(part)) for part, rows in zip(parts, SLOTS, strict=True)]
    if _lines(roomy) <= most:
        return list(_joined(roomy))
    for spare in SPARE:
        if _lines(parts) > most:
            parts[spare] = []
    return list(_joined(parts))


def _lines(parts: Iterable[Page]) -> int:
    return sum(len(part) + 1 for part in parts if part) - 1


def _joined(parts: Iterable[Page]) -> Iterable[list[Piece]]:
    for number, part in enumerate(part for part in parts if part):
        if number:
            yield []
        yield from part


def _wrapped(text: str, role: Role, room: int) -> Page:
    return [[(line, role)] for line in textwrap.wrap(text, room)]


def _breathing(breath: Breath | None, words: Words, room: int, paper: Paper) -> Page:
    if breath is None:
        return []
    label = words[f"guide.screen.breath.{'in' if breath.inward else 'out'}"]
    share = breath.share if breath.inward else 1 - breath.share
    return [[(label + "  ", Role.WORDS), *_bar(share, min(20, room - len(label) - 2), paper)]]


def _bar(share: float, wide: int, paper: Paper) -> list[Piece]:
    full = round(share * wide)
    done, rest = ("█", "░") if paper.signs.blocks else ("#", ".")
    return [(done * full, Role.BAR), (rest * (wide - full), Role.REST)]


def _time(scene: Scene, words: Words, room: int, paper: Paper) -> Page:
    if scene.paused:
        said = _wrapped(words["guide.screen.paused"], Role.TITLE, room)
    else:
        said = _wrapped(scene.time, Role.WORDS, room)
    note = _wrapped(scene.note, Role.TITLE, room)
    return [_bar(scene.share, min(BAR_AT_MOST, room), paper), *said, *note]


KEYS = ("pause", "next", "back", "hurts", "stop")


def _keys(words: Words, room: int) -> Page:
    """The keys, side by side where there is room."""
    said = [
        (words[f"guide.screen.keys.{k}.key"], words[f"guide.screen.keys.{k}.does"]) for k in KEYS
    ]
    wide = max(len(key) for key, _ in said)
    cells = [f"{key:<{wide}}  {does}" for key, does in said]
    half = max(len(cell) for cell in cells) + 2
    if 2 * half <= room + 2:
        pairs = [cells[place : place + 2] for place in range(0, len(cells), 2)]
        return [[("".join(f"{c:<{half}}" for c in pair).rstrip(), Role.SOFT)] for pair in pairs]
    return [[(cell, Role.SOFT)] for cell in cells]


def plain(lines: Page) -> str:
    """The page without its colours, for tests and for pipes."""
    return "\n".join("".join(text for text, _ in line).rstrip() for line in lines)


def paused(scene: Scene) -> Scene:
    """The same moment, standing still."""
    return replace(scene, paused=True)
