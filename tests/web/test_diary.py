"""The diary's page, with scripts off: one form, few touches, nothing overwritten."""

from datetime import date, timedelta

import pytest

TODAY = "/diary/2026-11-24/"
YESTERDAY = "/diary/2026-11-23/"


def line(day=24):
    from instep.web.records.line import line_of

    return line_of(date(2026, 11, day))


def versions():
    from instep.web.records.line import versions_of

    return versions_of(date(2026, 11, 24))


def write(alice, path=TODAY, **said):
    """The whole form, sent as the page has it with these ticked."""
    alice.clock.later(minutes=1)
    form = alice.open(path).form()
    whole = next(f for f in forms(alice) if "whole" in f["fields"])
    return alice.send(path, whole, **said) if said else form


def forms(alice):
    from tests.web.person import Form

    return Form(alice.html).forms


def press(alice, do, path=TODAY):
    """One of the buttons with a form of its own."""
    alice.clock.later(minutes=1)
    alice.open(path)
    return alice.send(path, next(f for f in forms(alice) if ("do", do) in f["buttons"]), do=do)


def has(alice, do):
    return any(("do", do) in form["buttons"] for form in forms(alice))


def test_the_start_page_leads_to_the_line_of_today(alice):
    assert 'href="/diary/"' in alice.open("/").html
    assert alice.open("/diary/").at == TODAY


def test_a_line_is_kept_and_told_so(alice):
    write(alice, pain="4", sleep="0", text=" Long walk.\r\nThen rest. ", flare="yes")

    assert "Kept." in alice.text
    assert line().scores == {"pain": 4, "sleep": 0}
    assert line().flags == {"flare"}
    assert line().text == "Long walk.\nThen rest."


def test_what_is_kept_wears_a_tick_and_not_the_hand_that_says_stop(alice):
    note = alice.open("/diary/2026-11-24/?note=saved").html.split('class="note')[1]

    assert note.startswith(' done"')
    assert "#check" in note.split("</p>")[0]


def test_what_a_dash_means_is_said(alice):
    assert "A dash leaves one out." in alice.open("/diary/2026-11-24/").text


def test_what_is_kept_is_ticked_when_the_page_is_opened_again(alice):
    write(alice, pain="4", flare="yes", text="<b>Ow</b>")
    alice.open(TODAY)

    assert 'name="pain" value="4" checked' in alice.html
    assert 'name="burning" value="" checked' in alice.html
    assert 'name="flare" value="yes" checked' in alice.html
    assert "&lt;b&gt;Ow&lt;/b&gt;" in alice.html


def test_a_whole_line_like_yesterday_with_one_change_takes_three_touches(alice):
    write(alice, YESTERDAY, pain="4", burning="2", tingling="6", numbness="5", cold="1", sleep="3")
    press(alice, "repeat")  # one touch
    write(alice, pain="5")  # one on the number, one on Keep this

    assert line().scores == {**line(23).scores, "pain": 5}
    assert len(versions()) == 2


def test_same_as_yesterday_fills_only_what_is_still_blank(alice):
    write(alice, YESTERDAY, pain="4", cold="1")
    write(alice, pain="7")
    press(alice, "repeat")

    assert line().scores == {"pain": 7, "cold": 1}


def test_same_as_yesterday_is_offered_only_where_it_would_fill_something(alice):
    assert not has(alice.open(TODAY), "repeat")
    write(alice, YESTERDAY, pain="4")
    assert has(alice.open(TODAY), "repeat")
    press(alice, "repeat")

    assert not has(alice.open(TODAY), "repeat")


def test_where_yesterday_is_blank_the_last_day_of_a_week_is_offered_by_its_date(alice):
    write(alice, "/diary/2026-11-18/", pain="4")

    assert "Same as on 18 November 2026" in alice.open(TODAY).text
    assert not has(alice.open("/diary/2026-11-10/"), "repeat")


def test_the_last_change_is_taken_back_with_one_touch(alice):
    write(alice, pain="4")
    write(alice, pain="9")
    press(alice, "undo")

    assert line().scores == {"pain": 4}
    assert "The last change is taken back." in alice.text
    assert len(versions()) == 3


