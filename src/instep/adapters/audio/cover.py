"""The cover of a sound file: the drawn foot in the evening, its arch lit like a candle."""

import struct
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from instep.adapters.content.zones import Drawing
from instep.core.body import Zone

Picture: TypeAlias = npt.NDArray[np.float32]
"""Rows of numbers, one a dot; a colour picture has three a dot."""

SIZE = 600
ARCH = frozenset({Zone.ARCH_INNER, Zone.ARCH_OUTER})
TOES = (Zone.TOE_1, Zone.TOE_2, Zone.TOE_3, Zone.TOE_4, Zone.TOE_5)

GROUND, FOOT, LIT, CORE = (22, 18, 14), (122, 92, 71), (255, 198, 110), (255, 226, 172)
"""The evening's colours, as on the terminal, and the middle of a flame."""

_QUARTERS = dict(zip(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█", range(16), strict=True))
"""Which quarters of a cell a sign fills, a bit each: above left, above right, below left, right."""

_WIDE, _TALL = 7, 13
"""Dots of a quarter of a cell."""

_TIP = 24
"""Half of how far a toe stands out, in dots."""


def cover(sole: Drawing) -> bytes:
    """A PNG of this foot."""
    filled = np.array([[_QUARTERS.get(sign, 0) for sign in row] for row in sole.art])
    toes = [_place(_quarters(filled * _within(sole, (toe,)))) for toe in TOES]
    ball = _page(_quarters(filled))
    for toe in toes:  # what stands out of the ball is drawn as an egg
        ball[toe.top : toe.top + 2 * _TIP, toe.left : toe.right] = 0
    foot = _round(ball, 32)
    for toe in toes:
        _draw_toe(toe, foot)
    arch = _page(_quarters(filled * _within(sole, ARCH)))
    return png(_painted(foot, arch))


def _painted(foot: Picture, arch: Picture) -> npt.NDArray[np.uint8]:
    """The foot in a dark room; what is lit lights the rest."""
    near, far = _soft(arch, 45), _soft(arch, 150)
    shade = 0.66 + 0.34 * _soft(foot, 30)
    lit = foot * np.minimum(1, 0.55 * far + 0.95 * _round(arch, 30, 2))
    glow, core = 0.5 * far + 0.12 * near, foot * (0.8 * near**3)
    picture = np.empty((SIZE, SIZE, 3), np.uint8)
    for colour in range(3):
        plane = np.full((SIZE, SIZE), GROUND[colour], np.float32)
        _lay(plane, LIT[colour], glow)
        _lay(plane, FOOT[colour] * shade, foot)
        _lay(plane, LIT[colour], lit)
        _lay(plane, CORE[colour], core)
        picture[..., colour] = np.clip(plane + 0.5, 0, 255)
    return picture


def _lay(plane: Picture, colour: float | Picture, share: Picture) -> None:
    """So much of this colour over what is below."""
    plane += (colour - plane) * share


def _within(sole: Drawing, zones: Collection[Zone]) -> npt.NDArray[np.bool_]:
    """Which cells belong to these zones."""
    return np.array([[zone in zones for zone in row] for row in sole.zones])


def _quarters(cells: npt.NDArray[np.int_]) -> Picture:
    """Each cell as its four quarters, 1 where it is filled."""
    quarters = np.zeros((2 * cells.shape[0], 2 * cells.shape[1]), np.float32)
    for bit in range(4):
        quarters[bit // 2 :: 2, bit % 2 :: 2] = cells >> bit & 1
    return quarters


def _page(quarters: Picture) -> Picture:
    """In the middle of the page."""
    dots = np.repeat(np.repeat(quarters, _TALL, axis=0), _WIDE, axis=1)
    page = np.zeros((SIZE, SIZE), np.float32)
    top, left = _corner(quarters)
    page[top : top + dots.shape[0], left : left + dots.shape[1]] = dots
    return page


def _corner(quarters: Picture) -> tuple[int, int]:
    """Where a drawing in the middle of the page begins."""
    tall, wide = quarters.shape
    return (SIZE - tall * _TALL) // 2, (SIZE - wide * _WIDE) // 2


@dataclass(frozen=True)
class _Place:
    """Where a toe is on the page, in dots."""

    top: int
    left: int
    right: int


def _place(quarters: Picture) -> _Place:
    rows, columns = np.nonzero(quarters)
    top, left = _corner(quarters)
    begins, ends = int(columns.min()), int(columns.max()) + 1
    return _Place(top + int(rows.min()) * _TALL, left + begins * _WIDE, left + ends * _WIDE)


def _draw_toe(place: _Place, foot: Picture) -> None:
    """A toe as an egg, its lower half in the ball."""
    reach = 0.33 * (place.right - place.left) + 8.5
    length = _TIP + 0.8 * reach
    middle = (place.left + place.right - 1) / 2
    window = slice(place.top - 2, place.top + int(2 * length) + 2)
    beside = slice(int(middle - reach) - 2, int(middle + reach) + 3)
    down, across = np.ogrid[window, beside]
    far = np.abs((across - middle) / reach) ** 2.2
    far = far + np.abs((down - place.top - length) / length) ** 2.2
    egg = np.clip((1 - far) * reach / 3 + 0.5, 0, 1)
    foot[window, beside] = np.maximum(foot[window, beside], egg)


def _round(page: Picture, reach: int, steep: float = 9) -> Picture:
    """The same shape without corners; the steeper, the sharper its edge."""
    shape: Picture = np.clip((_soft(page, reach) - 0.5) * steep + 0.5, 0, 1)
    return shape


def _soft(page: Picture, reach: int) -> Picture:
    """Blurred over so many dots: plain averages twice over."""
    for _ in range(2):
        page = _averaged(_averaged(page, reach).T, reach).T
    return page


def _averaged(page: Picture, reach: int) -> Picture:
    """Each dot the average of those above and below it, so many in all."""
    half = reach // 2
    padded = np.zeros((len(page) + 2 * half + 1, page.shape[1]), np.float32)
    np.cumsum(page, axis=0, out=padded[half + 1 : half + 1 + len(page)])
    padded[half + 1 + len(page) :] = padded[half + len(page)]
    averaged: Picture = padded[2 * half + 1 :] - padded[: -2 * half - 1]
    averaged *= np.float32(1 / (2 * half + 1))
    return averaged


# -- PNG ------------------------------------------------------------------------------------------


def png(picture: npt.NDArray[np.uint8]) -> bytes:
    """Rows of red, green, blue as a PNG, each row told as its difference from the one above."""
    tall, wide, _ = picture.shape
    rows = picture.reshape(tall, wide * 3)
    above = np.vstack([np.zeros((1, wide * 3), np.uint8), rows[:-1]])
    marked = np.hstack([np.full((tall, 1), 2, np.uint8), rows - above])
    head = struct.pack(">IIBBBBB", wide, tall, 8, 2, 0, 0, 0)
    body = zlib.compress(marked.tobytes(), 6)
    chunks = (_chunk(b"IHDR", head), _chunk(b"IDAT", body), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
