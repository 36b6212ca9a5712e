"""Pages of the terminal as pictures for the README and the docs: make pictures.

Blocks are drawn as exact rectangles, so that a foot has no seams; words stay text.
"""

from html import escape
from pathlib import Path
from random import Random

from instep.adapters.answers import read_answers
from instep.adapters.content import drawn_foot, load
from instep.adapters.terminal.foot import Role, Signs
from instep.adapters.terminal.frame import Page, Paper, page
from instep.adapters.terminal.scene import scene_at
from instep.adapters.terminal.surface import DAY, EVENING, Styles
from instep.core.catalog import Aim, Thing
from instep.core.companion import Prepared, prepare
from instep.core.screening import screen_of
from instep.core.session import Asked

HERE = Path(__file__).parent
BASELINE = HERE.parents[1] / "tests" / "cases" / "vignettes" / "baseline.json"
HOUSE, DRAWN = load(), drawn_foot()

WIDE, TALL, EDGE = 10, 20, 24
QUARTERS = {
    "█": 15, "▘": 1, "▝": 2, "▀": 3, "▖": 4, "▌": 5, "▞": 6, "▛": 7, "▗": 8, "▚": 9, "▐": 10,
    "▜": 11, "▄": 12, "▙": 13, "▟": 14,
}  # fmt: skip
SHADES = {"░": 0.35, "▒": 0.6}


def svg(pages: list[Page], styles: Styles, ground: str, title: str) -> str:
    """Pages side by side as one picture."""
    tall = max(len(lines) for lines in pages) * TALL + 2 * EDGE
    wide = len(pages) * (80 * WIDE + EDGE) + EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {tall}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{wide}" height="{tall}" rx="16" fill="{ground}"/>',
        '<g font-family="ui-monospace, Menlo, Consolas, monospace" font-size="16.6">',
    ]
    for number, lines in enumerate(pages):
        left = EDGE + number * (80 * WIDE + EDGE)
        for y, line in enumerate(lines):
            parts += _line(line, left, EDGE + y * TALL, styles)
    return "\n".join([*parts, "</g>", "</svg>", ""])


def _line(line: list[tuple[str, Role]], left: int, top: int, styles: Styles) -> list[str]:
    parts: list[str] = []
    column = 0
    for text, role in line:
        style = styles.get(role, "")
        colour = next((word for word in style.split() if word.startswith("#")), "#888888")
        under = style.partition(" on ")[2]
        blocks = any(sign in QUARTERS or sign in SHADES for sign in text)
        x = left + column * WIDE
        if under:
            parts.append(_rect(x, top, len(text) * WIDE, TALL, under))
        if blocks:
            for place, sign in enumerate(text):
                parts += _block(sign, x + place * WIDE, top, colour)
        elif text.strip():
            lead = len(text) - len(text.lstrip())
            weight = ' font-weight="650"' if "bold" in style else ""
            place = f'x="{x + lead * WIDE}" y="{top + 15}" textLength="{len(text.strip()) * WIDE}"'
            parts.append(
                f'<text {place} fill="{colour}"{weight} xml:space="preserve">'
                f"{escape(text.strip())}</text>"
            )
        column += len(text)
    return parts


def _block(sign: str, x: int, y: int, colour: str) -> list[str]:
    if sign in SHADES:
        return [_rect(x, y, WIDE, TALL, colour, SHADES[sign])]
    mask = QUARTERS.get(sign, 0)
    if mask == 15:
        return [_rect(x, y, WIDE, TALL, colour)]
    return [
        _rect(x + (bit % 2) * WIDE // 2, y + (bit // 2) * TALL // 2, WIDE // 2, TALL // 2, colour)
        for bit in range(4)
        if mask & 1 << bit
    ]


def _rect(x: int, y: int, wide: int, tall: int, colour: str, share: float = 1) -> str:
    faint = "" if share == 1 else f' opacity="{share}"'
    crisp = ' shape-rendering="crispEdges"'
    return f'<rect x="{x}" y="{y}" width="{wide}" height="{tall}" fill="{colour}"{faint}{crisp}/>'


def made(minutes: int) -> Prepared:
    """A well partner's evening, everything at hand."""
    from datetime import date

    on = date(2026, 11, 24)
    sheet = read_answers(BASELINE.read_bytes(), HOUSE.questions, on)
    screen = screen_of(HOUSE.questions, HOUSE.ages, sheet, on)
    asked = Asked(minutes, helper=False, aim=Aim.EASE, have=frozenset(Thing), seed=0)
    return prepare(HOUSE, screen, asked, liking={}, dice=Random(0).random)


def shown(evening: Prepared, technique: str, after: float) -> Page:
    """The page so many seconds into the first step of this technique."""
    if evening.session is None or evening.timeline is None:
        raise ValueError("this person has no session")
    steps = zip(evening.timeline.starts, evening.session.steps, strict=True)
    start = next(at for at, step in steps if step.technique == technique)
    scene = scene_at(evening.session, evening.timeline, HOUSE.words, start + after)
    return page(scene, DRAWN, HOUSE.words, Paper(80, 24, Signs(blocks=True, shades=False)))


def pictures() -> dict[str, str]:
    """Every picture by its name."""
    evening = made(30)
    night = {
        "guide-arch": shown(evening, "sole_circles", 45),
        "guide-look": shown(evening, "skin_look", 30),
        "guide-top": shown(evening, "top_strokes", 44),
        "guide-breath": shown(evening, "slow_breathing", 36),
    }
    drawn = {name: svg([lines], EVENING, "#16120e", name) for name, lines in night.items()}
    day = shown(evening, "arch_rub", 40)
    return {**drawn, "guide-day": svg([day], DAY, "#faf5ee", "guide by day")}


def main() -> None:
    """Write them all."""
    for name, picture in pictures().items():
        (HERE / f"{name}.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
