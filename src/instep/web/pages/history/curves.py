"""Each symptom as a picture of days: weeks day by day, years week by week."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from instep.core.diary import Symptom
from instep.web.components.charts import Dated, Trend, trend
from instep.web.house import say
from instep.web.records.line import Line, lines_between

SPANS: Mapping[str, int] = {"month": 28, "season": 91, "year": 365, "all": 36_525}
"""Days back, the day itself included."""

DAY_BY_DAY = 91
"""Up to so many days each has its own dot; in a longer picture each week has one."""


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
    lines = lines_between(today - timedelta(days=SPANS[span] - 1), today)
    return [curve for symptom in Symptom if (curve := _curve(symptom, lines, span)) is not None]


def _curve(symptom: Symptom, lines: Sequence[Line], span: str) -> Curve | None:
    scored = [
        Dated(line.on, float(line.scores[symptom])) for line in lines if symptom in line.scores
    ]
    points = scored if SPANS[span] <= DAY_BY_DAY else _weeks(scored)
    drawn = trend(points, {})
    return None if drawn is None else Curve(str(symptom), drawn, points)


def _weeks(scored: Sequence[Dated]) -> list[Dated]:
    """The middle score of each week, on its Monday."""
    weeks: dict[date, list[float]] = defaultdict(list)
    for each in scored:
        weeks[each.on - timedelta(days=each.on.weekday())].append(each.value)
    return [Dated(monday, median(values)) for monday, values in sorted(weeks.items())]


def _score(value: float) -> str:
    return f"{value:g}"
