"""Ten years of a diary: how long a page of it takes, and how long a touch takes to be kept.

The rows are those of a person who wrote each day and mended each line once, with a look at the
feet on each day and a session on every second, who measured the warmth of both soles each day and
painted where it is felt, each in two goes. The command serves them in processes of its own.
"""

import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.db import transaction
from tests.make import healthy
from tests.web.durable.visitor import Visitor
from tests.web.person import Form
from tests.web.serving import serve

from instep.web.prepare import opened

DAYS = 3652
TIMES = 40
PAGES = {
    "the start page": "/",
    "what was": "/history/",
    "a month of it": "/history/month/{month}/",
    "one day": "/history/day/{day}/",
    "pictures, three months": "/history/pictures/season/",
    "pictures, all of it": "/history/pictures/all/",
    "the line of a day": "/diary/{day}/",
    "the look back": "/review/",
    "what was measured": "/measures/",
    "one year of skin warmth": "/measures/temperature/{year}/",
}


def rows() -> Iterator[tuple[Any, ...]]:
    """The slowest twentieth of each page, and of a touch that is kept on the disk."""
    today = datetime.now(UTC).date()
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), today)
        with serve(folder) as served:
            alice = Visitor(served)
            for name, path in PAGES.items():
                past = today - timedelta(days=40)
                address = path.format(day=past, month=f"{today:%Y-%m}", year=today.year - 1)
                alice.open(address)
                spent = [timed(lambda at=address: alice.open(at)) for _ in range(TIMES)]
                yield f"ten years of diary: {name}, 95th of 100", percentile(spent), 150, "ms"
            yield "the same: a touch is kept, 95th of 100", percentile(touches(alice)), 50, "ms"


def touches(alice: Visitor) -> list[float]:
    """One number after the other, each answered once it is on the disk."""
    path = alice.open("/diary/").at
    form = next(form for form in Form(alice.html).forms if "whole" in form["fields"])
    token = form["fields"]["csrfmiddlewaretoken"]
    alice.follows = False
    told = ({"csrfmiddlewaretoken": token, "pain": str(n % 11)} for n in range(TIMES))
    return [timed(lambda said=each: alice.client.post(path, said)) for each in told]


def timed(act: Any) -> float:
    """Milliseconds that this takes."""
    start = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - start)


def percentile(spent: list[float]) -> float:
    """The 95th of 100."""
    return sorted(spent)[int(len(spent) * 0.95)]


# -- Ten years -------------------------------------------------------------------------------------


def fill(folder: Path, today: date) -> None:
    """Every day written, mended, and looked at."""
    with opened(folder):
        from instep.web.clock import moment
        from instep.web.records import store

        dice, bodies = Random(7), Bodies()
        with transaction.atomic():
            for days in range(DAYS, 0, -1):
                on = today - timedelta(days=days)
                at = datetime(on.year, on.month, on.day, 18, tzinfo=UTC)
                bodies.keep(on, moment(at), moment(at + timedelta(minutes=30)), dice)
            first = (today - timedelta(days=DAYS)).isoformat()
            store.keep_count(first, DAYS // 2, moment(at))


class Bodies:
    """What is kept of a day; the decision is a real one, as long as they are."""

    def __init__(self) -> None:
        from instep.web import evening
        from instep.web.records.ids import uuid7
        from instep.web.records.remembered import Person
        from instep.web.records.tonight import Tonight

        sheet = healthy({"diabetes": "yes"}, {"sore_patch": "left", "red_stays": "no"})
        night = Tonight(uuid7(datetime.now(UTC)), date(2026, 1, 1), today=sheet["today"])
        known = Person(about=sheet["about"])
        self.decision = evening.decision_of(night, known, datetime.now(UTC))

    def keep(self, on: date, early: Any, late: Any, dice: Random) -> None:
        """All of one day."""
        from instep.core.diary import Symptom
        from instep.web.records import store
        from instep.web.records.ids import uuid7

        scores = {str(symptom): dice.randrange(11) for symptom in Symptom}
        id = uuid7(early.at)
        for version, each in enumerate((early, late), 1):
            told = {name: each.at.isoformat() for name in scores}
            body = {"scores": {**scores, "pain": version}, "text": "A calm day.", "told": told}
            store.receive(store.LINE, id, version, body, each, str(on))
        decision = {**self.decision, "on": str(on), "at": early.at.isoformat()}
        store.receive(store.DECISION, uuid7(early.at), 1, decision, early)
        if on.toordinal() % 2:
            session = {
                "at": late.at.isoformat(), "on": str(on), "played": [60.0] * 12, "before": 5,
                "after": 3, "steps": ["arch_rub"] * 12, "ended": "finished",
            }  # fmt: skip
            store.receive(store.SESSION, uuid7(late.at), 1, session, late)
        self._measured(on, early, late, dice)

    def _measured(self, on: date, early: Any, late: Any, dice: Random) -> None:
        """Six spots a foot with three readings each, and two feelings on both feet."""
        from instep.core.body import Side
        from instep.core.measures.paint import PAINTABLE, Feeling, Painting
        from instep.core.measures.temperature import SITES, Spot, Warmth
        from instep.web.records import measured

        def readings() -> tuple[float, ...]:
            return tuple(round(dice.gauss(30, 0.5), 1) for _ in range(3))

        def zones() -> frozenset[Any]:
            return frozenset(dice.sample(PAINTABLE, 5))

        whole = Warmth({site: Spot(readings(), readings()) for site in SITES})
        half = Warmth(dict(list(whole.spots.items())[:3]))
        feelings = (Feeling.BURNING, Feeling.NUMBNESS)
        for moment, warmth, felt in ((early, half, feelings[:1]), (late, whole, feelings)):
            measured.keep_warmth(on, warmth, moment)
            brushes = {each: {side: zones() for side in (Side.LEFT, Side.RIGHT)} for each in felt}
            measured.keep_painting(on, Painting(brushes), moment)


if __name__ == "__main__":
    for what, figure, limit, unit in rows():
        print(f"| {what} | {figure:.0f} {unit} | {limit} |", flush=True)
