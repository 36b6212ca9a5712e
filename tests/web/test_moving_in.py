"""Files of before there were rows: they move in once, whole, and what is odd in them is said."""

import json
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.make import healthy

pytestmark = pytest.mark.usefixtures("rows", "clock")
TODAY = date(2026, 11, 24)
TOMORROW = str(TODAY + timedelta(days=1))


def move_in(root):
    from instep.web.records.moving_in import move_in as move

    return move(root)


def store():
    from instep.web.records import store as room

    return room


def place_error():
    from instep.adapters.data_folder import PlaceError

    return PlaceError


def person(**changes):
    """What a file said about a person."""
    about = {**healthy()["about"], "cleared_by_clinician": [{"rule": "R07", "on": "2026-11-01"}]}
    return {
        "format": 1,
        "about": about,
        "asked_on": dict.fromkeys(healthy()["about"], "2026-06-30"),
        "contacts": {"doctor": "Dr Bo, 555 0102"},
        "contacts_asked": True,
        "first_session_on": "2026-11-02",
        "sessions": 3,
        "looks": {"ten_minutes_at": "2026-11-20T19:30:00+00:00", "morning_on": "2026-11-21"},
        "referral": {"on": "2026-11-20", "seen": False},
        **changes,
    }


LINE = {"at": "2026-11-20T19:00:00+00:00", "on": "2026-11-20", "clearance": {"action": "GO"}}


def left_in(root, **changes):
    """A folder as it was left before there were rows."""
    root.mkdir(exist_ok=True)
    (root / "person.json").write_text(json.dumps(person(**changes)), encoding="utf-8")
    played = {**LINE, "session": "0123456789abcdef", "played": [60.0], "before": 4, "after": 2}
    lines = [json.dumps(LINE), json.dumps(played), '{"cut off']
    (root / "decisions.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return root


def test_everything_moves_in_once_and_the_files_are_kept_beside(tmp_path):
    left_in(tmp_path)
    said, again = move_in(tmp_path), move_in(tmp_path)
    known, was = store().person(), person()

    assert (said, again) == ([], [])
    assert (known.about, known.asked_on) == (was["about"], was["asked_on"])
    assert (known.contacts, known.contacts_asked) == (was["contacts"], True)
    assert (known.first_session_on, known.sessions) == ("2026-11-02", 3)
    assert (known.looks.morning_on, known.referral.on) == ("2026-11-21", "2026-11-20")
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "decisions.jsonl.moved",
        "open.lock",
        "person.json.moved",
    ]


def test_decisions_and_sessions_move_in_with_their_days_and_a_torn_line_stays_in_the_file(tmp_path):
    move_in(left_in(tmp_path))
    kept = [*store().all_of("decision"), *store().all_of("session")]

    assert [each.on.isoformat() for each in kept] == ["2026-11-20", "2026-11-20"]
    assert (tmp_path / "decisions.jsonl.moved").read_text().endswith('{"cut off')


def test_a_session_under_way_does_not_come_along_so_the_feet_are_looked_at_anew(tmp_path):
    left_in(tmp_path)
    (tmp_path / "evening.json").write_text("{}")
    move_in(tmp_path)

    assert store().tonight() is None
    assert (tmp_path / "evening.json.moved").exists()


def test_files_that_come_later_do_not_write_over_the_rows(tmp_path):
    move_in(left_in(tmp_path))
    left_in(tmp_path, sessions=0)

    assert move_in(tmp_path) == []
    assert store().person().sessions == 3
    assert (tmp_path / "person.json").exists()


def test_a_question_without_its_day_is_asked_again(tmp_path):
    from instep.web.way import about_due

    asked_on = {id: day for id, day in person()["asked_on"].items() if id != "diabetes"}
    move_in(left_in(tmp_path, asked_on=asked_on))

    assert "diabetes" in about_due(store().person(), TODAY)
    assert "adult" not in about_due(store().person(), TODAY)


