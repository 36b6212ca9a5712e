"""Plan, room, steps, that hurts, the close, what falls due, and the night."""

import pytest

from tests.make import house

WORDS = house().words


def tonight():
    from instep.web.records import store

    return store.tonight()


def sessions():
    from instep.web.records import store

    return [kept.body for kept in store.all_of(store.SESSION)]


def person():
    from instep.web.records import store

    return store.person()


@pytest.fixture
def known(alice):
    """Alice, whose answers about her are kept."""
    return alice.known()


@pytest.fixture
def playing(known):
    """Alice at her first step."""
    return known.to_first_step(have=["cream"])


# -- The plan --------------------------------------------------------------------------------------


def test_the_plan_shows_each_step_with_its_minutes_and_why(known):
    known.to_plan(have=["cream"])

    assert "Tonight: 1" in known.text
    for technique in ("skin_look", "cream_massage", "wipe_and_shoes"):
        assert WORDS[f"technique.{technique}.name"] in known.text
        assert WORDS[f"technique.{technique}.why"] in known.text
    assert not known.steps


def test_a_step_can_be_left_out_on_both_feet_and_put_back(known):
    known.to_plan(have=["cream"]).send("/plan/without/cream_massage/")
    assert WORDS["technique.cream_massage.why"] not in known.text
    known.send("/plan/anew/")

    assert WORDS["technique.cream_massage.why"] in known.text


@pytest.mark.parametrize("technique", ["skin_look", "wipe_and_shoes", "room", "nonsense"])
def test_the_looks_and_the_shoes_cannot_be_left_out(known, technique):
    from instep.web import evening

    known.to_plan().send(f"/plan/without/{technique}/", form=known.form("/plan/without/arch_rub/"))
    session = evening.prepared(tonight(), person()).session

    assert {"skin_look", "wipe_and_shoes"} <= {step.technique for step in session.steps}
    assert tonight().changes == ()


def test_a_step_is_swapped_only_for_what_is_cleared(alice):
    alice.known(blood_thinner="yes").to_plan(have=["ball"])
    alice.open("/plan/swap/arch_rub/")
    assert WORDS["technique.ball_roll.name"] not in alice.text
    assert WORDS["technique.press_near_heel.name"] not in alice.text
    form = alice.form()
    alice.send("/plan/swap/arch_rub/", form=form, into="ball_roll")
    assert tonight().changes == ()
    alice.send("/plan/swap/arch_rub/", form=form, into="toe_wiggle")

    assert alice.at == "/plan/"
    assert WORDS["technique.toe_wiggle.why"] in alice.text


def test_the_printed_page_opens_with_the_day_and_when_to_stop(known):
    known.to_plan().open("/steps/")

    assert "Tuesday, the twenty-fourth of November" in known.text
    assert WORDS["guide.opening.foot_team.wound"] in known.text
    assert len(known.steps) > 8


# -- The room --------------------------------------------------------------------------------------


def bather(alice):
    """Someone who may bathe her feet tonight."""
    alice.known(pulses_ok="yes")
    return alice.to_plan(minutes="30", aim="sleep", have=["basin", "thermometer"])


@pytest.mark.parametrize(("typed", "opens"), [
    ("33", True), ("36", True), ("34,5", True), ("32.9", False), ("36.1", False), ("41", False),
    ("", False), ("warm", False), ("-34", False), ("1e1", False), ("NaN", False),
])  # fmt: skip
def test_the_bath_opens_only_on_a_right_reading(alice, typed, opens):
    bather(alice).open("/room/")
    if "water" not in alice.html:
        pytest.fail("no bath is planned")
    form = alice.form()
    alice.send("/room/", form=form, water=typed)
    assert (WORDS["web.note.water"] in alice.text) is not opens
    alice.send(begin="pages")
    from instep.web import evening

    played = {s.technique for s in evening.prepared(tonight(), person()).session.steps}

    assert ("foot_bath" in played) is opens


def test_oil_is_counted_out_in_drops(alice):
    alice.known(oil_patch_clear="yes").to_plan(have=["almond", "peppermint"]).open("/room/")
    if WORDS["oils.drops.title"] not in alice.text:
        alice.open("/plan/swap/arch_rub/").send(into="oil_massage").open("/room/")

    assert WORDS["oils.drops.title"] in alice.text
    assert "drop" in alice.text


# -- Step by step ----------------------------------------------------------------------------------


