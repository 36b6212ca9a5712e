"""What was measured, and what is followed, leaves with the diary and comes back the same."""

import json
from datetime import date

import pytest

from tests.web.test_leaving import all_rows, bring, empty, out

pytestmark = pytest.mark.usefixtures("rows", "clock")
TODAY = date(2026, 11, 24)


def measured():
    """Her day: six toes, one spot, a painting in two strokes, two items, and what is followed."""
    from dataclasses import replace

    from instep.core.body import FEET, Side, Zone
    from instep.core.diary import Symptom
    from instep.core.measures.paint import Feeling, Painting
    from instep.core.measures.temperature import Spot, Warmth
    from instep.core.measures.touch import Felt
    from instep.web.clock import now
    from instep.web.records import measured as rows
    from instep.web.records import primary

    tested = rows.begin_touch_test(now())
    for place in range(6):
        tested = replace(tested, test=tested.test.noted(place, Felt.MISSED))
        rows.keep_touch_test(tested, now())
    spot = Spot((31.0, 31.4), (29.2,))
    rows.keep_warmth(TODAY, Warmth({Zone.HEEL: spot}), now())
    once = Painting({Feeling.PAIN: {Side.LEFT: frozenset({Zone.HEEL})}})
    twice = once.with_brush(Feeling.BURNING, {s: frozenset({Zone.TOE_1, Zone.HEEL}) for s in FEET})
    for painting in (once, twice):
        rows.keep_painting(TODAY, painting, now())
    form = rows.begin_mnsi(now())
    for number in (1, 2):
        form = rows.say_mnsi(form, number, "yes", now())
    primary.choose(Symptom.BURNING, now())


def everything():
    """Every measure and choice as the pages read them."""
    from instep.web.records import measured as rows
    from instep.web.records import primary

    return (
        rows.touch_tests(), rows.warmths(), rows.paintings(), rows.mnsi_forms(), primary.choices(),
    )  # fmt: skip


def test_what_was_measured_comes_back_as_the_same_rows_and_says_the_same():
    measured()
    said, before, text = everything(), all_rows(), out()
    empty()
    new = bring(text)

    assert all_rows() == before
    assert new == len(before) == 7 + 1 + 2 + 3 + 1
    assert everything() == said
    assert bring(text) == 0
    assert all_rows() == before


def test_missed_toes_that_were_brought_in_hold_back_as_if_measured_here():
    from instep.web.records import store

    measured()
    here, text = store.person().measured, out()
    empty()
    assert store.person().measured != here
    bring(text)

    assert store.person().measured == here


def test_a_painting_that_was_brought_in_can_still_be_taken_back():
    from instep.core.measures.paint import Feeling
    from instep.web.clock import now
    from instep.web.records import measured as rows

    measured()
    text = out()
    empty()
    bring(text)
    rows.undo_painting(TODAY, now())

    assert set(rows.painting_on(TODAY).marks) == {Feeling.PAIN}


DAY = "2026-11-25"
WRONG = [
    ("touch", {"marks": ["felt"] * 7}, "body: a touch test has 6 toes, not 7"),
    ("touch", {"marks": ["perhaps"]}, "body: 'perhaps' is not a valid Felt"),
    ("touch", {"state": "begun"}, "body: is not as Instep writes it"),
    ("touch", {"told": 0}, "body.told: is 0. Use true or false."),
    ("touch", {"on": DAY}, f"body.on: {DAY} is still to come."),
    ("touch", {"more": 1}, "body: is not as Instep writes it"),
    ("touch", None, "body: has no 'marks'."),
    ("temperature", {"spots": {"heel": {"left": [99.0], "right": []}}}, "body.spots.heel.left: is"),
    ("temperature", {"spots": {"heel": {"left": ["31.0"], "right": []}}}, "body: is not as"),
    ("temperature", {"spots": {"heel": {"left": [True], "right": []}}}, "body.spots.heel.left: is"),
    ("temperature", {"spots": {"heel": {"left": [31.0] * 4, "right": []}}}, "body: a spot has 3"),
    ("temperature", {"spots": {"lower_leg": {"left": [], "right": []}}}, "body: lower_leg is not"),
    ("temperature", {"spots": []}, "body: "),
    ("paint", {"marks": {"joy": {}}}, "body: 'joy' is not a valid Feeling"),
    ("paint", {"marks": {"pain": {"left": ["lower_leg"]}}}, "body: only the zones of a left"),
    ("paint", {"marks": {"pain": {"left": ["toe_1", "heel"]}}}, "body: is not as Instep writes it"),
    ("paint", {"marks": []}, "body: "),
    ("paint", {"before": 9}, "body.before: is 9. Use null, or a version before this one."),
    ("paint", {"before": True}, "body.before: is True."),
    ("mnsi", {"said": {"99": "yes"}}, "body.said.99: is 'yes'."),
    ("mnsi", {"said": {"1": "perhaps"}}, "body.said.1: is 'perhaps'. Use yes or no"),
    ("mnsi", {"said": {"01": "yes"}}, "body: is not as Instep writes it"),
    ("mnsi", {"on": DAY}, f"body.on: {DAY} is still to come."),
    ("primary", {"symptom": "mood"}, "body: 'mood' is not a valid Symptom"),
    ("primary", {"since": "2026-06-01"}, "body.since: is 2026-06-01. Use 2026-11-24 or"),
    ("primary", None, "body: has no 'symptom'."),
]


