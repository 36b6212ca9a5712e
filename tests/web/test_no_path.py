"""No path leads to a step without a fresh clearance: every page and button, and random walks (L5).

What is seen is held against the kept decision by code of its own: its age, its answers judged
again, and the guard.
"""

from collections import deque
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import Random

import pytest

from instep.core import guard
from tests.make import judged, screen

pytestmark = pytest.mark.usefixtures("rows")

HALF_AN_HOUR = timedelta(minutes=30)
ADDRESSES = (
    "/",
    "/plan/",
    "/room/",
    "/guide/",
    "/steps/",
    "/steps/1/",
    "/steps/2/",
    "/steps/99/",
    "/verdict/",
    "/score/",
    "/hurt/",
    "/hurt/more/",
    "/close/",
    "/tonight/",
    "/tonight/aim/",
    "/today/ease/",
    "/plan/swap/arch_rub/",
)

MAY_SHOW = (
    "/guide/",
    "/steps/",
    "/steps/1/",
    "/steps/2/",
    "/plan/",
    "/room/",
    "/verdict/",
    "/close/",
)
LOOKED_AT = (*ADDRESSES, *3 * ("/guide/", "/steps/1/", "/steps/2/", "/steps/"))


def evening_id():
    from instep.web.records import store

    night = store.tonight()
    return "" if night is None else str(night.id)


def post(path, **fields):
    def act(alice):
        alice.send(path, form={"fields": token(alice), "action": path}, **fields)

    act.__name__ = f"{path} {fields}"
    return act


def token(alice):
    return {"csrfmiddlewaretoken": csrf(alice), "evening": evening_id()}


def csrf(alice):
    return "" if isinstance(alice, Quick) else alice.client.cookies["instep-form-8123"].value


def wait(**length):
    def act(alice):
        alice.clock.later(**length)

    act.__name__ = f"wait {length}"
    return act


def say_about(id, answer):
    def act(alice):
        post(f"/about/{id}/", answer=answer, alone="1")(alice)

    act.__name__ = f"about {id} {answer}"
    return act


def no_to(page, **but):
    from instep.web.way import page_questions
    from tests.web.person import TODAY

    plain = {id: TODAY[id] for id in page_questions(page) if id in TODAY}
    return post(f"/today/{page}/", **{**plain, **but})


def voice_comes_to(position):
    def act(alice):
        from instep.web.records import store

        night = store.tonight()
        rest = [0] * (len(night.played) - 1) if night else []
        played = " ".join(map(str, [position, *rest]))
        post("/guide/", position=str(position), played=played)(alice)

    act.__name__ = f"the voice comes to {position}"
    return act


ACTS = (
    post("/tonight/"),
    post("/tonight/again/"),
    post("/tonight/who/", answer="no"),
    post("/tonight/hand/"),
    no_to("now"),
    no_to("now", chest="yes"),
    no_to("leg"),
    no_to("look"),
    no_to("look", wound="yes", wound__side="left"),
    no_to("hand"),
    no_to("ease"),
    post("/score/", score="3"),
    post("/tonight/minutes/", minutes="5"),
    post("/tonight/aim/", aim="ease"),
    post("/plan/without/top_strokes/"),
    post("/room/", begin="pages"),
    post("/room/", begin="voice"),
    voice_comes_to(70),
    post("/guide/", do="hurts"),
    post("/guide/", do="stop"),
    post("/guide/", do="read"),
    post("/steps/1/", do="next"),
    post("/steps/2/", do="next"),
    post("/steps/2/", do="back"),
    post("/steps/1/", do="hurts"),
    post("/steps/2/", do="hurts"),
    post("/steps/2/", do="stop"),
    post("/hurt/", hurt="mistake"),
    post("/hurt/", hurt="bleeding"),
    post("/hurt/more/", side="left"),
    post("/hurt/", hurt="dizzy"),
    post("/hurt/more/", gone="no"),
    post("/close/", skip="1"),
    post("/night/", answer="no"),
    post("/night/", answer="yes"),
    say_about("blood_thinner", "yes"),
    wait(minutes=31),
    wait(hours=-2),
)


ON = (
    (post("/room/", begin="pages"), post("/steps/1/", do="next")),
    (post("/room/", begin="voice"), voice_comes_to(70)),
)
"""Two ways from the room: page by page, or led by the voice."""


def hold(alice, done):
    """What is seen on the page now may be seen now."""
    from instep.web.records import store

    if not alice.steps:
        return 0
    night, decision = store.tonight(), store.all_of(store.DECISION)[-1].body
    person = store.person()
    sheet = {"about": {**person.about, "asked_on": person.asked_on}, "today": decision["today"]}
    on = datetime.fromisoformat(decision["on"]).date()
    cleared, answers = judged(sheet, on), screen(sheet, on).answers
    may = cleared.may_breathe if night.night else cleared.may_begin
    walls = guard.walls_of(answers)
    shut = walls.no_breathing if night.night else walls.no_session
    age = alice.clock.at - datetime.fromisoformat(decision["at"])

    assert decision["about"] == person.about, done
    assert decision["today"] == dict(night.today), done
    assert may, done
    assert shut is None, done
    assert -timedelta(seconds=1) <= age <= HALF_AN_HOUR + timedelta(seconds=night.worked), done
    assert night.stage in ("playing", "judged"), done
    return len(alice.steps)


def saved(alice):
    from instep.web.records.models import Entry

    return list(Entry.objects.order_by("id").values()), alice.clock.at


