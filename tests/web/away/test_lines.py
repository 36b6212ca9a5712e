"""Parts of a diary told on a device: what was made later stands, in whatever order it comes."""

from datetime import date, timedelta
from itertools import permutations

import pytest

TODAY = date(2026, 11, 24)


def line(on=TODAY):
    from instep.web.records.line import line_of

    return line_of(on)


def part(phone, ago=0, day=TODAY, **parts):
    """Told so many minutes ago."""
    return phone.entry("line", {"day": str(day), **parts}, ago=timedelta(minutes=ago))


def test_a_part_told_away_stands_in_the_line_of_its_day(phone):
    assert phone.send(part(phone, pain=4, flare=True, text=" Rain. ")) == ["kept"]

    assert line().scores == {"pain": 4}
    assert (line().flags, line().text) == ({"flare"}, "Rain.")


def test_a_part_told_five_times_makes_one_version(phone):
    told = part(phone, pain=4)
    answers = [phone.send(told) for _ in range(5)]

    assert answers == [["kept"], *[["known"]] * 4]
    assert line().version == 1


def test_a_line_of_a_past_day_is_of_that_day(phone):
    phone.send(part(phone, day=TODAY - timedelta(days=9), cold=2))

    assert line(TODAY - timedelta(days=9)).scores == {"cold": 2}
    assert line().is_blank


def test_a_day_to_come_is_refused(phone):
    assert phone.send(part(phone, day=TODAY + timedelta(days=1), cold=2)) == ["on"]


@pytest.mark.parametrize(("parts", "reason"), [
    ({}, "empty"), ({"pain": 11}, "score"), ({"pain": 4.5}, "score"), ({"pain": True}, "score"),
    ({"pain": "4"}, "score"), ({"joy": 4}, "shape"), ({"flare": "yes"}, "shape"),
    ({"text": "a" * 1001}, "shape"), ({"text": None}, "shape"), ({"day": "soon", "pain": 4}, "on"),
])  # fmt: skip
def test_what_no_line_can_hold_is_refused_with_its_reason(phone, parts, reason):
    assert phone.send(part(phone, **parts)) == [reason]
    assert line().is_blank


def test_in_whatever_order_parts_come_the_line_is_the_same(phone):
    from instep.web.records.models import Entry

    told = [
        part(phone, 30, pain=2, cold=1),
        part(phone, 20, pain=5, text="Later."),
        part(phone, 10, cold=None, text="Last."),
    ]
    for order in permutations(told):
        Entry.objects.filter(kind__in=("line", "told")).delete()
        for each in order:
            phone.send(each)

        assert line().scores == {"pain": 5}
        assert line().text == "Last."


def test_what_was_told_on_the_page_later_is_not_written_over(phone):
    from instep.web.clock import now
    from instep.web.records.line import tell

    told = part(phone, 30, pain=2, cold=1)
    tell(TODAY, {"pain": 7}, now())
    phone.send(told)

    assert line().scores == {"pain": 7, "cold": 1}


def test_a_clock_that_says_nothing_only_fills_blanks(phone):
    from instep.web.clock import now
    from instep.web.records.line import tell

    tell(TODAY, {"pain": 7}, now())
    phone.off = timedelta(days=-400)
    told = part(phone, day=TODAY - timedelta(days=400), pain=1)
    phone.send({**told, "body": {"day": str(TODAY), "pain": 2, "cold": 1}})

    assert line().scores == {"pain": 7, "cold": 1}


def test_a_version_that_came_from_a_device_says_so_on_the_day(phone, alice):
    phone.send(part(phone, pain=4))

    assert (
        "You told this while the computer was off." in alice.open("/history/day/2026-11-24/").text
    )


def test_only_lines_in_a_letter_bring_no_mirror_back(phone):
    answer = phone.post(phone.letter(part(phone, pain=4)))

    assert "mirror" not in answer.json()
