"""A step of measuring told away: kept once, in any order, and never looser than it was."""

import pytest

from tests.web.test_measures import fired, night, spots, touched


def today(phone):
    return phone.alice.clock.at.date()


def begun(phone, *marks):
    """A touch test under way on the pages; gives its id."""
    from instep.web.records import measured

    touched(phone.alice, *marks)
    return str(measured.touch_tests()[-1].id)


def toes(phone, test, *marks, stopped=False, keep=False, **more):
    body = {"test": test, "marks": list(marks), "stopped": stopped, "keep": keep}
    return phone.entry("touch", body, **more)


def spot(phone, site, left, right, **more):
    body = {"site": site, "left": left, "right": right}
    return phone.entry("warmth", body, **more)


def newest():
    from instep.web.records import measured

    return measured.touch_tests()[-1]


def known():
    from instep.web.records import store

    return store.person()


# -- The touch test --------------------------------------------------------------------------------


def test_toes_that_were_noted_away_go_on_where_the_test_was(phone):
    test = begun(phone, "felt")
    third = toes(phone, test, "felt", "missed", "missed")
    assert phone.send(toes(phone, test, "felt", "missed"), third, third) == ["kept"] * 2 + ["known"]

    assert [*newest().test.marks] == ["felt", "missed", "missed"]
    assert known().measured.in_doubt == today(phone)


def test_a_letter_that_comes_late_shortens_no_test_and_changes_no_later_toe(phone):
    test = begun(phone)
    late = toes(phone, test, "missed")
    phone.alice.clock.later(seconds=30)
    touched(phone.alice, "felt", "felt", "felt")
    phone.send(late)

    assert [*newest().test.marks] == ["felt"] * 3


def test_a_toe_put_right_away_is_put_right(phone):
    test = begun(phone, "felt", "missed")
    phone.alice.clock.later(seconds=30)
    phone.send(toes(phone, test, "missed", "missed"))

    assert [*newest().test.marks] == ["missed", "missed"]


def test_toes_noted_past_midnight_belong_to_the_test_of_that_evening(phone):
    phone.alice.clock.later(hours=3, minutes=50)  # ten minutes before midnight
    test = begun(phone, "felt")
    phone.alice.clock.later(minutes=20)
    phone.send(toes(phone, test, "felt", "missed", "missed"))

    assert [*newest().test.marks] == ["felt", "missed", "missed"]
    assert known().measured.in_doubt == newest().on


def test_toes_from_a_clock_that_says_nothing_hold_back_on_a_later_day_too(phone):
    from datetime import timedelta

    test = begun(phone)
    told = toes(phone, test, "missed", "missed")
    phone.alice.clock.later(days=1)
    phone.off = timedelta(days=-9)
    phone.send(told)

    assert [*newest().test.marks] == ["missed", "missed"]
    assert known().measured.in_doubt == newest().on


def test_a_device_whose_clock_says_nothing_only_adds_toes(phone):
    from datetime import timedelta

    test = begun(phone, "missed")
    phone.off = timedelta(days=-9)
    phone.send(toes(phone, test, "felt", "missed"))

    assert [*newest().test.marks] == ["missed", "missed"]


def test_stopped_away_it_takes_no_toe_any_more(phone):
    test = begun(phone, "felt")
    phone.alice.clock.later(seconds=5)
    phone.send(toes(phone, test, "felt", stopped=True), toes(phone, test, "felt", "felt"))

    assert newest().stopped
    assert len(newest().test.marks) == 1


def test_what_came_of_a_test_may_be_kept_in_about_you_from_away(phone):
    test = begun(phone, *["felt"] * 6)
    phone.alice.clock.later(seconds=5)
    phone.send(toes(phone, test, *["felt"] * 6, keep=True))

    assert known().about["touch_test_missed"] == 0
    assert newest().told


def test_a_test_of_another_day_takes_no_toe(phone):
    test = begun(phone, "felt")
    phone.alice.clock.later(days=1)
    phone.send(toes(phone, test, "felt", "missed"))

    assert len(newest().test.marks) == 1


# -- Warmth ----------------------------------------------------------------------------------------


def test_a_wide_gap_measured_away_ends_what_was_cleared_here(phone):
    phone.alice.to_first_step(have=["cream"])
    assert phone.send(spot(phone, "heel", [33, 33.2, 32.9], [30])) == ["kept"]

    assert night() is None
    phone.alice.to_verdict()
    assert fired(phone.alice)["T3"].side == "left"


def test_two_days_of_it_told_away_are_a_referral(phone):
    from datetime import timedelta

    before = spot(phone, "heel", [33], [30], ago=timedelta(days=1))
    phone.send(spot(phone, "toe_1", [30], [33]), before)

    assert known().measured.gaps[today(phone)].warmer == "right"
    assert known().referral.on == today(phone).isoformat()
    phone.alice.begin().wishes().send(answer="not_seen").today()
    assert {"T2", "K2"} <= set(fired(phone.alice))


