"""What helps you, as a page: honest with much, with little, and with nothing."""

import subprocess
import sys
from datetime import date, timedelta

import pytest

pytestmark = pytest.mark.usefixtures("rows", "clock")
TODAY = date(2026, 11, 24)
NOBODY = "There is no line in your diary yet."


@pytest.fixture
def rosa_is_here(rows, clock):
    from instep.web.made_up import move_in

    move_in(0, TODAY)


def lines(*scores, symptom="pain"):
    """A line a day, the last one yesterday."""
    from datetime import UTC, datetime

    from instep.web import clock
    from instep.web.records import store

    first = TODAY - timedelta(days=len(scores))
    for number, score in enumerate(scores):
        on = first + timedelta(days=number)
        at = clock.moment(datetime(on.year, on.month, on.day, 21, tzinfo=UTC))
        store.keep_line(on, {"scores": {symptom: score}}, at)


def session(days_ago, technique="arch_rub", after=3, before=4):
    """A session at eight in the evening, so long ago."""
    from datetime import UTC, datetime

    from instep.web import clock
    from instep.web.records import store
    from instep.web.records.ids import uuid7

    on = TODAY - timedelta(days=days_ago)
    moment = clock.moment(datetime(on.year, on.month, on.day, 20, tzinfo=UTC))
    body = {
        "at": moment.at.isoformat(),
        "on": on.isoformat(),
        "steps": [technique],
        "played": [600.0],
        "before": before,
        "after": after,
    }
    store.keep_session(uuid7(moment.at), body, moment)


def checked_in(days_ago, score):
    """An evening that stopped after the check-in."""
    from datetime import UTC, datetime

    from instep.web import clock
    from instep.web.records import store
    from instep.web.records.ids import uuid7
    from instep.web.records.tonight import Stage, Tonight

    on = TODAY - timedelta(days=days_ago)
    moment = clock.moment(datetime(on.year, on.month, on.day, 20, tzinfo=UTC))
    night = Tonight(id=uuid7(moment.at), on=on, stage=Stage.OVER, scored=True, before=score)
    store.keep_tonight(night, moment)


def page(alice):
    return alice.open("/helps/").text


def test_the_first_page_leads_there(alice):
    assert 'href="/helps/"' in alice.open("/").html


def test_a_diary_without_a_line_says_how_to_begin(alice):
    assert NOBODY in page(alice)


def test_one_day_is_told_to_be_one_day(alice):
    lines(5)

    assert "One day can tell nothing yet" in page(alice)


def test_scores_without_a_session_are_drawn_and_say_what_is_missing(alice):
    lines(*[4, 5, 6, 5] * 3)
    said = page(alice)

    assert "There are 12 days with a score, and no session yet." in said
    assert "Pain, day by day" in said


@pytest.mark.parametrize(("score", "said"), [
    (0, "Your scores are all 0. There is nothing to make less"),
    (10, "Tell your doctor how strong it is."),
    (5, "Your scores are all 5. When nothing moves, we can learn little."),
])  # fmt: skip
def test_scores_that_never_move_are_told_as_that(alice, score, said):
    lines(*[score] * 20)
    session(5)

    assert said in page(alice)


def test_a_session_every_day_says_to_leave_it_out_now_and_then(alice):
    lines(*[4, 5, 6, 5] * 5)
    for ago in range(1, 21):
        session(ago)

    assert "Days with a score and without it: 0. It takes 6." in page(alice)
    assert "leave it out for 3 days now and then" in page(alice)


def test_what_made_feet_worse_twice_is_paused_and_says_whom_to_ask(alice):
    lines(*[4, 5, 6, 5] * 5)
    session(3, after=7)
    session(9, after=8)
    said = page(alice)

    assert "Paused" in said
    assert "More than once your feet felt much worse right after it." in said
    assert 'href="/about/contacts/"' in alice.html


def test_what_is_paused_is_told_even_where_nothing_was_ever_scored(alice):
    session(3, after=7)
    session(9, after=8)
    said = page(alice)

    assert "There is no score for pain yet." in said
    assert "Rubbing Paused More than once your feet felt much worse right after it." in said


