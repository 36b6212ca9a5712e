"""What was: a calendar, one day with every version, and a picture of each symptom."""

from datetime import UTC, date, datetime, timedelta

import pytest

TODAY = date(2026, 11, 24)


def tell(on=TODAY, at=None, **parts):
    from instep.web.clock import moment
    from instep.web.records.line import tell

    tell(on, parts, moment(at or datetime(on.year, on.month, on.day, 19, tzinfo=UTC)))


def marks(alice, day):
    """What stands on a day of the calendar, in words."""
    import re

    cell = re.search(rf'href="/history/day/{day}/"><b>.*?</a>', alice.html, re.DOTALL)[0]
    return re.search(r'class="in-words only-heard">(.*?)<', cell)[1]


def test_a_person_who_wrote_nothing_sees_a_month_of_blank_days(alice):
    alice.open("/history/")

    assert "There is nothing here yet." in alice.text
    assert "a line foot massage not today, done right skin a measure" in alice.text
    assert marks(alice, "2026-11-24") == ""
    assert "/history/day/2026-11-25/" not in alice.html


def test_each_day_says_what_it_holds(alice):
    tell(pain=4)
    tell(date(2026, 11, 20), found=True)
    alice.known().to_verdict(hot_swollen="left")
    alice.open("/history/")

    assert marks(alice, "2026-11-24") == "a line, not today, done right"
    assert marks(alice, "2026-11-20") == "a line, skin"
    assert marks(alice, "2026-11-21") == ""


def test_a_session_is_on_the_day_it_was_of(alice):
    alice.known().to_first_step().press("stop")
    alice.open("/history/")

    assert marks(alice, "2026-11-24") == "foot massage"


def test_an_evening_that_runs_past_midnight_is_of_the_day_it_began(alice, clock):
    clock.at = datetime(2026, 11, 23, 23, 50, tzinfo=UTC)
    alice.known().to_first_step()
    clock.later(minutes=15)
    alice.press("stop")
    alice.open("/history/")

    assert marks(alice, "2026-11-23") == "foot massage"


def test_a_line_taken_back_leaves_the_day_blank(alice):
    tell(pain=4)
    tell(at=datetime(2026, 11, 24, 19, 5, tzinfo=UTC), pain=None)

    assert marks(alice.open("/history/"), "2026-11-24") == ""


def test_a_week_written_at_one_sitting_stands_by_its_days_the_newest_first(alice):
    for days in range(4):
        on = TODAY - timedelta(days=days)
        tell(on, datetime(2026, 11, 24, 19, days, tzinfo=UTC), pain=days)
    told = alice.open("/history/").text

    assert [told.index(f"Pain: {days}") for days in range(4)] == sorted(
        told.index(f"Pain: {days}") for days in range(4)
    )


def test_the_first_page_of_what_was_leads_back_to_the_start(alice):
    assert '<a href="/">' in alice.open("/history/").html


def test_months_lead_back_and_never_past_today(alice):
    alice.open("/history/month/2026-10/")

    assert "October 2026" in alice.text
    assert "/history/month/2026-09/" in alice.html
    assert "/history/month/2026-11/" in alice.html
    assert "/history/month/2026-12/" not in alice.open("/history/month/2026-11/").html


def test_a_month_tells_its_own_entries(alice):
    tell(date(2026, 10, 31), text="The last of October.")
    tell(date(2026, 11, 1), text="The first of November.")
    text = alice.open("/history/month/2026-10/").text

    assert "The last of October." in text
    assert "The first of November." not in text


@pytest.mark.parametrize("path", [
    "month/2026-13/", "month/2026-12/", "month/2026/", "day/2026-11-25/", "day/2026-02-30/",
    "pictures/week/",
])  # fmt: skip
def test_what_is_no_time_or_still_to_come_is_no_page(alice, path):
    assert alice.open(f"/history/{path}").page.status_code == 404


def test_a_day_shows_every_version_of_its_line_with_when_it_was_told(alice):
    tell(pain=4, text="A <long> walk.")
    tell(at=datetime(2026, 11, 24, 21, 30, tzinfo=UTC), pain=6)
    text = alice.open("/history/day/2026-11-24/").text

    assert "All that was told: 2" in text
    assert "Told on 24 November 2026, 19:00" in text
    assert "Told on 24 November 2026, 21:30" in text
    assert text.count("A <long> walk.") == 3
    assert text.index("Pain: 6") < text.index("Pain: 4")
    assert 'href="/diary/2026-11-24/"' in alice.html


def test_a_day_the_app_said_not_today_is_told_as_done_right(alice):
    alice.known().to_verdict(hot_swollen="left")

    assert "that was done right" in alice.open("/history/day/2026-11-24/").text


def test_what_was_measured_is_on_its_day_with_how_far_off_it_may_be(alice):
    from tests.web.test_measures import FELT, touched

    touched(alice.known(), *FELT[:5], "missed")
    typed = {"left1": "30", "left2": "30.4", "left3": "29.8", "right1": "31"}
    alice.open("/temperature/1/").send(do="keep", **typed)
    alice.clock.later(days=2)
    touched(alice, *FELT)
    text = alice.open("/history/day/2026-11-24/").text

    assert "Touch test: 1 of 6 toes not felt." in text
    assert "left and right: 1.0 degrees apart, between 0.6 and 1.2." in text
    assert "0 of 6" not in text
    assert marks(alice.open("/history/"), "2026-11-24") == "a measure"
    assert marks(alice, "2026-11-25") == ""


def test_a_blank_day_is_only_blank(alice):
    text = alice.open("/history/day/2026-11-20/").text

    assert "This day is blank." in text
    assert "Write this day's line" in text


