"""One server at home for all of these, and the key of Alice's phone."""

import pytest

from tests.web.lan.at_home import at_home


@pytest.fixture(scope="session")
def opened(tmp_path_factory):
    """A server that is open until the last test has knocked, and what Alice's phone was given.

    The phone comes in at once: its address waits 15 minutes, and these tests are spread over more.
    """
    with at_home(tmp_path_factory.mktemp("home")) as served:
        yield served, served.enter(served.phone)


@pytest.fixture(scope="session")
def house(opened):
    """The running server."""
    return opened[0]


@pytest.fixture(scope="session")
def set_cookie(opened):
    """What Alice's phone was given when it opened its address."""
    return opened[1]


@pytest.fixture(scope="session")
def cookie(set_cookie):
    """The key of Alice's phone."""
    return set_cookie.partition(";")[0]
