"""What helps, in the terminal: each technique with a drawn ruler, the same words as on the page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from instep.adapters.terminal.foot import Role
from instep.adapters.terminal.frame import Page
from instep.adapters.terminal.pages import wrapped
from instep.core.diary import Diary
from instep.core.learning.answer import Answer
from instep.core.learning.pairs import Pair
from instep.core.learning.saying import Said, Saying, in_order, why_nothing, why_still
from instep.core.learning.tipping import Tipping
from instep.core.learning.verdict import Judged, Reason, Verdict
from instep.core.units import Words

WIDEST, NARROWEST = 64, 28
"""Letters of a ruler at most, and at least."""

LEAST_POINTS = 3
INDENT = "  "


@dataclass(frozen=True)
class Pens:
    """What a ruler is drawn with: its line, no change, where it matters, sure, unsure, the dot."""

    rule: str
    none: str
    box: str
    sure: str
    unsure: str
    dot: str


BLOCKS = Pens("─", "│", "░", "█", "·", "●")
ASCII = Pens("-", "|", ":", "=", ".", "o")


@dataclass(frozen=True)
class HelpsPage:
    """One symptom's answer as rows, for a terminal of so many columns."""

    diary: Diary
    saying: Saying
    width: int
    pens: Pens = BLOCKS
    stopped: Mapping[str, Reason] = field(default_factory=dict)
    tips: Mapping[str, Tipping] = field(default_factory=dict)
    pairs: Sequence[Pair] = ()

    def rows(self, found: Answer) -> Page:
        """The whole of it."""
        scores = [score for _, score in self.diary.scores(found.symptom)]
        nothing = why_nothing(scores, len(self.diary.sessions), self.saying)
        still = why_still(scores, self.saying)
        rows = self._text(nothing or self._days(), Role.WORDS)
        rows += self._text(still, Role.WORDS) if still else []
        if nothing:
            return rows + self._paused()
        points = _reach(found.judged)
        for judged in in_order(found.judged):
            rows += [[], *self._technique(judged, points)]
        return rows + self._pairs()

    def _pairs(self) -> Page:
        """Two on one day, in words; they are seldom many."""
        if not self.pairs:
            return []
        rows: Page = [[], [(self.saying.text("pairs.title"), Role.TITLE)]]
        rows += self._text(self.saying.text("pairs.line"), Role.SOFT)
        for said in map(self.saying.pair, self.pairs):
            rows += [[], [(said.name, Role.TITLE)], [(said.verdict, Role.WORDS)]]
            rows += self._sentences(said)
        return rows

    def _paused(self) -> Page:
        """What is paused whatever was scored."""
        rows: Page = []
        for column, reason in sorted(self.stopped.items()):
            said = self.saying.paused(column, reason)
            rows += [[], [(said.name, Role.TITLE)], [(said.verdict, Role.WORDS)]]
            rows += self._sentences(said)
        return rows

    def _days(self) -> str:
        symptom = self.saying.text(f"symptom.{self.saying.symptom}")
        return self.saying.text("after_days", symptom=symptom, days=self.diary.length)

    def _technique(self, judged: Judged, points: int) -> Iterator[list[tuple[str, Role]]]:
        said = self.saying.said(judged, self.tips.get(judged.technique))
        yield [(said.name, Role.TITLE)]
        yield [(said.verdict, Role.WORDS)]
        if judged.verdict is not Verdict.PAUSED:
            yield self._ends()
            yield [(INDENT + self._drawn(judged, points), Role.LIT)]
        yield from self._sentences(said)

    def _sentences(self, said: Said) -> Page:
        rows = self._text(" ".join(filter(None, (said.first, said.ask))), Role.WORDS)
        for text in said.more:
            rows += self._text(text, Role.SOFT)
        return rows

    def _text(self, text: str, role: Role) -> Page:
        return [[(line, role)] for line in wrapped(text, width=self.width)]

    # -- The ruler ---------------------------------------------------------------------------------

    @property
    def _letters(self) -> int:
        """An odd number, so that no change has a letter of its own in the middle."""
        return min(max(self.width - 2 * len(INDENT), NARROWEST), WIDEST) // 2 * 2 - 1

    def _ends(self) -> list[tuple[str, Role]]:
        more = self.saying.text(f"more.{self.saying.symptom}")
        less = self.saying.text(f"less.{self.saying.symptom}")
        between = max(1, self._letters - len(more) - len(less))
        return [(f"{INDENT}{more}{' ' * between}{less}", Role.SOFT)]

    def _drawn(self, judged: Judged, points: int) -> str:
        letters, pens = self._letters, self.pens
        middle = letters // 2

        def at(change: float) -> int:
            return middle + round(min(max(-change / points, -1.0), 1.0) * middle)

        drawn = [pens.rule] * letters
        drawn[at(-judged.matters) :] = pens.box * (letters - at(-judged.matters))
        pen = pens.unsure if judged.verdict is Verdict.NOT_YET else pens.sure
        left, right = at(judged.high), at(judged.low)
        drawn[left : right + 1] = pen * (right + 1 - left)
        drawn[middle] = pens.none
        drawn[at(judged.change)] = pens.dot
        return "".join(drawn)


def _reach(judged: Sequence[Judged]) -> int:
    far = max((max(abs(each.low), abs(each.high)) for each in judged), default=0.0)
    return max(LEAST_POINTS, int(far) + 1)


def others_line(answers: Sequence[Answer], words: Words) -> str:
    """Which other symptoms there are answers about, by the words of the command that shows one."""
    names = ", ".join(str(found.symptom) for found in answers if found.judged)
    return words["helps.others"].replace("{names}", names) if names else ""
