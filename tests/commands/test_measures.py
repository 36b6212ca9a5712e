"""What was measured, printed: the same that the page says, and nothing is made by asking."""

import json

import pytest

from instep.__main__ import main
from instep.web.prepare import opened
from tests.commands import rows


@pytest.fixture(scope="module", autouse=True)
def quick():
    """Nobody waits for the disk."""
    with pytest.MonkeyPatch.context() as patch:
        rows.quick(patch)
        yield


@pytest.fixture
def home(tmp_path):
    """A home with two days of skin warmth, a touch test and a painting."""
    rows.make(tmp_path)
    with opened(tmp_path):
        measure_all()
    return tmp_path


def measure_all():
    from dataclasses import replace
    from datetime import UTC, datetime

    from instep.core.body import Side, Zone
    from instep.core.measures.paint import Feeling, Painting
    from instep.core.measures.temperature import Spot, Warmth
    from instep.core.measures.touch import Felt, TouchTest
    from instep.web.clock import moment
    from instep.web.records import measured

    for day, right in ((20, 30.0), (21, 33.0)):
        now = moment(datetime(2026, 11, day, 12, tzinfo=UTC))
        spot = Spot((30.0, 30.2, 29.9), (right,))
        measured.keep_warmth(now.on, Warmth({Zone.HEEL: spot}), now)
    test = measured.begin_touch_test(now)
    marks = (Felt.FELT,) * 4 + (Felt.MISSED,) * 2
    measured.keep_touch_test(replace(test, test=TouchTest(marks)), now)
    brush = {Side.LEFT: frozenset({Zone.HEEL})}
    measured.keep_painting(now.on, Painting({Feeling.PAIN: brush}), now)


def test_every_measure_is_told_in_words_with_its_values(home, capsys):
    assert main(["measures", "--data", str(home)]) == 0

    out = capsys.readouterr().out
    assert "At first: 0.0 degrees apart. Now: 3.0 degrees apart. That is more." in out
    assert "2026-11-21  3.0 degrees apart, between 2.8 and 3.1" in out
    assert "2 of 6 toes not felt on 21 November 2026." in out
    assert "Worth doing again from 21 November 2027." in out
    assert "11 of 100 parts of the drawn left foot" in out


def test_as_json_it_is_the_same_every_time_with_sorted_keys(home, capsys):
    printed = []
    for _ in range(2):
        assert main(["measures", "--json", "--data", str(home)]) == 0
        printed.append(capsys.readouterr().out)

    told = json.loads(printed[0])
    assert printed[0] == printed[1]
    assert json.dumps(told, sort_keys=True, ensure_ascii=False) + "\n" == printed[0]
    temperature = next(m for m in told["measures"] if m["measure"] == "temperature")
    assert temperature["values"][1] == {
        "on": "2026-11-21", "value": 3.0, "least": 2.8, "most": 3.1,
    }  # fmt: skip


@pytest.fixture
def around(home):
    """The same home, with the right foot before and after two massages; one is left out."""
    from dataclasses import replace
    from datetime import UTC, datetime

    from instep.core.body import Side
    from instep.web.clock import moment
    from instep.web.records import before_after
    from instep.web.records.before_after import Result

    with opened(home):
        for day, times, left_out in ((20, 1.4, False), (21, 9.0, True), (22, 1.0, False)):
            now = moment(datetime(2026, 11, day, 12, tzinfo=UTC))
            new = before_after.begin(Side.RIGHT, now)
            result = Result(times, times * 0.8, times * 1.3)
            before_after.keep(replace(new, result=result, left_out=left_out), now)
    return home


def test_before_and_after_is_told_with_its_range_and_what_it_does_not_say(around, capsys):
    assert main(["measures", "--data", str(around)]) == 0

    told = capsys.readouterr().out.split("\n\n")[-1].splitlines()
    assert told == [
        "Before and after",
        "  2026-11-20  Massaged: right foot."
        " A beat looked 1.40 times as big as before: 1.12 to 1.82.",
        "  2026-11-22  Massaged: right foot."
        " No sure change: a beat looked 1.00 times as big, 0.80 to 1.30.",
        "  That is what was seen. It does not say why. It does not say if that is good or bad.",
    ]


def test_before_and_after_as_json_has_its_numbers(around, capsys):
    assert main(["measures", "--json", "--data", str(around)]) == 0

    first, _ = json.loads(capsys.readouterr().out)["before_after"]
    assert (first["on"], first["massaged"], first["times"]) == ("2026-11-20", "right", 1.4)
    assert first["low"] < first["times"] < first["high"]


def test_a_person_who_measured_nothing_is_told_so_and_no_folder_is_made(tmp_path, capsys):
    place = tmp_path / "not there"

    assert main(["measures", "--data", str(place)]) == 0
    assert capsys.readouterr().out.count("Nothing measured yet.") == 5
    assert not place.exists()


def test_with_and_without_a_folder_the_measures_come_in_the_same_order(home, tmp_path, capsys):
    orders = []
    for place in (home, tmp_path / "none"):
        main(["measures", "--json", "--data", str(place)])
        told = json.loads(capsys.readouterr().out)
        orders.append([measure["measure"] for measure in told["measures"]])

    assert orders[0] == orders[1]


def test_a_file_that_is_none_of_ours_ends_with_two_and_one_line(tmp_path, capsys):
    from instep.web.database import FILE

    (tmp_path / FILE).write_bytes(b"no rows here " * 400)

    assert main(["measures", "--data", str(tmp_path)]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert str(tmp_path / FILE) in err
