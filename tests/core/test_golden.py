"""What safety's content comes to, and what it decided before, held word for word.

When one of these fails and the change was meant: ``python -m tests.golden.write``, then read the
diff as you would read code.
"""

import pytest

from instep.adapters.content import SHIPPED
from tests.golden.write import HERE, fingerprint, replayed, stored, texts
from tests.make import house

DECISIONS = stored()[1:]


@pytest.mark.parametrize("name", sorted(texts(house())))
def test_what_was_reviewed_is_what_is_read(name):
    assert (HERE / name).read_text(encoding="utf-8") == texts(house(), SHIPPED)[name]


def test_the_stored_decisions_belong_to_this_content():
    assert stored()[0] == {"content": fingerprint()}


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda decision: decision["name"])
def test_a_stored_decision_judged_again_is_the_same(decision):
    assert decision["clearance"] == replayed(decision)


def test_a_few_dozen_decisions_are_stored_and_each_action_is_among_them():
    actions = {decision["clearance"]["action"] for decision in DECISIONS}

    assert actions == {"GO", "ADAPT", "STOP", "FOOT_TEAM", "URGENT", "EMERGENCY"}
    assert 36 <= len(DECISIONS) <= 72
