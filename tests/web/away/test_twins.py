"""The device says, asks and knows the same as the computer would."""

import json
import subprocess
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from django.http import QueryDict

from tests.core.test_vignettes import PEOPLE
from tests.kernel.twin import NODE
from tests.make import healthy, house, judged, screen
from tests.web.away.device import STOP

HERE = Path(__file__).parent
NUMBERS = {"doctor": "Dr Bo (0) 20/555-01", "foot_team": "Nurse Ada", "emergency": "112 or 999"}
pytestmark = pytest.mark.skipif(NODE is None, reason="there is no node on this computer")


def on_the_device(way, cases):
    """What the device makes of each of these."""
    from instep.web import away_shell
    from instep.web.kernel_tables import kernel_json

    words = json.loads(away_shell.words_text())
    order = {"way": way, "text": kernel_json(house()), "words": words, "cases": cases}
    said = subprocess.run(
        [NODE, str(HERE / "twin.mjs")],
        input=json.dumps(order), capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


# -- The verdict in words --------------------------------------------------------------------------


def told(sheet, on, numbers):
    from instep.web.pages.verdict.telling import tell

    clearance = judged(sheet, on)
    answers = screen(sheet, on).answers
    said = tell(clearance, answers, numbers, may=clearance.may_begin, night=False)
    return {
        "may": clearance.may_begin, "look": said.look, "title": said.title, "line": said.line,
        "contacts": list(said.contacts), "numbers": [vars(number) for number in said.numbers],
        "no_number": said.no_number, "musts": list(said.musts), "offers": list(said.offers),
        "reasons": [{"text": r.text, "because": list(r.because)} for r in said.reasons],
    }  # fmt: skip


@pytest.mark.parametrize("numbers", [{}, NUMBERS])
def test_every_person_is_told_the_same_words_on_both(app, numbers):
    sheets = [(healthy(p["about"], p["today"]), p["on"]) for p in PEOPLE]
    cases = [{"sheet": sheet, "on": on, "numbers": numbers} for sheet, on in sheets]
    answers = on_the_device("told", cases)
    for person, (sheet, on), answer in zip(PEOPLE, sheets, answers, strict=True):
        del answer["limits"]

        assert answer == told(sheet, date.fromisoformat(on), numbers), person["name"]


# -- A page as it is filled in ---------------------------------------------------------------------


def forms(page, dice):
    """A page filled in by chance: some lines left out, some odd."""
    from instep.web.way import page_questions

    words = ["no", "yes", "not_sure", "left", "", "perhaps"]
    sides = ["left", "right", "both", "not_sure", "no", ""]
    for id in page_questions(page):
        question = house().questions[id]
        if id == "sore_patch_zones":
            chosen = dice.sample([*question.values, "wing"], dice.randrange(3))
            yield from ((id, zone) for zone in chosen)
            continue
        if dice.random() < 0.85:
            yield id, dice.choice(words[:3] if dice.random() < 0.8 else words)
        if dice.random() < 0.7:
            yield f"{id}.side", dice.choice(sides)


@pytest.mark.parametrize("page", ["now", "leg", "look", "hand", "ease"])
def test_a_page_filled_in_by_chance_is_read_the_same_on_both(app, page):
    from instep.web.pages.today.forms import read

    dice = Random(page)
    cases = [{"page": page, "form": list(forms(page, dice))} for _ in range(400)]
    for case, answer in zip(cases, on_the_device("page", cases), strict=True):
        form = QueryDict(mutable=True)
        for name, value in case["form"]:
            form.appendlist(name, value)
        ours = read(page, form)
        answers = {id: list(a) if type(a) is tuple else a for id, a in ours.answers.items()}

        assert answer == {"answers": answers, "open": list(ours.open)}, case


# -- What comes next -------------------------------------------------------------------------------


@pytest.fixture
def alice_known(phone):
    phone.alice.to_first_step().press("stop").send()
    phone.alice.clock.later(minutes=11)
    return phone


@pytest.mark.parametrize("hours", [0, 13])
@pytest.mark.parametrize("look", [None, "no", "left"])
@pytest.mark.parametrize("referral", [None, False, True])
def test_the_page_that_comes_next_is_the_same_on_both(alice_known, hours, look, referral):
    from instep.web import acts, way
    from instep.web.clock import now
    from instep.web.records import store

    phone = alice_known
    if look is not None:
        phone.send(phone.look(look))
    if referral is not None:
        phone.send(phone.day({**STOP, "action": "FOOT_TEAM"}))
        phone.alice.clock.later(minutes=1)
    if referral:
        phone.send(phone.seen())
    phone.alice.clock.later(hours=hours)
    moment, person, mirror = now(), store.person(), phone.mirror()
    night = acts.change(acts.start(moment, person), moment, have=())
    today, cases, ours = {}, [], []
    for id, answer in SAID:
        today |= {} if id is None else {id: answer}
        asked = acts.change(night, moment, today={**night.today, **today})
        name, address = way.next_place(asked, person, moment)
        ours.append("/".join([PLACES.get(name, name), *map(str, address.values())]))
        case = {"mirror": mirror, "today": dict(today)}
        cases.append({**case, "now": moment.at.isoformat(), "on": str(moment.on)})

    assert on_the_device("place", cases) == ours


SAID = [
    (None, None), ("with_helper", "no"), ("look_10min", "no"), ("look_morning", "no"),
    ("open_referral", "not_seen"),
    *[(id, answer) for id, answer in healthy()["today"].items() if id != "with_helper"],
]  # fmt: skip
PLACES = {
    "looks:look": "look",
    "looks:referral": "referral",
    "tonight:who": "who",
    "today:page": "today",
}


# -- What was told here since ----------------------------------------------------------------------

TOLD = ("looks", "referral")


def test_what_the_device_makes_of_its_own_words_is_what_the_computer_makes_of_them(alice_known):
    phone, dice = alice_known, Random(7)
    for _ in range(15):
        mirror, entries = phone.mirror(), []
        for _ in range(dice.randrange(1, 6)):
            phone.alice.clock.later(seconds=dice.randrange(1, 40_000))
            entries.append(
                dice.choice(
                    [
                        lambda: phone.look(
                            dice.choice(["no", "left", "right"]), dice.choice(LOOKS)
                        ),
                        lambda: phone.day({**STOP, "action": "FOOT_TEAM"}),
                        lambda: phone.day(),
                        lambda: phone.seen(dice.random() < 0.7),
                        lambda: phone.note(),
                    ]
                )()
            )
        (known,) = on_the_device("known", [{"mirror": mirror, "entries": entries}])
        phone.send(*entries)

        assert {n: known[n] for n in TOLD} == {n: phone.mirror()[n] for n in TOLD}
        if dice.random() < 0.3:
            phone.send(phone.session())
            phone.alice.clock.later(minutes=11)


LOOKS = ("look_10min", "look_morning")


# -- What was measured here ------------------------------------------------------------------------

SPOTS = ("toe_1", "ball_inner", "heel")
MARKS = ("felt", "missed", "untested")


def measured_by_chance(phone, test, dice):
    """Spots, each at most once a day, and toes of a test, as her phone tells them."""
    marks = []
    for day in range(3):
        for site in dice.sample(SPOTS, dice.randrange(4)):
            phone.alice.clock.later(seconds=5)
            left, right = (
                [round(30 + dice.choice((0, 2.2, 2.3)), 1) for _ in range(dice.randrange(1, 4))]
                for _ in range(2)
            )
            yield phone.entry("warmth", {"site": site, "left": left, "right": right})
        for _ in range(dice.randrange(7) if day == 0 else 0):
            phone.alice.clock.later(seconds=5)
            marks = [*marks, dice.choice(MARKS)][:6]
            told = {"test": test, "marks": marks, "stopped": False, "keep": False}
            yield phone.entry("touch", told)
        phone.alice.clock.later(days=1)


@pytest.mark.parametrize("seed", range(12))
def test_what_was_measured_away_is_known_there_as_it_will_be_here(phone, seed):
    from instep.web.records import measured
    from tests.web.test_measures import touched

    touched(phone.alice)
    mirror, dice = phone.mirror(), Random(seed)
    entries = list(measured_by_chance(phone, str(measured.touch_tests()[-1].id), dice))
    (known,) = on_the_device("known", [{"mirror": mirror, "entries": entries}])
    for entry in entries:
        phone.send(entry)
    here = phone.mirror()

    limit, gaps = 2.2, known["measured"]["gaps"]
    assert gaps.keys() == here["measured"]["gaps"].keys()
    for on, gap in here["measured"]["gaps"].items():
        assert gaps[on]["degrees"] == pytest.approx(gap["degrees"])
        assert gap["degrees"] <= limit or gaps[on]["warmer"] == gap["warmer"]
    assert (known["measured"]["missed"] or {}) == (here["measured"]["missed"] or {})
    if here["measured"]["missed"] is None:
        assert known["measured"]["in_doubt"] == here["measured"]["in_doubt"]
    assert known["referral"] == here["referral"]


TYPED = ("29.4", "29,4", " 31 ", "88", "370", "4", "x", "", ".", "3.5.1", "1e1", "-30", "15", "45",
         "14.99", "٢٩", "30.", ".30", "100000000", "450", "77", "0x1f", "Infinity")  # fmt: skip


def test_a_typed_number_is_read_the_same_on_both(app):
    from instep.core.measures.temperature import read_degrees
    from instep.web.measures import measures

    walls = {"least": measures().walls.least, "most": measures().walls.most}
    said = on_the_device("degrees", [{"text": text, "walls": walls} for text in TYPED])

    assert said == [read_degrees(text, measures().walls) for text in TYPED]


def test_looks_fall_due_at_the_same_moment_on_both(alice_known):
    from instep.web import way
    from instep.web.clock import Moment, now
    from instep.web.records import store

    mirror, person, moment = alice_known.mirror(), store.person(), now()
    cases, ours = [], []
    for minutes in (-20, -12, -11, -1, 0, 60, 600, 1440):
        at = moment.at + timedelta(minutes=minutes)
        cases.append({"mirror": mirror, "now": at.isoformat(), "on": str(at.date())})
        ours.append(list(way.looks_due(person, Moment(at, "UTC", at.date()))))

    assert on_the_device("due", cases) == ours
