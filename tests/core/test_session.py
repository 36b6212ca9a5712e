"""Tonight's session: only what is cleared, within the minutes, the best that fits."""

from dataclasses import replace
from itertools import product
from random import Random

import pytest

from instep.core.body import FEET, Side, Zone
from instep.core.catalog import Aim, Group, Pressure, Thing, Tier
from instep.core.session import Step, Uncleared
from instep.core.session.choose import Best, Pick, fill, join, worth
from instep.core.session.step import permits
from tests.make import healthy, house, prepared, wishes

EVERYTHING = tuple(Thing)
PEOPLE = {
    "nothing speaks against": healthy(),
    "diabetes, touch untested": healthy({"diabetes": "yes"}),
    "left foot closed": healthy({"bone_or_surgery": "left"}),
    "right foot missing": healthy({"missing_foot": "right"}),
    "sore heel on the right": healthy(
        {}, {"sore_patch": "right", "sore_patch_zones": ["heel"], "red_stays": "no"}
    ),
    "sheets hurt the left foot": healthy({}, {"touch_hurts": "left"}),
    "chemotherapy, team agrees": healthy(
        {"chemo": "now", "platelets": "ok", "chemo_team_ok": "yes"}
    ),
    "hard to reach, alone": healthy({"hard_to_reach": "yes"}),
    "soles hard to see, alone": healthy({"soles_hard_to_see": "yes"}),
    "hand-foot syndrome": healthy({"hand_foot_syndrome": "yes"}),
    "bath allowed": healthy({"pulses_ok": "yes", "age_65": "no"}),
    "oil patch clear, seizures": healthy({"oil_patch_clear": "yes", "seizures": "yes"}),
    "nut allergy": healthy({"skin_allergy": ["nut"]}),
}
WISHES = [
    wishes(minutes, helper=helper, aim=aim, have=have, seed=seed)
    for minutes, helper, aim, have, seed in product(
        (5, 8, 10, 15, 20, 30),
        (False, True),
        (Aim.EASE, Aim.SLEEP),
        ((), EVERYTHING),
        (0, 7),
    )
]


def sessions():
    for (name, sheet), asked in product(PEOPLE.items(), WISHES):
        session = prepared(sheet, asked).session
        assert session is not None, name
        yield name, asked, session


def test_every_step_is_cleared_and_no_foot_or_session_goes_over_its_minutes():
    for name, asked, session in sessions():
        limits = session.clearance.limits
        for side in FEET:
            assert session.massage_seconds(side) <= 60 * min(limits.per_foot or 15, 15), name
        assert session.seconds <= 60 * min(limits.total or 30, asked.minutes), name
        assert all(permits(session.clearance, step) for step in session.steps), name


def test_the_time_is_used_to_within_twenty_seconds_or_the_reason_is_said():
    for name, asked, session in sessions():
        short = asked.minutes * 60 - session.seconds

        assert short <= 20 or session.shorter_because, (name, asked)
        assert short > 20 or not session.shorter_because, (name, asked)


def test_both_feet_get_the_same_seconds_unless_one_is_closed():
    for name, _, session in sessions():
        each = {side: sum(s.seconds for s in session.steps if s.side is side) for side in FEET}
        if session.clearance.closed:
            assert 0 in each.values(), name
        else:
            assert each[Side.LEFT] == each[Side.RIGHT], name


def test_a_session_opens_and_closes_with_a_skin_look_and_ends_with_shoes():
    for name, _, session in sessions():
        order = [step.technique for step in session.steps]

        assert (order[0], order[-2], order[-1]) == ("skin_look", "skin_look", "wipe_and_shoes"), (
            name
        )


def test_a_closed_foot_is_looked_at_and_given_shoes_and_nothing_else():
    for name, _, session in sessions():
        for side in session.clearance.closed:
            touching = [s for s in session.steps if side in s.side.each and s.zones and s.groups]
            assert not touching, name


def test_a_sore_heel_is_steered_round_and_never_rolled_over():
    sheet = PEOPLE["sore heel on the right"]
    session = prepared(sheet, wishes(30, have=EVERYTHING)).session
    right = [step for step in session.steps if step.side is Side.RIGHT]

    assert all(Zone.HEEL not in step.zones for step in right if Group.RUB in step.groups)
    assert all(step.technique != "ball_roll" for step in right)


def test_what_is_not_at_hand_is_not_in_the_plan():
    for name, asked, session in sessions():
        for step in session.steps:
            needs = house().catalog[step.technique].needs
            assert all(need & asked.have for need in needs), name


def test_no_oil_that_is_spared_is_ever_poured():
    session = prepared(PEOPLE["oil patch clear, seizures"], wishes(30, have=EVERYTHING)).session
    assert all("eucalyptus" not in step.oils for step in session.steps)


def test_each_technique_is_in_the_plan_or_left_out_with_a_reason_on_each_side():
    for name, _, session in sessions():
        used = {(s.technique, side) for s in session.steps for side in s.side.each}
        out = {(x.technique, side) for x in session.left_out for side in x.side.each}

        assert not used & out, name
        assert used | out >= {(t, side) for t in house().catalog for side in FEET}, name