def test_there_is_nothing_to_take_back_on_a_blank_day(alice):
    assert not has(alice.open(TODAY), "undo")


def test_a_score_can_be_left_blank_again(alice):
    write(alice, pain="4", cold="2")
    write(alice, pain="")

    assert line().scores == {"cold": 2}


def test_a_tick_can_be_taken_away_again(alice):
    write(alice, new_drug="yes")
    write(alice, pain="3")

    assert line().flags == frozenset()


def test_a_page_from_before_does_not_take_back_what_was_told_elsewhere_since(alice):
    alice.open(TODAY)
    old = next(f for f in forms(alice) if "whole" in f["fields"])
    write(alice, pain="6", text="Told on the phone.")
    alice.clock.later(minutes=1)
    alice.send(TODAY, old, cold="2", text="")

    assert line().scores == {"pain": 6, "cold": 2}
    assert line().text == "Told on the phone."


def test_any_past_day_can_be_opened_and_mended(alice):
    write(alice, "/diary/2019-02-28/", pain="8")

    assert alice.at == "/diary/2019-02-28/"
    assert "28 February 2019" in alice.text


def test_a_day_to_come_has_no_line_and_leads_to_today(alice):
    alice.open("/diary/2026-11-25/")

    assert alice.at == TODAY
    assert "That day is still to come." in alice.text


def test_nothing_can_be_sent_for_a_day_to_come(alice):
    from instep.web.records import store

    alice.open(TODAY)
    alice.send("/diary/2026-11-25/", alice.form(), pain="4")

    assert store.all_of(store.LINE) == []


@pytest.mark.parametrize("day", ["2026-13-01", "2026-1-1", "1969-12-31", "today", "20261124"])
def test_what_is_no_day_is_no_page(alice, day):
    assert alice.open(f"/diary/{day}/").page.status_code == 404


@pytest.mark.parametrize(("hour", "asked"), [(0, True), (3, True), (4, False), (23, False)])
def test_in_the_small_hours_it_is_asked_which_day_is_meant(alice, hour, asked):
    alice.clock.at = alice.clock.at.replace(hour=hour)
    alice.open("/diary/")

    assert ("Which day is this for?" in alice.text) == asked
    if asked:
        assert alice.html.index(YESTERDAY) < alice.html.index(TODAY)


