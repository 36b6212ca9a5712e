"""Verdicts: harm first, then enough days, then what the numbers say; said as values."""

from dataclasses import replace
from datetime import timedelta

import pytest
from numpy.random import RandomState

from instep.core.diary import Diary, Harm, Origin, Symptom
from instep.core.learning.fit import learn
from instep.core.learning.posterior import one_bell
from instep.core.learning.verdict import Judged, Reason, Verdict, judge, matters_from, said_of
from tests.core.learning.diaries import (
    ASKING,
    FIRST,
    REST,
    RULES,
    day,
    diary_of,
    enquiry,
    given,
    in_blocks,
    truth,
)

YARDSTICK = RULES.yardstick


def judged(diary: Diary, **more) -> dict[str, Judged]:
    asked = enquiry(**more)
    return {j.technique: j for j in judge(diary, asked, learn(diary, asked), RULES)}


@pytest.mark.parametrize(
    ("mean", "sd", "verdict"),
    [
        (-3.0, 0.5, Verdict.HELPS_MUCH),
        (-1.0, 0.3, Verdict.HELPS_SOME),
        (-1.0, 0.8, None),
        (0.1, 0.4, Verdict.NO_IMPORTANT_EFFECT),
        (0.0, 1.5, None),
        (1.0, 0.4, Verdict.WORSE),
        (0.5, 0.2, Verdict.WORSE),
        (-0.5, 0.2, Verdict.HELPS_SOME),
    ],
)
def test_the_numbers_alone_say(mean, sd, verdict):
    assert said_of(one_bell("t0", mean, sd), "t0", 1.5, YARDSTICK) == verdict


@pytest.mark.parametrize(("level", "matters"), [(1, 1.0), (5, 1.5), (10, 2.0)])
def test_what_matters_is_a_third_of_the_level_within_one_and_two_points(level, matters):
    diary = Diary(tuple(day(n, level) for n in range(20)))

    assert matters_from(diary, enquiry(), YARDSTICK) == pytest.approx(matters)


def test_someone_whom_a_technique_helps_much_is_told_so_in_twelve_weeks():
    found = judged(diary_of(truth({"t0": -2.5, "t1": 0.0}), 84, seed=4))

    assert found["t0"].verdict in (Verdict.HELPS_MUCH, Verdict.HELPS_SOME)
    assert found["t1"].verdict not in (Verdict.HELPS_MUCH, Verdict.HELPS_SOME, Verdict.WORSE)


def test_a_verdict_comes_with_all_that_it_rests_on():
    found = judged(diary_of(truth({"t0": -2.5}), 84, seed=4))["t0"]

    assert found.low < found.change < found.high < 0
    assert found.change - 0.1 < found.shown < 0
    assert found.chance_better > 0.99
    assert found.tally.on + found.tally.off <= 84
    assert (found.association, found.exploratory, found.together) == (False, False, ())


def test_something_found_on_the_skin_pauses_a_technique_whatever_it_does_for_pain():
    diary = diary_of(truth({"t0": -2.5}), 84, seed=4)
    hurt = next(d for d in diary if "t0" in d.given[0].minutes)
    after = replace(hurt, given=(replace(hurt.given[0], harms=frozenset({Harm.BROKEN_SKIN})),))
    found = judged(Diary(tuple(after if d is hurt else d for d in diary)))["t0"]

    assert (found.verdict, found.reason) == (Verdict.PAUSED, Reason.HARM_FOUND)


@pytest.mark.parametrize(("times", "paused"), [(1, False), (2, True)])
def test_two_points_worse_right_after_twice_pauses_a_technique(times, paused):
    bad = [day(n, 5, given("t0", after=7), check_in=5) for n in range(times)]
    good = [day(n, 5, given("t0", after=6), check_in=5) for n in range(times, 10)]
    found = judged(Diary((*bad, *good)))["t0"]

    assert (found.reason is Reason.WORSE_RIGHT_AFTER) == paused


def test_a_session_of_several_techniques_pauses_each_of_them():
    diary = Diary((day(0, 5, given("t0", "t1", harms=frozenset({Harm.NEW_WEAKNESS}))),))

    assert {j.verdict for j in judged(diary).values()} == {Verdict.PAUSED}


def on_and_off(blocks: str) -> Diary:
    """A letter a day: t for the technique, r for rest. Scores go up and down of themselves."""
    kinds = {"t": given("t0"), "r": given(REST)}
    return Diary(tuple(day(n, 3 + 3 * n % 5, kinds[kind]) for n, kind in enumerate(blocks)))


@pytest.mark.parametrize(
    ("blocks", "reason"),
    [
        ("trtrtrtrtrrrrr", Reason.FEW_DAYS_ON),
        ("trtrtrtrtttttt", Reason.FEW_DAYS_OFF),
        ("ttttttrrrrrrtt", Reason.FEW_SWITCHES),
        ("tttrrrtttrrrttt", Reason.NOT_SURE),
    ],
)
def test_too_little_of_something_is_said_with_about_how_many_days(blocks, reason):
    found = judged(on_and_off(blocks))["t0"]

    assert (found.verdict, found.reason) == (Verdict.NOT_YET, reason)
    assert found.more_days is None or found.more_days > 0


