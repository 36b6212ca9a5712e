"""How the feet are measured at home, read once beside the rest of the content; and what was."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from instep.adapters.content import measures as read
from instep.adapters.content.measures import Measures
from instep.core.measures.trend import Followed
from instep.web import warmth
from instep.web.house import house
from instep.web.records.followed import first_and_last, followed


@cache
def measures() -> Measures:
    """Every number and item that measuring rests on."""
    return read()


def over_time(first: date = date.min, last: date = date.max) -> Sequence[Followed]:
    """Everything that was measured at home, and what was not yet; day by day only of these days."""
    return followed(measures(), house().ages.touch_test_days, warmth.widest(), first, last)


def then_and_now() -> Sequence[Followed]:
    """The same sentences as of all of it, from fewer days: for a page that draws nothing."""
    return first_and_last(measures(), house().ages.touch_test_days, warmth.widest())