def test_the_day_is_the_one_it_is_where_she_lives(alice, monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Auckland")  # nine in the morning of the 25th there

    assert alice.open("/diary/").at == "/diary/2026-11-25/"


@pytest.mark.parametrize(("hour", "first"), [(8, "sleep"), (20, "pain")])
def test_in_the_morning_the_night_is_asked_of_first(alice, hour, first):
    alice.clock.at = alice.clock.at.replace(hour=hour)
    alice.open(TODAY)
    names = list(dict.fromkeys(next(f for f in forms(alice) if f["radios"])["radios"]))

    assert names[0] == first


def test_what_was_found_on_the_skin_is_kept_and_opens_the_questions_at_once(alice):
    alice.known()
    write(alice, pain="4", do="found")

    assert line().scores == {"pain": 4}
    assert "found" in line().flags
    assert alice.at == "/today/now/"


def test_whoever_is_new_is_asked_the_danger_questions_before_all_about_herself(alice):
    write(alice, do="found")
    assert alice.at == "/today/now/"

    alice.today()
    assert alice.at == "/about/adult/"


def test_an_emergency_that_was_found_is_told_though_nothing_else_is_known(alice):
    write(alice, do="found")
    alice.today(black_or_blue="left")

    assert alice.at == "/verdict/"
    assert "emergency" in alice.text.lower()
    assert "18 or over" not in alice.text


URGENT = {"infection": "left", "calf": "left", "tender_cord": "left", "new_weakness": "yes"}


@pytest.mark.parametrize("found", URGENT)
def test_whoever_is_to_be_seen_today_is_told_before_all_about_herself_is_asked(alice, found):
    from instep.web.records import store

    write(alice, do="found")
    alice.today(**{found: URGENT[found]})

    assert alice.at == "/verdict/"
    assert "18 or over" not in alice.text
    assert store.person().referral is not None


def test_with_a_fever_what_may_make_it_graver_is_asked_first(alice):
    write(alice, do="found")
    alice.today(infection="no", hot_swollen="left", fever="yes")

    assert alice.at == "/about/adult/"


def test_without_a_fever_nothing_about_a_person_makes_an_emergency():
    from instep.core.safety.clearance import Action
    from instep.core.screening import Part
    from tests.make import house
    from tests.worlds import TABLE, reads

    grave = [rule for rule in TABLE if rule.action is Action.EMERGENCY]
    about = {id for id, question in house().questions.items() if question.part is Part.ABOUT}
    on_her = [rule for rule in grave if about & set(reads(rule.when))]

    assert {rule.id for rule in on_her} == {"R01b", "R02d", "R40b"}
    assert all("fever" in rule.when for rule in on_her)


def test_what_was_found_is_not_cleared_before_all_else_is_asked(alice):
    write(alice, do="found")
    alice.today()
    for page in ("/verdict/", "/plan/", "/room/", "/today/now/"):
        assert alice.open(page).at == "/about/adult/"

    alice.tell_about().contacts().wishes()
    assert alice.at == "/score/"


def test_what_was_found_on_the_skin_ends_what_was_cleared_before(alice):
    from instep.web.records import store

    alice.known().to_first_step()
    write(alice, do="found")

    assert store.tonight().stage == "asking"
    assert store.all_of(store.SESSION)[0].body["ended"] == "stale"


def test_looks_that_are_due_are_one_touch_away(alice):
    from tests.web import walk

    walk.page_of("the morning after").before(alice)

    assert 'href="/looks/look_morning/"' in alice.open("/diary/2026-11-25/").html


@pytest.mark.parametrize("said", [
    {"pain": "11"}, {"pain": "x"}, {"pain": "4.5"}, {"text": "a" * 1001}, {"text": "a\0b"},
])  # fmt: skip
def test_what_no_line_can_hold_is_not_kept_and_it_is_said(alice, said):
    write(alice, **said)

    assert "That was not one of the answers." in alice.text
    assert line().is_blank


def test_a_day_without_a_line_is_only_blank(alice):
    text = alice.open(YESTERDAY).text.lower()

    assert not any(word in text for word in ("missed", "should", "streak", "forgot"))


# -- Part by part, as the script sends it ------------------------------------------------------


def send_part(alice, **part):
    alice.clock.later(minutes=1)
    alice.open(TODAY)
    token = alice.form()["fields"]["csrfmiddlewaretoken"]
    data = {"csrfmiddlewaretoken": token, **part}
    return alice.client.post(TODAY, data, headers={"accept": "application/json"})


def test_a_part_by_itself_leaves_all_others(alice):
    write(alice, pain="4", flare="yes", text="A word.")
    answer = send_part(alice, cold="7")

    assert answer.json() == {"kept": True}
    assert line().scores == {"pain": 4, "cold": 7}
    assert (line().flags, line().text) == ({"flare"}, "A word.")


def test_a_tick_by_itself_says_yes_or_no(alice):
    send_part(alice, flare="yes")
    send_part(alice, new_drug="yes")
    send_part(alice, flare="no")

    assert line().flags == {"new_drug"}


@pytest.mark.parametrize("part", [{"pain": "11"}, {"flare": "maybe"}])
def test_a_part_that_no_line_can_hold_is_refused(alice, part):
    answer = send_part(alice, **part)

    assert (answer.status_code, answer.json()) == (422, {"kept": False})


def test_ten_days_of_lines_are_ten_lines(alice):
    from instep.web.records import store

    for days in range(10):
        write(alice, f"/diary/{date(2026, 11, 24) - timedelta(days=days)}/", pain=str(days))

    assert len(store.all_of(store.LINE)) == 10
