"""Measures on the pages: what is kept at each step, what it feeds, and what it never does."""

from datetime import timedelta

import pytest

from tests.make import house

FELT = ["felt"] * 6
SITES = 6


def about():
    from instep.web.records import store

    return store.person().about


def kept_tests():
    from instep.web.records import measured

    return measured.touch_tests()


def touched(alice, *marks):
    """The touch test with a helper, as far as these marks go."""
    alice.open("/touch/").send(helper="yes")
    for mark in marks:
        alice.send(felt=mark)
    return alice


def spots(alice, *, left="30.0", right="30.0", wide=None, **readings):
    """All six spots; one of them, counted from 1, with a gap of its own."""
    for number in range(1, SITES + 1):
        here = wide if wide and wide[0] == number else (number, left, right)
        typed = {f"left{n}": here[1] for n in (1, 2, 3)}
        typed |= {f"right{n}": here[2] for n in (1, 2, 3)}
        alice.open(f"/temperature/{number}/").send(do="keep", **typed, **readings)
    return alice


def night():
    from instep.web.records import store

    return store.tonight()


def fired(alice):
    """The rules that fire tonight."""
    from instep.web import evening
    from instep.web.records import store

    cleared = evening.clearance(night(), store.person())
    return {finding.rule.id: finding for finding in cleared.findings}


# -- The touch test --------------------------------------------------------------------------------


def test_a_helper_is_led_through_six_toes_and_each_is_kept_at_once(alice):
    alice.known().open("/touch/").send(helper="yes")
    for place, mark in enumerate(["felt", "missed", "felt", "felt", "missed", "felt"]):
        assert alice.at.endswith(f"/{place + 1}/")
        alice.send(felt=mark)
        assert len(kept_tests()[-1].test.marks) == place + 1

    assert "2 of 6 toes were not felt" in alice.text
    assert "Tell your foot team" in alice.text


def test_nothing_about_you_changes_before_it_was_shown_and_kept(alice):
    touched(alice.known(), *FELT[:4], "missed", "missed")

    assert about()["touch_test_missed"] == "not_done"
    assert "It was not done" in alice.text
    assert alice.text.index("Now it says") < alice.text.index("Then it will say")
    alice.send(do="keep")
    assert about()["touch_test_missed"] == 2
    assert about()["touch_test_on"] == "2026-11-24"


def test_two_toes_not_felt_make_tonight_gentle(alice):
    touched(alice.known(told_lops="no"), *FELT[:4], "missed", "missed").send(do="keep")
    alice.to_verdict()

    assert fired(alice)["R08a"].because == ("touch_test_missed",)


def test_one_toe_not_felt_does_not(alice):
    touched(alice.known(told_lops="no", diabetes="yes"), *FELT[:5], "missed").send(do="keep")
    alice.to_verdict()

    assert "R08a" not in fired(alice)


def test_a_test_stopped_half_way_is_kept_as_stopped_and_changes_nothing(alice):
    touched(alice.known(), "missed", "missed", "missed").send(do="stop")

    assert "stopped half way" in alice.text
    assert kept_tests()[-1].stopped
    assert len(kept_tests()[-1].test.marks) == 3
    assert about()["touch_test_missed"] == "not_done"
    id = kept_tests()[-1].id
    assert alice.open(f"/touch/{id}/").at == "/touch/"
    assert alice.open(f"/touch/{id}/4/").at == "/touch/"


def test_stopped_with_two_toes_missed_it_says_so_and_takes_back_that_feeling_was_there(alice):
    touched(alice.known(touch_test_missed=0, touch_test_on="2026-11-20"), "missed", "missed")
    alice.press("stop")

    assert "By then 2 toes were not felt" in alice.text
    alice.to_verdict(about={})
    assert about()["touch_test_missed"] == 0
    assert night().judged.about["touch_test_missed"] == "not_done"


def test_a_toe_that_cannot_be_tested_makes_it_not_done(alice):
    alice.known(touch_test_missed=0, touch_test_on="2026-10-01")
    touched(alice, *FELT[:5], "untested")

    assert "counts as not done" in alice.text
    alice.send(do="keep")
    assert about()["touch_test_missed"] == "not_done"
    assert "touch_test_on" not in about()