@pytest.mark.parametrize(("kind", "changes", "said"), WRONG)
def test_what_no_measure_can_be_is_refused_in_one_line_and_nothing_is_kept(kind, changes, said):
    from instep.web.records.fit import Unfit

    measured()
    whole = json.loads(out())
    empty()
    places = [n for n, entry in enumerate(whole["entries"]) if entry["kind"] == kind]
    body = whole["entries"][places[-1]]["body"]
    whole["entries"][places[-1]]["body"] = {} if changes is None else {**body, **changes}
    with pytest.raises(Unfit) as refused:
        bring(json.dumps(whole))

    assert str(refused.value).startswith(f"entry {places[-1] + 1}: {said}")
    assert "\n" not in str(refused.value)
    assert all_rows() == []


@pytest.mark.parametrize("kind", ["touch", "mnsi", "primary"])
def test_what_has_no_name_brings_none(kind):
    from instep.web.records.fit import Unfit

    measured()
    whole = json.loads(out())
    empty()
    whole["entries"] = [{**e, "name": "x"} for e in whole["entries"] if e["kind"] == kind]
    with pytest.raises(Unfit, match=r"entry 1: name: is 'x'. Leave it empty."):
        bring(json.dumps(whole))


def test_another_choice_here_is_not_written_over():
    from instep.core.diary import Symptom
    from instep.web.clock import now
    from instep.web.records import primary
    from instep.web.records.fit import Unfit

    measured()
    whole = json.loads(out())
    whole["entries"] = [entry for entry in whole["entries"] if entry["kind"] == "primary"]
    empty()
    primary.choose(Symptom.TINGLING, now())
    with pytest.raises(Unfit, match="entry 1: name: primary is written here too"):
        bring(json.dumps(whole))

    assert primary.choices().now is Symptom.TINGLING


def test_an_entry_cannot_take_the_place_of_what_was_said_of_the_person():
    """A higher version under the same id would hide an answer."""
    from instep.web.clock import now
    from instep.web.records import store
    from instep.web.records.fit import Unfit

    store.keep_answer("diabetes", "yes", TODAY, now())
    answer = str(store.all_of(store.ABOUT)[0].id)
    measured()
    whole = json.loads(out())
    whole["entries"] = [{**whole["entries"][0], "id": answer, "version": 99}]
    with pytest.raises(Unfit, match="entry 1: id: is that of something else here"):
        bring(json.dumps(whole))

    assert store.person().about["diabetes"] == "yes"


def test_two_things_in_one_file_do_not_share_an_id():
    from instep.web.records.fit import Unfit

    measured()
    whole = json.loads(out())
    empty()
    whole["entries"][-1] |= {"id": whole["entries"][0]["id"], "version": 99}
    with pytest.raises(Unfit, match=r"entry \d+: id: is another entry's too"):
        bring(json.dumps(whole))


# -- Everything that is kept -----------------------------------------------------------------------


def test_every_kind_of_row_leaves_or_there_is_a_reason_why_it_stays():
    from instep.web.records import leaving, store

    assert set(leaving.KINDS) | set(leaving.STAYS) == store.KINDS
    assert not set(leaving.KINDS) & set(leaving.STAYS)
    assert all(leaving.STAYS.values())


def test_of_a_kind_that_nobody_wrote_down_nothing_is_kept():
    from instep.web.clock import now
    from instep.web.records import store
    from instep.web.records.ids import uuid7

    with pytest.raises(ValueError, match="mood: is no kind of row"):
        store.keep("mood", uuid7(now().at), {}, now())

    assert all_rows() == []


def test_beside_these_rows_there_are_only_keys_and_bookmarks():
    """A key opens this door alone, and a bookmark lies in an evening that stays."""
    from django.apps import apps

    tables = {model.__name__ for model in apps.get_app_config("records").get_models()}

    assert tables == {"Entry", "Key", "Bookmark"}


def test_all_of_rosa_that_leaves_comes_back_as_the_same_rows():
    from instep.web.made_up import move_in
    from instep.web.records import leaving, store

    move_in(0, TODAY)
    hers, text = all_rows(), out()
    leaves = [row for row in hers if row["kind"] in leaving.KINDS]
    empty()
    new = bring(text)

    assert all_rows() == leaves
    assert new == len(leaves)
    assert {row["kind"] for row in hers} - {row["kind"] for row in leaves} <= set(leaving.STAYS)
    assert {store.TOUCH, store.WARMTH, store.PAINT, store.MNSI} <= {row["kind"] for row in leaves}
    assert out() == text
    assert bring(text) == 0
