"""One server at home for all of these, and the key of Alice's phone."""

import pytest

from tests.web.lan.at_home import at_home


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    """A server that is open until the last test has knocked."""
    with at_home(tmp_path_factory.mktemp("home")) as served:
        yield served


@pytest.fixture(scope="session")
def set_cookie(house):
    """What Alice's phone was given when it opened its address."""
    return house.enter(house.phone)


@pytest.fixture(scope="session")
def cookie(set_cookie):
    """The key of Alice's phone."""
    return set_cookie.partition(";")[0]
