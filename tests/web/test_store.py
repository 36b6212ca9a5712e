"""Rows: only ever added to, exactly once, whole after a crash."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

pytestmark = pytest.mark.usefixtures("rows", "clock")
ID = UUID("019abc00-0000-7000-8000-000000000001")


def store():
    from instep.web.records import store as room

    return room


def moment():
    from instep.web.clock import now

    return now()


def test_an_id_is_of_version_seven_and_sorts_by_when():
    from instep.web.records.ids import uuid7

    early = [uuid7(datetime(2026, 11, 24, 20, 0, 0, n * 1000, tzinfo=UTC)) for n in range(20)]

    assert {id.version for id in early} == {7}
    assert {id.variant for id in early} == {"specified in RFC 4122"}
    assert early == sorted(early)
    assert len(set(early)) == 20


def test_a_higher_version_takes_the_place_of_a_lower_one_which_stays():
    room = store()
    room.receive("note", ID, 1, {"said": "a"}, moment())
    room.receive("note", ID, 3, {"said": "c"}, moment())
    room.receive("note", ID, 2, {"said": "b"}, moment())

    assert [kept.body for kept in room.all_of("note")] == [{"said": "c"}]
    assert [kept.body["said"] for kept in room.versions(ID)] == ["a", "b", "c"]


def test_the_same_version_sent_again_is_there_once_and_unchanged():
    room = store()
    for said in ("a", "a", "other"):
        room.receive("note", ID, 1, {"said": said}, moment())

    assert [kept.body for kept in room.versions(ID)] == [{"said": "a"}]


def test_a_row_is_never_edited():
    from instep.web.records.models import Entry, NeverEdited

    store().receive("note", ID, 1, {}, moment())
    row = Entry.objects.get()
    row.body = {"said": "another"}
    with pytest.raises(NeverEdited):
        row.save()


def test_the_same_answer_on_the_same_day_adds_no_row():
    from instep.web.records.models import Entry

    for _ in range(3):
        store().keep_answer("diabetes", "yes", moment().on, moment())

    assert Entry.objects.count() == 1


def test_an_entry_knows_its_moment_zone_and_day(clock, monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    store().keep_answer("diabetes", "yes", moment().on, moment())
    kept = store().all_of("about")[0]

    assert kept.at == clock.at
    assert kept.zone == "Pacific/Auckland"
    assert kept.on.isoformat() == "2026-11-25"


def test_an_answer_taken_back_is_gone_from_the_person_and_stays_in_the_rows():
    room = store()
    room.keep_answer("diabetes", "yes", moment().on, moment())
    room.keep_answer("diabetes", None, moment().on, moment())

    assert "diabetes" not in room.person().about
    assert len(room.versions(room.all_of("about")[0].id)) == 2


def test_every_kept_decision_gives_the_same_clearance_again(alice):
    from instep.web.evening import replay

    alice.known(diabetes="yes", blood_thinner="yes").to_verdict(sore_patch="left", red_stays="no")
    for kept in store().all_of("decision"):
        assert replay(kept.body) == kept.body["clearance"]

    assert store().all_of("decision")


def test_forget_leaves_no_byte_of_what_was_said(alice):
    from tests.web.conftest import FOLDER

    canary = "Nurse Quetzalcoatl 555 0199"
    alice.known()
    store().keep_contacts({"doctor": canary}, moment())
    (FOLDER / "person.json.moved").write_text(canary, encoding="utf-8")
    alice.open("/settings/forget/").send(sure="no")
    assert "Nothing was deleted" in alice.text
    assert store().person().contacts == {"doctor": canary}
    alice.send(sure=" Yes ")

    assert "deleted" in alice.text
    for file in FOLDER.iterdir():
        assert canary.encode() not in file.read_bytes(), file.name
    assert alice.open("/").page.status_code == 200
