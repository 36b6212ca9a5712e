"""The hand on the drawn foot: what it is, how it moves, along which line or from spot to spot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from instep.adapters.terminal import motion
from instep.core.body import Side, Zone
from instep.core.catalog import Stroke, Technique, Thing, View
from instep.core.session import Step
from instep.core.units import Seconds
from instep.web.components import foot

Spot = tuple[float, float]

MOVES: Mapping[Stroke, tuple[str, str]] = {
    Stroke.LOOK: ("lamp", "sweep"),
    Stroke.HOLD: ("hand", "still"),
    Stroke.STROKING: ("hand", "sweep"),
    Stroke.KNEADING: ("hand", "shuttle"),
    Stroke.CIRCLES: ("thumb", "circles"),
    Stroke.PRESS: ("thumb", "still"),
    Stroke.PASSIVE: ("thumb", "toes"),
    Stroke.ROLL: ("ball", "shuttle"),
    Stroke.WASH: ("hand", "shuttle"),
    Stroke.PAT: ("hand", "pats"),
    Stroke.WIPE: ("hand", "shuttle"),
}
"""Which marker a stroke is drawn with, and how it moves. A stroke that is not here has no hand."""

TEMPO: Mapping[str, Seconds] = {
    "sweep": motion.SWEEP,
    "shuttle": motion.THERE_AND_BACK,
    "circle": motion.CIRCLE,
    "spot": motion.SPOT,
    "toe": motion.TOE,
    "pat": motion.PAT,
}
"""How long each movement takes, in seconds; each is sourced where it is written."""

ABOVE_THE_ANKLE: Spot = (130.0, 536.0)
"""The lower leg is never drawn whole: the hand lies where the picture fades."""

LEFT_LEAN, RIGHT_LEAN = "rotate(38) scale(.8)", "rotate(-38) scale(-.8 .8)"
"""An arm comes from outside the foot, so that the zone under it stays in sight."""


@dataclass(frozen=True)
class Hand:
    """One marker on one foot. ``way`` is a line's own path; ``spots`` are places in the drawing."""

    marker: str
    moves: str
    lean: str
    way: str
    spots: tuple[Spot, ...]

    @property
    def places(self) -> str:
        """The spots as the page has them."""
        return " ".join(f"{x:g},{y:g}" for x, y in self.spots)


def hand_on(step: Step, technique: Technique, side: Side) -> Hand | None:
    """The hand that does this step on this foot; None where no hand is at work."""
    if technique.stroke not in MOVES or technique.view is View.NONE:
        return None
    marker, moves = MOVES[technique.stroke]
    if any(Thing.PAD in needed for needed in technique.needs):
        marker = "brush"
    spots = tuple(_spots(step, technique, side))
    way = foot.way_of(step, technique.stroke) or "long"
    lean = LEFT_LEAN if side is Side.LEFT else RIGHT_LEAN
    return Hand(marker, moves, lean, foot.way_path(technique.view, side, way), spots)


def _spots(step: Step, technique: Technique, side: Side) -> Iterable[Spot]:
    """Where a thumb stays for a while; none for what moves along a line."""
    if technique.stroke is Stroke.PRESS:
        return _there(foot.point_at(technique.view, side, point) for point in step.points)
    if Zone.LOWER_LEG in step.zones:
        return (ABOVE_THE_ANKLE,)
    if MOVES[technique.stroke][1] in ("circles", "toes"):
        return _there(foot.centre(technique.view, side, zone) for zone in step.zones)
    return ()


def _there(spots: Iterable[Spot | None]) -> Iterable[Spot]:
    return (spot for spot in spots if spot is not None)