def had_session(*days):
    """A session on each of these days."""
    from instep.web.clock import moment
    from instep.web.records import store
    from instep.web.records.ids import uuid7

    for on in days:
        at = moment(datetime(on.year, on.month, on.day, 20, tzinfo=UTC))
        body = {"on": str(on), "played": [60.0], "before": None, "after": None}
        store.keep_session(uuid7(at.at), body, at)


def numbers(alice):
    """The table of all numbers: its heads, then a row a dot."""
    import re

    head = re.search(r"<thead>.*?</thead>", alice.html, re.DOTALL)[0]
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", alice.html)
    cells = [[day, *re.findall(r"<td>(.*?)</td>", row)] for day, row in rows]
    return re.findall(r'<th scope="col">(.*?)</th>', head), cells


def test_each_symptom_that_was_scored_has_a_picture_and_its_numbers(alice):
    for days in range(20):
        tell(TODAY - timedelta(days=days), pain=days % 7, sleep=3)
    alice.open("/history/pictures/month/")
    heads, rows = numbers(alice)

    assert alice.html.count('role="img"') == 2
    assert heads == ["Day", "Days with a session", "Pain", "Sleep last night"]
    assert len(rows) == 20
    assert rows[1] == ["23 November 2026", "0", "1", "3"]


def test_each_picture_says_what_changed_and_how_far_off_that_may_be(alice):
    for days in range(20):
        tell(TODAY - timedelta(days=days), pain=7 if days > 9 else 2, sleep=days % 5)
    alice.open("/history/pictures/month/")

    assert "About 7 at the start, about 2 now. Most people call that much better." in alice.text
    assert "points less, most likely." in alice.text
    assert "That may be chance." in alice.text
    assert 'aria-label="Pain, drawn from 5 November 2026 to 24 November 2026."' in alice.html


def test_a_few_days_are_drawn_and_nothing_is_made_of_them(alice):
    for days in range(3):
        tell(TODAY - timedelta(days=days), pain=9 - 4 * days)
    alice.open("/history/pictures/month/")

    assert "Too few days are told to say." in alice.text
    assert alice.html.count('role="img"') == 1


def test_days_with_a_session_are_marked_and_told(alice):
    for days in range(20):
        tell(TODAY - timedelta(days=days), pain=4)
    had_session(TODAY, TODAY - timedelta(days=3), TODAY - timedelta(days=60))
    alice.open("/history/pictures/month/")
    _, rows = numbers(alice)

    assert "Days with a session in this time: 2." in alice.text
    assert alice.html.count('<path class="done"') == 1
    assert [row[1] for row in rows[:5]] == ["1", "0", "0", "1", "0"]
    assert "Days with a session in this time: 3." in alice.open("/history/pictures/season/").text


def test_two_sessions_on_a_day_are_one_day_with_a_session(alice):
    tell(pain=4)
    had_session(TODAY, TODAY)

    assert "in this time: 1." in alice.open("/history/pictures/month/").text


def test_a_session_without_a_score_is_in_the_numbers_too(alice):
    tell(pain=4)
    had_session(TODAY - timedelta(days=5))
    alice.open("/history/pictures/month/")

    assert numbers(alice)[1] == [
        ["24 November 2026", "0", "4"], ["19 November 2026", "1", ""],
    ]  # fmt: skip


def test_a_year_has_one_number_a_week_and_the_days_with_a_session_in_it(alice):
    for days in range(0, 350, 7):
        tell(TODAY - timedelta(days=days), pain=2)
        tell(TODAY - timedelta(days=days + 1), pain=4)
    had_session(TODAY, TODAY - timedelta(days=1))
    alice.open("/history/pictures/year/")
    _, rows = numbers(alice)

    assert len(rows) == 50
    assert rows[0] == ["23 November 2026", "2", "3"]
    assert "Each dot is the middle of a week." in alice.text


def test_half_of_the_days_of_a_week_lie_within_its_bar(alice):
    from instep.web.pages.history.curves import pictures_of

    for days, pain in enumerate((1, 2, 3, 4, 5, 9, 8)):
        tell(date(2026, 11, 16) + timedelta(days=days), pain=pain)
    ((dot,),) = [curve.dots for curve in pictures_of("year", TODAY).curves]

    assert (dot.on, dot.value) == (date(2026, 11, 16), 4)
    assert (dot.least, dot.most) == (2.5, 6.5)


def test_three_days_of_a_week_have_no_bar(alice):
    for days in range(3):
        tell(TODAY - timedelta(days=days), pain=days)

    assert 'class="span"' not in alice.open("/history/pictures/year/").html


def test_all_the_years_have_one_number_a_month(alice):
    for days in range(0, 3650, 5):
        tell(TODAY - timedelta(days=days), pain=days % 3)
    alice.open("/history/pictures/all/")

    assert len(numbers(alice)[1]) == 120
    assert "Each dot is the middle of a month." in alice.text
    assert "28 November 2016" not in alice.text
    assert "1 December 2016" in alice.text


def test_without_a_score_there_is_no_picture_and_it_is_said(alice):
    tell(text="Only words.")

    assert "No score is told in this time." in alice.open("/history/pictures/season/").text


@pytest.mark.parametrize("scores", ["[]", '"4"', "4", '{"pain": true}', '{"pain": 2.0}',
                                    '{"pain": 11}', '{"pain": [4]}'])  # fmt: skip
def test_scores_that_instep_never_wrote_are_damage_and_not_guessed_at(alice, scores):
    import json

    from instep.web.clock import now
    from instep.web.records import store
    from instep.web.records.line import scores_between

    tell(TODAY - timedelta(days=1), pain=4)
    store.keep_line(TODAY, {"scores": json.loads(scores)}, now())

    with pytest.raises(store.Odd, match="never wrote"):
        scores_between(TODAY - timedelta(days=7), TODAY)
