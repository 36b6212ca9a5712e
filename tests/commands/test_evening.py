"""Evenings of people at their keyboards, each with a folder that remembers."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from instep.adapters import content
from instep.adapters.export.as_json import clearance_json
from instep.commands.evening import session
from instep.core.screening import Kind, Part
from tests.commands import rows
from tests.commands.keyboard import CTRL_C, EOF, KEYS, PROMPTS, USUAL, Home, flat
from tests.make import TODAY, house, judged

WORDS, QUESTIONS = house().words, house().questions
ABOUT = [q.id for q in QUESTIONS.values() if q.part is Part.ABOUT]
PAGES = ("now", "leg", "look", "hand", "ease")
TITLES = [WORDS[f"verdict.pages.{page}.title"].upper() for page in PAGES]
NUMBERS = {"foot_team": "Nurse Ada, 555 0101", "doctor": "Dr Bo, 555 0102", "emergency": "one-1-2"}
ONLY_WHERE = {"touch_test_on", "pulses_ok", "platelets", "chemo_team_ok", "oil_patch_clear"}
ONLY_WHERE |= {"cause_known", "cleared_by_clinician"}
HEALTHY_ABOUT = {q: USUAL[q] for q in ABOUT if q not in ONLY_WHERE}


def days_on(days):
    return str(TODAY + timedelta(days=days))


def text(key):
    return flat(WORDS[key])


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Content is read once, and nobody waits for the disk: neither is what an evening is about."""
    monkeypatch.setattr(content, "load", lambda *_: house())
    rows.quick(monkeypatch)


@pytest.fixture
def home(tmp_path):
    """A home where nobody has sat down yet."""
    rows.make(tmp_path / "data")
    return Home(tmp_path / "data")


@pytest.fixture
def known(home):
    """A home where a well person had their first session yesterday and both looks were clear."""
    home.evening(on=days_on(-1), answers=NUMBERS)
    looks = {**home.person()["looks"], "ten_minutes": "no", "morning": "no"}
    home.change(looks=looks)
    return home


# -- The first evening ---------------------------------------------------------------------------


def test_a_first_evening_goes_from_a_welcome_to_a_good_night(home):
    seen = home.evening()

    assert seen.code == 0
    for key in ("welcome", "not_alone", "about_new", "page", "due", "saved"):
        assert text(f"evening.{key}") in seen.words, key
    assert WORDS["guide.done"] in seen.words


def test_every_answer_of_the_first_evening_is_remembered_with_its_day(home):
    home.evening(answers=NUMBERS)
    person = home.person()

    assert person["about"] == HEALTHY_ABOUT
    assert person["asked_on"] == dict.fromkeys(HEALTHY_ABOUT, str(TODAY))
    assert person["contacts"] == NUMBERS


def test_the_first_session_is_counted_and_both_looks_are_owed(home):
    home.evening()
    person = home.person()
    ten = datetime.fromisoformat(person["looks"]["ten_minutes_at"]) - datetime.now(UTC)

    assert (person["sessions"], person["first_session_on"]) == (1, str(TODAY))
    assert person["looks"]["morning_on"] == days_on(1)
    assert (person["looks"]["ten_minutes"], person["looks"]["morning"]) == (None, None)
    assert timedelta(minutes=9) < ten <= timedelta(minutes=10)


def test_the_decision_and_the_session_are_kept_whole(home):
    home.evening(answers={"score_before": "6", "score_after": "4"})
    decision, played = home.decisions()

    assert decision["about"] == HEALTHY_ABOUT
    assert decision["today"] == {q: USUAL[q] for q in decision["today"]}
    assert decision["clearance"]["may_begin"]
    assert (played["ended"], played["before"], played["after"]) == ("finished", 6, 4)
    assert played["asked"] == {"aim": "ease", "have": [], "minutes": 15, "seed": 0, "with": "alone"}
    assert played["position"] == sum(played["played"])


def test_todays_questions_are_five_short_pages(home):
    page = home.asks("check").said.split(TITLES[0])[1]
    whole = [TITLES[0], *page.splitlines()]
    at = [whole.index(title) for title in TITLES]
    counts = [len([q for q in QUESTIONS.values() if q.page == page]) for page in PAGES]

    assert at == sorted(at)
    assert all(here - before <= 20 for before, here in pairwise(at))
    assert max(counts) <= 7