def test_one_step_a_page_with_its_words_and_five_ways_on(playing):
    playing.press("next").press("next")

    assert playing.at == "/steps/3/"
    assert len(playing.steps) == 1
    for word in ("Back", "Next", "That hurts", "Stop", "Left foot"):
        assert word in playing.text


def test_next_pressed_twice_goes_on_once(playing):
    form = playing.form()
    playing.send("/steps/1/", form=form, do="next")
    playing.send("/steps/1/", form=form, do="next")

    assert playing.at == "/steps/2/"


def test_a_step_that_is_not_on_leads_to_the_one_that_is(playing):
    assert playing.open("/steps/9/").at == "/steps/1/"
    assert playing.open("/room/").at == "/steps/1/"
    assert playing.open("/plan/").at == "/steps/1/"


def test_back_is_refused_when_that_foot_has_had_its_time(alice):
    alice.known(told_lops="yes").to_first_step(minutes="30", have=["cream"])
    for _ in alice.while_at("/steps/"):
        if tonight().place == 12:
            break
        alice.press("next")
    notes = set()
    for _ in range(30):
        place = tonight().place
        alice.clock.later(seconds=110)
        alice.press("back")
        if tonight().place == place:
            notes.add("refused")
            assert WORDS["web.note.again_no"] in alice.text
            break
        alice.clock.later(seconds=1)
        alice.press("next")
    assert notes


def test_stop_ends_it_at_once_and_keeps_it(playing):
    playing.press("next").press("stop")

    assert playing.at == "/close/"
    assert sessions()[0]["ended"] == "stopped"
    assert WORDS["evening.hurt.look"] in playing.text


def test_the_looks_are_owed_from_the_first_step_even_if_it_is_cut_off(playing):
    assert person().looks.morning_on == "2026-11-25"
    assert person().sessions == 1


# -- That hurts ------------------------------------------------------------------------------------


def test_a_slip_goes_on_once(playing):
    playing.press("next").press("hurts")
    assert playing.at == "/hurt/"
    assert playing.open("/steps/2/").at == "/hurt/"
    playing.send(hurt="mistake")
    assert playing.at == "/steps/2/"
    playing.press("hurts").send(hurt="mistake")

    assert playing.at == "/close/"
    assert WORDS["web.note.once"] in playing.text


@pytest.mark.parametrize(("hurt", "answers", "title"), [
    ("chest", {}, "EMERGENCY"), ("colour", {"side": "left"}, "EMERGENCY"),
    ("calf_pain", {"side": "left"}, "URGENT"), ("bleeding", {"side": "right"}, "STOP"),
    ("red_patch", {"side": "left", "red_stays": "yes"}, "FOOT_TEAM"),
    ("red_patch", {"side": "left", "red_stays": "no"}, "STOP"),
    ("sharp_pain", {"side": "left"}, "STOP"), ("dizzy", {"gone": "no"}, "EMERGENCY"),
    ("wheeze", {"gone": "no"}, "EMERGENCY"), ("more_pain", {"gone": "yes"}, None),
])  # fmt: skip
def test_what_hurts_goes_through_all_rules_and_the_session_is_over(playing, hurt, answers, title):
    playing.press("next").press("hurts").send(hurt=hurt)
    if answers:
        assert playing.at == "/hurt/more/"
        playing.send(**answers)

    assert playing.at == ("/verdict/" if title else "/close/")
    if title:
        assert WORDS[f"verdict.actions.{title}.title"] in playing.text
    for address in ("/steps/2/", "/room/", "/plan/", "/steps/"):
        assert not playing.open(address).steps
    assert sessions()[0]["ended"] == "hurt"


# -- Too old, two tabs, a clock that was set -------------------------------------------------------


@pytest.mark.parametrize("length", [{"minutes": 31}, {"hours": 24}, {"hours": -3}, {"hours": 3}])
def test_a_break_or_a_clock_that_was_set_ends_the_session(playing, length):
    playing.press("next")
    playing.clock.later(**length)
    playing.open("/steps/2/")

    assert not playing.steps
    assert playing.at == "/"
    assert WORDS["web.note.too_old"] in playing.text
    assert sessions()[0]["ended"] == "stale"


def test_a_long_session_is_not_too_old_while_hands_are_at_work(known):
    known.to_first_step(minutes="30", have=["cream"])
    from instep.web import evening

    for _ in known.while_at("/steps/"):
        session = evening.prepared(tonight(), person()).session
        known.clock.later(seconds=session.steps[tonight().place].seconds)
        known.press("next")

    assert known.at == "/close/"
    assert sessions()[0]["ended"] == "finished"


