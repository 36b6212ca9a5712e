"""Letters from a device: each entry by itself, each once, each with its own receipt."""

from datetime import timedelta
from itertools import permutations
from random import Random

import pytest

from tests.web.away.device import STOP
from tests.web.person import HOST


def rows():
    from instep.web.records.models import Entry

    return list(Entry.objects.order_by("id").values_list("kind", "client_id", "version"))


def told(kind):
    from instep.web.records import store

    return [kept.body for kept in store.all_of(kind)]


# -- Once ------------------------------------------------------------------------------------------


def test_a_line_told_five_times_is_kept_once_and_every_time_has_a_receipt(phone):
    note = phone.note("Slept well.", 3)

    assert [phone.send(note) for _ in range(5)] == [["kept"], *[["known"]] * 4]
    assert [(note["text"], note["score"]) for note in told("note")] == [("Slept well.", 3)]


def test_the_same_line_twice_in_one_letter_is_kept_once(phone):
    note = phone.note()

    assert phone.send(note, note) == ["kept", "known"]
    assert len(told("note")) == 1


def test_a_session_told_again_is_counted_once_and_owes_its_looks_once(phone):
    from instep.web.records import store

    played = phone.session()
    for _ in range(3):
        phone.send(played)
    before = rows()
    phone.send(played, {**played, "version": 2, "body": {**played["body"], "after": 2}})

    assert store.person().sessions == 1
    assert [kept.body["after"] for kept in store.all_of("session")] == [2]
    assert len(rows()) == len(before) + 1


def test_a_newer_version_that_comes_first_stays_the_newest(phone):
    note = phone.note("one")
    newer = {**note, "version": 2, "body": {"text": "two", "score": None}}

    assert phone.send(newer) + phone.send(note) == ["kept", "kept"]
    assert [note["text"] for note in told("note")] == ["two"]


def test_a_newer_word_on_a_session_is_not_lost_where_its_close_was_told_before(phone):
    played = phone.session()
    phone.send(played, phone.close(played["id"], 2))
    stopped = {**played["body"], "ended": "stopped"}

    assert phone.send({**played, "version": 2, "body": stopped}) == ["kept"]
    assert [(body["ended"], body["after"]) for body in told("session")] == [("stopped", 2)]


def test_an_id_that_is_of_something_else_is_refused(phone):
    from instep.web.records import store

    note = phone.note()
    phone.send(note)
    about = str(store.all_of("about")[0].id)

    assert phone.send({**phone.seen(), "id": note["id"], "version": 2}) == ["id"]
    assert phone.send({**note, "id": about, "version": 9}) == ["id"]


def test_a_receipt_names_the_entry_it_is_for(phone):
    entries = [phone.note(), phone.seen(), {**phone.note(), "kind": "song"}, {"id": 5}, None]
    answer = phone.post(phone.letter(*entries))

    assert [(r["id"], r["version"]) for r in answer.json()["receipts"]] == [
        *((entry["id"], 1) for entry in entries[:3]),
        (None, None),
        (None, None),
    ]


# -- By itself -------------------------------------------------------------------------------------

BAD = [
    (None, "shape"), ("x", "shape"), ([], "shape"), ({}, "shape"),
    ({"id": "x"}, "id"), ({"id": 5}, "id"), ({"id": "019abc00-0000-4000-8000-000000000001"}, "id"),
    ({"version": 0}, "version"), ({"version": True}, "version"), ({"version": "1"}, "version"),
    ({"version": 10_001}, "version"),
    ({"kind": "about"}, "kind"), ({"kind": 3}, "shape"), ({"more": 1}, "shape"),
    ({"at": "soon"}, "at"), ({"at": "2026-11-24T20:00:00"}, "at"), ({"at": 5}, "shape"),
    ({"on": "2026-11-20"}, "on"), ({"on": "24 November"}, "shape"), ({"zone": "../etc"}, "zone"),
    ({"body": []}, "shape"), ({"body": {}}, "shape"), ({"body": {"text": 5, "score": 1}}, "shape"),
    ({"body": {"text": " ", "score": None}}, "empty"),
    ({"body": {"text": "x" * 1001, "score": None}}, "shape"),
    ({"body": {"text": "x", "score": 11}}, "score"),
    ({"body": {"text": "x", "score": True}}, "score"),
    ({"body": {"text": "x", "score": 1.5}}, "score"),
    ({"body": {"text": "x", "score": 1, "of": "sleep"}}, "shape"),
    ({"body": {"text": "x", "score": 1, "of": None}}, "shape"),
]  # fmt: skip


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_bad_entry_never_stands_in_the_way_of_the_others(phone, place):
    for bad, reason in BAD:
        entries = [phone.note("one"), phone.note("two")]
        entries.insert(place, {**phone.note(), **bad} if bad and type(bad) is dict else bad)
        expected = ["kept", "kept"]
        expected.insert(place, reason)

        assert phone.send(*entries) == expected, bad


