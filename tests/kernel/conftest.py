"""One node process for all that is asked of both kernels; without node nothing can be asked."""

import pytest

from tests.kernel.twin import NODE, Twin, start


@pytest.fixture(scope="session")
def node():
    """Python's kernel and the browser's, side by side."""
    if NODE is None:
        pytest.skip("there is no node on this computer, which runs the browser's kernel")
    twin = start()
    yield twin
    twin.stop()


@pytest.fixture
def twins(node: Twin, record_property):
    """The same, and at the end the count of what both said alike."""
    before = node.decisions
    yield node
    record_property("twins", node.decisions - before)
