"""What may be said of each technique, as cards: the verdict, its ruler, and what it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from instep.core.learning.saying import Said, Saying, in_order, up_or_down
from instep.core.learning.tipping import Tipping
from instep.core.learning.verdict import Judged, Verdict
from instep.web.components.charts import Ruler, reach, ruler

SIGNS = {
    Verdict.PAUSED: ("hand", "bad"),
    Verdict.WORSE: ("hand", "bad"),
    Verdict.HELPS_MUCH: ("check", "good"),
    Verdict.HELPS_SOME: ("check", "some"),
    Verdict.NO_IMPORTANT_EFFECT: ("ruler", "some"),
    Verdict.NOT_YET: ("clock", "wait"),
}
"""An icon and a class for each verdict; its words stand beside them."""


@dataclass(frozen=True)
class Card:
    """One technique: in words, on a ruler, and in numbers."""

    said: Said
    icon: str
    kind: str
    ruler: Ruler | None
    label: str
    judged: Judged


def cards(judged: Sequence[Judged], tips: Mapping[str, Tipping], saying: Saying) -> Iterator[Card]:
    """One a technique, in the order in which they are told, all on rulers of one reach."""
    points = reach([(each.low, each.high) for each in judged])
    for each in in_order(judged):
        said, (icon, kind) = saying.said(each, tips.get(each.technique)), SIGNS[each.verdict]
        yield Card(said, icon, kind, _ruler(each, points), _label(each, said, saying), each)


def _ruler(judged: Judged, points: int) -> Ruler | None:
    """No picture where harm ended the arithmetic."""
    if judged.verdict is Verdict.PAUSED:
        return None
    return ruler(
        judged.change,
        judged.low,
        judged.high,
        points,
        matters=judged.matters,
        sure=judged.verdict is not Verdict.NOT_YET,
    )


def _label(judged: Judged, said: Said, saying: Saying) -> str:
    guess = saying.text("best_guess", points=up_or_down(judged.change, saying.words))
    return f"{said.name}. {guess} {saying.range(judged.low, judged.high)}"