BAD_BODIES = {
    "day": [{"today": {"wound": "perhaps"}}, {"today": {"nothing": "no"}}, {"today": 5},
            {"about": {"touch_test_missed": 3}}, {"asked_on": {"diabetes": 5}}, {"said": {}},
            {"said": {"action": "FINE", "may_begin": True}}, {"content_version": None},
            {"asked_on": {"diabetes": "2027-01-01"}}],
    "session": [{"played": [-1]}, {"played": [1e9]}, {"played": ["1"]}, {"ended": "well"},
                {"played": [1] * 81}, {"asked": {}}, {"steps": [7]}, {"steps": "arch_rub"},
                {"lot": "BATH"}, {"lot": None}, {"lot": 5},
                {"before": 12}, {"looks_from": "x"}],
    "close": [{"session": "x"}, {"ended": "stale"}, {"after": 12}],
    "look": [{"look": "wound"}, {"said": "yes"}, {"due": "x"}],
    "seen": [{"seen": "yes"}],
}  # fmt: skip


def good(phone, kind):
    due = phone.at.isoformat()
    return {
        "day": phone.day(),
        "session": phone.session(),
        "close": phone.close("019abc00-0000-7000-8000-000000000001", 3),
        "look": phone.look("no", due=due),
        "seen": phone.seen(),
    }[kind]


@pytest.mark.parametrize("kind", BAD_BODIES)
def test_what_cannot_be_is_refused_and_leaves_no_row(phone, kind):
    for bad in BAD_BODIES[kind]:
        entry = good(phone, kind)
        before = rows()
        answer = phone.send({**entry, "body": {**entry["body"], **bad}})

        assert answer[0] in {"shape", "answers", "score", "at", "on"}, (bad, answer)
        assert rows() == before
    assert phone.send(good(phone, kind)) == ["kept"]


def test_a_fault_of_ours_in_one_entry_is_told_and_the_rest_is_kept(phone, monkeypatch, caplog):
    from instep.web.sync import inbox

    def broken(told, *more):
        raise LookupError("a fault")

    monkeypatch.setattr(inbox, "carry_out", broken)
    before = rows()

    assert phone.send(phone.note()) == ["fault"]
    assert rows() == before


# -- The letter ------------------------------------------------------------------------------------


@pytest.mark.parametrize("bad", [
    {"sent": 5}, {"sent": "now"}, {"entries": {}}, {"more": 1}, {"entries": [None] * 101},
    {"whose": 5}, {"entries": [float("nan")]},
])  # fmt: skip
def test_a_letter_of_another_shape_gets_one_reason(phone, bad):
    assert phone.post({**phone.letter(), **bad}).status_code == 400


@pytest.mark.parametrize("body", [" ", "x", "[]", "{}", "[" * 90_000])
def test_what_is_no_letter_gets_one_reason(phone, body):
    assert phone.post(body).status_code == 400


def test_a_letter_of_another_persons_records_is_not_taken_and_not_thrown_away(phone):
    letter = {**phone.letter(phone.note()), "whose": "019abc00-0000-7000-8000-000000000001"}

    assert phone.post(letter).status_code == 425
    assert told("note") == []


def test_records_that_begin_anew_go_by_a_new_name(phone):
    before = phone.mirror()["whose"]
    assert phone.mirror()["whose"] == before
    phone.alice.open("/settings/forget/").send(sure="yes")

    assert phone.mirror()["whose"] != before


def test_a_letter_too_long_is_said_to_be_too_long(phone):
    assert phone.post("x" * 100_001).status_code == 413


