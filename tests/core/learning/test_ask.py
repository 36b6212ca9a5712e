"""What one diary gives to many: what it would not be believed about alone, it does not tell."""

from dataclasses import replace

import numpy as np
from numpy.random import RandomState

from instep.core.diary import Diary, Origin, Symptom
from instep.core.learning.ask import ask
from instep.core.learning.pool import Population
from instep.core.learning.priors import Bell
from tests.core.learning.diaries import REST, day, diary_of, enquiry, given, in_blocks, truth
from tests.core.learning.worlds import PRIORS

NOBODY = Population.nobody(PRIORS)


def test_a_diary_tells_of_the_techniques_it_compared():
    told = ask(diary_of(truth({"t0": -2.0, "t1": 0.0}), 60), enquiry(), NOBODY)

    assert told.techniques == ("t0", "t1")
    assert np.linalg.solve(told.stiff, told.pull)[0] < -1


def test_a_technique_done_every_day_or_never_scored_is_not_told_of():
    choose = in_blocks((REST, "t0"), RandomState(1))
    days = [day(n, 4 + n % 3, *choose(n, None), given("t1")) for n in range(30)]
    unscored = [day(n, None, given("t2")) for n in range(30, 34)]
    told = ask(Diary((*days, *unscored)), enquiry(), NOBODY)

    assert told.techniques == ("t0",)


def test_a_technique_picked_by_how_the_day_felt_is_not_told_of():
    diary = diary_of(truth({"t0": -2.0, "t1": 0.0}), 60)

    def picked(line):
        mine = [replace(g, origin=Origin.CHOSEN) if "t0" in g.minutes else g for g in line.given]
        return replace(line, given=tuple(mine))

    told = ask(Diary(tuple(map(picked, diary))), enquiry(), NOBODY)

    assert told.techniques == ("t1",)


def test_a_diary_without_a_score_of_the_symptom_tells_nothing():
    assert ask(diary_of(truth({"t0": -2.0}), 30), enquiry(Symptom.COLD), NOBODY) is None


def test_what_the_diary_tells_does_not_depend_on_what_others_told_before():
    diary = diary_of(truth({"t0": -1.0}), 300)
    crowd = replace(NOBODY, techniques={"t0": Bell(-1.5, 0.8)})
    alone, among = (ask(diary, enquiry(), population) for population in (NOBODY, crowd))

    np.testing.assert_allclose(alone.pull / alone.stiff[0], among.pull / among.stiff[0], atol=0.1)