def test_days_without_a_score_are_not_counted():
    diary = Diary(tuple(day(n, None, given("t0")) for n in range(30)))

    assert judged(diary)["t0"].tally.on == 0


def test_more_days_make_the_wait_shorter():
    who = truth({"t0": -1.5})
    waits = [judged(diary_of(who, days, seed=2))["t0"].more_days for days in (14, 40)]

    assert waits[1] is None or waits[0] is None or waits[1] <= waits[0]


def chosen(diary: Diary, *, check_in: int | None) -> Diary:
    """The same days, as if the person had picked each session."""
    return Diary(
        tuple(
            replace(
                d,
                check_in=check_in,
                given=tuple(replace(g, origin=Origin.CHOSEN) for g in d.given),
            )
            for d in diary
        )
    )


def test_sessions_chosen_for_reasons_nobody_wrote_down_get_no_verdict():
    diary = chosen(diary_of(truth({"t0": -3.0}), 84, seed=4), check_in=None)

    assert judged(diary)["t0"].reason is Reason.CHOSEN_BY_FEELING


def test_sessions_chosen_after_a_check_in_get_a_verdict_called_an_association():
    diary = chosen(diary_of(truth({"t0": -3.0}), 84, seed=4), check_in=6)
    found = judged(diary)["t0"]

    assert (found.association, found.reason) == (True, None)


def test_another_symptom_than_the_one_chosen_is_exploratory():
    diary = diary_of(truth({"t0": -3.0}), 84, seed=4)

    assert judged(diary, beforehand=Symptom.COLD)["t0"].exploratory


def test_techniques_always_done_together_cannot_be_told_apart():
    choose = in_blocks(("both", REST), RandomState(3))

    def both(number: int, check_in: int | None):
        is_rest = REST in choose(number, check_in)[0].minutes
        return (given(REST) if is_rest else given("t0", "t1"),)

    found = judged(diary_of(truth({"t0": -2.0, "t1": -1.0}), 84, choose=both))

    assert "t1" in found["t0"].together
    assert found["t0"].verdict is Verdict.NOT_YET


def test_rest_takes_the_credit_for_what_every_session_does():
    who = truth({"t0": 0.0}, any_session=-2.5)
    choose = in_blocks(("t0", REST, ""), RandomState(3))

    def sometimes(number: int, check_in: int | None):
        return () if "" in choose(number, check_in)[0].minutes else choose(number, check_in)

    known = learn(diary_of(who, 120, choose=sometimes), enquiry()).known

    assert known.mean("any_session") < -1.2 < known.mean("t0")


def test_a_night_is_the_answer_to_the_evening_before():
    def line(number: int):
        sessions = (given("t0"),) if number // 3 % 2 else ()
        slept_after = (number - 1) // 3 % 2
        return replace(
            day(number, None, *sessions),
            on=FIRST + timedelta(days=number),
            scores={Symptom.SLEEP: 3 if slept_after else 6},
        )

    diary = Diary(tuple(line(n) for n in range(60)))
    known = learn(diary, enquiry(Symptom.SLEEP)).known

    assert known.mean("t0") < -2


def test_every_technique_that_is_asked_about_is_known_by_name():
    assert set(ASKING) > {REST, "t0"}


@pytest.mark.parametrize(("primary", "verdict"), [(True, Verdict.HELPS_SOME), (False, None)])
def test_a_symptom_that_was_not_chosen_beforehand_needs_more_to_be_told_to_get_better(
    primary, verdict
):
    """2.6 standard deviations: 995 in 1,000."""
    measure = YARDSTICK.of(exploratory=not primary)

    assert said_of(one_bell("t0", -1.3, 0.5), "t0", 1.5, measure) == verdict


def test_a_symptom_that_was_not_chosen_beforehand_is_told_to_get_worse_as_soon_as_any():
    measure = YARDSTICK.of(exploratory=True)

    assert said_of(one_bell("t0", 1.2, 0.5), "t0", 1.5, measure) is Verdict.WORSE


def test_what_is_told_of_the_chosen_symptom_waits_for_more_in_another_with_the_same_scores():
    diary = diary_of(truth({"t0": -1.5}), 60, seed=2)
    pain = Symptom.PAIN
    scores = [dict.fromkeys(Symptom, day.scores[pain]) if day.scores else {} for day in diary]
    same = Diary(tuple(replace(d, scores=s) for d, s in zip(diary, scores, strict=True)))
    chosen, other = (judged(same, symptom=each)["t0"] for each in (pain, Symptom.COLD))

    assert chosen.chance_better == other.chance_better
    assert (chosen.verdict, other.verdict) == (Verdict.HELPS_SOME, Verdict.NOT_YET)
    assert other.more_days is not None
