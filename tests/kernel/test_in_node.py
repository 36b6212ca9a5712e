"""The tests that run in node by themselves, run here too: one word of make runs them all."""

from pathlib import Path

from tests.node import by_file, must_pass, needs_node

HERE = Path(__file__).parent


@needs_node
@by_file(HERE)
def test_what_is_asked_in_node_is_answered(file):
    must_pass(file)


def test_there_are_such_tests():
    assert len(list(HERE.glob("*.test.mjs"))) >= 4
