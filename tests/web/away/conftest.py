"""Alice's phone."""

import pytest

from tests.web.away.device import Device


@pytest.fixture
def phone(alice):
    """A phone whose door is open, of a person about whom all is known."""
    alice.known()
    return Device(alice)
