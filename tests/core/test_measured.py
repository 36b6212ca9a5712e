"""What was measured holds back at once, wherever it is asked, and never loosens by itself.

Whole small worlds, beside a table of the rules by someone who had not read this code.
"""

from datetime import date, timedelta
from itertools import product

import pytest

from instep.core.body import Side, Zone
from instep.core.measures.temperature import Spot, Warmth
from instep.core.measures.touch import Felt, Noted, TouchTest
from instep.core.safety.facts import Facts
from instep.core.safety.measured import (
    DayGap,
    Measured,
    Missed,
    about_with,
    day_gap,
    is_news,
    measured_of,
    today_with,
)
from tests.make import healthy, judged, screen
from tests.oracle import measured as oracle

TODAY = date(2026, 11, 24)
WIDEST = 15.0


def ago(days):
    return TODAY - timedelta(days=days)


# -- The touch test --------------------------------------------------------------------------------

TOES = {
    "none missed": ("felt",) * 6,
    "one missed": ("felt",) * 5 + ("missed",),
    "two missed": ("missed",) * 2 + ("felt",) * 4,
    "all missed": ("missed",) * 6,
    "a toe not there": ("felt",) * 5 + ("untestable",),
    "a toe not there, two missed": ("missed",) * 2 + ("felt",) * 3 + ("untestable",),
    "broken off": ("missed", "felt"),
    "broken off, two missed": ("missed", "missed", "felt"),
}
AGES = (0, 1, 30, 365, 366)
FELT = {"felt": Felt.FELT, "missed": Felt.MISSED, "untestable": Felt.UNTESTED}


def noted(days, name, *, told):
    marks = tuple(FELT[toe] for toe in TOES[name])
    return Noted(ago(days), TouchTest(marks), stopped=len(marks) < 6, told=told)


def of_oracle(days, name):
    toes = TOES[name]
    return oracle.Test(-days, toes + (None,) * (6 - len(toes)))


def told(about, test):
    """About you after the person kept what came of a test: never less than feeling found lost."""
    if test.missed is not None:
        return {"touch_test_missed": test.missed, "touch_test_on": test.on.isoformat()}
    is_lost = isinstance(known := about.get("touch_test_missed"), int) and known >= 2
    return about if is_lost else {"touch_test_missed": "not_done"}


def counts(about):
    """The toes that count on the day judged; None: not done."""
    sheet = healthy({"diabetes": "yes", **about})
    answer = screen(sheet, TODAY).read("touch_test_missed")
    return answer if isinstance(answer, int) else None


def strictness(missed):
    return 1 if missed is None else 2 if missed >= 2 else 0


TESTS = [
    ((first, one), (second, two))
    for first, second in product(AGES, AGES)
    if first >= second
    for one, two in product(TOES, TOES)
]


def test_every_two_tests_that_were_kept_say_what_the_table_says():
    for (first, one), (second, two) in TESTS:
        about, tests = {}, []
        for days, name in ((first, one), (second, two)):
            test = noted(days, name, told=not name.startswith("broken"))
            about = told(about, test) if test.told else about
            tests.append(test)
        said = about_with(measured_of(tests, {}), about, TODAY)
        theirs = oracle.touch([of_oracle(first, one), of_oracle(second, two)], 0)

        assert counts(said) == theirs or (
            # an old test with an untestable toe is forgotten there, and was written down here
            strictness(counts(said)) > strictness(theirs)
        ), (first, one, second, two)


def test_every_two_tests_nobody_kept_are_no_less_strict_than_the_table():
    for (first, one), (second, two) in TESTS:
        tests = [noted(first, one, told=False), noted(second, two, told=False)]
        for known in (None, "not_done", 0, 1, 3):
            day = {"touch_test_on": ago(first).isoformat()} if isinstance(known, int) else {}
            about = {} if known is None else {"touch_test_missed": known, **day}
            said = counts(about_with(measured_of(tests, {}), about, TODAY))
            newest = counts(about_with(measured_of(tests[1:], {}), about, TODAY))
            case = (first, one, second, two, known)

            assert strictness(said) >= strictness(counts(about)), case
            assert strictness(said) >= strictness(newest), case
            if oracle.touch([of_oracle(second, two)], 0) in (2, 6):
                assert said in (2, 6), case


