"""A fair test lived through the real pages, with a clock that the test moves."""

import json
from datetime import date, timedelta

import pytest

from instep.core.diary import Origin, Symptom
from tests.web.person import Browser

pytestmark = pytest.mark.usefixtures("rows", "clock")
BEGINS = date(2026, 11, 25)
KINDS = ("RUB", "STR", "BREATHE")
NAMES = {
    "quiet_rest": "Quiet rest",
    "RUB": "Rubbing",
    "STR": "Toe stretching",
    "BREATHE": "Slow breathing",
}


@pytest.fixture
def quick(monkeypatch):
    """What is liked is another test's matter; here each evening is to be short."""
    from instep.web import leaning

    monkeypatch.setattr(leaning, "liked", lambda _seed: ())


def agreed():
    from instep.web.records import trials

    return trials.current()


def trial():
    return agreed().trial


def sessions():
    from instep.web.records import store

    return [kept.body for kept in store.all_of(store.SESSION)]


def first_evening(alice):
    """An evening as ever: from now on it is known what is fine for her."""
    alice.known().to_verdict()
    return next_day(alice)


def next_day(alice, days=1):
    alice.clock.later(days=days)
    return alice


def agree(alice, *arms):
    """Her yes, by the button of the page."""
    first_evening(alice)
    alice.open("/fair/new/").send(arms=list(arms or ("RUB", "STR")))
    return alice


def to_day(alice, day):
    """The evening of this day of the test."""
    on = alice.clock.at.date()
    return next_day(alice, (trial().begins + timedelta(days=day - 1) - on).days)


def morning_looks(alice):
    for id in ("look_10min", "look_morning"):
        alice.open(f"/looks/{id}/")
        if alice.at == f"/looks/{id}/":
            alice.send(answer="no")


def evening(alice, before="5", **today):
    """Up to the plan."""
    morning_looks(alice)
    return alice.to_plan(before=before, **today)


def whole(alice, before="5", line=None):
    """The plan played through, a step a minute, and the day's line."""
    from instep.web.clock import now
    from instep.web.records import store

    evening(alice, before)
    shown = alice.text
    alice.open("/room/").send(begin="pages")
    for _ in alice.while_at("/steps/"):
        alice.clock.later(seconds=60)
        alice.press("next")
    alice.send(score="3")
    alice.clock.later(minutes=30)
    if line is not None:
        moment = now()
        store.keep_line(moment.on, {"scores": {"pain": line}}, moment)
    alice.clock.at = alice.clock.at.replace(hour=20, minute=0, second=0)
    return shown


def arm_today(alice):
    return trial().arm_on(alice.clock.at.date())


def day_of(arm):
    """The first day of the first block with this arm."""
    block = next(b for b in trial().blocks if b.arm == arm)
    return (block.first - trial().begins).days + 1


# -- Agreeing --------------------------------------------------------------------------------------


def test_what_it_is_is_said_before_anyone_agrees(alice):
    first_evening(alice)
    alice.open("/fair/")

    assert alice.at == "/fair/new/"
    for said in (
        "quiet rest",
        "Safety always comes first",
        "stop on any day",
        "8" and "eight weeks",
    ):
        assert said in alice.text


def test_the_words_that_are_agreed_to_say_how_long_it_really_takes():
    from instep.web import fair
    from instep.web.house import say

    weeks = {56: "eight weeks with one", 84: "twelve weeks with three"}

    assert [fair.lengths()[0], fair.lengths()[-1]] == list(weeks)
    assert all(said in say("web.fair.words.long") for said in weeks.values())


def test_without_an_evening_nothing_is_offered(alice):
    alice.known().open("/fair/new/")

    assert "one evening with us first" in alice.text
    alice.send("/fair/new/", form={"fields": token(alice)}, arms=["RUB"])
    assert agreed() is None


def token(alice):
    """What every form of hers carries."""
    return alice.open("/").form("/tonight/")["fields"]


def test_only_what_was_fine_for_her_last_time_is_offered(alice):
    alice.known(hard_to_reach="yes").to_verdict()
    alice.open("/fair/new/")

    assert 'value="ACT"' in alice.html
    assert 'value="RUB"' not in alice.html


def test_who_may_not_begin_is_offered_nothing(alice):
    alice.known().to_verdict(wound="both")
    alice.open("/fair/new/")

    assert 'name="arms"' not in alice.html


