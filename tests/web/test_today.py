"""About you, today's pages, the verdict: what is asked, kept, and told."""

import json
from pathlib import Path

import pytest

from tests.make import as_seen, house, judged

PEOPLE = sorted((Path(__file__).parents[2] / "docs/for-people/answers").glob("*.json"))
NUMBERS = {"foot_team": "Nurse Ada, +44 (0)20 555 0101", "emergency": "112"}


def decision():
    from instep.web.records import store

    return store.all_of(store.DECISION)[-1].body


@pytest.fixture
def known(alice):
    """Alice, whose answers about her are kept."""
    return alice.known()


# -- About you -------------------------------------------------------------------------------------


def test_about_you_goes_on_where_it_was_left(alice):
    alice.begin().send(answer="yes").send(answer="no")
    alice.open("/").send("/tonight/")

    assert alice.at == "/about/diabetes/"


def test_a_sided_question_asks_the_side_only_after_yes(alice):
    alice.open("/about/varicose/").send(answer="yes")
    assert "Which foot or leg?" in alice.text
    alice.send(answer="right")

    from instep.web.records import store

    assert store.person().about == {"varicose": "right"}


@pytest.mark.parametrize("answer", ["maybe", "", "YES", "<b>", "9"])
def test_an_answer_that_is_none_is_asked_again_and_not_kept(alice, answer):
    from instep.web.records import store

    alice.open("/about/diabetes/").send(answer=answer)

    assert "not one of the answers" in alice.text
    assert store.person().about == {}


def test_a_touch_test_asks_for_its_day(alice):
    alice.known()
    alice.open("/about/touch_test_missed/").send(answer="3")

    assert alice.begin().at == "/about/touch_test_on/"
    alice.open("/about/touch_test_on/").send(answer="2027-01-01")
    assert "not one of the answers" in alice.text


def test_an_answer_older_than_half_a_year_is_asked_again(known):
    known.clock.later(days=181)
    known.begin()

    assert known.at == "/about/adult/"


def test_why_we_ask_is_on_every_question(alice):
    for id in ("adult", "varicose", "chemo", "skin_allergy", "touch_test_missed"):
        alice.open(f"/about/{id}/")
        assert house().words[f"question.{id}.help"] in alice.text


# -- Today -----------------------------------------------------------------------------------------


def test_a_line_left_open_is_asked_again_and_what_was_said_stays(known):
    known.begin().wishes().send(chest="no", fever="yes")

    assert known.at == "/today/now/"
    assert "A line is still open" in known.text
    assert 'name="fever" value="yes" checked' in known.html


def test_a_yes_without_its_side_asks_for_the_side(known):
    known.begin().wishes().today(until="leg")
    known.send(calf="yes", new_swelling="no", tender_cord="no", hangs_down="no", new_weakness="no")

    assert known.at == "/today/leg/"
    assert "after-yes open" in known.html


def test_an_emergency_yes_ends_the_questions_there(known):
    known.begin().wishes().send(chest="yes")

    assert known.at == "/verdict/"
    assert house().words["verdict.actions.EMERGENCY.title"] in known.text
    assert decision()["today"]["chest"] == "yes"


def test_the_score_is_asked_before_anything_is_suggested(known):
    known.begin().wishes().today()

    assert known.at == "/score/"
    assert known.open("/verdict/").at == "/score/"
    assert known.open("/plan/").at == "/score/"


def test_a_page_that_is_not_due_yet_leads_to_the_one_that_is(known):
    known.begin().wishes()

    assert known.open("/today/ease/").at == "/today/now/"
    assert known.open("/today/nonsense/").page.status_code == 404


def test_back_to_an_earlier_page_changes_its_answers(known):
    known.begin().wishes().today(until="look")
    known.open("/today/leg/")
    assert 'name="hangs_down" value="no" checked' in known.html
    known.send(**known.filled({**dict.fromkeys(("calf", "new_swelling", "tender_cord"), "no"),
                               "hangs_down": "yes", "new_weakness": "no"}))  # fmt: skip
    known.today()
    assert known.at == "/clinician/R06/"
    known.send(answer="no")

    assert decision()["today"]["hangs_down"] == "yes"


def test_the_thermometer_is_asked_for_only_where_there_is_one(known):
    known.begin().wishes(have=["thermometer"]).today(until="thermometer")
    assert known.at == "/today/thermometer/"
    known.send(measured="yes", temp_gap="warm")
    assert known.at == "/today/thermometer/"
    known.send(measured="yes", temp_gap="2,5", temp_gap_yesterday="", temp_warmer="left")

    assert decision()["today"]["temp_gap"] == 2.5
    assert decision()["clearance"]["closed"] == ["left"]


# -- The verdict -----------------------------------------------------------------------------------


def test_a_stop_says_the_verdict_then_whom_to_call_then_why(alice):
    alice.known().open("/about/contacts/").send(**NUMBERS)
    alice.to_verdict(hot_swollen="left")
    words = house().words
    told = [
        words["verdict.actions.FOOT_TEAM.title"],
        words["verdict.contact_lines.foot_team.1_working_day"],
        "Nurse Ada",
        words["rule.R03.text"],
        words["question.hot_swollen.short"],
        words["verdict.said.cannot_see"],
    ]
    main = alice.text[alice.text.index("Skip to the page") :]
    places = [main.index(text) for text in told]

    assert places == sorted(places)
    assert 'href="tel:+440205550101"' in alice.html
    assert 'href="tel:112"' in alice.html


def test_without_a_number_the_stop_says_so(known):
    known.to_verdict(infection="both")

    assert house().words["verdict.said.no_number"] in known.text


@pytest.mark.parametrize(("kept", "dialled"), [
    ("Nurse Ada, 555 0101", "5550101"), ("112", "112"), ("", ""),
    ("Ext 4, 020 7946 0958", "02079460958"), ("ring the bell", ""),
])  # fmt: skip
def test_a_phone_dials_the_number_in_what_was_kept(app, kept, dialled):
    from instep.web.pages.verdict.telling import dial

    assert dial(kept) == dialled


def test_after_a_stop_the_next_evening_asks_if_they_were_seen(known):
    known.to_verdict(wound="left", about={})
    known.clock.later(minutes=40)
    from instep.web.records import store

    assert store.person().referral is None  # not at risk: that foot rests, nobody is called
    known.known(diabetes="yes").to_verdict(wound="left")
    assert store.person().referral is not None
    known.clock.later(hours=20)
    known.begin().wishes()
    assert known.at == "/looks/referral/"
    known.send(answer="not_seen").today()
    assert "K2" in [f["rule"] for f in decision()["clearance"]["findings"]]


@pytest.mark.parametrize("file", PEOPLE, ids=lambda file: file.stem)
def test_each_person_of_the_docs_gets_the_verdict_of_the_kernel(alice, file):
    lines = file.read_text(encoding="utf-8")
    sheet = json.loads(lines)
    about = {
        q: a for q, a in sheet["about"].items() if q not in ("asked_on", "cleared_by_clinician")
    }
    on = alice.clock.at.date()
    for id, answer in about.items():
        if id == "touch_test_on":
            about[id] = min(answer, on.isoformat())
    alice.known(**about)
    today = {q: a for q, a in sheet["today"].items() if q != "with_helper"}
    alice.to_verdict(helper=sheet["today"].get("with_helper", "no"), **today)
    kept = decision()
    expected = judged({"about": {**kept["about"]}, "today": kept["today"]}, on)

    assert kept["clearance"]["action"] == as_seen(expected)["action"]
    assert kept["clearance"]["may_begin"] == expected.may_begin
    assert alice.at == "/verdict/"
