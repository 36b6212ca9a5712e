"""What is told away has the effect it has on the pages; in doubt the stricter counts."""

from datetime import timedelta

import pytest

from tests.web.away.device import GO, STOP

HOURS = {f"h{n}": timedelta(hours=n) for n in range(60)}
h = HOURS.__getitem__


def diary():
    from instep.web.records import written

    return written.diary()


def person():
    from instep.web.records import store

    return store.person()


def bodies(kind):
    from instep.web.records import store

    return [kept.body for kept in store.all_of(kind)]


def night():
    from instep.web.records import store

    return store.tonight()


@pytest.fixture
def tired(phone):
    """Alice after a session of an hour ago: her first look is due."""
    phone.alice.to_first_step().press("stop").send()
    phone.alice.clock.later(hours=1)
    return phone


# -- A day -----------------------------------------------------------------------------------------


def test_a_day_is_judged_anew_from_the_raw_answers_and_can_be_replayed(phone):
    from instep.web.evening import replay

    phone.send(phone.day(wound="left"))
    kept = bodies("decision")[-1]

    assert kept["clearance"]["closed"] == ["left"]
    assert replay(kept) == kept["clearance"]
    assert kept["away"]["said"] == GO
    assert kept["away"]["differs"]


def test_a_device_that_says_the_same_is_not_flagged(phone):
    from instep.web.records import store

    phone.send(phone.day(wound="left"))
    said = {**store.all_of("decision")[-1].body["clearance"], "may_breathe": True}
    phone.send(phone.day(said, wound="left"))

    assert not bodies("decision")[-1]["away"]["differs"]


@pytest.mark.parametrize("said", [GO, {"action": "FOOT_TEAM", "may_begin": False}])
def test_the_stricter_of_the_two_sends_to_care(phone, said):
    today = {"hot_swollen": "left"} if said == GO else {}
    phone.send(phone.day(said, **today))

    assert bodies("decision")[-1]["away"]["counts"] == "FOOT_TEAM"
    assert person().referral.on == "2026-11-24"
    assert not person().referral.seen
    assert "Have you been seen?" in phone.alice.open("/").text


def test_a_day_of_the_device_is_judged_as_of_that_day(phone):
    about = {"diabetes": "2026-05-28"}  # 180 days before the 24th
    entry = phone.day()
    entry["body"]["asked_on"] = about
    phone.alice.clock.later(days=3)
    phone.send(entry)

    assert bodies("decision")[-1]["on"] == "2026-11-24"
    assert bodies("decision")[-1]["clearance"]["missing"] == []


def test_being_sent_to_care_ends_a_session_that_is_under_way(phone):
    phone.alice.to_first_step()
    phone.send(phone.day(hot_swollen="left", ago=h("h5")))

    assert night() is None
    assert bodies("session")[-1]["ended"] == "stale"
    assert "/steps/" not in phone.alice.open("/steps/1/").at


def test_a_stop_ends_what_was_answered_before_it_and_nothing_newer(phone):
    phone.alice.to_verdict()
    phone.send(phone.day(STOP, ago=h("h1")))
    assert night() is not None

    phone.alice.clock.later(minutes=1)
    phone.send(phone.day(looked="no"))
    assert night() is None


def test_a_go_told_away_opens_nothing_here(phone):
    phone.alice.begin().wishes()
    phone.send(phone.day())

    assert night().stage == "asking"
    assert person().referral is None


# -- Being seen ------------------------------------------------------------------------------------


def test_seen_is_told_once_it_was_asked_and_not_before(phone):
    phone.send(phone.day(hot_swollen="left", ago=h("h9")))
    phone.send(phone.seen(ago=h("h10")))
    assert not person().referral.seen

    phone.send(phone.seen(ago=h("h8")))
    assert person().referral.seen


def test_seen_of_an_older_referral_does_not_open_a_newer_one(phone):
    phone.send(phone.day(hot_swollen="left", ago=h("h9")))
    phone.send(phone.day(hot_swollen="left", ago=h("h2")), phone.seen(ago=h("h5")))

    assert not person().referral.seen