def test_not_done_never_takes_the_place_of_feeling_that_was_lost(alice):
    alice.known(touch_test_missed=3, touch_test_on="2026-10-01")
    touched(alice, "missed", "missed", *FELT[:3], "untested")

    assert "2 were not felt. Tell your foot team" in alice.text
    assert "Nothing in About you is to change" in alice.text
    alice.client.post(alice.at, {"do": "keep"})
    assert about()["touch_test_missed"] == 3


def test_alone_it_cannot_be_done_and_the_page_says_why(alice):
    alice.known().open("/touch/").send(helper="no")

    assert "It cannot be done alone" in alice.text
    assert list(kept_tests()) == []


def test_with_a_foot_missing_there_is_no_test(alice):
    alice.known(missing_foot="left").open("/touch/")

    assert "A foot is not there" in alice.text
    assert "helper" not in alice.html.partition("<main")[2].partition("<form")[2]


def test_a_toe_may_be_put_right_and_none_is_jumped_over(alice):
    touched(alice.known(), "felt", "missed")
    id = kept_tests()[-1].id
    alice.open(f"/touch/{id}/6/")
    assert alice.at == f"/touch/{id}/3/"
    alice.open(f"/touch/{id}/2/").send(felt="felt")

    assert [str(mark) for mark in kept_tests()[-1].test.marks] == ["felt", "felt"]


def test_a_reload_goes_on_with_the_same_test_and_another_day_does_not(alice):
    touched(alice.known(), "felt", "missed")
    alice.open("/touch/").send(helper="yes")
    assert alice.at.endswith("/3/")
    assert len(kept_tests()) == 1

    alice.clock.later(days=1)
    alice.open("/touch/").send(helper="yes")
    assert alice.at.endswith("/1/")
    assert "Not finished" in alice.open("/touch/").text


@pytest.mark.parametrize("said", ["", "maybe", "FELT", "<b>"])
def test_what_is_no_outcome_of_a_toe_is_asked_again(alice, said):
    touched(alice.known(), said)

    assert kept_tests()[-1].test.marks == ()


def test_told_once_an_old_result_cannot_be_told_again(alice):
    touched(alice.known(), *FELT).send(do="keep")
    id = kept_tests()[-1].id
    alice.open("/about/touch_test_missed/").send(answer="4")
    alice.open(f"/touch/{id}/")

    assert "About you has it" in alice.text
    assert about()["touch_test_missed"] == 4


# -- Skin warmth -----------------------------------------------------------------------------------


def test_a_gap_of_two_and_a_half_degrees_closes_that_foot_tonight(alice):
    spots(alice.known(), wide=(3, "32.5", "30"))
    assert "2.5 degrees" in alice.open("/temperature/").text
    assert "measure again tomorrow" in alice.text
    alice.to_verdict()

    found = fired(alice)["T3"]
    assert (found.side, night().today["temp_warmer"]) == ("left", "left")


def test_two_days_running_it_needs_to_be_seen(alice):
    spots(alice.known(), wide=(3, "32.5", "30"))
    alice.clock.later(days=1)
    spots(alice, wide=(6, "32,5", "30"))

    alice.open("/temperature/")
    assert "two days in a row" in alice.text
    assert "Yesterday it was 2.5 degrees" in alice.text
    alice.begin().wishes().send(answer="not_seen").today()
    assert {"T2", "K2"} <= set(fired(alice))
    assert night().today["temp_gap_yesterday"] == 2.5


def test_a_gap_of_just_2_2_closes_nothing(alice):
    spots(alice.known(), wide=(1, "31.4", "29.2"))

    assert "asks for nothing" in alice.open("/temperature/").text
    alice.to_verdict()
    assert not {"T1", "T2", "T3"} & set(fired(alice))


def test_a_wide_gap_with_a_hot_swollen_foot_needs_to_be_seen_today(alice):
    spots(alice.known(), wide=(1, "33", "30"))
    alice.to_verdict(hot_swollen="left")

    assert {"T1", "R03"} <= set(fired(alice))