def test_the_same_wishes_give_the_same_session_and_other_seeds_stay_as_good():
    for sheet in PEOPLE.values():
        one = prepared(sheet, wishes(15, have=EVERYTHING)).session
        again = prepared(sheet, wishes(15, have=EVERYTHING)).session

        assert one == again


def test_where_firm_pressure_is_too_much_the_step_is_softer():
    session = prepared(PEOPLE["diabetes, touch untested"], wishes(30)).session

    assert max(s.pressure for s in session.steps if s.pressure is not None) == Pressure.RUB_IN


def test_the_night_is_three_minutes_of_breath_and_touches_no_foot():
    session = prepared(healthy(), wishes(15, aim=Aim.NIGHT)).session

    assert [(s.technique, s.seconds) for s in session.steps] == [("slow_breathing", 180)]


def test_at_night_only_the_hanging_leg_has_to_be_asked():
    alone = {"about": {}, "today": {"hangs_down": "no"}}

    assert prepared(alone, wishes(aim=Aim.NIGHT)).session is not None
    for said in ("yes", "not_sure"):
        sheet = {"about": {}, "today": {"hangs_down": said}}
        assert prepared(sheet, wishes(aim=Aim.NIGHT)).session is None
    assert prepared({}, wishes(aim=Aim.NIGHT)).session is None


@pytest.mark.parametrize(
    "today", [{"chest": "yes"}, {"hot_swollen": "left"}, {"calf": "not_sure"}], ids=str
)
def test_at_night_a_call_for_care_comes_before_breathing(today):
    sheet = {"about": {}, "today": {"hangs_down": "no", **today}}

    assert prepared(sheet, wishes(aim=Aim.NIGHT)).session is None


def test_a_session_that_safety_would_refuse_cannot_be_built():
    session = prepared(PEOPLE["sheets hurt the left foot"], wishes(15)).session
    rub = next(s for s in session.steps if Group.RUB in s.groups)
    wrong = [
        replace(rub, side=Side.LEFT),
        replace(rub, groups=frozenset({Group.CAN})),
        replace(rub, seconds=16 * 60.0),
    ]

    for step in wrong:
        with pytest.raises(Uncleared):
            replace(session, steps=(*session.steps, step))


def test_no_session_can_be_built_where_none_may_begin():
    session = prepared(healthy(), wishes(15)).session
    stopped = prepared(healthy({}, {"wound": "both"}), wishes(15)).clearance

    with pytest.raises(Uncleared):
        replace(session, clearance=stopped)


def test_a_draft_is_never_offered(monkeypatch):
    ours = house()
    drafts = {id: replace(t, tier=Tier.DRAFT) for id, t in ours.catalog.items() if t.each_foot}
    monkeypatch.setattr(
        "tests.make.house", lambda: replace(ours, catalog={**ours.catalog, **drafts})
    )
    session = prepared(healthy(), wishes(15)).session

    assert not any(s.technique in drafts for s in session.steps)


# -- The best plan, against every plan ---------------------------------------------------------


def every_choice(slots, most):
    """Brute force: all ways of taking at most one pick of each slot."""
    best: dict[int, tuple[int, int]] = {}
    for picks in product(*[[None, *slot] for slot in slots]):
        chosen = [p for p in picks if p is not None]
        total = sum(p.units for p in chosen)
        value = (sum(p.worth[0] for p in chosen), sum(p.worth[1] for p in chosen))
        if total <= most and value >= best.get(total, (-1, -1)):
            best[total] = value
    return best


def test_no_choice_that_fits_is_better_than_the_one_taken():
    for seed in range(60):
        rng = Random(seed)
        slots = [
            [
                Pick(f"t{n}", units, True, worth(rng.randint(0, 5), units * 10, rng.random))
                for units in rng.sample(range(1, 12), rng.randint(1, 3))
            ]
            for n in range(rng.randint(1, 6))
        ]
        most = rng.randint(5, 40)
        found = {total: best.worth for total, best in fill(slots, most).items()}

        assert every_choice(slots, most) == found


def test_two_tables_joined_are_as_good_as_one():
    for seed in range(30):
        rng = Random(seed)
        slots = [
            [Pick(f"t{n}", rng.randint(1, 9), True, (rng.randint(0, 99), rng.randint(0, 9)))]
            for n in range(6)
        ]
        apart = join(fill(slots[:3], 30), fill(slots[3:], 30), 30)

        assert {t: b.worth for t, b in fill(slots, 30).items()} == {
            t: b.worth for t, b in apart.items()
        }


def test_what_must_be_taken_is_taken():
    slots = [[Pick("a", 2, True, (1, 0))], [Pick("b", 3, True, (1, 0)), Pick("b", 4, True, (9, 0))]]

    assert {5, 6} == set(fill(slots, 10, must=True))


def test_a_change_of_technique_costs_half_a_minute_of_calm():
    assert worth(4, 30, lambda: 0.0) == (0, 0)
    assert worth(1, 90, lambda: 0.0) == (1000, 0)


def test_an_empty_table_holds_nothing():
    assert fill([], 10) == {0: Best((0, 0), ())}


def test_a_step_counts_for_each_foot_it_covers():
    step = Step("x", frozenset({Group.RUB}), Side.BOTH, (), (), 60, None, ())

    assert step.massages