@pytest.mark.parametrize("arms", [[], ["RUB", "STR", "ACU", "BREATHE"], ["BATH"], ["quiet_rest"]])
def test_none_or_too_many_or_something_else_is_not_agreed_to(alice, arms):
    first_evening(alice)
    alice.open("/fair/new/").send(arms=arms)

    assert agreed() is None
    assert "Please tick one, two or three." in alice.text


def test_her_yes_is_kept_with_its_words_and_the_lots_are_drawn_once(alice):
    agree(alice, "RUB", "STR")

    assert alice.at == "/fair/"
    assert "Day 1 of 70" in alice.text
    assert trial().arms == ("quiet_rest", "RUB", "STR")
    assert trial().begins == BEGINS
    assert sorted(block.arm for block in trial().blocks) == ["RUB", "STR", "quiet_rest"]
    assert agreed().words[-1] == "I agree, let us begin"
    assert any("You may stop on any day" in words for words in agreed().words)


def test_another_yes_or_another_device_never_draws_it_again(alice):
    agree(alice)
    before = agreed()
    other = Browser(alice.clock)
    other.open("/fair/new/")
    assert other.at == "/fair/"
    other.send("/fair/new/", form={"fields": token(other)}, arms=["BREATHE"])

    assert agreed() == before


def test_a_lot_is_refused_a_second_drawing(alice):
    from dataclasses import replace

    from instep.core.learning.trial import begin
    from instep.web.clock import now
    from instep.web.records import trials

    agree(alice)
    again = begin(("RUB", "STR"), (), 5, BEGINS, trial().rules)
    shorter = replace(trial(), blocks=trial().blocks[:1])
    for drawn in (again, shorter):
        with pytest.raises(trials.AlreadyDrawn):
            trials.keep(agreed(), drawn, now())
    with pytest.raises(trials.AlreadyDrawn):
        trials.agree(again, Symptom.PAIN, (), now())


# -- The evenings ----------------------------------------------------------------------------------


def test_home_says_how_far_it_is(alice):
    agree(alice)
    to_day(alice, 12)
    alice.open("/")

    assert "Fair test: day 12 of 70" in alice.text


def test_in_the_first_week_the_evening_is_as_ever(alice, quick):
    agree(alice)
    to_day(alice, 3)
    evening(alice)

    assert "The fair test asks" not in alice.text


@pytest.mark.parametrize("arm", ["RUB", "STR"])
def test_on_a_day_of_an_arm_the_plan_is_its_techniques_and_nothing_else(alice, quick, arm):
    from instep.core.learning.arms import kit
    from instep.web.house import house

    agree(alice)
    to_day(alice, day_of(arm))
    shown = whole(alice)
    (session,) = sessions()

    assert "The fair test asks for this one tonight." in shown
    assert session["lot"] == arm
    done = set(session["steps"]) - {"skin_look", "room", "wipe_and_shoes"}
    assert done
    assert done <= kit(house().catalog, arm)


def test_a_quiet_rest_evening_is_as_long_and_touches_nothing(alice, quick):
    agree(alice)
    to_day(alice, day_of("quiet_rest"))
    whole(alice)
    (session,) = sessions()

    assert session["lot"] == "quiet_rest"
    assert set(session["steps"]) == {"skin_look", "room", "quiet_rest", "wipe_and_shoes"}
    assert abs(sum(session["played"]) - 15 * 60) <= 20


def test_no_page_before_the_check_in_names_the_arm(alice, quick):
    """Nothing is settled before she has told how her feet feel, so nothing can be told."""
    from instep.web.records import store

    agree(alice)
    to_day(alice, day_of("STR"))
    morning_looks(alice)
    alice.open("/fair/")
    listed = {name for name in NAMES.values() if name in alice.text}
    assert listed == {"Quiet rest", "Rubbing", "Toe stretching"}
    alice.begin().wishes().today()
    for _ in alice.while_at("/clinician/"):
        alice.send(answer="no")
    assert alice.at == "/score/"
    assert store.tonight().lot is None
    for page in ("/", "/score/", "/plan/", "/history/", "/fair/record.txt", "/fair/record.json"):
        alice.open(page)
        assert "asks for this one" not in alice.text
        assert all(after <= alice.clock.at.date() for after in told_until(alice, page))
    alice.open("/score/").send(score="6")

    assert (store.tonight().lot, store.tonight().before) == ("STR", 6)


