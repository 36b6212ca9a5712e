"""The answers reader: what the rules refuse is refused by name, and nothing is guessed."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instep.adapters.answers import MOST_BYTES, BadAnswers, plain, read_answers
from instep.core.screening import Sheet, screen_of
from tests.make import CASES, TODAY, healthy, house

REFUSED = [c for c in json.loads((CASES / "refused.json").read_text()) if "name" in c]
ACCEPTED = [c for c in json.loads((CASES / "accepted.json").read_text()) if "name" in c]


def text_of(case: dict[str, Any]) -> bytes:
    """A case's text; large ones are made."""
    if "text" in case:
        return case["text"].encode("utf-8", "surrogatepass")
    size = case["size"]
    made = {
        "spaces": lambda: "{}".ljust(size),
        "deep": lambda: "[" * size + "]" * size,
        "deep_object": lambda: '{"about":' * size + "{}" + "}" * size,
        "long_string": lambda: _padded('{"today": {"fever": "', "a", '"}}', size),
        "long_number": lambda: _padded('{"today": {"temp_gap": ', "9", "}}", size),
    }
    return made[case["make"]]().encode()


def _padded(before: str, letter: str, after: str, size: int) -> str:
    return before + letter * (size - len(before) - len(after)) + after


def outcome(text: bytes) -> Sheet | BadAnswers:
    try:
        return read(text)
    except BadAnswers as refused:
        return refused


def read(text: bytes, on: date = TODAY) -> Sheet:
    return read_answers(text, house().questions, on)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["name"][:70])
def test_what_the_rules_refuse_is_refused_by_name(case):
    with pytest.raises(BadAnswers) as refused:
        read(text_of(case), date.fromisoformat(case.get("on", "2026-11-24")))

    assert case["field"] is None or plain(case["field"]) == refused.value.field
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("case", ACCEPTED, ids=lambda case: case["name"][:70])
def test_what_the_rules_allow_is_taken(case):
    on = date.fromisoformat(case["on"])
    sheet = read(text_of(case), on)
    missing = screen_of(house().questions, house().ages, sheet, on).missing()

    assert set(case["missing_has"]) <= set(missing)
    assert not set(case["missing_lacks"]) & set(missing)


def test_one_byte_over_a_million_is_refused_and_a_million_is_read():
    whole = json.dumps(healthy()).encode()

    assert read(whole.ljust(MOST_BYTES))
    with pytest.raises(BadAnswers):
        read(whole.ljust(MOST_BYTES + 1))


IDS = st.sampled_from([*house().questions, "about", "today", "asked_on", "rule", "on"]) | st.text(
    max_size=12
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(IDS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=300) | JSON.map(lambda value: json.dumps(value).encode()))
def test_no_input_of_any_kind_ends_in_anything_but_a_sheet_or_a_refusal(text):
    read_or_refused = outcome(text)

    assert isinstance(read_or_refused, Sheet) or str(read_or_refused).isprintable()


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(house().questions)), JSON)
def test_any_value_in_any_place_is_an_answer_or_a_refusal_that_names_it(id, value):
    part = house().questions[id].part.value
    refused = outcome(json.dumps({part: {id: value}}).encode())

    assert isinstance(refused, Sheet) or refused.field or "nested" in refused.what
