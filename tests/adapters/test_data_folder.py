"""The person's folder: for one evening at a time, and nothing of ours is left when swept."""

from datetime import UTC, datetime

import pytest

from instep.adapters.certificate import certificate
from instep.adapters.data_folder import LOCK, OLD_FILES, PlaceError, held, sweep


def test_a_second_evening_in_the_same_folder_is_refused(tmp_path):
    with (
        held(tmp_path),
        pytest.raises(PlaceError, match="already open"),
        held(tmp_path),
    ):
        pass


def test_after_an_evening_the_folder_is_free_for_the_next(tmp_path):
    for _ in range(2):
        with held(tmp_path):
            pass

    assert [file.name for file in tmp_path.iterdir()] == [LOCK]


def test_a_file_in_place_of_the_folder_is_named(tmp_path):
    place = tmp_path / "file"
    place.write_text("x")
    with pytest.raises(PlaceError, match="file"), held(place):
        pass


def test_sweeping_leaves_nothing_of_the_person_beside_the_rows(tmp_path):
    left = [*OLD_FILES, *(f"{name}.moved" for name in OLD_FILES)]
    left += ["person.json.damaged-1", ".instep-cut-off"]
    for name in left:
        (tmp_path / name).write_text("all about me")
    certificate(tmp_path, ["127.0.0.1"], datetime.now(UTC))

    assert sweep(tmp_path)
    assert not list(tmp_path.iterdir())
    assert not sweep(tmp_path)


def test_sweeping_leaves_rows_and_files_that_are_not_ours(tmp_path):
    for name in ("letter.txt", "instep.sqlite3", "person.json"):
        (tmp_path / name).write_text("mine")
    sweep(tmp_path)

    assert sorted(file.name for file in tmp_path.iterdir()) == ["instep.sqlite3", "letter.txt"]


def test_what_cannot_be_deleted_is_named(tmp_path):
    (tmp_path / "person.json").mkdir()

    with pytest.raises(PlaceError, match=r"person\.json"):
        sweep(tmp_path)


def test_a_link_is_swept_and_not_what_it_leads_to(tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text("mine")
    (tmp_path / "person.json").symlink_to(letter)
    (tmp_path / "evening.json").symlink_to(tmp_path / "gone")
    sweep(tmp_path)

    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]
