"""How the feet are measured at home, read once beside the rest of the content."""

from functools import cache

from instep.adapters.content import measures as read
from instep.adapters.content.measures import Measures


@cache
def measures() -> Measures:
    """Every number and item that measuring rests on."""
    return read()
