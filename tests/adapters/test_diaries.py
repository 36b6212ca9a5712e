"""Diaries of people who opted in: read as they were written, and refused by name when odd."""

import json
from dataclasses import replace

import pytest

from instep.adapters.diaries import NotRead, diary_line, people_in, read_diary, read_person
from instep.core.diary import Diary, Harm, Origin, Symptom
from tests.core.learning.diaries import day, given

DIARY = Diary(
    (
        replace(day(0, 0, given("t0", after=3), check_in=4), notes={"steps": 4000.0}),
        day(3, None, given("t1", "t2", origin=Origin.CHOSEN, harms=frozenset({Harm.BROKEN_SKIN}))),
        replace(day(4, 10), new_drug=True),
    )
)


def text(**changes) -> bytes:
    """A diary of one day, with these keys changed; a key of None is left out."""
    whole = json.loads(diary_line(Diary((day(0, 4, given("t0")),)), opted_in=True))
    whole |= changes
    return json.dumps({key: value for key, value in whole.items() if value is not None}).encode()


def with_day(**changes) -> bytes:
    """The same with keys of its day changed."""
    return text(days=[{"on": "2026-06-01", **changes}])


def test_a_diary_comes_back_as_it_was_written():
    line = diary_line(DIARY, opted_in=True, primary=Symptom.COLD).encode()
    person = read_diary(line, "p.json")

    assert (person.diary, person.primary) == (DIARY, Symptom.COLD)


def test_days_in_any_order_are_one_diary():
    days = [{"on": "2026-06-02"}, {"on": "2026-06-01"}]
    person = read_diary(text(days=days), "p.json")

    assert [str(each.on) for each in person.diary] == ["2026-06-01", "2026-06-02"]


def test_someone_who_did_not_opt_in_is_not_written_and_not_read():
    line = diary_line(DIARY, opted_in=False)

    assert "days" not in json.loads(line)
    assert read_diary(text(opted_in=False, days="whatever"), "p.json") is None


def test_silence_is_not_a_yes():
    with pytest.raises(NotRead, match="opted_in: is missing"):
        read_diary(text(opted_in=None), "p.json")
    for nearly in ("true", 1, "yes"):
        with pytest.raises(NotRead, match="opted_in: is not true or false"):
            read_diary(text(opted_in=nearly), "p.json")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (text(format="diary"), "format: is not known"),
        (text(version=2), "version: is not known"),
        (text(name="Ann"), "name: is not a known key"),
        (text(primary="mood"), "primary: 'mood' is not known"),
        (text(days={}), "days: is not a list"),
        (text(days=[7]), "days.0: is not an object"),
        (
            text(days=[{"on": "2026-06-01"}] * 2),
            "days: 2026-06-01 stands after",
        ),
        (with_day(on="1 June"), "days.0.on: is not a day"),
        (with_day(on="20260601"), "days.0.on: is not a day"),
        (with_day(on=None), "days.0.on: is not a day"),
        (with_day(scores={"pain": 11}), "days.0.scores.pain: is 11"),
        (with_day(scores={"pain": 4.5}), "days.0.scores.pain: is 4.5"),
        (with_day(scores={"pain": True}), "days.0.scores.pain: is True"),
        (with_day(scores={"mood": 4}), "days.0.scores.mood: is not a known key"),
        (with_day(check_in=-1), "days.0.check_in: is -1"),
        (with_day(given=[{"minutes": {"t0": -1}}]), "days.0.given.0.minutes.t0: is -1"),
        (with_day(given=[{"minutes": {"t0": "5"}}]), "days.0.given.0.minutes.t0: is '5'"),
        (with_day(given=[{"origin": "luck"}]), "days.0.given.0.origin: 'luck' is not known"),
        (with_day(given=[{"harms": ["ouch"]}]), "days.0.given.0.harms: 'ouch' is not known"),
        (with_day(given=[{"harms": [["ouch"]]}]), "days.0.given.0.harms: "),
        (with_day(notes={"steps": 1e400}), "is not JSON"),
        (with_day(notes={"steps": float("nan")}), "is not JSON"),
        (with_day(new_drug="no"), "days.0.new_drug: is not true or false"),
        (with_day(mood=3), "days.0.mood: is not a known key"),
        (b'{"format": 1, "format": 2}', "'format' is there twice"),
        (b"[" * 100_000, "p.json: is "),
        (b"\xff", "p.json: is not JSON"),
        (b"", "p.json: is not JSON"),
        (b"[]", "p.json: is not an object"),
        (b"1" * 5_000, "p.json: is not"),
    ],
)
def test_what_no_diary_can_hold_is_refused_in_one_line_that_names_it(line, fault):
    with pytest.raises(NotRead) as error:
        read_diary(line, "p.json")

    assert str(error.value).startswith("p.json: ")
    assert fault in str(error.value)
    assert "\n" not in str(error.value)


def test_people_are_found_in_files_and_lines_in_the_order_of_their_names(tmp_path):
    (tmp_path / "b.jsonl").write_bytes(text() + b"\n\n" + text(primary="cold"))
    (tmp_path / "a.json").write_bytes(text(primary="sleep"))
    (tmp_path / "notes.txt").write_text("not a diary")
    places = people_in(tmp_path)

    assert [place.name for place in places] == ["a.json", "b.jsonl, line 1", "b.jsonl, line 3"]
    assert [read_person(place).primary for place in places] == ["sleep", "pain", "cold"]


def test_one_file_is_as_good_as_a_folder(tmp_path):
    (tmp_path / "a.json").write_bytes(text())

    assert len(people_in(tmp_path / "a.json")) == 1


def test_a_folder_without_a_diary_is_named(tmp_path):
    with pytest.raises(NotRead, match="holds no diary"):
        people_in(tmp_path)