def test_how_the_feet_feel_is_asked_before_anything_is_suggested(home):
    said = home.evening().words
    asked = said.index(text("evening.score_before"))
    suggested = (WORDS["verdict.actions.GO.title"].upper(), text("evening.minutes"), "Tonight ")

    assert all(asked < said.index(words) for words in suggested)
    assert said.index(TITLES[-1]) < asked


SCOLDING = r"\b(you must|should|shame\w*|fail\w*|forgot\w*|streaks|in a row|well done|wrong|lazy)\b"


def test_no_page_of_any_evening_scolds_or_cheers(home):
    seen = [
        home.evening(typed={"wound": ["maybe", "?"], "minutes": ["99"]}),
        home.evening(on=days_on(1), answers={"look_morning": "left"}),
        home.evening(on=days_on(2), answers={"hot_swollen": "left"}),
        home.evening(on=days_on(3)),
        home.evening(on=days_on(30), answers={"chest": "yes"}),
        home.evening("--aim", "night"),
    ]

    for each in seen:
        assert re.findall(SCOLDING, each.words.lower()) == []


# -- The second evening --------------------------------------------------------------------------


def test_the_second_evening_asks_today_and_the_looks_and_nothing_about_you(home):
    home.evening()
    seen = home.evening(on=days_on(1))

    assert seen.code == 0
    assert not set(seen.asked) & {*ABOUT, *NUMBERS}
    assert seen.asked.index("look_10min") < seen.asked.index("look_morning")
    assert seen.asked.index("look_morning") < seen.asked.index("chest")
    assert text("evening.welcome") not in seen.words
    assert home.person()["sessions"] == 2
    assert home.person()["first_session_on"] == str(TODAY)


def test_about_you_still_counts_after_180_days_and_is_asked_again_after_181(home):
    home.asks("check")
    after_180 = home.asks("check", on=days_on(180))
    after_181 = home.asks("check", on=days_on(181))

    assert not set(after_180.asked) & set(ABOUT)
    assert set(HEALTHY_ABOUT) <= set(after_181.asked)
    assert text("evening.about_due") in after_181.words


def test_only_the_answer_that_is_old_is_asked_again(home):
    home.asks("check")
    asked_on = home.person()["asked_on"]
    home.change(asked_on={**asked_on, "diabetes": days_on(-181), "chemo": days_on(-180)})
    seen = home.asks("check")

    assert set(seen.asked) & set(ABOUT) == {"diabetes"}
    assert home.person()["asked_on"]["diabetes"] == str(TODAY)


def test_a_touch_test_ages_by_its_own_day_and_not_by_when_it_was_told(home):
    tested = {"touch_test_missed": 1, "touch_test_on": days_on(-300)}
    home.asks("check", answers=tested)
    a_year = home.asks("check", on=days_on(65), answers=tested)
    a_day_more = home.asks("check", on=days_on(66))

    assert not set(a_year.asked) & set(tested)
    assert "touch_test_missed" in a_day_more.asked


def test_a_touch_test_is_kept_while_the_rest_is_asked_again(home):
    home.asks("check", answers={"touch_test_missed": 1, "touch_test_on": ""})
    seen = home.asks("check", on=days_on(181))

    assert "diabetes" in seen.asked
    assert "touch_test_missed" not in seen.asked
    assert home.person()["about"]["touch_test_on"] == str(TODAY)


def test_what_hangs_on_another_answer_is_asked_only_with_it(home):
    plain = home.asks("check", answers={"chemo": "over_6_months"})
    home.change(asked_on={})
    more = home.asks("check", answers={"chemo": "now", "numb_feet": "not_sure"})

    assert not {"platelets", "chemo_team_ok", "cause_known"} & set(plain.asked)
    assert {"platelets", "chemo_team_ok", "cause_known"} <= set(more.asked)


def test_a_sore_patch_is_asked_for_its_place_and_colour_and_no_patch_is_not(known):
    answers = {"sore_patch": "right", "sore_patch_zones": ["heel", "toe_1"]}
    seen = known.asks("check", answers=answers)
    today = known.decisions()[-1]["today"]

    assert seen.asked[seen.asked.index("sore_patch") :][:4] == [
        "sore_patch",
        "sore_patch",
        "sore_patch_zones",
        "red_stays",
    ]
    assert today["sore_patch_zones"] == ["heel", "toe_1"]
    assert not {"sore_patch_zones", "red_stays"} & set(known.asks("check").asked)


