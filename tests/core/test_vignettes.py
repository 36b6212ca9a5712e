"""People, one by one: what each would be told tonight, by the product and by the oracle.

Each vignette in ``tests/cases/vignettes`` was written from rules.md and the sources, by hand, with
its outcome and why. ``about`` and ``today`` change the answers of a person nothing speaks against.
"""

import json
from datetime import date
from itertools import chain
from typing import Any

import pytest

from instep.adapters.content.reading import sentences
from instep.core.body import FEET, Zone
from tests.make import CASES, as_seen, healthy, house, judged
from tests.oracle.table import judge

Vignette = dict[str, Any]

FILES = sorted(file for file in (CASES / "vignettes").glob("*.json") if file.stem != "baseline")
PEOPLE: list[Vignette] = [
    vignette for file in FILES for vignette in json.loads(file.read_text(encoding="utf-8"))
]
URGENCY = ("now", "same_day", "1_working_day")


def told(clearance: dict[str, Any]) -> dict[str, Any]:
    """A clearance as a vignette tells it: rules by id, and whom to tell, most urgent first."""
    plain = ("action", "may_begin", "closed", "pressure_at_most", "minutes_at_most")
    contacts = [list(f["contact"].values()) for f in clearance["findings"] if f["contact"]]
    unique = [c for n, c in enumerate(contacts) if c not in contacts[:n]]
    return {
        **{key: clearance[key] for key in (*plain, "musts", "offers", "oils_spared", "missing")},
        "rules": [finding["rule"] for finding in clearance["findings"]],
        "contacts": sorted(unique, key=lambda contact: URGENCY.index(contact[1])),
    }


def places(spared: list[dict[str, Any]]) -> set[tuple[str, str, str]]:
    """Each group on each zone of each foot that is left out; the whole of a foot is its own."""
    return {
        (entry["group"], side, zone)
        for entry in spared
        for side in (FEET if entry["side"] == "both" else (entry["side"],))
        for zone in (entry["zones"] or ("whole", *Zone))
    }


by_person = pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person["name"])


@by_person
@pytest.mark.parametrize("reading", ["safety", "oracle"])
def test_each_person_is_told_what_the_rules_say_of_them(person, reading):
    expect, on = person["expect"], date.fromisoformat(person["on"])
    sheet = healthy(person["about"], person["today"])
    clearance = as_seen(judged(sheet, on)) if reading == "safety" else judge(sheet, on)
    said = {key: value for key, value in expect.items() if key != "spared_at_least"}

    assert said == told(clearance), person["why"]
    assert places(expect["spared_at_least"]) <= places(clearance["spared"]), person["why"]


@by_person
def test_safety_and_the_oracle_say_the_same_of_each_person(person):
    """All of it, also what the vignette leaves unsaid."""
    sheet, on = healthy(person["about"], person["today"]), date.fromisoformat(person["on"])

    assert judge(sheet, on) == as_seen(judged(sheet, on))


def test_there_are_two_hundred_people_and_more_and_half_of_them_may_begin():
    """A product that stops too often teaches people to say no to everything."""
    may_begin = [person for person in PEOPLE if person["expect"]["may_begin"]]

    assert len(PEOPLE) >= 200
    assert 2 * len(may_begin) >= len(PEOPLE)


def test_every_rule_fires_for_someone():
    fired = set(chain.from_iterable(person["expect"]["rules"] for person in PEOPLE))
    told_as_reasons = {rule.id for rule in house().rules if rule.is_finding}

    assert told_as_reasons == fired


def test_no_two_people_share_a_name_and_each_is_told_in_three_sentences():
    names = [person["name"] for person in PEOPLE]

    assert len(set(names)) == len(names)
    for person in PEOPLE:
        assert len(sentences(person["who"])) == 3, person["who"]
        assert person["why"], person["name"]