def test_not_seen_after_all_stands_when_it_was_told_later(phone):
    phone.send(phone.day(hot_swollen="left", ago=h("h9")))
    phone.send(phone.seen(ago=h("h8")), phone.seen(False, ago=h("h7")))
    assert not person().referral.seen

    phone.send(phone.seen(ago=h("h8")))
    assert not person().referral.seen


def test_seen_with_nobody_to_see_changes_nothing(phone):
    assert phone.send(phone.seen()) == ["kept"]
    assert person().referral is None


# -- Looks -----------------------------------------------------------------------------------------


def test_a_clear_look_is_told_and_no_more_asked(tired):
    assert "The skin look is due" in tired.alice.open("/").text
    tired.send(tired.look("no"))

    assert person().looks.ten_minutes == "no"
    assert "The skin look is due" not in tired.alice.open("/").text


def test_something_found_holds_the_day_back(tired):
    tired.send(tired.look("left"))
    tired.alice.to_verdict()

    assert person().looks.found_on == "2026-11-24"
    assert "Not today" in tired.alice.text


def test_what_was_found_is_not_undone_by_a_clear_look_told_elsewhere(tired):
    found, clear = tired.look("left"), tired.look("no")
    tired.send(clear, found, tired.look("no"))

    assert person().looks.ten_minutes == "left"


def test_two_feet_found_by_two_looks_are_both(tired):
    tired.send(tired.look("left"), tired.look("right"))

    assert person().looks.ten_minutes == "both"


def test_a_look_not_yet_done_is_still_due(tired):
    assert tired.send(tired.look("not_sure")) == ["kept"]
    assert person().looks.ten_minutes is None


def test_an_old_look_does_not_answer_for_a_newer_session(tired):
    old = tired.look("no")
    tired.send(tired.session())

    tired.send(old)
    assert person().looks.ten_minutes is None


def test_an_old_find_of_today_holds_today_back_and_the_morning_is_still_asked(tired):
    old = tired.look("left", look="look_morning")
    tired.send(tired.session())
    tired.send(old)

    assert person().looks.found_on == "2026-11-24"
    assert person().looks.morning is None


def test_what_was_found_today_outlives_a_session_told_later(tired):
    tired.send(tired.look("left"))
    tired.send(tired.session())

    assert person().looks.found_on == "2026-11-24"
    assert person().looks.morning is None


def test_a_find_ends_a_session_that_is_under_way(tired):
    due = tired.mirror()["looks"]["ten_minutes_at"]
    tired.send(tired.look("no"))
    tired.alice.to_first_step()
    tired.send(tired.look("left", due=due))

    assert night() is None


# -- Sessions --------------------------------------------------------------------------------------


def test_a_session_away_counts_and_owes_looks_as_one_here(phone):
    phone.send(phone.session(ago=h("h1")))

    assert (person().sessions, person().first_session_on) == (1, "2026-11-24")
    assert "The skin look is due" in phone.alice.open("/").text


def test_what_was_done_in_a_session_away_is_known(phone):
    played = phone.session()
    phone.send({**played, "body": {**played["body"], "steps": ["skin_look", "arch_rub"]}})
    ((day,),) = (diary().days,)

    assert [given.minutes for given in day.given] == [{"skin_look": 1.0, "arch_rub": 120.5 / 60}]


def test_the_first_session_is_the_earliest_whenever_it_is_told(phone):
    phone.send(phone.session(), phone.session(ago=timedelta(days=9)))

    assert (person().sessions, person().first_session_on) == (2, "2026-11-15")


def test_a_session_told_late_does_not_undo_the_looks_of_a_later_one(phone):
    phone.send(phone.session())
    later = person().looks
    phone.send(phone.session(ago=timedelta(days=2)))

    assert person().looks == later


def test_looks_far_from_their_session_fall_due_at_once(phone):
    far = (phone.at + timedelta(days=300)).isoformat()
    phone.send(phone.session(looks_from=far))

    assert "The skin look is due" in phone.alice.open("/").text


def test_a_close_told_before_its_session_finds_it(phone):
    played = phone.session(ago=h("h1"))
    phone.send(phone.close(played["id"], 2))
    phone.send(played)

    assert [body["after"] for body in bodies("session")] == [2]