def test_the_question_of_today_is_filled_in_and_can_still_be_typed(alice):
    spots(alice.known(), wide=(2, "30", "31.5"))
    alice.begin().wishes(have=["thermometer"]).today(until="thermometer")

    assert 'name="temp_gap" value="1.5"' in alice.html
    alice.send(measured="yes", temp_gap="2.9", temp_warmer="right", temp_gap_yesterday="")
    assert (night().today["temp_gap"], night().today["temp_warmer"]) == (2.9, "right")


def test_a_wide_gap_is_not_lost_where_no_thermometer_is_at_hand_tonight(alice):
    spots(alice.known(), wide=(2, "30", "33"))
    alice.to_verdict(have=())

    assert fired(alice)["T3"].side == "right"


def test_no_not_today_does_not_undo_what_was_measured_today(alice):
    spots(alice.known(), wide=(2, "30", "33"))
    alice.begin().wishes(have=["thermometer"]).today(until="thermometer")
    assert 'value="no"' not in alice.html
    alice.client.post("/today/thermometer/", alice.form()["fields"] | {"measured": "no"})

    assert night().today["temp_gap"] == 3


def test_measured_while_the_evening_is_asked_it_is_answered_there(alice):
    alice.known().begin().wishes(have=["thermometer"]).today(until="thermometer")
    spots(alice, wide=(4, "30", "32.4"))
    assert "Go on with tonight" in alice.open("/temperature/").text
    alice.send("/tonight/", form=alice.form("/tonight/"))

    assert alice.at == "/today/thermometer/"
    assert 'name="temp_gap" value="2.4"' in alice.html


def test_a_wide_gap_found_in_mid_session_ends_what_was_cleared(alice):
    alice.known().to_first_step(have=["cream"])
    spots(alice, wide=(4, "33", "30"))

    assert night() is None


def test_a_narrow_gap_found_in_mid_session_does_not(alice):
    alice.known().to_first_step(have=["cream"])
    spots(alice)

    assert night() is not None


def test_each_spot_is_kept_as_it_goes_and_never_left_half(alice):
    from instep.web.records import measured

    alice.known().open("/temperature/1/").send(do="keep", left1="30", right1="31,5")
    alice.open("/temperature/2/").send(do="keep", left1="29.1", right1="88")

    warmth = measured.warmth_on(alice.clock.at.date())
    assert warmth.largest.degrees == 1.5
    assert "left" in str(warmth.spots)
    assert 'value="29.1"' in alice.open("/temperature/2/").html
    assert "fewer than three readings" in alice.open("/temperature/").text
    assert "1 of 6 spots" in alice.text


@pytest.mark.parametrize(("typed", "said"), [
    ("88", "88 looks like Fahrenheit"), ("370", "Did you mean 37.0?"),
    ("warm", "Type a number, such as 29.4"), ("4", "Skin does not read 4"),
    ("<b>", "Type a number"), ("٢٩", "Type a number"),
])  # fmt: skip
def test_a_number_that_cannot_be_is_refused_in_words_and_not_kept(alice, typed, said):
    from instep.web.records import measured

    alice.known().open("/temperature/1/").send(do="keep", left1=typed, right1="30")

    assert said in alice.text
    assert alice.at == "/temperature/1/"
    assert measured.warmth_on(alice.clock.at.date()).largest is None


def test_one_foot_cannot_be_compared_and_the_kernel_does_not_count_it(alice):
    alice.known(missing_foot="right")
    assert "left and right cannot be held side by side" in alice.open("/temperature/").text

    spots(alice, wide=(4, "33", "30"))
    alice.to_verdict()
    assert not {"T1", "T2", "T3"} & set(fired(alice))


def test_a_gap_wider_than_any_answer_still_counts_as_wide(alice):
    spots(alice.known(), wide=(4, "40", "20"))
    assert "more than 15 degrees" in alice.open("/temperature/").text
    alice.to_verdict()

    assert night().today["temp_gap"] == 15
    assert "T3" in fired(alice)


