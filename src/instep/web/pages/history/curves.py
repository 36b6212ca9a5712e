"""Each symptom as a picture: months day by day, a year week by week, all of it by months."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from instep.core.diary import Symptom
from instep.core.units import Score
from instep.web.components.charts import Dated, Trend, trend
from instep.web.house import say
from instep.web.records.line import scores_between

SPANS: Mapping[str, int] = {"month": 28, "season": 91, "year": 365, "all": 36_525}
"""Days back, the day itself included."""

A_DOT: Mapping[str, str] = {"month": "day", "season": "day", "year": "week", "all": "month"}
"""What one dot stands for; of a longer one it is the middle score."""


@dataclass(frozen=True)
class Curve:
    """One symptom's picture and the numbers behind it."""

    name: str
    trend: Trend
    points: Sequence[Dated]

    @property
    def heard(self) -> str:
        """The picture in words."""
        return say(
            "web.history.curve",
            name=say(f"web.diary.symptom.{self.name}"),
            first=_score(self.points[0].value),
            last=_score(self.points[-1].value),
        )

    @property
    def table(self) -> list[tuple[date, str]]:
        """Each number with its day, the newest first."""
        return [(each.on, _score(each.value)) for each in reversed(self.points)]


def curves(span: str, today: date) -> list[Curve]:
    """One for each symptom that was scored in this span."""
    told = scores_between(today - timedelta(days=SPANS[span] - 1), today)
    return [_curve(symptom, scores, A_DOT[span]) for symptom, scores in told.items() if scores]


def _curve(symptom: Symptom, scores: Sequence[tuple[date, Score]], a_dot: str) -> Curve:
    points = _dots(scores, a_dot)
    drawn = trend(points, {})
    if drawn is None:
        raise ValueError("there is no score to draw")
    return Curve(str(symptom), drawn, points)


def _dots(scores: Sequence[tuple[date, Score]], a_dot: str) -> list[Dated]:
    """The middle score of each day, of each week on its Monday, of each month on its first."""
    found: dict[date, list[Score]] = defaultdict(list)
    for on, score in scores:
        found[_first_of(on, a_dot)].append(score)
    return [Dated(on, float(median(values))) for on, values in found.items()]


def _first_of(on: date, a_dot: str) -> date:
    if a_dot == "week":
        return on - timedelta(days=on.weekday())
    return on.replace(day=1) if a_dot == "month" else on


def _score(value: float) -> str:
    return f"{value:g}"