def test_while_an_evening_is_open_at_a_terminal_nothing_moves(tmp_path):
    from instep.adapters.data_folder import held

    left_in(tmp_path)
    with held(tmp_path), pytest.raises(place_error(), match="already open"):
        move_in(tmp_path)

    assert store().is_empty()


# -- Files that are not as they were left ----------------------------------------------------------

BROKEN = [b"", b"{", b"[]", b"null", b"5", b"\xff\xfe", b"{} {}", b"[" * 100_000, b'{"a": NaN']


@pytest.mark.parametrize("damage", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_about_the_person_is_kept_beside_and_said(tmp_path, damage):
    (left_in(tmp_path) / "person.json").write_bytes(damage)
    (said,) = move_in(tmp_path)

    assert "person.json.damaged-1" in said
    assert damage == (tmp_path / "person.json.damaged-1").read_bytes()
    assert store().person().about == {}
    assert len(store().all_of("decision")) == 1


def test_a_second_damaged_file_does_not_take_the_place_of_the_first(tmp_path):
    from instep.web.records.models import Entry

    for text in (b"one", b"two"):
        (tmp_path / "person.json").write_bytes(text)
        move_in(tmp_path)
        Entry.objects.all().delete()

    assert (tmp_path / "person.json.damaged-1").read_bytes() == b"one"
    assert (tmp_path / "person.json.damaged-2").read_bytes() == b"two"


ODD = {
    "about you is a number": {"about": 5},
    "about you is a list": {"about": ["adult"]},
    "about you is nested": {"about": {"adult": {"very": {"much": 1}}}},
    "an answer is true": {"about": {"adult": True}},
    "an answer is half a character": {"about": {"adult": "\ud800"}},
    "looks are something else": {"looks": {"x": 1}},
    "looks are empty": {"looks": {}},
    "looks are a word": {"looks": "soon"},
    "a look at no time": {"looks": {"ten_minutes_at": "soon", "morning_on": "2026-11-24"}},
    "a look without a zone": {
        "looks": {"ten_minutes_at": "2026-11-24T20:00:00", "morning_on": "2026-11-24"}
    },
    "a look that found a word": {
        "looks": {
            "ten_minutes_at": "2026-11-24T20:00:00+00:00",
            "morning_on": "2026-11-24",
            "morning": "perhaps",
        }
    },
    "a number that is a number": {"contacts": {"doctor": 5550102}},
    "a number of nobody we know": {"contacts": {"aunt": "5550102"}},
    "a number that moves the cursor": {"contacts": {"doctor": "\x1b[2J"}},
    "contacts are a list": {"contacts": ["5550102"]},
    "contacts asked perhaps": {"contacts_asked": "perhaps"},
    "a question asked on no day": {"asked_on": {"adult": "2026-02-30"}},
    "a question asked on a number": {"asked_on": {"adult": 20261124}},
    "questions asked on a word": {"asked_on": "2026-11-24"},
    "a referral on no day": {"referral": {"on": "2026-13-01", "seen": False}},
    "a referral perhaps seen": {"referral": {"on": "2026-11-20", "seen": "perhaps"}},
    "a referral that is a word": {"referral": "yes"},
    "a first session on no day": {"first_session_on": "long ago"},
    "sessions in words": {"sessions": "many"},
    "fewer sessions than none": {"sessions": -1},
    "a part that is not ours": {"music": "rain"},
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_what_instep_never_wrote_is_kept_beside_and_said(tmp_path, odd):
    left = (left_in(tmp_path, **odd) / "person.json").read_bytes()
    (said,) = move_in(tmp_path)

    assert "person.json.damaged-1" in said
    assert (tmp_path / "person.json.damaged-1").read_bytes() == left


NOT_TAKEN = {
    "an answer that is none": ({"about": {"adult": "perhaps"}}, "adult"),
    "a question that is none": ({"about": {"adlut": "yes"}}, "adlut"),
    "today's question": ({"about": {"wound": "no"}}, "wound"),
    "toes without their day": ({"about": {"touch_test_missed": 3}}, "touch_test_missed"),
    "a day still to come": ({"asked_on": {"adult": TOMORROW}}, "asked_on"),
    "a day of a question that is none": ({"asked_on": {"adlut": "2026-11-24"}}, "adlut"),
}


@pytest.mark.parametrize("case", NOT_TAKEN.values(), ids=NOT_TAKEN)
def test_an_answer_that_cannot_be_taken_is_named_and_stays_where_it_can_be_mended(tmp_path, case):
    odd, field = case
    left = (left_in(tmp_path, **odd) / "person.json").read_bytes()

    with pytest.raises(place_error(), match=rf"person\.json.*{field}"):
        move_in(tmp_path)
    assert (tmp_path / "person.json").read_bytes() == left
    assert store().is_empty()


@pytest.mark.parametrize("version", [0, 2, "1", None])
def test_a_file_of_another_version_is_named_and_left_alone(tmp_path, version):
    left = (left_in(tmp_path, format=version) / "person.json").read_bytes()

    with pytest.raises(place_error(), match="another Instep version"):
        move_in(tmp_path)
    assert (tmp_path / "person.json").read_bytes() == left
    assert store().is_empty()


@pytest.mark.parametrize("name", ["person.json", "decisions.jsonl"])
def test_a_folder_where_a_file_belongs_is_named(tmp_path, name):
    (left_in(tmp_path) / name).unlink()
    (tmp_path / name).mkdir()

    with pytest.raises(place_error(), match=name):
        move_in(tmp_path)
    assert store().is_empty()


def test_a_file_behind_a_link_is_read(tmp_path):
    file = left_in(tmp_path / "data") / "person.json"
    file.symlink_to(file.rename(tmp_path / "elsewhere.json"))
    move_in(tmp_path / "data")

    assert store().person().sessions == 3


@pytest.mark.parametrize("target", ["gone.json", "person.json"])
def test_a_link_that_leads_nowhere_is_no_fault(tmp_path, target):
    (tmp_path / "person.json").symlink_to(target)

    assert move_in(tmp_path) == []
    assert store().is_empty()


@pytest.mark.parametrize("damage", [b"\xff\xfe", b'{"half a decis', b"\n\n", b"[" * 5000])
def test_a_damaged_decision_stays_in_its_file_and_the_others_move_in(tmp_path, damage):
    file = left_in(tmp_path) / "decisions.jsonl"
    before = file.read_bytes() + b"\n" + damage
    file.write_bytes(before)
    move_in(tmp_path)

    assert (tmp_path / "decisions.jsonl.moved").read_bytes() == before
    assert len(store().all_of("decision")) == 1


# -- Anything at all in the folder -----------------------------------------------------------------

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, float("nan"), float("inf"), -0.0, 1.5])
    | st.text(max_size=8)
    | st.sampled_from(["yes", "no", "left", "2026-11-24", "2026-11-24T20:00:00+00:00", "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
KEYS = [*person(), "odd"]
AGAIN = settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def moved(root, text):
    """Move in from a folder whose file about the person holds this; gives what is left there."""
    from instep.web.records.models import Entry

    Entry.objects.all().delete()
    for file in root.iterdir():
        file.unlink()
    (left_in(root) / "person.json").write_bytes(text)
    with suppress(place_error()):
        move_in(root)
    return {file.name: file.read_bytes() for file in root.iterdir()}


@AGAIN
@given(text=st.binary(max_size=60) | VALUES.map(lambda value: json.dumps(value).encode()))
def test_no_file_of_any_kind_ends_in_anything_but_a_line_and_its_text_is_kept(tmp_path, text):
    assert text in moved(tmp_path, text).values()


@AGAIN
@given(key=st.sampled_from(KEYS), value=VALUES)
def test_no_part_of_a_file_can_be_odd_in_a_way_that_is_not_taken_care_of(tmp_path, key, value):
    text = json.dumps({**person(), key: value}).encode()

    assert text in moved(tmp_path, text).values()