def test_yesterday_counts_only_where_it_was_measured(alice):
    spots(alice.known(), wide=(3, "33", "30"))
    alice.clock.later(days=2)
    spots(alice, wide=(3, "33", "30"))
    alice.to_verdict()

    assert night().today["temp_gap_yesterday"] == "not_done"
    assert "T3" in fired(alice)


def test_the_three_minutes_of_the_night_know_of_no_gap(alice):
    spots(alice.known(), wide=(3, "33", "30"))
    alice.open("/night/").send(answer="no")

    assert "temp_gap" not in night().today


# -- Painting --------------------------------------------------------------------------------------


def painting(alice):
    from instep.web.records import measured

    return measured.painting_on(alice.clock.at.date())


def test_zones_are_painted_by_ticks_and_kept(alice):
    from instep.core.body import Side, Zone
    from instep.core.measures.paint import Feeling

    alice.open("/paint/burning/sole-left/").send(zone=["toe_1", "heel"])

    assert painting(alice).zones(Feeling.BURNING, Side.LEFT) == {Zone.TOE_1, Zone.HEEL}
    assert "19 of 100 parts of the drawn left foot, 0 of the right" in alice.text
    assert "Week of 23 November 2026" in alice.text


def test_the_other_drawing_of_the_foot_keeps_what_it_does_not_show(alice):
    from instep.core.body import Side
    from instep.core.measures.paint import Feeling

    alice.open("/paint/burning/sole-left/").send(zone=["toe_1", "heel"])
    alice.open("/paint/burning/top-left/").send(zone=["top_forefoot"])

    expected = {"heel", "top_forefoot"}
    assert painting(alice).zones(Feeling.BURNING, Side.LEFT) == expected


def test_every_stroke_can_be_undone_back_to_a_bare_foot(alice):
    place = "/paint/pain/sole-right/"
    for zones in (["heel"], ["heel", "toe_5"], ["toe_5"]):
        alice.open(place).send(zone=zones)
    seen = []
    for _ in range(3):
        alice.open(place).send(do="undo")
        seen.append(sorted(painting(alice).painted("right")))

    assert seen == [["heel", "toe_5"], ["heel"], []]
    assert "Undo" not in alice.text


def test_undo_after_a_new_stroke_goes_back_by_one(alice):
    place = "/paint/pain/sole-right/"
    alice.open(place).send(zone=["heel"])
    alice.open(place).send(do="undo")
    alice.open(place).send(zone=["toe_1"])
    alice.open(place).send(do="undo")

    assert painting(alice).is_bare


def test_the_same_painting_sent_twice_is_kept_once(alice):
    from instep.web.records import store

    for _ in range(2):
        alice.open("/paint/pain/sole-right/").send(zone=["heel"])

    (kept,) = store.all_of(store.PAINT)
    assert kept.version == 1


@pytest.mark.parametrize("zone", ["lower_leg", "nose", "top_forefoot", "<b>", ""])
def test_what_is_not_on_this_drawing_cannot_be_painted(alice, zone):
    alice.open("/paint/pain/sole-right/").send(zone=[zone])

    assert painting(alice).is_bare


def test_a_painting_decides_nothing_and_says_where_to_answer_instead(alice):
    alice.known().open("/paint/pain/sole-right/").send(zone=["heel", "toe_1"])
    assert "Say it in today's questions" in alice.text
    alice.to_verdict()

    assert fired(alice) == {}


@pytest.mark.parametrize("place", ["/paint/itch/sole-left/", "/paint/pain/sole-both/"])
def test_a_brush_that_does_not_exist_is_not_there(alice, place):
    assert alice.open(place).page.status_code == 404


# -- The questionnaire -----------------------------------------------------------------------------


def filled(alice, **answers):
    alice.open("/mnsi/").send()
    for number in range(1, 16):
        assert alice.at == f"/mnsi/{number}/"
        alice.send(answer=answers.get(f"n{number}", "no"))
    return alice


def test_fifteen_items_in_their_makers_words_with_credit_and_no_points_beside_them(alice):
    alice.known().open("/mnsi/").send()

    assert "Are your legs and/or feet numb?" in alice.text
    assert "University of Michigan" in alice.text
    assert "point" not in alice.text


