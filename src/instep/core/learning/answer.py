"""What helps this person, whole: from a diary to what is known of every symptom and technique."""

from collections.abc import Mapping
from dataclasses import dataclass

from numpy.random import RandomState

from instep.core.diary import Diary, Symptom
from instep.core.learning.choosing import Picked, picked
from instep.core.learning.columns import Asking, Enquiry, is_gone
from instep.core.learning.fit import learn
from instep.core.learning.liking import liking
from instep.core.learning.pairs import Pair, pairs
from instep.core.learning.posterior import Known, Posterior
from instep.core.learning.priors import Bell, Learning
from instep.core.learning.right_after import right_after
from instep.core.learning.tipping import Tipping, tipping
from instep.core.learning.verdict import Judged, Reason, Rules, judge, paused


@dataclass(frozen=True)
class Asked:
    """What a diary is asked: ``primary`` is followed most closely, the others are looked at too.

    ``beforehand`` was chosen before there was anything to look at; None: it is the primary one.
    It alone has the plain yardstick: what is chosen later is one of those looked at too, so that
    choosing anew never makes it easier to be told something. ``pooled`` are beliefs learned from
    many people, by technique.
    """

    asking: Asking
    learning: Learning
    primary: Symptom = Symptom.PAIN
    pooled: Mapping[str, Bell] | None = None
    beforehand: Symptom | None = None

    def enquiry(self, symptom: Symptom) -> Enquiry:
        """The same, of one symptom."""
        return Enquiry(symptom, self.asking, self.learning.priors, self.first, self.pooled)

    @property
    def first(self) -> Symptom:
        """What was chosen beforehand."""
        return self.beforehand or self.primary

    @property
    def rules(self) -> Rules:
        """Where verdicts begin."""
        return Rules(self.learning.yardstick, self.learning.fair_test)


@dataclass(frozen=True)
class Answer:
    """What a diary says of one symptom: a verdict for each technique that was ever used.

    ``posterior`` is None where the symptom was never scored; then nothing is judged.
    """

    symptom: Symptom
    posterior: Posterior | None
    judged: tuple[Judged, ...] = ()


def answer(diary: Diary, symptom: Symptom, asked: Asked) -> Answer:
    """One symptom's answer."""
    if not diary.scores(symptom):
        return Answer(symptom, None)
    enquiry = asked.enquiry(symptom)
    posterior = learn(diary, enquiry)
    return Answer(symptom, posterior, judge(diary, enquiry, posterior, asked.rules))


def answers(diary: Diary, asked: Asked) -> tuple[Answer, ...]:
    """Every symptom's answer, the primary one first."""
    others = [symptom for symptom in Symptom if symptom is not asked.primary]
    return tuple(answer(diary, symptom, asked) for symptom in (asked.primary, *others))


def soon_after(diary: Diary, asked: Asked) -> Known:
    """What is known of the move from before a session to right after it."""
    return right_after(diary.about(asked.primary), asked.asking, asked.learning.right_after)


def tips(diary: Diary, found: Answer, asked: Asked) -> Mapping[str, Tipping]:
    """For each technique whether its verdict hangs on the evenings nobody wrote."""
    if found.posterior is None:
        return {}
    enquiry, yardstick = asked.enquiry(found.symptom), asked.learning.yardstick
    tipped = tipping(diary, enquiry, found.posterior, found.judged, yardstick)
    return {each.technique: each for each in tipped}


def picks(diary: Diary, asked: Asked) -> Picked:
    """Whether this person picks a session on worse days, on better ones, or on any."""
    told, learning = diary.about(asked.primary), asked.learning
    return picked(told, asked.asking, None, learning.priors, learning.choosing)


def pairs_of(diary: Diary, found: Answer, asked: Asked) -> tuple[Pair, ...]:
    """Every two techniques done on one day often enough, none of them paused or gone."""
    if found.posterior is None:
        return ()
    never = stopped(diary, asked)
    names = [n for n in found.posterior.columns.techniques if n not in never and not is_gone(n)]
    learning = asked.learning
    return pairs(diary, asked.enquiry(found.symptom), names, learning.pairing, learning.yardstick)


def likings(diary: Diary, asked: Asked, seed: int) -> Mapping[str, float]:
    """How well each technique is liked, for the plan: 0 where it is paused or makes things worse.

    A technique that is not named is liked as ever (1). The same diary and seed give the same.
    """
    found = answer(diary, asked.primary, asked)
    paused_now = stopped(diary, asked)
    factors: dict[str, float] = {}
    if found.posterior is not None:
        dice = RandomState(seed)
        factors = dict(liking(found.posterior, found.judged, asked.asking, dice))
    spared = {id: 0.0 for id, columns in asked.asking.items() if columns & paused_now.keys()}
    return {**factors, **spared}


def stopped(diary: Diary, asked: Asked) -> Mapping[str, Reason]:
    """What is paused whatever the scores say, and why."""
    return paused(diary, asked.asking, asked.learning.yardstick)