# -- The looks after a session (K1) --------------------------------------------------------------


@pytest.mark.parametrize("look", ["look_10min", "look_morning"])
def test_a_look_that_found_something_holds_the_session_back(home, look):
    home.evening()
    seen = home.evening(on=days_on(1), answers={look: "left"})

    assert seen.code == 3
    assert text("rule.K1.text") in seen.words
    assert {"chest", "wound", "hot_swollen", "sleepy"} <= set(seen.asked)
    assert "begin" not in seen.asked
    assert home.decisions()[-1]["today"][look] == "left"


def test_what_was_found_goes_through_the_danger_questions(home):
    home.evening()
    answers = {**NUMBERS, "look_morning": "left", "wound": "left"}
    home.change(about={**home.person()["about"], "diabetes": "yes"}, contacts=NUMBERS)
    seen = home.evening(on=days_on(1), answers=answers)

    assert home.decisions()[-1]["clearance"]["action"] == "FOOT_TEAM"
    assert NUMBERS["foot_team"] in seen.words


def test_what_was_found_holds_the_whole_day_back_and_is_not_asked_twice(home):
    home.evening()
    home.evening(on=days_on(1), answers={"look_morning": "left"})
    same_day = home.evening(on=days_on(1))
    next_day = home.evening(on=days_on(2))

    assert same_day.code == 3
    assert next_day.code == 0
    assert not {"look_10min", "look_morning"} & {*same_day.asked, *next_day.asked}


def test_not_sure_of_a_look_holds_back_and_is_asked_again(home):
    home.evening()
    unsure = home.evening(on=days_on(1), answers={"look_10min": "not_sure"})
    sure = home.evening(on=days_on(1))

    assert unsure.code == 3
    assert "look_10min" in sure.asked
    assert "look_morning" not in sure.asked
    assert sure.code == 0


def test_a_look_told_is_kept_even_when_the_person_leaves_at_the_next_one(home):
    home.evening()
    home.evening(on=days_on(1), typed={"look_morning": ["q"]})

    assert home.person()["looks"]["ten_minutes"] == "no"
    assert "look_10min" not in home.evening(on=days_on(1)).asked


def test_a_look_is_not_asked_before_it_is_due(home):
    home.evening()
    at_once = home.asks("check")
    looks = {**home.person()["looks"], "ten_minutes_at": "2020-01-01T00:00:00+00:00"}
    home.change(looks=looks)
    later = home.asks("check")

    assert not {"look_10min", "look_morning"} & set(at_once.asked)
    assert "look_10min" in later.asked
    assert "look_morning" not in later.asked


# -- A referral given (K2) -----------------------------------------------------------------------


def test_who_was_told_to_see_someone_is_held_back_until_they_were_seen(known):
    told = known.evening(answers={"hot_swollen": "left"})
    not_yet = known.evening(on=days_on(1))
    seen = known.evening(on=days_on(2), answers={"referral_keys": "y"})
    after = known.evening(on=days_on(3))

    assert [told.code, not_yet.code, seen.code, after.code] == [3, 3, 0, 0]
    assert text("rule.K2.text") in not_yet.words
    assert text("evening.referral") in not_yet.words
    assert "referral_keys" not in after.asked


def test_a_referral_lapses_after_fourteen_days(known):
    known.asks("check", answers={"hot_swollen": "left"})
    known_on = known.person()["referral"]["on"]
    on_day_14 = known.asks("check", on=days_on(14))
    on_day_15 = known.asks("check", on=days_on(15))

    assert known_on == str(TODAY)
    assert (on_day_14.code, "referral_keys" in on_day_14.asked) == (3, True)
    assert (on_day_15.code, "referral_keys" in on_day_15.asked) == (0, False)


def test_a_stop_that_sends_nobody_to_care_is_no_referral(known):
    known.asks("check", answers={"looked": "no"})

    assert known.person()["referral"] is None


STOPS = {
    "not looked yet": {"looked": "no"},
    "a hot foot": {"hot_swollen": "left"},
    "a sore calf": {"calf": "right"},
    "no breath": {"chest": "yes"},
    "perhaps no breath": {"chest": "not_sure"},
    "a fever": {"fever": "yes"},
}


