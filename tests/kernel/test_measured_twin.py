"""What was measured says the same beside what was said, on the computer and in the browser."""

import json
from datetime import timedelta
from itertools import product

from instep.adapters.export.as_json import measured_json
from instep.core.safety.measured import Measured, Missed, about_with, today_with
from tests.core.test_measured import GAPS, TODAY, WIDEST, ago, as_measured
from tests.kernel.twin import Order

DAYS = (366, 365, 2, 1, 0, -1)
TOES = (None, "not_done", 0, 1, 2, 6)


def plain(value):
    """As JSON has it in both languages: 3.0 is 3."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: plain(part) for key, part in sorted(value.items())}
    return value


def case(measured, about, today, on=TODAY):
    told = {"measured": measured_json(measured), "about": about, "today": today, "on": str(on)}
    ours = [about_with(measured, about, on), today_with(measured, today, on, WIDEST)]
    return json.dumps(told), json.dumps([plain(part) for part in ours], separators=(",", ":"))


def every_gap():
    for typed, yesterday, now, before, older, _ in GAPS:
        measured = as_measured(now, before, older)
        for days in (-1, 0, 1):
            yield case(measured, {}, {**typed, **yesterday}, TODAY + timedelta(days=days))


def every_test():
    for toes, days, missed, since, doubt in product(TOES, DAYS, (None, 2, 5), DAYS, (None, *DAYS)):
        about = {"diabetes": "yes", "touch_test_missed": toes, "touch_test_on": str(ago(days))}
        if not isinstance(toes, int):
            del about["touch_test_on"]
        if toes is None:
            del about["touch_test_missed"]
        lost = None if missed is None else Missed(missed, ago(since))
        yield case(Measured({}, lost, None if doubt is None else ago(doubt)), about, {})


def test_every_gap_and_every_touch_test_answer_alike(twins):
    said = dict([*every_gap(), *every_test()])

    assert twins.same(Order(way="measured"), said, said.__getitem__) > 4000
