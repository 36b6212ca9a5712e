"""What the measures draw on the feet: a tip, a spot, gaps, paint."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from instep.core.body import FEET, Side, Zone
from instep.core.catalog import View
from instep.core.measures.paint import PAINTABLE, Feeling, Painting
from instep.core.measures.temperature import Gap
from instep.core.measures.touch import Tip
from instep.web.components import foot

Feet = list[dict[str, object]]
"""Feet side by side, as ``feet.html`` takes them."""

MOST_PAINT = 3
"""The darkest of the paints: three feelings in one place, or all four."""

ONE_FEELING = 2
"""The paint of the one feeling that is being painted."""

VIEWS = (View.SOLE, View.TOP)
DRAWINGS = tuple((view, side) for view in VIEWS for side in FEET)
"""Left and right sole, left and right top."""


def tip(on: Tip) -> Feet:
    """Both soles as a helper sees them, with one tip lit."""
    number = on.toe.value.removeprefix("toe_")
    lit = foot.part("sole", on.side, f"tip_{number}").replace('class="tip ', 'class="tip lit ')
    lit = lit.replace('r="8"', 'r="15"')
    return [_sole(side, points=_html(lit if side is on.side else "")) for side in _seen()]


def big_toe(side: Side) -> Feet:
    """Both feet as you look down, one big toe lit."""
    return [
        {
            "view": View.TOP.value,
            "side": each.value,
            "lit": foot.lit("top", each, [Zone.TOE_1] if each is side else []),
            "points": "",
            "way": "",
        }
        for each in FEET
    ]


def spot(site: Zone) -> Feet:
    """Both soles with one spot lit on each."""
    return [_sole(side, lit=foot.lit("sole", side, [site])) for side in _seen()]


def gaps(found: Iterable[Gap], wide: float) -> Feet:
    """Both soles; each gap is written on the warmer foot, and lit where it is wide."""
    found = tuple(found)
    return [_sole(side, lit=_gaps_on(side, found, wide)) for side in _seen()]


def _seen() -> tuple[Side, ...]:
    return foot.sides_shown(View.SOLE, Side.BOTH)


def _sole(
    side: Side, lit: SafeString | str = "", points: SafeString | str = ""
) -> dict[str, object]:
    return {"view": "sole", "side": side.value, "lit": lit, "points": points, "way": ""}


def _gaps_on(side: Side, found: Iterable[Gap], wide: float) -> SafeString:
    here = [gap for gap in found if gap.warmer is side]
    lit = foot.lit("sole", side, [gap.site for gap in here if gap.degrees > wide])
    return lit + format_html_join(
        "",
        '<text class="level" x="{}" y="{}">{}</text>',
        ((*_middle(side, gap.site), f"{gap.degrees:.1f}") for gap in here),
    )


def _middle(side: Side, site: Zone) -> tuple[str, str]:
    x, y = foot.centre("sole", side, site) or (0.0, 0.0)
    return f"{x:g}", f"{y + 12:g}"


# -- Paint -----------------------------------------------------------------------------------------


def zones_of(view: View, side: Side) -> tuple[Zone, ...]:
    """The zones of one drawing, in the order of the body."""
    return tuple(zone for zone in PAINTABLE if foot.zone_path(view, side, zone) is not None)


def canvas(painting: Painting, feeling: Feeling, view: View, side: Side) -> Feet:
    """One drawing, every zone to be touched; what is painted of this feeling is filled."""
    painted = painting.zones(feeling, side)
    levels = {zone: ONE_FEELING if zone in painted else 0 for zone in zones_of(view, side)}
    lit = _paint(view, side, levels)
    return [{"view": view.value, "side": side.value, "lit": lit, "points": "", "way": ""}]


def film(painting: Painting) -> Feet:
    """All four small drawings; the more is felt in a place, the darker it is."""
    seen = [(view, side) for view in VIEWS for side in foot.sides_shown(view, Side.BOTH)]
    return [
        {"view": view.value, "side": side.value, "lit": _paint(view, side, _levels(painting, side))}
        for view, side in seen
    ]


def _levels(painting: Painting, side: Side) -> dict[Zone, int]:
    return {
        zone: min(MOST_PAINT, len(painting.feelings(side, zone))) for zone in painting.painted(side)
    }


def _paint(view: View, side: Side, levels: dict[Zone, int]) -> SafeString:
    paths = ((zone, foot.zone_path(view, side, zone), level) for zone, level in levels.items())
    drawn = [(zone, _level(level), d) for zone, d, level in paths if d is not None]
    return format_html_join("", '<path class="zone" data-zone="{}"{} d="{}"/>', drawn)


def _level(level: int) -> SafeString:
    return format_html(' data-paint="{}"', level) if level else _html("")


def _html(text: str) -> SafeString:
    return mark_safe(text)  # noqa: S308  only ever our own drawing
