"""Rosa, who does not exist: her diary is drawn from a truth that is known."""

from datetime import date, timedelta

from instep.adapters.content import SHIPPED
from instep.adapters.content.beliefs import read_learning
from instep.adapters.content.sources import read_sources
from instep.core.diary import Diary, Origin, Symptom
from instep.core.learning.rosa import (
    AFTER,
    ARMS,
    AWAY,
    BY_LOT,
    DAYS,
    HELPS,
    ILL,
    RUN_IN,
    TRUTHS,
    fair_test,
    rosa,
)  # fmt: skip
from instep.core.learning.trial import Stopped

LAST = date(2026, 11, 29)
LEARNING = read_learning(SHIPPED, read_sources(SHIPPED))


def diary(seed=0):
    return Diary.of(told.day for told in rosa(LAST, seed, LEARNING))


def test_the_same_day_and_seed_give_the_same_rosa_and_another_seed_another():
    assert diary(3) == diary(3)
    assert diary(3) != diary(4)


def test_she_lives_twelve_weeks_and_no_day_longer_than_she_was_asked_to():
    days = [day.on for day in diary()]

    assert days[-1] <= LAST
    assert days[0] > LAST - timedelta(days=DAYS)
    assert diary().length >= DAYS - 3


def test_every_symptom_has_a_truth_and_is_written_down():
    assert set(TRUTHS) == set(Symptom)
    for symptom in Symptom:
        assert len(diary().scores(symptom)) > 60, symptom


def test_she_forgets_some_days_and_is_away_on_four():
    there = {(day.on - LAST).days + DAYS - 1 for day in diary()}

    assert not there & set(AWAY)
    assert any("scores" for day in diary() if not day.scores)


def test_on_the_day_she_is_ill_she_writes_her_line_and_has_no_session():
    first = LAST - timedelta(days=DAYS - 1)
    for seed in range(20):
        (ill,) = (day for day in diary(seed) if (day.on - first).days == ILL)
        assert ill.scores
        assert not ill.given
        assert ill.check_in is None


def test_any_whole_number_is_a_seed():
    assert diary(-1) != diary(10**17)


def test_her_first_week_is_scores_alone():
    first = LAST - timedelta(days=DAYS - 1)
    early = [day for day in diary() if (day.on - first).days in RUN_IN]

    assert early
    assert not [day for day in early if day.given]


def test_every_session_has_a_check_in_before_it_and_a_score_after():
    for day, given in diary().sessions:
        assert day.check_in is not None, day.on
        assert given.after is not None, day.on


def test_the_lot_gives_every_arm_and_quiet_rest_their_turn():
    by_lot = [told.arm for told in rosa(LAST, 0, LEARNING) if told.by_lot]

    assert set(by_lot) == set(ARMS)
    assert all(by_lot.count(arm) >= 10 for arm in ARMS)


def test_each_day_of_the_test_is_lived_as_its_lot_was_drawn():
    trial = fair_test(LAST, 0, LEARNING)
    lived = {told.day.on: told for told in rosa(LAST, 0, LEARNING) if told.arm}

    assert all(told.by_lot == (trial.arm_on(on) is not None) for on, told in lived.items())
    assert all(told.arm == trial.arm_on(on) for on, told in lived.items() if told.by_lot)
    assert sum(told.by_lot for told in lived.values()) > 40


def test_she_stops_the_test_by_herself_and_lives_on():
    trial = fair_test(LAST, 0, LEARNING)
    first = LAST - timedelta(days=DAYS - 1)

    assert trial.stopped == (first + timedelta(days=BY_LOT.stop), Stopped.BY_PERSON)
    assert sum(block.days for block in trial.blocks) == len(BY_LOT)
    assert [day for day in diary() if (day.on - first).days in AFTER and day.given]


def test_what_she_picked_is_told_from_what_the_lot_picked():
    origins = {given.origin for _, given in diary().sessions}

    assert origins == {Origin.ASSIGNED, Origin.CHOSEN}
    assert set(HELPS) >= {arm for arm in ARMS if arm != "quiet_rest"}


def test_no_session_of_hers_is_paused_for_harm():
    for day, given in diary().sessions:
        assert given.after <= day.check_in + 1
        assert not given.harms