def test_the_close_of_a_session_begun_here_ends_its_evening(phone):
    phone.alice.to_first_step()
    evening = phone.mirror()["evening"]
    phone.alice.clock.later(minutes=15)
    due = person().looks
    phone.send(phone.close(evening["session"], 3))

    assert night() is None
    assert [(body["ended"], body["after"]) for body in bodies("session")] == [("finished", 3)]
    assert person().looks == due
    assert person().sessions == 1


def test_the_close_of_an_evening_that_grew_old_here_still_counts(phone):
    phone.alice.to_first_step()
    close = phone.close(phone.mirror()["evening"]["session"], 3)
    phone.alice.clock.later(hours=5)
    phone.send(close)

    assert [(body["ended"], body["after"]) for body in bodies("session")] == [("finished", 3)]


def test_a_close_of_something_else_changes_nothing(phone):
    about = bodies("about")
    note = phone.note()
    phone.send(note, phone.close(note["id"], 3))

    assert bodies("about") == about
    assert "after" not in bodies("note")[0]


# -- Clocks ----------------------------------------------------------------------------------------


def test_a_clock_three_hours_off_is_set_right_and_noted(phone):
    from instep.web.records import store

    phone.off = -h("h3")
    phone.send(phone.note())
    kept = store.all_of("note")[0]

    assert kept.at == phone.alice.clock.at
    assert kept.body["away"]["clock_off"] == 3 * 3600
    assert "uncertain" not in kept.body["away"]


def test_an_entry_made_days_ago_by_a_clock_that_goes_right_is_just_late(phone):
    from instep.web.records import store

    phone.send(phone.note(ago=timedelta(days=40)))
    kept = store.all_of("note")[0]

    assert kept.on.isoformat() == "2026-10-15"
    assert "clock_off" not in kept.body["away"]


@pytest.mark.parametrize("days", [-400, -3, 3, 400])
def test_a_clock_days_off_loses_nothing_and_loosens_nothing(phone, days):
    phone.send(phone.day(hot_swollen="left", ago=h("h1")))
    phone.send(phone.session(ago=h("h2")))
    phone.off = timedelta(days=days)
    due = person().looks.ten_minutes_at
    answers = phone.send(phone.note(), phone.seen(), phone.look("no", due=due), phone.session())

    assert answers == ["kept"] * 4
    assert not person().referral.seen
    assert person().looks.ten_minutes is None
    assert bodies("note")[0]["away"]["uncertain"]


def test_a_clock_days_off_still_holds_back(phone):
    phone.off = timedelta(days=10)
    phone.send(phone.day(hot_swollen="left"), phone.look("left", due=phone.at.isoformat()))

    assert person().referral.on == "2026-11-24"
    assert person().looks.found_on == "2026-11-24"


def test_an_entry_of_the_day_after_tomorrow_says_nothing_about_when(phone):
    entry = phone.note(ago=-timedelta(days=3))

    assert phone.send(entry) == ["kept"]
    assert bodies("note")[0]["away"]["uncertain"]


def test_a_zone_nobody_knows_here_is_kept_as_it_is(phone):
    from instep.web.records import store

    phone.zone, phone.off = "Moon/Tranquillity", -h("h3")
    phone.send(phone.note())

    assert store.all_of("note")[0].zone == "Moon/Tranquillity"


# -- What was --------------------------------------------------------------------------------------


def test_what_was_told_away_is_read_in_the_history(phone):
    phone.send(phone.note("The socks were warm.", 3), phone.day({**STOP, "action": "URGENT"}))
    phone.send(phone.session(after=2))
    told = phone.alice.open("/history/").text

    assert "The socks were warm." in told
    assert "Your feet felt like 3." in told
    assert "Not today. Help today" in told
    assert "The more careful one counts." in told
    assert "4 before, 2 after" in told
    assert told.count("while the computer was off") == 3


def test_a_line_is_shown_as_it_was_written_and_does_nothing(phone):
    phone.send(phone.note("<script>alert(1)</script>"))

    assert "<script>alert" not in phone.alice.open("/history/").html