def test_no_to_all_counts_two_for_the_items_where_no_counts(alice):
    filled(alice.known())

    assert "2 of 13 points" in alice.text
    assert "It does not mean that all is well" in alice.text
    assert "About you asks that too" in alice.text


def test_from_the_mark_on_it_is_to_be_shown_to_someone(alice):
    yes = {f"n{n}": "yes" for n in (1, 2, 3, 5, 6)}
    filled(alice.known(), **yes)

    assert "7 of 13 points" in alice.text
    assert "Show it to your doctor or foot team" in alice.text
    assert "It does not say what you have" in alice.text
    assert "Worth doing again from 25 May 2027" in alice.text


def test_a_form_left_half_way_goes_on_where_it_was(alice):
    alice.known().open("/mnsi/").send().send(answer="yes").send(answer="no")
    alice.clock.later(days=3)
    alice.open("/mnsi/").send()

    assert alice.at == "/mnsi/3/"
    assert "points" not in alice.open("/mnsi/").text


def test_a_form_that_is_whole_is_not_gone_on_with_and_a_new_one_begins(alice):
    filled(alice.known())

    assert "Begin" in alice.html
    assert "Go on" not in alice.html
    assert alice.send().at == "/mnsi/1/"
    assert "Go on" in alice.open("/mnsi/").html


def test_the_points_change_no_session(alice):
    filled(alice.known(), **{f"n{n}": "yes" for n in range(1, 16)})
    alice.to_verdict()

    assert fired(alice) == {}


# -- Over time -------------------------------------------------------------------------------------


def test_nothing_measured_yet_scolds_nobody(alice):
    alice.open("/measures/")

    assert alice.text.count("Nothing measured yet.") == 5
    assert "Worth doing" not in alice.text


def test_a_change_that_the_readings_could_hide_is_no_sure_change(alice):
    alice.known()
    for number, right in ((1, "30.0"), (1, "29.8")):
        typed = {"left1": "31", "left2": "31.4", "left3": "30.6"}
        alice.open(f"/temperature/{number}/").send(do="keep", right1=right, **typed)
        alice.clock.later(days=3)
    alice.open("/measures/")

    assert (
        "At first: 1.0 degrees apart. Now: 1.2 degrees apart. That is no sure change" in alice.text
    )
    assert "between 0.6 and 1.4" in alice.text


def test_every_measure_is_told_with_its_next_day(alice):
    touched(alice.known(), *FELT[:5], "missed")
    alice.clock.later(days=30)
    touched(alice, *FELT)
    alice.open("/measures/")

    said = "At first: 1 of 6 toes not felt. Now: 0 of 6 toes not felt. That may be chance."
    assert said in alice.text
    assert "Worth doing again from 24 December 2027" in alice.text
    assert "misses about 2 in 10 feet" in alice.text


def test_a_form_begun_on_the_same_day_hides_no_points(alice):
    filled(alice.known())
    alice.open("/mnsi/").send().send(answer="yes")

    assert "2 of 13 points on 24 November 2026" in alice.open("/measures/").text