@pytest.mark.parametrize("stop", STOPS.values(), ids=STOPS)
def test_every_stop_shows_the_stored_numbers(known, stop):
    seen = known.evening(answers=stop)

    assert seen.code == 3
    for number in NUMBERS.values():
        assert number in seen.words
    assert WORDS["verdict.said.cannot_see"] in seen.words


def test_a_number_that_was_not_given_is_never_guessed(home):
    seen = home.evening(answers={"chest": "yes"})

    assert text("verdict.said.no_number") in seen.words
    assert not any(number in seen.words for number in ("112", "911", "999", "111"))


def test_the_numbers_are_asked_once_even_when_the_person_left_before_them(home):
    left = home.evening(answers=NUMBERS, typed={"doctor": ["q"]})
    again = home.evening(answers=NUMBERS)

    assert left.code == 3
    assert home.person()["contacts"] == NUMBERS
    assert set(NUMBERS) <= set(again.asked)
    assert not set(NUMBERS) & set(home.asks("check", on=days_on(1)).asked)


# -- An emergency --------------------------------------------------------------------------------

EMERGENCIES = {
    "chest": "yes",
    "sudden_weakness": "yes",
    "saddle": "yes",
    "black_or_blue": "right",
    "sudden_cold": "left",
}


@pytest.mark.parametrize("id", EMERGENCIES)
def test_a_yes_to_an_emergency_ends_its_page_there(known, id):
    seen = known.evening(answers={id: EMERGENCIES[id]})

    assert seen.asked[-1] == id
    assert seen.code == 3
    assert WORDS["verdict.actions.EMERGENCY.title"].upper() in seen.words
    assert WORDS["verdict.contact_lines.emergency.now"] in seen.words


@pytest.mark.parametrize("id", EMERGENCIES)
def test_a_page_that_calls_for_help_is_not_buried_under_what_was_never_asked(known, id):
    seen = known.evening(answers={id: EMERGENCIES[id]})
    page = seen.said[seen.said.index(WORDS["verdict.actions.EMERGENCY.title"].upper()) :]

    assert WORDS["verdict.said.not_answered"].split("{")[0] not in page
    assert len(page.splitlines()) <= 24


def test_a_doubt_about_an_emergency_goes_on_and_ends_in_help_the_same_day(known):
    seen = known.evening(answers={"chest": "not_sure"})

    assert "sleepy" in seen.asked
    assert known.decisions()[-1]["clearance"]["action"] == "URGENT"


# -- Keys ----------------------------------------------------------------------------------------


def test_going_back_asks_the_question_before_again_and_drops_its_answer(home):
    typed = {"diabetes": ["b", "q"]}
    seen = home.evening(typed=typed)

    assert seen.asked[:5] == ["adult", "age_65", "diabetes", "age_65", "diabetes"]
    assert set(home.person()["about"]) == {"adult", "age_65"}


def test_an_answer_taken_back_is_gone_when_the_person_leaves(home):
    home.evening(typed={"diabetes": ["b"], "age_65": ["y", "q"]})

    assert home.person()["about"] == {"adult": "yes"}


def test_going_back_reaches_the_page_before(known):
    seen = known.asks("check", typed={"fever": ["y"], "calf": ["b"]})
    fever = [at for at, name in enumerate(seen.asked) if name == "fever"]

    assert len(fever) == 2
    assert known.decisions()[-1]["today"]["fever"] == "no"


def test_back_from_a_side_drops_the_yes(known):
    known.asks("check", typed={"wound": ["y", "b"]})

    assert known.decisions()[-1]["today"]["wound"] == "no"


def test_a_touch_test_whose_day_was_taken_back_never_stands_without_a_day(home):
    answers = {"touch_test_missed": 0, "touch_test_on": days_on(-5)}
    home.evening(
        answers=answers, typed={"poor_circulation": ["b"], "touch_test_on": ["2026-11-01"]}
    )
    home.evening("--aim", "night")

    assert home.person()["about"]["touch_test_on"] == days_on(-5)


NOTHING_BEFORE = ["adult", "foot_team", "with_helper", "have", "chest", "score_before", "minutes"]


@pytest.mark.parametrize("name", [*NOTHING_BEFORE, "aim", "begin"])
def test_back_where_nothing_comes_before_asks_the_same_again(home, name):
    seen = home.evening(typed={name: ["b"]})
    at = seen.asked.index(name)

    assert seen.code == 0
    assert seen.asked[at : at + 2] == [name, name]