@pytest.mark.parametrize("told_lops", ["yes", "no", "not_sure"])
def test_feeling_counts_as_lost_just_where_the_table_says(told_lops):
    for days, name in product(AGES, TOES):
        test = noted(days, name, told=False)
        about = told({}, test) if test.missed == 0 or test.missed == 1 else {}
        said = about_with(measured_of([test], {}), about, TODAY)
        sheet = healthy({"diabetes": "yes", "told_lops": told_lops, **said})
        lops = Facts(screen(sheet, TODAY))["lops"].value.name.lower()
        theirs = oracle.lost_feeling([of_oracle(days, name)], 0, told=told_lops)

        assert lops == theirs, (days, name)


def test_what_was_kept_later_is_the_last_word_and_one_of_the_same_day_is_not():
    test = noted(3, "all missed", told=False)
    later = {"touch_test_missed": 0, "touch_test_on": ago(2).isoformat()}
    same = {"touch_test_missed": 0, "touch_test_on": ago(3).isoformat()}
    kept = noted(1, "none missed", told=True)

    assert about_with(measured_of([test], {}), later, TODAY) == later
    assert about_with(measured_of([test], {}), same, TODAY)["touch_test_missed"] == 6
    assert measured_of([test, kept], {}) == Measured()
    assert measured_of([noted(1, "all missed", told=True)], {}) == Measured()


def test_a_test_broken_off_says_nothing_unless_too_many_toes_were_missed_by_then():
    assert measured_of([noted(1, "broken off", told=False)], {}) == Measured()
    doubtful = measured_of([noted(1, "broken off, two missed", told=False)], {})
    assert doubtful == Measured(in_doubt=ago(1))
    under_way = Noted(ago(1), TouchTest((Felt.MISSED,)))
    stopped_at_its_end = Noted(ago(1), TouchTest((*[Felt.FELT] * 5, Felt.MISSED)), stopped=True)
    assert measured_of([under_way, stopped_at_its_end], {}) == Measured()


def test_a_toe_that_cannot_be_tested_puts_in_doubt_what_an_earlier_test_ruled_out():
    tests = [noted(9, "a toe not there", told=False), noted(2, "a toe not there", told=False)]

    assert measured_of(tests[:1], {}) == Measured(in_doubt=ago(9))
    assert measured_of(tests, {}) == Measured(in_doubt=ago(2))


def test_past_midnight_a_test_counts_for_the_evening_that_goes_on():
    missed = Measured(missed=Missed(3, TODAY + timedelta(days=1)))

    said = about_with(missed, {}, TODAY)
    assert said == {"touch_test_missed": 3, "touch_test_on": TODAY.isoformat()}


# -- Skin warmth -----------------------------------------------------------------------------------

SPOTS = {
    None: (),
    "narrow": (2.2, -1.0),
    "left": (2.3, -2.2),
    "right": (-2.3, 0.0),
    "either": (2.3, -2.9),
    "far": (17.0,),
}
SITES = (Zone.TOE_1, Zone.HEEL)


def warmth(name):
    spots = zip(SITES, SPOTS[name], strict=False)
    return Warmth({site: Spot((30.0 + gap,), (30.0,)) for site, gap in spots})


TYPED = [
    {},
    {"temp_gap": "not_done"},
    {"temp_gap": 2.2},
    {"temp_gap": 2.3},
    {"temp_gap": 2.3, "temp_warmer": "left"},
    {"temp_gap": 3, "temp_warmer": "right"},
]
YESTERDAY = [{}, {"temp_gap_yesterday": "not_done"}, {"temp_gap_yesterday": 2.2},
             {"temp_gap_yesterday": 2.3}]  # fmt: skip
GAPS = list(
    product(TYPED, YESTERDAY, SPOTS, (None, "narrow", "left"), (None, "either"), (None, "left"))
)


def as_measured(now, before, older):
    days = {TODAY: now, ago(1): before, ago(2): older}
    return measured_of([], {on: warmth(name) for on, name in days.items()})


def as_typed(typed, yesterday):
    """What was typed, as the table has it: a side that nobody named is either."""
    gap, before = typed.get("temp_gap"), yesterday.get("temp_gap_yesterday")
    if isinstance(gap, int | float):
        signs = {"left": (1,), "right": (-1,)}.get(typed.get("temp_warmer"), (1, -1))
        yield oracle.Gaps(0, tuple(gap * sign for sign in signs))
    if isinstance(before, int | float):
        yield oracle.Gaps(-1, (before,))


