"""A diary older than the techniques of today opens everywhere, and proposes none of them."""

from datetime import timedelta

import pytest

from tests.web.test_leaving import bring, empty, out

pytestmark = pytest.mark.usefixtures("rows", "clock")
OLD = "old_rub"
NAMED = "No longer here: old rub"


@pytest.fixture
def years_ago(alice):
    """Twelve weeks in which an old technique went with much less pain, drawn by lot, then today."""
    from instep.web import clock as wall
    from instep.web.records import store
    from instep.web.records.ids import uuid7

    for day in range(1, 85):
        moment = wall.moment(alice.clock.at - timedelta(days=day))
        is_on = day // 3 % 2 == 0
        body = {
            "at": moment.at.isoformat(),
            "on": moment.on.isoformat(),
            "steps": [OLD if is_on else "quiet_rest"],
            "played": [480.0],
            "before": 6,
            "after": 4,
            "lot": "RUB",
        }
        store.keep_session(uuid7(moment.at), body, moment)
        evening = wall.moment(moment.at + timedelta(hours=1))
        store.keep_line(moment.on, {"scores": {"pain": (2 if is_on else 7) + day % 2}}, evening)
    return alice


def test_what_helps_names_it_as_it_was_kept_and_asks_nobody_to_do_it(years_ago):
    said = years_ago.open("/helps/").text

    assert NAMED in said
    assert "less. Instep no longer offers it." in said
    assert "Do it" not in said
    assert NAMED in said[said.index("What was done") :]


def test_a_fair_test_is_agreed_to_lived_and_told_beside_it(years_ago, monkeypatch):
    from instep.web import leaning

    monkeypatch.setattr(leaning, "liked", lambda _seed: ())
    years_ago.known().to_verdict()
    years_ago.clock.later(days=1)
    years_ago.open("/fair/new/")
    assert "old rub" not in years_ago.text
    years_ago.send(arms=["RUB"])
    years_ago.open("/fair/")
    assert years_ago.at == "/fair/"
    years_ago.open("/fair/stop/").send()

    assert years_ago.open("/fair/record.json").page.status_code == 200
    years_ago.open("/fair/result/")
    assert years_ago.page.status_code == 200
    assert "Rubbing" in years_ago.text
    assert "old rub" not in years_ago.text


def test_tonight_is_planned_with_what_is_liked_and_without_it(years_ago):
    from instep.web.records import store

    years_ago.known().to_plan()

    assert years_ago.at == "/plan/"
    assert OLD not in [each.technique for each in store.tonight().liking]
    assert "old rub" not in years_ago.text


@pytest.mark.parametrize("path", [
    "/", "/history/", "/history/day/2026-11-20/", "/history/pictures/season/", "/review/",
])  # fmt: skip
def test_every_other_page_opens_too(years_ago, path):
    years_ago.open(path)

    assert years_ago.page.status_code == 200


def test_its_lines_leave_and_come_back_as_they_were(years_ago):
    text = out()
    empty()

    assert bring(text) == text.count('"kind": "line"') == 84
    assert out() == text