def test_who_picks_sessions_on_worse_days_is_told_so_and_shown_the_way_to_a_lot(alice):
    lines(*[6, 3, 7, 4, 3, 6] * 6)
    for ago in range(1, 37):
        if ago % 3 == 0:
            session(ago, before=8)
        else:
            checked_in(ago, 3)
    said = page(alice)

    assert "You tend to have a session on your worse days." in said
    assert 'href="/fair/"' in alice.html


def test_who_has_no_free_choice_is_not_warned(rosa_is_here, alice):
    assert "You tend to have a session" not in page(alice)


def test_rosa_is_told_what_helps_her_by_how_much_and_how_sure(rosa_is_here, alice):
    said = page(alice)

    assert "Toe stretching Helps, likely by an amount that matters" in said
    assert "On days with it, pain is about 2 points less." in said
    assert "Days with a score and with it: 4. It takes 6." in said


def test_no_page_of_hers_holds_a_bare_percentage(rosa_is_here, alice):
    assert "%" not in page(alice)


def two_a_day(days=60):
    """Two kinds of technique in three of four blocks, each alone and both together."""
    from datetime import UTC, datetime

    from instep.web import clock
    from instep.web.records import store
    from instep.web.records.ids import uuid7

    kinds = (["arch_rub"], ["toe_stretch"], ["arch_rub", "toe_stretch"], ["quiet_rest"])
    lines(*[5 + day % 2 for day in range(days)])
    for day in range(days):
        on = TODAY - timedelta(days=days - day)
        moment = clock.moment(datetime(on.year, on.month, on.day, 20, tzinfo=UTC))
        steps = kinds[day // 3 % 4]
        body = {"at": moment.at.isoformat(), "on": on.isoformat(), "steps": steps,
                "played": [300.0] * len(steps), "before": 5, "after": 5}  # fmt: skip
        store.keep_session(uuid7(moment.at), body, moment)


def test_two_on_the_same_day_are_told_of_with_a_ruler_and_how_sure(alice):
    two_a_day()
    said = page(alice)

    assert "Two on the same day" in said
    assert "Rubbing and toe stretching Not enough data yet" in said
    assert "Less They add up More" in said
    assert "Days with both: 15. Only one of them: 15 and 15." in said


def test_who_never_did_two_on_one_day_is_told_nothing_of_it(rosa_is_here, alice):
    assert "Two on the same day" not in page(alice)


def test_other_symptoms_are_folded_and_labelled_as_looked_at_too(rosa_is_here, alice):
    said = page(alice)

    for symptom in ("Burning", "Tingling", "Numbness", "Cold feet", "Sleep trouble"):
        assert f"{symptom}, looked at too We looked at these too." in said


def test_every_day_with_a_score_stands_in_the_table_beneath(rosa_is_here, alice):
    from instep.core.diary import Symptom
    from instep.web.records.written import diary

    table = page(alice).split("The days as a table")[1].split("Right after")[0]

    assert table.count(" 2026 ") == len(diary().scores(Symptom.PAIN))


def test_how_we_know_shows_the_counts_that_are_kept_and_what_is_not_claimed(alice):
    from instep.adapters.content import how_we_know

    said = alice.open("/helps/how/").text
    for each in how_we_know().calibration:
        assert f"After {each.days} days {each.promised} in 100 {each.held} in 100" in said
    for row in how_we_know().before_after:
        assert f"Fooled in 100 people: {round(row.fooled_subtracting)}" in said or row.effect

    assert "We do not say why it helps" in said


def test_what_helps_leads_to_how_we_know(alice):
    page(alice)

    assert 'href="/helps/how/"' in alice.html


def test_the_same_rows_are_worked_out_once_and_new_ones_anew(rosa_is_here, clock):
    from instep.web.learned import learned

    first = learned()
    assert learned() is first
    clock.later(hours=1)
    lines(9)

    assert learned() is not first


def test_nothing_of_anybody_stays_when_it_is_forgotten(rosa_is_here, alice):
    from instep.web import learned

    page(alice)
    learned.clear()

    assert learned._learned.cache_info().currsize == 0


def test_the_engine_is_not_loaded_until_somebody_asks():
    code = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'instep.web.settings';"
        "import django; django.setup(); import instep.web.urls; "
        "print({'numba', 'instep.core.learning.answer'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"
