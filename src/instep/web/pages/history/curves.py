"""Each symptom as a picture: months day by day, a year week by week, all of it by months."""

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from instep.core.diary import Symptom
from instep.core.measures.trend import Dot, middle
from instep.core.review import changed, said
from instep.core.units import Score
from instep.web.components.charts import Plot, plot, stretches
from instep.web.house import say
from instep.web.looking_back import rules
from instep.web.records import store
from instep.web.records.line import scores_between
from instep.web.then_and_now import sentence, sure

SPANS: Mapping[str, int] = {"month": 28, "season": 91, "year": 365, "all": 36_525}
"""Days back, the day itself included."""

A_DOT: Mapping[str, str] = {"month": "day", "season": "day", "year": "week", "all": "month"}
"""What one dot stands for; of a longer one it is the middle score."""

DAYS: Mapping[str, int] = {"day": 1, "week": 7, "month": 31}
"""How long that is at most."""


@dataclass(frozen=True)
class Curve:
    """One symptom: what changed, and its picture."""

    name: str
    dots: Sequence[Dot]
    plot: Plot
    said: str
    sure: str


@dataclass(frozen=True)
class Pictures:
    """Every symptom that was scored in a span, on how many days a session was, the numbers.

    ``rows``, the newest first: the first day of each dot, then days with a session, then scores.
    """

    curves: Sequence[Curve]
    sessions: int
    rows: Sequence[tuple[date, Sequence[str]]]


def pictures_of(span: str, today: date) -> Pictures:
    """One for each symptom, all from the same first day to the same last."""
    first = today - timedelta(days=SPANS[span] - 1)
    told = {symptom: each for symptom, each in scores_between(first, today).items() if each}
    sessions = set(store.days_of(store.SESSION, first, today))
    over = _Over.of(A_DOT[span], {on for each in told.values() for on, _ in each}, sessions)
    curves = [_curve(symptom, each, over) for symptom, each in told.items()]
    return Pictures(curves, len(sessions), _rows(curves, over))


def _rows(curves: Sequence[Curve], over: "_Over") -> list[tuple[date, Sequence[str]]]:
    columns = [{dot.on: f"{dot.value:g}" for dot in curve.dots} for curve in curves]
    return [
        (on, [str(over.sessions.get(on, 0)), *(column.get(on, "") for column in columns)])
        for on in sorted(set(over.dot_of.values()), reverse=True)
    ]


@dataclass(frozen=True)
class _Over:
    """What all pictures share: the dot of each day, and the days with a session by dot."""

    a_dot: str
    dot_of: Mapping[date, date]
    sessions: Mapping[date, int]

    @classmethod
    def of(cls, a_dot: str, scored: set[date], sessions: set[date]) -> "_Over":
        """Of all days that are scored or had a session."""
        dot_of = {on: _first_of(on, a_dot) for on in scored | sessions}
        return cls(a_dot, dot_of, Counter(dot_of[on] for on in sorted(sessions)))

    @property
    def marks(self) -> Mapping[date, float]:
        """As tall as the share of its days that had a session."""
        return {on: number / _days(on, self.a_dot) for on, number in self.sessions.items()}


def _first_of(on: date, a_dot: str) -> date:
    if a_dot == "week":
        return on - timedelta(days=on.weekday())
    return on.replace(day=1) if a_dot == "month" else on


def _days(first: date, a_dot: str) -> int:
    return monthrange(first.year, first.month)[1] if a_dot == "month" else DAYS[a_dot]


def _curve(symptom: Symptom, scores: Sequence[tuple[date, Score]], over: _Over) -> Curve:
    dots = _dots(scores, over)
    drawn = plot(
        dots,
        {say(f"web.history.sessions.{over.a_dot}"): over.marks},
        line=None if over.a_dot == "day" else stretches(dots, 2 * DAYS[over.a_dot]),
        a_dot=DAYS[over.a_dot],
        ends=(min(over.dot_of.values()), max(over.dot_of.values())),
    )
    if drawn is None:
        raise ValueError("there is no score to draw")
    change = changed([score for _, score in scores], rules())
    words = sentence(change, said(change, rules()))
    return Curve(str(symptom), dots, drawn, words, sure(change))


def _dots(scores: Sequence[tuple[date, Score]], over: _Over) -> list[Dot]:
    """The middle score of each day, of each week on its Monday, of each month on its first."""
    found: dict[date, list[Score]] = defaultdict(list)
    for on, score in scores:
        found[over.dot_of[on]].append(score)
    return [middle(on, told) for on, told in found.items()]
