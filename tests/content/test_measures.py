"""How the feet are measured, as data: what it must hold, and what is refused."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from instep.adapters.content import SHIPPED, ContentBroken, measures
from instep.core.measures.paint import PAINTABLE
from tests.changing import change

DRAWN = SHIPPED.parent / "web/static/feet.svg"
SVG = "{http://www.w3.org/2000/svg}"
STRETCHES = 64
"""Straight lines that one curve is cut into."""


def area(path):
    """The area inside a path of curves, by the corners of its stretches."""
    corners = list(_corners(path))
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*corners, corners[0]]))) / 2


def _corners(path):
    start, *curves = re.findall(r"[MC][^MCZ]*", path)
    here = _pairs(start)[0]
    yield here
    for curve in curves:
        points = _pairs(curve)
        for a, b, end in zip(points[::3], points[1::3], points[2::3], strict=True):
            for step in range(1, STRETCHES + 1):
                yield _on_curve(step / STRETCHES, here, a, b, end)
            here = end


def _pairs(text):
    numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", text)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _on_curve(t, *points):
    parts = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return tuple(sum(p * q[axis] for p, q in zip(parts, points, strict=True)) for axis in (0, 1))


@pytest.mark.parametrize("side", ["left", "right"])
def test_each_zone_has_the_area_of_its_paths_in_the_drawing(side):
    found = dict.fromkeys(PAINTABLE, 0.0)
    for group in ET.parse(DRAWN).getroot().iter(f"{SVG}g"):  # noqa: S314  our own
        if group.get("id") in (f"sole-{side}", f"top-{side}"):
            for path in group.iter(f"{SVG}path"):
                if path.get("data-zone"):
                    found[path.get("data-zone")] += area(path.get("d"))

    assert measures().areas == {zone: round(found[zone]) for zone in PAINTABLE}


CHANGES = {
    "a finger that presses for long": ("measures.toml", "seconds = 2", "seconds = 5"),
    "a wait too few": ("measures.toml", "[4, 7, 3, 6, 5, 8]", "[4, 7, 3, 6, 5]"),
    "a wait of a minute": ("measures.toml", "[4, 7, 3, 6, 5, 8]", "[4, 7, 60, 6, 5, 8]"),
    "walls in Fahrenheit": ("measures.toml", "most = 45.0", "most = 113.0"),
    "no source": ("measures.toml", '["ipswich-touch-test", "judgement"]', "[]"),
    "a zone without its area": ("measures.toml", "heel = 16996\n", ""),
    "the lower leg": ("measures.toml", "heel = 16996", "heel = 16996\nlower_leg = 9000"),
    "an item that counts on a maybe": ("instruments/mnsi.toml", 'point = "no"', 'point = "maybe"'),
    "an item left out": ("instruments/mnsi.toml", "number = 4", "number = 5"),
    "a newer mark above the old": ("instruments/mnsi.toml", "newer_mark = 4", "newer_mark = 9"),
    "no credit": ("instruments/mnsi.toml", "credit = ", "thanks = "),
}


@pytest.mark.parametrize("fault", CHANGES)
def test_what_no_measure_may_say_is_refused_with_its_file(content, fault):
    name, before, after = CHANGES[fault]
    change(content, name, before, after)

    with pytest.raises(ContentBroken, match=name):
        measures(content)
