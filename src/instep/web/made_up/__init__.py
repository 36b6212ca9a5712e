"""Rosa's twelve weeks as rows, in a folder of their own: written as an own diary would be."""

from datetime import date, timedelta

from django.db import transaction

from instep.adapters.content import SHIPPED
from instep.adapters.content.beliefs import read_learning
from instep.core.learning.rosa import DAYS, fair_test, rosa
from instep.web.house import sources
from instep.web.made_up.living import Living
from instep.web.made_up.times import EVENING, at
from instep.web.records import store


def move_in(seed: int, today: date) -> None:
    """Write all of her, up to yesterday, into rows that hold nothing yet; all of it or nothing."""
    last, learning = today - timedelta(days=1), read_learning(SHIPPED, sources())
    days = {told.day.on: told for told in rosa(last, seed, learning)}
    first = today - timedelta(days=DAYS)
    with transaction.atomic():
        store.mark_made_up(seed, at(first, EVENING))
        living = Living(first, seed, fair_test(last, seed, learning))
        for number in range(DAYS):
            living.live(number, days.get(first + timedelta(days=number)))
        living.wake(today)
