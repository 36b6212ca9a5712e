"""What may be said of a technique, in words: one sentence of verdict, and what it rests on.

Values come in, sentences go out; the page and the terminal say the same. Chances are told as "19 in
20" and rounded down, changes in half points.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from instep.core.diary import BEST, WORST, Symptom
from instep.core.learning.answer import Asked
from instep.core.learning.choosing import Follows, Picked
from instep.core.learning.columns import GONE, is_gone
from instep.core.learning.pairs import Extra, Pair
from instep.core.learning.tipping import Tipping
from instep.core.learning.verdict import Judged, Reason, Verdict
from instep.core.units import Words, filled

CHANCES = ((1, 2), (2, 3), (3, 4), (4, 5), (9, 10), (19, 20), (39, 40), (99, 100))
"""Chances as people say them: so many in so many, the least first."""

NEARLY_SURE = 0.995
"""From here on a chance is more than 99 in 100."""

LEAST_TOLD = 0.25
"""Points below which a change is almost nothing."""

NEAR_END = 0.5
"""Points by which the end of the scale cuts a change short before it is worth a sentence."""

ORDER = (
    Verdict.PAUSED,
    Verdict.WORSE,
    Verdict.HELPS_MUCH,
    Verdict.HELPS_SOME,
    Verdict.NO_IMPORTANT_EFFECT,
    Verdict.NOT_YET,
)
"""Harm first, then what helps, then what is not known."""

HELPING = (Verdict.HELPS_MUCH, Verdict.HELPS_SOME)


@dataclass(frozen=True)
class Said:
    """One technique in words. ``first`` is the sentence that counts, ``more`` what it rests on.

    ``ask`` is whom to turn to, where a technique is paused or makes things worse; else empty.
    """

    technique: str
    name: str
    verdict: str
    first: str
    more: tuple[str, ...]
    ask: str = ""


@dataclass(frozen=True)
class Saying:
    """The words of one symptom, and where verdicts begin."""

    symptom: Symptom
    asked: Asked
    words: Words

    def said(self, judged: Judged, tip: Tipping | None = None) -> Said:
        """One technique; ``tip`` tells whether its verdict hangs on evenings nobody wrote."""
        return Said(
            technique=judged.technique,
            name=self.name(judged.technique),
            verdict=self.text(f"verdict.{judged.verdict}"),
            first=self._first(judged),
            more=tuple(text for text in (*self._more(judged), self._tipped(judged, tip)) if text),
            ask=self.text("says.worse_whom") if judged.verdict is Verdict.WORSE else "",
        )

    def picks(self, picked: Picked) -> str:
        """A warning where sessions are picked by how the day feels; empty where they are not."""
        told = picked.follows in (Follows.WORSE_DAYS, Follows.BETTER_DAYS)
        return self.text(f"picks.{picked.follows}") if told else ""

    def follows(self) -> list[str]:
        """What is followed most closely; that it was chosen late, where it was."""
        return [text for text in (self.text("primary.followed"), self.late()) if text]

    def late(self) -> str:
        """That the symptom was chosen when there were sessions to look at; empty where not."""
        first = self.words[f"helps.feel.{self.asked.first}"]
        is_late = self.symptom is not self.asked.first
        return self.text("primary.later", first=first) if is_late else ""

    def pair(self, pair: Pair) -> Said:
        """Two on one day, beyond what both do by themselves; never a wish for more of it."""
        names = {"one": self.name(pair.one), "other": _small(self.name(pair.other))}
        more = [self.text("pairs.rests", together=pair.together, one_alone=pair.only_one,
                          other_alone=pair.only_other, **names)]  # fmt: skip
        if pair.extra is Extra.CANNOT_TELL_APART:
            more.insert(0, self.text("pairs.try_apart"))
        if pair.low is not None and pair.high is not None:
            more.insert(0, self.range(pair.low, pair.high))
            more += [self.text("sure.association")] if pair.association else []
        points = in_points(pair.change or 0.0, self.words)
        return Said(
            technique=f"{pair.one}+{pair.other}",
            name=self.text("pairs.name", **names),
            verdict=self.text(f"pairs.verdict.{pair.extra}"),
            first=self.text(f"pairs.{pair.extra}", points=points),
            more=tuple(more),
        )

    def paused(self, column: str, reason: Reason) -> Said:
        """A technique that is paused, where there is no score to say anything else of."""
        verdict = self.text(f"verdict.{Verdict.PAUSED}")
        return Said(column, self.name(column), verdict, self.text(f"reason.{reason}"), ())

    def name(self, column: str) -> str:
        """A group of techniques as people call it; one that is gone by the name it was kept by."""
        if is_gone(column):
            kept = column.removeprefix(GONE).replace("_", " ")
            return self.text("gone.name", name=kept)
        return self.words[f"helps.technique.{column}"]

    def text(self, key: str, **names: object) -> str:
        """One text, with the symptom and other names filled in."""
        told = {"feel": self.words[f"helps.feel.{self.symptom}"], **names}
        return filled(self.words[f"helps.{key}"], **told)

    # -- The sentence that counts ------------------------------------------------------------------

    def _first(self, judged: Judged) -> str:
        if judged.reason is None:
            points = in_points(judged.change, self.words)
            part = "gone" if is_gone(judged.technique) else "says"
            return self.text(f"{part}.{judged.verdict}", points=points)
        yardstick, count = self.asked.learning.yardstick, judged.tally
        least = {
            Reason.FEW_DAYS_ON: yardstick.least_days_on,
            Reason.FEW_DAYS_OFF: yardstick.least_days_off,
        }.get(judged.reason, 0)
        return self.text(
            f"reason.{judged.reason}",
            on=count.on,
            off=count.off,
            least=least,
            others=self._others(judged),
        )

    def _others(self, judged: Judged) -> str:
        return ", ".join(_small(self.name(other)) for other in judged.together)

    # -- What it rests on --------------------------------------------------------------------------

    def _more(self, judged: Judged) -> Sequence[str]:
        if judged.verdict is Verdict.PAUSED:
            return ()
        if is_gone(judged.technique) and judged.reason is not None:
            return (self.text("gone.no_more"), self._rests(judged))
        if judged.verdict is Verdict.NOT_YET:
            return (*self._what_would_help(judged), self._rests(judged))
        return (
            self.range(judged.low, judged.high),
            self._chance(judged),
            self._near_end(judged),
            self._rests(judged),
            self._who_chose(judged),
            self.text("sure.apart", others=self._others(judged)) if judged.together else "",
        )

    def _what_would_help(self, judged: Judged) -> Sequence[str]:
        block = self.asked.learning.fair_test.block_days
        days = judged.more_days
        told = days is not None or judged.reason is Reason.NOT_SURE
        key = "more_days.unknown" if days is None else "more_days.about"
        return (
            self.text(f"try.{judged.reason}", block=block, others=self._others(judged)),
            self.text(key, days=days) if told else "",
            self.range(judged.low, judged.high) if judged.reason is Reason.NOT_SURE else "",
        )

    def _tipped(self, judged: Judged, tip: Tipping | None) -> str:
        """Only of a verdict that was told: what is not told yet cannot tip."""
        if tip is None or tip.holds or judged.reason is not None:
            return ""
        return self.text("sure.hangs", evenings=tip.evenings)

    def range(self, low: float, high: float) -> str:
        """Between what and what the change may lie, in points below or above 0."""
        near, far = (high, low) if high <= 0 else (low, high)
        return self.text(
            "sure.range", near=up_or_down(near, self.words), far=up_or_down(far, self.words)
        )

    def _chance(self, judged: Judged) -> str:
        if judged.verdict is Verdict.NO_IMPORTANT_EFFECT:
            return ""
        is_less = judged.chance_better >= 0.5
        chance = judged.chance_better if is_less else 1 - judged.chance_better
        key = "sure.chance_less" if is_less else "sure.chance_more"
        return self.text(key, chance=in_chances(chance, self.words))

    def _near_end(self, judged: Judged) -> str:
        cut = abs(judged.change) - abs(judged.shown)
        if judged.verdict not in HELPING or cut < NEAR_END:
            return ""
        return self.text("sure.near_end", points=in_points(judged.shown, self.words))

    def _who_chose(self, judged: Judged) -> str:
        if judged.association:
            return self.text("sure.association")
        return self.text("sure.by_lot", lots=judged.tally.assigned)

    def _rests(self, judged: Judged) -> str:
        return self.text("sure.rests", on=judged.tally.on, off=judged.tally.off)


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def in_order(judged: Iterable[Judged]) -> list[Judged]:
    """Techniques as they are told, one after the other."""
    return sorted(judged, key=lambda one: (ORDER.index(one.verdict), one.change))


def in_points(change: float, words: Words) -> str:
    """How much, in half points as people say them; up or down is said elsewhere."""
    if abs(change) < LEAST_TOLD:
        return words["helps.points.none"]
    halves = max(1, round(2 * abs(change)))
    whole, is_half = divmod(halves, 2)
    if halves == 1:
        return words["helps.points.half"]
    if is_half:
        return words["helps.points.and_a_half"].replace("{whole}", str(whole))
    return words["helps.points.one" if whole == 1 else "helps.points.many"].replace(
        "{whole}", str(whole)
    )


def up_or_down(change: float, words: Words) -> str:
    """How much less or more."""
    points = in_points(change, words)
    if abs(change) < LEAST_TOLD:
        return points
    return words[f"helps.points.{'less' if change < 0 else 'more'}"].replace("{points}", points)


def in_chances(chance: float, words: Words) -> str:
    """A chance of at least one half as "19 in 20", never more than it is."""
    if chance >= NEARLY_SURE:
        key, (in_it, of) = "over", CHANCES[-1]
    else:
        key, (in_it, of) = "one_in", max((n for n in CHANCES if n[0] / n[1] <= chance), key=_share)
    text = words[f"helps.chance.{key}"]
    return text.replace("{in_it}", str(in_it)).replace("{of}", str(of))


def _share(chance: tuple[int, int]) -> float:
    return chance[0] / chance[1]


def why_nothing(scores: Sequence[int], sessions: int, saying: Saying) -> str:
    """What to say of a diary that no technique can be read out of; empty where one can."""
    if not scores:
        return saying.text("empty.no_score" if sessions else "empty.nobody")
    if len(scores) == 1:
        return saying.text("empty.one_day")
    if not sessions:
        return saying.text("empty.no_session", days=len(scores))
    return ""


def why_still(scores: Sequence[int], saying: Saying) -> str:
    """What to say of scores that never move; empty where they do, or are too few."""
    if len(scores) < 2 or len(set(scores)) > 1:
        return ""
    if scores[0] == BEST:
        return saying.text("empty.always_none")
    if scores[0] == WORST:
        return saying.text("empty.always_most")
    return saying.text("empty.always_same", score=scores[0])
