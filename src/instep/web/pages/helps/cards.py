"""What the page says of each symptom, ready to be shown: cards, rulers, days, and why nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from instep.core.diary import Day, Diary, Symptom
from instep.core.learning.answer import Answer
from instep.core.learning.columns import columns_given
from instep.core.learning.pairs import Extra, Pair
from instep.core.learning.right_after import BEFORE, REST
from instep.core.learning.saying import (
    Said,
    Saying,
    in_points,
    up_or_down,
    why_nothing,
    why_still,
)
from instep.core.measures.trend import Dot
from instep.web.components.charts import Plot, Ruler, plot, reach, ruler
from instep.web.components.verdicts import Card, cards
from instep.web.house import house
from instep.web.learned import Learned
from instep.web.records.primary import choices


@dataclass(frozen=True)
class Told:
    """One day of a table: the score, and what was done in words."""

    on: date
    score: int
    done: str


@dataclass(frozen=True)
class Look:
    """One symptom with all that is said of it. ``nothing`` and ``still`` say why there is less."""

    symptom: Symptom
    name: str
    feel: str
    title: str
    trend_title: str
    cards: Sequence[Card]
    nothing: str
    still: str
    trend: Plot | None
    trend_name: str
    days: Sequence[Told]


def looks(known: Learned) -> list[Look]:
    """Every symptom, the primary one first."""
    return [_look(found, known) for found in known.answers]


def picks(known: Learned) -> str:
    """What is to be said of the days on which sessions are picked."""
    return Saying(known.asked.primary, known.asked, house().words).picks(known.picks)


def follows(known: Learned, today: date) -> list[str]:
    """What is followed most closely, from when on, and what hangs on having chosen it late."""
    saying = Saying(known.asked.primary, known.asked, house().words)
    made = choices().made
    begins_later = made and made[-1].since > today
    return [*saying.follows(), *([saying.text("primary.tomorrow")] if begins_later else [])]


def _look(found: Answer, known: Learned) -> Look:
    diary, tips = known.diary, known.tips[found.symptom]
    saying = Saying(found.symptom, known.asked, house().words)
    scores = [score for _, score in diary.scores(found.symptom)]
    drawn = _trend(diary, saying)
    return Look(
        symptom=found.symptom,
        name=_name(found.symptom),
        feel=saying.text("feel." + found.symptom),
        trend_title=saying.text("trend.title", symptom=_name(found.symptom)),
        title=saying.text("after_days", symptom=_name(found.symptom), days=diary.length),
        cards=list(cards(found.judged, tips, saying)),
        nothing=why_nothing(scores, len(diary.sessions), saying),
        still=why_still(scores, saying),
        trend=drawn,
        trend_name="" if drawn is None else _in_words(drawn, saying),
        days=[_told(day, saying) for day in reversed(diary.days) if found.symptom in day.scores],
    )


def paused(known: Learned) -> list[Said]:
    """What is paused whatever was scored: said even where nothing else can be."""
    saying = Saying(known.asked.primary, known.asked, house().words)
    return [saying.paused(column, reason) for column, reason in sorted(known.stopped.items())]


def _name(symptom: Symptom) -> str:
    return house().words[f"helps.symptom.{symptom}"]


# -- Right after -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Soon:
    """One technique right after a session, beyond quiet rest."""

    name: str
    ruler: Ruler
    label: str
    points: str


@dataclass(frozen=True)
class RightAfter:
    """What sitting quietly does by itself, and what each technique does beyond that."""

    rest: str
    techniques: Sequence[Soon]


def soon(known: Learned) -> RightAfter | None:
    """None where no session has a score before and one after."""
    told = [day for day, given in known.diary.sessions if _has_both(day, given.after)]
    if not told:
        return None
    saying = Saying(known.asked.primary, known.asked, house().words)
    names = [name for name in known.soon.names if name not in (REST, BEFORE)]
    ends = {name: known.soon.interval(name) for name in names}
    points = reach(list(ends.values()))
    mean = known.soon.mean(REST)
    key = "after.rest_less" if mean < 0 else "after.rest_more"
    shown = []
    for name in sorted(names, key=known.soon.mean):
        (low, high), change = ends[name], known.soon.mean(name)
        drawn = ruler(change, low, high, points, matters=None, sure=low > 0 or high < 0)
        spread = saying.range(low, high)
        said = up_or_down(change, saying.words)
        label = f"{saying.name(name)}. {saying.text('best_guess', points=said)} {spread}"
        shown.append(Soon(saying.name(name), drawn, label, said))
    return RightAfter(saying.text(key, points=in_points(mean, saying.words)), shown)


def _has_both(day: Day, after: int | None) -> bool:
    return day.check_in is not None and after is not None


# -- Two on one day -------------------------------------------------------------------------------


PAIR_SIGNS = {
    Extra.HELPS_MORE: ("check", "some"),
    Extra.HELPS_LESS: ("hand", "bad"),
    Extra.CANNOT_TELL_APART: ("swap", "wait"),
}
"""As ``SIGNS``; all that is not known yet has the clock."""


@dataclass(frozen=True)
class PairCard:
    """Two techniques on one day: in words, and on a ruler where something is known."""

    said: Said
    icon: str
    kind: str
    ruler: Ruler | None
    label: str


def pairs(known: Learned) -> list[PairCard]:
    """Every two of which there is something to say, by the primary symptom."""
    saying = Saying(known.asked.primary, known.asked, house().words)
    points = reach([(each.low or 0.0, each.high or 0.0) for each in known.pairs])
    return [_pair(each, points, saying) for each in known.pairs]


def _pair(pair: Pair, points: int, saying: Saying) -> PairCard:
    said, (icon, kind) = saying.pair(pair), PAIR_SIGNS.get(pair.extra, ("clock", "wait"))
    if pair.change is None or pair.low is None or pair.high is None:
        return PairCard(said, icon, kind, None, "")
    sure = pair.extra is not Extra.NOT_SURE
    drawn = ruler(pair.change, pair.low, pair.high, points, matters=None, sure=sure)
    guess = saying.text("best_guess", points=up_or_down(pair.change, saying.words))
    label = f"{said.name}. {guess} {saying.range(pair.low, pair.high)}"
    return PairCard(said, icon, kind, drawn, label)


# -- Days ------------------------------------------------------------------------------------------


def _trend(diary: Diary, saying: Saying) -> Plot | None:
    symptom = saying.symptom
    dots = [Dot(day.on, float(day.scores[symptom])) for day in diary if symptom in day.scores]
    done: dict[str, dict[date, float]] = {}
    for day in diary:
        for name in _done(day, saying):
            done.setdefault(name, {})[day.on] = 1.0
    return plot(dots, dict(sorted(done.items())))


def _done(day: Day, saying: Saying) -> list[str]:
    """What was done on a day: groups in words, or quiet rest."""
    used = [columns_given(given, saying.asked.asking) for given in day.given]
    names = {saying.name(column) for columns in used for column in columns}
    if used and not names:
        names = {saying.name(REST)}
    return sorted(names)


def _told(day: Day, saying: Saying) -> Told:
    return Told(day.on, day.scores[saying.symptom], ", ".join(_done(day, saying)))


def _in_words(drawn: Plot, saying: Saying) -> str:
    return saying.text(
        "trend.alt",
        first=f"{drawn.first.day} {drawn.first:%B}",
        last=f"{drawn.last.day} {drawn.last:%B}",
        early=f"{drawn.early:g}",
        late=f"{drawn.late:g}",
    )