def test_a_question_mark_shows_more_about_every_question(home):
    answers = {
        "numb_feet": "yes",
        "chemo": "now",
        "touch_test_missed": 1,
        "sore_patch": "left",
        "temp_gap": 3,
    }
    asked = [q.id for q in QUESTIONS.values() if q.kind is not Kind.CLEARANCES]
    asked = [id for id in asked if id not in ("look_10min", "look_morning", "open_referral")]
    have = "cream,peppermint,basin,thermometer"
    typed = {**{id: ["?"] for id in asked}, "measured": ["y"]}
    seen = home.asks("plan", "--have", have, answers=answers, typed=typed)

    for id in asked:
        assert text(f"question.{id}.help") in seen.words, id


NONSENSE = {
    "adult": ["maybe", "yess", "1"],
    "touch_test_missed": ["7", "2.5", "-1", "nan", "1e1", "two"],
    "touch_test_on": ["2026-02-30", "tomorrow", "2026-11-25", "24-11-2026"],
    "chemo": ["0", "5", "-1", "01x"],
    "skin_allergy": ["5", "0010", "1 2 99", "nut", "-1", "1e1"],
    "have": ["0099", "11", "ball", "0"],
    "calf": ["l", "both sides"],
    "score_before": ["11", "-1", "5.5", "ten"],
    "minutes": ["4", "31", "7.5", "0", "fifteen", "1000000000000"],
    "aim": ["5", "fun"],
    "begin": ["go", "n"],
    "score_after": ["eleven"],
}


@pytest.mark.parametrize("name", NONSENSE)
def test_what_is_no_answer_is_asked_again(home, name):
    answers = {"touch_test_missed": 1} if name == "touch_test_on" else {}
    seen = home.evening(answers=answers, typed={name: NONSENSE[name]})

    assert seen.code == 0
    assert seen.asked.count(name) == len(NONSENSE[name]) + 1
    assert seen.words.count("Please try again") == len(NONSENSE[name])


def test_capitals_whole_words_and_spaces_are_understood(known):
    typed = {"wound": [" YES ", "Left"], "fungus": ["Not sure"], "gout": ["NO"], "calf": ["no"]}
    known.asks("check", typed=typed)
    today = known.decisions()[-1]["today"]

    assert [today[id] for id in typed] == ["left", "not_sure", "no", "no"]