@pytest.mark.parametrize("at", ["/plan/", "/room/", "/verdict/", "/tonight/aim/", "/steps/"])
def test_a_verdict_older_than_half_an_hour_is_asked_anew(known, at):
    known.to_plan()
    known.clock.later(minutes=31)
    known.open(at)

    assert not known.steps
    assert WORDS["web.note.too_old"] in known.text


def test_a_form_of_another_evening_is_not_taken(known):
    known.begin().wishes()
    old = known.form()
    known.open("/").clock.later(hours=26)
    known.open("/").send("/tonight/").wishes()
    known.send("/today/now/", form=old, chest="no", sudden_weakness="no", saddle="no", fever="no")

    assert known.at == "/today/now/"
    assert WORDS["web.note.other"] in known.text
    assert "chest" not in tonight().today


def test_begin_pressed_in_two_tabs_begins_once(known):
    known.to_plan().open("/room/")
    form = known.form()
    known.send("/room/", form=form, begin="pages")
    known.send("/room/", form=form, begin="pages")

    assert known.at == "/steps/1/"
    assert person().sessions == 1


def test_an_answer_about_her_changed_in_another_tab_ends_the_session(playing):
    playing.open("/about/blood_thinner/").send(answer="yes")

    assert WORDS["web.note.too_old"] in playing.text
    assert not playing.open("/steps/1/").steps


def test_the_close_sent_twice_keeps_one_session(playing):
    playing.press("stop")
    form = playing.form()
    playing.send("/close/", form=form).send("/close/", form=form)

    assert len(sessions()) == 1


# -- What falls due --------------------------------------------------------------------------------


def test_a_look_is_asked_when_it_is_due_and_nothing_opens_before(playing):
    playing.press("stop").send()
    assert "due" not in playing.open("/").text
    playing.clock.later(minutes=12)
    assert WORDS["web.home.look_10min"] in playing.open("/").text
    playing.begin().wishes()
    assert playing.at == "/looks/look_10min/"
    playing.send(answer="no")

    assert playing.at == "/today/now/"
    assert person().looks.ten_minutes == "no"


def test_something_found_opens_todays_questions_and_holds_the_day_back(playing):
    playing.press("stop").send().clock.later(minutes=12)
    playing.open("/looks/look_10min/").send(answer="yes").send(answer="left")
    playing.wishes().today()

    assert playing.at == "/verdict/"
    assert WORDS["verdict.actions.STOP.title"] in playing.text
    assert WORDS["rule.K1.text"] in playing.text


# -- The night -------------------------------------------------------------------------------------


def test_at_night_one_question_and_then_only_breath(known):
    known.open("/night/").send(answer="no")
    assert known.at == "/room/"
    known.send(begin="pages")

    assert known.steps == ["slow_breathing"]
    known.press("next").send()
    assert known.at == "/close/good-night/"
    assert person().looks is None


@pytest.mark.parametrize("answer", ["yes", "not_sure"])
def test_a_hanging_leg_at_night_shows_its_own_page(known, answer):
    known.open("/night/").send(answer=answer)

    assert known.at == "/verdict/"
    assert WORDS["rule.R06.text"] in known.text
    assert WORDS["rule.ASK.text"] not in known.text


def test_a_stranger_at_night_is_asked_if_they_are_grown(alice):
    alice.open("/night/").send(answer="no")

    assert alice.at == "/about/adult/"
    assert alice.send(answer="no").at == "/verdict/"


# -- The other pages -------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [
    "/", "/about/", "/about/contacts/", "/history/", "/settings/", "/settings/forget/",
    "/techniques/", "/words/what-this-is-not/", "/words/privacy/", "/night/",
    *(f"/techniques/{technique}/" for technique in house().catalog),
])  # fmt: skip
def test_every_other_page_can_be_read_and_shows_no_step(known, path):
    known.open(path)

    assert known.page.status_code == 200
    assert not known.steps
    assert WORDS["verdict.said.cannot_see"] in known.text


def test_settings_change_every_page(alice):
    alice.open("/settings/").send(text="largest", light="day", motion="still")
    assert 'data-theme="day" data-text="largest" data-motion="still"' in alice.html
    alice.send(text="huge", light="day", motion="still")

    assert 'data-text="largest"' in alice.open("/").html


def test_a_technique_page_names_its_sources(known):
    known.open("/techniques/arch_rub/")

    from instep.web.house import sources

    for key in house().catalog["arch_rub"].source:
        assert sources()[key].cite in known.text
    assert WORDS["technique.arch_rub.evidence"] in known.text