def told_until(alice, page):
    """The day after each block that a record tells."""
    if not page.endswith("json"):
        return []
    blocks = json.loads(alice.page.content)["sequence"]
    return [date.fromisoformat(first) + timedelta(days=days) for _, first, days, _ in blocks]


def test_the_same_evening_always_plans_the_same(alice, quick):
    from instep.web.records import store

    agree(alice)
    to_day(alice, day_of("RUB"))
    evening(alice)
    first = alice.text
    before = store.tonight()
    alice.open("/plan/")

    assert alice.text == first
    assert store.tonight() == before


def test_she_may_do_something_else_and_come_back_to_it(alice, quick):
    from instep.web.records import store

    agree(alice)
    to_day(alice, day_of("quiet_rest"))
    evening(alice)
    alice.send("/plan/otherwise/", alice.form("/plan/otherwise/"))
    assert "You chose something else tonight" in alice.text
    assert store.tonight().follows is None
    alice.send("/plan/otherwise/", alice.form("/plan/otherwise/"))

    assert store.tonight().follows == "quiet_rest"


def test_what_she_chose_herself_counts_as_chosen_and_the_record_says_so(alice, quick):

    agree(alice)
    to_day(alice, day_of("quiet_rest"))
    evening(alice)
    alice.send("/plan/otherwise/", alice.form("/plan/otherwise/"))
    alice.open("/room/").send(begin="pages")
    for _ in alice.while_at("/steps/"):
        alice.clock.later(seconds=60)
        alice.press("next")
    next_day(alice, 9)
    kept = {each.arm: each for each in kept_so_far(agreed(), alice.clock.at.date())}

    assert sessions()[-1]["lot"] is None
    assert [given.origin for day in diary() for given in day.given] == [Origin.CHOSEN]
    assert kept["quiet_rest"].otherwise == 1


def test_what_safety_spares_tonight_stays_out_whatever_the_lot_says(alice, quick):
    """Sheets that hurt keep hands off; the lot does not bring them back."""
    from instep.web.records import store

    agree(alice, "RUB", "BREATHE")
    to_day(alice, day_of("RUB"))
    shown = evening(alice, touch_hurts="both").text
    night = store.tonight()

    assert (night.lot, night.otherwise, night.follows) == ("RUB", "spared", None)
    assert "not fine tonight" in shown
    assert "asks for this one" not in shown


def test_a_day_when_safety_says_no_goes_as_safety_says(alice, quick):
    agree(alice)
    to_day(alice, day_of("RUB"))
    morning_looks(alice)
    alice.to_verdict(wound="left")

    assert alice.at == "/verdict/"
    assert sessions() == []
    assert trial().stopped is None


def test_a_session_kept_on_a_device_is_as_planned_and_names_its_lot(alice, quick):
    from instep.web import evening as evenings
    from instep.web.records import store

    agree(alice)
    to_day(alice, day_of("STR"))
    evening(alice)
    planned = evenings.prepared(store.tonight(), store.person()).session
    kept = json.loads(alice.open("/guide/for-later/").page.content)

    assert kept["lot"] == "STR"
    assert "lot" not in kept["asked"]
    assert len(kept["told"]["steps"]) == len(planned.steps)


def diary():
    from instep.web.records import written

    return written.diary()


def kept_so_far(*of):
    from instep.web.pages.fair import told

    return told.kept_so_far(*of)


def told_away(alice, lot, **more):
    """A session that was kept on her phone and played away; gives how it is kept here."""
    from tests.web.away.device import Device

    phone = Device(alice)
    phone.off = more.pop("off", timedelta(0))
    told = phone.session(**more)
    told["body"] |= {"steps": ["toe_stretch", "room"], "lot": lot}
    assert phone.send(told) == ["kept"]
    return sessions()[-1]


def test_an_evening_away_on_a_day_of_its_lot_counts_as_drawn_and_is_kept_to(alice, quick):
    agree(alice)
    to_day(alice, day_of("STR"))
    evening(alice)
    assert told_away(alice, "STR")["lot"] == "STR"
    (kept,) = [each for each in kept_so_far(agreed(), far_away()) if each.arm == "STR"]
    (given,) = diary().days[-1].given

    assert given.origin is Origin.ASSIGNED
    assert kept.followed == 1


