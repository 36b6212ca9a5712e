"""What templates may say: words, icons, feet, minutes, days."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from instep.adapters.terminal.pages import minutes as in_minutes
from instep.core.units import day_in_words
from instep.web import house
from instep.web.components import foot
from instep.web.components.charts import Plot, Ruler

register = template.Library()


@register.simple_tag
def say(*parts: Any, **names: Any) -> str:
    """One text of the words; the parts make its key."""
    return house.say(".".join(str(part) for part in parts), **names)


@register.simple_tag
def has(*parts: Any) -> bool:
    """Whether there are words for this key."""
    return ".".join(str(part) for part in parts) in house.house().words


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """One of our icons, beside its word."""
    return format_html(
        '<svg class="icon {}" viewBox="0 0 32 32" aria-hidden="true">'
        '<use href="{}icons.svg#{}"/></svg>',
        size,
        settings.STATIC_URL,
        name,
    )


@register.filter
def minutes(seconds: float) -> str:
    """A length of time as people say it."""
    return in_minutes(seconds)


@register.filter
def as_day(day: date | str) -> str:
    """A day as people say it."""
    return day_in_words(date.fromisoformat(day) if isinstance(day, str) else day)


@register.inclusion_tag("feet.html")
def feet(*which: str, **lit: Any) -> dict[str, Any]:
    """Feet side by side, such as "top-left" "top-right", with what is lit on each."""
    shown = []
    for name in which:
        view, _, side = name.partition("-")
        shown.append(
            {"view": view, "side": side, "lit": foot.lit(view, side, lit.get("zones", ()))}
        )
    return _feet(shown, lit.get("name", ""))


@register.inclusion_tag("feet.html")
def feet_of(step: Any, name: str = "") -> dict[str, Any]:
    """The feet a step shows."""
    return _feet(foot.feet_of(step), name)


def _feet(shown: Sequence[dict[str, Any]], name: str) -> dict[str, Any]:
    whole = [
        {
            **each,
            "x": place * (foot.WIDE + 20),
            "below": foot.layers(each["view"], each["side"], foot.BELOW),
            "above": foot.layers(each["view"], each["side"], foot.ABOVE),
        }
        for place, each in enumerate(shown)
    ]
    wide = len(whole) * (foot.WIDE + 20) - 20
    return {"feet": whole, "wide": wide, "tall": foot.TALL, "name": name, "defs": foot.defs()}


@register.inclusion_tag("small_foot.html")
def small_foot(step: Any) -> dict[str, Any]:
    """A small foot of a list: the drawing is on the page once, and only what is lit is new."""
    shown = foot.feet_of(step)
    return {"foot": shown[0] if shown else None, "wide": foot.WIDE, "tall": foot.TALL}


@register.inclusion_tag("foot_bases.html")
def foot_bases(steps: Sequence[Any]) -> dict[str, Any]:
    """The drawings that the small feet of a list lean on, each once."""
    wanted = dict.fromkeys((f[0]["view"], f[0]["side"]) for f in map(foot.feet_of, steps) if f)
    bases = [
        {
            "view": view,
            "side": side,
            "below": foot.layers(str(view), str(side), foot.BELOW),
            "above": foot.layers(str(view), str(side), foot.ABOVE),
        }
        for view, side in wanted
    ]
    return {"bases": bases, "defs": foot.defs()}


@register.filter
def points(change: float) -> str:
    """A change in points of the score with its sign, to the tenth."""
    told = f"{change:+.1f}".replace("-", "\N{MINUS SIGN}")
    return "0" if told[1:] == "0.0" else told


@register.filter
def short_day(day: date) -> str:
    """A day as it stands under a picture."""
    return f"{day.day} {day:%b}"


@register.inclusion_tag("ruler.html")
def draw_ruler(ruler: Ruler, name: str) -> dict[str, Any]:
    """A ruler; ``name`` says in words what it shows."""
    return {"ruler": ruler, "name": name}


@register.inclusion_tag("plot.html")
def draw_plot(plot: Plot, name: str, top: str, bottom: str) -> dict[str, Any]:
    """Values on their days; ``name`` says it in words, the others what its top and bottom mean."""
    return {"plot": plot, "name": name, "top": top, "bottom": bottom}


@register.simple_tag
def drawn(name: str, plot: Plot) -> str:
    """What is drawn, and of which days: the name of a picture whose sentence stands beside it."""
    first, last = as_day(plot.first), as_day(plot.last)
    return house.say("web.history.drawn", name=name, first=first, last=last)


@register.filter
def split(text: str) -> list[str]:
    """Words apart."""
    return text.split()


# -- Measures --------------------------------------------------------------------------------------


@register.inclusion_tag("feet.html")
def feet_drawn(
    shown: Sequence[dict[str, Any]], name: str = "", tall: int = foot.TALL
) -> dict[str, Any]:
    """Feet with what a measure draws on them; ``tall``: how far down they are seen."""
    return {**_feet(shown, name), "tall": tall}


@register.inclusion_tag("film_foot.html")
def film_feet(shown: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Small feet side by side; their drawings are on the page once."""
    placed = [{**each, "x": place * (foot.WIDE + 20)} for place, each in enumerate(shown)]
    return {"feet": placed, "wide": len(placed) * (foot.WIDE + 20) - 20, "tall": foot.TALL}


@register.inclusion_tag("foot_bases.html")
def all_bases() -> dict[str, Any]:
    """The drawings of all four feet, that small feet lean on, each once."""
    return {"bases": [_base(view, side) for view in ("sole", "top") for side in ("left", "right")]}


def _base(view: str, side: str) -> dict[str, Any]:
    return {
        "view": view,
        "side": side,
        "below": foot.layers(view, side, foot.BELOW),
        "above": foot.layers(view, side, foot.ABOVE),
    }