PLACES = ["adult", "touch_test_missed", "skin_allergy", "foot_team", "with_helper", "have", "chest"]
PLACES += ["wound", "sleepy", "score_before", "minutes", "aim", "begin"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("leaving", ["q", EOF, CTRL_C])
def test_leaving_anywhere_keeps_what_was_said(home, place, leaving):
    seen = home.evening(typed={place: [leaving]})
    before = [id for id in seen.asked[:-1] if id in HEALTHY_ABOUT]
    kept = home.person()["about"]

    assert seen.code == (130 if leaving is CTRL_C else 3)
    assert kept == {id: USUAL[id] for id in before}
    assert (text("evening.left") in seen.words) == (leaving is not CTRL_C)
    assert home.waiting() is None
    assert not any("session" in decision for decision in home.decisions())


@pytest.mark.parametrize("leaving", ["q", EOF])
def test_who_leaves_at_the_very_last_question_has_had_the_whole_session(home, leaving):
    seen = home.evening(answers={"score_before": "5"}, typed={"score_after": [leaving]})
    played = home.decisions()[-1]

    assert seen.code == 0
    assert (played["ended"], played["before"], played["after"]) == ("finished", 5, None)
    assert text("evening.saved") in seen.words


def test_about_you_is_taken_up_where_it_was_left(home):
    home.evening(typed={"clot": ["q"]})
    seen = home.evening()

    assert seen.asked[0] == "clot"
    assert seen.code == 0


# -- What lies at hand, and who does it ----------------------------------------------------------


@pytest.mark.parametrize(
    ("have", "asked"),
    [
        ("basin,thermometer", {"pulses_ok", "measured"}),
        ("cream,peppermint", {"oil_patch_clear"}),
        ("cream", set()),
    ],
)
def test_what_lies_at_hand_opens_its_own_question(home, have, asked):
    seen = home.asks("plan", "--have", have)

    assert asked == {"pulses_ok", "oil_patch_clear", "measured"} & set(seen.asked)
    assert "have" not in seen.asked


def test_what_lies_at_hand_is_asked_where_no_flag_says_it(home):
    seen = home.asks("plan", answers={"have": ["basin", "ball"]})

    assert "pulses_ok" in seen.asked
    assert text("technique.ball_roll.name") in seen.words


def test_feet_that_differ_in_warmth_are_asked_which_is_warmer(known):
    answers = {"have": ["thermometer"], "measured": "y", "temp_gap": "2,5"}
    known.asks("check", answers=answers)
    decision = known.decisions()[-1]

    assert decision["today"]["temp_gap"] == 2.5
    assert decision["today"]["temp_warmer"] == "left"
    assert decision["clearance"]["closed"] == ["left"]


def test_a_flag_says_who_does_it_and_then_it_is_not_asked(known):
    by_flag = known.asks("plan", "--with", "helper")
    by_answer = known.asks("plan", answers={"with_helper": "yes"})

    assert "with_helper" not in by_flag.asked
    assert "with_helper" in by_answer.asked
    assert [d["today"]["with_helper"] for d in known.decisions()[-2:]] == ["yes", "yes"]
    assert all(WORDS["plan.page.helper"] in seen.words for seen in (by_flag, by_answer))


def test_only_one_foot_is_closed_and_the_other_has_its_session(known):
    seen = known.evening(answers={"wound": "left"})
    played = seen.said[seen.said.index(WORDS["evening.begin"].strip()) :]

    assert seen.code == 0
    assert WORDS["verdict.actions.CLOSED.title"].upper() in seen.words
    assert ", right foot" in played
    assert ", left foot" not in played


# -- A clinician's yes ---------------------------------------------------------------------------

CLEARABLE = {
    "R06": ("R06", {"hangs_down": "yes"}),
    "R07a": ("R07", {"calf_on_walking": "yes"}),
    "R09": ("R09", {"foot_history": "yes"}),
    "R19c": ("R19", {"swollen_legs": "yes"}),
    "R43a": ("R43", {"clot": "yes"}),
}


@pytest.mark.parametrize("finding", CLEARABLE)
def test_a_clinicians_yes_is_asked_for_and_counts(home, finding):
    rule, answers = CLEARABLE[finding]
    without = home.asks("check", answers=answers)
    home.change(referral=None)
    day = days_on(-180)
    cleared = home.asks("check", answers={**answers, finding: day})

    assert (without.code, cleared.code) == (3, 0)
    assert finding in without.asked
    assert home.person()["about"]["cleared_by_clinician"] == [{"rule": rule, "on": day}]
    assert finding not in home.asks("check", answers=answers).asked


def test_a_clinicians_yes_of_long_ago_or_of_tomorrow_does_not_count(home):
    typed = {"R07a": ["2026-11-25", "last week", "b", days_on(-181)]}
    seen = home.asks("check", answers={"calf_on_walking": "yes"}, typed=typed)

    assert seen.asked.count("R07a") == 4
    assert seen.code == 3


def test_in_an_emergency_nobody_is_asked_for_a_clinicians_yes(home):
    seen = home.asks("check", answers={"clot": "yes", "chest": "yes"})

    assert seen.asked[-1] == "chest"


# -- The night -----------------------------------------------------------------------------------


def test_the_night_asks_for_the_hanging_leg_first_and_then_breathes(home):
    seen = home.evening("--aim", "night")

    assert seen.code == 0
    assert seen.asked == ["hangs_down", "adult", "begin"]
    assert WORDS["technique.slow_breathing.name"] in seen.words
    assert WORDS["verdict.actions.STOP.title"].upper() not in seen.words
    assert text("evening.closing") not in seen.words


def test_the_night_touches_no_foot_so_no_look_is_owed_and_no_session_counted(home):
    home.evening("--aim", "night")
    person = home.person()

    assert (person["sessions"], person["looks"], person["first_session_on"]) == (0, None, None)


def test_who_is_known_is_asked_one_thing_at_night(known):
    assert known.evening("--aim", "night").asked == ["hangs_down", "begin"]


@pytest.mark.parametrize("answer", ["yes", "not_sure"])
def test_a_leg_that_hangs_down_at_night_shows_its_page_and_plays_nothing(known, answer):
    seen = known.evening("--aim", "night", answers={"hangs_down": answer})
    unanswered = WORDS["verdict.said.not_answered"].split("{")[0]

    assert seen.code == 3
    assert seen.asked == ["hangs_down"]
    assert text("rule.R06.text") in seen.words
    assert NUMBERS["doctor"] in seen.words
    assert unanswered not in seen.words
    assert known.person()["referral"]["on"] == str(TODAY)


def test_nobody_under_age_breathes_with_us_at_night(home):
    seen = home.evening("--aim", "night", answers={"adult": "no"})

    assert seen.code == 3
    assert text("rule.R31.text") in seen.words


# -- Check and plan ------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["check", "plan"])
def test_json_has_standard_output_to_itself(home, command):
    seen = home.asks(command, "--json")

    assert seen.code == 0
    assert seen.out == json.dumps(json.loads(seen.out), sort_keys=True, ensure_ascii=False) + "\n"
    assert TITLES[0] in seen.err


@pytest.mark.parametrize("command", ["check", "plan"])
def test_a_stop_as_json_is_the_clearance_and_the_person_still_reads_why(known, command):
    seen = known.asks(command, "--json", answers={"calf": "left"})

    assert seen.code == 3
    assert json.loads(seen.out)["action"] == "URGENT"
    assert NUMBERS["doctor"] in seen.err


def test_check_says_the_verdict_and_remembers_the_decision(known):
    seen = known.asks("check")

    assert WORDS["verdict.actions.GO.title"].upper() in seen.words
    assert known.decisions()[-1]["clearance"]["action"] == "GO"


def test_a_plan_is_only_a_plan(home):
    seen = home.asks("plan", "--minutes", "20")
    person = home.person()

    assert "20 min" in seen.words
    assert (person["sessions"], person["looks"]) == (0, None)


def test_the_review_is_counted_from_the_very_first_session(known):
    plan = json.loads(known.asks("plan", "--json", on=days_on(10)).out)

    assert plan["review_on"] == days_on(27)
    assert plan["made_for"] == days_on(10)


# -- Decisions can be judged again ---------------------------------------------------------------


def test_every_stored_decision_gives_the_same_clearance_again(home):
    evenings = [
        {"touch_test_missed": 3, "touch_test_on": days_on(-3), "numb_feet": "yes"},
        {"look_morning": "left"},
        {"sore_patch": "both", "sore_patch_zones": ["heel", "web_1_2"], "fungus": "left"},
        {"calf": "not_sure"},
        {"referral_keys": "y", "have": ["thermometer"], "measured": "y", "temp_gap": 4.5},
        {"chest": "yes"},
    ]
    for day, answers in enumerate(evenings):
        home.evening(on=days_on(day), answers=answers)
    home.evening("--aim", "night", on=days_on(20))
    kept = [decision for decision in home.decisions() if "clearance" in decision]

    assert len(kept) == 7
    for decision in kept:
        about = {**decision["about"], "asked_on": decision["asked_on"]}
        again = judged({"about": about, "today": decision["today"]}, _day(decision["on"]))
        assert clearance_json(again, WORDS) == decision["clearance"]


def _day(iso):
    return date.fromisoformat(iso)


# -- A session cut off ---------------------------------------------------------------------------

BATH = ("--have", "basin,thermometer", "--minutes", "30", "--aim", "sleep")


@pytest.fixture
def cut_off(home):
    """A home where Ctrl-C ended a session at the door of its bath, a moment ago."""
    seen = home.evening(*BATH, answers={"pulses_ok": "yes"}, typed={"bath": [CTRL_C]})
    assert seen.code == 130
    return home


def test_a_session_cut_off_goes_on_where_it_was(cut_off):
    position = cut_off.waiting()["position"]
    seen = cut_off.evening()
    played = cut_off.decisions()[-1]

    assert position > 0
    assert seen.asked == ["resume", "bath", "score_after"]
    assert played["ended"] == "finished"
    assert played["position"] == sum(played["played"])
    assert cut_off.person()["sessions"] == 1


def test_a_session_cut_off_owes_its_looks_all_the_same(cut_off):
    assert cut_off.person()["looks"]["morning"] is None
    assert "look_morning" in cut_off.evening(on=days_on(1)).asked


def test_who_does_not_want_to_go_on_is_asked_everything_of_today_again(cut_off):
    seen = cut_off.evening(answers={"resume": "n"})

    assert seen.asked[:3] == ["resume", "with_helper", "have"]
    assert {"minutes", "aim", "sleepy"} <= set(seen.asked)


@pytest.mark.parametrize("minutes", [31, 600, -5])
def test_a_look_older_than_half_an_hour_does_not_count_any_more(cut_off, minutes):
    looked_at = datetime.now(UTC) - timedelta(minutes=minutes)
    rows.night_is(cut_off.folder, asked_at=looked_at.isoformat())
    seen = cut_off.evening()

    assert text("evening.too_old") in seen.words
    assert "resume" not in seen.asked
    assert "looked" in seen.asked


def test_who_thinks_for_long_about_going_on_looks_at_the_feet_again(cut_off, monkeypatch):
    now = datetime.now(UTC)
    asked = iter([now, *[now + timedelta(minutes=40)] * 99])
    monkeypatch.setattr(session, "wall", lambda: next(asked))
    seen = cut_off.evening(typed={"with_helper": ["q"]})

    assert seen.asked == ["resume", "with_helper"]
    assert text("evening.too_old") in seen.words
    assert cut_off.waiting() is None


def test_a_session_of_another_day_is_not_taken_up(cut_off):
    seen = cut_off.evening(on=days_on(1))

    assert text("evening.too_old") in seen.words
    assert "resume" not in seen.asked


def test_a_session_is_not_taken_up_after_a_newer_decision(cut_off):
    cut_off.asks("check", answers={"wound": "left"})
    seen = cut_off.evening(answers={"wound": "left"})

    assert "resume" not in seen.asked
    assert "wound" in seen.asked


def test_a_session_is_not_taken_up_when_the_person_is_not_as_they_were(cut_off):
    about = {**cut_off.person()["about"], "swollen_legs": "yes"}
    cut_off.change(about=about)
    seen = cut_off.evening()

    assert "resume" not in seen.asked
    assert seen.code == 3


ODD_PLACES = {
    "no place at all": {},
    "a place that is none": {"position": "abc"},
    "a place before the start": {"position": -1},
    "no number at all": {"position": "nan"},
    "steps that are none": {"played": 5},
    "steps of another session": {"played": [1.0]},
}


@pytest.mark.parametrize("odd", ODD_PLACES.values(), ids=ODD_PLACES)
def test_a_place_that_instep_never_wrote_is_not_gone_on_from(cut_off, odd):
    own = {**cut_off.waiting(), **odd} if odd else {}
    rows.night_is(cut_off.folder, own=own)
    seen = cut_off.evening()

    assert seen.code == 0
    assert text("evening.changed") in seen.words
    assert "resume" not in seen.asked
    assert [d["ended"] for d in cut_off.decisions() if "session" in d] == ["stale", "finished"]


ODD_EVENINGS = {
    "a stage that is none": {"stage": "dancing"},
    "a wish that is none": {"aim": "fun"},
    "a look at no time": {"asked_at": "yesterday"},
    "steps that are none": {"played": 5},
    "hands at work before they began": {"worked": -1},
}


@pytest.mark.parametrize("odd", ODD_EVENINGS.values(), ids=ODD_EVENINGS)
def test_an_evening_that_instep_never_wrote_is_over_and_the_next_begins_anew(cut_off, odd):
    rows.night_is(cut_off.folder, **odd)
    seen = cut_off.evening()

    assert seen.code == 0
    assert "resume" not in seen.asked


def test_a_look_that_grew_old_over_the_plan_is_not_played(known, monkeypatch):
    later = datetime.now(UTC) + timedelta(minutes=40)
    monkeypatch.setattr(session, "wall", lambda: later)
    seen = known.evening()

    assert seen.code == 3
    assert text("evening.stale") in seen.words
    assert known.person()["sessions"] == 1


def test_every_prompt_of_the_evening_is_known_to_the_person_at_the_keyboard():
    prompts = [
        key.removeprefix("evening.")
        for key, words in WORDS.items()
        if key.startswith("evening.") and words.endswith("> ")
    ]

    assert set(prompts) - {"clearance", "hurt.ask", "hurt.settle"} <= set(PROMPTS)
    assert set(KEYS) >= {"yes", "no", "not_sure"}