def far_away():
    return BEGINS + timedelta(days=400)


def test_an_evening_away_that_nothing_was_drawn_for_counts_as_chosen_and_says_what_it_was(alice):
    agree(alice)
    to_day(alice, day_of("STR"))
    kept = told_away(alice, "RUB")

    assert (kept["lot"], kept["away"]["lot"]) == (None, "RUB")
    assert diary().days[-1].given[0].origin is Origin.CHOSEN


@pytest.mark.parametrize("day", [1, 400])
def test_before_the_first_lot_and_after_the_last_an_evening_away_was_chosen(alice, day):
    agree(alice)
    to_day(alice, day)

    assert told_away(alice, "STR")["lot"] is None


def test_where_the_phone_cannot_say_which_day_it_was_the_evening_was_chosen(alice):
    agree(alice)
    to_day(alice, day_of("STR"))

    assert told_away(alice, "STR", off=timedelta(days=9))["lot"] is None


def test_told_after_the_test_has_ended_it_counts_for_the_day_it_was_of(alice):
    agree(alice)
    to_day(alice, day_of("STR"))
    next_day(alice)
    alice.open("/fair/stop/").send()
    told_away(alice, "STR", ago=timedelta(days=1))

    assert sessions()[-1]["lot"] == "STR"


def test_without_a_test_or_with_one_that_was_changed_an_evening_away_was_chosen(alice, quick):
    assert told_away(alice.known(), "STR")["lot"] is None
    agree(alice)
    to_day(alice, day_of("STR"))
    change_row(arms=["quiet_rest", "STR", "ROL"])

    assert told_away(alice, "STR")["lot"] is None


# -- The end ---------------------------------------------------------------------------------------


def test_she_stops_it_with_one_button_and_one_question(alice, quick):
    agree(alice)
    to_day(alice, 9)
    alice.open("/fair/stop/")
    assert "You need no reason" in alice.text
    alice.send()

    assert alice.at == "/fair/result/"
    assert trial().stopped[1] == "by_person"
    assert "Fair test: day" not in alice.open("/").text
    evening(alice)
    assert "The fair test asks" not in alice.text


def test_after_one_has_ended_a_new_one_may_begin_and_the_old_stays(alice, quick):
    agree(alice)
    old = agreed()
    alice.open("/fair/stop/").send()
    alice.open("/fair/new/").send(arms=["STR"])

    assert agreed().id != old.id
    assert trial().rules.most_days == 56


def test_a_harm_ends_it_by_itself(alice, quick):
    agree(alice)
    to_day(alice, day_of("RUB"))
    whole(alice)
    next_day(alice)
    alice.open("/looks/look_10min/").send(answer="no")
    alice.open("/looks/look_morning/").send(answer="left")
    alice.begin().wishes()
    alice.today(wound="left")
    next_day(alice, 20)
    keep_referral_seen()
    evening(alice)

    assert trial().stopped[1] == "by_safety"
    assert "to keep you safe" in alice.open("/fair/").text


def keep_referral_seen():
    from dataclasses import replace

    from instep.web.clock import now
    from instep.web.records import store

    referral = store.person().referral
    if referral is not None:
        store.keep_referral(replace(referral, seen=True), now())


def test_a_test_that_nobody_comes_back_to_ends_at_its_end(alice):
    agree(alice)
    next_day(alice, 100)
    alice.open("/fair/")

    assert alice.at == "/fair/result/"
    assert trial().stopped[1] == "at_its_end"


def test_eight_weeks_lived_are_told_whole(alice, quick):
    agree(alice, "STR")
    blocks = []
    for day in range(1, 57):
        to_day(alice, day)
        if trial().stopped is not None:
            break
        helps = arm_today(alice) == "STR"
        whole(alice, before="6", line=3 + day % 2 if helps else 6 + day % 2)
        assert trial().blocks[: len(blocks)] == tuple(blocks)
        blocks = list(trial().blocks)
    next_day(alice, 3)
    alice.open("/fair/")
    told = json.loads(alice.open("/fair/record.json").page.content)
    lots = {session["lot"] for session in sessions()}

    assert trial().stopped[1] == "at_its_end"
    assert lots == {None, "STR", "quiet_rest"}
    assert told["stopped"][1] == "at_its_end"
    assert all(each["otherwise"] == each["unwritten"] == 0 for each in told["kept"])
    assert told["scored"] == told["days"] == 55
    (result,) = told["results"]
    assert result["verdict"] in ("helps_much", "helps_some")
    assert result["high"] < 0
    assert not result["association"]
    text = alice.open("/fair/record.txt").page.content.decode()
    for item in (
        "Design",
        "Seed of the draw",
        "Seal of all draws",
        "Wash-out",
        "Harms",
        "How it was",
    ):
        assert item in text
    shown = alice.open("/fair/result/")
    assert "Helps" in shown.text
    assert "On days with it, pain is about" in shown.text
    assert shown.html.count('class="ruler"') == len(told["results"])
    assert "More pain No change Less pain" in shown.text