def test_a_spot_told_late_takes_the_place_of_a_later_one_only_where_it_is_wider(phone):
    late, wider = spot(phone, "heel", [31], [30]), spot(phone, "toe_1", [33], [30])
    phone.alice.clock.later(seconds=30)
    spots(phone.alice, wide=(6, "32", "30"))
    phone.send(late, wider)

    spoken = known().measured.gaps[today(phone)]
    assert (spoken.degrees, spoken.warmer) == (3, "left")


# -- The questionnaire, and a painting -------------------------------------------------------------


def form():
    from instep.web.records import measured

    return measured.mnsi_forms()[-1]


def test_an_item_answered_away_is_answered_and_a_later_answer_stays(phone):
    phone.alice.open("/mnsi/").send()
    late = phone.entry("mnsi", {"form": str(form().id), "number": 1, "answer": "no"})
    phone.alice.clock.later(seconds=30)
    phone.alice.open("/mnsi/1/").send(answer="yes")
    second = phone.entry("mnsi", {"form": str(form().id), "number": 2, "answer": "no"})
    phone.send(late, second)

    assert form().said == {1: "yes", 2: "no"}


def stroke(phone, *zones, side="left", shown=("heel", "toe_1"), **more):
    body = {"feeling": "burning", "side": side, "shown": list(shown), "zones": list(zones)}
    return phone.entry("paint", body, **more)


def painted():
    from instep.web.records import measured

    (painting,) = measured.paintings().values()
    return {str(side): {*painting.zones("burning", side)} for side in ("left", "right")}


def test_strokes_painted_away_are_painted_and_what_the_drawing_hides_stays(phone):
    phone.send(stroke(phone, "arch_inner", shown=["arch_inner"]))
    phone.alice.clock.later(seconds=5)
    phone.send(stroke(phone, "heel"), stroke(phone, "heel", "toe_1"), stroke(phone, side="right"))

    assert painted() == {"left": {"arch_inner", "heel", "toe_1"}, "right": set()}


def test_a_stroke_told_late_does_not_rub_out_a_later_one(phone):
    late = stroke(phone)
    phone.alice.clock.later(seconds=5)
    phone.send(stroke(phone, "heel"))
    phone.send(late)

    assert painted()["left"] == {"heel"}


def test_one_foot_measured_away_is_kept_though_another_spot_was_measured_here_since(phone):
    from instep.web.records import measured

    late = spot(phone, "heel", [30.0], [])
    phone.alice.clock.later(seconds=30)
    phone.send(spot(phone, "toe_1", [30.0], [30.5]))
    phone.send(late)

    assert measured.warmth_on(today(phone)).spots["heel"].left == (30.0,)


# -- What it cannot be -----------------------------------------------------------------------------

ID = "019ac2b0-0000-7000-8000-000000000000"
ODD = {
    "touch": [
        {}, {"test": ID, "marks": ["felt"] * 7, "stopped": False, "keep": False},
        {"test": ID, "marks": ["perhaps"], "stopped": False, "keep": False},
        {"test": "x", "marks": [], "stopped": False, "keep": False},
        {"test": ID, "marks": [], "stopped": "no", "keep": False},
    ],
    "warmth": [
        {"site": "toe_2", "left": [30], "right": [30]}, {"site": "heel", "left": [88], "right": []},
        {"site": "heel", "left": [30] * 4, "right": []},
        {"site": "heel", "left": "30", "right": []},
        {"site": "heel", "left": [True], "right": []},
        {"site": "heel", "left": [10**400], "right": []},
    ],
    "mnsi": [
        {"form": ID, "number": 0, "answer": "no"}, {"form": ID, "number": 1, "answer": "maybe"},
        {"form": 5, "number": 1, "answer": "no"}, {"form": ID, "number": True, "answer": "no"},
    ],
    "paint": [
        {"feeling": "itch", "side": "left", "shown": [], "zones": []},
        {"feeling": "pain", "side": "both", "shown": [], "zones": []},
        {"feeling": "pain", "side": "left", "shown": [], "zones": ["heel"]},
        {"feeling": "pain", "side": "left", "shown": ["lower_leg"], "zones": []},
    ],
}  # fmt: skip


@pytest.mark.parametrize("kind", ODD)
def test_what_no_page_tells_is_refused_and_keeps_nothing(phone, kind):
    from instep.web.records import store

    for body in ODD[kind]:
        assert phone.send(phone.entry(kind, body)) == ["shape"], body
    assert not store.all_of(store.MEASURE)


def test_a_test_that_is_not_here_is_noted_and_changes_nothing(phone):
    from instep.web.records import measured, store

    entry = toes(phone, ID, "missed")
    item = phone.entry("mnsi", {"form": ID, "number": 1, "answer": "no"})

    assert phone.send(entry, item) == ["kept", "kept"]
    assert len(store.all_of(store.MEASURE)) == 2
    assert not measured.touch_tests()
