"""Many diaries are asked here: what is compiled is read in once, where numba is installed."""

import pytest

from instep.core.learning.whiten import compiled


@pytest.fixture(scope="session", autouse=True)
def read_in():
    """As ``instep pool`` does; one diary alone is another test's matter."""
    compiled()
