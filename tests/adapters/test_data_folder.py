"""What is remembered: whole or not there, kept when damaged, gone when forgotten."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from instep.adapters.certificate import certificate
from instep.adapters.data_folder import (
    DECISIONS,
    EVENING,
    PERSON,
    DataFolder,
    Evening,
    Looks,
    Person,
    PlaceError,
    Referral,
)

ANNA = Person(
    about={"adult": "yes", "diabetes": "yes"},
    asked_on={"adult": "2026-11-24", "diabetes": "2026-11-24"},
    contacts={"emergency": "one one two"},
    contacts_asked=True,
    looks=Looks("2026-11-24T20:10:00+00:00", "2026-11-25"),
    referral=Referral("2026-11-20"),
    first_session_on="2026-11-01",
    sessions=3,
)
WISHES = {"aim": "ease", "have": ["ball"], "minutes": 15, "seed": 0, "with": "alone"}
TONIGHT = Evening("2026-11-24", "2026-11-24T20:00:00+00:00", {}, {}, WISHES, "ab", 4, 61.5)


def test_what_is_kept_comes_back_the_same(tmp_path):
    DataFolder(tmp_path).keep_person(ANNA)
    DataFolder(tmp_path).keep_evening(TONIGHT)

    assert DataFolder(tmp_path).person() == ANNA
    assert DataFolder(tmp_path).evening() == TONIGHT


def test_a_stranger_has_no_answers_and_no_session(tmp_path):
    assert Person() == DataFolder(tmp_path / "new").person()
    assert DataFolder(tmp_path / "new").evening() is None


def test_a_session_that_is_over_is_not_remembered_as_under_way(tmp_path):
    folder = DataFolder(tmp_path)
    folder.keep_evening(TONIGHT)
    folder.keep_evening(None)
    folder.keep_evening(None)

    assert folder.evening() is None


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": 1, "odd": 2}'])
@pytest.mark.parametrize("name", [PERSON, EVENING])
def test_a_damaged_file_is_kept_beside_and_said_never_dropped(tmp_path, damage, name):
    (tmp_path / name).write_bytes(damage)
    folder = DataFolder(tmp_path)
    read = folder.person() if name == PERSON else folder.evening()

    assert read in (Person(), None)
    assert damage == (tmp_path / f"{name}.damaged-1").read_bytes()
    assert len(folder.notices) == 1


def test_a_second_damaged_file_does_not_replace_the_first(tmp_path):
    for text in (b"one", b"two"):
        (tmp_path / PERSON).write_bytes(text)
        DataFolder(tmp_path).person()

    assert (tmp_path / f"{PERSON}.damaged-1").read_bytes() == b"one"
    assert (tmp_path / f"{PERSON}.damaged-2").read_bytes() == b"two"


def test_a_file_of_a_newer_version_is_left_alone(tmp_path):
    (tmp_path / PERSON).write_text(json.dumps({"format": 2}))

    with pytest.raises(PlaceError, match="another Instep version"):
        DataFolder(tmp_path).person()
    assert (tmp_path / PERSON).exists()


def test_a_write_that_fails_leaves_the_old_file_whole_and_no_temporary_one(tmp_path, monkeypatch):
    folder = DataFolder(tmp_path)
    folder.keep_person(ANNA)
    before = (tmp_path / PERSON).read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PlaceError, match="No space left"):
        folder.keep_person(Person())

    assert before == (tmp_path / PERSON).read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == [PERSON]


def test_decisions_are_only_ever_added_to(tmp_path):
    folder = DataFolder(tmp_path)
    for number in range(3):
        folder.keep_decision({"number": number})
    lines = (tmp_path / DECISIONS).read_text().splitlines()

    assert [json.loads(line)["number"] for line in lines] == [0, 1, 2]


def test_a_decision_cut_off_in_the_middle_does_not_spoil_the_next_one(tmp_path):
    (tmp_path / DECISIONS).write_bytes(b'{"number": 0}\n{"numb')
    folder = DataFolder(tmp_path)
    folder.keep_decision({"number": 1})
    folder.keep_decision({"number": 2})
    lines = (tmp_path / DECISIONS).read_text().splitlines()

    assert lines == ['{"number": 0}', '{"numb', '{"number": 1}', '{"number": 2}']


def test_a_decision_that_does_not_fit_on_the_disk_leaves_the_others_whole(tmp_path, monkeypatch):
    folder = DataFolder(tmp_path)
    folder.keep_decision({"number": 0})
    before = (tmp_path / DECISIONS).read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PlaceError, match="No space left"):
        folder.keep_decision({"number": 1})

    assert (tmp_path / DECISIONS).read_bytes() == before


def test_what_is_remembered_is_for_its_owner_only_in_an_open_folder_too(tmp_path):
    tmp_path.chmod(0o755)
    folder = DataFolder(tmp_path)
    folder.keep_person(ANNA)
    folder.keep_evening(TONIGHT)
    folder.keep_decision({"on": "2026-11-24"})

    for name in (PERSON, EVENING, DECISIONS):
        assert (tmp_path / name).stat().st_mode & 0o077 == 0, name


def test_nothing_is_forgotten_while_an_evening_is_open(tmp_path):
    DataFolder(tmp_path).keep_person(ANNA)
    with DataFolder(tmp_path).opened(), pytest.raises(PlaceError, match="already open"):
        DataFolder(tmp_path).forget()

    assert DataFolder(tmp_path).person() == ANNA


def test_a_second_evening_in_the_same_folder_is_refused(tmp_path):
    with (
        DataFolder(tmp_path).opened(),
        pytest.raises(PlaceError, match="already open"),
        DataFolder(tmp_path).opened(),
    ):
        pass


def test_a_file_in_place_of_the_folder_is_named(tmp_path):
    place = tmp_path / "file"
    place.write_text("x")
    with pytest.raises(PlaceError, match="file"), DataFolder(place).opened():
        pass


def test_only_the_owner_can_read_it(tmp_path):
    folder = DataFolder(tmp_path / "mine")
    folder.keep_person(ANNA)

    assert (tmp_path / "mine").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "mine" / PERSON).stat().st_mode & 0o077 == 0


def test_forgetting_leaves_nothing_of_the_person_on_the_disk(tmp_path):
    root = tmp_path / "mine"
    folder = DataFolder(root)
    folder.keep_person(ANNA)
    folder.keep_evening(TONIGHT)
    folder.keep_decision({"on": "2026-11-24"})
    (root / f"{PERSON}.damaged-1").write_text("old")
    certificate(root, ["127.0.0.1"], datetime.now(UTC))

    assert folder.forget()
    assert not root.exists()
    assert not folder.forget()


def test_forgetting_leaves_files_that_are_not_ours(tmp_path: Path):
    (tmp_path / "letter.txt").write_text("mine")
    DataFolder(tmp_path).keep_person(ANNA)
    DataFolder(tmp_path).forget()

    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_forgetting_takes_the_records_of_the_web_app_along(tmp_path):
    for name in ("instep.sqlite3", "instep.sqlite3-wal", "instep.sqlite3-shm", "person.json.moved"):
        (tmp_path / name).write_text("all about me")

    assert DataFolder(tmp_path).forget(records=True)
    assert not tmp_path.exists()
