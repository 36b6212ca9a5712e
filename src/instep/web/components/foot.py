"""The drawn foot, from the one drawing there is: zones lit, a way for the hand, points."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from functools import cache

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from instep.core.body import FEET, Side, Zone
from instep.core.catalog import Stroke, View
from instep.core.session import Step
from instep.web.house import house

SVG = "{http://www.w3.org/2000/svg}"
WIDE, TALL = 260, 580
BELOW, ABOVE = ("leg", "leg-line", "skin", "shade"), ("drawn",)
"""Layers under the zones, and over them."""

ET.register_namespace("", "http://www.w3.org/2000/svg")


@cache
def drawing() -> ET.Element:
    """All four feet as drawn."""
    return ET.fromstring((settings.STATIC_ROOT / "feet.svg").read_bytes())  # noqa: S314  our own


@cache
def defs() -> SafeString:
    """Gradients and hatches that every foot leans on; once a page."""
    found = drawing().find(f"{SVG}defs")
    return _html("" if found is None else _text(found))


@cache
def _foot(view: str, side: str) -> ET.Element:
    for group in drawing().iter(f"{SVG}g"):
        if group.get("id") == f"{view}-{side}":
            return group
    raise LookupError(f"no foot is drawn for {view} {side}")


@cache
def layers(view: str, side: str, names: tuple[str, ...]) -> SafeString:
    """Some layers of one foot, as drawn."""
    clip = ("clipPath",) if "shade" in names else ()
    parts = [
        _text(part)
        for part in _foot(view, side)
        if part.get("class", "") in names or part.tag.removeprefix(SVG) in clip
    ]
    return _html("".join(parts))


@cache
def zone_path(view: str, side: str, zone: str) -> str | None:
    """The outline of one zone; None where it cannot be seen from there."""
    for path in _foot(view, side).iter(f"{SVG}path"):
        if path.get("data-zone") == zone:
            return path.get("d")
    return None


@cache
def centre(view: str, side: str, zone: str) -> tuple[float, float] | None:
    """The middle of one zone; None where it cannot be seen from there."""
    for path in _foot(view, side).iter(f"{SVG}path"):
        if path.get("data-zone") == zone:
            x, y = path.get("data-at", "").split()
            return float(x), float(y)
    return None


@cache
def point_at(view: str, side: str, point: str) -> tuple[float, float] | None:
    """Where a named spot is; None where it cannot be seen from there."""
    for circle in _foot(view, side).iter(f"{SVG}circle"):
        if circle.get("data-point") == point:
            return float(circle.get("cx", "")), float(circle.get("cy", ""))
    return None


@cache
def way_path(view: str, side: str, way: str) -> str:
    """The line along which a hand goes; empty where this foot has none of that name."""
    drawn = re.search(r' d="([^"]+)"', part(view, side, f"way-{way}"))
    return "" if drawn is None else drawn[1]


def lit(view: str, side: str, zones: Iterable[Zone], state: str = "lit") -> SafeString:
    """These zones, lit."""
    paths = (zone_path(view, side, zone) for zone in zones)
    return _html("".join(f'<path class="zone {state}" d="{d}"/>' for d in paths if d))


@cache
def part(view: str, side: str, id: str) -> SafeString:
    """One way or point of a foot, by the end of its id."""
    for found in _foot(view, side).iter():
        if found.get("id") == f"{view}-{side}-{id}":
            return _html(_text(found))
    return _html("")


# -- What a step shows -----------------------------------------------------------------------------


def sides_shown(view: View, side: Side) -> tuple[Side, ...]:
    """Two soles as a helper sees them, right on the left; two tops as you look down."""
    if side is not Side.BOTH:
        return (side,)
    return FEET[::-1] if view is View.SOLE else FEET


NO_WAY = frozenset(
    (
        *(Stroke.LOOK, Stroke.HOLD, Stroke.PRESS, Stroke.ACTIVE),
        *(Stroke.REST, Stroke.BREATH, Stroke.ROOM),
    )
)
"""Strokes where no hand goes along a line."""


def way_of(step: Step, stroke: Stroke) -> str | None:
    """Along which line the hand goes."""
    zones = set(step.zones)
    toes = {Zone(f"toe_{n}") for n in range(1, 6)}
    if stroke in NO_WAY:
        return None
    if zones and zones <= toes:
        return "toes_each"
    if stroke is Stroke.CIRCLES:
        return "arch_circles"
    return "heel_round" if zones == {Zone.HEEL} else "long"


def feet_of(step: Step) -> Sequence[dict[str, object]]:
    """Each foot a step shows, with what is lit on it; none where no foot is shown."""
    technique = house().catalog[step.technique]
    view = technique.view
    if view is View.NONE:
        return ()
    way = way_of(step, technique.stroke)
    return tuple(
        {
            "view": view.value,
            "side": side.value,
            "lit": lit(view, side, () if technique.stroke is Stroke.LOOK else step.zones),
            "way": "" if way is None else _way(view, side, way),
            "points": _html("".join(_point(view, side, p) for p in step.points)),
        }
        for side in sides_shown(view, step.side)
    )


def _way(view: str, side: str, way: str) -> SafeString:
    d = way_path(view, side, way)
    return _html(d and f'<path class="casing" d="{d}"/><path class="way shown" d="{d}"/>')


@cache
def marker(name: str) -> SafeString:
    """A hand, thumb, ball or brush, drawn round where it touches."""
    drawn = ET.fromstring((settings.STATIC_ROOT / "markers.svg").read_bytes())  # noqa: S314  our own
    for group in drawn.iter(f"{SVG}g"):
        if group.get("data-marker") == name:
            return _html(_text(group))
    raise LookupError(f"no marker is drawn for {name}")


def _point(view: str, side: str, point: str) -> str:
    return part(view, side, point).replace('class="point ', 'class="point lit ')


def _text(element: ET.Element) -> str:
    text = ET.tostring(element, encoding="unicode")
    text = text.replace(' xmlns="http://www.w3.org/2000/svg"', "")
    return re.sub(r' data-(?:name|at)="[^"]*"', "", text).strip()


def _html(text: str) -> SafeString:
    return mark_safe(text)  # noqa: S308  only ever our own drawing