def every_day(alice, days):
    """So many days up to today with one spot measured, the gap a little wider each month."""
    from instep.core.body import Zone
    from instep.core.measures.temperature import Spot, Warmth
    from instep.web.clock import now
    from instep.web.records import measured

    for n in range(days):
        on = alice.clock.at.date() - timedelta(days=days - 1 - n)
        left = tuple(30.5 + n // 30 / 10 + n % 3 / 10 + each for each in (0, 0.1, -0.1))
        warmth = Warmth({Zone.HEEL: Spot(left, (30.0,) * 3)})
        measured.keep_warmth(on, warmth, now())


def test_three_months_of_every_day_are_told_day_by_day(alice):
    every_day(alice, 92)
    alice.open("/measures/")

    assert alice.html.count("<tr><td>") == 92
    assert "Each dot is the middle of a month" not in alice.text


def test_longer_than_that_each_month_is_told_by_its_middle_and_half_of_its_days(alice):
    every_day(alice, 93)
    alice.open("/measures/")

    assert alice.html.count("<tr><td>") == 4
    assert "Each dot is the middle of a month. Half of its days lie within the bar." in alice.text
    assert "1 October 2026 0.7 degrees apart, half of the days between 0.7 and 0.8" in alice.text
    assert "At first: 0.5 degrees apart. Now: 1.0 degrees apart." in alice.text


def test_each_value_of_years_is_one_touch_away(alice):
    every_day(alice, 400)
    alice.open("/measures/")
    assert alice.html.index('"/measures/temperature/2026/"') < alice.html.index(
        '"/measures/temperature/2025/"'
    )

    told = [alice.open(f"/measures/temperature/{year}/").html.count("<tr><td>")
            for year in (2026, 2025)]  # fmt: skip
    assert told == [328, 72]
    assert "31 December 2025" in alice.text
    assert "between" in alice.text
    assert "2026" not in alice.text


@pytest.mark.parametrize(("told", "expected"), [
    ({}, "more"), ({200: 37.0}, "more"), ({250: 30.0}, "more"), ({200: 37.0, 250: 30.0}, "unsure"),
    ({5: 30.0, 490: 39.0}, "unsure"), ({5: 30.0, 250: 39.0}, "unsure"), ({499: 30.2}, "same"),
    (dict.fromkeys(range(120)), "more"), (dict.fromkeys(range(400, 500)), "more"),
])  # fmt: skip
def test_from_the_days_of_both_ends_the_same_is_said_as_from_all(alice, told, expected):
    from instep.core.body import Zone
    from instep.core.measures.temperature import Spot, Warmth
    from instep.web.clock import now
    from instep.web.measures import over_time, then_and_now
    from instep.web.records import measured

    every_day(alice, 500)
    for n, left in {0: 30.2, 499: 36.0, **told}.items():
        on = alice.clock.at.date() - timedelta(days=499 - n)
        spot = Spot((left,) * 3 if left else (), (30.0,) * 3)
        measured.keep_warmth(on, Warmth({Zone.HEEL: spot}), now())
    few, all_of_it = then_and_now()[1].trend, over_time()[1].trend

    assert few.words == all_of_it.words == expected
    assert (few.dots[0], few.dots[-1]) == (all_of_it.dots[0], all_of_it.dots[-1])


def test_a_year_tells_only_the_measure_that_is_asked_for(alice):
    every_day(alice, 3)
    alice.open("/paint/pain/sole-right/").send(zone=["heel"])
    touched(alice.known(), *FELT)

    assert alice.open("/measures/paint_right/2026/").html.count("<tr><td>") == 1
    assert alice.open("/measures/touch/2026/").html.count("<tr><td>") == 1
    assert "Nothing was measured in 2025." in alice.open("/measures/touch/2025/").text


@pytest.mark.parametrize("place", ["warmth/2026", "temperature/1969", "temperature/2027"])
def test_a_measure_or_a_year_that_does_not_exist_is_not_there(alice, place):
    assert alice.open(f"/measures/{place}/").page.status_code == 404


def test_ten_years_of_every_day_stay_a_page_that_a_phone_can_hold(alice):
    every_day(alice, 3652)

    assert len(alice.open("/measures/").html) < 300_000
    assert len(alice.open("/measures/temperature/2020/").html) < 300_000


def test_forget_takes_every_measure_with_it(alice):
    from instep.web.records import measured, store

    touched(alice.known(), *FELT)
    spots(alice)
    alice.open("/paint/pain/sole-right/").send(zone=["heel"])
    filled(alice)
    store.forget()

    assert not [*kept_tests(), *measured.warmths(), *measured.paintings(), *measured.mnsi_forms()]


@pytest.mark.parametrize("spots", [{"knee": {"left": [30], "right": [30]}}, [30]])
def test_a_measure_that_instep_never_wrote_is_damage_and_not_guessed_at(alice, spots):
    from instep.web.clock import now
    from instep.web.records import measured, store

    body = {"spots": spots}
    store.keep_of_day(store.WARMTH, now().on, body, now())

    with pytest.raises(store.Odd, match="never wrote"):
        measured.warmth_on(now().on)


@pytest.mark.parametrize("spots", [
    {"knee": {"left": [30], "right": [30]}}, {"heel": {"left": [30]}},
    {"heel": {"left": [30] * 4, "right": [30]}}, {"heel": {"left": ["30"], "right": ["29"]}}, [],
])  # fmt: skip
def test_warmth_that_instep_never_wrote_is_damage_over_the_years_too(alice, spots):
    from instep.web.clock import now
    from instep.web.records import measured, store

    store.keep_of_day(store.WARMTH, now().on, {"spots": spots}, now())

    with pytest.raises(store.Odd, match="never wrote"):
        measured.gaps()


@pytest.mark.parametrize("marks", [
    {"itch": {"left": ["heel"]}}, {"pain": {"both": ["heel"]}}, {"pain": {"left": ["lower_leg"]}},
    {"pain": ["left"]},
])  # fmt: skip
def test_paint_that_instep_never_wrote_is_damage_over_the_years_too(alice, marks):
    from instep.web.clock import now
    from instep.web.records import measured, store

    store.keep_of_day(store.PAINT, now().on, {"marks": marks, "before": None}, now())

    with pytest.raises(store.Odd, match="never wrote"):
        measured.painted()


def test_what_is_read_of_years_is_what_each_day_says_of_itself(alice):
    from instep.core.body import FEET
    from instep.web.made_up import move_in
    from instep.web.records import measured

    move_in(0, alice.clock.at.date())
    alice.clock.later(days=1)
    alice.open("/temperature/3/").send(do="keep", left1="30", left2="31.5", left3="29")
    alice.open("/paint/pain/sole-right/").send(zone=["heel"])
    alice.open("/paint/pain/sole-right/").send(do="undo")
    warmths, paintings = measured.warmths(), measured.paintings()

    gaps = {on: each.largest for on, each in warmths.items() if each.largest}
    assert list(gaps.items()) == list(measured.gaps().items())
    assert len(warmths) - 1 == len(gaps) > 2
    painted = {on: {foot: each.painted(foot) for foot in FEET} for on, each in paintings.items()}
    assert list(painted.items()) == list(measured.painted().items())
    assert len(painted) > 2
    first = min(gaps) + (max(gaps) - min(gaps)) // 2
    assert measured.gaps(first, first) == {on: gap for on, gap in gaps.items() if on == first}


def test_the_readings_stand_below_the_foot_that_is_drawn_above_them(alice):
    page = alice.open("/temperature/1/").html

    assert page.index(">Right<") < page.index(">Left<")
    assert page.index('name="right1"') < page.index('name="left1"')


def test_earlier_days_stand_with_their_widest_gap_the_newest_first(alice):
    for days, right in ((1, "30.4"), (2, "31.2")):
        alice.open("/temperature/1/").send(do="keep", left1="30", right1=right)
        alice.clock.later(days=days)
    text = alice.open("/temperature/").text

    assert "The spots today" in text
    assert text.index("25 November 2026 1.2 degrees apart, right is warmer") < text.index(
        "24 November 2026 0.4 degrees apart, right is warmer"
    )


def test_what_was_measured_today_is_not_an_earlier_day(alice):
    alice.open("/temperature/1/").send(do="keep", left1="30", right1="30.4")

    assert "Earlier days" not in alice.open("/temperature/").text


def test_the_widest_spot_of_six_speaks_whichever_it_is(alice):
    for number in range(1, SITES + 1):
        spots(alice, wide=(number, "30", "33.1"))
        alice.open("/temperature/")

        assert "The widest gap is 3.1 degrees" in alice.text


def test_the_days_a_touch_test_counts_are_those_of_the_rules():
    assert house().ages.touch_test_days == timedelta(days=365).days


def test_days_are_read_from_the_first_to_the_last_and_no_others(alice):
    from instep.web.records import measured

    days = []
    for _ in range(4):
        alice.open("/temperature/1/").send(do="keep", left1="30", right1="31")
        alice.open("/paint/pain/sole-right/").send(zone=["heel"])
        days.append(alice.clock.at.date())
        alice.clock.later(days=1)

    for read in (measured.warmths, measured.paintings):
        assert list(read()) == days
        assert list(read(days[1], days[2])) == days[1:3]
