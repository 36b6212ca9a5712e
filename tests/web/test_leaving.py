"""The diary as a file: it leaves whole and comes back the same, or one line says why not."""

import csv
import io
import json
from datetime import date

import pytest

from tests.web.test_history import tell

pytestmark = pytest.mark.usefixtures("rows", "clock")
TODAY = date(2026, 11, 24)


def written():
    """A diary with versions, blanks, words of all kinds."""
    from instep.web.clock import now
    from instep.web.records import store
    from instep.web.records.ids import uuid7

    tell(pain=0, sleep=10, text="=1+1")
    tell(at=None, pain=3)
    tell(date(2026, 11, 20), flare=True, text='Quote " and\nline, ü 🦶')
    store.keep(store.NOTE, uuid7(now().at), {"score": 4, "text": "Away."}, now())


def out():
    from instep.adapters.export.diary import diary_json
    from instep.web.records.leaving import entries

    return diary_json(entries())


def bring(text):
    from instep.web.records.leaving import bring_in

    return bring_in(text.encode(), TODAY)


def all_rows():
    from instep.web.records.models import Entry

    names = ("client_id", "version", "kind", "name", "at", "zone", "local_date", "body")
    return list(Entry.objects.order_by("id").values(*names))


def empty():
    from instep.web.records.models import Entry

    Entry.objects.all().delete()


def test_what_leaves_comes_back_as_the_same_rows():
    written()
    before, text = all_rows(), out()
    empty()
    new = bring(text)

    assert all_rows() == before
    assert new == len(before) == 4
    assert out() == text


def test_brought_in_twice_it_is_there_once():
    written()
    text = out()

    assert bring(text) == 0
    assert len(all_rows()) == 4


def test_every_entry_stands_on_a_line_of_its_own():
    written()
    lines = out().splitlines()

    assert len(lines) == 4 + 2
    assert json.loads(lines[1].rstrip(","))["kind"] == "line"


def broken(**changes):
    """A diary of one line, with this wrong about it."""
    tell(pain=4, text="A word.")
    whole = json.loads(out())
    empty()
    entry = whole["entries"][0]
    entry |= {k: v for k, v in changes.items() if k != "body"}
    if "body" in changes:
        entry["body"] |= changes["body"]
    return json.dumps(whole)


@pytest.mark.parametrize(("changes", "said"), [
    ({"body": {"scores": {"pain": 11}}}, "entry 1: body.scores.pain: is 11. Use a whole number"),
    ({"body": {"scores": {"pain": 4.5}}}, "entry 1: body.scores.pain: is 4.5."),
    ({"body": {"scores": {"pain": True}}}, "entry 1: body.scores.pain: is True."),
    ({"body": {"scores": {"pain": None}}}, "entry 1: body.scores.pain: is None."),
    ({"body": {"scores": {"joy": 3}}}, "entry 1: body.scores: 'joy' is no symptom."),
    ({"body": {"scores": []}}, "entry 1: body: has no scores."),
    ({"body": {"flare": "yes"}}, "entry 1: body.flare: is not fit. Use true or false."),
    ({"body": {"text": "a" * 1001}}, "entry 1: body.text: is not fit. Use at most 1000 letters."),
    ({"body": {"told": {"pain": "once"}}}, "entry 1: body:"),
    ({"name": "2026-11-25"}, "entry 1: name: 2026-11-25 is still to come."),
    ({"name": "24.11.2026"}, "entry 1: name: is '24.11.2026'. Use a day like"),
    ({"on": "2026-11-25"}, "entry 1: on: 2026-11-25 is still to come."),
    ({"at": "2027-01-01T00:00:00+00:00"}, "entry 1: at: 2027-01-01T00:00:00"),
    ({"at": "2026-11-24T19:00:00"}, "entry 1: at: is '2026-11-24T19:00:00'. Use a moment"),
    ({"zone": "Mars"}, "entry 1: zone: is 'Mars'."),
    ({"id": "7"}, "entry 1: id: is '7'. Use a UUID."),
    ({"version": 0}, "entry 1: version: is 0."),
    ({"kind": "about"}, "entry 1: kind: is 'about'."),
    ({"more": 1}, "entry 1: has not the keys"),
])  # fmt: skip
def test_what_no_diary_can_hold_is_refused_by_name_and_nothing_is_kept(changes, said):
    from instep.web.records.fit import Unfit

    with pytest.raises(Unfit) as refused:
        bring(broken(**changes))

    assert str(refused.value).startswith(said)
    assert all_rows() == []


@pytest.mark.parametrize(("text", "said"), [
    ("", "is no JSON"), ("{", "is no JSON"), ("[]", "has no format"),
    ('{"format": 2, "entries": []}', "format: is 2. Use 1."),
    ('{"format": 1, "entries": {}}', "entries: is no list"),
    ('{"format": NaN, "entries": []}', "is no JSON: NaN is no number"),
    ('{"format": 1, "format": 1, "entries": []}', "is no JSON: a key stands there twice"),
])  # fmt: skip
def test_what_is_no_diary_at_all_is_refused(text, said):
    from instep.web.records.fit import Unfit

    with pytest.raises(Unfit, match=said):
        bring(text)


def test_one_bad_entry_keeps_the_good_ones_out_too():
    from instep.web.records.fit import Unfit

    written()
    whole = json.loads(out())
    empty()
    whole["entries"][3]["body"]["score"] = 99
    with pytest.raises(Unfit, match="entry 4: body"):
        bring(json.dumps(whole))

    assert all_rows() == []


@pytest.mark.parametrize("change", [{}, {"id": "0190a1b2-0000-7000-8000-000000000001"}])
def test_an_entry_or_a_day_that_stands_there_twice_is_refused(change):
    from instep.web.records.fit import Unfit

    tell(pain=4)
    whole = json.loads(out())
    empty()
    whole["entries"].append({**whole["entries"][0], **change})
    with pytest.raises(Unfit, match="entry 2: "):
        bring(json.dumps(whole))


def test_a_day_that_is_written_here_otherwise_is_not_written_over():
    from instep.web.records.fit import Unfit

    tell(pain=4)
    text = out()
    empty()
    tell(pain=9)
    with pytest.raises(Unfit, match="2026-11-24 is written here too"):
        bring(text)

    assert all_rows()[0]["body"]["scores"] == {"pain": 9}


def test_the_table_has_a_row_for_each_version_and_tells_a_zero_from_a_blank(alice):
    written()
    page = alice.open("/diary/export.csv").page
    rows = list(csv.DictReader(io.StringIO(page.content.decode(), newline="")))

    assert [(row["day"], row["version"], row["newest"]) for row in rows] == [
        ("2026-11-20", "1", "yes"), ("2026-11-24", "1", "no"), ("2026-11-24", "2", "yes"),
    ]  # fmt: skip
    assert (rows[1]["pain"], rows[1]["cold"], rows[1]["sleep"]) == ("0", "", "10")
    assert rows[0]["text"] == 'Quote " and\nline, ü 🦶'
    assert page.headers["Content-Disposition"] == (
        'attachment; filename="instep-diary-2026-11-24.csv"'
    )


def test_words_that_a_spreadsheet_would_reckon_are_only_words(alice):
    tell(text="=1+1")

    assert ",'=1+1\r\n" in alice.open("/diary/export.csv").page.content.decode()


def test_the_whole_can_be_taken_from_the_page(alice):
    written()

    assert alice.open("/diary/export.json").page.content.decode() == out()