# -- Changed rows ----------------------------------------------------------------------------------


def change_row(**changes):
    from instep.web.records.models import Entry

    row = Entry.objects.filter(kind="trial").last()
    Entry.objects.filter(pk=row.pk).update(body={**row.body, **changes})


def changed_block():
    blocks = [list(b) for b in trial_body()["blocks"]]
    other = next(b[0] for b in blocks if b[0] != blocks[0][0])
    blocks[0][0] = other
    return blocks


def trial_body():
    from instep.web.records import store

    return store.all_of(store.TRIAL)[-1].body


@pytest.mark.parametrize("what", ["blocks", "seed", "arms", "begins", "rules"])
def test_a_row_that_was_changed_is_refused_aloud_and_the_evening_goes_on(alice, quick, what):
    from instep.web.records import store

    agree(alice)
    wrong = {
        "blocks": changed_block(),
        "seed": 1,
        "arms": ["quiet_rest", "STR"],
        "begins": "2026-11-20",
        "rules": {"most_days": 3},
    }
    to_day(alice, 8)
    change_row(**{what: wrong[what]})
    assert "cannot be trusted" in alice.open("/fair/").text
    assert alice.page.status_code == 409
    evening(alice)

    assert alice.at == "/plan/"
    assert store.tonight().lot is None


def test_a_later_version_with_other_lots_is_refused(alice):
    from instep.core.learning.trial import begin
    from instep.web.clock import now
    from instep.web.records import store, trials

    agree(alice)
    known = agreed()
    other = begin(("RUB", "STR"), (), 99, BEGINS, known.trial.rules)
    body = trials._body(trials.Agreed(known.id, other, known.symptom, known.words))
    store.receive(store.TRIAL, known.id, 2, body, now())
    alice.open("/fair/")

    assert "cannot be trusted" in alice.text


def test_one_that_was_changed_is_put_aside_and_stands_in_nobodys_way(alice):
    agree(alice)
    change_row(seed=1)
    alice.open("/fair/").send("/fair/aside/", alice.form("/fair/aside/"))
    assert alice.at == "/fair/new/"
    alice.send(arms=["STR"])

    assert trial().arms == ("quiet_rest", "STR")


def test_one_that_is_whole_cannot_be_put_aside(alice):
    agree(alice)
    before = agreed()
    alice.open("/").send("/fair/aside/", {"fields": token(alice)})

    assert agreed() == before


def test_of_two_devices_that_draw_at_once_the_first_lot_stands(alice):
    from instep.core.learning.trial import Knowledge, draw_next
    from instep.web.clock import now
    from instep.web.records import trials

    def nobody_knows(arms, dice, times):
        return dice.standard_normal((times, len(arms)))

    agree(alice)
    known = agreed()
    one, other = (draw_next(known.trial, (), Knowledge(nobody_knows, k)) for k in (0.1, 0.9))
    assert one != other

    assert trials.keep(known, one, now()).trial == one
    assert trials.keep(known, other, now()).trial == one


def test_forgetting_takes_the_test_away(alice):
    agree(alice)
    alice.open("/settings/forget/").send(sure="yes")

    assert agreed() is None


def test_a_kind_has_the_same_name_where_it_is_drawn_and_where_it_helps(app):
    from instep.web.house import house

    words = house().words
    names = {key.rpartition(".")[2]: words[key] for key in words if ".fair.arms." in key}

    assert len(names) == 8
    assert names.pop("quiet_rest") == words["helps.technique.rest"]
    assert names == {arm: words[f"helps.technique.{arm}"] for arm in names}