def restore(alice, state):
    from instep.web.records.models import Entry

    Entry.objects.all().delete()
    Entry.objects.bulk_create([Entry(**values) for values in state[0]])
    alice.clock.at = state[1]


def so_far(alice):
    """Whether anything was kept, or time has passed."""
    from instep.web.records.models import Entry

    return Entry.objects.latest("id").pk, alice.clock.at


@contextmanager
def undone(alice):
    """What is done in here is looked at, and then it never was."""
    from django.db import transaction

    at = alice.clock.at
    with transaction.atomic():
        yield so_far(alice)
        transaction.set_rollback(True)
    alice.clock.at = at


def place_of(alice):
    """Where an evening stands, as far as its pages tell it apart."""
    from instep.web import evening
    from instep.web.records import store

    night, person, at = store.tonight(), store.person(), alice.clock.at
    if night is None:
        return (None, bool(person.looks))
    stands = night.stage, night.night, evening.is_fresh(night, at)
    if night.stage == "asking":
        said = [id for id in ("chest", "calf", "looked", "injury", "sleepy") if id in night.today]
        wishes = ("with_helper" in night.today) + (night.have is not None)
        return (*stands, wishes, len(said), night.today.get("chest") == "yes")
    holds = evening.holds(night, person, at)
    if night.stage == "judged":
        may = evening.may(night, evening.clearance(night, person))
        wished = bool(night.minutes) + bool(night.aim)
        return (*stands, holds, may, night.scored, wished, bool(night.changes))
    ended = night.slips, night.hurt, night.ended == "hurt"
    return (*stands, holds, min(night.place, 1), night.voiced, *ended)


class Quick:
    """The same pages and buttons without the edge: what a view would show, and no more of it."""

    def __init__(self, clock):
        self.clock, self.shown = clock, {}

    @property
    def steps(self):
        """The steps that the page would show."""
        if "led" in self.shown:
            return [step["technique"] for step in self.shown["led"]["steps"]]
        if "step" in self.shown:
            return [self.shown["step"].technique]
        return [line["step"].technique for line in self.shown.get("steps", ()) if "lines" in line]

    def open(self, path, data=None):
        """Ask for a page, or send a form."""
        from django.db import transaction
        from django.http import Http404
        from django.test import RequestFactory
        from django.urls import resolve

        make, self.shown = RequestFactory(), {}
        request = make.get(path) if data is None else make.post(path, data)
        found = resolve(path)
        try:
            with transaction.atomic():
                page = found.func(request, **found.kwargs)
        except Http404:
            return self
        self.shown = getattr(page, "told", {})
        return self

    def send(self, path, form, **fields):
        """Send a form."""
        data = {**form["fields"], **fields}
        return self.open(path, {name.replace("__", "."): value for name, value in data.items()})


@pytest.fixture
def quick(rows, clock, monkeypatch):
    """Alice, known, with pages that are made but not drawn."""
    from django.http import HttpResponse

    from instep.web import turn
    from tests.web.person import Browser

    def undrawn(_request, _template, context):
        page = HttpResponse()
        page.told = context
        return page

    Browser.known(Quick(clock))
    monkeypatch.setattr(turn, "render", undrawn)
    return Quick(clock)


EVENING = [act for act in ACTS if not act.__name__.startswith("/night/")]
NIGHT = [act for act in ACTS if not act.__name__.startswith(("/today/", "/tonight/", "/plan/"))]


@pytest.mark.parametrize(("acts", "least"), [(EVENING, 30), (NIGHT, 3)], ids=["evening", "night"])
def test_breadth_first_no_page_and_no_button_shows_a_step_that_is_not_cleared(quick, acts, least):
    alice = quick
    waiting, met, seen = deque([(saved(alice), ())]), {place_of(alice)}, 0
    while waiting:
        state, done = waiting.popleft()
        restore(alice, state)
        for address in MAY_SHOW:
            with undone(alice):
                seen += hold(alice.open(address), (*done, address))
        for act in acts:
            with undone(alice) as before:
                act(alice)
                seen += hold(alice, (*done, act.__name__))
                if before != so_far(alice) and (place := place_of(alice)) not in met:
                    met.add(place)
                    waiting.append((saved(alice), (*done, act.__name__)))

    assert seen >= least
    assert len(met) > 12


def wander(alice, dice, walks, turns):
    """Walks from the start page, mostly forward, looking in at any address; gives what was seen."""
    start, seen = saved(alice), 0
    for walk in range(walks):
        restore(alice, start)
        forward = [ACTS[0], *ACTS[2:5], *ACTS[6:8], *ACTS[9:15], *ON[walk % 2]]
        done, turn = [], 0
        for _ in range(turns):
            onward = dice.random() < 0.9
            act = forward[turn % len(forward)] if onward else dice.choice(ACTS)
            turn += onward
            act(alice)
            done.append(act.__name__)
            if not act.__name__.startswith("wait"):  # the page is still the one from before
                seen += hold(alice, done)
            if dice.random() < 0.5:
                address = dice.choice(LOOKED_AT)
                done.append(address)
                seen += hold(alice.open(address), done)
    return seen


@pytest.mark.parametrize("seed", range(4))
def test_walks_at_random_never_come_to_a_step_that_is_not_cleared(alice, seed):
    alice.known().open("/settings/")
    alice.follows = False

    assert wander(alice, Random(seed), walks=12, turns=30)


@pytest.mark.parametrize("seed", range(8))
def test_a_thousand_walks_through_the_same_views_never_come_to_one_either(quick, seed):
    assert wander(quick, Random(seed), walks=125, turns=24)
