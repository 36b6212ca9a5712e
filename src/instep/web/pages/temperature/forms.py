"""Six lines of a spot, three a foot, each with a point or a comma; nothing is guessed."""

from dataclasses import dataclass

from django.http import QueryDict

from instep.core.body import FEET, Side
from instep.core.measures.temperature import READINGS, Odd, Spot, Walls, read_degrees
from instep.web.house import say


@dataclass(frozen=True)
class Line:
    """One reading: its name in the form, what stands in it, and what is wrong with it."""

    name: str
    number: int
    typed: str
    wrong: str


@dataclass(frozen=True)
class Foot:
    """The readings of one foot at this spot."""

    side: Side
    lines: tuple[Line, ...]

    @property
    def taken(self) -> tuple[Line, ...]:
        """Those that are neither empty nor wrong."""
        return tuple(line for line in self.lines if line.typed and not line.wrong)


def read(form: QueryDict, walls: Walls) -> tuple[Foot, ...]:
    """Both feet as they were typed."""
    return tuple(Foot(side, tuple(_lines(form, side, walls))) for side in FEET)


def _lines(form: QueryDict, side: Side, walls: Walls) -> list[Line]:
    names = [f"{side}{number}" for number in range(1, READINGS + 1)]
    typed = [form.get(name, "").strip()[:20] for name in names]
    return [
        Line(name, number, text, _wrong(text, walls))
        for number, (name, text) in enumerate(zip(names, typed, strict=True), start=1)
    ]


def _wrong(text: str, walls: Walls) -> str:
    """What is odd about it, in words; empty where nothing is, or nothing was typed."""
    found = read_degrees(text, walls) if text else 0.0
    if not isinstance(found, Odd):
        return ""
    meant = f"{float(text.replace(',', '.')) / 10:.1f}" if found is Odd.NO_POINT else ""
    return say(f"measures.odd.{found}", typed=text, meant=meant)


def spot_of(feet: tuple[Foot, ...], walls: Walls) -> Spot:
    """What was right, as readings."""
    left, right = (
        tuple(d for line in foot.taken if not isinstance(d := read_degrees(line.typed, walls), Odd))
        for foot in feet
    )
    return Spot(left, right)


def shown(spot: Spot) -> tuple[Foot, ...]:
    """What was kept of this spot, to be changed."""
    kept = {Side.LEFT: spot.left, Side.RIGHT: spot.right}
    return tuple(Foot(side, tuple(_kept(side, kept[side]))) for side in FEET)


def _kept(side: Side, readings: tuple[float, ...]) -> list[Line]:
    typed = [f"{degrees:g}" for degrees in readings] + [""] * (READINGS - len(readings))
    return [Line(f"{side}{n}", n, text, "") for n, text in enumerate(typed, start=1)]