def test_every_gap_measured_and_typed_fires_just_the_rule_that_the_table_names():
    for typed, yesterday, now, before, older, red in GAPS:
        measured = as_measured(now, before, older)
        today = today_with(measured, {**typed, **yesterday}, TODAY, WIDEST)
        theirs = [*as_typed(typed, yesterday)]
        theirs += [oracle.Gaps(-n, SPOTS[name]) for n, name in enumerate((now, before, older))]
        more = {} if red is None else {"hot_swollen": red}
        for missing_foot in ("no", "right"):
            sheet = healthy({"missing_foot": missing_foot}, {**today, **more})
            found = {f.rule.id: f for f in judged(sheet, TODAY).findings}
            rule = oracle.temperature_rule(
                theirs, 0, red_or_swollen=red is not None, both_feet=missing_foot == "no"
            )
            case = (typed, yesterday, now, before, older, red, missing_foot)

            fired = {"T1", "T2", "T3"} & set(found)
            if rule is None:
                assert not fired, case
                continue
            name, shuts = rule
            assert name in fired, case
            assert name != "T3" or found["T3"].side == shuts, case
            assert ("T3" in fired) == (name == "T3" or (name == "T1" and "T2" not in fired)), case


def test_nothing_measured_changes_no_answer_and_nothing_measured_loosens_one():
    for typed, yesterday, now, before, older, _ in GAPS:
        said = {"wound": "no", **typed, **yesterday}
        measured = as_measured(now, before, older)
        today = today_with(measured, said, TODAY, WIDEST)
        again = today_with(measured, today, TODAY, WIDEST)

        assert again == today
        assert today["wound"] == "no"
        assert now or before or today == said
        if isinstance(said.get("temp_gap"), int | float):
            assert today["temp_gap"] >= said["temp_gap"]
        assert is_news(said, today) <= (today != said)


@pytest.mark.parametrize("end", [date.min, date.max])
def test_a_gap_is_asked_of_the_ends_of_the_calendar_too(end):
    measured = Measured({end: DayGap(3.0, Side.LEFT)})

    assert today_with(measured, {}, end, WIDEST)["temp_gap"] == 3.0


def test_a_narrow_gap_is_no_news_and_a_wide_one_is_until_it_is_known():
    narrow = today_with(as_measured("narrow", None, None), {}, TODAY, WIDEST)
    wide = today_with(as_measured("left", None, None), {}, TODAY, WIDEST)

    assert not is_news({}, narrow)
    assert is_news({}, wide)
    assert not is_news(wide, wide)
    assert is_news(wide, {**wide, "temp_warmer": "right"})


def test_past_midnight_a_gap_of_the_new_day_counts_for_the_evening_that_goes_on():
    tomorrow = TODAY + timedelta(days=1)
    wide, later = DayGap(3.0, Side.LEFT), DayGap(2.5, Side.RIGHT)

    alone = today_with(Measured({tomorrow: later}), {}, TODAY, WIDEST)
    both = today_with(Measured({TODAY: wide, tomorrow: later}), {}, TODAY, WIDEST)
    after = today_with(Measured({tomorrow + timedelta(days=1): wide}), {}, TODAY, WIDEST)
    assert (alone["temp_gap"], alone["temp_warmer"]) == (2.5, "right")
    assert alone["temp_gap_yesterday"] == "not_done"
    assert (both["temp_gap"], both["temp_gap_yesterday"], "temp_warmer" in both) == (3, 3, False)
    assert after == {}


def test_the_widest_gap_of_a_day_and_every_foot_that_is_too_warm_are_told():
    assert day_gap(warmth("either")) == DayGap(2.9, Side.BOTH)
    assert day_gap(warmth("left")) == DayGap(2.3, Side.LEFT)
    assert day_gap(warmth("narrow")) == DayGap(2.2, Side.BOTH)
    assert day_gap(warmth(None)) is None
    assert day_gap(Warmth({Zone.HEEL: Spot((30.0,), ())})) is None


def test_only_what_holds_back_can_end_what_a_session_rests_on():
    gaps = {TODAY: DayGap(2.2, Side.BOTH), ago(1): DayGap(2.3, Side.LEFT)}
    measured = Measured(gaps, Missed(2, TODAY), TODAY)

    back = Measured({ago(1): DayGap(2.3, Side.LEFT)}, Missed(2, TODAY), TODAY)
    assert measured.holding_back == back
