"""The modules of the camera in node."""

from pathlib import Path

from tests.node import by_file, must_pass, needs_node

HERE = Path(__file__).parent


@needs_node
@by_file(HERE)
def test_what_is_seen_in_node_is_kept(file):
    must_pass(file)