def test_no_other_site_and_no_form_can_send_a_letter(phone):
    letter = phone.letter(phone.note())
    for site in ("cross-site", "same-site", "none"):
        assert phone.post(letter, **{"Sec-Fetch-Site": site}).status_code == 403
    assert phone.post(letter, token="").status_code == 403
    assert phone.post(letter, token="x" * 64).status_code == 403
    form = phone.alice.client.post(
        "/sync/", {"entries": "[]"}, headers={"X-CSRFToken": phone.mirror()["token"]}
    )

    assert form.status_code == 415
    assert told("note") == []


def test_a_stranger_gets_the_closed_door(phone):
    from django.test import Client

    mallory = Client(headers={"host": HOST})

    assert mallory.get("/sync/mirror.json").status_code == 403
    assert mallory.post("/sync/", "{}", content_type="application/json").status_code == 403


def test_a_letter_survives_a_new_token(phone):
    entry = phone.note()
    phone.alice.client.cookies.pop("instep-form-8123", None)

    assert phone.send(entry) == ["kept"]


def test_nothing_that_is_answered_may_be_stored(phone):
    for page in (
        phone.alice.client.get("/sync/mirror.json"),
        phone.post(phone.letter()),
    ):
        assert page.headers["Cache-Control"] == "no-store"


# -- Any order -------------------------------------------------------------------------------------


def state():
    from dataclasses import asdict

    from instep.web.records import store

    person = asdict(store.person())
    person = {name: person[name] for name in ("looks", "referral", "first_session_on", "sessions")}
    ends = {kept.id: (kept.body["ended"], kept.body["after"]) for kept in told_of("session")}
    return person, ends


def told_of(kind):
    from instep.web.records import store

    return store.all_of(kind)


def test_entries_in_any_order_come_to_the_same(phone):
    from instep.web.records.models import Entry

    played = phone.session(ago=timedelta(hours=30))
    due = played["body"]["looks_from"]
    entries = [
        played,
        phone.close(played["id"], 2, ago=timedelta(hours=29)),
        phone.look("no", due=due, ago=timedelta(hours=29)),
        phone.day({**STOP, "action": "FOOT_TEAM"}, ago=timedelta(hours=20)),
        phone.seen(ago=timedelta(hours=10)),
    ]
    states = []
    for order in permutations(entries):
        Entry.objects.exclude(kind__in=["about", "whose"]).delete()
        phone.send(*order)
        states.append(state())

    assert all(one == states[0] for one in states)
    assert states[0][0]["sessions"] == 1
    assert states[0][0]["looks"]["ten_minutes"] == "no"
    assert states[0][0]["referral"]["seen"]
    assert list(states[0][1].values()) == [("finished", 2)]


def history(phone, dice):
    """What two devices told over two days: sessions, looks, closes, days, being seen."""
    made, sessions = [], []
    for hours in sorted(dice.sample(range(1, 48), 8), reverse=True):
        kind = dice.choice(["session", "day", "seen", "look", "look", "close"])
        made.append(one(phone, dice, kind, sessions, timedelta(hours=hours)))
        sessions += [made[-1]] if made[-1]["kind"] == "session" else []
    return made


def one(phone, dice, kind, sessions, ago):
    if kind == "day":
        return phone.day(dice.choice([STOP, CARE]), ago=ago)
    if kind == "seen":
        return phone.seen(dice.random() < 0.7, ago=ago)
    if kind == "session" or not sessions:
        return phone.session(ago=ago)
    of = dice.choice(sessions)
    if kind == "close":
        return phone.close(of["id"], dice.randrange(11), ago=ago)
    said, due = dice.choice(["no", "left", "right"]), of["body"]["looks_from"]
    return phone.look(said, dice.choice(LOOKS), ago=ago, due=due)


LOOKS = ("look_10min", "look_morning")
CARE = {"action": "FOOT_TEAM", "may_begin": False}


@pytest.mark.parametrize("seed", range(40))
def test_what_two_devices_told_comes_to_the_same_lost_doubled_or_late(phone, seed):
    from instep.web.records.models import Entry

    dice = Random(seed)
    told = history(phone, dice)
    phone.send(*told)
    expected = state()
    Entry.objects.exclude(kind__in=["about", "whose"]).delete()
    for _ in range(3):  # letters are lost, come twice, and in any order
        some = dice.sample(told, dice.randrange(len(told)))
        phone.send(*some, *some[:2])
    answers = phone.send(*dice.sample(told, len(told)))

    assert set(answers) <= {"kept", "known"}
    assert state() == expected
